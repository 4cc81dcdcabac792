package fact

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// BirthDate is the day or the year of somebody's birth: behind "sinh ngày", "năm sinh" and their like, in the column of a
// table or in a front matter field of that name. Any other date beside a name is none. Its place is the date.
type BirthDate struct {
	Head
	// Date is the day; the year 1 if only the year is told.
	Date time.Time `expr:"date"`
	// Year is the year of birth.
	Year int `expr:"year"`
	// Full says that the day is told, not only the year.
	Full bool `expr:"full"`
	// Named says that the sentence, the row or the fields beside it name somebody.
	Named bool `expr:"named"`
	// Child says that this somebody is a pupil, by the words around the name.
	Child bool `expr:"child"`
	// People is the number of people whom the table or list around it names; 0 outside of them.
	People int `expr:"people"`
}

// birthDates returns the dates that were found before masks were settled.
func birthDates(g *gathering) []Subject {
	return inOrder(subjects(g.births, func(b *BirthDate) *Head { return &b.Head }))
}

// birthMask stands for a date of birth: any part of it tells the age.
const birthMask = "***"

// readBirths looks for dates of birth in texts, tables and fields. It comes before masks are settled.
func (g *gathering) readBirths() {
	columns := g.hasBirthColumn()
	for i := range g.page.Runs {
		r := &g.page.Runs[i]
		if !hasWords(r) || !mayHold(r.Text, yearDigits) {
			continue
		}
		if plain := newBare(r.Text); columns || tellsBirth(plain.text) {
			g.birthsIn(i, plain, columns && (r.Within == page.InCell || r.Within == page.InHTML))
		}
	}
	for i := range g.page.Fields {
		g.birthField(&g.page.Fields[i])
	}
}

// yearDigits is how many digits the shortest date of birth has.
const yearDigits = 4

// bare is a text without hidden characters and with ASCII digits. Such a text is short, if there is one at all.
type bare struct {
	text string
	at   []int // for each byte of the text, and for its end, where it stands in the original; nil if that is the same
}

func newBare(s string) bare {
	if !strings.ContainsFunc(s, func(r rune) bool { return text.Hidden(r) || r >= '０' && r <= '９' }) {
		return bare{text: s}
	}
	var b strings.Builder
	var at []int
	for i, r := range s {
		if text.Hidden(r) {
			continue
		}
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		n := b.Len()
		b.WriteRune(r)
		for range b.Len() - n {
			at = append(at, i)
		}
	}
	return bare{b.String(), append(at, len(s))}
}

// span returns where a stretch of the text, not empty, stands in the original.
func (b bare) span(start, end int, original string) (from, to int) {
	if b.at == nil {
		return start, end
	}
	last := b.at[end-1]
	_, size := utf8.DecodeRuneInString(original[last:])
	return b.at[start], last + size
}

