package codeowners

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLint(t *testing.T) {
	paths := []string{".github/CODEOWNERS", "Docs/Guide.md", "a/b/c.go", "a/x.go", "a/y.js", "lib/z/deep.go", "lib/z.go", "top"}
	slices.Sort(paths)
	tests := []struct {
		name, text string
		alone      []string // without paths: line, column, kind, other line
		files      []string // with paths
	}{
		{"nothing wrong", "* @a\n*.go @c\n/lib/ @b\n", nil, nil},
		{"duplicate", "* @x\n  a/ @a\nlib @b\n/a @c\na/ @d\n", []string{"2:3 Duplicate pattern 5"}, []string{"2:3 Duplicate pattern 5", "4:1 Never wins 5"}},
		{"spelled differently", "/lib/ @a\n/lib/** @b\n", []string{"1:1 Duplicate pattern 2"}, []string{"1:1 Duplicate pattern 2"}},
		{"all is taken by a star", "/a/b @a\n*.go @b\n* @c\n", []string{"1:1 Never wins 3", "2:1 Never wins 3"}, []string{"1:1 Never wins 3", "2:1 Never wins 3"}},
		{"a folder takes what is inside", "/a/b/c.go @a\n/a/*/ @b\n/a @c\n", []string{"1:1 Never wins 3", "2:1 Never wins 3"}, []string{"1:1 Never wins 3", "2:1 Never wins 3"}},
		{"a folder does not take a file of its name", "/top @a\n/top/ @b\n", nil, []string{"2:1 No file 0"}},
		{"a name at any depth", "/a/lib/x @a\nlib @b\n", []string{"1:1 Never wins 2"}, []string{"1:1 Never wins 2"}},
		{"only at the root", "lib @a\n/lib @b\n", nil, []string{"1:1 Never wins 2"}},
		{"one depth", "/a/*.go @a\n/a/* @b\n", nil, []string{"1:1 Never wins 2", "2:1 One level only 0"}},
		{"taken file by file", "/a/*.js @a\ny.js @b\n", nil, []string{"1:1 Never wins 2"}},
		{"mostly by one line", "/a/ @a\n/a/b/ @b\n/a/x.go @c\n*.js @d\n/a/ @e\n/a/x* @f\n", []string{"1:1 Duplicate pattern 5", "2:1 Never wins 5", "3:1 Never wins 6"},
			[]string{"1:1 Duplicate pattern 5", "2:1 Never wins 5", "3:1 Never wins 6", "4:1 Never wins 5"}},
		{"no file", "* @a\n/gone/ @b\n*.rs @c\n", nil, []string{"2:1 No file 0", "3:1 No file 0"}},
		{"other case", "/docs/ @a\n*.MD @b\n", nil, []string{"1:1 Differs in case 0", "2:1 Differs in case 0"}},
		{"one level", "/lib/* @a\n/* @b\n", nil, []string{"1:1 One level only 0"}},
		{"owner as pattern", "@org/team\n@user @other\na@b.de\n", []string{"1:1 Owner as pattern 0", "2:1 Owner as pattern 0", "3:1 Owner as pattern 0"},
			[]string{"1:1 Owner as pattern 0", "2:1 Owner as pattern 0", "3:1 Owner as pattern 0"}},
		{"unsets nothing", "/a/ @a\n/lib/\n/a/b\n", nil, []string{"2:1 Unsets nothing 0"}},
		{"never matches", "./a @a\na//b @b\n../x @c\na/. @d\n", []string{"1:1 Never matches 0", "2:1 Never matches 0", "3:1 Never matches 0", "4:1 Never matches 0"},
			[]string{"1:1 Never matches 0", "2:1 Never matches 0", "3:1 Never matches 0", "4:1 Never matches 0"}},
		{"the same wildcards", "/a/**/*.go @a\n/a/**/*.go @b\n", []string{"1:1 Duplicate pattern 2"}, []string{"1:1 Duplicate pattern 2"}},
		{"stars between", "/a/*/c.go @a\n/*/*/c.go @b\n/a/**/b @c\n/a/** @d\n", []string{"1:1 Never wins 4", "3:1 Never wins 4"},
			[]string{"1:1 Never wins 4", "2:1 Never wins 4", "3:1 Never wins 4"}},
	}
	for _, test := range tests {
		f, problems := Parse(strings.NewReader(test.text))
		if len(problems) > 0 {
			t.Errorf("%s: got problems %v, want none", test.name, problems)
		}
		m := f.Compile()
		lines := strings.SplitAfter(test.text, "\n")
		for name, lint := range map[string]struct{ got, want []string }{
			"alone": {lintLines(t, m.Lint(nil), lines), test.alone}, "with files": {lintLines(t, m.Lint(paths), lines), test.files},
		} {
			if !slices.Equal(lint.got, lint.want) {
				t.Errorf("%s, %s: got %q, want %q", test.name, name, lint.got, lint.want)
			}
		}
	}
}

