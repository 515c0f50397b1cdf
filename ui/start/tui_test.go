//go:build !windows

package start

import (
	"reflect"
	"strings"
	"testing"

	"hubtrail/config"
	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
)

func TestKeys(t *testing.T) {
	type press struct {
		scope keymap.Scope
		key   string
		want  keymap.Action // "" for nothing
	}
	tests := []struct {
		name    string
		file    string
		presses []press
		note    string
		wrong   []string // problems of the keys
	}{
		{name: "the default", presses: []press{{keymap.Global, "?", keymap.Help}, {keymap.Commits, "b", keymap.Refs}}},
		{
			name: "another key", file: "keys:\n  commits: {refs: [v, f5]}\n",
			presses: []press{{keymap.Commits, "v", keymap.Refs}, {keymap.Commits, "f5", keymap.Refs}, {keymap.Commits, "b", ""}},
		},
		{name: "no key", file: "keys:\n  commits: {refs: []}\n", presses: []press{{keymap.Commits, "b", ""}}},
		{
			name: "a key that is taken", file: "keys:\n  global: {zoom: o}\n",
			presses: []press{{keymap.Global, "o", keymap.Zoom}, {keymap.Global, "z", ""}}, note: "browse loses it",
		},
		{
			name: "what is wrong is left out, the rest counts", file: "keys:\n  comits: {refs: v}\n  commits: {reffs: v, open: x}\n",
			presses: []press{{keymap.Commits, "v", ""}, {keymap.Commits, "x", keymap.Open}, {keymap.Commits, "b", keymap.Refs}},
			note:    "(and 1 more: hubtrail doctor lists them)",
			wrong:   []string{`config.yml:2:12: unknown scope "comits"; did you mean "commits"?`, `config.yml:3:13: unknown action "reffs"; did you mean "refs"?`},
		},
		{
			name: "the way out stays", file: "keys:\n  global: {quit: [], back-or-quit: []}\n",
			presses: []press{{keymap.Global, "ctrl+c", keymap.Quit}}, note: "no key for quit left",
			wrong: []string{"keys: global has no key for quit left"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			m.write(m.config, tt.file)
			s := m.open(flags{})
			before := len(s.problems)
			keys, note := s.keys()
			for _, p := range tt.presses {
				if got, _ := keys.Resolve(p.key, p.scope); got != p.want {
					t.Errorf("%s in %s: got %q, want %q", p.key, p.scope, got, p.want)
				}
			}
			if (note == "") != (tt.note == "") {
				t.Errorf("note: got %q, want %q", note, tt.note)
			}
			holds(t, "note", note, tt.note)
			for i, want := range tt.wrong {
				if before+i >= len(s.problems) {
					t.Fatalf("problems: got %q, want %q too", messages(s), want)
				}
				holds(t, "problem", s.problems[before+i].String(), want)
			}
			if tt.wrong == nil && len(s.problems) > before {
				t.Errorf("problems: got %q, want none", messages(s))
			}
		})
	}
}

func TestRetheme(t *testing.T) {
	tests := []struct {
		name   string
		env    map[string]string
		colour string // what an escape sequence of a colour begins with; "" for none
		ascii  bool
	}{
		{"true colour", map[string]string{"COLORTERM": "truecolor"}, "\x1b[38;2;", false},
		{"256", map[string]string{"COLORTERM": ""}, "\x1b[38;5;", false},
		{"NO_COLOR", map[string]string{"COLORTERM": "truecolor", "NO_COLOR": "1"}, "", false},
		{"CLICOLOR=0", map[string]string{"COLORTERM": "truecolor", "CLICOLOR": "0"}, "", false},
		{"dumb", map[string]string{"COLORTERM": "", "TERM": "dumb"}, "", false},
		{"no UTF-8", map[string]string{"COLORTERM": "truecolor", "LANG": "C"}, "\x1b[38;2;", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			for name, value := range tt.env {
				m.set(name, value)
			}
			retheme := m.open(flags{}).retheme()
			dark, light := retheme(true), retheme(false)
			if !dark.Dark || light.Dark {
				t.Errorf("got dark %v, %v, want true, false", dark.Dark, light.Dark)
			}
			for _, open := range []string{dark.Add.Open, dark.Good.Open, light.Good.Open} {
				if got := strings.Contains(open, "38;") || strings.Contains(open, "48;"); got != (tt.colour != "") {
					t.Errorf("%q: got colours %v, want %v", open, got, tt.colour != "")
				}
			}
			if !strings.HasPrefix(dark.Good.Open, tt.colour) {
				t.Errorf("got %q, want %q", dark.Good.Open, tt.colour)
			}
			if same := dark.Good == light.Good; same != (tt.colour == "") {
				t.Errorf("dark and light: got the same %v, want %v", same, tt.colour == "")
			}
			if ascii := reflect.DeepEqual(dark.Glyphs, dark.ASCII().Glyphs); ascii != tt.ascii {
				t.Errorf("ASCII: got %v, want %v", ascii, tt.ascii)
			}
		})
	}
}

