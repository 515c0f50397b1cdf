package lines

import "hubtrail/keymap"

// step is how many cells one key moves sideways.
const step = 8

// Act carries out an action that moves the window and reports whether it was
// one.
func (l *Lines) Act(a keymap.Action) bool {
	switch a {
	case keymap.Down:
		l.Scroll(1)
	case keymap.Up:
		l.Scroll(-1)
	case keymap.PageDown:
		l.Page(1)
	case keymap.PageUp:
		l.Page(-1)
	case keymap.HalfPageDown:
		l.HalfPage(1)
	case keymap.HalfPageUp:
		l.HalfPage(-1)
	case keymap.First:
		l.Home()
	case keymap.Last:
		l.End()
	case keymap.Left:
		l.Sideways(-step)
	case keymap.Right:
		l.Sideways(step)
	default:
		return false
	}
	return true
}
