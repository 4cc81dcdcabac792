// Clicks: what somebody said of a change in a forge, instead of signing it.

package review

import (
	"strconv"
	"strings"
	"time"
)

// The forges, by the names that their accounts have in people.yml.
const (
	GitHub = "github"
	Gitea  = "gitea" // and Forgejo
	GitLab = "gitlab"
)

// Account is somebody's account in a forge. Its number is its name here: the other name can change hands.
type Account struct {
	Forge string
	ID    int64
}

// accountHost is a forge and the end of the no-reply addresses that stand for its accounts.
type accountHost struct{ forge, end string }

// accountHosts: GitHub and GitLab write such addresses into commits themselves; Gitea's only stand for people whom the
// forge tells of.
func accountHosts() []accountHost {
	return []accountHost{
		{GitHub, "@users.noreply.github.com"}, {Gitea, "@users.noreply.gitea.invalid"}, {GitLab, "@users.noreply.gitlab.com"},
	}
}

// Identity returns how the account appears among those who made a commit.
func (a Account) Identity() Identity {
	for _, host := range accountHosts() {
		if host.forge == a.Forge {
			return Identity{Email: strconv.FormatInt(a.ID, 10) + "+" + host.end}
		}
	}
	return Identity{}
}

// noreply returns the account in a forge's no-reply address, zero if there is none. GitLab parts number and name by a
// hyphen.
func noreply(email string) Account {
	for _, host := range accountHosts() {
		name, ok := strings.CutSuffix(fold(email), host.end)
		number, _, numbered := strings.Cut(name, "+")
		if host.forge == GitLab && !numbered {
			number, _, numbered = strings.Cut(name, "-")
		}
		if !ok || !numbered {
			continue
		}
		if id, err := strconv.ParseInt(number, 10, 64); err == nil && id > 0 {
			return Account{Forge: host.forge, ID: id}
		}
	}
	return Account{}
}

// Click is one person's word on a change, given in a forge and bound to the commit that it was given on. Nobody signed
// it: it counts while the forge still has it, and a notary may write it down.
type Click struct {
	Kind    string // of the basis: "github-review", "gitea-review" or "gitlab-approval"
	Request int64  // number of the pull or merge request
	ID      int64  // number of the review
	Account Account
	Verdict Verdict // Approve, Reject, or Withdraw if it was dismissed; "" for a mere comment
	Commit  string  // that was looked at, in hexadecimal; "" if the forge does not say
	At      time.Time
}

// Basis returns how a record tells of the click.
func (c Click) Basis() Basis {
	return Basis{Kind: c.Kind, PR: c.Request, ReviewID: c.ID, UserID: c.Account.ID, Commit: c.Commit}
}

// Push is what somebody pushed onto a change's branch in a forge, whoever the commits say made it.
type Push struct {
	By            Identity // zero if the forge does not say who
	Before, After string   // commits; Before is "" or all zeros where the branch began
}
