//go:build oracles

// The examples of events that Octokit publishes, all of them, through the reader of events:
//
//	RASOAT_ORACLES=FOLDER go test -tags oracles -run '^TestOracle' ./cmd/rasoat
package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/rasoat/rasoat/linter/review"
)

// TestOracleWebhooks: every example can be read; those of requests, their reviews and merge queues name two commits, and
// no other event is taken for a change but a push.
func TestOracleWebhooks(t *testing.T) {
	folder := os.Getenv("RASOAT_ORACLES")
	if folder == "" {
		t.Skip("SKIPPED: RASOAT_ORACLES is not set; .ci/run sets it")
	}
	text, err := os.ReadFile(filepath.Join(folder, "node_modules/@octokit/webhooks-examples/api.github.com/index.json"))
	if err != nil {
		t.Skip("SKIPPED: @octokit/webhooks-examples is not installed")
	}
	var events []struct {
		Name     string
		Examples []json.RawMessage
	}
	if err := json.Unmarshal(text, &events); err != nil {
		t.Fatal(err)
	}
	examples := 0
	for _, published := range events {
		for _, example := range published.Examples {
			examples++
			var e event
			if err := json.Unmarshal(example, &e); err != nil {
				t.Errorf("%s: %v", published.Name, err)
				continue
			}
			base, head, err := e.judged(published.Name, "", "")
			switch published.Name {
			case "pull_request", "pull_request_review", "merge_group":
				if err != nil || base == head {
					t.Errorf("%s %s: %s..%s, %v", published.Name, e.Action, base, head, err)
				}
			case "push":
			default:
				if err == nil {
					t.Errorf("%s: taken for a change, %s..%s", published.Name, base, head)
				}
			}
			if published.Name == "pull_request" && e.Action == "opened" && len(e.hands(published.Name, review.GitHub)) == 0 {
				t.Errorf("%s: opened by nobody", published.Name)
			}
		}
	}
	if examples < 300 {
		t.Errorf("only %d examples of %d events", examples, len(events))
	}
}
