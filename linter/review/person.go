// People: who may approve, and whom a commit's e-mail address stands for.

package review

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Bot is the kind of an account that no single person stands behind. It never counts as a reviewer, and as a hand it is
// an unknown one.
const Bot = "bot"

// maxWriters bounds how many people one message may name.
const maxWriters = 100

// Person is somebody the site's configuration knows.
type Person struct {
	ID     string
	Name   string
	Roles  []string
	GitHub int64 // number of the account there, 0 if none
	Gitea  int64 // or Forgejo
	GitLab int64
	Emails []string  // in any case
	Kind   string    // "" or Bot
	From   time.Time // first moment of the person's authority; zero means always
	Until  time.Time // first moment after it; zero means no end

	Aliases []string       // what shared accounts call the person, such as the number in a CMS; in any case
	Writer  *regexp.Regexp // of a bot: its one group finds in a commit's message who wrote; nil if the messages do not tell
}

// Bot reports whether the person is no person.
func (p Person) Bot() bool { return p.Kind == Bot }

// Has reports whether the person holds a role.
func (p Person) Has(role string) bool { return slices.Contains(p.Roles, role) }

// Serves reports whether t lies within the person's term.
func (p Person) Serves(t time.Time) bool {
	return (p.From.IsZero() || !t.Before(p.From)) && (p.Until.IsZero() || t.Before(p.Until))
}

// accounts returns the person's accounts in forges.
func (p Person) accounts() []Account {
	all := []Account{{GitHub, p.GitHub}, {Gitea, p.Gitea}, {GitLab, p.GitLab}}
	return slices.DeleteFunc(all, func(a Account) bool { return a.ID == 0 })
}

// Identity is how somebody appears in a commit. Anybody can write anything there.
type Identity struct{ Name, Email string }

// People finds persons. The zero value knows nobody.
type People struct {
	list    []Person
	byID    map[string]int
	byEmail map[string]int
	byForge map[Account]int
	byAlias map[string]int
}

// Clash is the error for two entries that claim the same thing.
type Clash struct {
	What   string    // "id", "email", "alias", or the name of a forge
	Value  string    // that both claim
	People [2]string // the ids of both, the earlier one first
}

// Error names the claim and both people.
func (c *Clash) Error() string {
	return fmt.Sprintf("people: %s and %s both have the %s %q; keep it with the one it belongs to",
		c.People[0], c.People[1], c.What, c.Value)
}

// NewPeople returns the people of a site. Two of them with the same id, e-mail or account are a *Clash.
func NewPeople(list []Person) (*People, error) {
	p := &People{list: slices.Clone(list), byID: map[string]int{}, byEmail: map[string]int{}, byForge: map[Account]int{}, byAlias: map[string]int{}}
	for i, person := range list {
		if other, taken := p.byID[person.ID]; taken {
			return nil, &Clash{What: "id", Value: person.ID, People: [2]string{list[other].ID, person.ID}}
		}
		p.byID[person.ID] = i
		if err := p.claim(i); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// claim notes the addresses and the accounts of the i-th person.
func (p *People) claim(i int) error {
	person := p.list[i]
	for _, email := range person.Emails {
		if other, taken := p.byEmail[fold(email)]; taken && other != i {
			return &Clash{What: "email", Value: email, People: [2]string{p.list[other].ID, person.ID}}
		}
		p.byEmail[fold(email)] = i
	}
	for _, alias := range person.Aliases {
		if other, taken := p.byAlias[fold(alias)]; taken && other != i {
			return &Clash{What: "alias", Value: alias, People: [2]string{p.list[other].ID, person.ID}}
		}
		p.byAlias[fold(alias)] = i
	}
	for _, account := range person.accounts() {
		if other, taken := p.byForge[account]; taken {
			return &Clash{What: account.Forge, Value: strconv.FormatInt(account.ID, 10), People: [2]string{p.list[other].ID, person.ID}}
		}
		p.byForge[account] = i
	}
	return nil
}

// All returns everybody, in the order of the configuration.
func (p *People) All() []Person {
	if p == nil {
		return nil
	}
	return slices.Clone(p.list)
}

// ByID finds a person by id.
func (p *People) ByID(id string) (Person, bool) {
	if p == nil {
		return Person{}, false
	}
	i, ok := p.byID[id]
	return p.at(i, ok)
}

// ByEmail finds a person by an e-mail address of a commit, in any case. The no-reply addresses of forges
// ("123+name@users.noreply.github.com") are read by their number, since the name in them can change hands.
func (p *People) ByEmail(email string) (Person, bool) {
	if p == nil {
		return Person{}, false
	}
	if i, ok := p.byEmail[fold(email)]; ok {
		return p.at(i, ok)
	}
	return p.ByAccount(noreply(email))
}

// ByName finds the person whom a shared account calls by a name: an alias, an id or an e-mail address.
func (p *People) ByName(name string) (Person, bool) {
	if p == nil {
		return Person{}, false
	}
	if i, ok := p.byAlias[fold(name)]; ok {
		return p.at(i, ok)
	}
	if person, ok := p.ByID(name); ok {
		return person, ok
	}
	return p.ByEmail(parseAddress(name))
}

// parseAddress returns the address of "Name <address>", else the whole text.
func parseAddress(text string) string {
	if start, end := strings.IndexByte(text, '<'), strings.LastIndexByte(text, '>'); 0 <= start && start < end {
		return text[start+1 : end]
	}
	return text
}

// Writers returns how a message of the bot names those who wrote, each once; none if it does not.
func (p Person) Writers(message string) []string {
	if p.Writer == nil {
		return nil
	}
	var names []string
	for _, found := range p.Writer.FindAllStringSubmatch(message, maxWriters) {
		if name := strings.TrimSpace(found[1]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// ByAccount finds a person by an account in a forge.
func (p *People) ByAccount(account Account) (Person, bool) {
	if p == nil {
		return Person{}, false
	}
	i, ok := p.byForge[account]
	return p.at(i, ok)
}

func (p *People) at(i int, ok bool) (Person, bool) {
	if !ok {
		return Person{}, false
	}
	return p.list[i], true
}

// Roles returns all roles that anybody holds, sorted.
func (p *People) Roles() []string {
	var roles []string
	for _, person := range p.All() {
		roles = append(roles, person.Roles...)
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// ServiceIdentity reports whether an e-mail address is the one under which GitHub itself commits what somebody did in the
// browser. As a committer it is not a hand; the author tells whose it was.
func ServiceIdentity(email string) bool { return fold(email) == "noreply@github.com" }

// ValidID reports whether s can be the id of a person: letters, digits and . _ - + @, at most 100 bytes. So an id is also
// a principal of an allowed_signers file, where it needs no quotes and is no pattern.
func ValidID(s string) bool {
	for i, r := range s {
		letter := unicode.In(r, unicode.L, unicode.N)
		if !letter && (i == 0 || !unicode.Is(unicode.M, r) && !strings.ContainsRune("._+@-", r)) {
			return false
		}
	}
	return s != "" && len(s) <= 100
}

func fold(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
