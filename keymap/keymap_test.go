package keymap

import (
	"slices"
	"strings"
	"testing"
)

func TestNoTwoActionsOnOneKey(t *testing.T) {
	seen := map[slot]Action{}
	for _, b := range Default().bindings {
		if len(b.Keys()) == 0 || b.Help().Desc == "" || b.Help().Key == "" {
			t.Errorf("%s in %s: got keys %q, help %q, want both", b.Action, b.Scope, b.Keys(), b.Help())
		}
		for _, k := range b.Keys() {
			at := slot{b.Scope, k}
			if other, ok := seen[at]; ok {
				t.Errorf("in %s %q means %s and %s", b.Scope, k, other, b.Action)
			}
			seen[at] = b.Action
			if !usable(k) {
				t.Errorf("%s in %s: the key %q cannot be pressed", b.Action, b.Scope, k)
			}
			if slices.Contains([]string{"ctrl+h", "ctrl+j", "ctrl+k", "ctrl+l"}, k) {
				t.Errorf("%s in %s is on %q, which multiplexers take", b.Action, b.Scope, k)
			}
		}
	}
}

func TestEveryActionIsDescribedAndReachable(t *testing.T) {
	bound, described := map[Action]bool{}, map[Action]bool{}
	for _, b := range Default().bindings {
		bound[b.Action] = true
	}
	for _, d := range Actions() {
		if described[d.Action] {
			t.Errorf("%s is listed twice", d.Action)
		}
		described[d.Action] = true
		if d.Help == "" || Describe(d.Action) != d.Help {
			t.Errorf("%s: got help %q, described as %q, want one text", d.Action, d.Help, Describe(d.Action))
		}
		if !bound[d.Action] {
			t.Errorf("%s has no key anywhere", d.Action)
		}
	}
	for a := range bound {
		if !described[a] {
			t.Errorf("%s has a key but is not in Actions", a)
		}
	}
}

func TestEveryScopeIsListedOnce(t *testing.T) {
	var listed []Scope
	for _, s := range Scopes() {
		if s.Title == "" || slices.Contains(listed, s.Scope) {
			t.Errorf("scope %q: got title %q, listed before %v", s.Scope, s.Title, slices.Contains(listed, s.Scope))
		}
		listed = append(listed, s.Scope)
	}
	for _, b := range Default().bindings {
		if !slices.Contains(listed, b.Scope) {
			t.Errorf("scope %q of %s is not listed", b.Scope, b.Action)
		}
	}
}

// wayOut is an action that leads out of each scope.
func wayOut(s Scope) Action {
	if s.TakesText() || s == HelpPage {
		return Cancel
	}
	return Back
}

func TestEveryScopeHasAWayOut(t *testing.T) {
	m := Default()
	for _, s := range Scopes() {
		for _, a := range []Action{wayOut(s.Scope), Quit, Suspend} {
			if len(m.Keys(a, s.Scope)) == 0 {
				t.Errorf("%s has no key for %s", s.Scope, a)
			}
		}
		if a, _ := m.Resolve("ctrl+c", s.Scope); a != Quit {
			t.Errorf("ctrl+c in %s means %q, want quit", s.Scope, a)
		}
		if a, _ := m.Resolve("esc", s.Scope); a != Back && a != Cancel {
			t.Errorf("esc in %s means %q, want a way out", s.Scope, a)
		}
	}
}

func TestResolve(t *testing.T) {
	tests := []struct {
		key   string
		scope Scope
		want  Action
		ok    bool
	}{
		{"enter", Commits, Open, true},
		{"j", Commits, Down, true},
		{"j", Welcome, Down, true},
		{"j", Global, "", false},
		{"?", Commits, Help, true},
		{"?", HelpPage, Cancel, true}, // the scope's own goes before Global's
		{"j", FilterText, "", false},  // text
		{"?", FilterText, "", false},
		{"q", PaletteText, "", false},
		{"tab", PaletteText, Down, true},
		{"é", Patch, "", false},
		{"é", Commits, "", false},
	}
	for _, tt := range tests {
		got, ok := Default().Resolve(tt.key, tt.scope)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%q in %s: got %q, %v, want %q, %v", tt.key, tt.scope, got, ok, tt.want, tt.ok)
		}
	}
}

