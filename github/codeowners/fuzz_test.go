package codeowners

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func FuzzPattern(f *testing.F) {
	for _, seed := range [][2]string{
		{"a/**/b", "a/x/b/c"}, {"**/*x*/?b/*/d", "ax/bb/c/d"}, {"/", "a"}, {"**/", "a/b"}, {`\*/a?`, "*/aä"},
		{"a**b/", "axb/c"}, {"/**/**", "a"}, {"foo//bar", "foo/bar"}, {"*", "a/b"}, {"a/*", "a/b/c"},
	} {
		f.Add(seed[0], seed[1])
	}
	// Few letters, or nothing ever matches; short, or the naive way takes ages.
	shape := func(text string, letters string, most int) string {
		var b strings.Builder
		for i := 0; i < len(text) && i < most; i++ {
			b.WriteRune([]rune(letters)[int(text[i])%len([]rune(letters))])
		}
		return b.String()
	}
	f.Fuzz(func(t *testing.T, pattern, path string) {
		pattern, path = shape(pattern, `ab/*/*?ä\`, 12), strings.Trim(shape(path, `ab/*ä?`, 12), "/")
		if strings.Contains(pattern, `\/`) || strings.HasSuffix(pattern, `\`) || strings.Contains(pattern, "***") ||
			pattern == "" || path == "" || strings.Contains(path, "//") {
			return // not a pattern that Parse lets through, or not a tracked path
		}
		s, ok := shapeOf(pattern)
		if got, want := ok && s.match(path), naive(pattern, path); got != want {
			t.Errorf("pattern %q, path %q: got %v, want %v", pattern, path, got, want)
		}
	})
}

// Whole files: every way of asking gives the answer of the naive matcher.
func FuzzMatcher(f *testing.F) {
	f.Add("a/b\n*b\n/a/*\na/**/b\n", "a/b\na/a/b\nb\na/c")
	f.Add("*a*\n**/ab/\n?b\na*b*a\n/**/a/**/a/b", "aba\na/a/b/x\nab/ab/a\nbb/a")
	f.Add("*\n**/*\na/**/*\n*/\na/*/", "a\na/b\na/b/a\nb/b/b")
	shape := func(text, letters string, most int) []string {
		var b strings.Builder
		runes := []rune(letters)
		for i := 0; i < len(text) && i < most; i++ {
			if text[i] == '\n' {
				b.WriteByte('\n')
			} else {
				b.WriteRune(runes[int(text[i])%len(runes)])
			}
		}
		return strings.FieldsFunc(b.String(), func(r rune) bool { return r == '\n' })
	}
	f.Fuzz(func(t *testing.T, patterns, paths string) {
		file := &File{}
		for i, p := range shape(patterns, `ab/*/*?ä\b`, 200) {
			if _, valid := checkPattern(p); valid && len(p) <= 16 && !strings.Contains(p, `\/`) {
				file.Rules = append(file.Rules, Rule{Pattern: p, Line: i + 1})
			}
		}
		var tracked []string
		for _, p := range shape(paths, `ab/b/*ä?`, 150) {
			if p = strings.Trim(p, "/"); p != "" && len(p) <= 16 && !strings.Contains(p, "//") {
				tracked = append(tracked, p)
			}
		}
		compareAll(t, file, tracked)
		slices.Sort(tracked)
		compareAll(t, file, tracked)
		checkLint(t, file, tracked)
	})
}

// compareAll asks in every way for every path.
func compareAll(t *testing.T, f *File, paths []string) {
	t.Helper()
	m := f.Compile()
	w := m.Walk()
	for _, path := range paths {
		var want Result
		for i := range f.Rules {
			if naive(f.Rules[i].Pattern, path) {
				want = resultOf(&f.Rules[i])
			}
		}
		explained := m.Explain(path)
		var last *Rule
		if n := len(explained); n > 0 {
			last = explained[n-1]
		}
		for name, got := range map[string]Result{
			"File": f.Match(path), "Matcher": m.Match(path), "Walker": w.Match(path), "Explain": resultOf(last),
		} {
			if got != want {
				t.Errorf("%s, path %q: got %s, want %s of %d rules", name, path, describe(got), describe(want), len(f.Rules))
			}
		}
	}
}

func describe(r Result) string {
	if r.Rule == nil {
		return r.Ownership.String()
	}
	return r.Ownership.String() + " by " + strconv.Itoa(r.Rule.Line) + " " + r.Rule.Pattern
}

func FuzzParse(f *testing.F) {
	f.Add("* @a\n/docs/ b@c.de # x\n[x] @y\n***\n", "docs/a")
	f.Add("\ufeffa\\ b\r\n\\\n@\n\x00\xff @a@b", "a b")
	f.Fuzz(func(t *testing.T, text, path string) {
		file, problems := Parse(strings.NewReader(text))
		m := file.Compile()
		w := m.Walk()
		got, want := m.Match(path), file.Match(path)
		if got != want || w.Match(path) != want || w.Match(path+"/"+path) != file.Match(path+"/"+path) || w.Match(path) != want {
			t.Errorf("got %+v compiled, want %+v as of the file", got, want)
		}
		rules := m.Explain(path)
		if (len(rules) == 0) != (got.Rule == nil) || len(rules) > 0 && rules[len(rules)-1] != got.Rule {
			t.Errorf("got the winner %+v, want the last of %+v", got.Rule, rules)
		}
		lines := strings.Count(text, "\n") + 1
		for _, r := range file.Rules {
			if r.Line < 1 || r.Line > lines || r.Pattern == "" || !strings.Contains(text, r.Pattern) {
				t.Errorf("got the rule %+v, want one of the %d lines", r, lines)
			}
		}
		for _, p := range problems {
			if p.Line > lines || p.Line > 0 && (p.Column < 1 || p.Column > len(p.Source)) {
				t.Errorf("got the problem %+v, want it within its line", p)
			}
			p.Message()
		}
	})
}
