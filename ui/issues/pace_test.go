package issues

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/keymap"
)

func TestPace(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var p pace
	var at []time.Duration
	for i := range 20 {
		now := start.Add(time.Duration(i) * time.Second)
		at = append(at, p.plan(now, pause, 2, false).Sub(start))
	}
	for i := range 12 {
		if want := time.Duration(i)*time.Second + pause; at[i] != want {
			t.Errorf("search %d: got sent after %s, want %s", i, at[i], want)
		}
	}
	for i := 12; i < 20; i++ {
		if want := time.Duration(i-12)*time.Second + pause + time.Minute; at[i] != want {
			t.Errorf("search %d: got sent after %s, want %s: when the one twelve before is a minute old", i, at[i], want)
		}
	}
	now := start.Add(20 * time.Second)
	if got := p.plan(now, 0, 2, true); got != now {
		t.Errorf("in a hurry: got sent after %s, want now", got.Sub(start))
	}
}

func TestWhatWasNotSentIsNotCounted(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var p pace
	for i := range 200 {
		now := start.Add(time.Duration(i) * 100 * time.Millisecond)
		p.drop(now)
		if got := p.plan(now, pause, 2, false); got != now.Add(pause) {
			t.Fatalf("letter %d: got sent after %s more, want after the pause", i, got.Sub(now))
		}
	}
	if len(p.sendings) != 1 {
		t.Errorf("got %d sendings, want the last alone", len(p.sendings))
	}
}

func TestSlowTypingKeepsWithinTheBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hub{hits: some()}
		d := seat(t, h)
		d.do(keymap.Search)
		d.wait(2 * time.Minute)
		before, said := len(h.asked), false
		for range 60 {
			d.do(keys("x")...)
			d.wait(time.Second)
			said = said || strings.Contains(d.caution(), "GitHub is asked at ")
		}
		if got := 2 * (len(h.asked) - before); got > budget || got < budget-4 {
			t.Errorf("got %d requests in a minute of typing a letter a second, want %d at most and not far from it", got, budget)
		}
		if !said {
			t.Error("it was never said when GitHub is asked")
		}
		d.wait(2 * time.Minute)
		if got := h.asked[len(h.asked)-1].Text; len(got) != len("is:open ")+60 {
			t.Errorf("asked last for %q, want all that was typed", got)
		}
	})
}
