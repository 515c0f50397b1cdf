package diff

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// hunkOf is a patch of one hunk with these lines, markers included.
func hunkOf(lines ...string) *Patch {
	return Parse([]byte(fmt.Sprintf("@@ -1,%d +1,%d @@\n%s\n", len(lines), len(lines), strings.Join(lines, "\n"))))
}

func TestPair(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  []int // of each line, counted from 0; -1 for none
	}{
		{"context", []string{" a", " b"}, []int{-1, -1}},
		{"one", []string{" a", "-b", "+c", " d"}, []int{-1, 2, 1, -1}},
		{"in order", []string{"-a", "-b", "+b", "+a"}, []int{2, 3, 0, 1}},
		{"removed only", []string{"-a", "-b", " c"}, []int{-1, -1, -1}},
		{"added only", []string{"+a", " c"}, []int{-1, -1}},
		{"added before removed", []string{"+a", "-a", " c"}, []int{-1, -1, -1}},
		{"two runs", []string{"-a", "+b", "-c", "+d"}, []int{1, 0, 3, 2}},
		{"without newlines", []string{"-a", `\ No newline at end of file`, "+b", `\ No newline at end of file`}, []int{2, -1, 0, -1}},
		{"one line more, before", []string{"-x := f(a)", "+// a comment of it", "+x := f(a, b)"}, []int{2, -1, 0}},
		{"one line more, within", []string{"-x := f(a)", "-y := g(b)", "+x := f(a, c)", "+// something else", "+y := g(b, c)"}, []int{2, 4, 0, -1, 1}},
		{"one line less", []string{"-x := f(a)", "-// something else", "-y := g(b)", "+x := f(a, c)", "+y := g(b, c)"}, []int{3, -1, 4, 0, 2}},
		{"none alike", []string{"-alpha", "+beta", "+gamma"}, []int{-1, -1, -1}},
		{"too little alike", []string{"-return errors.New(text)", "+for i := range text {", "+}"}, []int{-1, -1, -1}},
		{"pairs do not cross", []string{"-x := f(a)", "-return nil, err", "+return nil, oops", "+x := f(a, c)", "+// more"}, []int{3, -1, -1, 0, -1}},
	}
	for _, test := range tests {
		p := hunkOf(test.lines...)
		var got []int
		for i := 1; i < p.Lines(); i++ {
			pair := p.Pair(i)
			if pair >= 0 {
				pair-- // the header
			}
			got = append(got, pair)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
	if got := Parse([]byte("text\n")).Pair(0); got != -1 {
		t.Errorf("got %d outside of hunks, want -1", got)
	}
}

// TestPairOfLargeRuns asks for far lines in turn: what is remembered of one run
// must not answer for another.
func TestPairOfLargeRuns(t *testing.T) {
	var lines []string
	add := func(marker string, from, n int) {
		for i := range n {
			lines = append(lines, fmt.Sprintf("%sword%d", marker, from+i))
		}
	}
	add("-", 100, 1000)
	add("+", 0, 1200) // too many to compare: in order
	lines = append(lines, " ")
	add("-", 0, 1000)
	add("+", 0, 1000)
	lines = append(lines, " ")
	add("-", 0, 10)
	add("+", 0, 15)
	p := hunkOf(lines...)
	tests := []struct{ line, want int }{
		{1, 1001}, {1001, 1}, {1000, 2000}, {2000, 1000}, {2001, -1}, {2200, -1}, {2201, -1},
		{2202, 3202}, {4201, 3201}, {2203, 3203}, {4203, 4213}, {4222, 4212}, {4223, -1}, {1, 1001},
	}
	for range 2 {
		for _, test := range tests {
			if got := p.Pair(test.line); got != test.want {
				t.Errorf("line %d: got %d, want %d", test.line, got, test.want)
			}
		}
	}
}

// TestPairIsForSeveralGoroutines needs -race to fail.
func TestPairIsForSeveralGoroutines(t *testing.T) {
	var lines []string
	for n := range 20 {
		lines = append(lines, slices.Concat(repeated(10+n, "-a b c"), repeated(12, "+a b d"), []string{" "})...)
	}
	p := hunkOf(lines...)
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := n; i < p.Lines(); i++ {
				if pair := p.Pair(i); pair >= 0 && p.Pair(pair) != i {
					t.Errorf("got %d as the pair of line %d, and %d as the pair of that", pair, i, p.Pair(pair))
				}
			}
		})
	}
	all.Wait()
}

func TestChanged(t *testing.T) {
	p := hunkOf(" a", "-run(ctx, old)", "+run(ctx, new)", "-alpha", "+beta", "-x\r", "+x", `\ No newline at end of file`, "-gone")
	want := []string{"@@ -1,9 +1,9 @@", "a", "run(ctx, [old])", "run(ctx, [new])", "alpha", "beta", "x[\r]", "x", "No newline at end of file", "gone"}
	for i := range p.Lines() {
		if got := bracket(string(p.Line(i).Text), p.Changed(i)); got != want[i] {
			t.Errorf("line %d: got %q, want %q", i, got, want[i])
		}
	}
}
