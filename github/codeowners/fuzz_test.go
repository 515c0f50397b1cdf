package codeowners

import (
	"strings"
	"testing"
)

// naive decides by trying everything, straight from the rules.
func naive(pattern, path string) bool {
	if pattern == "/" || pattern == "//" {
		return false
	}
	if !strings.Contains(strings.TrimSuffix(pattern, "/"), "/") {
		pattern = "**/" + pattern
	}
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	parts := strings.Split(strings.TrimPrefix(pattern, "/"), "/")
	segments := strings.Split(path, "/")
	last := parts[len(parts)-1]
	for n := 0; n <= len(segments); n++ {
		below := len(segments) - n
		switch {
		case last == "**" && below > 0 || last == "*" && below == 0:
		case last != "**" && last != "*":
		default:
			continue
		}
		head := parts
		if last == "**" {
			head = parts[:len(parts)-1]
		}
		if naiveSegments(head, segments[:n]) {
			return true
		}
	}
	return false
}

func naiveSegments(parts, segments []string) bool {
	switch {
	case len(parts) == 0:
		return len(segments) == 0
	case parts[0] == "**":
		return naiveSegments(parts[1:], segments) || len(segments) > 0 && naiveSegments(parts, segments[1:])
	case len(segments) == 0 || segments[0] == "" || parts[0] == "":
		return false
	}
	return naiveGlob([]rune(parts[0]), []rune(segments[0])) && naiveSegments(parts[1:], segments[1:])
}

func naiveGlob(glob, name []rune) bool {
	switch {
	case len(glob) == 0:
		return len(name) == 0
	case glob[0] == '*':
		return naiveGlob(glob[1:], name) || len(name) > 0 && naiveGlob(glob, name[1:])
	case len(name) == 0:
		return false
	case glob[0] == '?':
		return naiveGlob(glob[1:], name[1:])
	case glob[0] == '\\':
		return len(glob) > 1 && glob[1] == name[0] && naiveGlob(glob[2:], name[1:])
	}
	return glob[0] == name[0] && naiveGlob(glob[1:], name[1:])
}

func FuzzMatch(f *testing.F) {
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
		p, _ := compile(pattern)
		if got, want := p.match(splitPath(path)), naive(pattern, path); got != want {
			t.Errorf("pattern %q, path %q: got %v, want %v", pattern, path, got, want)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("* @a\n/docs/ b@c.de # x\n[x] @y\n***\n", "docs/a")
	f.Add("\ufeffa\\ b\r\n\\\n@\n\x00\xff @a@b", "a b")
	f.Fuzz(func(t *testing.T, text, path string) {
		file, problems := Parse(strings.NewReader(text))
		m := file.Compile()
		got, want := m.Match(path), file.Match(path)
		if got != want {
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
