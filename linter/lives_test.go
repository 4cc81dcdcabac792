package linter

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rasoat/rasoat/linter/finding"
	"github.com/rasoat/rasoat/linter/internal/ledger"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/review"
)

// livesOfOne is how many pages live in one repository.
const livesOfOne = 40

// livesEnd is the moment at which the sites are audited.
var livesEnd = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// village is a site in a real repository, on whose pages people work at random: they edit text or picture, rename, merge,
// rebase and squash, go back, and say what they think. What must come out is written down in the plainest way beside it.
type village struct {
	t      testing.TB
	random *rand.Rand
	within time.Duration
	keys   map[string]review.Signer
	lives  []*life
	ways   map[string]int // how often pages were edited, renamed and so on, and branches merged, rebased and squashed

	stream  strings.Builder   // for git fast-import
	tree    map[string]string // the files of main
	marks   int
	main    int // mark of main's tip
	clock   time.Time
	records strings.Builder
	tips    map[string]string // by page
}

// life is one page and what was done to it.
type life struct {
	name, picture string
	text, image   string
	edits         []livedEdit
	words         []livedWord
	back          bool // it went back to older content after something else was reviewed
}

type livedEdit struct {
	digest string
	hands  []string
}

type livedWord struct {
	by, digest string
	verdict    review.Verdict
	at         time.Time
}

func (l *life) digest() string {
	sum := func(text string) string {
		hash := sha256.Sum256([]byte(text))
		return hex.EncodeToString(hash[:])
	}
	return page.Digest(l.name, []page.Unit{{Role: page.UnitPage, Path: l.name, Sum: sum(l.text)}, {Role: page.UnitEmbed, Path: l.picture, Sum: sum(l.image)}})
}

// approved is what the gate is for: whoever touched the content since it was last properly approved is a hand; two
// principals are needed if a hand is unknown, else one; what was approved before something else was reviewed does not
// come back.
func (l *life) approved(within time.Duration) bool {
	hands, ok := map[string]bool{}, false
	for i, e := range l.edits {
		if ok {
			clear(hands)
		}
		for _, hand := range e.hands {
			hands[hand] = true
		}
		ok = l.enough(e.digest, hands, within, i == len(l.edits)-1)
	}
	return ok && !l.back
}

func (l *life) enough(digest string, hands map[string]bool, within time.Duration, last bool) bool {
	final := map[string]livedWord{}
	for _, w := range l.words {
		if w.digest == digest {
			final[w.by] = w
		}
	}
	have, need := 0, 1
	if hands["la"] {
		need = 2
	}
	for by, w := range final {
		switch {
		case w.verdict == review.Reject:
			return false
		case w.verdict == review.Approve && (by == "ht" || by == "pho") && !hands[by]:
			if !last || within == 0 || livesEnd.Before(w.at.Add(within)) {
				have++
			}
		}
	}
	return have >= need
}

func newVillage(t testing.TB, seed uint64) *village {
	v := &village{t: t, random: rand.New(rand.NewPCG(seed, 11)), keys: map[string]review.Signer{}, tree: map[string]string{}, tips: map[string]string{}, ways: map[string]int{},
		clock: livesEnd.Add(-60 * time.Hour)}
	v.within = []time.Duration{0, 0, 55 * time.Hour}[v.random.IntN(3)]
	signers := ""
	for i, who := range []string{"ht", "pho", "lan", "su"} {
		key := make([]byte, ed25519.SeedSize)
		key[0] = byte(i)
		der, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(key))
		v.must(err)
		v.keys[who], err = review.KeySigner(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil)
		v.must(err)
		signers += who + " " + v.keys[who].Public() + "\n"
	}
	term := ""
	if v.within > 0 {
		term = ", within: 55h"
	}
	v.tree[".rasoat.yml"] = "site: {url: https://hoasen.example}\nrules: {'*': off, review/*: on}\nreview:\n  - {when: 'true', need: {principal: 1}" + term + "}\n"
	v.tree[".rasoat/people.yml"] = "people:\n  ht: {roles: [principal, admin], emails: [ht@hoasen.example]}\n  pho: {roles: [principal], emails: [pho@hoasen.example]}\n" +
		"  lan: {roles: [editor], emails: [lan@hoasen.example]}\n  su: {roles: [history], emails: [su@hoasen.example]}\n"
	v.tree[".rasoat/allowed_signers"] = signers
	v.tree["hugo.toml"] = ""
	v.main = v.commit("refs/heads/main", []string{"lan"}, v.tree)
	return v
}

func (v *village) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

