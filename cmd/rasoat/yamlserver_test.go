//go:build oracles

// The language server that editors use for YAML, with the schemas of docs/schema:
//
//	RASOAT_ORACLES=FOLDER go test -tags oracles -run '^TestOracleYAML' ./cmd/rasoat
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rasoat/rasoat/rules"
)

// yamlServer is a running language server, spoken to in its protocol.
type yamlServer struct {
	t   *testing.T
	in  io.WriteCloser
	out *bufio.Reader
	ids int
}

// message is one of the protocol, as far as it is needed here.
type message struct {
	ID     *json.RawMessage `json:"id,omitempty"`
	Method string           `json:"method,omitempty"`
	Params json.RawMessage  `json:"params,omitempty"`
	Result json.RawMessage  `json:"result,omitempty"`
}

func startYAMLServer(t *testing.T) *yamlServer {
	t.Helper()
	folder := os.Getenv("RASOAT_ORACLES")
	if folder == "" {
		t.Skip("SKIPPED: RASOAT_ORACLES is not set; .ci/run sets it")
	}
	program := filepath.Join(folder, "node_modules/yaml-language-server/bin/yaml-language-server")
	if _, err := os.Stat(program); err != nil {
		t.Skip("SKIPPED: yaml-language-server is not installed")
	}
	command := exec.CommandContext(t.Context(), "node", program, "--stdio")
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Skipf("SKIPPED: node: %v", err)
	}
	t.Cleanup(func() {
		in.Close()
		command.Process.Kill()
		command.Wait()
	})
	s := &yamlServer{t: t, in: in, out: bufio.NewReader(out)}
	s.ask("initialize", map[string]any{"processId": nil, "rootUri": nil, "capabilities": map[string]any{}})
	s.send(map[string]any{"method": "initialized", "params": map[string]any{}})
	return s
}

func (s *yamlServer) send(m map[string]any) {
	s.t.Helper()
	m["jsonrpc"] = "2.0"
	text, err := json.Marshal(m)
	if err == nil {
		_, err = fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(text), text)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// next returns the next message of the server. Where it asks for settings, it is told to use no schema but those that files
// name, so that it needs no network.
func (s *yamlServer) next() message {
	s.t.Helper()
	header, err := textproto.NewReader(s.out).ReadMIMEHeader()
	if err != nil {
		s.t.Fatal(err)
	}
	size, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil {
		s.t.Fatal(err)
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(s.out, text); err != nil {
		s.t.Fatal(err)
	}
	var m message
	if err := json.Unmarshal(text, &m); err != nil {
		s.t.Fatal(err)
	}
	if m.Method != "" && m.ID != nil {
		var answer any
		if m.Method == "workspace/configuration" {
			yaml := map[string]any{"validate": true, "completion": true, "schemaStore": map[string]any{"enable": false}}
			answer = []any{yaml, nil, nil, nil}
		}
		s.send(map[string]any{"id": m.ID, "result": answer})
		return s.next()
	}
	return m
}

// ask calls a method and returns its result.
func (s *yamlServer) ask(method string, params any) json.RawMessage {
	s.t.Helper()
	s.ids++
	s.send(map[string]any{"id": s.ids, "method": method, "params": params})
	for {
		if m := s.next(); m.ID != nil && string(*m.ID) == strconv.Itoa(s.ids) {
			return m.Result
		}
	}
}

// open shows the server a file that names one of the schemas, and returns what it finds fault with.
func (s *yamlServer) open(name, schema, text string) (uri string, faults []string) {
	s.t.Helper()
	path, err := filepath.Abs(filepath.Join("../../docs/schema", schema))
	if err != nil {
		s.t.Fatal(err)
	}
	uri = "file:///" + name
	s.send(map[string]any{"method": "textDocument/didOpen", "params": map[string]any{"textDocument": map[string]any{
		"uri": uri, "languageId": "yaml", "version": 1, "text": "# yaml-language-server: $schema=file://" + path + "\n" + text}}})
	for {
		m := s.next()
		if m.Method != "textDocument/publishDiagnostics" {
			continue
		}
		var found struct {
			URI         string
			Diagnostics []struct{ Message string }
		}
		if err := json.Unmarshal(m.Params, &found); err != nil {
			s.t.Fatal(err)
		}
		if found.URI != uri {
			continue
		}
		for _, d := range found.Diagnostics {
			faults = append(faults, d.Message)
		}
		return uri, faults
	}
}

// complete returns what the server offers at a place, counted from 0, of a file that it was shown.
func (s *yamlServer) complete(uri string, line, character int) []string {
	s.t.Helper()
	result := s.ask("textDocument/completion", map[string]any{"textDocument": map[string]any{"uri": uri},
		"position": map[string]any{"line": line, "character": character}})
	var list struct{ Items []struct{ Label string } }
	if err := json.Unmarshal(result, &list); err != nil {
		s.t.Fatal(err)
	}
	var labels []string
	for _, item := range list.Items {
		labels = append(labels, item.Label)
	}
	return labels
}

// TestOracleYAML: an editor that knows the server finds nothing wrong with our own files, marks a misspelt key, and offers
// keys, kinds and severities.
func TestOracleYAML(t *testing.T) {
	s := startYAMLServer(t)
	checked := 0
	for _, source := range []struct {
		files fs.FS
		glob  string
	}{{rules.Files(), "*/*.yml"}, {os.DirFS("../../examples/truong-hoa-sen/rules"), "*/*.yml"}} {
		names, err := fs.Glob(source.files, source.glob)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(source.files, name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(name, "lists/") {
				continue
			}
			if _, faults := s.open(name, "rule.json", string(text)); len(faults) > 0 {
				t.Errorf("%s: %q", name, faults)
			}
			checked++
		}
	}
	if checked < 70 {
		t.Errorf("only %d rule files were looked at", checked)
	}
	for file, schema := range map[string]string{".rasoat.yml": "config.json", ".rasoat/people.yml": "people.json"} {
		text, err := os.ReadFile(filepath.Join("../../examples/truong-hoa-sen", file))
		if err != nil {
			t.Fatal(err)
		}
		if _, faults := s.open("site/"+file, schema, string(text)); len(faults) > 0 {
			t.Errorf("%s: %q", file, faults)
		}
	}
	for _, c := range []struct {
		schema, text    string
		line, character int // of the completion, with the line of the schema before the text
		offers          string
		wrong           string // what a fault must name
	}{
		{"rule.json", "eech: link\n", 2, 0, "each", "eech"},
		{"rule.json", "each: \n", 1, 6, "citizen-id", "title"},
		{"rule.json", "severity: \n", 1, 10, "review", "title"},
		{"config.json", "langage: vi\n", 2, 0, "language", "langage"},
		{"config.json", "language: \n", 1, 10, "vi", ""},
		{"people.json", "peple: {}\n", 2, 0, "people", "peple"},
		{"people.json", "people:\n  lan:\n    rolls: [editor]\n    \n", 4, 4, "roles", "rolls"},
	} {
		uri, faults := s.open(fmt.Sprintf("%s-%d-%q.yml", c.schema, c.line, c.offers), c.schema, c.text)
		if !slices.ContainsFunc(faults, func(fault string) bool { return strings.Contains(fault, c.wrong) }) && c.wrong != "" {
			t.Errorf("%s, %q: no fault names %q: %q", c.schema, c.text, c.wrong, faults)
		}
		if offers := s.complete(uri, c.line, c.character); !slices.Contains(offers, c.offers) {
			t.Errorf("%s, %q: does not offer %q: %q", c.schema, c.text, c.offers, offers)
		}
	}
}
