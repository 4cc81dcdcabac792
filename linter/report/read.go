package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/rasoat/rasoat/linter/finding"
)

// Read reads a report that was written in the json format, finding by finding. What comes from elsewhere may be of
// another version or broken: then the error says which.
func Read(r io.Reader) (*finding.Report, error) {
	report, err := decode(json.NewDecoder(r))
	if err != nil {
		return nil, fmt.Errorf("not a report in the json format: %w", err)
	}
	switch {
	case report.Schema != finding.Schema:
		return nil, fmt.Errorf("a report of the form %q, this version reads %q; write it anew", clip(report.Schema, 40), finding.Schema)
	case report.Verdict != finding.Pass && report.Verdict != finding.Blocked:
		return nil, fmt.Errorf("the verdict is %q, not pass or blocked", clip(string(report.Verdict), 40))
	}
	for i := range report.Findings {
		if f := &report.Findings[i]; !f.Severity.Valid() {
			return nil, fmt.Errorf("finding %d has the severity %q, not error, review or warning", i, clip(string(f.Severity), 40))
		}
	}
	slices.SortStableFunc(report.Findings, finding.Compare)
	return report, nil
}

// decode reads one JSON object. The long lists are read entry by entry, the rest as a whole.
func decode(d *json.Decoder) (*finding.Report, error) {
	var report finding.Report
	if err := expect(d, '{'); err != nil {
		return nil, err
	}
	rest := map[string]json.RawMessage{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := token.(string)
		if _, twice := rest[name]; twice {
			return nil, fmt.Errorf("%q stands twice", clip(name, 40))
		}
		rest[name] = nil
		switch name {
		case "findings":
			report.Findings, err = decodeList[finding.Finding](d)
		case "reviews":
			report.Reviews, err = decodeList[finding.PageReview](d)
		case "previews":
			report.Previews, err = decodeList[finding.Preview](d)
		default:
			var value json.RawMessage
			err = d.Decode(&value)
			rest[name] = value
		}
		if err != nil {
			return nil, err
		}
	}
	if err := expect(d, '}'); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something stands after it")
	}
	delete(rest, "findings")
	delete(rest, "reviews")
	delete(rest, "previews")
	head, err := json.Marshal(rest)
	if err != nil {
		return nil, err
	}
	return &report, json.Unmarshal(head, &report)
}

func decodeList[T any](d *json.Decoder) ([]T, error) {
	if err := expect(d, '['); err != nil {
		return nil, err
	}
	list := []T{}
	for d.More() {
		var entry T
		if err := d.Decode(&entry); err != nil {
			return nil, err
		}
		list = append(list, entry)
	}
	return list, expect(d, ']')
}

func expect(d *json.Decoder, want json.Delim) error {
	token, err := d.Token()
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	if err == nil && token != want {
		err = fmt.Errorf("there is no %s where one must stand", want)
	}
	return err
}
