package ui

import (
	"testing"

	"hubtrail/ui/pane"
)

func TestPlanTilesTheScreenAtEverySize(t *testing.T) {
	for _, m := range []Mode{
		{Focus: pane.Repositories}, {Focus: pane.Patch, Patch: true}, {Focus: pane.Commits, Zoomed: true},
		{Focus: pane.Issues, Side: pane.SideIssues}, {Focus: pane.Conversation, Side: pane.SideIssues, Issue: true, Patch: true, Detail: true},
	} {
		for w := range 220 {
			for h := range 70 {
				cells := make([]int, w*h)
				for _, p := range Plan(w, h, m) {
					for y := p.Rect.Y; y < p.Rect.Y+p.Rect.H; y++ {
						for x := p.Rect.X; x < p.Rect.X+p.Rect.W; x++ {
							if x >= w || y >= h {
								t.Fatalf("%dx%d %+v: %s reaches %d,%d", w, h, m, p.ID, x, y)
							}
							cells[y*w+x]++
						}
					}
				}
				for i, n := range cells {
					want := 1
					if i/max(w, 1) >= h-bars(h) {
						want = 0
					}
					if n != want {
						t.Fatalf("%dx%d %+v: cell %d,%d is in %d panes, want %d", w, h, m, i%w, i/w, n, want)
					}
				}
			}
		}
	}
}

func TestPlanShowsWhatFits(t *testing.T) {
	ids := func(w, h int, m Mode) (out []pane.ID) {
		for _, p := range Plan(w, h, m) {
			out = append(out, p.ID)
		}
		return out
	}
	tests := []struct {
		w, h int
		m    Mode
		want []pane.ID
	}{
		{80, 24, Mode{Focus: pane.Commits}, []pane.ID{pane.Commits}},
		{120, 40, Mode{Focus: pane.Commits}, []pane.ID{pane.Installations, pane.Repositories, pane.Commits}},
		{120, 40, Mode{Focus: pane.Patch, Patch: true}, []pane.ID{pane.Installations, pane.Repositories, pane.Commits, pane.Patch}},
		{120, 40, Mode{Focus: pane.Patch, Patch: true, Zoomed: true}, []pane.ID{pane.Patch}},
		{80, 24, Mode{Focus: pane.Issues, Side: pane.SideIssues}, []pane.ID{pane.Issues}},
		{120, 40, Mode{Focus: pane.Issues, Side: pane.SideIssues, Patch: true, Detail: true}, []pane.ID{pane.Installations, pane.Repositories, pane.Issues}},
		{120, 40, Mode{Focus: pane.Conversation, Side: pane.SideIssues, Issue: true}, []pane.ID{pane.Installations, pane.Repositories, pane.Issues, pane.Conversation}},
		{200, 60, Mode{Focus: pane.Issues, Side: pane.SideIssues}, []pane.ID{pane.Installations, pane.Repositories, pane.Issues, pane.Conversation}},
		{200, 60, Mode{Focus: pane.Commits}, []pane.ID{pane.Installations, pane.Repositories, pane.Commits, pane.Patch}},
	}
	for _, tt := range tests {
		got := ids(tt.w, tt.h, tt.m)
		if len(got) != len(tt.want) {
			t.Errorf("Plan(%d, %d, %+v): got %v, want %v", tt.w, tt.h, tt.m, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("Plan(%d, %d, %+v): got %v, want %v", tt.w, tt.h, tt.m, got, tt.want)
			}
		}
	}
}

func TestAboveStaysOnTheScreen(t *testing.T) {
	for _, id := range []pane.ID{pane.Help, pane.Palette, pane.Refs, pane.Detail, pane.Welcome, pane.Compose, pane.Linker, pane.Confirm} {
		for w := 1; w < 220; w++ {
			for h := 1; h < 70; h++ {
				r := Above(id, w, h).Rect
				if r.X < 0 || r.Y < 0 || r.X+r.W > w || r.Y+r.H > h-bars(h) {
					t.Fatalf("Above(%s, %d, %d): got %+v, outside the screen", id, w, h, r)
				}
			}
		}
	}
}
