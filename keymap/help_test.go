package keymap

import "testing"

func TestDescribeIn(t *testing.T) {
	for _, tt := range []struct {
		scope  Scope
		action Action
		want   string
	}{
		{Patch, Open, "fold the file, or open the commit of the row"},
		{Repositories, Open, "open"},
		{Patch, NextFile, "next file"},
	} {
		if got := DescribeIn(tt.scope, tt.action); got != tt.want {
			t.Errorf("%s in %s: got %q, want %q", tt.action, tt.scope, got, tt.want)
		}
	}
	// Whatever has a meaning of its own is bound there.
	m := Default()
	for at := range meanings() {
		if m.Keys(at.action, at.scope) == nil {
			t.Errorf("%s in %s has a meaning and no key", at.action, at.scope)
		}
	}
}
