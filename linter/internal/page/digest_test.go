package page

import (
	"slices"
	"strings"
	"testing"
)

// Sums of "# A\n" and of nothing, as sha256sum prints them.
const (
	sumA     = "aa1237b773c38dbddef583c4868aaea7a44c5237ea7923aecca5513764b42d80"
	sumEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
)

// TestDigest: vectors that were computed by another program from the description alone. A digest that changes voids
// every review there is.
func TestDigest(t *testing.T) {
	for _, test := range []struct {
		path  string
		units []Unit
		want  string
	}{
		{"content/a.md", []Unit{{UnitPage, "content/a.md", sumA}},
			"sha256:1d5a4a99099848fe0a77fe24f451165ba2a5840d39457fb5633cbb833cbeffe1"},
		{"content/b.md", []Unit{{UnitPage, "content/a.md", sumA}},
			"sha256:f6f66130d59a1804771b40638792ae3d6331111ea676b39d2cd43d10258c5bbf"},
		{"content/tin-tức/a.md", []Unit{{UnitPage, "content/tin-tức/a.md", sumA}, {UnitMissing, "/b.pdf", ""}, {UnitEmbed, "static/ảnh.jpg", sumEmpty}},
			"sha256:80c6966351f1ed1f7523a00c1e682535e61d4b27b3460aaea907f35d56c0877e"},
		{"", nil, "sha256:cbbb1cb2153016e8e742c782bf231c344639bf7e46587f36a5e4364b39426fdd"},
	} {
		if got := Digest(test.path, test.units); got != test.want {
			t.Errorf("%s: %s, want %s", test.path, got, test.want)
		}
		reversed := slices.Clone(test.units)
		slices.Reverse(reversed)
		if got := Digest(test.path, append(reversed, test.units...)); got != test.want {
			t.Errorf("%s: order or repetition changes the digest", test.path)
		}
	}
}

// TestDigestDiffers: no part can be moved into another, and none can be left out.
func TestDigestDiffers(t *testing.T) {
	seen := map[string]string{"absent": "absent"}
	for name, digest := range map[string]string{
		"plain":         Digest("a", []Unit{{UnitPage, "a", sumA}}),
		"path moved":    Digest("apage", []Unit{{"", "a", sumA}}),
		"role moved":    Digest("a", []Unit{{"pagea", "", sumA}}),
		"other sum":     Digest("a", []Unit{{UnitPage, "a", sumEmpty}}),
		"other path":    Digest("a", []Unit{{UnitPage, "b", sumA}}),
		"other role":    Digest("a", []Unit{{UnitEmbed, "a", sumA}}),
		"one more":      Digest("a", []Unit{{UnitPage, "a", sumA}, {UnitEmbed, "a", sumA}}),
		"missing":       Digest("a", []Unit{{UnitPage, "a", sumA}, {UnitMissing, "a", ""}}),
		"normal form C": Digest("ả", nil),
		"normal form D": Digest("a\u0309", nil),
	} {
		if other := seen[digest]; other != "" {
			t.Errorf("%s has the digest of %s", name, other)
		}
		seen[digest] = name
	}
}

// TestEmbeds: the local files of a page, and nothing else.
func TestEmbeds(t *testing.T) {
	p := read(t, strings.Join([]string{
		"---", "cover: /anh/bia.jpg", "title: Kế hoạch.", "gallery: [a.png, 'b c.webp', https://x.vn/d.png, e]",
		"resources:", "  - src: f.PDF", "n: 1.5", "---",
		`![](anh%20l%E1%BB%9Bp.jpg?w=3#x "t") ![](https://x.vn/g.png) ![](//x.vn/h.png) ![](data:image/png,1) ![](anh%zz.jpg)`,
		`[i](../tai-lieu/i.docx) [j](/j/) [k](k.md) [l](https://x.vn/l.pdf) [](m.mp3) [n](tel:0912) [o](#p.pdf)`,
		`<img src="q.gif" srcset="r.png 2x"><a href=s.xlsx>s</a><iframe src="t.html"></iframe><form action="u.pdf"></form>`,
		`{{< figure src="v.jpg" >}} {{< gallery "w/x.png" y.jpeg >}} [z]({{ site.url }}/z.pdf) ![](q.gif)`,
		`<video poster=poster.jpg><source src=film.mp4></video>`, `![](C:/anh.png) ![](a:b) ![](./1:2.png)`, "",
	}, "\n"))
	want := []string{"/anh/bia.jpg", "a.png", "b c.webp", "f.PDF", "anh lớp.jpg", "anh%zz.jpg", "../tai-lieu/i.docx", "m.mp3",
		"q.gif", "r.png", "s.xlsx", "t.html", "v.jpg", "w/x.png", "y.jpeg", "poster.jpg", "film.mp4", "./1:2.png"}
	if got := p.Embeds(); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
