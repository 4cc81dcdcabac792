package linter

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/rasoat/rasoat/linter/internal/attach"
	"github.com/rasoat/rasoat/linter/internal/fact"
	"github.com/rasoat/rasoat/linter/internal/page"
	"github.com/rasoat/rasoat/linter/internal/rule"
)

// inspect reads the files of the site that a page shows or hands out, where a rule asks about them, and notes in the
// page's facts what they hold. In a change only the pages that it touches are looked at: a site has gigabytes of photos.
func (r *run) inspect(ctx context.Context, files *attach.Reader, asker *rule.Asker, e *edition, s *sheet, plan []active) {
	if r.touched != nil && r.scope != All && !r.touched[s.path] {
		return
	}
	if asks(plan, "image") {
		for _, subject := range s.facts.Subjects("image", "") {
			image := subject.Value.(*fact.Image)
			image.Tells = e.tells(ctx, files, s, image.Local, image.Path)
		}
	}
	if !asks(plan, "attachment") {
		return
	}
	for _, subject := range s.facts.Subjects("attachment", "") {
		attachment := subject.Value.(*fact.Attachment)
		file, reason := e.attached(ctx, files, s, attachment.Local, attachment.Path)
		attachment.Unscanned, attachment.Scanned, attachment.Breaches = reason, false, nil
		if file == nil {
			continue
		}
		var ok bool
		switch attachment.Breaches, ok = r.breaches(asker, e, s, plan, file.Text); {
		case !ok:
			attachment.Unscanned = attach.TooLarge
		case file.Partial:
			attachment.Unscanned = attach.PDF
		default:
			attachment.Scanned = true
		}
	}
}

// asks reports whether a rule of a plan asks about a kind.
func asks(plan []active, kind string) bool {
	return slices.ContainsFunc(plan, func(a active) bool { return a.Kind.Name == kind })
}

// tells names what is hidden in a picture of the site. Each is read once, however many pages show it.
func (e *edition) tells(ctx context.Context, files *attach.Reader, s *sheet, local bool, address string) []string {
	path, ok := e.locate(s, local, address)
	if !ok {
		return nil
	}
	tells, _ := e.photos.LoadOrStore(path, sync.OnceValue(func() []string {
		file, _ := e.open(ctx, files, path)
		if file == nil {
			return nil
		}
		return file.Photo.Tells()
	}))
	return tells.(func() []string)()
}

// attached reads a file of the site, or tells why it was not read; neither for one that is not there.
func (e *edition) attached(ctx context.Context, files *attach.Reader, s *sheet, local bool, address string) (*attach.File, string) {
	path, ok := e.locate(s, local, address)
	if !ok {
		return nil, ""
	}
	return e.open(ctx, files, path)
}

// locate returns the path of the file behind an address; false for one that is not of the site or not there.
func (e *edition) locate(s *sheet, local bool, address string) (path string, ok bool) {
	if !local {
		return "", false
	}
	if decoded, err := url.PathUnescape(address); err == nil {
		address = decoded
	}
	return e.layout.Resolve(s.path, address)
}

// open reads a file, or tells why it was not read.
func (e *edition) open(ctx context.Context, files *attach.Reader, path string) (*attach.File, string) {
	data, err := e.tree.Read(path, attach.MaxBytes)
	if err != nil {
		if u := unreadable(err); u != nil && u.Reason == page.TooLarge {
			return nil, attach.TooLarge
		}
		return nil, attach.Unknown
	}
	file, err := files.Read(ctx, path, data)
	var u *attach.Unscanned
	if errors.As(err, &u) {
		return nil, u.Reason
	}
	return file, ""
}

// breaches asks the rules about personal data and dignity about the text of a file, and returns the names of those that
// find fault with it; false if the text could not be judged.
func (r *run) breaches(asker *rule.Asker, e *edition, s *sheet, plan []active, text string) ([]string, bool) {
	parsed, err := page.Parse(s.path, []byte(text))
	if err != nil {
		return nil, false
	}
	facts := r.reader.gatherer.Worker().Gather(parsed)
	beside := rule.Beside{Page: s.facts.Page, Site: e.site, Change: r.change(s.path)}
	var names []string
	for _, a := range plan {
		switch {
		case a.Kind.OfSite, !strings.HasPrefix(a.ID, "privacy/") && !strings.HasPrefix(a.ID, "dignity/"):
			continue
		case slices.Contains([]string{reviewKind, "page", "field", "image", "attachment", "link"}, a.Kind.Name):
			continue
		}
		for _, subject := range facts.Subjects(a.Kind.Name, a.ID) {
			if answer, err := asker.Ask(a.Bound, beside, subject.Value); err != nil || answer != nil {
				names = append(names, a.ID)
				break
			}
		}
	}
	return names, true
}
