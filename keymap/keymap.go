package keymap

import (
	"github.com/charmbracelet/bubbles/key"
)

// Binding is keys that mean an action in a scope.
type Binding struct {
	Scope  Scope
	Action Action
	key.Binding
}

// Map is a set of bindings. Make one with Default and change it with Override.
type Map struct {
	bindings []Binding
	index    map[slot]Action
}

type slot struct {
	scope Scope
	key   string
}

func bind(s Scope, a Action, help string, keys ...string) Binding {
	return Binding{s, a, key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown(keys), help))}
}

func (m *Map) reindex() {
	m.index = make(map[slot]Action, 2*len(m.bindings))
	for _, b := range m.bindings {
		for _, k := range b.Keys() {
			m.index[slot{b.Scope, k}] = b.Action
		}
	}
}

// Resolve returns what a key means in a scope: the scope's own binding, else
// its parents'. ok is false if it means nothing there; in a scope that takes
// text it is then text.
func (m *Map) Resolve(key string, s Scope) (a Action, ok bool) {
	if a, ok = m.index[slot{s, key}]; ok {
		return a, true
	}
	for _, p := range s.parents() {
		if a, ok = m.index[slot{p, key}]; ok {
			return a, true
		}
	}
	return "", false
}

// Keys returns the keys of an action as they would be pressed in a scope, most
// usual first; nil if none leads to it there.
func (m *Map) Keys(a Action, s Scope) []string {
	for _, at := range append([]Scope{s}, s.parents()...) {
		for _, b := range m.bindings {
			if b.Scope != at || b.Action != a {
				continue
			}
			var keys []string
			for _, k := range b.Keys() {
				if got, _ := m.Resolve(k, s); got == a {
					keys = append(keys, k)
				}
			}
			if len(keys) > 0 {
				return keys
			}
		}
	}
	return nil
}
