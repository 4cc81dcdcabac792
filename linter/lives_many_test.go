//go:build slow

package linter

const villages = 250
