package keymap

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Change is one of the user's bindings, as the configuration file has it.
type Change struct {
	Scope  string
	Action string
	Keys   []string
	Where  string // "config.yml:12:5", put before what is wrong with it
}

// Override applies the user's changes and returns what is wrong with them, one
// sentence each. A wrong change is left out; the others count. An action gets
// exactly the keys given. Where a default binding held one of these keys in the
// same scope it loses it, and the second result says so.
func (m *Map) Override(changes []Change) (wrong, notes []string) {
	taken := map[slot]Change{}
	for _, c := range changes {
		if msg := check(c); msg != "" {
			wrong = append(wrong, c.Where+": "+msg)
			continue
		}
		s, a := Scope(c.Scope), Action(c.Action)
		keys := make([]string, len(c.Keys))
		conflict := ""
		for i, k := range c.Keys {
			keys[i] = normal(k)
			if other, ok := taken[slot{s, keys[i]}]; ok && other.Action != c.Action {
				conflict = fmt.Sprintf("%s: key %q already means %s (%s)", c.Where, Shown(keys[i]), other.Action, other.Where)
			}
		}
		if conflict != "" {
			wrong = append(wrong, conflict)
			continue
		}
		for _, k := range keys {
			taken[slot{s, k}] = c
		}
		notes = append(notes, m.set(s, a, keys, c.Where)...)
	}
	m.reindex()
	wrong = append(wrong, m.restoreExits()...)
	return wrong, notes
}

func (m *Map) set(s Scope, a Action, keys []string, where string) (notes []string) {
	found := false
	for i := range m.bindings {
		b := &m.bindings[i]
		if b.Scope != s {
			continue
		}
		if b.Action == a {
			help := b.Help().Desc
			*b = Binding{s, a, key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown(keys), help))}
			found = true
			continue
		}
		left := slices.DeleteFunc(slices.Clone(b.Keys()), func(k string) bool { return slices.Contains(keys, k) })
		if len(left) < len(b.Keys()) {
			help := b.Help().Desc
			lost := slices.DeleteFunc(slices.Clone(b.Keys()), func(k string) bool { return !slices.Contains(keys, k) })
			notes = append(notes, fmt.Sprintf("%s: %s now means %s; %s loses it", where, shown(lost), a, b.Action))
			*b = Binding{s, b.Action, key.NewBinding(key.WithKeys(left...), key.WithHelp(shown(left), help))}
		}
	}
	if !found {
		m.bindings = append(m.bindings, bind(s, a, Describe(a), keys...))
	}
	return notes
}

// restoreExits gives back the keys without which a person could not leave: to
// the scope where quit is out of reach, since another action of its own may
// hide that of Global.
func (m *Map) restoreExits() (wrong []string) {
	for _, t := range Scopes() {
		if len(m.Keys(Quit, t.Scope)) == 0 {
			wrong = append(wrong, fmt.Sprintf("keys: %s has no key for quit left; ctrl+c keeps it", t.Scope))
			m.set(t.Scope, Quit, []string{"ctrl+c"}, "")
			m.reindex()
		}
	}
	return wrong
}

func check(c Change) string {
	if !slices.ContainsFunc(Scopes(), func(t Titled) bool { return string(t.Scope) == c.Scope }) {
		var names []string
		for _, t := range Scopes() {
			names = append(names, string(t.Scope))
		}
		return fmt.Sprintf("unknown scope %q%s", c.Scope, nearest(c.Scope, names))
	}
	if !slices.ContainsFunc(Actions(), func(d Described) bool { return string(d.Action) == c.Action }) {
		var names []string
		for _, d := range Actions() {
			names = append(names, string(d.Action))
		}
		return fmt.Sprintf("unknown action %q%s", c.Action, nearest(c.Action, names))
	}
	for _, k := range c.Keys {
		if !usable(k) {
			return fmt.Sprintf("unusable key %q: write a character, or a name such as enter, esc, tab, f5, pgdown, ctrl+x", k)
		}
	}
	return ""
}

func nearest(name string, names []string) string {
	best, at := len(name)/2+1, ""
	for _, n := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), n); d < best {
			best, at = d, n
		}
	}
	if at == "" {
		return "; the names are " + strings.Join(names, ", ")
	}
	return fmt.Sprintf("; did you mean %q?", at)
}

// normal turns the names people write into those Bubble Tea reports.
func normal(k string) string {
	switch strings.ToLower(k) {
	case "space":
		return " "
	case "return":
		return "enter"
	case "escape":
		return "esc"
	case "pagedown", "pgdn":
		return "pgdown"
	case "pageup":
		return "pgup"
	case "del":
		return "delete"
	}
	return k
}

// usable reports whether a terminal can send the key and Bubble Tea tells it
// from others: one character, or one of the names it gives. Keys with alt are
// not: they cannot be told from esc and the key in one read.
func usable(k string) bool {
	k = normal(k)
	if r := []rune(k); len(r) == 1 {
		return unicode.IsPrint(r[0])
	}
	if k == tea.KeyRunes.String() {
		return false
	}
	// The types of named keys are small numbers on both sides of 0.
	for t := tea.KeyType(-128); t < 128; t++ {
		if k != "" && t.String() == k {
			return true
		}
	}
	return false
}
