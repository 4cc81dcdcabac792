package rule

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/rasoat/rasoat/linter/internal/text"
)

// patternRule returns the text of a rule over a pattern, written as YAML.
func patternRule(pattern string) string {
	text := withLine("pattern", "pattern: "+pattern)
	return strings.Replace(text, "each: link\nwhen: scheme == \"http\"\n", "each: pattern\n", 1)
}

func loadPattern(t *testing.T, pattern string) *Pattern {
	t.Helper()
	set, err := load(t, map[string]string{"a/x.yml": patternRule("'" + pattern + "'")})
	if err != nil {
		t.Fatal(err)
	}
	return set.Rules[0].Pattern
}

// matches marks in a text what a pattern finds there.
func matches(p *Pattern, s string) string {
	folded := text.Fold(s)
	var out strings.Builder
	at := 0
	p.Find(folded.Text, func(start, end int) {
		start, end = folded.Span(start, end)
		out.WriteString(s[at:start] + "«" + s[start:end] + "»")
		at = end
	})
	return out.String() + s[at:]
}

func TestPattern(t *testing.T) {
	for _, c := range []struct{ pattern, marked string }{
		{`lớp \d+[A-Z]`, "Ở «lớp 6A», «Lớp 10b», lớp 6AB và nlớp 7A."},
		{`đồ (ngốc|dở)`, "thằng «Đồ ngốc» kia, «đồ dở», sơđồ ngốc, đồ dởm"},
		{`ng`, "người, ngủ, «ng» và “«NG»”"},
		{`hoà \w+|thuý`, "«Hòa thuận», «hoà bình», «Thúy», «thuý»"},
		{`quý`, "«quý», qúy"},
		{`\d{1,3}(\.\d{3})* đồng`, "«5 đồng», «12.500.000 đồng»; 1234 đồng"},
		{`GD&ĐT`, "Sở «GD&ĐT» và Sở «GD&Đt»"},
		{`a`, "«a» «a» aa «a»"},
		{`(?-i:THPT)`, "«THPT», thpt"},
	} {
		plain := strings.NewReplacer("«", "", "»", "").Replace(c.marked)
		p := loadPattern(t, strings.ReplaceAll(c.pattern, `\w+`, `[\pL\pM]+`))
		if got := matches(p, plain); got != c.marked {
			t.Errorf("%s:\n got %s\nwant %s", c.pattern, got, c.marked)
		}
		if got, want := matches(p, norm.NFD.String(plain)), norm.NFD.String(c.marked); got != want {
			t.Errorf("%s decomposed:\n got %s\nwant %s", c.pattern, got, want)
		}
		hidden := strings.ReplaceAll(c.marked, "ớ", "ớ\u200b")
		if got := matches(p, strings.ReplaceAll(plain, "ớ", "ớ\u200b")); got != hidden {
			t.Errorf("%s with hidden characters:\n got %q\nwant %q", c.pattern, got, hidden)
		}
		decomposed := loadPattern(t, norm.NFD.String(strings.ReplaceAll(c.pattern, `\w+`, `[\pL\pM]+`)))
		if got := matches(decomposed, plain); got != c.marked {
			t.Errorf("decomposed %s:\n got %s\nwant %s", c.pattern, got, c.marked)
		}
	}
}

func TestPrefilter(t *testing.T) {
	for pattern, want := range map[string][]string{
		`lớp \d+`:                      {"lớp"},
		`(lớp|lốp) \d`:                 {"lốp", "lớp"},
		`\d+ (triệu|trăm|tỉ) đồng`:     {"triệu đồng", "trăm đồng", "tỉ đồng"},
		`\d+ đồng( chẵn)?`:             {"đồng", "đồng chẵn"},
		`https?`:                       {"http", "https"},
		`h\pL+`:                        nil,
		`[A-Z]{2} lớp học thêm, ở nhà`: {"lớp học thêm"},
		`(a|b \d)`:                     {"a", "b"},
		`(a|\d)`:                       nil,
		`\d{4}[-/]\d`:                  nil,
		`(mua|bán) (hàng|vé)`:          {"bán hàng", "bán vé", "mua hàng", "mua vé"},
		`(tên|họ)[:;] \pL+`:            {"họ", "tên"},
		`\pL+(ngốc|dở) lắm`:            {"lắm"},
		`GD&ĐT`:                        {"đt"},
	} {
		got := loadPattern(t, pattern).Words
		for i := range got {
			got[i] = strings.ToLower(got[i])
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}

func TestPatternRefused(t *testing.T) {
	for pattern, want := range map[string]string{
		`'đồ ('`:                              "rules/a/x.yml:9:11: missing closing )",
		`'lớp a{1001}'`:                       "rules/a/x.yml:9:16: invalid repeat count",
		`'\bđồ'`:                              `rules/a/x.yml:9:11: \b knows only ASCII letters; drop it: a pattern matches whole words`,
		`'lop\b'`:                             `rules/a/x.yml:9:14: \b knows only ASCII letters; drop it`,
		`'ở \w+'`:                             `rules/a/x.yml:9:13: knows only ASCII letters and is wrong beside Vietnamese ones: \w; write ở [\pL\pM\pN_]+`,
		`'^lớp'`:                              "rules/a/x.yml:9:11: a pattern has no ^ and no $; drop them",
		`'lớp.*học'`:                          "rules/a/x.yml:9:11: *, + and {n,} may not run over spaces; bound them",
		`'(lớp )+học'`:                        "rules/a/x.yml:9:11: *, + and {n,} may not run over spaces",
		`'(lớp)?'`:                            "rules/a/x.yml:9:11: the pattern matches the empty text",
		`'(a{30}b){30}(c{30}d){30}'`:          "rules/a/x.yml:9:11: the pattern is too large",
		`[a]`:                                 "rules/a/x.yml:9:10: a pattern is one text",
		`'` + strings.Repeat("a", 2000) + `'`: "rules/a/x.yml:9:10: the pattern is longer than 1024 bytes",
		`'` + strings.Repeat("(", 1000) + strings.Repeat(")", 24) + `'`: "rules/a/x.yml:9:11: ",
	} {
		_, err := load(t, map[string]string{"a/x.yml": patternRule(pattern)})
		var framed interface{ Frame() string }
		if err == nil || !strings.HasPrefix(err.Error(), want) || !errors.As(err, &framed) {
			t.Errorf("%.50s:\n got %v\nwant %s", pattern, err, want)
		}
	}
	for _, text := range []string{withLine("pattern", "pattern: a"), withLine("each", "each: pattern")} {
		if _, err := load(t, map[string]string{"a/x.yml": text}); err == nil || !strings.Contains(err.Error(), "write both `each: pattern` and `pattern:`") {
			t.Errorf("a rule with one half of a pattern: %v", err)
		}
	}
}
