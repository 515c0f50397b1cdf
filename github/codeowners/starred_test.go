package codeowners

import (
	"strings"
	"testing"
)

// Every place in names of every length, those in parts too.
func TestIndex(t *testing.T) {
	for size := range 200 {
		for _, text := range []string{"x", "xy", strings.Repeat("x", 32), strings.Repeat("x", 33), strings.Repeat("x", 70)} {
			if got := index(strings.Repeat("-", size), text); got != -1 {
				t.Fatalf("%d bytes without %q: got %d, want -1", size, text, got)
			}
			for at := range size - len(text) + 1 {
				name := strings.Repeat("-", at) + text + strings.Repeat("-", size-len(text)-at)
				if got := index(name, text); got != at {
					t.Fatalf("%q in %q: got %d, want %d", text, name, got, at)
				}
			}
		}
	}
}
