package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"hubtrail/github"
)

func TestUnquote(t *testing.T) {
	tests := [][2]string{
		{`a`, `a`},
		{`"a`, `"a`},
		{`"`, `"`},
		{`""`, ``},
		{`"a b"`, `a b`},
		{`"\a\b\t\n\v\f\r\"\\"`, "\a\b\t\n\v\f\r\"\\"},
		{`"\303\274"`, "ü"},
		{`"\377"`, "\xff"},
		{`"\400"`, `"\400"`},
		{`"\08"`, `"\08"`},
		{`"\x"`, `"\x"`},
		{`"a"b"`, `"a"b"`},
		{`"a\"`, `"a\"`},
	}
	for _, tt := range tests {
		if got := unquote(tt[0]); got != tt[1] {
			t.Errorf("unquote(%q): got %q, want %q", tt[0], got, tt[1])
		}
	}
}

func TestQuoteLeavesPlainPaths(t *testing.T) {
	for _, p := range []string{"a", "src/für.go", "日本/語", "with space"} {
		if got := string(appendQuoted([]byte("x"), p)); got != "x"+p {
			t.Errorf("got %q, want %q", got, "x"+p)
		}
	}
}

func FuzzQuote(f *testing.F) {
	for _, s := range []string{"a", "a\tb", `"`, `\`, "\x1b[2J", "\xff", "\u0085", "ü", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		got := string(appendQuoted(nil, path))
		if strings.ContainsAny(got, "\n\t\r\x00\x1b") {
			t.Errorf("%q: got %q, want no control characters", path, got)
		}
		if back := unquote(got); back != path {
			t.Errorf("%q: got %q back from %q", path, back, got)
		}
	})
}

func FuzzUnquote(f *testing.F) {
	for _, s := range []string{`"\303\274"`, `"\`, `"\1"`, `"\\"`, `""`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := unquote(s); len(got) > len(s) {
			t.Errorf("%q: got %q, want nothing longer", s, got)
		}
	})
}

func FuzzAppendJSON(f *testing.F) {
	for _, s := range []string{"a", "\"\\/<>&", "\x00\x1f\x7f\u009b", "\u202e\u2028", "\U000e0001", "😀", "\xff\xc0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got, want string
		text := appendJSON(nil, s)
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%q: %q: %v", s, text, err)
		}
		standard, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(standard, &want); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func BenchmarkOwners(b *testing.B) {
	var in, file strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&in, "src/package%d/sub/file%d.go\n", i%100, i)
	}
	for i := range 50 {
		fmt.Fprintf(&file, "/src/package%d/ @acme/team%d\n", 2*i, i)
	}
	shared := github.ParseOwners("CODEOWNERS", file.String())
	for _, form := range []string{"tabs", "columns", "json"} {
		b.Run(form, func(b *testing.B) {
			for b.Loop() {
				if _, err := Owners(b.Context(), OwnersOptions{
					Paths: []string{"-"}, Ref: "r", File: func(context.Context) (*github.OwnersFile, error) { return shared, nil }, Stdin: strings.NewReader(in.String()),
					Stdout: io.Discard, Stderr: io.Discard, Terminal: form == "columns", JSON: form == "json",
				}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/path")
		})
	}
}
