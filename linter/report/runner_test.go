package report

import (
	"strings"
	"testing"
)

// command is what GitHub's runner reads from a line of a step's output.
type command struct {
	name       string
	properties map[string]string
	data       string
}

// The names that the runner takes for commands, in both forms.
const runnerCommands = " error warning notice debug group endgroup add-mask add-matcher remove-matcher echo set-output " +
	"save-state set-env add-path stop-commands internal-set-repo-path command section "

// parseRunner reads a line as the runner does: first as "::name key=value,key=value::data", which may have white space
// before it, then as "##[name key=value;key=value]data", which may stand anywhere in the line.
func parseRunner(line string) (command, bool) {
	if c, ok := parseColons(strings.TrimLeft(line, " \t\v\f\r\u0085\u00a0")); ok {
		return c, true
	}
	return parseBrackets(line)
}

func parseColons(line string) (command, bool) {
	head, data, ok := strings.Cut(strings.TrimPrefix(line, "::"), "::")
	if !strings.HasPrefix(line, "::") || !ok {
		return command{}, false
	}
	name, rest, _ := strings.Cut(head, " ")
	if !strings.Contains(runnerCommands, " "+strings.ToLower(name)+" ") {
		return command{}, false
	}
	data = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data)
	decode := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	return command{name, parseProperties(rest, ",", decode), data}, true
}

func parseBrackets(line string) (command, bool) {
	_, after, found := strings.Cut(line, "##[")
	head, data, closed := strings.Cut(after, "]")
	if !found || !closed {
		return command{}, false
	}
	name, rest, _ := strings.Cut(head, " ")
	if !strings.Contains(runnerCommands, " "+strings.ToLower(name)+" ") {
		return command{}, false
	}
	decode := strings.NewReplacer("%3B", ";", "%0D", "\r", "%0A", "\n", "%5D", "]", "%25", "%")
	return command{name, parseProperties(rest, ";", decode), decode.Replace(data)}, true
}

func parseProperties(text, separator string, decode *strings.Replacer) map[string]string {
	properties := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimSpace(text), separator) {
		if name, value, ok := strings.Cut(part, "="); ok && value != "" {
			properties[name] = decode.Replace(value)
		}
	}
	return properties
}

// parseLog reads a whole output; line ends are those that any terminal knows.
func parseLog(output string) []command {
	var commands []command
	for line := range strings.FieldsFuncSeq(output, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if c, ok := parseRunner(line); ok {
			commands = append(commands, c)
		}
	}
	return commands
}

// The reader itself must see what it is there to see.
func TestParseRunner(t *testing.T) {
	for _, line := range []string{
		"::error::x", "  ::error file=a::x", "\t::add-mask::x", "text ##[error]x", "##[warning file=a;line=1]x",
		"::stop-commands::x",
	} {
		if _, ok := parseRunner(line); !ok {
			t.Errorf("%q is a command", line)
		}
	}
	for _, line := range []string{"error::x", "x ::error::y", "::nonsense::x", "::error", "## [error]x", "##\\u{5b}error]x"} {
		if c, ok := parseRunner(line); ok {
			t.Errorf("%q is no command, but was read as %v", line, c)
		}
	}
	c, _ := parseRunner("::error file=a%3Ab%2Cc,title=50%25::x%0Ay")
	if c.properties["file"] != "a:b,c" || c.properties["title"] != "50%" || c.data != "x\ny" {
		t.Errorf("read %v", c)
	}
}
