// Package gitattributes reads .gitattributes files and says what they give to a
// path, and which line says so. It knows no attribute's meaning but that of the
// macro binary, and does not know where the files come from.
//
// The rules are git's (gitattributes and gitignore in its documentation, attr.c
// where they are silent): the last line that fits wins, a file in a deeper folder
// goes before one above it, macros are defined at the root only, and a pattern
// that ends with a slash fits no file. go-git's package of the same name reads
// through a file system of its own with a dozen modules behind it, and keeps no
// line numbers.
package gitattributes

import (
	"slices"
	"strings"
)

// MaxSize is how many bytes of a file are read.
const MaxSize = 1 << 20

// Name is what the files are called, in whichever folder.
const Name = ".gitattributes"

// Source is one file of a repository.
type Source struct {
	Path string // from the root, with Name at its end
	Text string
}

// State is whether an attribute is given.
type State uint8

// The states of an attribute.
const (
	Unspecified State = iota // no line speaks of it, or the one that counts takes it back
	Set                      // name
	Unset                    // -name
	Valued                   // name=value
)

// Value is what is said of an attribute.
type Value struct {
	State State
	Text  string // of name=value
	Path  string // of the file that says so; "" if none does
	Line  int    // in it, from 1
}

// IsSet reports whether an attribute that is a yes or no is a yes, as GitHub's
// linguist reads it: with a value it is, but for "false".
func (v Value) IsSet() bool { return v.State == Set || v.State == Valued && v.Text != "false" }

// IsUnset reports whether it is a no.
func (v Value) IsUnset() bool { return v.State == Unset || v.State == Valued && v.Text == "false" }

// Attributes are the files of a repository at one commit, as far as they speak of
// some attributes. They may be read by several goroutines.
type Attributes struct {
	names  []string
	lines  []line // those that count first go first
	macros map[string][]assignment
}

// New reads files in any order, for the attributes named.
func New(files []Source, names ...string) *Attributes {
	a := &Attributes{names: names, macros: map[string][]assignment{
		"binary": {{name: "diff", state: Unset}, {name: "merge", state: Unset}, {name: "text", state: Unset}},
	}}
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(x, y Source) int { return strings.Count(y.Path, "/") - strings.Count(x.Path, "/") })
	for _, f := range files {
		lines := a.parse(f)
		slices.Reverse(lines)
		a.lines = append(a.lines, lines...)
	}
	a.onlyRelevant()
	return a
}

// onlyRelevant drops the lines that say nothing of the attributes named, by
// themselves or by a macro.
func (a *Attributes) onlyRelevant() {
	relevant := map[string]bool{}
	for _, name := range a.names {
		relevant[name] = true
	}
	speaks := func(list []assignment) bool {
		return slices.ContainsFunc(list, func(x assignment) bool { return relevant[x.name] })
	}
	for grown := true; grown; {
		grown = false
		for name, list := range a.macros {
			if !relevant[name] && speaks(list) {
				relevant[name], grown = true, true
			}
		}
	}
	a.lines = slices.DeleteFunc(a.lines, func(l line) bool { return !speaks(l.gives) })
}

// Empty reports whether nothing is said of any attribute named.
func (a *Attributes) Empty() bool { return len(a.lines) == 0 }

// Of is what is said of a file, in the order in which the attributes were named.
func (a *Attributes) Of(path string) []Value {
	found := make([]Value, len(a.names))
	if a.Empty() {
		return found
	}
	known := map[string]Value{}
	for i := range a.lines {
		if l := &a.lines[i]; l.fits(path) {
			a.give(known, l, l.gives)
		}
	}
	for i, name := range a.names {
		found[i] = known[name]
	}
	return found
}

// give takes what a line says, the last word first, where nothing is known yet.
// What a macro stands for belongs to the line that names it.
func (a *Attributes) give(known map[string]Value, l *line, list []assignment) {
	for _, x := range slices.Backward(list) {
		if _, ok := known[x.name]; ok {
			continue
		}
		known[x.name] = Value{State: x.state, Text: x.value, Path: l.path, Line: l.number}
		if x.state == Set {
			a.give(known, l, a.macros[x.name])
		}
	}
}
