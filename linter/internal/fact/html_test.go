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

// TestHiddenHTML: what a browser takes for a tag is one, wherever Markdown and a plain reading of HTML see none.
func TestHiddenHTML(t *testing.T) {
	const alert = "<img src=x onerror=alert(1)>"
	for _, src := range []string{
		// Texts that browsers do not read as markup, and how one gets out of them.
		"<noscript><p title=\"</noscript>" + alert + "\"></noscript>", "<div>\n<noembed><p title='</noembed>" + alert + "'></noembed>",
		"<noframes><p title=\"</noframes>" + alert + "\">", "<iframe src=https://www.youtube-nocookie.com/a><p title=\"</iframe>" + alert + "\"></iframe>",
		"<xmp><p title=\"</xmp>" + alert + "\"></xmp>", "<xmp>" + alert + "</xmp>", "<div><plaintext>" + alert, "<textarea>" + alert + "</textarea>",
		"<div>\n<title>" + alert + "</title>", "<xmp>\n\na <b title=\"</xmp>" + alert + "\">c</b>", "<xmp>\n\n<!-- </xmp>" + alert + " -->",
		"<div><!--\n\na <b title=\"-->" + alert + "\">c</b>", "<div><!--\n\na <b title=\"--!>" + alert + "\">c</b>",
		// Foreign content, where style and title are markup.
		"<svg><style>" + alert + "</style></svg>", "<svg><title>" + alert + "</title></svg>", "<math><style>" + alert + "</style></math>",
		"<svg>\n\n<style>" + alert + "</style>\n</svg>", "<svg><desc>" + alert + "</desc></svg>", "<svg><![CDATA[><img onerror=alert(1)>]]></svg>",
		"a <svg><foreignObject>" + alert + "</foreignObject></svg> b", "<math><mtext><table><mglyph><style>" + alert,
		// What Markdown takes for one comment or instruction.
		"a <![CDATA[>" + alert + "]]> b", "<![CDATA[>" + alert + "]]>", "a <?b >" + alert + " ?> c", "<?b >" + alert + " ?>", "<!--> " + alert + " -->",
		"a <!--> " + alert + " --> b", "<!-- --!>" + alert + " -->", "a <!-- --!>" + alert + " --> b", "<!A >" + alert,
		// Documents in attributes.
		"<iframe srcdoc='" + alert + "'></iframe>", "<iframe srcdoc=\"&lt;img src=x onerror=alert(1)&gt;\"></iframe>",
		"<iframe srcdoc=\"<iframe srcdoc='&lt;img onerror=alert(1)&gt;'>\"></iframe>", "<template>" + alert + "</template>",
		"<template shadowrootmode=open>" + alert + "</template>",
		// A tag that takes in what follows.
		"<div title=\"\n\na <b x=\"onclick=alert(1) y\">", "<div></div title='\n\na <b x='>" + alert + "'>",
	} {
		set := gather(t, Settings{}, src)
		hidden := false
		for _, h := range all[HTML](set, "html", "") {
			hidden = hidden || h.Danger == unsafeEvent || h.Danger == unsafeOpenTag
		}
		if !hidden {
			t.Errorf("%s: nothing is seen in it", src)
		}
	}
	// What is only shown is no markup.
	for _, src := range []string{
		"`" + alert + "`", "```\n" + alert + "\n```", "\\" + alert, "<!-- " + alert + " -->", "<div title='" + alert + "'>\n\na", "<div>&lt;img onerror=a&gt;</div>",
		"<b title='a --> b'>c</b>", "[a](b \"</xmp>" + alert + "\")",
	} {
		for _, h := range all[HTML](gather(t, Settings{}, src), "html", "") {
			if h.Danger != "" {
				t.Errorf("%s: %s is seen in it", src, h.Danger)
			}
		}
	}
}