// commit makes a commit with these files and returns its mark. Hands after the first are co-authors.
func (v *village) commit(ref string, hands []string, tree map[string]string, parents ...int) int {
	v.marks++
	v.clock = v.clock.Add(time.Second)
	message := "m\n"
	for _, hand := range hands[1:] {
		message += "\nCo-authored-by: " + hand + " <" + hand + "@hoasen.example>"
	}
	fmt.Fprintf(&v.stream, "commit %s\nmark :%d\nauthor %s <%s@hoasen.example> %d +0700\ncommitter %s <%s@hoasen.example> %d +0700\ndata %d\n%s\n",
		ref, v.marks, hands[0], hands[0], v.clock.Unix(), hands[0], hands[0], v.clock.Unix(), len(message), message)
	for i, parent := range parents {
		fmt.Fprintf(&v.stream, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], parent)
	}
	v.stream.WriteString("deleteall\n")
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		fmt.Fprintf(&v.stream, "M 100644 inline %s\ndata %d\n%s\n", name, len(tree[name]), tree[name])
	}
	return v.marks
}

// words that no two texts share, so that no page looks like another.
func (v *village) noise(n int) string {
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "%016x\n", v.random.Uint64())
	}
	return b.String()
}

func (v *village) write(l *life, tree map[string]string) {
	tree[l.name], tree[l.picture] = l.text, l.image
}

// edit changes a page in a tree, and notes whose work it was.
func (v *village) edit(l *life, tree map[string]string, hands []string) {
	switch n := v.random.IntN(8); {
	case len(l.edits) == 0 || n < 4:
		v.ways["edit"]++
		l.text = fmt.Sprintf("---\ntitle: Bài\n---\n![Ảnh](%s)\n\n%s", filepath.Base(l.picture), v.noise(6))
	case n < 6:
		v.ways["picture"]++
		l.image = v.noise(3)
	default:
		v.ways["rename"]++
		delete(tree, l.name)
		l.name = strings.TrimSuffix(l.name, ".md") + "x.md"
	}
	v.write(l, tree)
	l.edits = append(l.edits, livedEdit{l.digest(), hands})
}

// people returns who makes a commit; more than one where commits were squashed.
func (v *village) people() []string {
	all := []string{"ht", "pho", "lan", "lan", "su", "la"}
	hands := []string{all[v.random.IntN(len(all))]}
	if other := all[v.random.IntN(len(all))]; v.random.IntN(4) == 0 && other != hands[0] {
		hands = append(hands, other)
	}
	return hands
}

// some chooses a few pages.
func (v *village) some(from []*life) []*life {
	var chosen []*life
	for _, i := range v.random.Perm(len(from))[:min(len(from), 1+v.random.IntN(3))] {
		chosen = append(chosen, from[i])
	}
	return chosen
}

// step lets people work on main, or on a branch that is merged, rebased or squashed; then some of them speak.
func (v *village) step() {
	switch n := v.random.IntN(9); {
	case n < 5:
		v.work(v.lives)
	default: // a branch, while main goes on with other pages
		chosen := v.some(v.lives)
		before := v.files(chosen)
		side, tip := maps.Clone(v.tree), v.main
		var makers [][]string // of the branch's commits
		var after []map[string]string
		for range 1 + v.random.IntN(2) {
			hands := v.people()
			for _, l := range chosen {
				v.edit(l, side, hands)
			}
			tip = v.commit("refs/heads/side", hands, side, tip)
			makers, after = append(makers, hands), append(after, v.files(chosen))
		}
		v.work(slices.DeleteFunc(slices.Clone(v.lives), func(l *life) bool { return slices.Contains(chosen, l) }))
		v.land([]string{"merge", "rebase", "squash"}[n%3], tip, before, after, makers)
	}
	for range 4 {
		for _, l := range v.some(v.lives) {
			v.say(l)
		}
	}
}

// files returns the files of pages as they are.
func (v *village) files(pages []*life) map[string]string {
	files := map[string]string{}
	for _, l := range pages {
		if len(l.edits) > 0 {
			v.write(l, files)
		}
	}
	return files
}

// land brings a branch to main: its tip, the files it began with, and those after each of its commits with their makers.
func (v *village) land(way string, tip int, before map[string]string, after []map[string]string, makers [][]string) {
	last := after[len(after)-1]
	if way == "squash" && rewritten(before, last) {
		way = "merge"
	}
	v.ways[way]++
	put := func(files map[string]string) {
		maps.DeleteFunc(v.tree, func(name, _ string) bool { _, old := before[name]; return old })
		maps.Copy(v.tree, files)
		before = files
	}
	switch way {
	case "merge":
		put(last)
		v.main = v.commit("refs/heads/main", []string{"lan"}, v.tree, v.main, tip)
	case "rebase":
		for i, files := range after {
			put(files)
			v.main = v.commit("refs/heads/main", makers[i], v.tree, v.main)
		}
	case "squash":
		put(last)
		var all []string
		for _, hand := range slices.Concat(makers...) {
			if !slices.Contains(all, hand) {
				all = append(all, hand)
			}
		}
		v.main = v.commit("refs/heads/main", all, v.tree, v.main)
	}
}

// rewritten reports whether a page has another name and another text than before: in one commit that is a new page, whose
// makers are only those of the new text.
func rewritten(before, after map[string]string) bool {
	texts := slices.Collect(maps.Values(before))
	for name, text := range after {
		if _, old := before[name]; !old && strings.HasSuffix(name, ".md") && !slices.Contains(texts, text) {
			return true
		}
	}
	return false
}

