package fact

import (
	"slices"
	"strings"
)

// The lists of this file were chosen by hand in November 2026 from what is generally known; no list of others was
// copied. They are short on purpose: a wrong entry blocks a school's page.

// shorteners returns hosts that do nothing but lead elsewhere. Hosts that shorten only their owner's addresses, such as
// youtu.be, forms.gle and maps.app.goo.gl, are not here: a reader knows where they lead.
func shorteners() []string {
	return []string{
		"bit.ly", "bitly.com", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "v.gd", "buff.ly", "cutt.ly", "rb.gy",
		"rebrand.ly", "shorturl.at", "shorturl.gg", "s.id", "t.ly", "tiny.cc", "bl.ink", "lnkd.in", "adf.ly", "ouo.io",
		"bom.so", "bom.to", "by.com.vn", "shorten.asia", "link1s.com", "megaurl.io", "yeumoney.com",
	}
}

// isGambling reports whether a host's name is that of a betting site: one of these names, alone or with numbers and
// words about it.
func isGambling(host string) bool {
	return namedLike(host, []string{
		"casino", "nohu", "taixiu", "xocdia", "nhacai", "keonhacai", "gamebai", "doithuong",
		"188bet", "8xbet", "789bet", "bet88", "fb88", "fun88", "w88", "m88", "bk8", "jun88", "kubet", "new88", "hi88",
		"mb66", "sunwin", "go88", "rikvip", "hitclub", "789club", "b52club", "shbet", "f8bet", "okvip", "five88", "loto188",
		"sv388", "vin777", "dafabet", "1xbet", "bet365",
	})
}

// isAdult reports whether a host's name is that of a site for adults.
func isAdult(host string) bool {
	return namedLike(host, []string{
		"porn", "pornhub", "xvideos", "xnxx", "xhamster", "redtube", "youporn", "spankbang", "chaturbate", "onlyfans",
		"hentai", "vlxx", "viet69", "phimsex", "phim18", "javhd", "sextop1",
	})
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

// gamblingWords returns words that links to betting sites carry. Words that lessons against gambling use as well, such
// as cờ bạc and cá độ, are not here.
func gamblingWords() []string {
	return []string{
		"nổ hũ", "tài xỉu", "nhà cái uy tín", "kèo nhà cái", "soi kèo", "soi cầu", "đổi thưởng", "xóc đĩa online",
		"casino online", "nạp rút uy tín", "tặng code tân thủ",
	}
}
