package list

import (
	"testing"

	"hubtrail/keymap"
)

func TestAct(t *testing.T) {
	l := newList(100, 10)
	for _, tt := range []struct {
		action keymap.Action
		acted  bool
		cursor int
	}{
		{keymap.Down, true, 1},
		{keymap.Last, true, 99},
		{keymap.Up, true, 98},
		{keymap.First, true, 0},
		{keymap.PageDown, true, 9},
		{keymap.HalfPageDown, true, 14},
		{keymap.HalfPageUp, true, 9},
		{keymap.PageUp, true, 0},
		{keymap.Open, false, 0},
	} {
		if got := l.Act(tt.action); got != tt.acted || l.Cursor() != tt.cursor {
			t.Errorf("%s: got %t and cursor %d, want %t and %d", tt.action, got, l.Cursor(), tt.acted, tt.cursor)
		}
	}
}
