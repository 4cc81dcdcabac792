package linter

import (
	"path"
	"slices"
	"strings"
)

// Bounds of what is put into a page by its generator.
const (
	maxIncludes   = 64      // files
	maxIncludeTag = 500     // bytes of a tag
	maxIncluded   = 1 << 20 // bytes of a file that may include others
)

// includeTag is a way in which generators put one file into another: the tag's beginning and end, and the words of which one
// stands in it; no words: every such tag does.
type includeTag struct {
	begin, end string
	words      []string
}

// includeTags: shortcodes of Hugo, tags of Liquid (Jekyll, Eleventy), snippets of MkDocs, imports of MDX (Docusaurus).
func includeTags() []includeTag {
	words := []string{"include", "include_relative", "include_cached", "includes", "readfile", "readFile", "render", "code-file", "snippet", "snippets", "markdown-file"}
	return []includeTag{
		{"{{<", ">}}", words}, {"{{%", "%}}", words}, {"{%", "%}", words},
		{"--8<--", "\n", nil}, {"import ", "\n", []string{"from"}},
	}
}

// included lists the names of files that a text asks its generator to put in.
func included(text string) []string {
	var names []string
	for _, tag := range includeTags() {
		for rest := text; ; {
			_, after, found := strings.Cut(rest, tag.begin)
			if !found {
				break
			}
			rest = after
			inside, _, _ := strings.Cut(after[:min(len(after), maxIncludeTag)], tag.end)
			names = append(names, tag.names(inside)...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// names returns the words of a tag that may be names of files.
func (t includeTag) names(inside string) []string {
	words := strings.FieldsFunc(inside, func(r rune) bool { return strings.ContainsRune(" \t\r\n\"'`=,;{}", r) })
	if len(words) == 0 || t.words != nil && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(t.words, w) }) {
		return nil
	}
	return slices.DeleteFunc(words, func(w string) bool {
		return !strings.ContainsRune(w, '.') || strings.Contains(w, "://") || len(w) > maxIncludeTag
	})
}

// includes lists the files that the generator puts into a page, those that such a file includes itself among them. Which
// folder a name counts from is the generator's affair, so every file that it may mean is one.
func (e *edition) includes(s *sheet) ([]string, error) {
	if s.file == nil {
		return nil, nil
	}
	var files []string
	type asked struct{ by, text string }
	for left := []asked{{s.path, s.file.String()}}; len(left) > 0 && len(files) < maxIncludes; {
		from := left[0]
		left = left[1:]
		for _, name := range included(from.text) {
			for _, file := range e.candidates(from.by, name) {
				if file == s.path || slices.Contains(files, file) {
					continue
				}
				files = append(files, file)
				text, err := e.tree.Read(file, maxIncluded)
				if unreadable(err) != nil {
					continue // bound by its bytes all the same
				}
				if err != nil {
					return nil, err
				}
				left = append(left, asked{file, string(text)})
			}
		}
	}
	slices.Sort(files)
	return files, nil
}

// candidates lists the files that a name in another file may mean.
func (e *edition) candidates(from, name string) []string {
	var found []string
	name = strings.TrimPrefix(strings.TrimPrefix(name, "/"), "@site/")
	for _, folder := range []string{path.Dir(from), ".", "_includes", "includes", "snippets", "docs", "content"} {
		if file := path.Join(folder, name); e.tree.Has(file) && !slices.Contains(found, file) {
			found = append(found, file)
		}
	}
	return found
}
