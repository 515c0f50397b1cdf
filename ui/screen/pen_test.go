package screen

import (
	"strings"
	"testing"
)

func TestPenReadsSGR(t *testing.T) {
	for _, tt := range []struct {
		params string
		want   pen
		known  bool
	}{
		{"", pen{}, true},
		{"0", pen{}, true},
		{"1;3", pen{attrs: flag(1) | flag(3)}, true},
		{"1;2;22", pen{}, true},
		{"4;9;24", pen{attrs: flag(9)}, true},
		{"4:3", pen{attrs: 3 << underShift}, true},
		{"4:0", pen{}, true},
		{"4:9", pen{}, false},
		{"21", pen{attrs: 2 << underShift}, true},
		{"53", pen{attrs: overline}, true},
		{"31;44", pen{fg: basic | 1, bg: basic | 4}, true},
		{"97;100", pen{fg: basic | 15, bg: basic | 8}, true},
		{"31;39", pen{}, true},
		{"38;5;200", pen{fg: palette | 200}, true},
		{"48;2;1;2;3;7", pen{bg: rgb | 0x010203, attrs: flag(7)}, true},
		{"38:2::1:2:3", pen{fg: rgb | 0x010203}, true},
		{"38:2:1:2:3;1", pen{fg: rgb | 0x010203, attrs: flag(1)}, true},
		{"58:5:9", pen{line: palette | 9}, true},
		{"38;5", pen{attrs: flag(5)}, false},
		{"38;5;256", pen{attrs: flag(5)}, false},
		{"1;99;3", pen{attrs: flag(1) | flag(3)}, false},
		{"99999999999999999999", pen{}, false},
		{strings.Repeat("1;", maxParams), pen{}, false},
	} {
		var got pen
		if known := got.apply(tt.params); got != tt.want || known != tt.known {
			t.Errorf("%q: got %+v, known %v, want %+v, %v", tt.params, got, known, tt.want, tt.known)
		}
	}
}

func TestPenIsWrittenAsItWasRead(t *testing.T) {
	pens := []pen{{}}
	for _, params := range []string{
		"1", "1;3", "7", "4", "4:3", "4:1", "21", "53;9", "31", "92", "38;5;7", "38;2;255;0;9", "1;31;44;4",
		"48;5;17", "103;58;5;3", "1;2;3;5;6;7;8;9",
	} {
		var p pen
		if !p.apply(params) {
			t.Fatalf("%q is unknown", params)
		}
		pens = append(pens, p)
	}
	for _, from := range pens {
		for _, to := range pens {
			if from == to {
				continue
			}
			text := string(appendPen(nil, from, to))
			n, params, ok := readSGR(text)
			got := from
			if !ok || n != len(text) || !got.apply(params) || got != to {
				t.Errorf("from %+v by %q: got %+v, want %+v", from, text, got, to)
			}
		}
	}
}

func FuzzSGR(f *testing.F) {
	f.Add("\x1b[38:2::1:2:3;4m")
	f.Add("\x1b]0;x\a")
	f.Fuzz(func(t *testing.T, text string) {
		n, params, ok := readSGR("\x1b" + text)
		if n < 1 || n > len(text)+1 {
			t.Fatalf("got length %d of %d", n, len(text)+1)
		}
		var p, again pen
		if !ok || !p.apply(params) || p == (pen{}) {
			return
		}
		_, params, _ = readSGR(string(appendPen(nil, pen{}, p)))
		if !again.apply(params) || again != p {
			t.Errorf("%q: got %+v, want %+v", text, again, p)
		}
	})
}
