package report

import "github.com/rasoat/rasoat/linter/finding"

// paint colours text for a terminal, or leaves it as it is. What it is given has been escaped before.
type paint bool

func (p paint) bold(s string) string { return p.in("1", s) }
func (p paint) dim(s string) string  { return p.in("2", s) }

// plain leaves text as it is.
func plain(s string) string { return s }

// severity colours text by how grave a finding is.
func (p paint) severity(severity finding.Severity, s string) string {
	switch severity {
	case finding.Error:
		return p.in("1;31", s)
	case finding.Review:
		return p.in("1;33", s)
	}
	return p.in("1", s)
}

func (p paint) in(style, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}
