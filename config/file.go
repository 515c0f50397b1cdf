package config

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// settings is what a file says; what it is silent about is zero.
type settings struct {
	accounts         []Account
	keys             []Binding
	searches         []Search
	theme            string
	pager            []string
	clones           []CloneRule
	mouse, animation *bool
}

// file is a configuration file while it is read. Aliases and merge keys are
// refused, so that the work is bounded by the length of the file.
type file struct {
	path, home string
	problems   []Problem
}

// parse reads the YAML of a configuration file. It takes any bytes.
func parse(path, home string, data []byte) (settings, []Problem) {
	f := &file{path: path, home: home}
	var s settings
	root := f.document(data)
	for _, m := range f.members(root, "the file", "accounts", "theme", "mouse", "animation", "pager", "clones", "keys", "searches") {
		switch m.name {
		case "accounts":
			s.accounts = f.accounts(m.value)
		case "theme":
			s.theme = f.choice(m.value, "theme", themes())
		case "mouse":
			s.mouse = f.boolean(m.value, "mouse")
		case "animation":
			s.animation = f.boolean(m.value, "animation")
		case "pager":
			s.pager = f.command(m.value, "pager")
		case "clones":
			s.clones = f.clones(m.value)
		case "keys":
			s.keys = f.keys(m.value)
		case "searches":
			s.searches = f.searches(m.value)
		}
	}
	return s, f.few()
}

// few keeps a file that is not a configuration at all from filling the screen.
func (f *file) few() []Problem {
	const enough = 20
	if len(f.problems) <= enough {
		return f.problems
	}
	return append(f.problems[:enough:enough], Problem{
		File:    f.path,
		Message: fmt.Sprintf("there are %d more problems", len(f.problems)-enough),
		Fix:     "check that it is the right file",
	})
}

// report adds a Problem at a node. What comes from the file must have been
// through quote, or accepted by word.
func (f *file) report(at *yaml.Node, fix, format string, args ...any) {
	f.problems = append(f.problems, Problem{
		File: f.path, Line: at.Line, Column: at.Column,
		Message: fmt.Sprintf(format, args...), Fix: fix,
	})
}

// keys reads scope -> action -> a key or a list of keys.
func (f *file) keys(node *yaml.Node) []Binding {
	var bindings []Binding
	for _, scope := range f.members(node, "keys") {
		for _, action := range f.members(scope.value, "keys."+scope.name) {
			what := "keys." + clip(scope.name) + "." + action.name
			b := Binding{
				Scope: scope.name, Action: action.name,
				File: f.path, Line: action.key.Line, Column: action.key.Column,
			}
			list := []*yaml.Node{action.value}
			if action.value.Kind == yaml.SequenceNode {
				list = action.value.Content
			}
			for _, node := range list {
				if key, ok := f.key(node, what); ok {
					b.Keys = append(b.Keys, key)
				}
			}
			if len(b.Keys) > 0 || len(list) == 0 {
				bindings = append(bindings, b)
			}
		}
	}
	return bindings
}

// key reads the name of a key. A bare ~ is YAML's word for nothing, but here
// it is the key.
func (f *file) key(node *yaml.Node, what string) (string, bool) {
	if node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null" {
		if node.Value == "~" {
			return "~", true
		}
		f.report(node, `quote the key, as in "#", or write [] for no key at all`, "%s is empty", what)
		return "", false
	}
	return f.word(node, what)
}

func (f *file) boolean(node *yaml.Node, what string) *bool {
	word := f.choice(node, what, []string{"true", "false"})
	if word == "" {
		return nil
	}
	yes := word == "true"
	return &yes
}

// choice reads one of the valid words, in any case; "" when it is not one.
func (f *file) choice(node *yaml.Node, what string, valid []string) string {
	if empty(node) {
		return ""
	}
	word, ok := f.word(node, what)
	if !ok {
		return ""
	}
	if lower := strings.ToLower(word); slices.Contains(valid, lower) {
		return lower
	}
	f.report(node, suggest(word, valid), "%s cannot be %s", what, quote(word))
	return ""
}

// word reads a short text of printable characters.
func (f *file) word(node *yaml.Node, what string) (string, bool) {
	s, ok := f.text(node, what)
	if !ok {
		return "", false
	}
	if utf8.RuneCountInString(s) > longest {
		f.report(node, fmt.Sprintf("write at most %d characters", longest), "%s is too long", what)
		return "", false
	}
	return s, true
}

// text reads a text that is not empty, has no control characters and is no secret.
func (f *file) text(node *yaml.Node, what string) (string, bool) {
	switch {
	case !f.is(node, yaml.ScalarNode, what):
	case secret(node.Value):
		f.exposed(node, what)
	case empty(node) || node.Value == "":
		f.report(node, "give it a value, or delete the line", "%s is empty", what)
	case strings.ContainsFunc(node.Value, func(r rune) bool { return !unicode.IsPrint(r) }):
		f.report(node, "write it with printable characters on one line", "%s has a character that cannot be printed", what)
	default:
		return node.Value, true
	}
	return "", false
}

// exposed reports a secret without repeating it.
func (f *file) exposed(node *yaml.Node, what string) {
	fix := "move the token to the keyring (token: {from: gh}), a variable ({env: NAME}), a private file ({file: PATH}) or a command ({command: [...]})"
	if strings.Contains(node.Value, "-----BEGIN") {
		fix = "move the key to a private file and write private_key_file: PATH, or to a variable and write private_key_env: NAME"
	}
	f.report(node, fix, "%s has a secret in it", what)
}