// work makes one commit on main.
func (v *village) work(from []*life) {
	hands := v.people()
	for _, l := range v.some(from) {
		v.edit(l, v.tree, hands)
	}
	v.main = v.commit("refs/heads/main", hands, v.tree, v.main)
}

// say signs a word on a page as it is now.
func (v *village) say(l *life) {
	v.clock = v.clock.Add(time.Minute)
	by := []string{"ht", "ht", "pho", "pho", "lan", "su"}[v.random.IntN(6)]
	verdict := []review.Verdict{review.Approve, review.Approve, review.Approve, review.Approve, review.Reject, review.Withdraw}[v.random.IntN(6)]
	s := &review.Statement{Type: review.Type, Site: "hoasen.example", Page: l.name, Digest: l.digest(), Verdict: verdict, By: by, At: v.clock,
		Policy: "sha256:" + strings.Repeat("0", 64), Basis: review.Basis{Kind: review.Signature}}
	if tip := v.tips[l.name]; tip != "" {
		s.Supersedes = &tip
	}
	record, err := review.Sign(s, v.keys[by])
	v.must(err)
	v.tips[l.name] = record.ID
	v.ways[string(verdict)]++
	for path, data := range ledger.Files(record) {
		fmt.Fprintf(&v.records, "M 100644 inline %s\ndata %d\n%s\n", path, len(data), data)
	}
	l.words = append(l.words, livedWord{by, s.Digest, verdict, v.clock.Truncate(time.Second)})
}

// goBack brings older content back, by a revert, if something else was reviewed after it.
func (v *village) goBack(l *life) {
	text := l.text
	v.edit(l, v.tree, []string{"lan"})
	v.main = v.commit("refs/heads/main", []string{"lan"}, v.tree, v.main)
	if l.text == text { // not the text: the picture or the name
		return
	}
	v.say(l)
	l.text = text
	v.write(l, v.tree)
	l.edits = append(l.edits, livedEdit{l.digest(), []string{"lan"}})
	l.back = true
	v.ways["revert"]++
	v.main = v.commit("refs/heads/main", []string{"lan"}, v.tree, v.main)
}

// repository writes everything into a bare repository by git.
func (v *village) repository() string {
	dir := v.t.TempDir()
	for _, args := range [][]string{{"init", "-q", "--bare", "--template=", "-b", "main"}, {"fast-import", "--quiet"}} {
		command := exec.Command("git", args...)
		command.Dir = dir
		command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		command.Stdin = strings.NewReader(v.stream.String() + "commit refs/heads/rasoat/reviews\ncommitter r <r@hoasen.example> 1790000000 +0700\ndata 1\nm\n" + v.records.String())
		if out, err := command.CombinedOutput(); err != nil {
			v.t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	return dir
}

// TestPassesExactlyWhenInGit lets pages live in real repositories: the audit passes a page exactly when its very bytes and
// pictures were approved, by somebody who may and has not worked on them, in term, and not superseded.
func TestPassesExactlyWhenInGit(t *testing.T) {
	passed, lives := 0, 0
	ways := map[string]int{}
	for seed := range uint64(villages) {
		v := newVillage(t, seed)
		for i := range livesOfOne {
			v.lives = append(v.lives, &life{name: fmt.Sprintf("content/bai-%02d-.md", i), picture: fmt.Sprintf("content/anh-%02d.png", i), image: v.noise(3)})
		}
		for _, l := range v.lives {
			v.edit(l, v.tree, v.people())
			v.main = v.commit("refs/heads/main", l.edits[0].hands, v.tree, v.main)
		}
		for range 40 {
			v.step()
		}
		for _, l := range v.some(v.lives) {
			v.goBack(l)
		}
		for way, n := range v.ways {
			ways[way] += n
		}
		report, err := Audit(t.Context(), AuditOptions{Dir: v.repository(), Now: livesEnd})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		states := map[string]finding.PageReview{}
		for _, r := range report.Reviews {
			states[r.Page] = r
		}
		for _, l := range v.lives {
			want := l.approved(v.within)
			if got := states[l.name]; (got.State == finding.Approved) != want {
				t.Fatalf("seed %d: %s is %s (%s), the replay says %v\nedits %+v\nwords %+v back %v", seed, l.name, got.State, got.Why, want, l.edits, l.words, l.back)
			}
			if lives++; want {
				passed++
			}
		}
	}
	t.Logf("seeds 0 to %d: %d pages, %d of them passed; %v", villages-1, lives, passed, ways)
	for _, way := range []string{"edit", "picture", "rename", "merge", "rebase", "squash", "revert", "approve", "reject", "withdraw"} {
		if ways[way] == 0 {
			t.Errorf("nobody's page met: %s", way)
		}
	}
	if passed*20 < lives {
		t.Errorf("only %d of %d pages passed; the sample says little", passed, lives)
	}
}
