package keymap

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestOverride(t *testing.T) {
	tests := []struct {
		name    string
		changes []Change
		scope   Scope
		want    map[string]Action // key to what it means afterwards, "" for nothing
		wrong   []string          // a part of each
		notes   []string
	}{
		{
			name:    "the user's keys replace the action's",
			changes: []Change{{"commits", "open", []string{"x", "return"}, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"x": Open, "enter": Open, "b": Refs},
		},
		{
			name:    "the user's key wins over a default",
			changes: []Change{{"commits", "open", []string{"b"}, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"b": Open, "enter": ""},
			notes:   []string{"f:1:1: b now means open; refs loses it"},
		},
		{
			name:    "two actions trade keys",
			changes: []Change{{"commits", "open", []string{"b"}, "f:1:1"}, {"commits", "refs", []string{"enter"}, "f:2:1"}},
			scope:   Commits,
			want:    map[string]Action{"b": Open, "enter": Refs},
			notes:   []string{"f:1:1: b now means open; refs loses it"},
		},
		{
			name:    "one of an action's keys is lost",
			changes: []Change{{"movement", "first", []string{"j"}, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"j": First, "down": Down, "g": ""},
			notes:   []string{"f:1:1: j now means first; down loses it"},
		},
		{
			name:    "another scope's key may be the same",
			changes: []Change{{"repositories", "pin", []string{"]"}, "f:1:1"}},
			scope:   Patch,
			want:    map[string]Action{"]": NextFile},
		},
		{
			name:    "a key of the scope hides one of all scopes",
			changes: []Change{{"commits", "refs", []string{"?"}, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"?": Refs, "b": ""},
		},
		{
			name:    "an action gets a key in a scope that had none",
			changes: []Change{{"patch", "reload-all", []string{"ctrl+r"}, "f:1:1"}},
			scope:   Patch,
			want:    map[string]Action{"ctrl+r": ReloadAll, "R": ReloadAll},
		},
		{
			name:    "no keys unbind",
			changes: []Change{{"commits", "refs", nil, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"b": ""},
		},
		{
			name:    "names as people write them",
			changes: []Change{{"commits", "refs", []string{"Space", "PageDown", "del", "escape"}, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{" ": Refs, "pgdown": Refs, "delete": Refs, "esc": Refs},
		},
		{
			name:    "unknown scope",
			changes: []Change{{"comits", "open", []string{"x"}, "f:3:5"}},
			scope:   Commits,
			want:    map[string]Action{"x": "", "enter": Open},
			wrong:   []string{`f:3:5: unknown scope "comits"; did you mean "commits"?`},
		},
		{
			name:    "unknown action, and nothing near it",
			changes: []Change{{"commits", "Opne", []string{"x"}, "f:3:5"}, {"commits", "zzzzzzzzz", []string{"x"}, "f:4:5"}},
			scope:   Commits,
			want:    map[string]Action{"x": "", "enter": Open},
			wrong:   []string{`f:3:5: unknown action "Opne"; did you mean "open"?`, `f:4:5: unknown action "zzzzzzzzz"; the names are up, down,`},
		},
		{
			name:    "an unusable key leaves the whole change out",
			changes: []Change{{"commits", "open", []string{"x", "ctrl+nothing"}, "f:3:5"}, {"commits", "refs", []string{"v"}, "f:4:5"}},
			scope:   Commits,
			want:    map[string]Action{"x": "", "enter": Open, "v": Refs},
			wrong:   []string{`f:3:5: unusable key "ctrl+nothing"`},
		},
		{
			name:    "two of the user's actions on one key: the first has it, the second keeps its own",
			changes: []Change{{"commits", "open", []string{"x"}, "f:3:5"}, {"commits", "refs", []string{"v", "x"}, "f:4:5"}},
			scope:   Commits,
			want:    map[string]Action{"x": Open, "b": Refs, "v": ""},
			wrong:   []string{`f:4:5: key "x" already means open (f:3:5)`},
		},
		{
			name:    "quit keeps ctrl+c when its key is taken away",
			changes: []Change{{"global", "quit", nil, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"ctrl+c": Quit},
			wrong:   []string{"global has no key for quit left; ctrl+c keeps it"},
		},
		{
			name:    "quit keeps ctrl+c when another action takes it",
			changes: []Change{{"global", "help", []string{"ctrl+c"}, "f:1:1"}},
			scope:   Global,
			want:    map[string]Action{"ctrl+c": Quit, "?": ""},
			wrong:   []string{"global has no key for quit left"},
			notes:   []string{"^c now means help; quit loses it"},
		},
		{
			name:    "quit keeps ctrl+c when one scope hides it",
			changes: []Change{{"commits", "open", []string{"ctrl+c", "enter"}, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"ctrl+c": Quit, "enter": Open},
			wrong:   []string{"commits has no key for quit left"},
		},
		{
			name:    "quit keeps ctrl+c while text is typed",
			changes: []Change{{"filter", "quit", nil, "f:1:1"}},
			scope:   FilterText,
			want:    map[string]Action{"ctrl+c": Quit},
			wrong:   []string{"filter has no key for quit left"},
		},
		{
			name:    "quit may move",
			changes: []Change{{"global", "quit", []string{"Q"}, "f:1:1"}},
			scope:   Commits,
			want:    map[string]Action{"Q": Quit, "ctrl+c": ""},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Default()
			wrong, notes := m.Override(tt.changes)
			if problem := unlike(wrong, tt.wrong); problem != "" {
				t.Errorf("wrong: %s", problem)
			}
			if problem := unlike(notes, tt.notes); problem != "" {
				t.Errorf("notes: %s", problem)
			}
			for key, want := range tt.want {
				if got, _ := m.Resolve(key, tt.scope); got != want {
					t.Errorf("%q in %s: got %q, want %q", key, tt.scope, got, want)
				}
			}
			for _, s := range Scopes() {
				if len(m.Keys(Quit, s.Scope)) == 0 {
					t.Errorf("quit is out of reach in %s", s.Scope)
				}
			}
		})
	}
}

// unlike says how lines differ from what should be in each of them.
func unlike(got, want []string) string {
	if len(got) != len(want) {
		return fmt.Sprintf("got %q, want %q", got, want)
	}
	for i := range got {
		if !strings.Contains(got[i], want[i]) {
			return fmt.Sprintf("got %q, want %q in it", got[i], want[i])
		}
	}
	return ""
}

func TestOverrideShowsInTheHelp(t *testing.T) {
	m := Default()
	m.Override([]Change{{"commits", "open", []string{"b", "ctrl+o"}, "x"}, {"commits", "pin", []string{"P"}, "x"}})
	var got []string
	for _, h := range m.Help(Commits) {
		got = append(got, h.Keys+" "+h.Help)
	}
	want := []string{"b ^o open", "/ filter", "w who owns it", "c compare", "P pin to the top, or unpin"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUsable(t *testing.T) {
	for key, want := range map[string]bool{
		"a": true, "A": true, "é": true, "日": true, "?": true, " ": true, "space": true, "enter": true, "Escape": true,
		"f1": true, "f12": true, "ctrl+a": true, "ctrl+h": true, "shift+tab": true, "ctrl+up": true, "shift+left": true,
		"backspace": true, "ctrl+_": true,
		"": false, "ab": false, "runes": false, "\t": false, "\x7f": false, "\u200b": false, "\ufffe": false,
		"alt+x": false, "shift+a": false, "ctrl+shift+alt+q": false, "super+a": false, "f99": false,
		// Terminals send the same bytes for these as for tab, enter and esc.
		"ctrl+i": false, "ctrl+m": false, "ctrl+[": false,
	} {
		if got := usable(key); got != want {
			t.Errorf("%q: got %v, want %v", key, got, want)
		}
	}
}

func FuzzOverride(f *testing.F) {
	f.Add("commits", "open", "b", "ctrl+c")
	f.Add("filter", "quit", "x", "x")
	f.Add("", "", "", "\xff")
	f.Fuzz(func(t *testing.T, scope, action, one, two string) {
		m := Default()
		m.Override([]Change{{scope, action, []string{one, two}, "x"}, {scope, "help", []string{two}, "y"}, {"global", action, nil, "z"}})
		for _, s := range Scopes() {
			keys := m.Keys(Quit, s.Scope)
			if len(keys) == 0 {
				t.Errorf("quit is out of reach in %s", s.Scope)
			}
			for _, k := range keys {
				if a, _ := m.Resolve(k, s.Scope); a != Quit {
					t.Errorf("%q in %s means %s, want quit", k, s.Scope, a)
				}
			}
		}
	})
}
