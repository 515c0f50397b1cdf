package diff

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"
)

// smallVersions are many pairs of short files of few different lines, where all
// that can go wrong does.
func smallVersions(n int) (all []versions) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range n {
		letters := 1 + r.IntN(4)
		old := text(letterLines(r.IntN(30), letters, r))
		new := text(letterLines(r.IntN(30), letters, r))
		if i%2 == 0 {
			new = text(edited(strings.Split(old, "\n"), 0.2, r))
		}
		if r.IntN(3) == 0 {
			old = strings.TrimSuffix(old, "\n")
		}
		if r.IntN(3) == 0 {
			new = strings.TrimSuffix(new, "\n")
		}
		all = append(all, versions{fmt.Sprintf("small %d", i), old, new})
	}
	return all
}

// apply makes the new version of the old one and a patch, and fails if they do
// not fit.
func apply(t *testing.T, old string, patch []byte) string {
	t.Helper()
	lines := strings.SplitAfter(old, "\n")
	var out strings.Builder
	at := 0
	p := Parse(patch)
	for i := range p.Lines() {
		l := p.Line(i)
		body := string(p.Raw(i)[1:])
		if i+1 < p.Lines() && p.Kind(i+1) == NoNewline {
			body = strings.TrimSuffix(body, "\n")
		}
		switch l.Kind {
		case HunkStart:
			for h := p.HunkOf(i); at < h.OldStart-1 || h.OldLines == 0 && at < h.OldStart; at++ {
				out.WriteString(lines[at])
			}
		case Context, Removed:
			if at+1 != l.OldNo || lines[at] != body {
				t.Fatalf("got %q as old line %d, want %q as line %d", body, l.OldNo, lines[at], at+1)
			}
			at++
			if l.Kind == Context {
				out.WriteString(body)
			}
		case Added:
			if n := strings.Count(out.String()[max(0, out.Len()-1):], "\n"); out.Len() > 0 && n == 0 {
				t.Fatalf("got new line %d behind one without a newline", l.NewNo)
			}
			out.WriteString(body)
		case NoNewline:
		default:
			t.Fatalf("got %q of kind %d, want hunks only", l.Text, l.Kind)
		}
	}
	out.WriteString(strings.Join(lines[at:], ""))
	return out.String()
}

func TestBlobs(t *testing.T) {
	for _, v := range append(largeVersions(700), smallVersions(3000)...) {
		for _, context := range []int{-1, 0, 1, 5} {
			patch := Blobs([]byte(v.old), []byte(v.new), Options{Context: context})
			if got := apply(t, v.old, patch); got != v.new {
				t.Fatalf("%s with context %d: got\n%q\nwant\n%q\n%s", v.name, context, got, v.new, patch)
			}
			if v.old == v.new && len(patch) > 0 {
				t.Errorf("%s: got %q for the same text, want nothing", v.name, patch)
			}
		}
	}
}

// TestBlobsAreMinimal compares with the longest common subsequence computed as
// in a textbook.
func TestBlobsAreMinimal(t *testing.T) {
	for _, v := range append(smallVersions(500), largeVersions(400)...) {
		a, b := strings.SplitAfter(v.old, "\n"), strings.SplitAfter(v.new, "\n")
		row := make([]int, len(b)+1)
		for i := range a {
			before := 0
			for j := range b {
				keep := row[j+1]
				if a[i] == b[j] && a[i] != "" {
					row[j+1] = before + 1
				} else {
					row[j+1] = max(row[j+1], row[j])
				}
				before = keep
			}
		}
		want := len(Parse([]byte(v.old)).kinds) + len(Parse([]byte(v.new)).kinds) - 2*row[len(b)]
		if got := changedLines(string(Blobs([]byte(v.old), []byte(v.new), Options{}))); got != want {
			t.Errorf("%s: got %d changed lines, want %d", v.name, got, want)
		}
	}
}

func TestIsBinary(t *testing.T) {
	tests := []struct {
		name string
		blob []byte
		want bool
	}{
		{"empty", nil, false},
		{"text", []byte("text\n\xff\r"), false},
		{"first byte", []byte{0}, true},
		{"last byte looked at", append(bytes.Repeat([]byte("a"), 7999), 0), true},
		{"behind it", append(bytes.Repeat([]byte("a"), 8000), 0), false},
	}
	for _, test := range tests {
		if got := IsBinary(test.blob); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func FuzzBlobs(f *testing.F) {
	for _, v := range smallVersions(20) {
		f.Add(v.old, v.new)
	}
	f.Fuzz(func(t *testing.T, old, new string) {
		patch := Blobs([]byte(old), []byte(new), Options{})
		if got := apply(t, old, patch); got != new {
			t.Fatalf("got %q, want %q, by %q", got, new, patch)
		}
		Blobs([]byte(old), []byte(new), Options{IgnoreSpace: true})
	})
}

// BenchmarkBlobs compares files of 50,000 lines.
func BenchmarkBlobs(b *testing.B) {
	for _, v := range largeVersions(50000) {
		old, new := []byte(v.old), []byte(v.new)
		b.Run(v.name, func(b *testing.B) {
			b.ReportAllocs()
			lines := 0
			for b.Loop() {
				lines = bytes.Count(Blobs(old, new, Options{Context: -1}), []byte("\n"))
			}
			b.ReportMetric(float64(lines), "lines")
		})
	}
}

// TestBlobsOfManyLines holds time and memory far below what a square of the
// number of lines would take, and the time far above what a busy machine needs.
func TestBlobsOfManyLines(t *testing.T) {
	for _, v := range largeVersions(50000) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		Blobs([]byte(v.old), []byte(v.new), Options{})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if most := 2 * time.Second; took > most {
			t.Errorf("%s: got %v for 50,000 lines, want at most %v", v.name, took, most)
		}
		if got, most := (after.TotalAlloc-before.TotalAlloc)>>20, uint64(48); got > most {
			t.Errorf("%s: got %d MB allocated for 50,000 lines, want at most %d", v.name, got, most)
		}
	}
}

func TestHeading(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"letter", "func a() {", " func a() {"},
		{"capital", "A", " A"},
		{"underscore", "_a", " _a"},
		{"dollar", "$a", " $a"},
		{"blanks at the end", "a \t\r", " a"},
		{"bracket", "[a]", ""},
		{"indented", " a", ""},
		{"digit", "1", ""},
		{"cut to whole characters", strings.Repeat("a", 79) + "ü", " " + strings.Repeat("a", 79)},
		{"just short enough", strings.Repeat("a", 78) + "üb", " " + strings.Repeat("a", 78) + "ü"},
	}
	for _, test := range tests {
		old := test.line + "\n1\n2\n3\n4\n"
		got := string(Blobs([]byte(old), []byte(old+"5\n"), Options{}))
		if want := "@@ -3,3 +3,4 @@" + test.want + "\n 2\n 3\n 4\n+5\n"; got != want {
			t.Errorf("%s: got %q, want %q", test.name, got, want)
		}
	}
}
