package fact

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// DocumentRef is the number and sign of a legal or administrative document: 09/2024/TT-BGDĐT, 45/KH-THCSHS, 24/2018/QH14;
// or number and year behind the name of its sort, "Nghị định 13/2023".
type DocumentRef struct {
	Head
	// ID is number and sign without blanks; where the text leaves the sign out, that of the list of repealed documents.
	ID string `expr:"id"`
	// WellFormed says that number, year and sign can be right: a year from 1945 to 2100, one that decrees and circulars
	// cannot do without, Đ where the abbreviation has it.
	WellFormed bool `expr:"wellFormed"`
	// Repealed says that the document is in the list of those no longer in force.
	Repealed bool `expr:"repealed"`
	// RepealedOn is the first day on which it was not in force; the year 1 if it is not in the list.
	RepealedOn time.Time `expr:"repealedOn"`
	// ReplacedBy names what took its place.
	ReplacedBy string `expr:"replacedBy"`
	// Explained says that the words around it tell that it was replaced: thay thế, bãi bỏ, hết hiệu lực.
	Explained bool `expr:"explained"`
}

// documentRefs returns the references of the page in its order.
func documentRefs(g *gathering) []Subject {
	var all []DocumentRef
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		if !isText(r) {
			continue
		}
		for at := 0; at < len(r.Text); {
			k := strings.IndexByte(r.Text[at:], '/')
			if k < 0 {
				break
			}
			at += k + 1
			if ref, end, ok := g.documentAt(r, at-1); ok {
				all, at = append(all, ref), end
			}
		}
	}
	for _, c := range g.cues {
		if r := &g.page.Runs[c.run]; c.cue == documentCue && isText(r) {
			d := g.settings.Lists.Documents[c.document]
			all = append(all, DocumentRef{Head: g.at(r, c.start, c.end), ID: d.ID, WellFormed: true, Repealed: true, RepealedOn: d.Since,
				ReplacedBy: d.By, Explained: explained(r.Text, c.start, c.end)})
		}
	}
	return inOrder(subjects(all, func(d *DocumentRef) *Head { return &d.Head }))
}

// document is a reference as written.
type document struct {
	start, end   int
	number, sign string
	year         string // empty if there is none
	kind         string // the abbreviation of its sort, told by a word before it: NĐ, TT, L
}

// documentAt reads the reference whose first slash stands at slash.
func (g *gathering) documentAt(r *page.Run, slash int) (ref DocumentRef, end int, ok bool) {
	s := r.Text
	d := document{start: slash, end: slash + 1}
	for d.start > 0 && slash-d.start <= 5 && s[d.start-1]-'0' < 10 {
		d.start--
	}
	if d.number = s[d.start:slash]; d.number == "" || len(d.number) > 5 || d.start > 0 && joinsBefore(s[:d.start]) {
		return ref, 0, false
	}
	if end := numberEnd(s, d.end); end > d.end && end < len(s) && s[end] == '/' && end-d.end <= 5 {
		d.year, d.end = s[d.end:end], end+1
	} else if end-d.end == 4 && endsAt(s, end) {
		if d.kind = kindBefore(s[:d.start]); d.kind != "" {
			d.year, d.end = s[d.end:end], end // "Nghị định 13/2023"
		}
	}
	if d.year == "" || d.end == slash+1 || s[d.end-1] == '/' {
		d.sign = signAt(s, d.end)
		d.end += len(d.sign)
		if d.sign == "" {
			return ref, 0, false
		}
		if d.kind == "" {
			d.kind = kindBefore(s[:d.start])
		}
		if !isSign(d.sign, d.year != "" || d.kind != "") || !endsWord(s[d.end:]) {
			return ref, 0, false
		}
	}
	ref = DocumentRef{Head: g.at(r, d.start, d.end), ID: s[d.start:d.end], WellFormed: d.wellFormed(), Explained: explained(s, d.start, d.end)}
	g.repeal(&ref, &d)
	return ref, d.end, true
}

// endsWord reports whether no letter or digit follows a reference.
func endsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return !unicode.In(r, unicode.L, unicode.M, unicode.N) && r != '/' && r != '_'
}

// maxSign is the length of a sign in bytes that no real one reaches.
const maxSign = 40