func lintLines(t *testing.T, problems []Problem, lines []string) []string {
	t.Helper()
	var rows []string
	for _, p := range problems {
		rows = append(rows, fmt.Sprintf("%d:%d %s %d", p.Line, p.Column, p.Kind, p.Other))
		if p.Source != lines[p.Line-1] {
			t.Errorf("got the source %q, want %q", p.Source, lines[p.Line-1])
		}
	}
	return rows
}

// checkLint holds Lint against the naive matcher.
func checkLint(t *testing.T, f *File, paths []string) {
	t.Helper()
	wins, matches := map[int]int{}, map[int]int{}
	for _, path := range paths {
		winner := 0
		for i := range f.Rules {
			if naive(f.Rules[i].Pattern, path) {
				winner = f.Rules[i].Line
				matches[winner]++
			}
		}
		wins[winner]++
	}
	m := f.Compile()
	for _, p := range m.Lint(nil) {
		if p.Kind != OwnerAsPattern && wins[p.Line] > 0 {
			t.Errorf("got %v for line %d, which wins %d paths", p.Kind, p.Line, wins[p.Line])
		}
	}
	if len(paths) == 0 {
		return
	}
	kinds := map[int]Kind{}
	for _, p := range m.Lint(paths) {
		kinds[p.Line] = p.Kind
	}
	for i := range f.Rules {
		line := f.Rules[i].Line
		switch kind := kinds[line]; kind {
		case NeverWins, Duplicate, NeverMatches:
			if wins[line] > 0 {
				t.Errorf("got %v for line %d, which wins %d paths", kind, line, wins[line])
			}
		case NoFile, OtherCase, OwnerAsPattern:
			if matches[line] > 0 {
				t.Errorf("got %v for line %d, which matches %d paths", kind, line, matches[line])
			}
		default:
			if wins[line] == 0 {
				t.Errorf("got %q for line %d, which wins nothing", kind, line)
			}
		}
	}
}

func TestLintOfGeneratedSets(t *testing.T) {
	for _, set := range []made{monorepo(40), ruleAFile(500), components(80), wildcards(20), wildcards(150), wildcards(400)} {
		checkLint(t, set.file, set.paths)
		if got := len(set.file.Compile().Lint(set.paths)); got == 0 {
			t.Errorf("%s: got no problem, want some", set.name)
		}
	}
}

// Thousands of rules that all may match each file.
func TestLintGivesUp(t *testing.T) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "*a*%sb? @a\n", strings.Repeat("?", i%32)+strings.Repeat("a*", i/32))
	}
	f, _ := Parse(strings.NewReader(text.String() + "never/a @b\n"))
	paths := make([]string, 15000)
	for i := range paths {
		paths[i] = fmt.Sprintf("%06d/aaaaaaaaaaaaaaaaaaaa", i)
	}
	start := time.Now()
	problems := f.Compile().Lint(paths)
	if len(problems) == 0 || problems[0].Kind != NotChecked {
		t.Errorf("got %d problems, want the first to be %q", len(problems), NotChecked)
	}
	if got := time.Since(start); got > 20*time.Second {
		t.Errorf("got %v, want at most 20s", got)
	}
}
