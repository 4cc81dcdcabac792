package report

import (
	"strings"
	"unicode"
)

// pictures lists the signs below U+3000 that terminals show as pictures, two columns wide.
const pictures = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"

// width returns the columns that r takes on a terminal: none for a combining mark, two for East Asian wide characters
// and emoji, else one. It follows Unicode's East Asian Width in blocks; where fonts disagree, so may the terminal.
func width(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me), r >= 0x1160 && r <= 0x11ff:
		return 0
	case r >= 0x1100 && r <= 0x115f, // Hangul
		strings.ContainsRune(pictures, r),
		r >= 0x2e80 && r <= 0xa4cf && r != 0x303f && (r < 0x4dc0 || r > 0x4dff), // kana, Han, Yi
		r >= 0xa960 && r <= 0xa97c, r >= 0xac00 && r <= 0xd7a3,                  // Hangul
		r >= 0xf900 && r <= 0xfaff,                             // Han
		r >= 0xfe10 && r <= 0xfe19, r >= 0xfe30 && r <= 0xfe6b, // vertical and small forms
		r >= 0xff01 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, // full-width forms
		r >= 0x16fe0 && r <= 0x1b2fb,                               // Tangut, kana
		r >= 0x1f18e && r <= 0x1f64f, r >= 0x1f680 && r <= 0x1f6fc, // emoji
		r >= 0x1f7e0 && r <= 0x1f7f0, r >= 0x1f900 && r <= 0x1faff, // emoji
		r >= 0x20000 && r <= 0x3fffd: // Han
		return 2
	}
	return 1
}
