// Finding a repository and making sure that it is of a kind we can read.

package repo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// ErrNotRepository is the error for a folder that is in no Git repository.
var ErrNotRepository = errors.New("not in a Git repository")

// Repository is an open Git repository. It is safe for use by several goroutines at once. Grafts and replacement objects
// (refs/replace) are ignored: what is judged is what the objects say.
type Repository struct {
	top     string
	refs    refs
	store   *store
	shallow map[plumbing.Hash]bool // commits whose parents were not fetched
	partial bool                   // the clone left objects at the remote

	mu      sync.Mutex
	commits map[plumbing.Hash]*step
	folders map[place][]Entry
	kept    int // entries in folders
	trees   map[plumbing.Hash][]byte
	held    int // bytes in trees
}

// Open opens the repository that dir is in: the work tree at or above it, also a linked one, else a bare repository. A
// bare repository that lies in a work tree was committed there, and whoever did so must not choose what is judged.
func Open(dir string) (*Repository, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if _, err := os.Stat(full); err != nil {
		return nil, fmt.Errorf("%s: %w; name a folder that you may read", dir, reason(err))
	}
	own, top, err := locate(full)
	if err != nil {
		return nil, err
	}
	if top == "" {
		// By the path as given no work tree is above; a link may have led here out of one.
		if full, err = filepath.EvalSymlinks(full); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, reason(err))
		}
		if own, top, err = locate(full); err != nil {
			return nil, err
		}
	}
	if own == "" {
		return nil, fmt.Errorf("%s: %w; run git init there, or name a folder of a clone", dir, ErrNotRepository)
	}
	return open(own, top)
}

// locate returns the Git folder that a folder belongs to, and the top of its work tree, which is empty for a bare
// repository and inside a Git folder. Both are empty if there is none.
func locate(dir string) (own, top string, err error) {
	bare := ""
	for at := dir; ; at = filepath.Dir(at) {
		if bare == "" && isGitFolder(at) {
			bare = at
		}
		if own, err = dotGit(at); err != nil {
			return "", "", err
		}
		if own != "" {
			if bare != "" && within(own, bare) {
				return bare, "", nil
			}
			return own, at, nil
		}
		if at == filepath.Dir(at) {
			return bare, "", nil
		}
	}
}

// within reports whether a path is that of dir or of something in it.
func within(dir, path string) bool {
	inner, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(inner)
}

// dotGit returns the Git folder of the work tree whose top is dir; "" if it is none.
func dotGit(dir string) (string, error) {
	dot := filepath.Join(dir, ".git")
	info, err := os.Stat(dot)
	switch {
	case err == nil && info.IsDir() && isGitFolder(dot):
		return dot, nil
	case err == nil && info.Mode().IsRegular():
		return linked(dot)
	}
	return "", nil
}

// isGitFolder reports whether dir looks like a Git folder.
func isGitFolder(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, "objects")); err != nil {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, "HEAD"))
	return err == nil
}

// linked returns the Git folder that a file called .git names, as linked work trees and submodules have it.
func linked(dot string) (string, error) {
	text, err := os.ReadFile(dot)
	name, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: ")
	if err != nil || !ok {
		return "", fmt.Errorf("%s: does not name a Git folder; run git worktree repair", dot)
	}
	own := absolute(filepath.Dir(dot), name)
	if _, err := os.Stat(filepath.Join(own, "HEAD")); err != nil {
		return "", fmt.Errorf("%s: names %s, where there is no Git folder; run git worktree repair", dot, name)
	}
	return own, nil
}

func absolute(dir, name string) string {
	if name = filepath.FromSlash(name); filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(dir, name)
}

// open opens a Git folder.
func open(own, top string) (*Repository, error) {
	common := own
	if text, err := os.ReadFile(filepath.Join(own, "commondir")); err == nil {
		common = absolute(own, strings.TrimSpace(string(text)))
	}
	partial, bare, err := checkFormat(common)
	if err != nil {
		return nil, err
	}
	if bare && own == common {
		top = ""
	}
	r := &Repository{top: top, refs: refs{own: own, common: common}, store: newStore(filepath.Join(common, "objects")), partial: partial,
		commits: map[plumbing.Hash]*step{}, folders: map[place][]Entry{}, trees: map[plumbing.Hash][]byte{}}
	r.shallow, err = readShallow(filepath.Join(common, "shallow"))
	return r, err
}

// OpenQuarantine opens the repository that dir is in while somebody pushes to it: what is pushed stands in a folder of its
// own until a hook lets it in. Such a repository is for reading only.
func OpenQuarantine(dir, quarantine string) (*Repository, error) {
	r, err := Open(dir)
	if err != nil || quarantine == "" {
		return r, err
	}
	if info, err := os.Stat(quarantine); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%s: no folder of pushed objects; Git names it in GIT_QUARANTINE_PATH", quarantine)
	}
	pushed := newStore(quarantine)
	pushed.next, r.store = r.store, pushed
	return r, nil
}

// Published returns the full name of the branch that HEAD names, which in a bare repository is the one that is published.
func (r *Repository) Published() (ref string, err error) {
	value, err := r.refs.value("HEAD")
	if err != nil {
		return "", err
	}
	ref, symbolic := strings.CutPrefix(value, "ref:")
	if ref = strings.TrimSpace(ref); !symbolic || !strings.HasPrefix(ref, "refs/heads/") {
		return "", errors.New("HEAD names no branch; write git symbolic-ref HEAD refs/heads/main in the repository")
	}
	return ref, nil
}

