package ui

import "hubtrail/ui/pane"

// Rect is a rectangle of cells.
type Rect struct{ X, Y, W, H int }

// contains reports whether a cell lies in the rectangle.
func (r Rect) contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Placed is a pane with its place on the screen, frame included.
type Placed struct {
	ID    pane.ID
	Rect  Rect
	Frame bool // false where there is no room for one
}

// inner is the space within the frame.
func (p Placed) inner() Rect {
	if !p.Frame {
		return p.Rect
	}
	return Rect{p.Rect.X + 1, p.Rect.Y + 1, p.Rect.W - 2, p.Rect.H - 2}
}

// Mode is what else the layout depends on.
type Mode struct {
	Focus  pane.ID
	Zoomed bool
	Patch  bool      // a commit is open
	Side   pane.Side // what the right side is for
	Issue  bool      // one of them is open
	Detail bool      // no repository is, so that its place can tell of the installation
}

// Widths from which one more column fits, and the smallest useful screen.
const (
	twoColumns   = 100
	threeColumns = 170
	frameMinW    = 12
	frameMinH    = 5
	barsMinH     = 4
)

// bars is how many rows at the bottom belong to the status and the help line.
func bars(height int) int {
	switch {
	case height < barsMinH:
		return 0
	case height < 2*barsMinH:
		return 1
	default:
		return 2
	}
}

// Plan places the panes of the layout on a screen: one at a time when it is
// narrow or zoomed, two columns from 100 cells, three from 170. The rectangles
// tile the screen above the bars exactly, column by column.
func Plan(width, height int, m Mode) []Placed {
	height -= bars(height)
	if width <= 0 || height <= 0 {
		return nil
	}
	if m.Zoomed || width < twoColumns || height < 16 {
		return []Placed{placed(m.Focus, Rect{0, 0, width, height})}
	}
	left := min(max(width*3/10, 34), 46)
	top := min(max(height/3, 7), 14)
	plan := []Placed{
		placed(pane.Installations, Rect{0, 0, left, top}),
		placed(pane.Repositories, Rect{0, top, left, height - top}),
	}
	right := width - left
	list, one, open := pane.Commits, pane.Patch, m.Patch
	switch {
	case m.Side == pane.SideIssues:
		list, one, open = pane.Issues, pane.Conversation, m.Issue
	case m.Detail:
		return append(plan, placed(pane.Detail, Rect{left, 0, right, height}))
	case m.Side == pane.SideOwners:
		return append(plan, placed(pane.Owners, Rect{left, 0, right, height}))
	case m.Side == pane.SideSource:
		return append(plan, placed(pane.Source, Rect{left, 0, right, height}))
	}
	switch {
	case width >= threeColumns:
		middle := min(max(right*4/10, 64), 90)
		return append(plan,
			placed(list, Rect{left, 0, middle, height}),
			placed(one, Rect{left + middle, 0, right - middle, height}))
	case open:
		top := min(max(height/3, 7), 14)
		return append(plan,
			placed(list, Rect{left, 0, right, top}),
			placed(one, Rect{left, top, right, height - top}))
	default:
		return append(plan, placed(list, Rect{left, 0, right, height}))
	}
}

// Above places a pane that lies above the layout: a box in the middle, or the
// whole screen when there is no room around it.
func Above(id pane.ID, width, height int) Placed {
	height -= bars(height)
	w, h := width*8/10, height*8/10
	switch id {
	case pane.Palette, pane.Refs:
		w, h = min(max(w, 56), 76), min(max(height*6/10, 12), 24)
	case pane.Who:
		w, h = min(max(w, 60), 100), min(max(h*2/3, 14), 30)
	case pane.Release:
		w, h = min(max(w, 60), 120), max(h, 16)
	case pane.Detail:
		w, h = min(max(w, 60), 90), min(max(h, 16), 40)
	case pane.Compose, pane.Linker:
		w, h = min(max(w, 72), 110), max(h, 20)
	case pane.Comparer:
		w, h = min(max(w, 60), 84), 10
	case pane.Confirm:
		w, h = min(max(w, 50), 72), min(max(height/3, 10), 16)
	case pane.Welcome:
		w, h = min(max(w, 76), 84), min(max(h, 20), 26)
	case pane.Help:
		w, h = min(max(w, 70), 110), max(h, 20)
	}
	if w+4 > width || h+2 > height {
		w, h = width, height
	}
	return placed(id, Rect{(width - w) / 2, (height - h) / 2, w, h})
}

func placed(id pane.ID, r Rect) Placed {
	return Placed{ID: id, Rect: r, Frame: r.W >= frameMinW && r.H >= frameMinH}
}