// signAt returns the letters, digits, hyphens and ampersands that follow at, as far as they are a sign: TT-BGDĐT, QH14.
func signAt(s string, at int) string {
	end := at
	for end < len(s) && end-at < maxSign {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
		case (unicode.IsDigit(r) || r == '-' || r == '–' || r == '&') && end > at:
		default:
			return strings.TrimRight(s[at:end], "-–&")
		}
		end += size
	}
	return strings.TrimRight(s[at:end], "-–&")
}

// isSign reports whether a word can be the sign of a document. Behind a number without a year, and without a word that
// names the document's sort, only signs of two parts are: "5/Toán" is none.
func isSign(sign string, sure bool) bool {
	sort, _, two := strings.Cut(strings.ReplaceAll(sign, "–", "-"), "-")
	if !sure && !two || sort == "" {
		return false
	}
	upper, lower := 0, 0
	for _, r := range sort {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLetter(r) {
			lower++
		}
	}
	return upper >= 2 && upper <= 10 && lower <= 1
}

// wellFormed judges number, year and sign.
func (d *document) wellFormed() bool {
	if number, err := strconv.Atoi(d.number); err != nil || number == 0 {
		return false
	}
	if year, err := strconv.Atoi(d.year); d.year != "" && (err != nil || year < 1945 || year > 2100) {
		return false
	}
	if d.sign == "" {
		return true
	}
	sign := strings.ReplaceAll(text.NFC(d.sign), "–", "-")
	sort, body, _ := strings.Cut(sign, "-")
	switch sort {
	case "ND", "QD", "CD": // NĐ, QĐ, CĐ
		return false
	case "NĐ", "TT", "TTLT":
		if d.year == "" || body == "" {
			return false
		}
	}
	for part := range strings.FieldsFuncSeq(sign, func(r rune) bool { return r == '-' || r == '&' }) {
		switch part {
		case "BGDDT", "SGDDT", "PGDDT", "GDDT", "HDND", "BLDTBXH", "BNDTW": // with Đ in each
			return false
		}
	}
	return !strings.ContainsRune(sign, 'Ð') // Eth
}

// documentKinds returns the words that name the sorts of documents which are cited without their sign, and the
// abbreviations of these.
func documentKinds() map[string]string {
	return map[string]string{"nghị định": "NĐ", "thông tư": "TT", "luật": "QH", "nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT",
		"công văn": "", "kế hoạch": "KH"}
}

// kindBefore returns the abbreviation of the sort of document that the words before its number name; "" if there are none.
func kindBefore(before string) string {
	words := strings.Fields(lastWords(before, 8))
	if n := len(words); n > 0 && words[n-1] == text.Key("số") {
		words = words[:n-1]
	}
	tail := " " + strings.Join(words, " ") + " "
	for name, kind := range documentKinds() {
		key := keys(name)
		if strings.HasSuffix(tail, key) || name == "luật" && strings.Contains(tail, key) {
			return kind
		}
	}
	return ""
}

// repeal fills in what the list of repealed documents says.
func (g *gathering) repeal(ref *DocumentRef, d *document) {
	id := trimZero(d.number) + "/" + d.year + "/"
	for _, r := range g.settings.Lists.Documents {
		listed := text.NFC(r.ID)
		if d.sign != "" && sameID(listed, ref.ID) || d.sign == "" && d.kind != "" && strings.HasPrefix(trimZero(listed), id+d.kind) {
			ref.ID, ref.Repealed, ref.RepealedOn, ref.ReplacedBy = r.ID, true, r.Since, r.By
		}
	}
}

// trimZero drops the zeros that an id begins with.
func trimZero(id string) string { return strings.TrimLeft(id, "0") }

// sameID compares two ids without the zeros before their numbers, and without regard to dashes and to D for Đ.
func sameID(a, b string) bool {
	plain := func(s string) string {
		return strings.NewReplacer("–", "-", "Đ", "D", "Ð", "D").Replace(strings.ToUpper(text.NFC(trimZero(s))))
	}
	return plain(a) == plain(b)
}

// explained reports whether the words before or behind a reference tell that the document was replaced.
func explained(s string, start, end int) bool {
	behind := s[end:min(len(s), end+160)]
	if at := strings.IndexAny(behind, ".;!?"); at >= 0 {
		behind = behind[:at]
	}
	around := lastWords(s[:start], 12) + keys(strings.ToValidUTF8(behind, ""))
	return slices.ContainsFunc([]string{"thay thế", "thay cho", "bãi bỏ", "hết hiệu lực", "không còn hiệu lực", "trước đây"},
		func(words string) bool { return strings.Contains(around, keys(words)) })
}
