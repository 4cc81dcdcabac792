package fact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/source"
	"github.com/rasoat/rasoat/linter/internal/text"
)

// The roles of a table's columns.
const (
	columnPerson       = "person"
	columnClass        = "class"
	columnPost         = "post"
	columnBirth        = "birth"
	columnAddress      = "address"
	columnGuardian     = "guardian"
	columnPhone        = "phone"
	columnScore        = "score"
	columnRanking      = "ranking"
	columnConduct      = "conduct"
	columnCircumstance = "circumstance"
	columnSalary       = "salary"
)

// columnWords returns the words that a header begins with, by the role of its column; those of a role that stands first
// count first. A word with "=" must be the whole header.
func columnWords() []struct{ role, words string } {
	return []struct{ role, words string }{
		{columnGuardian, "phụ huynh;người giám hộ;cha;mẹ;bố;họ tên cha;họ tên mẹ;họ tên bố;họ và tên cha;họ và tên mẹ;họ và tên bố;" +
			"họ tên phụ huynh;họ và tên phụ huynh;tên phụ huynh;tên cha;tên mẹ;tên bố"},
		{columnPost, "chức vụ;chức danh;nhiệm vụ;phụ trách;môn dạy;chuyên môn;chủ nhiệm;ngày bổ nhiệm;trình độ"},
		{columnBirth, "ngày sinh;năm sinh;sinh ngày;sinh năm;ngày tháng năm sinh;ngày, tháng, năm sinh;=ntns;=sinh"},
		{columnAddress, "nơi ở;chỗ ở;địa chỉ;quê quán;thường trú;hộ khẩu;nơi sinh;nơi thường trú;tạm trú"},
		{columnPhone, "sđt;điện thoại;số điện thoại;=đt;di động;zalo;số máy"},
		{columnConduct, "hạnh kiểm;rèn luyện;kết quả rèn luyện;xếp loại hạnh kiểm"},
		{columnRanking, "xếp loại;danh hiệu;học lực;xếp hạng;=hạng;thứ hạng;kết quả học tập;=kết quả;đánh giá;nhận xét"},
		{columnScore, "điểm;tổng điểm;=tổng;đtb;tbm;điểm thi;=toán;=ngữ văn;=văn;=tiếng việt;=tiếng anh;=anh;=vật lí;=vật lý;=lí;=lý;=hoá học;" +
			"=hoá;=sinh học;=lịch sử;=sử;=địa lí;=địa lý;=địa;=gdcd;=tin học;=tin;=công nghệ;=khoa học;=khtn;=tv"},
		{columnCircumstance, "hoàn cảnh;=diện;diện chính sách;đối tượng;diện miễn giảm;hộ nghèo;lí do miễn giảm;chế độ"},
		{columnSalary, "lương;hệ số;phụ cấp;bậc lương;thu nhập"},
		{columnClass, "=lớp;tên lớp;=chi đội"},
		{columnPerson, "họ và tên;họ tên;tên học sinh;=học sinh;=hs;tên em;tên cháu;tên trẻ;=tên;họ đệm"},
	}
}

// columns tells the roles of columns by their headers.
type columns struct {
	exact  map[string]string // by the key of the whole header
	prefix []struct{ key, role string }

	// What a part of a line of a list begins or ends with, and the word for pupils, as keys.
	beginsBirth, beginsAddress    []string
	beginsClass, endsScore, pupil string
}

func newColumns() columns {
	c := columns{exact: map[string]string{}, beginsClass: addressKey("lớp"), endsScore: addressKey("điểm"), pupil: addressKey("học sinh")}
	for _, word := range []string{"sinh ngày", "sinh năm", "ngày sinh", "năm sinh"} {
		c.beginsBirth = append(c.beginsBirth, addressKey(word))
	}
	for _, word := range []string{"địa chỉ", "nhà ở", "thôn", "xóm", "ngõ", "số nhà"} {
		c.beginsAddress = append(c.beginsAddress, addressKey(word))
	}
	for _, list := range columnWords() {
		for word := range strings.SplitSeq(list.words, ";") {
			if whole, ok := strings.CutPrefix(word, "="); ok {
				c.exact[addressKey(whole)] = list.role
			} else {
				c.prefix = append(c.prefix, struct{ key, role string }{addressKey(word), list.role})
			}
		}
	}
	slices.SortStableFunc(c.prefix, func(a, b struct{ key, role string }) int { return len(b.key) - len(a.key) })
	return c
}

