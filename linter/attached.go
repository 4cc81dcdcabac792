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
func (r *run) inspect(ctx context.Context, by *asking, e *edition, s *sheet, plan []active) {
	if r.touched != nil && r.scope != All && !r.touched[s.path] {
		return
	}
	if asks(plan, "image") {
		for _, subject := range s.facts.Subjects("image", "") {
			image := subject.Value.(*fact.Image)
			if file, _ := e.attached(ctx, by.files, s, image.Local, image.Path); file != nil {
				image.Tells = file.Photo.Tells()
			}
		}
	}
	if !asks(plan, "attachment") {
		return
	}
	for _, subject := range s.facts.Subjects("attachment", "") {
		attachment := subject.Value.(*fact.Attachment)
		file, reason := e.attached(ctx, by.files, s, attachment.Local, attachment.Path)
		attachment.Unscanned, attachment.Scanned, attachment.Breaches = reason, false, nil
		if file == nil {
			continue
		}
		var ok bool
		switch attachment.Breaches, ok = r.breaches(by, e, s, plan, file.Text); {
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

// opened is what came of reading a file.
type opened struct {
	file   *attach.File
	reason string // why it was not read
}

// longestKept bounds the text of a file that is kept for other pages that hand it out too, in bytes.
const longestKept = 256 << 10

// attached reads a file of the site, or tells why it was not read; neither for one that is not there. Each is read once,
// however many pages show it; only very long ones are read again.
func (e *edition) attached(ctx context.Context, files *attach.Reader, s *sheet, local bool, address string) (*attach.File, string) {
	path, ok := e.locate(s, local, address)
	if !ok {
		return nil, ""
	}
	read, _ := e.opened.LoadOrStore(path, sync.OnceValue(func() opened { return e.open(ctx, files, path) }))
	o := read.(func() opened)()
	if o.file != nil && len(o.file.Text) > longestKept {
		e.opened.Delete(path)
	}
	return o.file, o.reason
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
func (e *edition) open(ctx context.Context, files *attach.Reader, path string) opened {
	data, err := e.tree.Read(path, attach.MaxBytes)
	if err != nil {
		if u := unreadable(err); u != nil && u.Reason == page.TooLarge {
			return opened{reason: attach.TooLarge}
		}
		return opened{reason: attach.Unknown}
	}
	file, err := files.Read(ctx, path, data)
	var u *attach.Unscanned
	if errors.As(err, &u) {
		return opened{reason: u.Reason}
	}
	return opened{file: file}
}

// breaches asks the rules about personal data and dignity about the text of a file, and returns the names of those that
// find fault with it; false if the text could not be judged.
func (r *run) breaches(by *asking, e *edition, s *sheet, plan []active, text string) ([]string, bool) {
	parsed, err := page.Parse(s.path, []byte(text))
	if err != nil {
		return nil, false
	}
	if by.worker == nil {
		by.worker = r.reader.gatherer.Worker()
	}
	facts := by.worker.Gather(parsed)
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
			if answer, err := by.Ask(a.Bound, beside, subject.Value); err != nil || answer != nil {
				names = append(names, a.ID)
				break
			}
		}
	}
	return names, true
}
