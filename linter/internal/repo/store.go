// Objects as Git stores them. go-git believes what a file's name and header say; here every object is read no further
// than its declared size, and hashed again before anybody sees it.

package repo

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// Limits in bytes of what is read for the program itself; the limits of blobs come from the caller.
const (
	commitLimit = 4 << 20
	treeLimit   = 64 << 20
	headerLimit = 32 // of a loose object: type, size and a zero byte
)

// baseCache is how many bytes of delta bases each reader of packs keeps.
const baseCache = 32 * cache.MiByte

// Broken is the error for a Git object that is not what its name says, or that is not well formed. The run must stop.
type Broken struct {
	Object string // its hash, or the name of a reference
	What   string
}

// Error tells what is wrong and how to find out more.
func (e *Broken) Error() string {
	return fmt.Sprintf("Git object %s: %s; run git fsck, and clone the repository anew if it complains", e.Object, e.What)
}

func broken(id plumbing.Hash, format string, args ...any) error {
	return &Broken{Object: id.String(), What: fmt.Sprintf(format, args...)}
}

// errMissing is the error for an object that is not in the store. Repository turns it into *Missing.
var errMissing = errors.New("object not found")

// object is one object with its type, as its name promises.
type object struct {
	kind plumbing.ObjectType
	data []byte
}

// store reads objects. go-git's readers of packs may not be shared, so there is one for each processor; they are lent
// out, the one used last first, because its caches are warm.
type store struct {
	dir     string    // the objects folder
	next    *store    // where an object is that is not here; nil if nowhere
	singles [256]bool // the first bytes of the names of objects that stood in files of their own when the store was opened
	slots   chan struct{}

	mu    sync.Mutex
	packs []*filesystem.ObjectStorage
}

// newStore returns the store of a folder of objects.
func newStore(dir string) *store {
	s := &store{dir: dir}
	n := max(runtime.GOMAXPROCS(0), 1)
	s.slots = make(chan struct{}, n)
	entries, _ := os.ReadDir(dir) // one that cannot be read is looked into later
	for _, entry := range entries {
		if first, err := hex.DecodeString(entry.Name()); err == nil && len(first) == 1 {
			s.singles[first[0]] = true
		}
	}
	disk := inGitFolder{osfs.New(dir)}
	for range n {
		s.packs = append(s.packs, filesystem.NewObjectStorageWithOptions(dotgit.New(disk),
			cache.NewObjectLRU(baseCache), filesystem.Options{KeepDescriptors: true}))
	}
	return s
}

// inGitFolder shows a folder of objects, whatever its name, as the one that go-git looks for in a Git folder. Only what
// reading packs needs is there.
type inGitFolder struct{ billy.Filesystem }

// inner returns the path in the folder of objects. A pack that is opened a second time has that path already.
func inner(name string) string {
	name = filepath.ToSlash(name)
	if name == "objects" {
		return "."
	}
	return strings.TrimPrefix(name, "objects/")
}

// Open opens a pack. Objects in files of their own are read by the store itself, which believes nothing.
func (f inGitFolder) Open(name string) (billy.File, error) {
	if name = inner(name); !strings.HasPrefix(name, "pack/") {
		return nil, fs.ErrNotExist
	}
	return f.Filesystem.Open(name)
}

func (f inGitFolder) Stat(name string) (os.FileInfo, error) { return f.Filesystem.Stat(inner(name)) }

func (f inGitFolder) Lstat(name string) (os.FileInfo, error) { return f.Filesystem.Lstat(inner(name)) }

func (f inGitFolder) ReadDir(name string) ([]os.FileInfo, error) {
	return f.Filesystem.ReadDir(inner(name))
}

// borrow calls use with a reader of packs that nobody else uses meanwhile.
func (s *store) borrow(use func(*filesystem.ObjectStorage) error) error {
	s.slots <- struct{}{}
	s.mu.Lock()
	last := len(s.packs) - 1
	p := s.packs[last]
	s.packs = s.packs[:last]
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.packs = append(s.packs, p)
		s.mu.Unlock()
		<-s.slots
	}()
	return use(p)
}

// close closes the packs.
func (s *store) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all error
	for _, p := range s.packs {
		all = errors.Join(all, p.Close())
	}
	if s.next != nil {
		all = errors.Join(all, s.next.close())
	}
	return all
}

