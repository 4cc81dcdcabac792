package fact

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// What can be dangerous about a link.
const (
	dangerScript    = "script"
	dangerLookalike = "lookalike-host"
	dangerIP        = "ip-host"
	dangerProgram   = "program-file"
	dangerGambling  = "gambling"
	dangerAdult     = "adult"
	dangerShortener = "shortener"
)

// linkDangers returns the codes of Link.Danger.
func linkDangers() []string {
	return []string{dangerScript, dangerLookalike, dangerIP, dangerProgram, dangerGambling, dangerAdult, dangerShortener}
}

// danger returns what is dangerous about an address, the gravest first.
func (g *gathering) danger(a address, label, role string) string {
	switch {
	case runsScript(a) || role != roleImage && isPageInURL(a):
		return dangerScript
	case isLookalike(a):
		return dangerLookalike
	case isIP(a.host):
		return dangerIP
	case role != roleImage && isProgram(a.path):
		return dangerProgram
	case namedLike(a.host, g.settings.Lists.Gambling) || !g.internal(a) && !isOfficial(a.host) && g.saysGambling(label):
		return dangerGambling
	case namedLike(a.host, g.settings.Lists.Adult):
		return dangerAdult
	case slices.Contains(g.settings.Lists.Shorteners, a.host):
		return dangerShortener
	}
	return ""
}

// runsScript reports whether following the address runs code.
func runsScript(a address) bool { return a.scheme == "javascript" || a.scheme == "vbscript" }

// isPageInURL reports whether the address holds a page of its own, whose code would run.
func isPageInURL(a address) bool {
	kind := strings.ToLower(strings.TrimLeft(a.path, " "))
	return a.scheme == "data" && (strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "text/xml") ||
		strings.HasPrefix(kind, "application/xhtml+xml") || strings.HasPrefix(kind, "application/xml") ||
		strings.HasPrefix(kind, "image/svg+xml"))
}

// isIP reports whether a host is a number: an IPv6 address in brackets, or, as browsers decide it, a name whose last
// part is one, in decimal or hexadecimal.
func isIP(host string) bool {
	if strings.HasPrefix(host, "[") {
		return true
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if hex, ok := strings.CutPrefix(last, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// isProgram reports whether a path ends like a file that runs when it is opened.
func isProgram(p string) bool {
	if decoded, err := url.PathUnescape(p); err == nil { // p itself if there is no percent sign
		p = decoded
	}
	switch path.Ext(strings.TrimRight(strings.ToLower(p), ". ")) {
	case ".apk", ".xapk", ".aab", ".ipa", ".exe", ".scr", ".msi", ".msix", ".appx", ".bat", ".cmd", ".pif", ".cpl",
		".vbs", ".vbe", ".wsf", ".hta", ".jar", ".ps1", ".lnk", ".reg", ".dmg", ".pkg":
		return true
	}
	return false
}

// isOfficial reports whether a host belongs to an authority or a school, which may warn of gambling.
func isOfficial(host string) bool { return under(host, "gov.vn") || under(host, "edu.vn") }

// under reports whether a host is domain or a name in it.
func under(host, domain string) bool {
	rest, ok := strings.CutSuffix(host, domain)
	return ok && (rest == "" || strings.HasSuffix(rest, "."))
}

// saysGambling reports whether a link's words are those by which hacked sites advertise gambling.
func (g *gathering) saysGambling(label string) bool {
	says := false
	if label != "" {
		g.scanner.Find(label, func(phrase, _, _ int) { says = says || g.uses[phrase].cue == gamblingCue })
	}
	return says
}

// namedLike reports whether a part of a host's name, split at dots and hyphens, is one of names, save for digits around
// it: "taixiu88.net", "nha-cai.nohu.club".
func namedLike(host string, names []string) bool {
	for part := range strings.FieldsFuncSeq(host, func(r rune) bool { return r == '.' || r == '-' }) {
		if slices.Contains(names, part) || slices.Contains(names, strings.Trim(part, "0123456789")) {
			return true
		}
	}
	return false
}

// advertising returns what shows that somebody is paid for a visit to an address, "" if nothing does.
func (g *gathering) advertising(a address) string {
	if a.host == "" {
		return ""
	}
	for _, host := range g.settings.Lists.Advertising {
		if under(a.host, host) {
			return host
		}
	}
	for pair := range strings.SplitSeq(a.query, "&") {
		if name, _, _ := strings.Cut(pair, "="); slices.Contains(g.settings.Lists.Affiliate, strings.ToLower(name)) {
			return name
		}
	}
	return ""
}
