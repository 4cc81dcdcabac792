// Package examples holds whole small school sites: to try the program on, and to test it with.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed all:truong-hoa-sen
var files embed.FS

// Files returns the example sites, each in a folder of its own.
func Files() fs.FS { return files }
