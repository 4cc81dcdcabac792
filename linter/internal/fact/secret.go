package fact

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Secret is something that lets whoever knows it in: a key, a password, the code of a meeting. Its place is the secret
// itself; of a private key, its first line.
type Secret struct {
	Head
	// Form is private-key, token (of a service for programs), password, wifi, log-in (user and password together), meeting
	// (with its passcode) or edit-link (lets anybody change a form).
	Form string `expr:"form"`
}

// The forms of secrets.
const (
	secretKey      = "private-key"
	secretToken    = "token"
	secretPassword = "password"
	secretWifi     = "wifi"
	secretLogIn    = "log-in"
	secretMeeting  = "meeting"
	secretEditLink = "edit-link"
)

// secretForms returns the codes of Secret.Form.
func secretForms() []string {
	return []string{secretKey, secretToken, secretPassword, secretWifi, secretLogIn, secretMeeting, secretEditLink}
}

// secrets returns the secrets that were found on the way through the text.
func secrets(g *gathering) []Subject {
	return inOrder(subjects(g.secrets, func(s *Secret) *Head { return &s.Head }))
}

// secretShapes matches secrets that are known by their shape alone: the beginnings that services give their tokens.
var secretShapes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----|\b(?:ghp_[A-Za-z0-9]{36}|gho_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,90}|` +
		`glpat-[A-Za-z0-9_-]{20}|AKIA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|xox[abpr]-[A-Za-z0-9-]{20,90}|sk_live_[A-Za-z0-9]{20,60}|` +
		`ya29\.[A-Za-z0-9_-]{30,200}|EAA[A-Za-z0-9]{60,200}|[0-9]{8,10}:AA[A-Za-z0-9_-]{33})`)
})

// shortestToken is the number of letters, digits, hyphens and underscores that stand together in every secret of a known
// shape but a private key.
const shortestToken = 20

// hasSecretShape reports whether s has one of the texts that every secret of a known shape has. It is asked of all that is
// published, so it only looks at bytes so far from each other that no token stands between them.
func hasSecretShape(s string) bool {
	for at := shortestToken - 1; at < len(s); at += shortestToken {
		if !inToken(s[at]) {
			continue
		}
		start, end := at, at+1
		for start > 0 && inToken(s[start-1]) {
			start--
		}
		for end < len(s) && inToken(s[end]) {
			end++
		}
		if end-start >= shortestToken && beginsLikeToken(s, start, end) {
			return true
		}
		at = end - 1
	}
	return strings.Contains(s, "PRIVATE KEY-----")
}

func inToken(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b-'0' < 10 || b == '-' || b == '_'
}

// beginsLikeToken reports whether the beginning of a service's token stands in the bytes [start, end) of s or before them.
func beginsLikeToken(s string, start, end int) bool {
	if strings.HasSuffix(s[:start], "ya29.") || strings.HasSuffix(s[:start], ":") && strings.HasPrefix(s[start:], "AA") {
		return true
	}
	return slices.ContainsFunc([]string{"ghp_", "gho_", "github_pat_", "glpat-", "AKIA", "AIza", "xox", "sk_live_", "EAA"},
		func(mark string) bool { return strings.Contains(s[start:end], mark) })
}

// secretsIn looks for secrets in one run of text, comments and code too: all of it is published.
func (g *gathering) secretsIn(r *page.Run, cues []cueHit) {
	if g.shaped && hasSecretShape(r.Text) {
		for _, at := range secretShapes().FindAllStringIndex(r.Text, -1) {
			form := secretToken
			if strings.HasPrefix(r.Text[at[0]:], "-----") {
				form = secretKey
			}
			g.addSecret(r.Span(at[0], at[1]), r.Within, form, r.Text[at[0]:at[1]])
		}
	}
	if r.Within == page.InCode {
		return // an example of code, not a password in use
	}
	for i, c := range cues {
		if c.cue != passwordCue || c.start > 0 && r.Text[c.start-1] == '_' {
			continue
		}
		if start, end := passwordBehind(r.Text, c.end); end > start {
			g.addSecret(r.Span(start, end), r.Within, passwordForm(cues, i), r.Text[start:end])
		}
	}
}

// addSecret remembers a secret. Nothing of it is left in Masked.
func (g *gathering) addSecret(span source.Span, within, form, plain string) {
	s := Secret{Head: Head{Text: g.page.Text(span), Masked: "***", Within: within, Span: span}, Form: form}
	if form == secretKey || form == secretEditLink {
		s.Masked = s.Text
	} else {
		g.hide(s.Head, plain)
	}
	g.secrets = append(g.secrets, s)
}

// passwordForm says what a password opens by the cues around it in the same run.
func passwordForm(cues []cueHit, at int) string {
	form := secretPassword
	const near = 120 // bytes
	for i, c := range cues {
		if i == at || c.start > cues[at].end+near || c.end < cues[at].start-near {
			continue
		}
		switch c.cue {
		case wifiCue:
			return secretWifi
		case meetingCue:
			return secretMeeting
		case userCue:
			form = secretLogIn
		}
	}
	return form
}

// labelGap is how far behind a label, in bytes, the colon may stand that ends it.
const labelGap = 48

// passwordBehind returns the word behind a label such as "mật khẩu" if it can be a password: a colon, an equals sign or
// "là" stands between, and the word has a digit, or a sign among its letters.
func passwordBehind(s string, at int) (start, end int) {
	rest := strings.TrimLeft(s[at:], " \t\u00a0*_")
	marked := false
	if k := strings.IndexAny(rest[:min(len(rest), labelGap)], ":="); k >= 0 && areWords(rest[:k]) && !strings.HasPrefix(rest[k+1:], "/") {
		rest, marked = rest[k+1:], true // "mật khẩu wifi của thư viện: …"
	} else if cut, ok := strings.CutPrefix(rest, "là "); ok {
		rest, marked = cut, true
	}
	trimmed := strings.TrimLeft(rest, " \t\u00a0*_\"'“‘«`"+page.Hole)
	start = len(s) - len(trimmed)
	end = start + len(trimmed)
	if k := strings.IndexFunc(trimmed, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'”’»`|<>,;)(\uFFFC", r) }); k >= 0 {
		end = start + k
	}
	end = start + len(strings.TrimRight(s[start:end], ".?*_"))
	if !isPassword(s[start:end], marked) {
		return 0, 0
	}
	return start, end
}

