// Package screen is the terminal beneath the program: its raw mode, its size,
// its modes, what is painted on it and what is typed into it. It paints rows
// at once, writes only the cells that changed and writes them in one piece. It
// knows nothing of panes or messages.
//
// Bubble Tea's own renderer writes frames on a timer, which costs 9 ms from
// key to frame and 290 wake-ups a second while idle; with that renderer off
// (tea.WithoutRenderer) Bubble Tea touches neither the terminal's modes nor
// its size, so this package does. For the same reason tea.Exec, tea.Suspend
// and Program.ReleaseTerminal are not to be used: they would wait for the
// input reader. Use [Screen.Lend] and [Screen.Suspend] in a command instead.
package screen

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/term"
)

// ErrNotTerminal is returned by [Open] if input or output is no terminal.
var ErrNotTerminal = errors.New("not a terminal")

// ErrClosed is returned by [Screen.Enter] after [Screen.Close].
var ErrClosed = errors.New("the screen is closed")

// Screen is one terminal. All methods may be called from any goroutine, but
// those that set a callback only before [Screen.Enter].
type Screen struct {
	turn sync.Mutex // held by Enter and Leave; taken before mu
	mu   sync.Mutex // held while anything is written

	out    io.Writer
	size   func() (w, h int, err error)
	getenv func(string) string
	failed func(error)
	input  *Input

	tty   *os.File                   // what raw mode is set on; nil in tests
	saved atomic.Pointer[term.State] // the mode to go back to; nil unless raw

	entered bool
	closed  bool
	dead    error // the write error after which nothing is written any more
	mouse   bool
	titled  bool // a title was pushed on the terminal's stack
	lent    atomic.Int32

	width, height int
	known         bool // the grid is what the terminal shows
	grid          []line
	next          []cell // the row being parsed
	hashes        []uint64
	votes         []int
	seed          maphash.Seed
	pens          penTable
	clusters      clusterTable
	cursor        Cursor
	pen           uint16 // the terminal's pen, while a frame is built
	frame         []byte

	faults    int
	lastFault string
}

// Cursor is where the terminal's own cursor stands, counted in cells from the
// top left corner. The zero value is a hidden cursor.
type Cursor struct {
	Col, Row int
	Shown    bool
}

// Open returns the screen of the terminal that in and out are. It changes
// nothing until [Screen.Enter].
func Open(in, out *os.File) (*Screen, error) {
	for _, f := range []*os.File{in, out} {
		if !term.IsTerminal(int(f.Fd())) {
			return nil, fmt.Errorf("%s: %w; run this in a terminal window without redirecting input or output", f.Name(), ErrNotTerminal)
		}
	}
	s := New(in, out, func() (int, int, error) {
		w, h, err := term.GetSize(int(out.Fd()))
		if err == nil && (w <= 0 || h <= 0) {
			// A serial line does not know its size: what terminals were born with.
			w, h = 80, 24
		}
		return w, h, err
	})
	s.tty = in
	s.getenv = os.Getenv
	return s, nil
}

// New returns a screen that reads and writes anything, and asks size how large
// it is. It sets no raw mode: [Open] is for real terminals.
func New(in io.Reader, out io.Writer, size func() (w, h int, err error)) *Screen {
	s := &Screen{
		out:    out,
		size:   size,
		getenv: func(string) string { return "" },
		input:  newInput(in),
		seed:   maphash.MakeSeed(),
	}
	s.pens.reset()
	s.clusters.reset()
	s.measure()
	return s
}

// OnError sets what is told, once and on a goroutine of its own, that the
// terminal cannot be written to any more. Nothing is written after it.
func (s *Screen) OnError(f func(error)) { s.failed = f }

// OnPaste sets what is given pasted text: valid UTF-8 with lines ending in
// "\n", not cleaned of control characters, at most [MaxPaste] bytes; what is
// longer is cut there. It is called on the goroutine that reads [Screen.Input],
// in order with the keys around it.
func (s *Screen) OnPaste(f func(text string)) { s.input.onPaste = f }

// OnBackground sets what is told the terminal's background colour, on the
// goroutine that reads [Screen.Input].
func (s *Screen) OnBackground(f func(r, g, b uint8)) { s.input.onBackground = f }

// Input is what the program reads its keys from (tea.WithInput). While the
// screen is left, its Read waits without touching the terminal.
func (s *Screen) Input() *Input { return s.input }

// Size asks the terminal for its size in cells, and answers the last known
// size if the terminal does not.
func (s *Screen) Size() (w, h int) {
	w, h, err := s.size()
	if err == nil {
		return max(w, 0), max(h, 0)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.width, s.height
}

// Resized says that the terminal's size may have changed: the next frame is
// painted whole.
func (s *Screen) Resized() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.measure()
	s.known = false
}

