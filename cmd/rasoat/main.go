// Command rasoat decides whether a change to a school's website may be published.
package main

import (
	"context"
	"io"
	"os"
	"runtime/debug"
	"time"
)

// Exit codes of every command.
const (
	exitPass    = 0 // may be published
	exitBlocked = 1 // blocked by findings or a missing review
	exitFault   = 2 // could not be judged
)

// environment is what a command may touch of the world outside.
type environment struct {
	ctx            context.Context
	dir            string // relative paths on the command line start here
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	terminal       bool   // stdout is a terminal
	watched        bool   // stderr is one
	width          int    // of the terminal in columns; 0 if unknown
	program        string // the name under which the program was started
}

// gcPercent lets the heap grow to five times what is in use: a run is short, and collecting less often saves a third of
// its time. The environment's GOGC goes before it.
const gcPercent = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(run(os.Args[1:], environment{
		ctx: context.Background(), dir: ".", program: os.Args[0],
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, now: time.Now, terminal: isTerminal(os.Stdout), watched: isTerminal(os.Stderr), width: terminalWidth(os.Stdout),
	}))
}