func TestKeysAreThoseThatWork(t *testing.T) {
	m := Default()
	for _, s := range Scopes() {
		for _, d := range Actions() {
			for _, k := range m.Keys(d.Action, s.Scope) {
				if got, _ := m.Resolve(k, s.Scope); got != d.Action {
					t.Errorf("%q is given for %s in %s but means %s", k, d.Action, s.Scope, got)
				}
			}
		}
	}
	if got := m.Keys(Help, HelpPage); got != nil {
		t.Errorf("help in its own page: got %q, want none, since ? closes it", got)
	}
	if got, want := m.Keys(Down, Commits), []string{"j", "down"}; !slices.Equal(got, want) {
		t.Errorf("down in commits: got %q, want %q", got, want)
	}
}

func TestShown(t *testing.T) {
	for key, want := range map[string]string{
		" ": "space", "up": "↑", "left": "←", "shift+tab": "⇧tab", "ctrl+c": "^c", "pgdown": "pgdn", "G": "G", "f5": "f5",
	} {
		if got := Shown(key); got != want {
			t.Errorf("%q: got %q, want %q", key, got, want)
		}
	}
}

func TestLine(t *testing.T) {
	m := Default()
	text := func(hints []Hint) string {
		var out []string
		for _, h := range hints {
			out = append(out, h.Keys+" "+h.Help)
		}
		return strings.Join(out, ", ")
	}
	hints, always := m.Line(Commits)
	if got, want := text(hints), "enter open, / filter, b branch or tag, P pull request, w who owns it, c compare, tab next pane, o browser, y copy URL, r reload, z zoom, esc back"; got != want {
		t.Errorf("commits: got %q, want %q", got, want)
	}
	if got, want := text(always), ": palette, ? help, q back, quit"; got != want {
		t.Errorf("always: got %q, want %q", got, want)
	}
	// A box over the panes has nothing to zoom, and no neighbour.
	for s, want := range map[Scope]string{
		LinkWay: "enter choose, o browser, y copy URL, esc back", LinkWork: "esc stop, o browser, y copy URL",
		LinkOutcome: "enter go on, u undo, o browser, y copy URL, esc back", LinkEnds: "enter take away, o browser, y copy URL, r reload, esc back",
		DraftList: "enter open, D throw away, r reload, esc back", ConfirmBox: "y do it, n no, enter choose, tab other answer",
	} {
		hints, _ := m.Line(s)
		if got := text(hints); got != want {
			t.Errorf("%s: got %q, want %q", s, got, want)
		}
	}
	hints, always = m.Line(FilterText)
	if got := text(hints); !strings.HasPrefix(got, "enter open, esc clear") || always != nil {
		t.Errorf("while filtering: got %q and always %q, want the scope's own alone", got, text(always))
	}
	// A key that the user moved is shown where it is now.
	m.Override([]Change{{"global", "browse", []string{"v"}, "x"}, {"commits", "open", []string{"ctrl+o", "enter"}, "x"}})
	hints, _ = m.Line(Commits)
	if got := text(hints); !strings.Contains(got, "v browser") || !strings.HasPrefix(got, "^o open") {
		t.Errorf("after a change: got %q, want v and ^o in it", got)
	}
}

func TestMarkdown(t *testing.T) {
	got := Default().Markdown()
	for _, want := range []string{
		"| **Everywhere** (`global`) | `?` | help | `help` |\n|  | `:` `^p` | search every action | `palette` |\n",
		"| **Moving** (`movement`) | `j` `↓` | move down | `down` |\n",
		"| **While filtering** (`filter`) |",
		"| `pgdn` `^f` `space` | page down | `page-down` |\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant in it\n%s", got, want)
		}
	}
	rows := 0
	m := Default()
	for _, s := range Scopes() {
		rows += len(m.Help(s.Scope))
	}
	if n := strings.Count(got, "\n|") - 1; n != rows {
		t.Errorf("got %d rows, want one for each of %d bindings", n, rows)
	}
	if strings.Contains(got, "**Branches and tags**") {
		t.Error("a scope without bindings of its own has a table")
	}
}
