package report

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/rasoat/rasoat/linter/finding"
)

// elements counts the elements and attributes of a page as a browser's parser sees them, and fails on what could run. What
// a page under review looks like is its author's affair, so that within its rendering they are not counted; but there they
// can only be shapes.
func elements(t *testing.T, text string) map[string]int {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	sheets := map[*html.Node]bool{}
	for n := range root.Descendants() {
		if sheets[n.Parent] {
			sheets[n] = true
			for _, a := range n.Attr {
				if a.Key != "class" || !slices.Contains([]string{"heading", "picture", "hidden", classError, classReview, classWarning}, a.Val) {
					t.Errorf("a page brings %s %s=%q", n.Data, a.Key, a.Val)
				}
			}
			if n.Type == html.ElementNode && n.Data != "mark" && !slices.Contains(strings.Fields("p div br hr ul ol li blockquote pre code em strong i b s u del ins sub sup small table caption thead tbody tfoot tr th td dl dt dd span"), n.Data) {
				t.Errorf("a page brings a %s", n.Data)
			}
			continue
		}
		if slices.Contains(n.Attr, html.Attribute{Key: "class", Val: "sheet"}) {
			sheets[n] = true
		}
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		counts[n.Data]++
		if slices.Contains([]string{"script", "iframe", "object", "embed", "img", "link", "base", "template"}, n.Data) {
			t.Errorf("there is a %s", n.Data)
		}
		for _, a := range n.Attr {
			counts[n.Data+" "+a.Key]++
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
				t.Errorf("there is a %s with %s=%q", n.Data, a.Key, a.Val)
			}
			if u, err := url.Parse(a.Val); a.Key == "href" && (err != nil || u.Scheme != "https" && u.Scheme != "" || !strings.HasPrefix(a.Val, "#") && u.Host != "git.example.vn") {
				t.Errorf("a link to %q", a.Val)
			}
		}
	}
	return counts
}

// checkHTML fails if a payload changes the page's elements or hides in its text.
func checkHTML(t *testing.T, payload, output, harmless string) {
	t.Helper()
	noControl(t, output)
	if got, want := elements(t, output), elements(t, harmless); !maps.Equal(got, want) {
		t.Errorf("%q changes the elements:\n%v\n%v", payload, got, want)
	}
	root, _ := html.Parse(strings.NewReader(output))
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			noControl(t, n.Data)
		}
	}
}

func TestHostileHTML(t *testing.T) {
	eachPayload(t, "html", checkHTML)
}

// The policy lets nothing in but the page's own style, which it names by its hash.
func TestHTMLPolicy(t *testing.T) {
	page := write(t, "html", blocked(), Options{})
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(page)[1]
	sum := sha256.Sum256([]byte(style))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	if !strings.Contains(html.UnescapeString(page), `<meta http-equiv="Content-Security-Policy" content="`+want+`">`) {
		t.Errorf("the page has no policy %s", want)
	}
}

// Every text of the page is in the report's language, with one line in English under a Vietnamese title.
func TestHTMLSpeaksOneLanguage(t *testing.T) {
	r := blocked()
	r.Language = "en"
	page := write(t, "html", r, Options{})
	if !strings.Contains(page, `<html lang="en">`) || strings.Contains(page, "Trang chờ duyệt") || !strings.Contains(page, "Pages waiting for review") || strings.Contains(page, "class=\"english\"") {
		t.Errorf("an English page:\n%s", page)
	}
	if page := write(t, "html", blocked(), Options{}); !strings.Contains(page, `lang="en">Not ready to publish`) {
		t.Error("a Vietnamese page has no line in English")
	}
}

// A long report shows its gravest findings and says how many are left out.
func TestHTMLShowsTheGravest(t *testing.T) {
	r := long(maxShown + 300)
	page := write(t, "html", r, Options{})
	if got := strings.Count(page, "<article"); got != maxShown {
		t.Errorf("%d findings are shown", got)
	}
	if got, want := strings.Count(page, "finding s-error"), r.Count(finding.Error); got != want {
		t.Errorf("%d errors of %d are shown", got, want)
	}
	if want := fmt.Sprintf("còn %d chỗ khác", 300); !strings.Contains(page, want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestWebAddresses(t *testing.T) {
	for _, address := range []string{"", "javascript:alert(1)", "data:text/html,x", "//evil.example", "/x", "https://", "ftp://a/b"} {
		if got := webAddress(address); got != "" {
			t.Errorf("%q makes the address %q", address, got)
		}
	}
}

// A page is shown as its readers will see it, its findings marked; of a report that somebody else wrote no more than fits.
func TestHTMLPreview(t *testing.T) {
	page := write(t, "html", blocked(), Options{})
	for _, want := range []string{`<p class="heading">Tuyển sinh vào lớp 6</p>`, `<strong>3/7</strong>`, `số <mark class="s-error">0912•••678</mark>`,
		`<mark class="s-review">98% học sinh`, `<mark class="s-warning"><code>http://phuong.example.vn/tuyen-sinh</code></mark>`, "còn 1 chỗ cần xem nằm ngoài"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in the page", want)
		}
	}
	r := blocked()
	r.Previews[0].Stretches = []finding.Stretch{{Text: "---\na: [\n---\n<b>"}, {Text: "x", Severity: finding.Error}}
	if page := write(t, "html", r, Options{}); !strings.Contains(page, `&lt;b&gt;<mark class="s-error">x</mark></pre>`) {
		t.Error("what cannot be rendered is not shown as it is")
	}
	r.Previews[0].Stretches = nil
	for range 10 * maxStretches {
		r.Previews[0].Stretches = append(r.Previews[0].Stretches, finding.Stretch{Text: strings.Repeat("a", 100), Severity: finding.Error})
	}
	for range 10 * maxPreviews {
		r.Previews = append(r.Previews, r.Previews[0])
	}
	if page := write(t, "html", r, Options{}); len(page) > 300<<10 {
		t.Errorf("a page of %d bytes", len(page))
	}
}