// How the terminal is asked for its background depends on what was chosen.
func TestUIOptionsTheme(t *testing.T) {
	for _, tt := range []struct {
		file, flag    string
		dark, retheme bool
	}{
		{"", "", true, true}, {"theme: light\n", "", false, false}, {"theme: dark\n", "", true, false},
		{"theme: dark\n", "light", false, false}, {"theme: light\n", "auto", true, true}, {"theme: light\n", "pink", false, false},
	} {
		m := newMachine(t)
		m.write(m.config, tt.file)
		s := m.open(flags{Flags: config.Flags{Theme: tt.flag}})
		o := s.uiOptions(t.Context(), nil, target{})
		if o.Theme.Dark != tt.dark || (o.Retheme != nil) != tt.retheme {
			t.Errorf("%q, --theme %q: got dark %v, asked for %v, want %v, %v", tt.file, tt.flag, o.Theme.Dark, o.Retheme != nil, tt.dark, tt.retheme)
		}
	}
}

func TestUIOptions(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, twoAccounts+"animation: false\nsurprise: 1\n")
	last := subjectOf("ghe", "app")
	m.open(flags{}).remember(last)
	given := target{github.Target{Repo: acme}, true}
	for _, tt := range []struct {
		name    string
		flags   flags
		target  target
		subject pane.Subject
		focus   pane.ID
		begin   int
		demo    bool
	}{
		{"last time", flags{}, target{}, last, pane.Patch, 3, true},
		{"a target", flags{}, given, pane.Subject{}, pane.Installations, 3, true},
		{"--demo has nothing to begin", flags{demo: true}, target{}, pane.Subject{}, pane.Installations, 2, false},
		{"--demo and a target", flags{demo: true}, given, pane.Subject{}, pane.Installations, 3, false},
	} {
		o := m.open(tt.flags).uiOptions(t.Context(), nil, tt.target)
		if o.Subject != tt.subject || o.Focus != tt.focus {
			t.Errorf("%s: got %+v in %s, want %+v in %s", tt.name, o.Subject, o.Focus, tt.subject, tt.focus)
		}
		if len(o.Begin) != tt.begin || (o.Demo != nil) != tt.demo || o.Animation {
			t.Errorf("%s: got %d to begin, demo %v, animation %v, want %d, %v, false", tt.name, len(o.Begin), o.Demo != nil, o.Animation, tt.begin, tt.demo)
		}
		holds(t, tt.name, o.Note, "surprise")
	}
	s := m.open(flags{})
	o := s.uiOptions(t.Context(), nil, target{})
	if got := o.Demo(t.Context()); got.Note == "" || len(s.accounts.List()) != 4 {
		t.Errorf("the demo: got %q and accounts %q, want a note and two more", got.Note, names(s))
	}
}

func TestFocus(t *testing.T) {
	at := github.Place{Account: "hub"}
	for _, tt := range []struct {
		subject pane.Subject
		want    pane.ID
	}{
		{pane.Subject{}, pane.Installations}, {pane.Subject{Place: at}, pane.Repositories},
		{pane.Subject{Place: at, Repo: acme}, pane.Commits}, {pane.Subject{Place: at, Repo: acme, Commit: sha}, pane.Patch},
	} {
		if got := focus(tt.subject); got != tt.want {
			t.Errorf("%+v: got %s, want %s", tt.subject, got, tt.want)
		}
	}
}
