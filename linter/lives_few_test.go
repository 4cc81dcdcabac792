//go:build !slow

package linter

// villages is how many repositories are made; with the tag slow, enough for ten thousand pages.
const villages = 5
