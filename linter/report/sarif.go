package report

import (
	"cmp"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/rasoat/rasoat/linter/finding"
)

// GitHub refuses a run of more results, and keeps the gravest 5,000 of those it takes.
const maxResults = 25_000

// Bounds of the texts in SARIF, in code points or bytes: 25,000 results must stay below 10 MB when they are packed.
const (
	maxSarifText = 1000
	maxSarifHelp = 8000
)

const informationURI = "https://github.com/rasoat/rasoat"

// writeSARIF writes SARIF 2.1.0, for code scanning. What GitHub wants beside the standard stands in its documentation of
// the supported fields: descriptions and help of each rule, whole regions, a line hash to know a finding again.
func writeSARIF(w io.Writer, r *finding.Report, o Options) error {
	v, err := newView(w, r, o)
	if err != nil {
		return err
	}
	results := v.results()
	left := max(len(results)-maxResults, 0)
	if left > 0 {
		slices.SortStableFunc(results, v.compareGravity)
		results = results[:maxResults]
	}
	rules, index := v.sarifRules(results)
	j := &jsonWriter{Writer: v.Writer}
	j.WriteString("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    ")
	j.object(v.sarifRun(rules, left), "    ", jsonList{"results", len(results), func(i int) any {
		return v.sarifResult(results[i], index[results[i].Rule])
	}})
	j.WriteString("\n  ]\n}\n")
	return j.Flush()
}

// The parts of SARIF that are written; the names are the standard's.
type (
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		ColumnKind  string            `json:"columnKind"`
		Properties  map[string]string `json:"properties"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Language       string      `json:"language"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string             `json:"id"`
		ShortDescription     sarifMessage       `json:"shortDescription"`
		FullDescription      sarifMessage       `json:"fullDescription"`
		Help                 sarifMessage       `json:"help"`
		DefaultConfiguration sarifConfiguration `json:"defaultConfiguration"`
		Properties           sarifRuleBag       `json:"properties"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifRuleBag struct {
		Tags      []string `json:"tags"`
		Severity  string   `json:"problem.severity"`
		Precision string   `json:"precision"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		EndTimeUTC          string              `json:"endTimeUtc"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string       `json:"level"`
		Message sarifMessage `json:"message"`
	}
	sarifResult struct {
		RuleID              string             `json:"ruleId"`
		RuleIndex           int                `json:"ruleIndex"`
		Level               string             `json:"level"`
		Message             sarifMessage       `json:"message"`
		Locations           []sarifLocation    `json:"locations"`
		PartialFingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions        []sarifSuppression `json:"suppressions"`
		Fixes               []sarifFix         `json:"fixes,omitempty"`
		Properties          map[string]string  `json:"properties"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI       string `json:"uri"`
		URIBaseID string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification"`
	}
	sarifFix struct {
		Description     sarifMessage  `json:"description"`
		ArtifactChanges []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifMessage `json:"insertedContent"`
	}
)

func (v *view) sarifRun(rules []sarifRule, left int) sarifRun {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{Name: "rasoat", Version: Visible(v.report.Tool.Version), InformationURI: informationURI,
			Language: v.say.Language(), Rules: rules}},
		Invocations: []sarifInvocation{{ExecutionSuccessful: true, EndTimeUTC: v.report.At.UTC().Format("2006-01-02T15:04:05Z")}},
		ColumnKind:  "unicodeCodePoints",
		Properties: map[string]string{"site": Visible(v.report.Site), "base": Visible(v.report.Base), "head": Visible(v.report.Head),
			"verdict": Visible(string(v.report.Verdict))},
	}
	if left > 0 {
		run.Invocations[0].Notifications = []sarifNotification{{Level: "warning",
			Message: sarifMessage{Text: v.say.Say("sarif.left", "n", strconv.Itoa(left))}}}
	}
	return run
}

// sarifRules describes the rules of the report, and by name those that a result has and the report does not describe.
func (v *view) sarifRules(results []*finding.Finding) (rules []sarifRule, index map[string]int) {
	index = map[string]int{}
	add := func(rule finding.Rule) {
		if _, known := index[rule.ID]; !known {
			index[rule.ID] = len(rules)
			rules = append(rules, v.sarifRule(rule))
		}
	}
	for _, rule := range v.report.Rules.List {
		add(rule)
	}
	for _, f := range results {
		add(finding.Rule{ID: f.Rule, Severity: f.Severity})
	}
	return list(rules), index
}

