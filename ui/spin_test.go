package ui

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
)

// waiting is a pane with a request under way since a time.
type waiting struct{ since time.Time }

func (w *waiting) Scope() keymap.Scope                   { return keymap.Commits }
func (w *waiting) Status() pane.Status                   { return pane.Status{Title: "Waiting", Busy: w.since} }
func (w *waiting) Resize(int, int)                       {}
func (w *waiting) Update(tea.Msg) (pane.Intent, tea.Cmd) { return nil, nil }
func (w *waiting) View(bool) []string                    { return nil }

func TestTheSpinner(t *testing.T) {
	for _, animation := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			m, out := begin(t, plainWorld(3), 120, 40, func(o *Options) { o.Animation = animation })
			w := &waiting{}
			m.panes[pane.Commits] = w
			look(m)
			m.spin = spinner{}
			if cmd := m.spin.follow(m); cmd != nil || m.spin.ticking {
				t.Error("it ticks although nothing is under way")
			}
			w.since = time.Now()
			cmd := m.spin.follow(m)
			if cmd == nil || m.spin.follow(m) != nil {
				t.Fatal("want one tick, not two, for a request")
			}
			begun := time.Now()
			msg := cmd()
			if waited := time.Since(begun); waited != spinAfter {
				t.Errorf("the first tick came after %v, want %v", waited, spinAfter)
			}
			_, cmd = m.Update(msg)
			m.View()
			first := out.text()
			if !strings.ContainsAny(first, "⠋⠙⠹") {
				t.Errorf("got\n%s\nwant the mark", first)
			}
			begun = time.Now()
			msg = one(t, cmd)
			if waited, want := time.Since(begun), map[bool]time.Duration{true: spinEvery, false: time.Second}[animation]; waited != want {
				t.Errorf("the next tick came after %v, want %v", waited, want)
			}
			m.Update(msg)
			m.View()
			if moved := out.text() != first; moved != animation {
				t.Errorf("the mark moved: %v, want %v", moved, animation)
			}
			w.since = time.Time{}
			if _, cmd = m.Update(tick{}); cmd != nil || m.spin.ticking {
				t.Error("it ticks on although the answer is there")
			}
		})
	}
}

// one runs the only command of a batch.
func one(t *testing.T, cmd tea.Cmd) tea.Msg {
	t.Helper()
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		if len(batch) != 1 {
			t.Fatalf("got %d commands, want one", len(batch))
		}
		return batch[0]()
	}
	return msg
}

func TestAPaneOutOfSightDoesNotSpin(t *testing.T) {
	m, _ := begin(t, plainWorld(3), 80, 24)
	look(m)
	m.panes[pane.Installations], m.spin = &waiting{time.Now()}, spinner{}
	if m.spin.follow(m) != nil {
		t.Error("it ticks for a pane that is not on screen")
	}
}

func TestTheBackgroundChangesTheColours(t *testing.T) {
	m, out := begin(t, plainWorld(3), 120, 40)
	look(m)
	before := strings.Join(out.rows, "\n")
	send(m, Background{Dark: false})
	if got := strings.Join(out.rows, "\n"); got != before {
		t.Error("the colours change although the user chose them")
	}
	light := *m.o.Theme
	light.Info, light.Border = light.Bad, light.Good
	m.o.Retheme = func(bool) *theme.Theme { return &light }
	send(m, Background{Dark: false})
	if got := strings.Join(out.rows, "\n"); got == before {
		t.Error("the colours stay although the background is another")
	}
}

func TestWhatTakesTimeRunsAfterTheFirstPaint(t *testing.T) {
	ran := 0
	m, out := begin(t, plainWorld(3), 120, 40, func(o *Options) {
		o.Begin = []Arrive{
			func(context.Context) Arrived { ran++; return Arrived{Note: "gh is not there"} },
			func(context.Context) Arrived { panic("a defect at the start") },
		}
	})
	m.View()
	if ran != 1 || out.paints == 0 {
		t.Errorf("ran %d times, painted %d, want each once", ran, out.paints)
	}
}

func TestTheDemoStartsOnce(t *testing.T) {
	runs := 0
	m, _ := begin(t, plainWorld(3), 120, 40, func(o *Options) {
		o.Demo = func(context.Context) Arrived { runs++; return Arrived{Note: "here it is"} }
	})
	send(m, runes("1"))
	settle(m, m.act(keymap.StartDemo))
	if runs != 1 || m.said != "here it is" {
		t.Errorf("ran %d times, said %q, want once", runs, m.said)
	}
	settle(m, m.act(keymap.StartDemo))
	if runs != 1 || m.said != "the demo runs already" {
		t.Errorf("ran %d times, said %q, want it said", runs, m.said)
	}
}