// roleOf returns the role of a column with a header, or "".
func (c *columns) roleOf(header string) string {
	key := addressKey(header)
	if role := c.exact[key]; role != "" {
		return role
	}
	for _, p := range c.prefix {
		if strings.HasPrefix(key, p.key) {
			return p.role
		}
	}
	return ""
}

// roster is what the columns of a table or list say of people.
type roster struct {
	roles   []string // of the columns, "" where there is none
	people  int      // rows that name a person
	pupils  bool     // a header speaks of pupils, or there is a column of classes
	persons int      // the column of the names, or -1
}

// rosterOf reads the columns of a grid.
func (g *gathering) rosterOf(m *grid) roster {
	r := roster{persons: -1}
	width := len(m.headers)
	for _, row := range m.rows {
		width = max(width, len(row))
	}
	r.roles = make([]string, width)
	for i := range r.roles {
		header := ""
		if i < len(m.headers) {
			header = m.headers[i].Text
		}
		if m.form == formList {
			r.roles[i] = g.roleOfParts(m, i)
		} else {
			r.roles[i] = g.columns.roleOf(header)
		}
		switch r.roles[i] {
		case columnClass:
			r.pupils = true
		case columnPerson:
			n := countNames(m, i)
			if n*2 < len(m.rows) || n == 0 || r.persons >= 0 {
				r.roles[i] = ""
				continue
			}
			r.persons, r.people = i, n
			key := addressKey(header)
			r.pupils = r.pupils || strings.Contains(key, g.columns.pupil) || strings.Contains(key, " hs ")
		}
	}
	return r
}

// roleOfParts tells the role of a list's column by what most of its parts look like.
func (g *gathering) roleOfParts(m *grid, column int) string {
	count := map[string]int{}
	for _, row := range m.rows {
		if column < len(row) {
			count[g.roleOfPart(row[column].Text)]++
		}
	}
	for _, role := range []string{columnPerson, columnBirth, columnScore, columnClass, columnAddress, columnPhone} {
		if count[role]*5 >= len(m.rows)*4 {
			return role
		}
	}
	return ""
}

// longestPart bounds what is looked at as one part of a line, in bytes: what is longer is prose, no name or date.
const longestPart = 160

// roleOfPart tells what one part of a line is.
func (g *gathering) roleOfPart(s string) string {
	if len(s) > longestPart {
		return ""
	}
	key := addressKey(s)
	switch {
	case hasAnyPrefix(key, g.columns.beginsBirth):
		return columnBirth
	case strings.HasSuffix(key, g.columns.endsScore) && hasDigits(key) && len(s) < 24:
		return columnScore
	case strings.HasPrefix(key, g.columns.beginsClass) && hasDigits(key), isClassCode(strings.TrimSpace(s)):
		return columnClass
	case hasAnyPrefix(key, g.columns.beginsAddress):
		return columnAddress
	case g.startsWithSurname(s) && isName(s):
		return columnPerson
	}
	return ""
}

func hasAnyPrefix(key string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(key, b) })
}

func (g *gathering) startsWithSurname(s string) bool {
	for first := range strings.FieldsSeq(s) {
		return g.names.surname[text.Key(first)]
	}
	return false
}

// countNames counts the rows whose part in a column is a name.
func countNames(m *grid, column int) int {
	n := 0
	for _, row := range m.rows {
		if column < len(row) && isName(row[column].Text) {
			n++
		}
	}
	return n
}

