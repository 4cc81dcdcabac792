package fact

import (
	"strings"

	"github.com/rasoat/rasoat/linter/internal/page"
)

// HTML is the start tag of a raw HTML element.
type HTML struct {
	Head
	// Tag is the element's name, in lower case.
	Tag string `expr:"tag"`
	// Attributes holds the names of its attributes, in lower case.
	Attributes []string `expr:"attributes"`
	// Events holds the names of those attributes that hold code: onclick, onerror.
	Events []string `expr:"events"`
	// Host is the host of its src, action or data; empty within the site, and of a frame whose srcdoc takes the place of
	// src.
	Host string `expr:"host"`
	// Danger is empty or says what is unsafe: script-url, data-url, event-handler, script, iframe, object, embed, base,
	// meta-refresh, form (one that sends what is typed over http) or open-tag (a quote in the tag is never closed).
	Danger string `expr:"danger"`
}

// What can be unsafe about an element, besides the script of links.
const (
	unsafeScriptURL = "script-url"
	unsafeDataURL   = "data-url"
	unsafeEvent     = "event-handler"
	unsafeIframe    = "iframe"
	unsafeObject    = "object"
	unsafeEmbed     = "embed"
	unsafeBase      = "base"
	unsafeRefresh   = "meta-refresh"
	unsafeForm      = "form"
	unsafeOpenTag   = "open-tag"
)

// htmlDangers returns the codes of HTML.Danger.
func htmlDangers() []string {
	return []string{dangerScript, unsafeScriptURL, unsafeDataURL, unsafeEvent, unsafeIframe, unsafeObject, unsafeEmbed,
		unsafeBase, unsafeRefresh, unsafeForm, unsafeOpenTag}
}

func elements(g *gathering) []Subject {
	all := make([]HTML, len(g.page.Elements))
	for i := range g.page.Elements {
		e := &g.page.Elements[i]
		h := &all[i]
		h.Head, h.Tag = g.head(e.Span, page.InHTML), e.Tag
		for _, a := range e.Attributes {
			h.Attributes = append(h.Attributes, a.Name)
			if len(a.Name) > 2 && strings.HasPrefix(a.Name, "on") {
				h.Events = append(h.Events, a.Name)
			}
		}
		h.Host, h.Danger = hostOf(e), unsafe(e, len(h.Events) > 0)
	}
	return subjects(all, func(h *HTML) *Head { return &h.Head })
}

// hostOf returns the host that an element loads from or sends to.
func hostOf(e *page.Element) string {
	if _, ok := e.Get("srcdoc"); ok {
		return ""
	}
	for _, name := range []string{"src", "action", "data"} {
		if a, ok := e.Get(name); ok {
			return parseAddress(a.Value).host
		}
	}
	return ""
}

// unsafe returns what is unsafe about an element. Attributes come first: they say more than the element's name.
func unsafe(e *page.Element, events bool) string {
	if code := unsafeAddress(e); code != "" {
		return code
	}
	if events {
		return unsafeEvent
	}
	if e.Open {
		return unsafeOpenTag
	}
	switch e.Tag {
	case "script":
		return dangerScript
	case "iframe", "frame", "fencedframe", "portal":
		return unsafeIframe
	case "object", "applet":
		return unsafeObject
	case "embed":
		return unsafeEmbed
	case "base":
		return unsafeBase
	case "meta":
		if a, ok := e.Get("http-equiv"); ok && strings.EqualFold(strings.TrimSpace(a.Value), "refresh") {
			return unsafeRefresh
		}
	case "form", "button", "input":
		if sendsPlain(e) {
			return unsafeForm
		}
	}
	return ""
}

// sendsPlain reports whether a form, or a button that says where its form goes, sends over http.
func sendsPlain(e *page.Element) bool {
	for _, name := range []string{"action", "formaction"} {
		if a, ok := e.Get(name); ok && parseAddress(a.Value).scheme == "http" {
			return true
		}
	}
	return false
}

// unsafeAddress looks at all attributes that browsers take for addresses.
func unsafeAddress(e *page.Element) string {
	for _, a := range e.Attributes {
		if !holdsAddress(a.Name) {
			continue
		}
		for part := range strings.SplitSeq(a.Value, ";") { // values of animations are parted by semicolons
			if runsScript(parseAddress(part)) {
				return unsafeScriptURL
			}
		}
		if e.Tag != "img" && isPageInURL(parseAddress(a.Value)) {
			return unsafeDataURL
		}
	}
	return ""
}

// holdsAddress reports whether an attribute is an address, or can set one by an animation.
func holdsAddress(name string) bool {
	switch name {
	case "href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "srcset", "cite", "codebase",
		"ping", "manifest", "to", "from", "by", "values":
		return true
	}
	return false
}