// read returns an object of at most limit bytes. The error is errMissing, *TooLarge without a path, or *Broken.
func (s *store) read(id plumbing.Hash, limit int64) (object, error) {
	o, err := object{}, errMissing
	if s.singles[id[0]] {
		o, err = s.loose(id, limit)
	}
	if errors.Is(err, errMissing) {
		err = s.borrow(func(p *filesystem.ObjectStorage) (err error) {
			o, err = packed(p, id, limit)
			return err
		})
	}
	if errors.Is(err, errMissing) && !s.singles[id[0]] {
		o, err = s.loose(id, limit) // written since
	}
	if errors.Is(err, errMissing) && s.next != nil {
		return s.next.read(id, limit)
	}
	if err != nil {
		return object{}, err
	}
	if sum := plumbing.ComputeHash(o.kind, o.data); sum != id {
		return object{}, broken(id, "its content has the hash %s", sum)
	}
	return o, nil
}

// loose reads an object that stands in a file of its own.
func (s *store) loose(id plumbing.Hash, limit int64) (object, error) {
	name := id.String()
	f, err := os.Open(filepath.Join(s.dir, name[:2], name[2:]))
	if errors.Is(err, fs.ErrNotExist) {
		return object{}, errMissing
	} else if err != nil {
		return object{}, broken(id, "cannot be opened: %v", reason(err))
	}
	defer f.Close()
	z, err := zlib.NewReader(f)
	if err != nil {
		return object{}, broken(id, "cannot be decompressed: %v", err)
	}
	defer z.Close()
	kind, size, rest, err := looseHeader(id, z)
	if err != nil {
		return object{}, err
	}
	if size > limit {
		return object{}, &TooLarge{Size: size, Limit: limit}
	}
	data, err := exactly(id, io.MultiReader(bytes.NewReader(rest), z), size)
	return object{kind, data}, err
}

// looseHeader reads type and size of a loose object. The bytes read beyond them are returned.
func looseHeader(id plumbing.Hash, z io.Reader) (kind plumbing.ObjectType, size int64, rest []byte, err error) {
	head := make([]byte, headerLimit)
	n, err := io.ReadFull(z, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, 0, nil, broken(id, "cannot be decompressed: %v", err)
	}
	head, rest, ok := bytes.Cut(head[:n], []byte{0})
	word, digits, ok2 := bytes.Cut(head, []byte{' '})
	size, err = strconv.ParseInt(string(digits), 10, 64)
	if !ok || !ok2 || err != nil || size < 0 {
		return 0, 0, nil, broken(id, "its header does not tell type and size")
	}
	if kind, err = plumbing.ParseObjectType(string(word)); err != nil {
		return 0, 0, nil, broken(id, "its type is not known")
	}
	return kind, size, rest, nil
}

// packed reads an object from a pack. When it is not there the packs are listed once more: Git may have repacked.
func packed(p *filesystem.ObjectStorage, id plumbing.Hash, limit int64) (object, error) {
	o, err := p.EncodedObject(plumbing.AnyObject, id)
	if errors.Is(err, plumbing.ErrObjectNotFound) {
		p.Reindex()
		o, err = p.EncodedObject(plumbing.AnyObject, id)
	}
	switch {
	case errors.Is(err, plumbing.ErrObjectNotFound):
		return object{}, errMissing
	case err != nil:
		return object{}, broken(id, "cannot be read from its pack: %v", err)
	case o.Size() > limit:
		return object{}, &TooLarge{Size: o.Size(), Limit: limit}
	}
	r, err := o.Reader()
	if err != nil {
		return object{}, broken(id, "cannot be read from its pack: %v", err)
	}
	defer r.Close()
	data, err := exactly(id, r, o.Size())
	return object{o.Type(), data}, err
}

// exactly reads size bytes and makes sure that there are no more.
func exactly(id plumbing.Hash, r io.Reader, size int64) ([]byte, error) {
	data, err := readAtMost(r, size, size+1)
	if err != nil {
		return nil, broken(id, "cannot be decompressed: %v", err)
	}
	if int64(len(data)) != size {
		return nil, broken(id, "it declares %d bytes and has more or fewer", size)
	}
	return data, nil
}

// prefixed returns the hashes of all objects whose hexadecimal name begins with prefix.
func (s *store) prefixed(prefix string) (found []plumbing.Hash, err error) {
	even := prefix[:len(prefix)&^1]
	err = s.borrow(func(p *filesystem.ObjectStorage) error {
		raw := plumbing.NewHash(even)
		list, err := p.HashesWithPrefix(raw[:len(even)/2])
		for _, id := range list {
			if id.String()[:len(prefix)] == prefix {
				found = append(found, id)
			}
		}
		return err
	})
	if err == nil && s.next != nil {
		var more []plumbing.Hash
		more, err = s.next.prefixed(prefix)
		found = append(found, more...)
	}
	return found, err
}