// tellsBirth is a first look: it reports whether the words of a birth may stand in a text.
func tellsBirth(s string) bool {
	for _, part := range []string{"inh", "INH", "sn", "SN", "Sn", "ntns", "NTNS"} {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// hasBirthColumn reports whether a table of the page has a column of birthdays.
func (g *gathering) hasBirthColumn() bool {
	for i := range g.page.Tables {
		if rows := g.page.Tables[i].Rows; len(rows) > 0 && slices.ContainsFunc(rows[0].Cells, func(c page.Cell) bool {
			return tellsBirth(c.Text) && g.columns.roleOf(c.Text) == columnBirth
		}) {
			return true
		}
	}
	return false
}

// birthsIn looks for dates in a run of text, which may be a cell of a column of birthdays.
func (g *gathering) birthsIn(run int, plain bare, cell bool) {
	r := &g.page.Runs[run]
	s := plain.text
	for at := 0; at < len(s); {
		k := strings.IndexAny(s[at:], "0123456789")
		if k < 0 {
			return
		}
		at += k
		next := numberEnd(s, at)
		if b, end, ok := bornAt(s, at); ok && (at == 0 || !joinsBefore(s[:at])) {
			from, to := plain.span(at, end, r.Text)
			told := bornBefore(s, at)
			var here seat
			if told || cell {
				here = g.seatAt(r.Span(from, to).Start)
			}
			if told || here.birth {
				b.Named, b.Child, b.People = here.named, here.child, here.people
				if !b.Named {
					b.Named, b.Child = g.namesSomebody(run, from, to)
				}
				b.Head = g.at(r, from, to)
				g.addBirth(b, r.Text[from:to])
				next = end
			}
		}
		at = next
	}
}

func (g *gathering) addBirth(b BirthDate, plain string) {
	b.Masked = birthMask
	if b.Named && b.Full {
		g.hide(b.Head, plain)
	}
	g.births = append(g.births, b)
}

// firstBirth is the first year of which somebody may still be alive.
const firstBirth = 1900

// bornAt reads the day or the year at at.
func bornAt(s string, at int) (b BirthDate, end int, ok bool) {
	if d, is := dayAt(s, at); is && d.year >= firstBirth && !d.impossible() {
		return BirthDate{Date: d.time(), Year: d.year, Full: true}, d.end, true
	}
	if end = numberEnd(s, at); end-at != 4 || !endsAt(s, end) {
		return b, end, false
	}
	b.Year, _ = strconv.Atoi(s[at:end])
	return b, end, b.Year >= firstBirth && b.Year <= maxYear
}

// bornBefore reports whether the words before a date say that somebody was born then.
func bornBefore(s string, at int) bool {
	if !tellsBirth(s[max(0, at-contextReach):at]) {
		return false
	}
	before := sentenceBefore(s, at)
	var words []syllable
	for t := range text.Syllables(before) {
		first, _ := utf8.DecodeRuneInString(before[t.Start:])
		words = append(words, syllable{key: text.Key(before[t.Start:t.End]), capital: unicode.IsUpper(first) && len(words) > 0})
	}
	last := len(words) - 1
	if last > 0 && words[last].key == text.Key("là") { // ngày sinh của em … là
		return strings.Contains(keys(before), text.Key("ngày")+" sinh ")
	}
	gap := 0
	for ; last >= 0 && birthLinks()[words[last].key]; last-- {
		gap++
	}
	switch {
	case last < 0:
		return false
	case gap == 0 && (words[last].key == "sn" || words[last].key == "ntns"):
		return true
	case words[last].key != "sinh":
		return false
	case last > 0 && birthLinks()[words[last-1].key]: // ngày sinh, ngày tháng năm sinh
		return true
	case last > 0 && otherBirths()[words[last-1].key] && !words[last-1].capital: // but em Nam sinh ngày
		return false
	}
	return gap > 0 || strings.HasSuffix(strings.TrimRight(before, blanks), ":")
}

// birthLinks may stand between the word for birth and its date.
var birthLinks = sync.OnceValue(func() wordSet { return newWordSet("ngày năm tháng vào là lúc") })

// otherBirths make another word of the one for birth behind them: học sinh năm 2026, tuyển sinh ngày 5/6.
var otherBirths = sync.OnceValue(func() wordSet {
	return newWordSet("học thí tuyển tân nữ nam giáo vệ phát ký kí hy hi môn dân hồi khai tái du nghiên thư chúng hậu cứu ngoại sản y thai sơ nảy " +
		"song giới tạo quần văn tính kỳ kì hoá giáng đản quyên phục mưu nhân trường tổ bẩm kháng thiên triệt hiếm vô cộng thú vi sao lễ giải phóng")
})

// onlyBirthWords reports whether a text says that somebody was born and nothing else: Ngày, tháng, năm sinh.
func onlyBirthWords(s string) bool {
	for t := range text.Syllables(s) {
		if key := text.Key(s[t.Start:t.End]); key != "sinh" && key != "ntns" && key != "sn" && !birthLinks()[key] {
			return false
		}
	}
	return true
}

// longestBirthContext bounds how far from a date a name is looked for, in bytes.
const longestBirthContext = 400

// namesSomebody reports whether the sentence around a date names somebody, or the one before it if the date is all that the
// sentence tells.
func (g *gathering) namesSomebody(run, from, to int) (named, child bool) {
	r := &g.page.Runs[run]
	before, own := text.Token{}, text.Token{End: len(r.Text)}
	for sentence := range text.Sentences(r.Text) {
		if own = sentence; sentence.End > from {
			break
		}
		before = sentence
	}
	alone := onlyBirthWords(r.Text[own.Start:from])
	own.Start = max(own.Start, cutBack(r.Text[:from], longestBirthContext))
	own.End = min(own.End, to+cutFront(r.Text[to:], longestBirthContext))
	if named, child = g.someoneIn(r, own); named || !alone {
		return named, child
	}
	if before.End > 0 {
		before.Start += cutBack(r.Text[before.Start:before.End], longestBirthContext)
		return g.someoneIn(r, before)
	}
	if run == 0 || g.page.Runs[run-1].Within != r.Within {
		return false, false
	}
	last := &g.page.Runs[run-1]
	return g.someoneIn(last, text.Token{Start: cutBack(last.Text, longestBirthContext), End: len(last.Text)})
}

// cutFront returns the largest offset of at most n at which a character of s begins, or its end.
func cutFront(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// someoneIn reports whether a stretch of text names somebody, and a pupil. A name with a surname counts even where no word
// says whose it is, if it is not that of a thing.
func (g *gathering) someoneIn(r *page.Run, span text.Token) (named, child bool) {
	u := g.utterance(r, span)
	u.findPeople()
	for _, m := range u.people {
		named = named || m.named
		child = child || m.named && m.role == roleChild
	}
	for i := 0; i < len(u.tokens) && !named; i++ {
		if n := u.fullName(i); n > 0 {
			_, named = u.roleBefore(mention{first: i, last: i + n - 1})
		}
	}
	return named, child
}

// seat is where in a table or list something stands.
type seat struct {
	birth, named, child bool // a column of birthdays; the row names somebody, a pupil
	people              int
}

// seatAt returns the seat of what stands at an offset of the page.
func (g *gathering) seatAt(at int) seat {
	if g.order == nil {
		for i := range g.allGrids() {
			g.order = append(g.order, i)
		}
		slices.SortStableFunc(g.order, func(a, b int) int { return g.grids[a].span.Start - g.grids[b].span.Start })
	}
	i, ok := slices.BinarySearchFunc(g.order, at, func(i, at int) int { return g.grids[i].span.Start - at })
	if !ok {
		i--
	}
	if i < 0 || at >= g.grids[g.order[i]].span.End {
		return seat{}
	}
	m := &g.grids[g.order[i]]
	if m != g.grid {
		g.grid, g.roster = m, g.rosterOf(m)
	}
	r := &g.roster
	s := seat{people: r.people}
	k, ok := slices.BinarySearchFunc(m.rows, at, func(row []page.Cell, at int) int {
		if len(row) == 0 {
			return -1
		}
		return cmp.Compare(row[0].Span.Start, at)
	})
	if !ok {
		k--
	}
	if k < 0 {
		return s
	}
	row := m.rows[k]
	column := slices.IndexFunc(row, func(c page.Cell) bool { return c.Span.Start <= at && at <= c.Span.End })
	s.birth = column >= 0 && column < len(r.roles) && r.roles[column] == columnBirth
	s.named = r.persons >= 0 && r.persons < len(row) && isName(row[r.persons].Text)
	s.child = s.named && r.pupils
	return s
}

// seated is the table or list that was looked at last, and in which order they stand.
type seated struct {
	grid   *grid
	roster roster
	order  []int
}

// birthField takes a front matter field by its name: ngay_sinh, birthday. Its neighbours tell whether somebody is named.
func (g *gathering) birthField(f *page.Field) {
	switch plainKey(lastKey(f.Key)) {
	case "ngaysinh", "namsinh", "ngaythangnamsinh", "birthday", "birthdate", "dateofbirth", "dob":
	default:
		return
	}
	b, end, ok := bornAt(f.Value, 0)
	if !ok || end != len(f.Value) {
		return
	}
	folder := f.Key[:len(f.Key)-len(lastKey(f.Key))]
	b.Named = slices.ContainsFunc(g.page.Fields, func(o page.Field) bool {
		return strings.HasPrefix(o.Key, folder) && lastKey(o.Key) == o.Key[len(folder):] && isName(o.Value)
	})
	b.Child = b.Named && slices.ContainsFunc(g.page.Fields, func(o page.Field) bool {
		return strings.HasPrefix(o.Key, folder) && (lastKey(o.Key) == "lop" || lastKey(o.Key) == "class")
	})
	b.Head = Head{Text: g.page.Text(f.Span), Within: page.InField, Span: f.Span}
	g.addBirth(b, f.Value)
}