// Hooks returns the folder in which Git looks for the repository's hooks, as far as its own configuration tells.
func (r *Repository) Hooks() (string, error) {
	text, err := os.Open(filepath.Join(r.refs.common, "config"))
	if errors.Is(err, fs.ErrNotExist) {
		return filepath.Join(r.refs.common, "hooks"), nil
	} else if err != nil {
		return "", fmt.Errorf("%s: cannot be read: %w; look at its permissions", r.refs.common, reason(err))
	}
	defer text.Close()
	settings := config.New()
	if err := config.NewDecoder(text).Decode(settings); err != nil {
		return "", fmt.Errorf("%s: %w", r.refs.common, err)
	}
	if dir := settings.Section("core").Option("hooksPath"); dir != "" {
		return absolute(r.refs.common, dir), nil
	}
	return filepath.Join(r.refs.common, "hooks"), nil
}

// Top returns the absolute path of the work tree's top folder, "" in a bare repository.
func (r *Repository) Top() string { return r.top }

// Close lets go of the open files.
func (r *Repository) Close() error { return r.store.close() }

// checkFormat refuses repositories whose objects or references are stored in a way that we would misread.
func checkFormat(common string) (partial, bare bool, err error) {
	name := filepath.Join(common, "config")
	if text, err := os.ReadFile(filepath.Join(common, "objects", "info", "alternates")); err == nil && len(text) > 0 {
		return false, false, fmt.Errorf("%s: borrows objects from another repository (alternates), which is not supported; "+
			"run git repack -a -d there and delete objects/info/alternates", common)
	}
	text, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, false, nil
	} else if err != nil {
		return false, false, fmt.Errorf("%s: cannot be read: %w; look at its permissions", name, reason(err))
	}
	defer text.Close()
	settings := config.New()
	if err := config.NewDecoder(text).Decode(settings); err != nil {
		return false, false, fmt.Errorf("%s: %w; run git config --list to see what is wrong", name, err)
	}
	core := settings.Section("core")
	switch version := core.Option("repositoryformatversion"); version {
	case "", "0", "1":
	default:
		return false, false, fmt.Errorf("%s: repositoryformatversion %s is not known; update this program", name, version)
	}
	for _, extension := range settings.Section("extensions").Options {
		if err := checkExtension(name, strings.ToLower(extension.Key), strings.ToLower(extension.Value)); err != nil {
			return false, false, err
		}
		partial = partial || strings.EqualFold(extension.Key, "partialclone")
	}
	for _, remote := range settings.Section("remote").Subsections {
		partial = partial || remote.HasOption("promisor")
	}
	return partial, strings.EqualFold(core.Option("bare"), "true"), nil
}

// checkExtension refuses an extension of the format unless it changes nothing about what we read.
func checkExtension(name, key, value string) error {
	switch {
	case key == "noop", key == "noop-v1", key == "partialclone", key == "preciousobjects", key == "worktreeconfig",
		key == "relativeworktrees", key == "objectformat" && value == "sha1", key == "refstorage" && value == "files":
		return nil
	case key == "objectformat":
		return fmt.Errorf("%s: objects named by %s are not supported; use a repository made with "+
			"git init --object-format=sha1", name, value)
	case key == "refstorage":
		return fmt.Errorf("%s: references stored as %s are not supported; run git refs migrate --ref-format=files", name, value)
	}
	return fmt.Errorf("%s: the extension %s is not known; update this program", name, key)
}

// readShallow reads at which commits a clone was cut off.
func readShallow(name string) (map[plumbing.Hash]bool, error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w; look at its permissions", name, reason(err))
	}
	cut := map[plumbing.Hash]bool{}
	for line := range strings.Lines(string(text)) {
		id, ok := parseHash(strings.TrimSpace(line))
		if !ok {
			return nil, &Broken{Object: "shallow", What: "a line is not a hash"}
		}
		cut[id] = true
	}
	return cut, nil
}

// Missing is the error for an object that others refer to and that is not here.
type Missing struct {
	Object           string
	Shallow, Partial bool // why it may not be here
}

// Error tells how to get the object.
func (e *Missing) Error() string {
	switch {
	case e.Shallow:
		return fmt.Sprintf("Git object %s: not here, because only part of the history was fetched; "+
			"write `fetch-depth: 0` in the checkout step, or run git fetch --unshallow", e.Object)
	case e.Partial:
		return fmt.Sprintf("Git object %s: not here, because the clone left files at the remote; clone without --filter", e.Object)
	}
	return fmt.Sprintf("Git object %s: not here; fetch it, or run git fsck if it should be", e.Object)
}

// read returns an object of at most limit bytes.
func (r *Repository) read(id plumbing.Hash, limit int64) (object, error) {
	o, err := r.store.read(id, limit)
	if errors.Is(err, errMissing) {
		return o, &Missing{Object: id.String(), Shallow: r.shallow != nil, Partial: r.partial}
	}
	return o, err
}

// readAs returns the bytes of an object that must be of one type, for the program's own use.
func (r *Repository) readAs(kind plumbing.ObjectType, id plumbing.Hash, limit int64) ([]byte, error) {
	o, err := r.read(id, limit)
	var large *TooLarge
	switch {
	case errors.As(err, &large):
		return nil, broken(id, "this %s has %d bytes, more than the %d allowed", kind, large.Size, limit)
	case err != nil:
		return nil, err
	case o.kind != kind:
		return nil, broken(id, "it is a %s where a %s is needed", o.kind, kind)
	}
	return o.data, nil
}