// areWords reports whether s is nothing but words and hyphens between them.
func areWords(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune(" \u00a0-*_()", r)
	})
}

// isPassword reports whether a word can be a password. Behind a label without a mark it must have a digit.
func isPassword(word string, marked bool) bool {
	letters, digits, signs, marks, other := 0, 0, 0, 0, 0
	for _, r := range word {
		switch {
		case r >= utf8.RuneSelf:
			other++
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune("@#!$%^&*+?", r):
			signs++
		default:
			marks++
		}
	}
	n := letters + digits + signs + marks
	switch {
	case other > 0 || n < 4 || n > 64 || strings.Trim(word, "*.xX#_-") == "":
		return false
	case strings.Contains(word, "://"), isPlaceholder(strings.ToLower(word)):
		return false
	case marked:
		return digits > 0 || signs > 0 && letters > 0
	}
	return marks == 0 && (digits >= 4 || digits > 0 && letters > 0)
}

// isPlaceholder reports whether a word stands for a password rather than being one: $PASSWORD, {{…}}, changeme1.
func isPlaceholder(word string) bool {
	return word[0] == '$' || word[0] == '{' || word[0] == '%' || slices.ContainsFunc([]string{"example", "secret", "changeme", "password", "matkhau",
		"xxxx", "placeholder", "your"}, func(part string) bool { return strings.Contains(word, part) })
}

// secretLinks looks at addresses that let in whoever has them.
func (g *gathering) secretLinks() {
	for i := range g.page.Links {
		l := &g.page.Links[i]
		a := g.goes[i]
		within := page.InLink
		if l.Form == page.HTML {
			within = page.InHTML
		}
		switch {
		case under(a.host, "zoom.us") && (strings.Contains(l.URL, "pwd=") || strings.Contains(l.URL, "tk=")):
			g.addSecret(l.Span, within, secretMeeting, l.URL)
		case a.host == "docs.google.com" && strings.HasPrefix(a.path, "/forms/") && strings.HasSuffix(strings.TrimRight(a.path, "/"), "/edit"):
			g.addSecret(l.Span, within, secretEditLink, l.URL)
		case a.user != "" && strings.Contains(a.user, ":"):
			g.addSecret(l.Span, within, secretLogIn, l.URL)
		}
	}
}

// passwordLabels returns the words that a password stands behind, and those that say what it opens.
func passwordLabels() map[cue][]string {
	return map[cue][]string{
		passwordCue: {"mật khẩu", "mật khẩu wifi", "mật mã", "password", "passcode", "passwd", "pass", "pwd", "mã phòng", "mk"},
		wifiCue:     {"wifi", "wi-fi", "mạng không dây", "SSID"},
		meetingCue:  {"zoom", "meeting ID", "google meet", "phòng họp", "phòng zoom", "mã cuộc họp", "ID phòng", "teams"},
		userCue:     {"tài khoản", "tên đăng nhập", "tên truy cập", "username", "user", "login", "admin", "đăng nhập"},
	}
}
