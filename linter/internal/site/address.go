package site

import (
	"path"
	"strings"
)

// What an internal address refers to.
const (
	Exists    = "exists"
	Missing   = "missing"
	Undecided = "undecided" // the answer depends on the generator, a theme or code
	Outside   = "outside"   // not an address of this site
)

// Target says what the address written in the page at p refers to. The address is a path without scheme, host, query
// and fragment, percent-decoded. Only a relative path to a file is decided here: what a published address without a
// file extension leads to is the generator's affair.
func (l Layout) Target(p, address string) string {
	if address == "" {
		return Undecided
	}
	if _, ok := l.Resolve(p, address); ok {
		return Exists
	}
	if strings.HasPrefix(address, "/") || !namesFile(address) {
		return Undecided
	}
	return Missing
}

// Resolve returns the path of the file that an address written in the page at p refers to.
func (l Layout) Resolve(p, address string) (string, bool) {
	for _, candidate := range l.Candidates(p, address) {
		if l.files.Has(candidate) {
			return candidate, true
		}
	}
	return "", false
}

// Candidates lists where the file of an address may stand, the likeliest first.
func (l Layout) Candidates(p, address string) []string {
	var found []string
	if rooted, ok := strings.CutPrefix(address, "/"); ok {
		for _, folder := range l.static {
			found = append(found, path.Join(folder, rooted))
		}
		if l.Content != "" {
			found = append(found, path.Join(l.Content, rooted))
		}
		return found
	}
	found = append(found, path.Join(path.Dir(p), address))
	if l.Generator == "hugo" {
		found = append(found, l.publishedCandidates(p, address)...)
		found = append(found, l.otherLanguages(found)...)
	}
	return found
}

// otherLanguages lists where the same files stand in the other languages of the site.
func (l Layout) otherLanguages(files []string) []string {
	var found []string
	for _, file := range files {
		inside, ok := l.inContent(file)
		language, rest, nested := strings.Cut(inside, "/")
		if !ok || !nested || !isOneOf(language, l.languages) {
			continue
		}
		for _, other := range l.languages {
			if other != language {
				found = append(found, path.Join(l.Content, other, rest))
			}
		}
	}
	return found
}

// publishedCandidates reads a relative address as the browser does, from the folder that the page is published as:
// content/tin/a.md appears at tin/a/.
func (l Layout) publishedCandidates(p, address string) []string {
	inside, ok := l.inContent(p)
	if !ok {
		return nil
	}
	published := strings.TrimSuffix(inside, path.Ext(inside))
	if name := path.Base(published); name == "index" || name == "_index" {
		published = path.Dir(published)
	}
	target := path.Join("/", published, address)
	found := []string{path.Join(l.Content, target)}
	for _, folder := range l.static {
		found = append(found, path.Join(folder, target))
	}
	return found
}

// namesFile reports whether an address ends in a name with an extension that a web server serves as a file.
func namesFile(address string) bool {
	ext := strings.TrimPrefix(strings.ToLower(path.Ext(address)), ".")
	if ext == "" || ext == "html" || ext == "htm" || ext == "php" || len(ext) > 5 {
		return false
	}
	for _, r := range ext {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return !onlyDigits(ext)
}

// onlyDigits tells version numbers such as v1.2 from extensions.
func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
