package gitattributes

import "strings"

// pattern is what stands at the begin of a line, made ready.
type pattern struct {
	never    bool
	nameOnly bool   // it has no slash, and looks at the last part of a path only
	prefix   string // bytes that the text begins with
	suffix   string // bytes that the text ends with, of a pattern "*suffix"
	tokens   []token
}

// token matches a byte of a path, or a run of them.
type token struct {
	kind tokenKind
	char byte
	set  *class
}

type tokenKind uint8

const (
	one     tokenKind = iota // this byte
	any_                     // a byte but the slash
	oneOf                    // a byte of a class
	star                     // any run without a slash
	deep                     // any run
	folders                  // nothing, or any run with a slash at its end
)

// special are the characters that mean more than themselves.
const special = `*?[\`

// newPattern reads a pattern by gitignore's rules. A text before the first
// special character is compared as it is, and what is behind it is a pattern of
// its own, which shows in "a**/b": git does so too.
func newPattern(s string) pattern {
	var p pattern
	if strings.HasSuffix(s, "/") {
		p.never = true // it asks for a folder, and attributes are of files
		return p
	}
	p.nameOnly = !strings.Contains(s, "/")
	if p.nameOnly && strings.HasPrefix(s, "*") && !strings.ContainsAny(s[1:], special) {
		p.suffix, p.tokens = s[1:], []token{{kind: star}}
		return p
	}
	s = strings.TrimPrefix(s, "/")
	plain := len(s)
	if i := strings.IndexAny(s, special); i >= 0 {
		plain = i
	}
	p.prefix = s[:plain]
	p.tokens, p.never = tokensOf(s[plain:])
	return p
}

// tokensOf reads a pattern; never is true if it can fit nothing.
func tokensOf(s string) (tokens []token, never bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			if i++; i == len(s) {
				return nil, true
			}
			tokens = append(tokens, token{kind: one, char: s[i]})
		case '?':
			tokens = append(tokens, token{kind: any_})
		case '*':
			from := i
			for i+1 < len(s) && s[i+1] == '*' {
				i++
			}
			rest := s[i+1:]
			switch alone := from == 0 || s[from-1] == '/'; {
			case i == from || !alone:
				tokens = append(tokens, token{kind: star})
			case strings.HasPrefix(rest, "/"):
				tokens = append(tokens, token{kind: folders})
				i++
			case rest == "" || strings.HasPrefix(rest, `\/`):
				tokens = append(tokens, token{kind: deep})
			default:
				tokens = append(tokens, token{kind: star})
			}
		case '[':
			set, n := newClass(s[i:])
			if n == 0 {
				return nil, true
			}
			tokens = append(tokens, token{kind: oneOf, set: set})
			i += n - 1
		default:
			tokens = append(tokens, token{kind: one, char: c})
		}
	}
	return tokens, false
}

// match reports whether a path below the file's folder fits.
func (p *pattern) match(path string) bool {
	if p.never {
		return false
	}
	if p.nameOnly {
		path = path[strings.LastIndexByte(path, '/')+1:]
	}
	path, ok := strings.CutPrefix(path, p.prefix)
	if !ok {
		return false
	}
	if p.suffix != "" {
		return strings.HasSuffix(path, p.suffix)
	}
	return match(p.tokens, path)
}

// match follows all ways through a pattern at once, so that it takes at most the
// product of the two lengths.
func match(tokens []token, s string) bool {
	if len(tokens) == 0 {
		return s == ""
	}
	now, next := newStates(tokens), newStates(tokens)
	now.enter(0)
	for i := range len(s) {
		next.clear()
		for _, at := range now.list {
			next.step(at, s[i])
		}
		if len(next.list) == 0 {
			return false
		}
		now, next = next, now
	}
	return now.in[len(tokens)]
}

// states are the places in a pattern that a text has led to.
type states struct {
	tokens []token
	in     []bool // by place; the last is its end
	list   []int
}

func newStates(tokens []token) *states {
	return &states{tokens: tokens, in: make([]bool, len(tokens)+1), list: make([]int, 0, len(tokens)+1)}
}

func (s *states) clear() {
	for _, at := range s.list {
		s.in[at] = false
	}
	s.list = s.list[:0]
}

// stay adds a place.
func (s *states) stay(at int) {
	if !s.in[at] {
		s.in[at] = true
		s.list = append(s.list, at)
	}
}

// enter adds a place that was reached from before it, and those behind it as far
// as nothing has to be there.
func (s *states) enter(at int) {
	for s.stay(at); at < len(s.tokens) && s.tokens[at].kind >= star; s.stay(at) {
		at++
	}
}

// step goes on from a place with a byte. A run that has begun ends with any byte,
// but one of folders with a slash only.
func (s *states) step(at int, c byte) {
	if at == len(s.tokens) {
		return
	}
	switch t := s.tokens[at]; {
	case t.kind == one && c == t.char, t.kind == any_ && c != '/', t.kind == oneOf && c != '/' && t.set.has(c):
		s.enter(at + 1)
	case t.kind == star && c != '/', t.kind == deep:
		s.enter(at)
	case t.kind == folders:
		s.stay(at)
		if c == '/' {
			s.enter(at + 1)
		}
	}
}
