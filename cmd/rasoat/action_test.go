package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/rasoat/rasoat/linter/finding"
)

// action is what the tests read of action.yml.
type action struct {
	Inputs  map[string]struct{ Description, Default string }
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []struct {
			ID, Name, Shell, Run, Uses, If string
			Env                            map[string]string
		}
	}
}

func readAction(t *testing.T) action {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 || len(a.Outputs) == 0 || len(a.Inputs) == 0 {
		t.Fatalf("action.yml was not understood: %+v", a)
	}
	return a
}

func reportOfNothing() *finding.Report { return &finding.Report{Verdict: finding.Pass} }

// TestActionOutputs: each output names a step that exists and an output that this step writes; no tool checks that.
func TestActionOutputs(t *testing.T) {
	a := readAction(t)
	written := map[string][]string{}
	set := regexp.MustCompile(`printf '([a-z-]+)=%s\\n' "[^"]*" >>"\$GITHUB_OUTPUT"`)
	for _, step := range a.Runs.Steps {
		if _, twice := written[step.ID]; twice && step.ID != "" {
			t.Errorf("two steps have the id %s", step.ID)
		}
		written[step.ID] = []string{}
		for _, m := range set.FindAllStringSubmatch(step.Run, -1) {
			written[step.ID] = append(written[step.ID], m[1])
		}
	}
	for _, o := range judgedOutputs(reportOfNothing(), "", "") {
		written["rasoat"] = append(written["rasoat"], o.name)
		if _, ok := a.Outputs[o.name]; !ok {
			t.Errorf("rasoat ci writes %s, but the action has no such output", o.name)
		}
	}
	named := regexp.MustCompile(`steps\.([\w-]+)\.outputs\.([\w-]+)`)
	check := func(where, text string) {
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(written[m[1]], m[2]) {
				t.Errorf("%s names %s, which no step writes", where, m[0])
			}
		}
	}
	for name, output := range a.Outputs {
		check("output "+name, output.Value)
		if !named.MatchString(output.Value) || output.Description == "" {
			t.Errorf("output %s has no value or no description", name)
		}
	}
	for _, step := range a.Runs.Steps {
		for name, value := range step.Env {
			check("variable "+name, value)
		}
	}
}

// TestActionInputs: every input reaches a step, and only through its environment; a pasted input would be run as code.
func TestActionInputs(t *testing.T) {
	a := readAction(t)
	used := map[string]bool{}
	input := regexp.MustCompile(`\$\{\{ inputs\.([\w-]+) \}\}`)
	help := newCI(environment{}).Long
	for _, step := range a.Runs.Steps {
		if strings.Contains(step.Run, "${{") || strings.Contains(step.Name, "${{") {
			t.Errorf("step %q pastes an expression into its script", step.Name)
		}
		if step.Shell != "bash" || step.Uses != "" {
			t.Errorf("step %q is no plain bash step", step.Name)
		}
		for name, value := range step.Env {
			if m := input.FindStringSubmatch(value); m != nil {
				used[m[1]] = true
			}
			if strings.HasPrefix(name, "RASOAT_") && name != "RASOAT_PROGRAM" && !strings.Contains(help, name) {
				t.Errorf("the action sets %s, which rasoat ci does not know", name)
			}
		}
	}
	for name, in := range a.Inputs {
		if !used[name] || in.Description == "" {
			t.Errorf("input %s is used nowhere or has no description", name)
		}
	}
	for name := range used {
		if _, ok := a.Inputs[name]; !ok {
			t.Errorf("a step uses the input %s, which is not declared", name)
		}
	}
	if last := a.Runs.Steps[len(a.Runs.Steps)-1]; !strings.HasPrefix(last.Run, "exit ") {
		t.Errorf("the last step must end with the exit code, not %q", last.Run)
	}
}

// TestWorkflowsArePinned: what our workflows use, and those that schools copy, is named by commit; a tag can be moved. Only
// rasoat itself has none there: init writes it.
func TestWorkflowsArePinned(t *testing.T) {
	uses := regexp.MustCompile(`(?m)^\s*-?\s*uses:\s*(\S+)`)
	pinned := regexp.MustCompile(`@[0-9a-f]{40}$|^(https://github\.com/)?rasoat/rasoat@v1$`)
	for _, folder := range []string{".github/workflows", "examples/truong-hoa-sen/.github/workflows", "examples/jobs"} {
		files, err := filepath.Glob(filepath.Join("..", "..", folder, "*.yml"))
		if err != nil || len(files) == 0 {
			t.Fatal("no workflows in ", folder, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range uses.FindAllStringSubmatch(string(text), -1) {
				if !pinned.MatchString(m[1]) || folder == ".github/workflows" && strings.HasSuffix(m[1], "@v1") {
					t.Errorf("%s uses %s", file, m[1])
				}
			}
			if regexp.MustCompile(`(?m)^\s*(- )?run:.*\$\{\{`).Match(text) {
				t.Errorf("%s pastes an expression into a script", file)
			}
		}
	}
}
