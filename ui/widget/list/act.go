package list

import "hubtrail/keymap"

// Act carries out an action that moves the cursor and reports whether it was
// one.
func (l *List) Act(a keymap.Action) bool {
	switch a {
	case keymap.Down:
		l.Move(1)
	case keymap.Up:
		l.Move(-1)
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
	default:
		return false
	}
	return true
}
