package setup

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Editor is a web editor that people write the site in.
type Editor struct {
	Name string // as people know it
	Path string // of its configuration; "" if only its traces were found
}

// The web editors, as people know them.
const (
	decap       = "Decap CMS"
	sveltia     = "Sveltia CMS"
	pagesCMS    = "Pages CMS"
	tina        = "TinaCMS"
	cloudCannon = "CloudCannon"
	frontMatter = "Front Matter CMS"
	stackbit    = "Stackbit"
	isomer      = "Isomer"
)

// readEditors recognises web editors by their configuration, and a fleet's shared account by its commits.
func (s *Surroundings) readEditors() {
	for _, name := range s.files {
		if isYAML(name) && !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.") {
			if text := s.read(name); hasKey(text, "backend") && hasKey(text, "collections") {
				s.Editors = append(s.Editors, Editor{s.decapOrSveltia(name), name})
			}
		}
	}
	for _, known := range []struct {
		name     string
		patterns []string
	}{
		{pagesCMS, []string{".pages.yml", "*/.pages.yml"}},
		{tina, []string{"tina/config.*", "*/tina/config.*"}},
		{cloudCannon, []string{"cloudcannon.config.*", "*/cloudcannon.config.*"}},
		{frontMatter, []string{"frontmatter.json", "*/frontmatter.json"}},
		{stackbit, []string{"stackbit.config.*", "*/stackbit.config.*"}},
	} {
		if file := s.first(known.patterns...); file != "" {
			s.Editors = append(s.Editors, Editor{known.name, file})
		}
	}
	if slices.ContainsFunc(s.repository.Subjects, isShared) ||
		slices.Contains(s.repository.Branches, "staging") && slices.Contains(s.repository.Branches, "master") && len(s.Editors) == 0 {
		s.Editors = append(s.Editors, Editor{isomer, ""})
	}
}

// hasKey reports whether a YAML text has a key at its top, also where the rest of it cannot be read.
func hasKey(text, key string) bool {
	return strings.HasPrefix(text, key+":") || strings.Contains(text, "\n"+key+":")
}

func isYAML(name string) bool {
	return strings.HasSuffix(name, ".yml") || strings.HasSuffix(name, ".yaml")
}

// decapOrSveltia tells the two apart, which read the same configuration, by the page that loads them.
func (s *Surroundings) decapOrSveltia(config string) string {
	folder := config[:strings.LastIndex(config, "/")+1]
	for _, page := range s.files {
		if strings.HasPrefix(page, folder) && strings.HasSuffix(page, ".html") && strings.Contains(s.read(page), "sveltia") {
			return sveltia
		}
	}
	return decap
}

// isShared reports whether a commit's first line is what a fleet's editor writes, whose author is an account that many
// people share.
func isShared(subject string) bool {
	var said struct{ UserID any }
	return strings.HasPrefix(subject, "{") && json.Unmarshal([]byte(subject), &said) == nil && said.UserID != nil
}

// editorHoles tells what a web editor leaves open.
func (s *Surroundings) editorHoles() (holes []Hole) {
	for _, e := range s.Editors {
		add := func(code string, detail ...string) {
			h := Hole{code, e.Path, map[string]string{"editor": e.Name}}
			for i := 0; i+1 < len(detail); i += 2 {
				h.Detail[detail[i]] = detail[i+1]
			}
			holes = append(holes, h)
		}
		switch e.Name {
		case decap, sveltia:
			config := s.yaml(e.Path)
			if scalar(config, "publish_mode") != "editorial_workflow" {
				add("straight", "setting", "publish_mode: editorial_workflow")
			}
			if e.Name == decap {
				add("forced")
			}
			if backend := config.Get("backend"); backend != nil {
				if scalar(backend, "skip_ci") == "true" || scalar(backend, "automatic_deployments") == "false" {
					add("skipped", "setting", "skip_ci")
				}
			}
			if skipsCheck(s.read(e.Path)) {
				add("skipped", "setting", "[skip ci]")
			}
		case pagesCMS:
			settings := s.yaml(e.Path).Get("settings")
			if settings == nil || scalar(settings.Get("commit"), "identity") != "user" {
				add("nameless", "setting", "settings: {commit: {identity: user}}")
			}
		case tina: // makes pull requests; its forge asks for the rest
		case isomer:
			add("shared")
		default:
			add("straight-always")
		}
	}
	return holes
}

// skipsCheck reports whether messages that an editor writes tell the forge to run no job.
func skipsCheck(config string) bool {
	for _, word := range []string{"[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[actions skip]"} {
		if strings.Contains(strings.ToLower(config), word) {
			return true
		}
	}
	return false
}

// scalar returns the value of a key, "" if there is none.
func scalar(n *source.Node, key string) string {
	if n == nil || n.Get(key) == nil {
		return ""
	}
	return n.Get(key).Value
}
