package fact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// Email is an e-mail address, in text, in code or behind mailto:.
type Email struct {
	Head
	// Address is the address in lower case, without hidden characters.
	Address string `expr:"address"`
	// Domain is what stands behind the "@".
	Domain string `expr:"domain"`
	// Free says that anybody gets an address of that domain for nothing, as of gmail.com: it is rather a person's than an
	// office's.
	Free bool `expr:"free"`
	// Official says that the address is one of the site's contacts.
	Official bool `expr:"official"`
}

// mailboxes tells the addresses of people from those of offices.
type mailboxes struct {
	free, ours map[string]bool // hosts; official addresses, in lower case
}

func newMailboxes(s Settings) mailboxes {
	m := mailboxes{free: map[string]bool{}, ours: map[string]bool{}}
	for _, host := range s.Lists.FreeMail {
		m.free[strings.ToLower(host)] = true
	}
	for _, address := range s.Contacts.Emails {
		m.ours[strings.ToLower(address)] = true
	}
	return m
}

// emails returns the addresses that were found before masks were settled.
func emails(g *gathering) []Subject {
	return inOrder(subjects(g.emails, func(e *Email) *Head { return &e.Head }))
}

// readEmails looks for addresses in all that is written. It comes before masks are settled.
func (g *gathering) readEmails() {
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		eachEmail(r.Text, func(start, end int, address string) { g.addEmail(r, start, end, address) })
	}
}

func (g *gathering) addEmail(r *page.Run, start, end int, address string) {
	e := Email{Address: address, Domain: domainOf(address), Free: g.free[domainOf(address)], Official: g.ours[address]}
	if g.ofPerson(address) {
		e.Head = g.personal(r, start, end, maskEmail(address))
	} else {
		e.Head = g.at(r, start, end)
		e.Masked = maskEmail(address)
	}
	g.emails = append(g.emails, e)
}

// ofPerson reports whether an address is masked: it is rather a person's than an office's, and no contact of the site.
func (m *mailboxes) ofPerson(address string) bool {
	return m.free[domainOf(address)] && !m.ours[address]
}

func domainOf(address string) string { return address[strings.IndexByte(address, '@')+1:] }

// maskEmail leaves the first letter and the domain.
func maskEmail(address string) string {
	name, domain, _ := strings.Cut(address, "@")
	if len(name) < 2 {
		return "***@" + domain
	}
	return name[:1] + "***@" + domain
}

// The longest parts of an address (RFC 5321).
const (
	longestMailbox = 64
	longestDomain  = 255
)

// eachEmail calls found for each address in a text, which it gives in lower case and without hidden characters. What stands
// in an address of the web, and names of files with an "@", are none.
func eachEmail(s string, found func(start, end int, address string)) {
	done := 0
	next := func(s string) int { return strings.IndexByte(s, '@') }
	if strings.Contains(s, "＠") {
		next = func(s string) int { return strings.IndexAny(s, "@＠") }
	}
	for at := 0; at < len(s); {
		k := next(s[at:])
		if k < 0 {
			return
		}
		at += k
		_, size := utf8.DecodeRuneInString(s[at:])
		start := mailboxStart(s[done:at]) + done
		end := domainEnd(s, at+size)
		if address := emailOf(s, start, at, end, size); address != "" {
			found(start, end, address)
			done = end
		}
		at = max(at+size, done)
	}
}

// emailOf returns the address of a text with its "@" at at, or "" if it is none.
func emailOf(s string, start, at, end, size int) string {
	name, domain := plainASCII(s[start:at]), plainASCII(s[at+size:end])
	if name == "" || strings.Contains(name, "..") || len(name) > longestMailbox || len(domain) > longestDomain || !isDomain(domain) || inAddress(s[:start]) {
		return ""
	}
	if before, _ := utf8.DecodeLastRuneInString(s[:start]); before == '/' || before == '@' || unicode.In(before, unicode.L, unicode.M, unicode.Nd) {
		return ""
	}
	next, n := utf8.DecodeRuneInString(s[end:])
	if next == '@' || next == '_' || next == '/' || unicode.In(next, unicode.L, unicode.M) || next == ':' && len(s) > end+n && !unicode.IsSpace(rune(s[end+n])) {
		return "" // git@host:folder
	}
	return name + "@" + domain
}

// plainASCII returns a text in lower case without hidden characters.
func plainASCII(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if text.Hidden(r) {
			return -1
		}
		return r
	}, s))
}

// mailboxStart returns where the name begins that s ends with.
func mailboxStart(s string) int {
	start := len(s)
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !isMailbox(r) && !text.Hidden(r) {
			break
		}
		start -= size
	}
	name := s[start:]
	return start + len(name) - len(strings.TrimLeftFunc(name, func(r rune) bool { return !isWordASCII(r) }))
}

// isMailbox reports whether r can stand before the "@" of an address, as people write them.
func isMailbox(r rune) bool {
	return isWordASCII(r) || strings.ContainsRune("._+-%", r) && r != utf8.RuneError
}

func isWordASCII(r rune) bool {
	return r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9')
}

// domainEnd returns where the domain ends that begins at at.
func domainEnd(s string, at int) int {
	end, last := at, at
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isWordASCII(r) && r != '.' && r != '-' && !text.Hidden(r) {
			break
		}
		end += size
		if isWordASCII(r) {
			last = end // what stands behind the last letter is punctuation of the sentence
		}
	}
	return last
}

// isDomain reports whether a text has the form of a domain that can receive mail: labels, the last of them of letters and no
// ending of a file.
func isDomain(s string) bool {
	labels := strings.Split(s, ".")
	if len(labels) < 2 || slices.ContainsFunc(labels, func(l string) bool { return l == "" || l[0] == '-' || l[len(l)-1] == '-' }) {
		return false
	}
	top := labels[len(labels)-1]
	switch top {
	case "png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "html", "pdf", "md":
		return false
	}
	return len(top) >= 2 && strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") == ""
}
