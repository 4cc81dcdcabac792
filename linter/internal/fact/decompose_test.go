package fact

import "strings"

// decompose writes Vietnamese letters as base letters with marks (NFD). The library that knows how is for package text
// alone.
func decompose(s string) string {
	const vowels = "a ă=a\u0306 â=a\u0302 e ê=e\u0302 i o ô=o\u0302 ơ=o\u031b u ư=u\u031b y"
	const toned = "àáãảạ ằắẵẳặ ầấẫẩậ èéẽẻẹ ềếễểệ ìíĩỉị òóõỏọ ồốỗổộ ờớỡởợ ùúũủụ ừứữửự ỳýỹỷỵ"
	tones := []string{"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
	var pairs []string
	add := func(letter, parts string) {
		pairs = append(pairs, letter, parts, strings.ToUpper(letter), strings.ToUpper(parts))
	}
	rows := strings.Fields(toned)
	for i, vowel := range strings.Fields(vowels) {
		letter, parts, ok := strings.Cut(vowel, "=")
		if ok {
			add(letter, parts)
		} else {
			parts = letter
		}
		for tone, with := range []rune(rows[i]) {
			add(string(with), inOrderOfMarks(parts, tones[tone]))
		}
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// inOrderOfMarks adds a tone to a vowel. A dot below stands before a mark above, but behind a horn.
func inOrderOfMarks(vowel, tone string) string {
	if base, mark := vowel[:1], vowel[1:]; tone == "\u0323" && mark != "\u031b" {
		return base + tone + mark
	}
	return vowel + tone
}
