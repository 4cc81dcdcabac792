package fact

import "testing"

func TestParseAddress(t *testing.T) {
	for raw, want := range map[string]address{
		"":                                  {},
		"a.md":                              {path: "a.md"},
		"/a/b.md?x=1#c":                     {path: "/a/b.md", query: "x=1", anchor: "c"},
		"#Đầu":                              {anchor: "Đầu"},
		"?page=2":                           {query: "page=2"},
		"https://Example.COM":               {scheme: "https", host: "example.com"},
		"HTTPS://example.com:8080/a?b#c":    {scheme: "https", host: "example.com", path: "/a", query: "b", anchor: "c"},
		"http:example.com/a":                {scheme: "http", host: "example.com", path: "/a"},
		`http:\\example.com\a`:              {scheme: "http", host: "example.com", path: `\a`},
		"https:///example.com/a":            {scheme: "https", host: "example.com", path: "/a"},
		"//example.com/a":                   {host: "example.com", path: "/a"},
		`/\example.com/a`:                   {host: "example.com", path: "/a"},
		"https://u:p@example.com./":         {scheme: "https", user: "u:p", host: "example.com", path: "/"},
		"https://moet.gov.vn@example.com/a": {scheme: "https", user: "moet.gov.vn", host: "example.com", path: "/a"},
		"https://[::1]:80/":                 {scheme: "https", host: "[::1]", path: "/"},
		"https://exam%70le.com":             {scheme: "https", host: "example.com"},
		"https://ｅxample。com":               {scheme: "https", host: "example.com"},
		"https://exam\u00adple.com":         {scheme: "https", host: "example.com"},
		" \n https://example.com\t":         {scheme: "https", host: "example.com"},
		"java\nscript:alert(1)":             {scheme: "javascript", path: "alert(1)"},
		"\x01javascript:x":                  {scheme: "javascript", path: "x"},
		"tel:+84912345678":                  {scheme: "tel", path: "+84912345678"},
		"mailto:a@example.com?subject=b":    {scheme: "mailto", path: "a@example.com", query: "subject=b"},
		"a/b:c":                             {path: "a/b:c"},
		"1:2":                               {path: "1:2"},
		`{{< ref "b.md" >}}`:                {path: `{{< ref "b.md" >}}`},
		"https://example.com?a=b/c":         {scheme: "https", host: "example.com", query: "a=b/c"},
	} {
		if got := parseAddress(raw); got != want {
			t.Errorf("parseAddress(%q) = %+v, want %+v", raw, got, want)
		}
	}
}

func TestInternal(t *testing.T) {
	g, err := NewGatherer(Settings{Site: "https://www.hoasen.edu.vn/"})
	if err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]bool{
		"a.md": true, "/a": true, "#a": true, "": true, "?a": true, "https://hoasen.edu.vn/a": true,
		"//www.hoasen.edu.vn":  true,
		"http://hoasen.edu.vn": true, "https://x.hoasen.edu.vn": false, "https://example.com": false,
		"//example.com": false,
		"tel:113":       false, "mailto:a@hoasen.edu.vn": false, "data:image/png,x": false, "ftp://hoasen.edu.vn": false,
	} {
		if got := g.internal(parseAddress(url)); got != want {
			t.Errorf("%q: internal is %v", url, got)
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"https://u@a:1/b?c#d", `\\x`, "java\tscript:", "[::", "xn--a", "%zz", "http://％41", "\xff:"} {
		f.Add(s)
	}
	g, err := NewGatherer(Settings{})
	if err != nil {
		f.Fatal(err)
	}
	work := &gathering{Worker: g.Worker()}
	f.Fuzz(func(t *testing.T, s string) {
		a := parseAddress(s)
		g.internal(a)
		work.danger(a, s, "link")
	})
}
