package fact

import (
	"slices"
	"strings"
	"testing"
)

func TestHTMLDanger(t *testing.T) {
	for html, want := range map[string]string{
		"<b>": "", "<div class=a>": "", "<a href=https://example.com>": "", "<img src=a.png alt=b>": "", "<br/>": "",
		"<form action=https://example.com>": "", "<form action=/tim>": "", "<meta charset=utf-8>": "",
		"<video src=a.mp4>":               "",
		"<p title='javascript: bài học'>": "", "<img src='data:image/svg+xml,x'>": "",

		"<script>": "script", "<SCRIPT src=a.js>": "script", "<iframe src=https://example.com>": "iframe",
		"<object data=a.swf>": "object", "<applet code=a>": "object", "<embed src=a.swf>": "embed",
		"<base href=/x>": "base",
		"<meta http-equiv=Refresh content='0;url=a'>": "meta-refresh",
		"<form action=http://example.com/a>":          "form", "<button formaction=http://example.com>": "form",
		"<img src=x onerror=alert(1)>": "event-handler", "<svg onload=alert(1)>": "event-handler",
		"<b ONCLICK=a>":         "event-handler",
		"<a href=javascript:x>": "script-url", "<a href='java&#9;script:x'>": "script-url",
		"<iframe src=javascript:x>":  "script-url",
		"<form action=javascript:x>": "script-url", "<animate values='a;javascript:x'>": "script-url",
		"<a xlink:href=javascript:x>": "script-url", "<a href='data:text/html,x'>": "data-url",
		"<iframe src='data:text/html,x'>": "data-url", "<object data='data:image/svg+xml,x'>": "data-url",
	} {
		got := all[HTML](gather(t, Settings{}, "a "+html+" b"), "html", "")
		if len(got) != 1 || got[0].Danger != want {
			t.Errorf("%s: %d elements, danger %+v, want %q", html, len(got), got, want)
		}
	}
}

func TestHTML(t *testing.T) {
	set := checkPlaces(t, Settings{}, "html", "", "a ‹<Iframe SRC=\"https://a.example.com/x\" onload=y>›</iframe> ‹<img src=b>›")
	got := all[HTML](set, "html", "")
	if len(got) != 2 {
		t.Fatal(got)
	}
	frame := got[0]
	if frame.Tag != "iframe" || frame.Host != "a.example.com" || strings.Join(frame.Attributes, " ") != "src onload" ||
		!slices.Equal(frame.Events, []string{"onload"}) || frame.Within != "html" {
		t.Errorf("%+v", frame)
	}
	if got[1].Host != "" || got[1].Events != nil {
		t.Errorf("%+v", got[1])
	}
	set = gather(t, Settings{}, "<div>\n<svg/onload=alert(1)>\n</div>")
	if svg := all[HTML](set, "html", "")[1]; svg.Danger != "event-handler" {
		t.Errorf("%+v", svg)
	}
	set = gather(t, Settings{}, "<iframe src=https://a.example.com srcdoc='<script>'></iframe>")
	if frame := all[HTML](set, "html", "")[0]; frame.Host != "" {
		t.Errorf("a frame with srcdoc has the host %q of its src", frame.Host)
	}
}
