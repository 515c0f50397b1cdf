package diff

import (
	"bytes"
	"testing"
)

func TestEdge(t *testing.T) {
	tests := []struct {
		name   string
		lines  string
		better int // the line before which a block should rather begin or end
		worse  int
	}{
		{"less indented", "a\nb\n\tc\n\td\n\te\n", 1, 3},
		{"behind an empty line", "a\nb\n\nc\n", 3, 1},
		{"empty line in front", "a\nb\n\nc\n", 1, 2},
		{"closing brace", "a {\n\tb\n}\nc\n", 3, 2},
		{"begin of the file", "a\nb\n", 0, 1},
		{"end of the file", "a\nb\n", 2, 1},
	}
	for _, test := range tests {
		v := version{lines: bytes.SplitAfter([]byte(test.lines), []byte("\n"))}
		v.lines = v.lines[:len(v.lines)-1]
		if better, worse := v.edge(test.better), v.edge(test.worse); better >= worse {
			t.Errorf("%s: got cost %d before line %d, want less than the %d before line %d", test.name, better, test.better, worse, test.worse)
		}
	}
}

func TestIndentation(t *testing.T) {
	tests := []struct {
		line string
		want int
	}{{"a\n", 0}, {"  a\n", 2}, {"\ta\n", 8}, {"  \ta\n", 8}, {"\n", -1}, {" \t\r\n", -1}, {"", -1}, {"  ", -1}}
	for _, test := range tests {
		if got := indentation([]byte(test.line)); got != test.want {
			t.Errorf("%q: got %d, want %d", test.line, got, test.want)
		}
	}
}
