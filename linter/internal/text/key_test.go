package text

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestKeyEqual(t *testing.T) {
	for _, same := range [][]string{
		{"hòa", "hoà", "HÒA", "Hoà", norm.NFD.String("hòa"), norm.NFD.String("HOÀ")},
		{"khỏe", "khoẻ"},
		{"thủy", "thuỷ", "thu\u00adỷ", "\u200bth\u200dủy\ufeff"},
		{"Đường", "đường", "ĐƯỜNG", "Ðường", "ðường", norm.NFD.String("Đường")},
		{"nghiệp", norm.NFD.String("nghiệp"), "nghie\u0323\u0302p", "nghie\u0302\u0323p", "nghiê\u0323p"},
		{"giữ", "giư\u0303", "giu\u031b\u0303"},
		{"CCCD", "cccd", "Cccd"},
		{"a\u034f\u0300", "à"},
	} {
		for _, other := range same[1:] {
			if Key(other) != Key(same[0]) {
				t.Errorf("Key(%+q) = %+q, Key(%+q) = %+q", other, Key(other), same[0], Key(same[0]))
			}
		}
	}
}

func TestKeyDiffers(t *testing.T) {
	for _, pair := range [][2]string{
		{"các", "cặc"}, {"du", "đu"}, {"đi", "đĩ"}, {"ngũ", "ngu"}, {"buổi", "buồi"}, {"lớn", "lồn"},
		{"Ð", "D"}, {"hoa", "hoà"}, {"má", "mà"}, {"mă", "mâ"}, {"tơ", "tô"},
	} {
		if Key(pair[0]) == Key(pair[1]) {
			t.Errorf("%q and %q have the same key %+q", pair[0], pair[1], Key(pair[0]))
		}
	}
}

// TestPlainKey: the short way to a key leads to the same one, for every letter of the tables.
func TestPlainKey(t *testing.T) {
	for r := rune(0x80); r < 0x2100; r++ {
		for _, word := range []string{string(r), "Th" + string(r) + "a", "à" + string(r)} {
			base, tones := untone(word)
			if key, ok := plainKey(word); ok && key != base+norm.NFD.String(string(tones)) {
				t.Errorf("%q: %+q, want %+q", word, key, base+norm.NFD.String(string(tones)))
			}
		}
	}
	for _, r := range "ạăậđÉêỜừỹÐçüñ" {
		if _, ok := plainKey(string(r)); !ok {
			t.Errorf("%c is not known", r)
		}
	}
}

func TestHidden(t *testing.T) {
	for _, r := range "\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u202e\u2060\u2066\u3164\ufe0f\ufeff\U000e0041\U000e0100" {
		if !Hidden(r) {
			t.Errorf("%U is not hidden", r)
		}
	}
	for _, r := range "a đẹ\u0301\u0323\u00a0\u2009\u2010\u2013\u2026\u202f\ufffd😀" {
		if Hidden(r) {
			t.Errorf("%U is hidden", r)
		}
	}
}

func FuzzKey(f *testing.F) {
	for _, s := range []string{"hòa", "Ðường", norm.NFD.String("Nguyễn"), "a\u200b\u0301b", "K", "ǅ", "İ", "Ɲờự"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		key := Key(s)
		if again := Key(key); again != key {
			t.Errorf("Key(%+q) = %+q, whose key is %+q", s, key, again)
		}
		for name, form := range map[string]string{"NFC": norm.NFC.String(s), "NFD": norm.NFD.String(s)} {
			if got := Key(form); got != key {
				t.Errorf("%s: Key(%+q) = %+q, want %+q as of %+q", name, form, got, key, s)
			}
		}
	})
}