// isName reports whether a cell holds two to six capitalised syllables and nothing else: a name.
func isName(s string) bool {
	n := 0
	for word := range strings.FieldsSeq(s) {
		first, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(first) || strings.ContainsFunc(word, func(r rune) bool { return !isLetterOrMark(r) && r != '.' && !text.Hidden(r) }) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 6
}

// readRosters masks the names in tables that say something private of them, and makes persons of pupils.
func (g *gathering) readRosters() {
	for i := range g.allGrids() {
		m := &g.grids[i]
		r := g.rosterOf(m)
		if r.persons < 0 {
			continue
		}
		circumstance := slices.Index(r.roles, columnCircumstance)
		if slices.Contains(r.roles, columnPost) || !r.pupils && circumstance < 0 && !r.private() {
			continue
		}
		for k, row := range m.rows {
			if r.persons < len(row) && isName(row[r.persons].Text) {
				g.addRow(r, row, k+1, circumstance)
			}
		}
	}
}

// private reports whether a column says something private of people.
func (r *roster) private() bool {
	return slices.ContainsFunc(r.roles, func(role string) bool {
		switch role {
		case columnBirth, columnAddress, columnGuardian, columnPhone, columnScore, columnRanking, columnConduct, columnSalary:
			return true
		}
		return false
	})
}

// addRow makes a person of a row.
func (g *gathering) addRow(r roster, row []page.Cell, number, circumstance int) {
	cell := row[r.persons]
	span := trimmed(g.page.Text(cell.Span), cell.Span)
	p := Person{Role: roleUnknown, Named: true, Row: number}
	p.Head = Head{Text: g.page.Text(span), Within: page.InCell, Span: span, Masked: maskName(cell.Text, true)}
	g.hideName(cell.Text)
	if r.pupils {
		p.Role = roleChild
	}
	if at := slices.Index(r.roles, columnClass); at >= 0 && at < len(row) {
		p.Class = row[at].Text
	}
	if r.private() {
		p.Role = roleUnknown // the table as a whole is what is wrong
	}
	if circumstance >= 0 && circumstance < len(row) && len(strings.Trim(row[circumstance].Text, " -–0")) > 0 {
		p.Role, p.Circumstance = roleChild, strings.TrimSpace(row[circumstance].Text)
	}
	if p.Role != roleUnknown {
		g.persons = append(g.persons, p)
	}
}

// trimmed returns the span of a text without the white space at its ends.
func trimmed(s string, span source.Span) source.Span {
	left := len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	s = strings.TrimSpace(s)
	return source.Span{Start: span.Start + left, End: span.Start + left + len(s)}
}

// cellLabel is what the header of a column, or the cell before, says of the numbers in a cell.
type cellLabel struct {
	span  source.Span
	label label
}

// labelOfCell returns what stands outside a cell about the numbers in it.
func (g *gathering) labelOfCell(at int) label {
	if !g.labelled {
		g.labelled = true
		g.cellLabels = g.labelCells()
	}
	i, ok := slices.BinarySearchFunc(g.cellLabels, at, func(c cellLabel, at int) int { return c.span.Start - at })
	if !ok {
		i--
	}
	if i >= 0 && at <= g.cellLabels[i].span.End {
		return g.cellLabels[i].label
	}
	return noLabel
}

// labelCells finds the cells whose header, or whose neighbour before, has a label.
func (g *gathering) labelCells() []cellLabel {
	var all []cellLabel
	for t := range g.page.Tables {
		rows := g.page.Tables[t].Rows
		if len(rows) == 0 {
			continue
		}
		headers := make([]label, len(rows[0].Cells))
		for i, c := range rows[0].Cells {
			headers[i] = g.labelOfText(c.Text)
		}
		for k, row := range rows {
			for i, c := range row.Cells {
				l := noLabel
				if k > 0 && i < len(headers) {
					l = headers[i]
				}
				if l == noLabel && i > 0 && !hasDigits(row.Cells[i-1].Text) {
					l = g.labelOfText(row.Cells[i-1].Text)
				}
				if l != noLabel && hasDigits(c.Text) {
					all = append(all, cellLabel{c.Span, l})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b cellLabel) int { return a.span.Start - b.span.Start })
	return all
}

// labelOfText returns the last label in a text.
func (g *gathering) labelOfText(s string) label {
	found := noLabel
	g.scanner.Find(s, func(phrase, _, _ int) {
		if l := g.uses[phrase].label; l != noLabel {
			found = l
		}
	})
	return found
}
