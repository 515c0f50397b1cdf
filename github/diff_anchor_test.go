package github

import "testing"

// What is written is read as the same place. The sums are those of sha256sum.
func TestAnchorOf(t *testing.T) {
	const readme = "diff-b335630551682c19a781afebcf4d07bf978fb1f8ac04c6bf87428ed5106870f5"
	for _, tt := range []struct {
		old  bool
		line int
		want string
	}{{false, 0, readme}, {true, 0, readme}, {false, 12, readme + "R12"}, {true, 12, readme + "L12"}, {false, -1, readme}} {
		a := AnchorOf("README.md", tt.old, tt.line)
		if got := a.String(); got != tt.want {
			t.Errorf("line %d: got %s, want %s", tt.line, got, tt.want)
		}
		if got := parseAnchor(a.String()); got != a || !got.Names("README.md") {
			t.Errorf("line %d: read as %+v, want %+v", tt.line, got, a)
		}
	}
	if got := (DiffAnchor{}).String(); got != "" {
		t.Errorf("no place: got %q", got)
	}
}
