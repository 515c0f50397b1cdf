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
