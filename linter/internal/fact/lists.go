package fact

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// Folder holds lists as data, in lists/ below its top. Name stands before file names in errors.
type Folder struct {
	Name  string
	Files fs.FS
}

// Lists is what the detectors know from data: lists/NAME.yml of the built-in rules, and the files of the same names that
// a school puts into lists/ of its own rules, which add to them.
type Lists struct {
	Shorteners    []string // hosts that do nothing but lead elsewhere
	Gambling      []string // parts of hosts' names
	GamblingWords []string // words of links
	Adult         []string // parts of hosts' names
	Advertising   []string // hosts that pay for clicks
	Affiliate     []string // parameters of addresses that name who is paid
	SocialHosts   []string // social networks, forums and messengers
	FreeMail      []string // hosts where anybody gets an e-mail address for nothing
	KnownWords    []string // words that are no syllables and yet no mistakes
	Alarm         []string // phrases of alarm in titles
	Statistics    []string // phrases that announce figures about the world outside the school
	Hearsay       []string // phrases that pass on what somebody is said to have said
	Speech        []string // words that stand beside what somebody said
	Documents     []Repeal
	Circumstances []string // phrases that tell of poverty, loss or harm
	Discipline    []string // phrases that tell of a pupil's offence or punishment
	Accusations   []string // phrases that accuse a member of staff
	Illnesses     []string
	Disabilities  []string
	PostLimits    []Limit // of social networks
}

// Repeal says that a legal document is no longer in force.
type Repeal struct {
	ID    string    `yaml:"id"`    // number and sign, such as 42/2022/NĐ-CP
	Since time.Time `yaml:"since"` // the first day on which it is not in force
	By    string    `yaml:"by"`    // what took its place
	Name  string    `yaml:"name"`  // by which it is cited without its number; may be empty
}

// entries is a part of a list, with where it comes from and when it was written down. A file uses one of the lists.
type entries struct {
	Source     string    `yaml:"source"`
	Date       time.Time `yaml:"date"`
	Phrases    []string  `yaml:"phrases"`
	Words      []string  `yaml:"words"`
	Hosts      []string  `yaml:"hosts"`
	Parameters []string  `yaml:"parameters"`
	Documents  []Repeal  `yaml:"documents"`
	Limits     []Limit   `yaml:"limits"`
}

// listLimits bound a list file.
var listLimits = source.Limits{Bytes: 4 << 20, Keys: 20_000, Depth: 8}

// ReadLists reads the lists of all folders. A folder need not have every list; what is in it must be right.
func ReadLists(folders ...Folder) (*Lists, error) {
	l := &Lists{}
	for _, folder := range folders {
		files := l.files()
		for _, name := range slices.Sorted(maps.Keys(files)) {
			file := path.Join("lists", name+".yml")
			data, err := fs.ReadFile(folder.Files, file)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, errors.New(path.Join(folder.Name, file) + ": the list cannot be read: " + err.Error())
			}
			if err := readList(source.New(path.Join(folder.Name, file), data), files[name]); err != nil {
				return nil, err
			}
		}
	}
	return l, nil
}

// files returns for each list file what takes up its entries; it reports whether there were any.
func (l *Lists) files() map[string]func(*entries) bool {
	from := func(to *[]string, pick func(*entries) []string) func(*entries) bool {
		return func(e *entries) bool {
			*to = append(*to, pick(e)...)
			return len(pick(e)) > 0
		}
	}
	hosts := func(e *entries) []string { return e.Hosts }
	phrases := func(e *entries) []string { return e.Phrases }
	return map[string]func(*entries) bool{
		"shortener":         from(&l.Shorteners, hosts),
		"gambling-host":     from(&l.Gambling, hosts),
		"gambling-word":     from(&l.GamblingWords, phrases),
		"adult-host":        from(&l.Adult, hosts),
		"advertising-host":  from(&l.Advertising, hosts),
		"affiliate":         from(&l.Affiliate, func(e *entries) []string { return e.Parameters }),
		"social-host":       from(&l.SocialHosts, hosts),
		"free-mail-host":    from(&l.FreeMail, hosts),
		"known-word":        from(&l.KnownWords, func(e *entries) []string { return e.Words }),
		"alarm":             from(&l.Alarm, phrases),
		"statistic":         from(&l.Statistics, phrases),
		"hearsay":           from(&l.Hearsay, phrases),
		"speech":            from(&l.Speech, phrases),
		"circumstance":      from(&l.Circumstances, phrases),
		"discipline":        from(&l.Discipline, phrases),
		"accusation":        from(&l.Accusations, phrases),
		"illness":           from(&l.Illnesses, phrases),
		"disability":        from(&l.Disabilities, phrases),
		"social-limit":      func(e *entries) bool { l.PostLimits = append(l.PostLimits, e.Limits...); return len(e.Limits) > 0 },
		"repealed-document": func(e *entries) bool { l.Documents = append(l.Documents, e.Documents...); return len(e.Documents) > 0 },
	}
}

// readList hands the parts of one file to take.
func readList(file *source.File, take func(*entries) bool) error {
	root, err := file.YAML(source.Span{End: len(file.Text)}, listLimits)
	if err != nil {
		return err
	}
	var parts []entries
	if err := root.Decode(&parts); err != nil {
		return err
	}
	for i := range parts {
		e := &parts[i]
		if e.Source == "" || e.Date.IsZero() || !take(e) {
			return root.Items[i].Errorf("write source: …, date: 2026-11-23, and the entries as in the built-in list of that name",
				"a part of a list needs a source, a date and entries")
		}
		for _, limit := range e.Limits {
			if limit.Network == "" || limit.AtMost <= 0 || !slices.Contains(postParts(), limit.Part) {
				return root.Items[i].Errorf("write {network: facebook, part: text, at_most: 63206}; a part is "+strings.Join(postParts(), ", "),
					"a limit needs a network, a part and what is allowed at most")
			}
		}
		for _, d := range e.Documents {
			if d.ID == "" || d.Since.IsZero() || d.By == "" {
				return root.Items[i].Errorf("write {id: 42/2022/NĐ-CP, since: 2026-07-01, by: 224/2026/NĐ-CP}",
					"a document needs an id, the day since when it is not in force, and what took its place")
			}
		}
	}
	return nil
}
