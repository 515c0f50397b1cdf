package diff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestFindMoves(t *testing.T) {
	const a, b, c = "the first line", "second line", "third, a line"
	marked := func(marker string, lines ...string) (out []string) {
		for _, line := range lines {
			out = append(out, marker+line)
		}
		return out
	}
	both := func(parts ...[]string) []string { return slices.Concat(parts...) }
	tests := []struct {
		name  string
		lines []string
		want  Moves
	}{
		{"none", marked(" ", a, b, c), nil},
		{"down", both(marked("-", a, b, c), marked(" ", "x"), marked("+", a, b, c)), Moves{{1, 4, 5}, {5, 8, 1}}},
		{"up", both(marked("+", a, b, c), marked(" ", "x"), marked("-", a, b, c)), Moves{{1, 4, 5}, {5, 8, 1}}},
		{"within others", both(marked("-", "p", a, b, c, "q"), marked("+", "r", a, b, c, "s")), Moves{{2, 5, 7}, {7, 10, 2}}},
		{"two lines", both(marked("-", a, b), marked(" ", "x"), marked("+", a, b)), nil},
		{"19 letters", both(marked("-", "1234567 (", ")", "ABCDEFGHIJKL"), marked(" ", "x"), marked("+", "1234567 (", ")", "ABCDEFGHIJKL")), nil},
		{"20 letters", both(marked("-", "1234567 (", "ü)", "ABCDEFGHIJKL"), marked(" ", "x"), marked("+", "1234567 (", "ü)", "ABCDEFGHIJKL")), Moves{{1, 4, 5}, {5, 8, 1}}},
		{"one line differs", both(marked("-", a, b, c), marked(" ", "x"), marked("+", a, "other", c)), nil},
		{"not in a row", both(marked("-", a, b), marked(" ", "x"), marked("-", c), marked("+", a, b, c)), nil},
		{"added twice", both(marked("-", a, b, c), marked(" ", "x"), marked("+", a, b, c), marked(" ", "x"), marked("+", a, b, c)),
			Moves{{1, 4, 5}, {5, 8, 1}, {9, 12, 1}}},
		{"the longest", both(marked("-", a, b, c, "more"), marked(" ", "x"), marked("+", a, b, c), marked(" ", "x"), marked("+", a, b, c, "more")),
			Moves{{1, 5, 10}, {6, 9, 1}, {10, 14, 1}}},
		{"two blocks in a row", both(marked("-", a, b, c, a, b), marked(" ", "x"), marked("+", c, a, b), marked(" ", "x"), marked("+", a, b, c)),
			Moves{{1, 4, 11}, {7, 10, 3}, {11, 14, 1}}},
	}
	for _, test := range tests {
		got := FindMoves(hunkOf(test.lines...))
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestMovesBetweenFiles(t *testing.T) {
	p := Parse([]byte("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +0,0 @@\n-one of some lines\n-two of some lines\n-three of some lines\n" +
		"diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -0,0 +1,3 @@\n+one of some lines\n+two of some lines\n+three of some lines\n"))
	m := FindMoves(p)
	tests := []struct {
		line int
		want Move
		ok   bool
	}{{3, Move{}, false}, {4, Move{4, 7, 11}, true}, {6, Move{4, 7, 11}, true}, {7, Move{}, false}, {10, Move{}, false}, {11, Move{11, 14, 4}, true}, {13, Move{11, 14, 4}, true}}
	for _, test := range tests {
		if got, ok := m.Of(test.line); got != test.want || ok != test.ok {
			t.Errorf("line %d: got %v and %v, want %v and %v", test.line, got, ok, test.want, test.ok)
		}
	}
}

// TestMovesAreTheSame compares the lines of whatever was found in patches full
// of chance.
func TestMovesAreTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	found := 0
	for range 200 {
		var lines []string
		for _, line := range letterLines(200, 3, r) {
			lines = append(lines, string("-+ "[min(2, r.IntN(40)/19)])+strings.Repeat(line, 9))
		}
		slices.SortFunc(lines[50:90], func(a, b string) int { return strings.Compare(a[:1], b[:1]) })
		p := hunkOf(lines...)
		last := 0
		for _, m := range FindMoves(p) {
			found++
			if m.First < last || m.End-m.First < minMoveLines {
				t.Fatalf("got %v, want moves in order of three lines or more", m)
			}
			last = m.End
			for i := m.First; i < m.End; i++ {
				j := m.Other + i - m.First
				if string(p.Line(i).Text) != string(p.Line(j).Text) || p.Kind(i) != p.Kind(m.First) || p.Kind(j) != Removed+Added-p.Kind(i) {
					t.Fatalf("got line %d %q moved to line %d %q", i, p.Raw(i), j, p.Raw(j))
				}
			}
		}
	}
	if found < 200 {
		t.Errorf("got %d moves, want some in each patch", found)
	}
}

// movesPatch removes 50,000 lines and adds them elsewhere in blocks.
func movesPatch(lines []string) *Patch {
	var b strings.Builder
	fmt.Fprintf(&b, "@@ -1,%d +0,0 @@\n-%s\n", len(lines), strings.Join(lines, "\n-"))
	fmt.Fprintf(&b, "@@ -%d,0 +1,%d @@\n+%s\n", len(lines), len(lines), strings.Join(blockwise(lines, 30, rand.New(rand.NewPCG(7, 8))), "\n+"))
	return Parse([]byte(b.String()))
}

func BenchmarkFindMoves(b *testing.B) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, bench := range []struct {
		name  string
		patch *Patch
	}{
		{"code", movesPatch(source(50000, r))}, {"few lines", movesPatch(letterLines(50000, 3, r))}, {"one line", movesPatch(repeated(50000, "}"))},
		{"one long line", movesPatch(repeated(50000, "return errors.New(something)"))}, {"usual", Parse(bigPatch(2000))},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				FindMoves(bench.patch)
			}
		})
	}
}
