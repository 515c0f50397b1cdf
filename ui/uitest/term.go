package uitest

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github/embedded"
	"hubtrail/ui/pane"
)

// Term is a person's terminal with the program in it.
type Term struct {
	t       testing.TB
	o       Options
	display *display
	server  *embedded.Server
	asked   *recorder
	run     *run   // nil once the program has ended
	first   string // the screen before the program ran
	log     *safeBuffer
	ticks   atomic.Int64 // of the clock of the clients, in nanoseconds

	mu       sync.Mutex
	subject  pane.Subject // what was looked at last
	opened   []string
	copied   []string
	messages int
}

// lastTick is longer than any timer of the program that is not bound to its
// context.
const lastTick = 5 * time.Second

// New starts the program and returns when it has come to rest. It is to be
// called in a bubble (synctest.Test). When the test ends the program is ended
// too, and the terminal must then be clean, the painter have met no fault, and
// no token have reached the screen, the log or the disk.
func New(t testing.TB, o Options) *Term {
	t.Helper()
	toDay()
	if o.Width == 0 {
		o.Width, o.Height = 80, 24
	}
	if o.Store == "" {
		o.Store = t.TempDir()
	}
	if o.Server.Now == nil {
		o.Server.Now = time.Now
	}
	term := &Term{t: t, o: o, display: newDisplay(o.Width, o.Height, o.Light), server: embedded.New(o.World, o.Server), log: &safeBuffer{}}
	term.asked = &recorder{next: embedded.Transport(term.server)}
	t.Cleanup(func() {
		term.Quit()
		term.display.close()
		time.Sleep(lastTick) // Bubble Tea waits for no timer when it ends, but the bubble does
		term.checkSecrets()
	})
	go term.display.answer()
	term.start()
	return term
}

// Running reports whether the program runs.
func (t *Term) Running() bool {
	if t.run == nil {
		return false
	}
	select {
	case <-t.run.ended:
		return false
	default:
		return true
	}
}

// Quit ends the program, if it has not ended by itself, and checks what it
// leaves behind.
func (t *Term) Quit() {
	t.t.Helper()
	r := t.run
	if r == nil {
		return
	}
	t.run = nil
	r.program.Quit()
	<-r.ended
	r.cancel()
	if err := r.screen.Close(); err != nil {
		t.t.Errorf("leave the screen: got %v, want no error", err)
	}
	_ = r.input.Close() // the emulator's answers have nowhere to go from here
	if n := r.screen.Faults() - r.excused; n != 0 {
		t.t.Errorf("faults of the frames: got %d, want none; the last is %s", n, r.screen.LastFault())
	}
	if r.err != nil && !errors.Is(r.err, tea.ErrProgramKilled) {
		t.t.Errorf("end of the program: got %v, want no error", r.err)
	}
	t.checkClean()
}

// checkClean looks at what the shell would find.
func (t *Term) checkClean() {
	t.t.Helper()
	t.display.mu.Lock()
	defer t.display.mu.Unlock()
	if t.display.vt.IsAltScreen() {
		t.t.Error("after the program: got the alternate screen, want the normal one")
	}
	if t.display.hidden {
		t.t.Error("after the program: got a hidden cursor, want it shown")
	}
}

// Restart ends the program and starts it again with the same accounts, disk
// and GitHub, where it was left.
func (t *Term) Restart() {
	t.t.Helper()
	t.Quit()
	t.start()
}

func (t *Term) remember(s pane.Subject) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subject = s
}

func (t *Term) browse(url string) error {
	t.mu.Lock()
	t.opened = append(t.opened, url)
	t.mu.Unlock()
	if t.o.Browse == nil {
		return nil
	}
	return t.o.Browse(url)
}

func (t *Term) count() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.messages++
}
