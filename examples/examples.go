// Package examples holds whole small school sites, to try the program on and to test it with, and the jobs that forges
// run for a school.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed all:truong-hoa-sen
var files embed.FS

//go:embed jobs
var jobs embed.FS

// Files returns the example sites, each in a folder of its own.
func Files() fs.FS { return files }

// Jobs returns the jobs that the example site, which is GitHub's, does not show: for other forges, and for those who want
// no job that may do more than read.
func Jobs() fs.FS {
	sub, _ := fs.Sub(jobs, "jobs") // which is there: it is embedded
	return sub
}