// measure reads the size and makes the grid fit it.
func (s *Screen) measure() {
	w, h, err := s.size()
	if err != nil {
		return
	}
	w, h = max(w, 0), max(h, 0)
	if w == s.width && h == s.height && s.grid != nil {
		return
	}
	s.width, s.height = w, h
	cells := make([]cell, w*(h+1))
	s.next, cells = cells[:w:w], cells[w:]
	s.grid = make([]line, h)
	for y := range s.grid {
		s.grid[y].cells, cells = cells[:w:w], cells[w:]
	}
	s.hashes = make([]uint64, h)
	s.votes = make([]int, 2*h+1)
	s.known = false
}

// Enter takes the terminal over: raw mode, the alternate screen, a hidden
// cursor, no line wrap, and reports of paste, focus and, if wanted, the mouse.
// The next frame is painted whole. Entering twice does nothing.
func (s *Screen) Enter() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return ErrClosed
	case s.dead != nil:
		return s.dead
	case s.entered:
		return nil
	}
	if err := s.raw(); err != nil {
		return err
	}
	s.entered = true
	s.measure()
	s.enterModes()
	s.input.resume()
	return s.dead
}

// raw sets raw mode, and keeps the mode before the first time.
func (s *Screen) raw() error {
	if s.tty == nil {
		return nil
	}
	saved, err := term.MakeRaw(int(s.tty.Fd()))
	if err != nil {
		return fmt.Errorf("set the terminal to raw mode: %w", err)
	}
	s.saved.CompareAndSwap(nil, saved)
	return nil
}

func (s *Screen) enterModes() {
	b := append(s.frame[:0], enterModes...)
	if s.mouse {
		b = append(b, mouseOn...)
	}
	s.frame = b
	s.write(b)
	s.blank()
}

// regain takes the terminal over again after the process was stopped without
// having left the screen: the shell changed the mode and what is shown.
func (s *Screen) regain() {
	if s.lent.Load() > 0 || !s.foreground() {
		return
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered && s.raw() == nil {
		s.cursor = Cursor{}
		s.enterModes()
	}
}

// Leave gives the terminal back as it was before [Screen.Enter]. Leaving twice
// does nothing. It may be called from a panic handler or a signal's goroutine
// while a frame is painted: the frame is finished first.
func (s *Screen) Leave() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.mu.Lock()
	if !s.entered {
		s.mu.Unlock()
		return nil
	}
	s.entered = false
	s.leaveModes()
	s.mu.Unlock()

	// An answer of the terminal still under way would be typed into the shell.
	late := !s.input.settle(waiting)
	s.input.pause()

	s.mu.Lock()
	defer s.mu.Unlock()
	return s.restore(late)
}

func (s *Screen) leaveModes() {
	b := s.frame[:0]
	if s.titled {
		s.titled = false
		b = append(b, popTitle...)
	}
	b = append(b, mouseOff...)
	b = append(b, leaveModes...)
	s.frame = b
	s.cursor = Cursor{}
	s.write(b)
}

func (s *Screen) restore(flush bool) error {
	saved := s.saved.Swap(nil)
	if saved == nil {
		return nil
	}
	if flush {
		flushInput(s.tty)
	}
	if err := term.Restore(int(s.tty.Fd()), saved); err != nil {
		return fmt.Errorf("restore the terminal's mode (the command `reset` repairs it): %w", err)
	}
	return nil
}

// unraw restores the terminal's mode without waiting for a frame under way.
func (s *Screen) unraw() {
	if saved := s.saved.Load(); saved != nil {
		_ = term.Restore(int(s.tty.Fd()), saved)
	}
}

// Close leaves the screen for good and ends the input: a read of it returns
// io.EOF. Enter fails after it.
func (s *Screen) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	return errors.Join(s.Leave(), s.input.Close())
}

// lentAfter is how long a terminal still counts as lent when it is back.
const lentAfter = 250 * time.Millisecond

// Lend leaves the screen, calls f, which may use the terminal as it likes, and
// enters again. It blocks as long as f does: call it in a command.
func (s *Screen) Lend(f func() error) (err error) {
	s.lent.Add(1)
	// A signal meant for f may be delivered to us after f has ended.
	defer time.AfterFunc(lentAfter, func() { s.lent.Add(-1) })
	if err := s.Leave(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Enter()) }()
	return f()
}

// Mouse turns reports of the mouse on or off: buttons, wheel and drags.
func (s *Screen) Mouse(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mouse == on {
		return
	}
	s.mouse = on
	if !s.entered {
		return
	}
	if on {
		s.write([]byte(mouseOn))
	} else {
		s.write([]byte(mouseOff))
	}
}

// Faults counts what was wrong with frames: a row that was too wide, a frame
// that was too tall, a control character. They are cut or left out, so a fault
// is a defect of whoever composed the frame; tests want none.
func (s *Screen) Faults() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults
}

// LastFault describes the latest fault, "" if there was none.
func (s *Screen) LastFault() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lastFault
}
