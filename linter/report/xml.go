package report

import (
	"encoding/xml"
	"strings"
)

// xmlText is the escaper of XML, for attributes and text. What XML cannot hold was made visible or is U+FFFD.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(Visible(s))) // a Builder takes everything
	return b.String()
}

// attribute returns a name and its escaped value, with a space before them.
func attribute(name, value string) string { return " " + name + `="` + xmlText(value) + `"` }
