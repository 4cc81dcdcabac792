package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Pack is a folder of rules: topic/name.yml files, and lists/ with phrase lists.
type Pack struct {
	Name  string // stands before file names in errors, such as "rules"
	Files fs.FS
}

// Set is all compiled rules, sorted by id.
type Set struct {
	Rules  []*Rule
	Digest string // of all files of all packs
	byID   map[string]*Rule
}

// listsFolder holds phrase lists inside a pack; everything else ending in .yml is a rule.
const listsFolder = "lists"

// Load compiles every rule of every pack. The first fault stops it: a rule that cannot be asked must not be skipped.
func Load(packs []Pack, v *Vocabulary) (*Set, error) {
	set := &Set{byID: map[string]*Rule{}}
	sum := sha256.New()
	for _, pack := range packs {
		names, err := ruleFiles(pack)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			data, err := fs.ReadFile(pack.Files, name)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path.Join(pack.Name, name), err)
			}
			fmt.Fprintf(sum, "%s %d\n", name, len(data))
			sum.Write(data)
			if strings.HasPrefix(name, listsFolder+"/") {
				continue
			}
			if err := set.add(pack, name, data, v); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(set.Rules, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	set.Digest = "sha256:" + hex.EncodeToString(sum.Sum(nil))
	return set, nil
}

func (s *Set) add(pack Pack, name string, data []byte, v *Vocabulary) error {
	file := source.New(path.Join(pack.Name, name), data)
	id := strings.TrimSuffix(name, path.Ext(name))
	if strings.Count(id, "/") != 1 {
		return file.Errorf(source.Span{}, "move it to topic/name.yml", "a rule file stands in a folder named for its topic")
	}
	if other, ok := s.byID[id]; ok {
		return file.Errorf(source.Span{}, "give it another name", "there is already a rule %s, in %s", id, other.File.Name)
	}
	r, err := compile(id, file, listReader{pack}, v)
	if err != nil {
		return err
	}
	s.Rules = append(s.Rules, r)
	s.byID[id] = r
	return nil
}

// ruleFiles lists the YAML files of a pack, sorted.
func ruleFiles(pack Pack) ([]string, error) {
	var names []string
	err := fs.WalkDir(pack.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ext := path.Ext(name); !entry.IsDir() && (ext == ".yml" || ext == ".yaml") {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: the rules cannot be listed: %w", pack.Name, err)
	}
	return names, nil
}

// Get returns the rule of an id.
func (s *Set) Get(id string) (*Rule, bool) {
	r, ok := s.byID[id]
	return r, ok
}

// IDs returns the ids of all rules, sorted.
func (s *Set) IDs() []string {
	ids := make([]string, len(s.Rules))
	for i, r := range s.Rules {
		ids[i] = r.ID
	}
	return ids
}

// Wanted returns the kinds of facts that rules ask about and the fields that they read, as in link and link.url, so that
// nothing else need be gathered.
func Wanted(rules []*Rule) map[string]bool {
	wanted := map[string]bool{}
	for _, r := range rules {
		wanted[r.Kind.Name] = true
		maps.Copy(wanted, r.used)
	}
	return wanted
}
