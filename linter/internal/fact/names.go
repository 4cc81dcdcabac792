package fact

import (
	"strings"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// The roles of people.
const (
	roleChild   = "child"
	roleStaff   = "staff"
	roleAdult   = "adult"
	roleUnknown = "unknown"
)

// names holds the words by which people are told from things, and pupils from others, by their keys.
type names struct {
	surname  wordSet
	role     map[string]string            // of a word alone
	second   map[string]map[string]string // of a word by the word before it: học sinh
	thing    wordSet                      // before a name: trường, đường, truyện
	compound map[string]wordSet           // things of two words, by the second: tiểu học
	link     wordSet                      // may stand between a role and a name
	nursery  wordSet                      // groups of a kindergarten
	place    map[string]place             // by the keys of its two syllables
	class    string
	one      string
}

// surnames returns the surnames of most people in Vietnam, for the automaton too.
func surnames() string {
	return "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lí Đào Đoàn Vương Trịnh Trương Đinh Lâm " +
		"Phùng Mai Tô Hà Tạ Cao Chu Châu Thái Tống Lương Lưu La Lã Lục Mạc Mạch Nông Ninh Nghiêm Quách Quan Sầm Tăng Thạch " +
		"Thân Tôn Từ Tưởng Ung Viên Vi Giáp Giang Kiều Khổng Khúc Kim Hứa Hàn Hoa Hán Doãn Diệp Đàm Điền Đới Đồng Âu An Ân Bạch " +
		"Bành Bế Cát Cấn Cù Cung Đậu Đường Kha Kiên Lại Liễu Lò Lù Lường Ma Mã Mẫn Nhâm Nhan Ngụy Ôn Phí Sùng Tiêu Tiết Triệu " +
		"Trang Trà Trì Uông Vàng Giàng Thào Cầm Quàng Hờ Sái Siu Ksor Rơ"
}

// place is what a name of two syllables is the name of.
type place uint8

const (
	country  place = iota + 1 // or a city that nobody is called by
	province                  // which people are called by too
)

// namedPlaces returns the names of places that pupils and teachers are said to be from.
func namedPlaces() map[place]string {
	return map[place]string{
		country: "Việt Nam;Hà Nội;Sài Gòn;Đà Nẵng;Cần Thơ;Hải Phòng;Trung Quốc;Nhật Bản;Hàn Quốc;Thái Lan;Triều Tiên;Hoa Kỳ;Hoa Kì;Đài Loan;" +
			"Hồng Kông;Ấn Độ;Liên Xô;Tây Nguyên;Đông Nam;Nam Bộ;Bắc Bộ;Trung Bộ;Nghệ An;Thanh Hoá;Đồng Nai;Đồng Tháp;Đắk Lắk;Đắk Nông;Điện Biên;" +
			"Bạc Liêu;Bắc Kạn;Bắc Ninh;Bắc Giang;Bến Tre;Cà Mau;Cao Bằng;Gia Lai;Kon Tum;Lai Châu;Lào Cai;Lạng Sơn;Quảng Ngãi;Quảng Ninh;" +
			"Quảng Trị;Quảng Bình;Quảng Nam;Sóc Trăng;Sơn La;Tây Ninh;Tuyên Quang;Yên Bái;Vĩnh Phúc",
		province: "An Giang;Bình Định;Bình Dương;Bình Phước;Bình Thuận;Hà Giang;Hà Nam;Hà Tĩnh;Hải Dương;Hậu Giang;Hoà Bình;Hưng Yên;Khánh Hoà;" +
			"Kiên Giang;Lâm Đồng;Long An;Nam Định;Ninh Bình;Ninh Thuận;Phú Thọ;Phú Yên;Thái Bình;Thái Nguyên;Tiền Giang;Trà Vinh;Vĩnh Long;Thừa Thiên",
	}
}

func newNames() names {
	n := names{
		surname: newWordSet(surnames()),
		role:    map[string]string{},
		second:  map[string]map[string]string{},
		thing: newWordSet("trường thcs thpt ptdtbt đường phố phường xã quận huyện tỉnh chợ cầu sông đền chùa lăng tượng giải quỹ " +
			"truyện bài của về mang thơ phim kịch tác hồ núi bến theo"),
		compound: map[string]wordSet{},
		link: newWordSet("học các hai ba bốn năm nam nữ giỏi xuất sắc tên là ngoan nhỏ lớp khối gồm có thuộc về cho mẫu giáo lớn bé " +
			"tiêu biểu khuyết tật hộ nghèo cận sinh hs của đang và chi đội cùng với như sau nhi mồ côi nữa thứ"),
		nursery: newWordSet("mầm chồi lá nhà trẻ mẫu giáo bé nhỡ lớn"),
		class:   text.Key("lớp"),
		one:     text.Key("một"),
	}
	for role, words := range map[string]string{
		roleChild: "em cháu bé bạn hs trò", roleStaff: "thầy cô gv",
		roleAdult: "ông bà anh chị bác chú dì mẹ bố cha gs ts pgs ths mc bs",
	} {
		for word := range newWordSet(words) {
			n.role[word] = role
		}
	}
	for _, pair := range []struct{ role, first, second string }{
		{roleChild, "học", "sinh"}, {roleChild, "thí", "sinh"}, {roleChild, "nữ", "sinh"}, {roleChild, "nam", "sinh"},
		{roleChild, "đội", "viên"}, {roleChild, "lớp", "trưởng"}, {roleChild, "đội", "trưởng"}, {roleChild, "lớp", "phó"},
		{roleChild, "học", "trò"}, {roleStaff, "giáo", "viên"}, {roleStaff, "nhân", "viên"}, {roleStaff, "hiệu", "trưởng"},
		{roleStaff, "tổ", "trưởng"}, {roleStaff, "hiệu", "phó"}, {roleStaff, "bảo", "mẫu"}, {roleStaff, "kế", "toán"},
		{roleStaff, "thầy", "giáo"}, {roleStaff, "cô", "giáo"}, {roleStaff, "thủ", "quỹ"}, {roleStaff, "văn", "thư"},
		{roleAdult, "phụ", "huynh"}, {roleAdult, "bác", "sĩ"}, {roleAdult, "ca", "sĩ"}, {roleAdult, "hoạ", "sĩ"},
		{roleAdult, "nhạc", "sĩ"}, {roleAdult, "nghệ", "sĩ"}, {roleAdult, "chiến", "sĩ"}, {roleAdult, "tiến", "sĩ"},
		{roleAdult, "thạc", "sĩ"}, {roleAdult, "liệt", "sĩ"}, {roleAdult, "đồng", "chí"}, {roleAdult, "chủ", "tịch"},
		{roleAdult, "anh", "hùng"}, {roleAdult, "trưởng", "ban"}, {roleAdult, "sinh", "viên"}, {roleAdult, "nhà", "văn"},
		{roleAdult, "nhà", "thơ"}, {roleAdult, "danh", "nhân"}, {roleAdult, "nhà", "giáo"}, {roleAdult, "diễn", "viên"},
	} {
		first, second := text.Key(pair.first), text.Key(pair.second)
		if n.second[second] == nil {
			n.second[second] = map[string]string{}
		}
		n.second[second][first] = pair.role
	}
	n.place = map[string]place{}
	for sort, names := range namedPlaces() {
		for name := range strings.SplitSeq(names, ";") {
			first, second, _ := strings.Cut(name, " ")
			n.place[text.Key(first)+" "+text.Key(second)] = sort
		}
	}
	for second, first := range map[string]string{"học": "tiểu đại khoa", "non": "mầm", "đội": "chi liên", "tàng": "bảo",
		"niệm": "lưu", "bổng": "học", "giả": "tác", "phố": "thành"} {
		n.compound[text.Key(second)] = newWordSet(first)
	}
	return n
}

// roleAt returns the role of people whom the word that ends at a token calls, or "". A word of two syllables counts
// before its second syllable alone.
func (n *names) roleAt(tokens []syllable, i int) string {
	if i > 0 && tokens[i].joined {
		if role := n.second[tokens[i].key][tokens[i-1].key]; role != "" {
			return role
		}
	}
	if i+1 < len(tokens) && tokens[i+1].joined && n.second[tokens[i+1].key][tokens[i].key] != "" {
		return "" // the first half of such a word: bác sĩ, anh hùng
	}
	return n.role[tokens[i].key]
}

// wordStart returns the first token of the word of a role that ends at a token.
func (n *names) wordStart(tokens []syllable, i int) int {
	if i > 0 && tokens[i].joined && n.second[tokens[i].key][tokens[i-1].key] != "" {
		return i - 1
	}
	return i
}

// isThing reports whether the word that ends at a token makes the name behind it that of a thing: trường, đường, truyện.
func (n *names) isThing(tokens []syllable, i int) bool {
	return n.thing[tokens[i].key] || i > 0 && n.compound[tokens[i].key][tokens[i-1].key]
}

// calls returns the words before which a capital letter shows that somebody is called, for the automaton.
func calls() []string {
	return []string{"em", "cháu", "bé", "bạn", "học sinh", "HS", "trò", "thầy", "cô", "giáo viên", "hiệu trưởng", "bảo mẫu",
		"kế toán", "thầy giáo", "cô giáo"}
}
