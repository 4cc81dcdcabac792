package fact

import (
	"strings"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// Address is a postal address below the level of a ward: number, lane or hamlet, with street or ward.
type Address struct {
	Head
	// PersonNear says that the sentence speaks of somebody's home.
	PersonNear bool `expr:"personNear"`
	// Official says that it holds one of the site's contacts: the school's own address.
	Official bool `expr:"official"`
}

// addresses returns the addresses that were found in sentences.
func addresses(g *gathering) []Subject {
	return inOrder(subjects(g.addresses, func(a *Address) *Head { return &a.Head }))
}

// addressWords returns the words of which addresses are made, for the automaton.
func addressWords() []string {
	return []string{"số nhà", "ngõ", "ngách", "hẻm", "thôn", "xóm", "ấp", "tổ dân phố", "phường", "xã", "thị trấn", "đường", "phố"}
}

// dwelling holds the words of addresses by their keys.
type dwelling struct {
	small  wordSet // số, ngõ, thôn
	large  wordSet // đường, phường
	home   wordSet // words for living somewhere
	house  string
	public wordSet // behind nhà: nhà sách, nhà trường
	owner  wordSet
}

func newDwelling() dwelling {
	return dwelling{
		small:  newWordSet("số ngõ ngách hẻm thôn xóm tổ khu ấp bản kiệt"),
		large:  newWordSet("đường phố phường xã trấn quận huyện tỉnh"),
		home:   newWordSet("nhà ở trú trọ sống đình"),
		house:  text.Key("nhà"),
		public: newWordSet("sách trường văn hát thi hàng máy nước thờ thuốc khách bếp"),
		owner:  newWordSet("em cháu bạn bác phụ mẹ bố cha bà chị anh con đình cô thầy ông chú hs"),
	}
}

// addAddresses looks for addresses in a sentence.
func (u *utterance) addAddresses() {
	for i := 0; i < len(u.tokens); i++ {
		last := u.addressAt(i)
		if last < 0 {
			continue
		}
		start, end := u.tokens[i].start, u.tokens[last].end
		a := Address{PersonNear: u.isHome(i, last), Official: u.g.isOwnAddress(u.r.Text[start:end])}
		if a.PersonNear && !a.Official {
			a.Head = u.g.personal(u.r, start, end, u.r.Text[start:u.tokens[i].end]+" ***")
		} else {
			a.Head = u.g.at(u.r, start, end)
		}
		u.g.addresses = append(u.g.addresses, a)
		i = last
	}
}

// longestAddressWords is how many syllables an address has at most.
const longestAddressWords = 40

// addressAt returns the last token of the address that begins at a token, or -1. It has a small part with a value, "ngõ
// 56", and another part.
func (u *utterance) addressAt(i int) int {
	d := &u.g.dwelling
	if !d.small[u.tokens[i].key] {
		return -1
	}
	last, parts, large := -1, 0, false
	for at := i; at < min(len(u.tokens), i+longestAddressWords); {
		key := u.tokens[at].key
		value := u.valueAt(at + 1)
		if !d.small[key] && !d.large[key] || value == 0 {
			if (d.small[key] || d.large[key]) && at+1 < len(u.tokens) && (d.small[u.tokens[at+1].key] || d.large[u.tokens[at+1].key] ||
				u.tokens[at+1].key == d.house || u.tokens[at+1].key == text.Key("dân")) {
				at++ // khu phố 3, tổ dân phố số 6, số nhà 7
				continue
			}
			if (key == d.house || key == text.Key("dân")) && at > i {
				at++
				if key == d.house {
					if value := u.valueAt(at); value > 0 {
						parts++
						at += value
						last = at - 1
					}
				}
				continue
			}
			break
		}
		parts++
		large = large || d.large[key]
		at += 1 + value
		last = at - 1
	}
	if parts < 2 || !large && parts < 3 {
		return -1
	}
	return last
}

// valueAt returns how many tokens from one on are the value of a part of an address: a number, with strokes and letters,
// or up to four capitalised syllables.
func (u *utterance) valueAt(i int) int {
	if i >= len(u.tokens) || !u.tokens[i].joined {
		return 0
	}
	n := 0
	if hasDigits(u.tokens[i].key) {
		n = 1
		for i+n < len(u.tokens) && u.r.Text[u.tokens[i+n-1].end:u.tokens[i+n].start] == "/" && hasDigits(u.tokens[i+n].key) {
			n++
		}
		return n
	}
	for i+n < len(u.tokens) && n < 4 && u.tokens[i+n].capital && (n == 0 || u.tokens[i+n].joined) {
		n++
	}
	return n
}

// homeReach is how many syllables before an address the word stands that makes it a home.
const homeReach = 12

// isHome reports whether a sentence says that somebody lives at an address.
func (u *utterance) isHome(first, last int) bool {
	d := &u.g.dwelling
	home := false
	for i := max(0, first-homeReach); i < first; i++ {
		if d.home[u.tokens[i].key] && !(u.tokens[i].key == d.house && d.public[u.tokens[i+1].key]) {
			home = true
		}
	}
	return home && (d.owner.anyOf(keysOf(u.tokens[max(0, first-homeReach):first])) >= 0 ||
		d.owner.anyOf(keysOf(u.tokens[last+1:min(len(u.tokens), last+1+homeReach)])) >= 0)
}

// isOwnAddress reports whether an address is one of the site's contacts, or the other way round holds it.
func (g *Gatherer) isOwnAddress(address string) bool {
	key := addressKey(address)
	for _, own := range g.ownAddresses {
		if strings.Contains(key, own) || strings.Contains(own, key) {
			return true
		}
	}
	return false
}

// addressKey returns the form under which addresses are compared.
func addressKey(address string) string {
	var key strings.Builder
	key.WriteByte(' ')
	for t := range text.Syllables(address) {
		key.WriteString(text.Key(address[t.Start:t.End]))
		key.WriteByte(' ')
	}
	return key.String()
}
