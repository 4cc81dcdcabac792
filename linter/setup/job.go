package setup

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// job is a file of jobs that the forge runs.
type job struct {
	path   string
	text   string
	events map[string]*source.Node // by which it starts; empty for GitLab's file
	steps  []*source.Node
	asks   bool // it runs rasoat
}

// readJobs reads the files that tell the forge what to run.
func (s *Surroundings) readJobs() {
	for _, name := range s.files {
		folder, _, _ := strings.Cut(name, "/workflows/")
		if name != ".gitlab-ci.yml" && (!isYAML(name) || folder != ".github" && folder != ".gitea" && folder != ".forgejo") {
			continue
		}
		node := s.yaml(name)
		if node == nil {
			continue
		}
		j := job{path: name, text: s.read(name), events: map[string]*source.Node{}}
		j.asks = regexp.MustCompile(`(?m)^[^#\n]*(uses:\s*\S*/rasoat@|\brasoat (ci|check|audit|record)\b)`).MatchString(j.text)
		if on := node.Get("on"); on != nil {
			for _, event := range on.Items {
				j.events[event.Value] = nil
			}
			for _, pair := range on.Pairs {
				j.events[pair.Key.Value] = pair.Value
			}
			if on.Value != "" {
				j.events[on.Value] = nil
			}
		}
		if jobs := node.Get("jobs"); jobs != nil {
			for _, pair := range jobs.Pairs {
				if steps := pair.Value.Get("steps"); steps != nil {
					j.steps = append(j.steps, steps.Items...)
				}
			}
		}
		s.jobs = append(s.jobs, j)
	}
}

// starts reports whether one of the events starts the job.
func (j job) starts(events ...string) bool {
	for _, event := range events {
		if _, ok := j.events[event]; ok {
			return true
		}
	}
	return false
}

// runs reports whether a line of the job that is no comment holds a match.
func (j job) runs(pattern string) bool {
	return regexp.MustCompile(`(?m)^[^#\n]*(` + pattern + `)`).MatchString(j.text)
}

// deploys is how a job is known that publishes.
const deploys = `actions/deploy-pages@|peaceiris/actions-gh-pages@|JamesIves/github-pages-deploy-action@|actions-netlify@|netlify deploy|` +
	`wrangler-action@|wrangler (pages )?deploy|FirebaseExtended/action-hosting-deploy@|firebase deploy|vercel deploy|\brsync .+:|\bmkdocs gh-deploy|\blftp `

// jobHoles tells what the forge's jobs leave open.
func (s *Surroundings) jobHoles() (holes []Hole) {
	gated, heard, recorded, audited := false, false, false, false
	for _, j := range s.jobs {
		if j.asks {
			gated = gated || j.starts("pull_request", "pull_request_target") || j.path == ".gitlab-ci.yml"
			heard = heard || j.starts("pull_request_review", "workflow_run")
			recorded = recorded || j.runs(`\brasoat record\b`)
			audited = audited || j.starts("schedule")
			holes = append(holes, j.gateHoles()...)
		}
		if j.runs(deploys) && !j.runs(`\brasoat audit\b|--audit\b`) {
			holes = append(holes, Hole{"unaudited-deploy", j.path, nil})
		}
	}
	if !gated {
		holes = append(holes, Hole{"no-gate", "", nil})
		return holes
	}
	for _, missing := range []struct {
		code string
		done bool
	}{
		{"not-heard", heard || s.Forge == GitLab}, {"no-record", recorded}, {"no-audit", audited || s.Forge == GitLab},
	} {
		if !missing.done {
			holes = append(holes, Hole{missing.code, "", nil})
		}
	}
	for _, name := range []string{"netlify.toml", "vercel.json", "wrangler.toml", "firebase.json", "amplify.yml", "render.yaml"} {
		if file := s.first(name, "*/"+name); file != "" && !strings.Contains(s.read(file), "rasoat audit") {
			holes = append(holes, Hole{"host-builds", file, nil})
		}
	}
	return holes
}

// gateHoles tells what is wrong with a job that runs rasoat.
func (j job) gateHoles() (holes []Hole) {
	add := func(code string, detail ...string) {
		h := Hole{code, j.path, nil}
		if len(detail) == 2 {
			h.Detail = map[string]string{detail[0]: detail[1]}
		}
		if !slices.ContainsFunc(holes, func(told Hole) bool { return reflect.DeepEqual(told, h) }) {
			holes = append(holes, h)
		}
	}
	for _, event := range []string{"pull_request", "pull_request_target"} {
		if on := j.events[event]; on != nil && (on.Get("paths") != nil || on.Get("paths-ignore") != nil) {
			add("filtered")
		}
	}
	for _, step := range j.steps {
		uses := scalar(step, "uses")
		if uses != "" && !strings.HasPrefix(uses, "./") && !regexp.MustCompile(`@[0-9a-f]{40}([0-9a-f]{24})?$`).MatchString(uses) {
			add("unpinned", "action", uses)
		}
		if !strings.Contains(uses, "actions/checkout@") {
			continue
		}
		if scalar(step.Get("with"), "fetch-depth") != "0" {
			add("shallow-job")
		}
		if ref := scalar(step.Get("with"), "ref"); j.starts("pull_request_target") && regexp.MustCompile(`head|refs/pull/`).MatchString(ref) {
			add("head-checked-out")
		}
	}
	return holes
}

// Holes tells what the repository's own files leave open, the gravest first.
func (s *Surroundings) Holes() []Hole {
	holes := append(s.jobHoles(), s.editorHoles()...)
	if skipping := slices.DeleteFunc(slices.Clone(s.repository.Subjects), func(subject string) bool { return !skipsCheck(subject) }); len(skipping) > 0 {
		holes = append(holes, Hole{"skipped-before", "", map[string]string{"n": strconv.Itoa(len(skipping)), "of": strconv.Itoa(len(s.repository.Subjects)), "word": "[skip ci]"}})
	}
	if s.repository.Shallow {
		holes = append(holes, Hole{"shallow-here", "", nil})
	}
	for _, name := range []string{"CODEOWNERS", ".github/CODEOWNERS", ".gitea/CODEOWNERS"} {
		if text := s.read(name); strings.Contains(text, ".rasoat.yml") && !regexp.MustCompile(`(?m)^[^#\s]`).MatchString(text) {
			holes = append(holes, Hole{"nobody-asked", name, nil})
		}
	}
	return append(holes, s.faults...)
}
