//go:build oracles

package main

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// pictureHeights says how tall each picture of the guides is, in pixels.
func pictureHeights() map[string]int {
	return map[string]int{"can-sua": 560, "cho-duyet": 260, "duoc-dang": 260, "da-doi": 260}
}

// TestOraclePictures takes the pictures of the guides in a real browser when it is told to (-update), and looks that all
// are there and small.
func TestOraclePictures(t *testing.T) {
	pages := pictures(t, playJourney(t))
	if *update {
		chromium, err := exec.LookPath("chromium")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(pictureFolder, 0o755); err != nil {
			t.Fatal(err)
		}
		folder, err := filepath.Abs(pictureFolder)
		if err != nil {
			t.Fatal(err)
		}
		for name, page := range pages {
			file := filepath.Join(t.TempDir(), name+".html")
			if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
				"--user-data-dir="+t.TempDir(), "--window-size=830,"+strconv.Itoa(pictureHeights()[name]),
				"--screenshot="+filepath.Join(folder, name+".png"), "file://"+file).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, "taken-of.txt"), []byte(sums(pages)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name := range pages {
		file := filepath.Join(pictureFolder, name+".png")
		info, err := os.Stat(file)
		if err != nil || info.Size() > 150<<10 {
			t.Errorf("%s: %v, or larger than 150 KB", file, err)
			continue
		}
		picture, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		config, err := png.DecodeConfig(picture)
		picture.Close()
		if err != nil || config.Height != pictureHeights()[name] {
			t.Errorf("%s: %v, %d pixels tall", file, err, config.Height)
		}
	}
}
