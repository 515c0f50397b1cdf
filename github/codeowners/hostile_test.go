package codeowners

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// hostilePaths are a thousand paths: long names, deep folders, and what is no
// text.
func hostilePaths() []string {
	var paths []string
	for i := range 1000 {
		paths = append(paths, []string{
			fmt.Sprintf("a/%04d/%s", i, strings.Repeat("a", 250)),
			fmt.Sprintf("b/%04d/%s", i, strings.Repeat("a/", 50)+"b"),
			fmt.Sprintf("c/%04d/\xff\xfe/\x00/%s", i, strings.Repeat("ab", 100)),
			fmt.Sprintf("d/a/%04d.go", i),
			fmt.Sprintf("%d/%d", i, i),
		}[i%5])
	}
	slices.Sort(paths)
	return paths
}

// hostileFiles are files in which every way of going back, or of reaching many
// nodes at a time, shows.
var hostileFiles = map[string]string{
	"a line of stars":       strings.Repeat("*a", MaxSize/2-4),
	"lines of stars":        strings.Repeat("*a*a*a*\n", 1<<12),
	"globs":                 strings.Repeat("*a*?a*b?\n?*a\n", 1<<10),
	"a name of 1 MB":        strings.Repeat("a", 1<<20) + " @a",
	"folders of 1 MB":       strings.Repeat("a/", 1<<19) + " @a",
	"any folders of 1 MB":   strings.Repeat("**/a/", 1<<20/5) + " @a",
	"stars for folders":     strings.Repeat("*/", 1<<19) + " @a",
	"many stars, 1 MB":      strings.Repeat("**/*/", 1<<20/5) + " @a",
	"globs for folders":     strings.Repeat("*a/", 1<<20/3) + " @a",
	"any folders, each":     strings.Repeat("**/a/**/?a/**/a/**/b\n", 1<<10),
	"owners of 1 MB":        "* " + strings.Repeat("@a ", 1<<20/3),
	"bad owners of 1 MB":    "* " + strings.Repeat("\xff ", 1<<19),
	"NUL":                   strings.Repeat("\x00", 1<<20) + "\n" + strings.Repeat("\x00 \x00\n", 1<<10),
	"no UTF-8":              strings.Repeat("*\xff*\xfe? @\xff\n*\xc3\n", 1<<10),
	"backslashes":           strings.Repeat(`\*`, 1<<19) + "\n" + strings.Repeat(`\`, 1<<20),
	"one pattern, each":     strings.Repeat("a @a\n", 1<<12),
	"folders, each deeper":  deeper("a/"),
	"any folder and deeper": deeper("**/a/"),
}

func deeper(folder string) string {
	var b strings.Builder
	for i := range 200 {
		b.WriteString(strings.Repeat(folder, i) + "b\n")
	}
	return b.String()
}

// Every way of asking answers and agrees. The work that it takes is bounded: there
// are no more nodes than segments, and the states of a folder grow with its depth,
// not with the file.
func TestHostileFiles(t *testing.T) {
	paths := hostilePaths()
	for name, text := range hostileFiles {
		f, _ := Parse(strings.NewReader(text))
		m := f.Compile()
		segments := strings.Count(text, "/") + 2*strings.Count(text, "\n") + 4
		if len(m.nodes) > segments || len(m.literals)+len(m.globs) > segments {
			t.Errorf("%s: got %d nodes and %d edges, want at most %d", name, len(m.nodes), len(m.literals)+len(m.globs), segments)
		}
		w := m.Walk()
		for i, path := range paths {
			got, want := w.Match(path), m.Match(path)
			if got != want {
				t.Errorf("%s, %q: got %s by the Walker, want %s", name, path, describe(got), describe(want))
			}
			for j, frame := range w.frames {
				if depth := j + 2; frame.to-frame.from > 8*depth {
					t.Fatalf("%s, %q: got %d states in a folder, want at most 8 for each of the %d folders", name, path, frame.to-frame.from, depth)
				}
			}
			if i%97 == 0 {
				if got := Find(text, path); got.Ownership != want.Ownership || lineOf(got) != lineOf(want) {
					t.Errorf("%s, %q: got %s from the text, want %s", name, path, describe(got), describe(want))
				}
				rules := m.Explain(path)
				if (len(rules) == 0) != (want.Rule == nil) || len(rules) > 0 && rules[len(rules)-1] != want.Rule {
					t.Errorf("%s, %q: got %d rules explained, want %s to be the last", name, path, len(rules), describe(want))
				}
			}
		}
		m.Lint(paths)
	}
}

// Looking for shadows ends with its steps: here it would take the square of the
// length of the pattern.
func TestShadowsAreBounded(t *testing.T) {
	f, _ := Parse(strings.NewReader(strings.Repeat("**/a/", 6000) + "b\nc\nc\n"))
	s := newShadows(f.Compile())
	for i := range f.Rules {
		p, _ := shapeOf(f.Rules[i].Pattern)
		if got := s.of(p); got != 0 {
			t.Errorf("line %d: got a shadow by line %d, want none after the last step", i+1, got.rule()+1)
		}
	}
	if problems := f.Compile().Lint(nil); problems[0].Kind != NotChecked {
		t.Errorf("got %v first, want to be told that not all was looked at", problems[0])
	}
	if least := -10 * len(s.m.nodes); s.left < least || s.left >= 0 {
		t.Errorf("got %d steps left, want between %d and 0", s.left, least)
	}
}

// Any text, as often as a file holds it.
func FuzzRepeated(f *testing.F) {
	f.Add("*a", "a")
	f.Add("**/a/", "a/")
	f.Add("/*/?\n", "\xff\x00/")
	f.Add("a/*\n**/b @c\n", "a/b")
	f.Fuzz(func(t *testing.T, unit, segment string) {
		if unit == "" || len(unit) > 100 || len(segment) > 20 {
			return
		}
		file, _ := Parse(strings.NewReader(strings.Repeat(unit, 1<<12/len(unit))))
		m := file.Compile()
		w := m.Walk()
		var paths []string
		for i := range 1000 {
			paths = append(paths, strings.Trim(fmt.Sprintf("%s%d", strings.Repeat(segment, i%20), i), "/"))
		}
		for i, path := range paths {
			if got, want := w.Match(path), m.Match(path); got != want {
				t.Errorf("path %q: got %s by the Walker, want %s", path, describe(got), describe(want))
			}
			if i%100 == 0 {
				if got, want := m.Match(path), file.Match(path); got != want {
					t.Errorf("path %q: got %s compiled, want %s", path, describe(got), describe(want))
				}
			}
		}
		m.Lint(paths)
	})
}
