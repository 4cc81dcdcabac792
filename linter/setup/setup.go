// Package setup knows what stands around a site in its repository: the forge, the jobs that it runs, and the web editor that
// teachers write in. It tells what they leave open, and writes the files with which a repository gets its gate.
package setup

import (
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/lang"
	"github.com/rasoat/rasoat/linter/internal/source"
)

// Repository is what is looked at. What only Git knows may be left out.
type Repository struct {
	Files    fs.FS
	Folder   string   // of the site, "." for the top
	Origin   string   // address that it was cloned from
	Branch   string   // that is published; empty: main
	Branches []string // names of all
	Subjects []string // first lines of the latest commits
	Authors  []Author // who wrote the latest commits, the latest first
	Shallow  bool     // the history is cut off
}

// Author is how somebody appears in commits.
type Author struct{ Name, Email string }

// The forges.
const (
	GitHub = "github"
	Gitea  = "gitea"
	GitLab = "gitlab"
)

// Surroundings is what was found.
type Surroundings struct {
	Forge   string // "" if nothing tells
	Editors []Editor

	repository Repository
	files      []string // down to the depth that is looked at, sorted
	jobs       []job
	faults     []Hole // files that cannot be read
}

// Bounds of what is read.
const (
	maxDepth = 5 // folders
	maxFile  = 256 << 10
)

// Look reads what stands around the site. Only small files near the top are read, and nothing is run.
func Look(r Repository) (*Surroundings, error) {
	s := &Surroundings{repository: r}
	if r.Folder == "" {
		s.repository.Folder = "."
	}
	if r.Branch == "" {
		s.repository.Branch = "main"
	}
	err := fs.WalkDir(r.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%s: cannot be read: %w", name, err)
		}
		if entry.IsDir() {
			if name != "." && (slices.Contains(foreign(), entry.Name()) || strings.Count(name, "/") >= maxDepth) {
				return fs.SkipDir
			}
		} else if entry.Type().IsRegular() {
			s.files = append(s.files, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.readJobs()
	s.readEditors()
	s.Forge = s.forge()
	return s, nil
}

// foreign lists folders that hold what others wrote or what is generated.
func foreign() []string {
	return []string{".git", "node_modules", "vendor", "themes", "_site", "dist", "build", "resources"}
}

// forge tells where the repository lives: by its address, else by its jobs.
func (s *Surroundings) forge() string {
	host, _ := s.origin()
	for _, known := range []struct{ part, forge string }{
		{"github", GitHub}, {"gitlab", GitLab}, {"codeberg.org", Gitea}, {"gitea", Gitea}, {"forgejo", Gitea},
	} {
		if host != "" && strings.Contains(strings.ToLower(host), known.part) {
			return known.forge
		}
	}
	for _, known := range []struct{ folder, forge string }{
		{".gitea/", Gitea}, {".forgejo/", Gitea}, {".gitlab-ci.yml", GitLab}, {".github/", GitHub},
	} {
		if slices.ContainsFunc(s.files, func(name string) bool { return strings.HasPrefix(name, known.folder) }) {
			return known.forge
		}
	}
	return ""
}

// origin returns the host that the repository was cloned from, and the path there; "" for another folder.
func (s *Surroundings) origin() (host, path string) {
	if u, err := url.Parse(s.repository.Origin); err == nil && u.Host != "" {
		return u.Hostname(), u.Path
	}
	if m := regexp.MustCompile(`^(?:[^@/:]+@)?([^/:]+):([^/].*)$`).FindStringSubmatch(s.repository.Origin); m != nil { // git@host:owner/name
		return m[1], m[2]
	}
	return "", ""
}

// Project returns owner and name of the repository on GitHub, such as hoasen/web, or "".
func (s *Surroundings) Project() string {
	host, path := s.origin()
	project := strings.TrimSuffix(strings.Trim(path, "/"), ".git")
	if host != "github.com" || strings.Count(project, "/") != 1 {
		return ""
	}
	return project
}

// Branch returns the branch that is published.
func (s *Surroundings) Branch() string { return s.repository.Branch }

// read returns a small file's text, "" if there is none. What is too large or unreadable is a hole: nobody looked at it.
func (s *Surroundings) read(name string) string {
	file, err := s.repository.Files.Open(name)
	if err != nil {
		return ""
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil || len(text) > maxFile {
		s.faults = append(s.faults, Hole{"unread", name, nil})
		return ""
	}
	return string(text)
}

// yaml reads a YAML file of another program.
func (s *Surroundings) yaml(name string) *source.Node {
	text := []byte(s.read(name))
	node, err := source.New(name, text).YAML(source.Span{End: len(text)},
		source.Limits{Bytes: maxFile, Keys: 20_000, Depth: 50, Foreign: true})
	if err != nil {
		s.faults = append(s.faults, Hole{"unread", name, nil})
		return nil
	}
	return node
}

// first returns the first file whose path matches one of the patterns.
func (s *Surroundings) first(patterns ...string) string {
	for _, pattern := range patterns {
		for _, name := range s.files {
			if ok, _ := path.Match(pattern, name); ok {
				return name
			}
		}
	}
	return ""
}

// Hole is something through which a page could come that nobody approved, or a reason why the gate stands still.
type Hole struct {
	Code   string
	Path   string            // of the file that has it, "" for none
	Detail map[string]string // that its words name
}

// Words says in a language what is open, and what closes it.
func (h Hole) Words(language string) (what, remedy string, err error) {
	say, err := lang.For(language)
	if err != nil {
		return "", "", err
	}
	args := []string{"path", h.Path}
	for name, value := range h.Detail {
		args = append(args, name, value)
	}
	return say.Say("hole."+h.Code, args...), say.Say("hole."+h.Code+".remedy", args...), nil
}

// Title says in a language how many holes there are.
func Title(holes int, language string) (string, error) {
	say, err := lang.For(language)
	if err != nil || holes == 0 {
		return say.Say("hole.none"), err
	}
	return say.Say("hole.title", "n", strconv.Itoa(holes)), nil
}
