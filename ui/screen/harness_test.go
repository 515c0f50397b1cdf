package screen

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/x/vt"
)

// A display is a terminal emulator that counts what is written to it.
type display struct {
	mu      sync.Mutex
	vt      *vt.Emulator
	written bytes.Buffer
	writes  int
	w, h    int
}

func newDisplay(w, h int) *display {
	d := &display{vt: vt.NewEmulator(w, h), w: w, h: h}
	return d
}

func (d *display) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes++
	d.written.Write(b)
	return d.vt.Write(b)
}

// taken returns what was written since the last call, and in how many writes.
func (d *display) taken() (text string, writes int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	text, writes = d.written.String(), d.writes
	d.written.Reset()
	d.writes = 0
	return text, writes
}

func (d *display) size() (int, int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.w, d.h, nil
}

func (d *display) resize(w, h int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.w, d.h = w, h
	d.vt.Resize(w, h)
}

// shown returns each cell with its style: a space and an erased cell are alike.
func (d *display) shown() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	rows := make([]string, d.h)
	for y := range rows {
		var b strings.Builder
		for x := range d.w {
			c := d.vt.CellAt(x, y)
			switch {
			case c == nil:
				b.WriteString("[ ]")
			case c.Width == 0 && c.Content == "":
				b.WriteString("[]")
			default:
				fmt.Fprintf(&b, "[%s%s]", c.Style.String(), strings.TrimRight(c.Content, " "))
			}
		}
		rows[y] = b.String()
	}
	return rows
}

// text returns the characters shown, without trailing blanks.
func (d *display) text() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	rows := strings.Split(d.vt.String(), "\n")
	for y, row := range rows {
		rows[y] = strings.TrimRight(row, " ")
	}
	return rows
}

// entered returns a screen on a display of its own, entered, with nothing
// taken yet.
func entered(t testing.TB, w, h int) (*Screen, *display) {
	t.Helper()
	d := newDisplay(w, h)
	r, _ := io.Pipe()
	s := New(r, d, d.size)
	if err := s.Enter(); err != nil {
		t.Fatal(err)
	}
	d.taken()
	return s, d
}

// visibility notes whether the cursor is hidden.
func visibility(hidden *bool) vt.Callbacks {
	return vt.Callbacks{CursorVisibility: func(shown bool) { *hidden = !shown }}
}
