package site

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// headingIDs is the way a generator makes the ids of headings, to which anchors lead. No two families agree on
// Vietnamese. The ids are percent-decoded.
type headingIDs struct {
	slug   func(heading string) string
	number func(id string, used map[string]int) string // of an id that may be used already
	empty  string                                      // instead of an id with nothing in it
}

// of returns the ids of the headings of a page in their order.
func (h headingIDs) of(headings []string) []string {
	ids, used := make([]string, len(headings)), make(map[string]int, len(headings))
	for i, heading := range headings {
		id := h.slug(strings.TrimSpace(heading))
		if id == "" {
			id = h.empty
		}
		ids[i] = h.number(id, used)
	}
	return ids
}

// headingIDStyles is the table of all ways that are known. The expected ids of the tests come from the generators.
func headingIDStyles() map[string]headingIDs {
	return map[string]headingIDs{
		"github":             {slug: githubSlug, number: numberGitHub},
		"vitepress":          {slug: vitepressSlug, number: numberUnused},
		"hexo":               {slug: hexoSlug, number: numberCounted},
		"markdown-it-anchor": {slug: plainSlug, number: numberUnused},
		"kramdown-gfm":       {slug: kramdownGitHubSlug, number: numberCounted},
		"kramdown":           {slug: kramdownSlug, number: numberCounted, empty: "section"},
		"python-markdown":    {slug: pythonSlug, number: numberPython},
		"hugo-github":        {slug: hugoSlug, number: numberUnused, empty: "heading"},
		"hugo-github-ascii":  {slug: hugoASCIISlug, number: numberUnused, empty: "heading"},
		"hugo-blackfriday":   {slug: blackfridaySlug, number: numberUnused, empty: "heading"},
	}
}

// githubSlug keeps letters, marks, digits, connectors, hyphens and blanks; each blank becomes a hyphen.
func githubSlug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '\t':
			return '-'
		case r == '-' || isWordRune(r):
			return r
		}
		return -1
	}, strings.ToLower(heading))
}

// isWordRune reports whether r belongs to a word as the \p{Word} of GitHub's own code has it.
func isWordRune(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic)
}

// kramdownGitHubSlug is githubSlug without hyphens in a row, which kramdown takes for a dash.
func kramdownGitHubSlug(heading string) string {
	return githubSlug(strings.ReplaceAll(heading, "--", ""))
}

// hugoSlug keeps letters, digits and underscores; marks are lost, and so are all other signs.
func hugoSlug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '-':
			return '-'
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// hugoASCIISlug is hugoSlug of what is left without accents and without letters outside ASCII.
func hugoASCIISlug(heading string) string {
	return hugoSlug(onlyASCII(withoutMarks(text.NFD(heading))))
}

// blackfridaySlug puts one hyphen for everything between letters and numbers.
func blackfridaySlug(heading string) string {
	var slug strings.Builder
	gap := false
	for _, r := range heading {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			gap = true
			continue
		}
		if gap && slug.Len() > 0 {
			slug.WriteByte('-')
		}
		gap = false
		slug.WriteRune(unicode.ToLower(r))
	}
	return slug.String()
}

// kramdownSlug keeps ASCII letters, digits, hyphens and blanks, from the first letter on.
func kramdownSlug(heading string) string {
	first := strings.IndexFunc(heading, isASCIILetter)
	if first < 0 {
		return ""
	}
	heading = heading[first:]
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '-':
			return '-'
		case isASCIILetter(r), r >= '0' && r <= '9':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// pythonSlug takes letters apart and keeps what is ASCII: đ disappears.
func pythonSlug(heading string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case r == '-', r == '_', isASCIILetter(r), r >= '0' && r <= '9', isASCIISpace(r):
			return unicode.ToLower(r)
		}
		return -1
	}, onlyASCII(text.NFKD(heading)))
	return joinRuns(strings.TrimFunc(kept, isASCIISpace), func(r rune) bool { return r == '-' || isASCIISpace(r) })
}

// vitepressSlug takes letters apart and drops the marks; đ stays, and an id does not begin with a digit.
func vitepressSlug(heading string) string {
	kept := strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f || r < ' ' {
			return -1
		}
		return r
	}, text.NFKD(heading))
	slug := strings.Trim(joinRuns(kept, func(r rune) bool {
		return isSlugSign(r) || strings.ContainsRune("“”‘’", r)
	}), "-")
	if slug != "" && slug[0] >= '0' && slug[0] <= '9' {
		slug = "_" + slug
	}
	return strings.ToLower(slug)
}

