package repo

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

// forge writes a loose object with any header and any content under the name of a hash.
func (w world) forge(id, header string, content io.Reader) {
	w.t.Helper()
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	io.WriteString(z, header)
	if _, err := io.Copy(z, content); err != nil {
		w.t.Fatal(err)
	}
	z.Close()
	w.place(id, packed.Bytes())
}

// place writes the file of a loose object.
func (w world) place(id string, file []byte) {
	w.t.Helper()
	name := filepath.Join(w.dir, ".git", "objects", id[:2], id[2:])
	os.Remove(name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, file, 0o666)); err != nil {
		w.t.Fatal(err)
	}
}

// zeros is n zero bytes.
func zeros(n int64) io.Reader { return io.LimitReader(zeroReader{}, n) }

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBrokenBlobs(t *testing.T) {
	w := newWorld(t)
	commit := w.commit("one", map[string]string{"a.md": "abc"})
	id := w.git("rev-parse", "HEAD:a.md")
	tests := []struct {
		name, header string
		content      io.Reader
	}{
		{"other content", "blob 3\x00", strings.NewReader("abd")},
		{"declares 3 bytes and inflates to 32 MiB", "blob 3\x00", zeros(32 << 20)},
		{"fewer bytes than declared", "blob 30\x00", strings.NewReader("abc")},
		{"endless header", "", zeros(0)},
		{"header without end", strings.Repeat("b", 1<<20), zeros(0)},
		{"negative size", "blob -3\x00", strings.NewReader("abc")},
		{"no type", " 3\x00", strings.NewReader("abc")},
		{"unknown type", "page 3\x00", strings.NewReader("abc")},
		{"another type", "tree 3\x00", strings.NewReader("abc")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w.forge(id, test.header, test.content)
			wantBroken(t, w, commit)
		})
	}
	for name, file := range map[string]string{"empty file": "", "not compressed": "blob 3\x00abc"} {
		t.Run(name, func(t *testing.T) {
			w.place(id, []byte(file))
			wantBroken(t, w, commit)
		})
	}
}

// wantBroken reads a.md of a commit, which must fail for the whole run and must not take much memory.
func wantBroken(t *testing.T, w world, commit string) {
	t.Helper()
	tree, err := w.open().Tree(commit)
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	text, err := tree.Read("a.md", 1<<20)
	runtime.ReadMemStats(&after)
	var fault *Broken
	if !errors.As(err, &fault) {
		t.Errorf("read %d bytes, error %v", len(text), err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
		t.Errorf("took %d bytes", took)
	}
}

// TestLargeBlob reads a blob over the limit, loose and packed.
func TestLargeBlob(t *testing.T) {
	w := newWorld(t)
	noise := make([]byte, 2<<20)
	for i := range noise {
		noise[i] = byte(rand.Uint32())
	}
	commit := w.commit("one", map[string]string{"big": string(noise), "zero": strings.Repeat("\x00", 8<<20), "small": "1"})
	for _, packed := range []bool{false, true} {
		if packed {
			w.git("gc", "-q")
		}
		tree, err := w.open().Tree(commit)
		if err != nil {
			t.Fatal(err)
		}
		for name, size := range map[string]int64{"big": 2 << 20, "zero": 8 << 20} {
			var large *TooLarge
			if _, err := tree.Read(name, 1<<20); !errors.As(err, &large) || *large != (TooLarge{name, size, 1 << 20}) {
				t.Errorf("%s, packed %v: %v", name, packed, err)
			}
			if text, err := tree.Read(name, 64<<20); err != nil || int64(len(text)) != size {
				t.Errorf("%s, packed %v: %d bytes, %v", name, packed, len(text), err)
			}
		}
	}
}

// TestReadPacked reads deltas, with many workers at once.
func TestReadPacked(t *testing.T) {
	w := newWorld(t)
	var line strings.Builder
	want := map[string]string{}
	for i := range 30 {
		fmt.Fprintf(&line, "Dòng thứ %d của một trang dài.\n", i*i)
		if i%10 == 9 {
			w.commit(fmt.Sprint("step ", i), want)
		}
		want[fmt.Sprintf("content/%d.md", i)] = line.String()
		want[fmt.Sprintf("content/long/%d.md", i)] = strings.Repeat(line.String(), 40)
	}
	commit := w.commit("last", want)
	w.git("gc", "-q", "--aggressive")
	w.commit("loose", map[string]string{"loose.md": "1"})
	r := w.open()
	tree, err := r.Tree(commit)
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Entries()) != len(want) {
		t.Errorf("%d entries", len(tree.Entries()))
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, e := range tree.Entries() {
				if text, err := tree.Read(e.Path, 1<<20); err != nil || string(text) != want[e.Path] {
					t.Errorf("%s: %v", e.Path, err)
				}
			}
			if _, err := r.History(commit, []string{"content/3.md"}); err != nil {
				t.Error(err)
			}
			if again, err := r.Tree(commit); err != nil || len(again.Entries()) != len(want) {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// TestRepacked makes sure that an open repository survives that Git packs it anew.
func TestRepacked(t *testing.T) {
	w := newWorld(t)
	first := w.commit("one", map[string]string{"a.md": "1"})
	w.git("gc", "-q")
	r := w.open()
	if _, err := r.Tree(first); err != nil {
		t.Fatal(err)
	}
	second := w.commit("two", map[string]string{"b.md": "2"})
	w.git("gc", "-q", "--prune=now")
	tree, err := r.Tree(second)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"a.md": "1", "b.md": "2"} {
		if text, err := tree.Read(path, 10); err != nil || string(text) != want {
			t.Errorf("%s: %q %v", path, text, err)
		}
	}
}

func TestMissing(t *testing.T) {
	w := newWorld(t)
	w.commit("one", map[string]string{"a.md": "abc"})
	id := w.git("rev-parse", "HEAD:a.md")
	if err := os.Remove(filepath.Join(w.dir, ".git", "objects", id[:2], id[2:])); err != nil {
		t.Fatal(err)
	}
	r := w.open()
	tree, err := r.Tree(w.git("rev-parse", "HEAD"))
	if err != nil {
		t.Fatal(err)
	}
	var missing *Missing
	if _, err := tree.Read("a.md", 10); !errors.As(err, &missing) || missing.Object != id || missing.Shallow {
		t.Errorf("error %v", err)
	}
}

func TestWrite(t *testing.T) {
	w := newWorld(t)
	r := w.open()
	for _, text := range []string{"", "abc", strings.Repeat("x", 1<<20)} {
		id, err := r.store.write(plumbing.BlobObject, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := w.git("cat-file", "-p", id.String()); got != text {
			t.Errorf("git reads %d bytes", len(got))
		}
		w.place(id.String(), nil) // as after a power cut
		if _, err := r.store.write(plumbing.BlobObject, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	w.git("fsck", "--strict")
}
