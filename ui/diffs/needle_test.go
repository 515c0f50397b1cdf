package diffs

import (
	"strings"
	"testing"
)

func TestNeedle(t *testing.T) {
	for _, tt := range []struct {
		query, hay  string
		first, last int
	}{
		{"a", "", -1, -1},
		{"ab", "a", -1, -1},
		{"ab", "xABxaBx", 1, 4},
		{"Ab", "xABxAbx", 4, 4},
		{"b", "B", 0, 0},
		{"q1", "1Q1q", 1, 1},
		{"aa", "AaA", 0, 1},
		{"k z", "k yK Z", 3, 3},
		{"[]", "a[i] b[]", 6, 6},
		{"é", "É é", 3, 3}, // beyond A to Z, case counts
	} {
		n := needleOf(tt.query)
		if first, last := n.index(tt.hay), n.lastIndex(tt.hay); first != tt.first || last != tt.last {
			t.Errorf("%q in %q: got %d and %d, want %d and %d", tt.query, tt.hay, first, last, tt.first, tt.last)
		}
	}
}

// FuzzNeedle compares with a search in a copy of small letters.
func FuzzNeedle(f *testing.F) {
	f.Add("value", "func Value() { return VALUE }")
	f.Add("\xff", "a\xffb")
	f.Fuzz(func(t *testing.T, query, hay string) {
		if query == "" || query != strings.ToLower(query) {
			return
		}
		small := []byte(hay)
		for i := range small {
			small[i] = lower(small[i])
		}
		n := needleOf(query)
		if got, want := n.index(hay), strings.Index(string(small), query); got != want {
			t.Errorf("%q in %q: got %d, want %d", query, hay, got, want)
		}
		if got, want := n.lastIndex(hay), strings.LastIndex(string(small), query); got != want {
			t.Errorf("the last %q in %q: got %d, want %d", query, hay, got, want)
		}
	})
}