// hexoSlug drops the accents of whole letters and keeps capitals.
func hexoSlug(heading string) string {
	var plain strings.Builder
	for _, r := range heading {
		plain.WriteString(hexoLetter(r))
	}
	return strings.Trim(joinRuns(plain.String(), isSlugSign), "-")
}

// hexoLetters are the letters that Unicode does not take apart.
var hexoLetters = map[rune]string{'Đ': "D", 'đ': "d", 'Ł': "L", 'ł': "l", 'Ø': "O", 'ø': "o", 'Æ': "AE", 'æ': "ae",
	'Ǆ': "DZ", 'ǆ': "dz", 'ß': "s", 'ſ': "l", 'Ŀ': "L", 'ŀ': "l"}

// hexoLetter returns a Latin letter without its accent, and everything else as it is.
func hexoLetter(r rune) string {
	switch {
	case r < ' ':
		return ""
	case r < 0x80:
		return string(r)
	}
	if to, ok := hexoLetters[r]; ok {
		return to
	}
	apart := []rune(text.NFKD(string(r)))
	if len(apart) == 0 || !isASCIILetter(apart[0]) {
		return string(r)
	}
	for _, mark := range apart[1:] {
		if !unicode.Is(unicode.Mn, mark) {
			return string(r)
		}
	}
	return string(apart[:1])
}

// plainSlug puts a hyphen for blanks and keeps everything else.
func plainSlug(heading string) string { return joinRuns(strings.ToLower(heading), unicode.IsSpace) }

// isSlugSign reports whether a sign becomes a hyphen for VitePress and Hexo.
func isSlugSign(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("~`!@#$%^&*()-_+=[]{}|\\;:\"'<>,.?/", r)
}

// joinRuns puts one hyphen for each run of characters that in reports.
func joinRuns(s string, in func(rune) bool) string {
	var out strings.Builder
	gap := false
	for _, r := range s {
		if in(r) {
			if !gap {
				out.WriteByte('-')
			}
			gap = true
			continue
		}
		gap = false
		out.WriteRune(r)
	}
	return out.String()
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

func isASCIISpace(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

func onlyASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x80 {
			return -1
		}
		return r
	}, s)
}

func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
}

// numberGitHub counts how often an id was asked for, and passes over those that headings have by themselves.
func numberGitHub(id string, used map[string]int) string {
	unique := id
	for {
		if _, taken := used[unique]; !taken {
			break
		}
		used[id]++
		unique = id + "-" + strconv.Itoa(used[id])
	}
	used[unique] = 0
	return unique
}

// numberCounted adds how often the same id was asked for before, and looks at nothing else.
func numberCounted(id string, used map[string]int) string {
	used[id]++
	if n := used[id] - 1; n > 0 {
		return id + "-" + strconv.Itoa(n)
	}
	return id
}

// numberUnused adds the smallest number that makes an id its own.
func numberUnused(id string, used map[string]int) string {
	unique := id
	for {
		if _, taken := used[unique]; !taken {
			break
		}
		used[id]++ // numbers that were tried for this id need not be tried again
		unique = id + "-" + strconv.Itoa(used[id])
	}
	used[unique] += 0
	return unique
}

// pythonNumber is the number that python-markdown goes on counting from, even one that the heading brought along.
var pythonNumber = regexp.MustCompile(`^(.*)_([0-9]+)$`)

// numberPython goes on from the number at the id's end until the id is its own.
func numberPython(id string, used map[string]int) string {
	if _, taken := used[id]; !taken && id != "" {
		used[id] = 0
		return id
	}
	base, n := id, 0
	if parts := pythonNumber.FindStringSubmatch(id); parts != nil {
		base = parts[1]
		n, _ = strconv.Atoi(parts[2])
	}
	for n = max(n, used[id]) + 1; ; n++ { // up to used[id] all are taken
		unique := base + "_" + strconv.Itoa(n)
		if _, taken := used[unique]; !taken {
			used[id], used[unique] = n, 0
			return unique
		}
	}
}
