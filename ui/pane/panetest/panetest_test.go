package panetest

import (
	"strings"
	"testing"
)

func TestProblem(t *testing.T) {
	tests := []struct {
		name string
		rows []string
		want string // part of it
	}{
		{"exact", []string{"ab ", "\x1b[1;38;5;7mab\x1b[22;39mc"}, ""},
		{"wide", []string{"長a", "日 "}, ""},
		{"a row missing", []string{"abc"}, "1 rows, want 2"},
		{"too narrow", []string{"abc", "ab"}, "row 1 is 2 cells wide"},
		{"too wide", []string{"abc", "日本"}, "row 1 is 4 cells wide"},
		{"a colour left on", []string{"\x1b[38;2;1;2;3mabc", "abc"}, "leaves foreground on"},
		{"a background left on", []string{"\x1b[48;2;1;2;3;1mabc\x1b[22m", "abc"}, "leaves background on"},
		{"reverse left on", []string{"\x1b[7mabc\x1b[39m", "abc"}, "leaves reverse on"},
		{"a sequence that is no colour", []string{"\x1b[2Jabc", "abc"}, "U+001B"},
		{"a line break", []string{"abc\n", "abc"}, "U+000A"},
		{"a turned direction", []string{"abc", "\u202eabc"}, "U+202E"},
		{"broken text", []string{"abc", "abc\xff"}, "invalid UTF-8"},
	}
	for _, tt := range tests {
		got := Problem(tt.rows, 3, 2)
		if (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want %q in it", tt.name, got, tt.want)
		}
	}
}
