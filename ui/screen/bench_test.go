package screen

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// painting is a screen whose output goes nowhere.
func painting(t testing.TB, w, h int) *Screen {
	t.Helper()
	s := New(strings.NewReader(""), io.Discard, func() (int, int, error) { return w, h, nil })
	if err := s.Enter(); err != nil {
		t.Fatal(err)
	}
	return s
}

// steady are the pairs of frames that are shown in turn.
func steady(w, h int) []struct {
	name string
	a, b []string
} {
	return []struct {
		name string
		a, b []string
	}{
		{"same", list(0, w, h, 3), list(0, w, h, 3)},
		{"row", list(0, w, h, 3), list(0, w, h, 4)},
		{"scroll", list(10, w, h, -1), list(11, w, h, -1)},
		{"full", list(0, w, h, 3), list(5000, w, h, 5003)},
	}
}

func TestPaintAllocatesNothing(t *testing.T) {
	for _, tt := range steady(160, 48) {
		t.Run(tt.name, func(t *testing.T) {
			s := painting(t, 160, 48)
			frames := [2][]string{tt.a, tt.b}
			n := 0
			if got := testing.AllocsPerRun(20, func() {
				s.Paint(frames[n%2])
				n++
			}); got != 0 {
				t.Errorf("got %v allocations a frame, want 0", got)
			}
			if s.Faults() != 0 {
				t.Errorf("got fault %q, want none", s.LastFault())
			}
		})
	}
}

func BenchmarkPaint(b *testing.B) {
	for _, size := range [][2]int{{160, 48}, {200, 60}} {
		for _, tt := range steady(size[0], size[1]) {
			b.Run(fmt.Sprintf("%s/%dx%d", tt.name, size[0], size[1]), func(b *testing.B) {
				s := painting(b, size[0], size[1])
				frames := [2][]string{tt.a, tt.b}
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					s.Paint(frames[n%2])
					n++
				}
			})
		}
	}
}
