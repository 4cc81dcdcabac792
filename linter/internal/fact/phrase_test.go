package fact

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// insults is a rule's list for tests.
func insults() Settings {
	return Settings{Phrases: []PhraseList{
		{Rule: "dignity/insult", List: "insult", Phrases: []string{"mất dạy", "đồ mất dạy", "vô học", "học vô"}},
		{Rule: "dignity/other", List: "other", Phrases: []string{"vô học", "Vô Học", "hoà nhã"}},
	}}
}

func TestPhrasePlaces(t *testing.T) {
	for _, marked := range []string{
		"Lũ học sinh ‹mất dạy›, ‹vô học›.",
		"‹Đồ mất dạy› kia", // the longer one only
		"‹vô học› ‹mất dạy›",
		"a ‹mất **dạy› b**",
		"‹mất\ndạy›", "> ‹mất\n> dạy›", "‹v&ocirc; học›", "‹vô-học›", "‹mất d\u200bạy›", "‹MẤT DẠY›",
		"---\ntitle: Kẻ ‹vô học›\n---\n", "# ‹vô học›", "![‹vô học›](a.jpg)", "[‹vô học›](a.md)",
		"| ‹vô học› |\n|---|\n",
		"<p title=\"‹vô học›\">‹vô học›</p>", "<!-- ‹vô học› -->", "`‹vô học›`",
		"- vô\n- học", "| vô | học |\n|---|---|\n", "vô\n\nhọc", "vô. Học", "vô ![](a.jpg) học", "## vô\nhọc",
		"nguồn người vô hoc mất day", "mất `x` dạy",
	} {
		checkPlaces(t, insults(), "phrase", "dignity/insult", marked)
	}
	checkPlaces(t, insults(), "phrase", "dignity/other", "mất dạy, ‹vô học›, ‹hòa nhã›")
	checkPlaces(t, insults(), "phrase", "dignity/third", "mất dạy, vô học")
}

func TestPhrase(t *testing.T) {
	for text, want := range map[string]string{
		"kẻ vô học":                          "prose insult false ",
		"# kẻ vô học":                        "heading insult false ",
		"kẻ “vô học” ấy":                     "prose insult true ",
		"kẻ “rất vô học, thật” ấy":           "prose insult true ",
		"“a” vô học “b”":                     "prose insult false ",
		"kẻ \"vô học\" ấy":                   "prose insult true ",
		"\"a\" vô học \"b\"":                 "prose insult false ",
		"kẻ «vô học» ấy":                     "prose insult true ",
		"kẻ „vô học“ ấy":                     "prose insult true ",
		"kẻ ‘vô học’ ấy":                     "prose insult true ",
		"kẻ 'vô học' ấy":                     "prose insult true ",
		"it's vô học, isn't it":              "prose insult false ",
		"kẻ “vô học":                         "prose insult false ",
		"“a «b» vô học” c":                   "prose insult true ",
		"> kẻ vô học":                        "prose insult true ",
		"> kẻ\n> vô học":                     "prose insult true ",
		"vô h\u200bọc":                       "prose insult false hidden-character",
		"\u200bvô học\u200b":                 "prose insult false ",
		strings.Repeat("a ", 400) + "vô học": "prose insult false ",
	} {
		got := ""
		for _, p := range all[Phrase](gather(t, insults(), text), "phrase", "dignity/insult") {
			got += fmt.Sprint(p.Within, " ", p.List, " ", p.Quoted, " ", p.Disguise)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestForms reads one page in several spellings: what is found must be the same, spelt that way.
func TestForms(t *testing.T) {
	const src = "---\ntitle: Kẻ vô học\n---\n## Đồ *mất* dạy\n\n" +
		"- Số CCCD của phụ huynh: 031 185 004 217,\n  ĐT 0912 **345** 678.\n\n" +
		"| Họ tên | Số |\n|---|---|\n| hoà nhã | 0387.654.321 |\n\n<p>Căn c&#432;ớc: 912345678901 ‘vô\nhọc’</p>\n"
	want := found(t, src)
	if len(want) != 10 {
		t.Fatalf("found %q", want)
	}
	for name, form := range map[string]func(string) string{
		"NFD":   decompose,
		"upper": func(s string) string { return strings.ReplaceAll(strings.ToUpper(s), "TITLE", "title") },
		"Eth":   strings.NewReplacer("Đ", "Ð", "đ", "ð").Replace,
		"tones": strings.NewReplacer("hoà", "hòa").Replace,
		"CRLF":  strings.NewReplacer("\n", "\r\n").Replace,
	} {
		got := found(t, form(src))
		if len(got) != len(want) {
			t.Errorf("%s: found %q, want %q", name, got, want)
			continue
		}
		for i := range want {
			if got[i] != form(want[i]) {
				t.Errorf("%s: found %q, want %q", name, got[i], form(want[i]))
			}
		}
	}
}

// found returns the texts of all phrases and numbers of a page.
func found(t testing.TB, src string) []string {
	t.Helper()
	set := gather(t, insults(), src)
	var list []string
	for _, s := range append(set.Subjects("phrase", "dignity/insult"), set.Subjects("phrase", "dignity/other")...) {
		list = append(list, headOf(s.Value).Text)
	}
	for _, kind := range []string{"citizen-id", "phone"} {
		for _, s := range set.Subjects(kind, "") {
			list = append(list, headOf(s.Value).Text)
		}
	}
	return list
}

// FuzzGather reads arbitrary pages, as they are and decomposed: nothing may panic, every place must give its text, and
// no personal number may be left in a masked text.
func FuzzGather(f *testing.F) {
	f.Add(sampleNews)
	f.Add("---\ntitle: Kẻ vô học\nphone: 0912345678\n---\n# 0912 **345** 678\n\n> “mất\n> dạy” (+84) 912-345-678 x")
	f.Add("CCCD 031 185 004 217 031185004217, 0912345678/0987654321 tel:0912345678 zalo.me/0912345678\n\n**a**\n")
	f.Add("<p title='0912&#51;45678'>0912&nbsp;345&nbsp;678</p><iframe src=//a srcdoc=b><!-- vô học -->[a](http://xn--a.b)")
	f.Add("“‘'\"vô học\"'’” «mất dạy» „vô học“ 0 9 1 2 3 4 5 6 7 8 ０９１２３４５６７８ 84.912.345.678")
	for _, piece := range pieces() {
		f.Add(piece)
	}
	g, err := NewGatherer(Settings{Lists: builtinLists(f), Phrases: insults().Phrases, Site: "https://hoasen.edu.vn"})
	if err != nil {
		f.Fatal(err)
	}
	w := g.Worker()
	f.Fuzz(func(t *testing.T, src string) {
		for _, form := range []string{src, decompose(src)} {
			p, err := page.Parse("content/a/b.md", []byte(form))
			if err != nil {
				continue
			}
			checkHeads(t, g, p, w.Gather(p), insults().Phrases)
		}
	})
}
