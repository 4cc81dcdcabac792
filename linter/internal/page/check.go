package page

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// defaultBytes is the largest page that is read unless the site says otherwise.
const defaultBytes = 1 << 20

// byteOrderMark is the byte order mark that some editors put before UTF-8.
const byteOrderMark = "\xEF\xBB\xBF"

// checkBytes refuses what is not a text in UTF-8 of bounded size.
func (l Limits) checkBytes(src []byte) *Unreadable {
	limit := l.Bytes
	if limit == 0 {
		limit = defaultBytes
	}
	if int64(len(src)) > limit {
		return &Unreadable{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes; the limit is %d", len(src), limit)}
	}
	if bytes.HasPrefix(src, []byte("\xFF\xFE")) || bytes.HasPrefix(src, []byte("\xFE\xFF")) {
		return &Unreadable{Reason: NotUTF8, Detail: "the file is UTF-16; save it as UTF-8"}
	}
	if at := bytes.IndexByte(src, 0); at >= 0 {
		return &Unreadable{Reason: NUL, Detail: "a NUL byte; the file is no text, or not UTF-8",
			Span: source.Span{Start: at, End: at + 1}}
	}
	if at := invalid(src); at >= 0 {
		return &Unreadable{Reason: NotUTF8, Detail: "an older Vietnamese encoding, or a broken file; save it as UTF-8",
			Span: source.Span{Start: at, End: at + 1}}
	}
	return nil
}

// invalid returns the offset of the first byte that is not UTF-8, or -1.
func invalid(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for at := 0; ; {
		r, size := utf8.DecodeRune(src[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
}

// conflicts returns the spans of unfinished merges: a line that begins with "<<<<<<< ", later one of "=======", later
// one with ">>>>>>> ".
func conflicts(src []byte) []source.Span {
	if !bytes.Contains(src, []byte("<<<<<<< ")) {
		return nil
	}
	var found []source.Span
	for at := 0; ; {
		ours := lineWith(src, at, "<<<<<<< ")
		middle := lineWith(src, ours, "=======")
		theirs := lineWith(src, middle, ">>>>>>> ")
		if ours < 0 || middle < 0 || theirs < 0 {
			return found
		}
		found = append(found, source.Span{Start: ours, End: theirs + len(">>>>>>>")})
		at = theirs
	}
}

// lineWith returns the offset, from at on, of the next line that begins with mark, or -1, also where at is -1.
func lineWith(src []byte, at int, mark string) int {
	for at >= 0 && at < len(src) {
		k := bytes.Index(src[at:], []byte(mark))
		if k < 0 {
			return -1
		}
		at += k
		if at == 0 || src[at-1] == '\n' || string(src[:at]) == byteOrderMark {
			return at
		}
		at += len(mark)
	}
	return -1
}

// conflict refuses a page with an unfinished merge, unless that stands in a block of code as an example.
func conflict(found, code []source.Span) *Unreadable {
	for _, s := range found {
		if !inside(s, code) {
			return &Unreadable{Reason: ConflictMarker, Span: source.Span{Start: s.Start, End: s.Start + len("<<<<<<<")},
				Detail: "an unfinished merge; decide between the two versions and remove the lines <<<<<<<, ======= and >>>>>>>"}
		}
	}
	return nil
}

// ordered sorts spans that do not overlap.
func ordered(spans []source.Span) []source.Span {
	slices.SortFunc(spans, func(a, b source.Span) int { return cmp.Compare(a.Start, b.Start) })
	return spans
}

// inside reports whether one of the ordered spans holds s.
func inside(s source.Span, spans []source.Span) bool {
	k := sort.Search(len(spans), func(i int) bool { return spans[i].End >= s.End })
	return k < len(spans) && spans[k].Start <= s.Start
}
