// The options of a line of allowed signers: namespaces, valid-after, valid-before.

package review

import (
	"errors"
	"path"
	"strings"
	"time"

	"github.com/rasoat/rasoat/linter/internal/source"
)

// options reads the options in a span into key.
func (l *reader) options(span source.Span, key *Key) error {
	seen := map[string]bool{}
	for at := span.Start; at <= span.End; { // a comma at the end is followed by an empty option
		part := source.Span{Start: at, End: l.comma(at, span.End)}
		name, value, given := strings.Cut(l.file.Slice(part), "=")
		name = strings.ToLower(name)
		if seen[name] {
			return l.file.Errorf(part, "keep one of them", "the option %s stands there twice", name)
		}
		seen[name] = true
		if err := l.option(part, name, value, given, key); err != nil {
			return err
		}
		at = part.End + 1
	}
	if !key.After.IsZero() && !key.Before.IsZero() && !key.After.Before(key.Before) {
		return l.file.Errorf(span, "", "valid-before is not later than valid-after, so the key is never valid")
	}
	return nil
}

// comma returns the offset of the next comma outside quotes, or end.
func (l *reader) comma(at, end int) int {
	quoted := false
	for ; at < end; at++ {
		switch c := l.file.Text[at]; {
		case c == '\\' && quoted && at+1 < end && l.file.Text[at+1] == '"':
			at++
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			return at
		}
	}
	return end
}

// option reads one option.
func (l *reader) option(span source.Span, name, value string, given bool, key *Key) error {
	var set func(value string) (err error)
	switch name {
	case "namespaces":
		set = func(value string) (err error) { key.namespaces, err = patterns(value); return err }
	case "valid-after":
		set = func(value string) (err error) { key.After, err = moment(value); return err }
	case "valid-before":
		set = func(value string) (err error) { key.Before, err = moment(value); return err }
	case "cert-authority":
		return l.file.Errorf(span, "list each person's own key",
			"certificate authorities are not accepted: everybody who may approve must stand in this file")
	default:
		return l.file.Errorf(span, "known are namespaces, valid-after and valid-before", "unknown option %q", name)
	}
	value, err := unquote(value, given)
	if err == nil {
		err = set(value)
	}
	if err != nil {
		return l.file.Errorf(span, "", "%s: %v", name, err)
	}
	return nil
}

// unquote returns what stands between the quotes of an option's value.
func unquote(value string, given bool) (string, error) {
	if given && len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		parts := strings.Split(value[1:len(value)-1], `\"`)
		if inner := strings.Join(parts, `"`); strings.Count(inner, `"`) == len(parts)-1 {
			return inner, nil
		}
	}
	return "", errors.New(`its value must stand in double quotes, as in namespaces="rasoat-review"`)
}

// patterns reads a list of patterns with * and ?, and ! for exceptions.
func patterns(value string) ([]string, error) {
	list := strings.Split(value, ",")
	for _, p := range list {
		if strings.TrimPrefix(p, "!") == "" || strings.ContainsAny(p, `[]\ `) {
			return nil, errors.New("it is a list of names with commas, where * and ? stand for any characters")
		}
	}
	return list, nil
}

// covers reports whether a key may sign in a namespace: one pattern fits, and none that begins with ! does.
func (k Key) covers(namespace string) bool {
	if k.namespaces == nil {
		return true
	}
	fits := false
	for _, p := range k.namespaces {
		p, not := strings.CutPrefix(p, "!")
		if ok, _ := path.Match(p, namespace); ok && not {
			return false
		} else if ok {
			fits = true
		}
	}
	return fits
}

// moment reads YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, with or without Z, as UTC.
func moment(value string) (time.Time, error) {
	digits := strings.TrimSuffix(value, "Z")
	for _, layout := range []string{"20060102", "200601021504", "20060102150405"} {
		if len(layout) == len(digits) {
			t, err := time.Parse(layout, digits)
			if err == nil && t.Year() >= 1970 {
				return t, nil
			}
		}
	}
	return time.Time{}, errors.New("the time must be written YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, with Z at its end for UTC")
}
