package text

// spellings remembers which id a syllable as written has, so that hardly any needs to be folded twice. Its size is
// fixed: what a page says must not decide how much memory is taken. When all places of a spelling are taken, it drives
// out the first.
type spellings struct {
	slots [1 << slotBits]slot
}

// slot holds one spelling of at most maxPacked bytes as two numbers; both are 0 while it is free.
type slot struct {
	low, high uint64
	id        int32
}

const (
	slotBits  = 14
	places    = 8 // how many neighbouring slots a spelling may stand in
	maxPacked = 16
)

// get returns the id of a packed spelling.
func (m *spellings) get(low, high uint64) (id int32, ok bool) {
	at := home(low, high)
	for i := range uint64(places) {
		if s := &m.slots[(at+i)%(1<<slotBits)]; s.low == low && s.high == high {
			return s.id, true
		}
	}
	return 0, false
}

// put remembers the id of a packed spelling that get does not know.
func (m *spellings) put(low, high uint64, id int32) {
	at := home(low, high)
	for i := range uint64(places) {
		if s := &m.slots[(at+i)%(1<<slotBits)]; s.low == 0 && s.high == 0 {
			*s = slot{low, high, id}
			return
		}
	}
	m.slots[at] = slot{low, high, id}
}

// home returns where a spelling stands if nobody else does.
func home(low, high uint64) uint64 {
	return (low ^ high<<31 ^ high>>33) * 0x9E3779B97F4A7C15 >> (64 - slotBits)
}

// pack turns a spelling of 1 to maxPacked bytes into two numbers, no two spellings into the same: shorter ones are
// filled with NUL, which is part of no syllable.
func pack(s string) (low, high uint64) {
	n := len(s)
	switch {
	case n >= 8:
		return load8(s), load8(s[n-8:]) >> (8 * (16 - n))
	case n >= 4:
		return load4(s) | load4(s[n-4:])<<(8*(n-4)), 0
	}
	for i := range n {
		low |= uint64(s[i]) << (8 * i)
	}
	return low, 0
}

func load4(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

func load8(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// notASCII are the bits that are set in bytes beyond ASCII, lowerCase those that make small letters of capitals and leave
// digits as they are.
const notASCII, lowerCase = 0x8080808080808080, 0x2020202020202020

// plainWords tells of most words of ASCII at once that no phrase has them: it has a bit for each of the hashes that one of
// the phrases' own words has.
type plainWords [1 << (plainBits - 6)]uint64

const plainBits = 16

// add puts a key in.
func (w *plainWords) add(key string) {
	if key != "" && len(key) <= maxPacked && IsASCII(key) {
		at := plainHome(pack(key))
		w[at/64] |= 1 << (at % 64)
	}
}

// mayHave reports whether the packed spelling of a word, in whatever case, may be that of a key.
func (w *plainWords) mayHave(low, high uint64) bool {
	at := plainHome(low, high)
	return w[at/64]>>(at%64)&1 != 0
}

func plainHome(low, high uint64) uint64 {
	low, high = low|lowerCase, high|lowerCase
	return (low ^ high<<31 ^ high>>33) * 0x9E3779B97F4A7C15 >> (64 - plainBits)
}