func (v *view) sarifRule(rule finding.Rule) sarifRule {
	title, why := v.inLanguage(rule.Title, rule.ID), v.inLanguage(rule.Why, rule.ID)
	severity := "warning"
	if rule.Severity != finding.Warning {
		severity = "error"
	}
	return sarifRule{
		ID:                   Visible(rule.ID),
		ShortDescription:     sarifMessage{Text: sarifText(title)},
		FullDescription:      sarifMessage{Text: sarifText(why)},
		Help:                 sarifMessage{Text: sarifText(why), Markdown: v.help(rule)},
		DefaultConfiguration: sarifConfiguration{severity},
		Properties:           sarifRuleBag{Tags: []string{Visible(topic(rule.ID))}, Severity: severity, Precision: "high"},
	}
}

// inLanguage returns a text in the report's language, else in any, else another word for it.
func (v *view) inLanguage(texts map[string]string, other string) string {
	for _, language := range []string{v.say.Language(), "vi", "en"} {
		if texts[language] != "" {
			return texts[language]
		}
	}
	return other
}

// help explains a rule in Markdown, in the report's language first.
func (v *view) help(rule finding.Rule) string {
	languages := []string{v.say.Language()}
	for _, other := range []string{"vi", "en"} {
		if other != v.say.Language() {
			languages = append(languages, other)
		}
	}
	var paragraphs []string
	for _, language := range languages {
		if title, why := rule.Title[language], rule.Why[language]; title != "" && why != "" {
			paragraphs = append(paragraphs, "**"+markdown(title, maxSarifHelp)+"**  \n"+markdown(why, maxSarifHelp))
		}
	}
	for _, basis := range rule.Basis {
		paragraphs = append(paragraphs, "- "+markdown(basis, maxSarifHelp))
	}
	return strings.Join(append(paragraphs, code("rasoat rules show "+rule.ID, maxSarifHelp)), "\n\n")
}

func (v *view) sarifResult(f *finding.Finding, index int) sarifResult {
	at := placed(f.Range)
	region := sarifRegion{at.Start.Line, at.Start.Column, at.End.Line, at.End.Column}
	artifact := sarifArtifact{v.uri(f.Path), "%SRCROOT%"}
	result := sarifResult{
		RuleID: Visible(f.Rule), RuleIndex: index, Level: "error", Message: sarifMessage{Text: sarifText(f.Message)},
		Locations:           []sarifLocation{{sarifPhysical{artifact, region}}},
		PartialFingerprints: map[string]string{"primaryLocationLineHash": Visible(f.Fingerprint)},
		Suppressions:        []sarifSuppression{},
		Properties:          map[string]string{"severity": Visible(string(f.Severity))},
	}
	if f.Severity == finding.Warning {
		result.Level = "warning"
	}
	switch s := f.Settled; {
	case s != nil && s.By == "suppression":
		result.Suppressions = append(result.Suppressions, sarifSuppression{"inSource", "accepted", sarifText(v.settledBy(s))})
	case s != nil:
		result.Suppressions = append(result.Suppressions, sarifSuppression{"external", "accepted", sarifText(v.settledBy(s))})
	case f.Suppression != nil:
		result.Suppressions = append(result.Suppressions, sarifSuppression{"inSource", "underReview", sarifText(f.Suppression.Why)})
	}
	if applies(f.Fix) {
		result.Fixes = []sarifFix{{sarifMessage{Text: sarifText(v.inLanguage(v.titleOf(f.Rule), f.Rule))},
			[]sarifChange{{artifact, []sarifReplacement{{region, sarifMessage{Text: *f.Fix}}}}}}}
	}
	return result
}

// titleOf returns the title of a rule in every language; nil if the report does not describe the rule.
func (v *view) titleOf(id string) map[string]string {
	for i := range v.report.Rules.List {
		if v.report.Rules.List[i].ID == id {
			return v.report.Rules.List[i].Title
		}
	}
	return nil
}

// siteFile stands for the site as a whole where a format wants a file.
const siteFile = ".rasoat.yml"

// uri returns a path as a relative reference: what hides in it is shown, what could end it or be taken for a scheme is
// encoded.
func (v *view) uri(path string) string {
	return (&url.URL{Path: Visible(v.path(cmp.Or(path, siteFile)))}).String()
}

// sarifText is the escaper of a SARIF message, in which [text](place) would be a link.
func sarifText(s string) string {
	return strings.ReplaceAll(Visible(clip(s, maxSarifText)), "](", `\](`)
}
