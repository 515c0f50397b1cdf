package uitest

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"strings"
	"sync"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// display is the terminal emulator behind a mutex, with all that was ever
// written to it.
type display struct {
	mu      sync.Mutex
	vt      *vt.Emulator
	w, h    int
	written bytes.Buffer
	writes  int
	hidden  bool // the cursor

	to    sync.Mutex // of what follows
	input io.Writer  // where answers go
}

func newDisplay(w, h int, light bool) *display {
	d := &display{vt: vt.NewEmulator(w, h), w: w, h: h}
	var background color.Color = color.Black
	if light {
		background = color.White
	}
	d.vt.SetDefaultBackgroundColor(background)
	d.vt.SetCallbacks(vt.Callbacks{CursorVisibility: func(shown bool) { d.hidden = !shown }})
	return d
}

// Write shows what the program draws.
func (d *display) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes++
	d.written.Write(b)
	return d.vt.Write(b)
}

// answer passes what the terminal says of itself on to the program that runs,
// until the emulator is closed.
func (d *display) answer() {
	buf := make([]byte, 256)
	for {
		n, err := d.vt.Read(buf)
		if err != nil {
			return
		}
		d.to.Lock()
		input := d.input
		d.to.Unlock()
		_, _ = input.Write(buf[:n]) // a program that has ended reads nothing
	}
}

// connect sets where answers go.
func (d *display) connect(input io.Writer) {
	d.to.Lock()
	defer d.to.Unlock()
	d.input = input
}

func (d *display) close() { _ = d.vt.Close() }

func (d *display) size() (w, h int, err error) {
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

// text is the rows without trailing spaces, each ended by a line feed.
func (d *display) text() string {
	return d.rows(func(_, _ int, c *uv.Cell) string { return content(c) })
}

// rows draws each row cell by cell.
func (d *display) rows(draw func(x, y int, c *uv.Cell) string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out strings.Builder
	for y := range d.h {
		var row strings.Builder
		for x := range d.w {
			row.WriteString(draw(x, y, d.vt.CellAt(x, y)))
		}
		out.WriteString(strings.TrimRight(row.String(), " "))
		out.WriteByte('\n')
	}
	return out.String()
}

// content is what a cell shows: the second cell of a wide character nothing, an
// empty one a space.
func content(c *uv.Cell) string {
	switch {
	case c == nil:
		return " "
	case c.Width == 0:
		return ""
	case c.Content == "":
		return " "
	}
	return c.Content
}

// styled is the rows with the style of each run of cells before it, in braces.
func (d *display) styled() string {
	var last uv.Style
	at := -1
	return d.rows(func(_, y int, c *uv.Cell) string {
		if y != at {
			at, last = y, uv.Style{}
		}
		s := content(c)
		if c == nil || c.Width == 0 || c.Style.Equal(&last) || s == " " && c.Style.Bg == nil && last.Bg == nil && c.Style.Attrs == last.Attrs {
			return s
		}
		last = c.Style
		return "{" + describe(last) + "}" + s
	})
}

// describe names a style: foreground, background and attributes.
func describe(s uv.Style) string {
	var words []string
	for _, a := range []struct {
		bit  uint8
		name string
	}{{uv.AttrBold, "bold"}, {uv.AttrFaint, "faint"}, {uv.AttrReverse, "reverse"}} {
		if s.Attrs&a.bit != 0 {
			words = append(words, a.name)
		}
	}
	if s.Underline != 0 {
		words = append(words, "underline")
	}
	if s.Fg != nil {
		words = append(words, hex(s.Fg))
	}
	if s.Bg != nil {
		words = append(words, "on "+hex(s.Bg))
	}
	return strings.Join(words, " ")
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// like is the text of the cells that have a style, row by row; rows without
// such a cell are left out.
func (d *display) like(style uv.Style) string {
	rows := d.rows(func(_, _ int, c *uv.Cell) string {
		if c == nil || hexOf(c.Style.Bg) != hexOf(style.Bg) || c.Style.Attrs&uv.AttrReverse != style.Attrs&uv.AttrReverse {
			return ""
		}
		return content(c)
	})
	var out []string
	for row := range strings.Lines(rows) {
		if row = strings.TrimSpace(row); row != "" {
			out = append(out, row)
		}
	}
	return strings.Join(out, "\n")
}

func hexOf(c color.Color) string {
	if c == nil {
		return ""
	}
	return hex(c)
}
