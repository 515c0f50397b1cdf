package uitest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/store"
	"hubtrail/keymap"
	"hubtrail/ui"
	"hubtrail/ui/pane"
	"hubtrail/ui/screen"
	"hubtrail/ui/theme"
)

// Term is a person's terminal with the program in it.
type Term struct {
	t       testing.TB
	o       Options
	display *display
	server  *embedded.Server
	asked   *recorder
	run     *run // nil once the program has ended
	log     *safeBuffer
	ticks   atomic.Int64 // of the clock of the clients, in nanoseconds

	mu       sync.Mutex
	subject  pane.Subject // what was looked at last
	opened   []string
	copied   []string
	messages int
}

// run is one start of the program.
type run struct {
	program *tea.Program
	screen  *screen.Screen
	theme   *theme.Theme
	input   *io.PipeWriter
	cancel  context.CancelFunc
	ended   chan struct{}
	err     error // of Run, once ended is closed

	unseen  bool // the size was changed without waiting
	excused int  // faults of frames that were overtaken by a change of size
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

// start runs the program as ui/start does, but for what asks the machine.
func (t *Term) start() {
	t.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	in, input := io.Pipe()
	r := &run{screen: screen.New(in, t.display, t.display.size), input: input, cancel: cancel, ended: make(chan struct{})}
	model := ui.New(t.uiOptions(ctx, r))
	if err := r.screen.Enter(); err != nil {
		t.t.Fatal(err)
	}
	model.Start(r.screen.Size())
	r.program = tea.NewProgram(model, tea.WithContext(ctx), tea.WithInput(r.screen.Input()), tea.WithOutput(io.Discard),
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithoutCatchPanics(),
		tea.WithFilter(func(_ tea.Model, m tea.Msg) tea.Msg { t.count(); return m }))
	send := func(m tea.Msg) { go r.program.Send(m) }
	r.screen.OnPaste(func(text string) { r.program.Send(ui.Pasted{Text: text}) })
	r.screen.OnBackground(func(red, green, blue uint8) {
		send(ui.Background{Dark: 2126*int(red)+7152*int(green)+722*int(blue) < 5000*255})
	})
	r.screen.OnError(func(error) { cancel() })
	t.display.connect(input)
	r.screen.AskBackground()
	go func() {
		defer close(r.ended)
		_, r.err = r.program.Run()
	}()
	t.run = r
	settle()
}

func (t *Term) uiOptions(ctx context.Context, r *run) ui.Options {
	accounts := github.NewAccounts()
	disk := store.Open(filepath.Join(t.o.Store, "cache"), filepath.Join(t.o.Store, "state"), time.Now)
	log := slog.New(slog.NewTextHandler(t.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	add := func(options []github.Options) {
		for _, o := range options {
			t.addAccount(accounts, o, disk, log)
		}
	}
	add(t.o.Accounts)
	retheme := t.retheme()
	r.theme = retheme(true)
	subject := t.subject
	if len(t.o.Accounts) == 0 {
		subject = pane.Subject{}
	}
	o := ui.Options{
		Context: ctx, Accounts: accounts, Pins: github.NewPins(disk, accounts), Remember: t.remember, Browse: t.browse,
		Hosts: func() []string { return hosts(accounts) }, Keys: keymap.Default(), Theme: r.theme, Retheme: retheme,
		Terminal: &terminal{r.screen, t}, Log: log, Subject: subject, Focus: focus(subject), Animation: !t.o.Still,
	}
	if t.o.Offered {
		o.Demo = func(context.Context) ui.Arrived {
			add(Demo())
			return ui.Arrived{Note: "the demo runs on this machine alone: choose one of its accounts"}
		}
	}
	return o
}

func (t *Term) retheme() func(dark bool) *theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(t.o.Profile)
	return func(dark bool) *theme.Theme {
		th := theme.New(r, dark)
		if t.o.ASCII {
			th = th.ASCII()
		}
		return th
	}
}

// focus is the pane where a subject is.
func focus(s pane.Subject) pane.ID {
	switch {
	case s.Commit != "":
		return pane.Patch
	case s.Repo.Name != "":
		return pane.Commits
	case s.Place.Account != "":
		return pane.Repositories
	default:
		return pane.Installations
	}
}

func hosts(accounts *github.Accounts) (names []string) {
	for _, a := range accounts.List() {
		if !slices.Contains(names, a.Host) {
			names = append(names, a.Host)
		}
	}
	return names
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

// terminal is the screen as the model has it; copies are noted on the way.
type terminal struct {
	*screen.Screen
	term *Term
}

// Clipboard notes and passes on what is copied.
func (s *terminal) Clipboard(text string) {
	s.term.mu.Lock()
	s.term.copied = append(s.term.copied, text)
	s.term.mu.Unlock()
	s.Screen.Clipboard(text)
}

// safeBuffer is a buffer that several goroutines write to.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write appends to the buffer.
func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

// String is all that was written.
func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
