package attach

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// A PDF is a program for drawing, written by anybody. It is read by the library that Chromium reads PDF with, in a machine
// of its own: it sees no file and no network, has so much memory and no more, and is switched off when it takes too long.

// Bounds of reading a PDF.
const (
	pdfPages  = 300
	pdfText   = 1 << 20 // bytes
	pdfMemory = 256 << 20
	pdfTime   = 20 * time.Second
)

// pdfMachine is the machine in which PDF files are read, one after the other.
type pdfMachine struct {
	pool   pdfium.Pool
	ctx    context.Context
	cancel context.CancelFunc
}

// startPDF makes a machine. Its program is translated first, which takes seconds, but then a page takes a thirtieth of what
// it would take otherwise; the translation is kept for the next machine.
func startPDF(ctx context.Context, translated wazero.CompilationCache) (*pdfMachine, error) {
	m := &pdfMachine{}
	m.ctx, m.cancel = context.WithCancel(context.WithoutCancel(ctx))
	m.ctx = experimental.WithCompilationWorkers(m.ctx, runtime.GOMAXPROCS(0))
	config := wazero.NewRuntimeConfig().WithCompilationCache(translated).WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemory >> 16).
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	var err error
	m.pool, err = webassembly.Init(webassembly.Config{Context: m.ctx, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		m.cancel()
		return nil, err
	}
	return m, nil
}

func (m *pdfMachine) stop() {
	m.cancel()
	_ = m.pool.Close() // what is left of a machine that was switched off
}

// pdf returns the text of a PDF.
func (r *Reader) pdf(ctx context.Context, data []byte) (file *File, err error) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data, []byte("obj")) {
		return nil, &Unscanned{Damaged} // not worth a machine
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.translated == nil {
		r.translated = wazero.NewCompilationCache()
	}
	if r.machine == nil {
		if r.machine, err = startPDF(ctx, r.translated); err != nil {
			return nil, &Unscanned{Unknown}
		}
	}
	machine := r.machine
	guard := time.AfterFunc(pdfTime, machine.cancel)
	defer guard.Stop()
	defer context.AfterFunc(ctx, machine.cancel)()
	file, err = machine.read(data)
	if machine.ctx.Err() != nil || ctx.Err() != nil { // the guards run beside the reading, and may come after it
		machine.stop()
		r.machine = nil
		return nil, &Unscanned{TooLarge}
	}
	return file, err
}

func (m *pdfMachine) read(data []byte) (*File, error) {
	instance, err := m.pool.GetInstanceWithContext(m.ctx)
	if err != nil {
		return nil, &Unscanned{Unknown}
	}
	defer instance.Close()
	document, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, &Unscanned{Locked}
	case err != nil:
		return nil, &Unscanned{Damaged}
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: document.Document})
	if err != nil {
		return nil, &Unscanned{Damaged}
	}
	if count.PageCount > pdfPages {
		return nil, &Unscanned{TooLarge}
	}
	file := &File{}
	var text strings.Builder
	for i := range count.PageCount {
		page, err := instance.GetPageText(&requests.GetPageText{
			Page: requests.Page{ByIndex: &requests.PageByIndex{Document: document.Document, Index: i}}})
		if err != nil {
			return nil, &Unscanned{Damaged}
		}
		written := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(page.Text, "\ufffd"), "\r\n", "\n"))
		file.Partial = file.Partial || written == ""
		text.WriteString(escape(written) + "\n\n")
		if text.Len() > pdfText {
			return nil, &Unscanned{TooLarge}
		}
	}
	file.Text = text.String()
	if strings.TrimSpace(file.Text) == "" {
		return nil, &Unscanned{PDF}
	}
	return file, nil
}
