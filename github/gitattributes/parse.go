package gitattributes

import (
	"path"
	"strings"
)

// blanks separate words; maxLine is the length from which on git ignores a line.
const (
	blanks      = " \t\r\n"
	maxLine     = 2048
	macroPrefix = "[attr]"
)

// assignment is one word behind a pattern.
type assignment struct {
	name  string
	state State
	value string
}

// line is one line of a file.
type line struct {
	path    string // of the file
	number  int
	folder  string // of the file, with a slash at its end; "" at the root
	pattern pattern
	gives   []assignment
}

// fits reports whether the line speaks of a file.
func (l *line) fits(path string) bool {
	rest, ok := strings.CutPrefix(path, l.folder)
	return ok && l.pattern.match(rest)
}

// parse reads the lines of a file, and its macros if it may have some.
func (a *Attributes) parse(f Source) (lines []line) {
	folder := path.Dir(f.Path) + "/"
	if folder == "./" {
		folder = ""
	}
	text := strings.TrimPrefix(f.Text[:min(len(f.Text), MaxSize)], "\ufeff")
	number := 0
	for s := range strings.Lines(text) {
		number++
		s = strings.TrimLeft(strings.TrimSuffix(s, "\n"), blanks)
		if s == "" || s[0] == '#' || len(s) >= maxLine {
			continue
		}
		name, rest, quoted := unquote(s)
		if !quoted {
			name, rest = word(s)
		}
		macro := ""
		if m, ok := strings.CutPrefix(name, macroPrefix); ok && m != "" {
			if macro, _ = word(strings.TrimLeft(m, blanks)); folder != "" || !validName(macro) {
				continue
			}
		}
		gives, ok := assignments(rest)
		switch {
		case !ok:
		case macro != "":
			a.macros[macro] = gives
		case strings.HasPrefix(name, "!"): // git ignores what would take back
		default:
			lines = append(lines, line{f.Path, number, folder, newPattern(name), gives})
		}
	}
	return lines
}

// assignments reads the words behind a pattern. One that is no name spoils the
// line.
func assignments(s string) (list []assignment, ok bool) {
	for s = strings.TrimLeft(s, blanks); s != ""; s = strings.TrimLeft(s, blanks) {
		var w string
		w, s = word(s)
		x := assignment{state: Set}
		name, value, valued := strings.Cut(w, "=")
		if valued {
			x.state, x.value = Valued, value
		}
		switch {
		case strings.HasPrefix(name, "-"):
			name, x.state, x.value = name[1:], Unset, ""
		case strings.HasPrefix(name, "!"):
			name, x.state, x.value = name[1:], Unspecified, ""
		}
		if !validName(name) {
			return nil, false
		}
		x.name = name
		list = append(list, x)
	}
	return list, true
}

// word cuts the first word off.
func word(s string) (w, rest string) {
	if i := strings.IndexAny(s, blanks); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// validName reports whether a word can be an attribute's name.
func validName(s string) bool {
	if s == "" || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '-', c == '.', c == '_', '0' <= c && c <= '9', 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		default:
			return false
		}
	}
	return true
}

// unquote reads a pattern in quotes, as git writes paths with odd characters. ok
// is false if the text does not begin with a well-formed one.
func unquote(s string) (name, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", "", false
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:], true
		case '\\':
			if i++; i == len(s) {
				return "", "", false
			}
			if at := strings.IndexByte(`abfnrtv\"`, s[i]); at >= 0 {
				b.WriteByte("\a\b\f\n\r\t\v\\\""[at])
				continue
			}
			c, ok := octal(s[i:])
			if !ok {
				return "", "", false
			}
			b.WriteByte(c)
			i += 2
		default:
			b.WriteByte(s[i])
		}
	}
	return "", "", false
}

// octal is the byte that three digits stand for.
func octal(s string) (c byte, ok bool) {
	if len(s) < 3 || s[0] > '3' {
		return 0, false
	}
	for i := range 3 {
		if s[i] < '0' || s[i] > '7' {
			return 0, false
		}
		c = c<<3 | (s[i] - '0')
	}
	return c, true
}
