package fact

import "strings"

// value is what a front matter field must hold.
type value uint8

const (
	anything  value = iota
	aText           // one value that is no list or map
	aDate           // 2026-11-20, with or without a time
	aBool           // true or false
	aNumber         //
	aList           //
	texts           // a text, or a list of texts
	aYearPair       // 2026-2027
)

// known is a front matter field that a generator, a CMS or rasoat itself gives a meaning.
type known struct {
	key      string
	value    value
	required bool
}

// knownFields returns all fields that have a meaning. Only what is the same for all generators has a type: to some, tags
// may be one text, or an author a map.
func knownFields() []known {
	list := []known{{"title", aText, true}}
	add := func(v value, keys string) {
		for key := range strings.FieldsSeq(keys) {
			list = append(list, known{key: key, value: v})
		}
	}
	add(aText, "description summary slug url permalink kind disclosure lang language layout type id linkTitle subtitle alt "+
		"number issuer signer file section photos conclusion translationKey")
	add(aDate, "date lastmod updated publishDate expiryDate issued last_modified_at publish_at")
	add(aBool, "draft social urgent unlisted headless isCJKLanguage")
	add(aNumber, "weight sidebar_position")
	add(aList, "topics channels")
	add(texts, "tag tags category categories series keywords aliases redirect_from")
	add(aYearPair, "school_year")
	add(anything, "author authors published published_at cover image images thumbnail featured_image banner gallery "+
		"resources menu menus params cascade build _build outputs sitemap consent source sources attachments files posted "+
		"links excerpt sidebar sidebar_label order nav nav_order toc comments math robots markup audio videos video hero "+
		"head template extra taxonomies searchHidden")
	return list
}

// watched returns the fields on which rules or publication depend: a slip of the finger in their names goes unseen
// otherwise. Names that themes invent are often near to some other field, so those are left alone.
func watched() []string {
	return strings.Fields("title date lastmod updated publishDate expiryDate draft published author authors topics tags " +
		"categories channels social disclosure school_year description summary aliases")
}

// meant returns the watched field that an unknown key was probably meant to be, if the page does not have it.
func meant(key string, has func(string) bool) (string, bool) {
	for _, right := range watched() {
		if oneSlip(strings.ToLower(key), strings.ToLower(right)) && !has(right) {
			return right, true
		}
	}
	return "", false
}

// oneSlip reports whether one slip of the finger makes typed of right: a letter left out, added, or exchanged with its
// neighbour; in words of more than four letters, also one that was replaced.
func oneSlip(typed, right string) bool {
	a, b := []rune(typed), []rune(right)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a)+len(b) == 1:
		return true
	case len(a) == 1 && len(b) == 1:
		return len(right) > 4
	}
	return len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
