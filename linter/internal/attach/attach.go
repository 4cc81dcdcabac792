// Package attach reads one file that a page shows or hands out: the text of an office file, and what a photo tells about
// the place and the person behind the camera. Files come from anybody: everything is bounded, and nothing is run.
package attach

import (
	"bytes"
	"context"
	"path"
	"strings"
	"sync"

	"github.com/tetratelabs/wazero"
)

// File is what a file holds.
type File struct {
	// Text is the text of an office file as Markdown: a line for each paragraph, a table for each sheet and table; of a PDF, a
	// line for each line.
	Text string
	// Partial says that a page of a PDF holds no text: it is a picture, or empty.
	Partial bool
	Photo   Photo
}

// Photo is what is hidden in a picture.
type Photo struct {
	GPS    bool   // it tells where it was taken
	Device string // make and model of the camera
	Serial string // number of the camera or its lens
	Owner  string // name of the camera's owner, or of the photographer
}

// Unscanned is the error for a file whose content is not known.
type Unscanned struct{ Reason string } // a code, one of the constants below

// Error gives the reason.
func (u *Unscanned) Error() string { return "not scanned: " + u.Reason }

// The reasons why a file was not scanned.
const (
	OldFormat = "old-format" // an office file of before 2007
	Locked    = "locked"     // with a password
	PDF       = "pdf"        // a scan: its text is drawn, not written
	Archive   = "archive"    // a file of files
	Damaged   = "damaged"    // not what its name says
	TooLarge  = "too-large"  // over a limit
	Unknown   = "unknown"    // of a sort that is not read
)

// MaxBytes is the largest file that is worth reading.
const MaxBytes = 16 << 20

// Reader reads files, several at once. Its zero value is ready; Close frees what it holds.
type Reader struct {
	mu         sync.Mutex // of what follows, which is nil until there is a PDF
	machine    *pdfMachine
	translated wazero.CompilationCache
}

// Close frees what the reader holds.
func (r *Reader) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.machine != nil {
		r.machine.stop()
		r.machine = nil
	}
	if r.translated != nil {
		_ = r.translated.Close(context.Background()) // it is in memory alone
		r.translated = nil
	}
}

// Read reads a file by its content; the name tells what it should be. The error is always *Unscanned.
func (r *Reader) Read(ctx context.Context, name string, data []byte) (file *File, err error) {
	defer func() {
		if recover() != nil {
			file, err = nil, &Unscanned{Damaged}
		}
	}()
	if len(data) > MaxBytes {
		return nil, &Unscanned{TooLarge}
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".odt", ".ods", ".odp":
		if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
			return nil, &Unscanned{Locked}
		}
		text, err := office(ext, data)
		if err != nil {
			return nil, err
		}
		return &File{Text: text}, nil
	case ".doc", ".xls", ".ppt", ".rtf":
		return nil, &Unscanned{OldFormat}
	case ".pdf":
		return r.pdf(ctx, data)
	case ".zip", ".rar", ".7z":
		return nil, &Unscanned{Archive}
	case ".csv":
		return &File{Text: separated(string(bytes.ToValidUTF8(data, []byte("\ufffd"))))}, nil
	case ".txt":
		return &File{Text: escape(string(bytes.ToValidUTF8(data, []byte("\ufffd"))))}, nil
	case ".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff":
		photo, err := readPhoto(ext, data)
		if err != nil {
			return nil, &Unscanned{Damaged}
		}
		return &File{Photo: photo}, nil
	}
	return nil, &Unscanned{Unknown}
}

// escape keeps Markdown from reading marks into a text.
func escape(text string) string {
	var out strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>#|~&!=$", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// Tells names what is hidden in a picture and leads to a person: place, serial, owner.
func (p Photo) Tells() []string {
	var found []string
	if p.GPS {
		found = append(found, "place")
	}
	if p.Serial != "" {
		found = append(found, "serial")
	}
	if p.Owner != "" {
		found = append(found, "owner")
	}
	return found
}
