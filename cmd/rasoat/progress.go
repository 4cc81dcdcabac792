package main

import (
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long a run may take before its progress is shown: a bar that only flashes disturbs.
const patience = time.Second

// watched calls a long run with what shows its progress on a terminal, on stderr, and takes the bar away at the end.
// Elsewhere nothing is shown, so that no log and no file has a bar in it.
func watched(env environment, long func(progress func(done, total int)) error) error {
	if !env.watched || env.getenv("CI") != "" || env.getenv("TERM") == "dumb" {
		return long(nil)
	}
	w := watch{env: env, start: env.now()}
	defer w.end()
	return long(w.step)
}

// watch is a bar that appears when a run turns out to be long.
type watch struct {
	env   environment
	start time.Time
	turn  sync.Mutex
	bar   *progressbar.ProgressBar
}

func (w *watch) step(done, total int) {
	w.turn.Lock()
	defer w.turn.Unlock()
	if w.bar == nil {
		if w.env.now().Sub(w.start) < patience || done >= total {
			return
		}
		w.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(w.env.stderr), progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetDescription("rasoat"))
	}
	if int64(done) > w.bar.State().CurrentNum { // steps end out of turn
		_ = w.bar.Set(done) // a terminal that is gone must not end the run
	}
}

func (w *watch) end() {
	if w.bar != nil {
		_ = w.bar.Clear()
	}
}
