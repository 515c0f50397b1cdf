package highlight

import "strings"

// A scanner is one call of Scan.
type scanner struct {
	dst    []Token
	line   string
	i      int
	syntax *syntax
	mark   int // length of dst before this line
}

func (s *scanner) run(state State) State {
	s.mark = len(s.dst)
	if n := int(state.span); n > 0 && n <= len(s.syntax.spans) {
		if state = s.inside(0, 0, n-1, state.depth); state != (State{}) {
			return state
		}
	} else if s.syntax.prelude != nil {
		if t := s.syntax.prelude(s.line); t.End > t.Start {
			s.dst = append(s.dst, t)
			s.i = t.End
		}
	}
	for s.i < len(s.line) {
		c := s.line[s.i]
		switch {
		case c == ' ' || c == '\t':
			s.i++
		case isLetter(c):
			s.word()
		case isDigit(c):
			s.number()
		default:
			if state := s.sign(c); state != (State{}) {
				return state
			}
		}
	}
	return State{}
}

// sign handles a character that is neither space nor part of a word. It
// returns the state of a span that the line leaves open.
func (s *scanner) sign(c byte) State {
	x := s.syntax
	for n := range x.spans {
		sp := &x.spans[n]
		if sp.open[0] != c || !strings.HasPrefix(s.line[s.i:], sp.open) {
			continue
		}
		if sp.apart && !s.apart(sp.kind) {
			continue
		}
		return s.inside(s.i, s.i+len(sp.open), n, 1)
	}
	switch {
	case c == '\\' && x.escapes:
		s.i = min(s.i+2, len(s.line))
	case c == '\'' && x.quoteTic:
		s.tic()
	case c == x.sigil && c != 0:
		s.variable()
	case c == '@' && x.at, c == '#' && x.hash && strings.TrimLeft(s.line[:s.i], " \t") == "":
		kind := Key
		if c == '#' {
			kind = Keyword
		}
		if end := s.wordEnd(s.i + 1); end > s.i+1 {
			s.add(s.i, end, kind)
		} else {
			s.i++
		}
	default:
		s.i++
	}
	return State{}
}

// apart reports whether a span may open that does so only at the start of a
// word: a comment after a space, a string after an opening sign as well.
func (s *scanner) apart(kind Kind) bool {
	if s.i == 0 {
		return true
	}
	switch s.line[s.i-1] {
	case ' ', '\t':
		return true
	case '[', '{', '(', ',', ':':
		return kind == String
	}
	return false
}

// inside takes the rest of span n, which began at start and is read from
// position from on, with depth of it open. It returns the state that the line
// leaves open.
func (s *scanner) inside(start, from, n int, depth uint8) State {
	sp := &s.syntax.spans[n]
	if sp.close == "" {
		s.add(start, len(s.line), sp.kind)
		return State{}
	}
	last := sp.close[0]
	for i := from; i < len(s.line); {
		c := s.line[i]
		switch {
		case c == sp.escape && c != 0:
			i += 2
		case c == last && strings.HasPrefix(s.line[i:], sp.close):
			i += len(sp.close)
			if depth--; depth == 0 || !sp.nested {
				s.add(start, i, s.keyed(sp.kind, i))
				return State{}
			}
		case sp.nested && c == sp.open[0] && depth < 255 && strings.HasPrefix(s.line[i:], sp.open):
			i += len(sp.open)
			depth++
		default:
			i++
		}
	}
	s.add(start, len(s.line), sp.kind)
	if !sp.lines {
		return State{}
	}
	return State{span: uint8(n + 1), depth: depth}
}

func (s *scanner) word() {
	start := s.i
	end := s.wordEnd(start)
	word := s.line[start:end]
	kind := Plain
	if start == 0 || s.line[start-1] != '.' {
		kind = s.syntax.words(word)
	}
	if kind == Plain {
		kind = s.named(word, end)
	}
	s.add(start, end, s.keyed(kind, end))
}

// named says what a word that is none of the language's own is, by what
// follows it and by its first letter.
func (s *scanner) named(word string, end int) Kind {
	x := s.syntax
	if end < len(s.line) {
		switch c := s.line[end]; {
		case c == '(' && x.calls, c == '!' && x.macros && end+1 < len(s.line) && s.line[end+1] != '=':
			return Call
		}
	}
	if x.upper && word[0] >= 'A' && word[0] <= 'Z' {
		return Type
	}
	return Plain
}

// keyed returns Key for a word or string that ends before the sign after
// keys, and kind otherwise.
func (s *scanner) keyed(kind Kind, end int) Kind {
	if s.syntax.keyEnd == 0 || kind == Comment {
		return kind
	}
	for end < len(s.line) && (s.line[end] == ' ' || s.line[end] == '\t') {
		end++
	}
	if end < len(s.line) && s.line[end] == s.syntax.keyEnd && !strings.HasPrefix(s.line[end:], "==") {
		return Key
	}
	return kind
}

// number takes digits with whatever may be in a number: a base, a fraction, an
// exponent, separators, a unit.
func (s *scanner) number() {
	i := s.i + 1
	for i < len(s.line) {
		c := s.line[i]
		switch {
		case isDigit(c) || isLetter(c) || c == '%':
			i++
		case c == '.' && i+1 < len(s.line) && isDigit(s.line[i+1]):
			i++
		case (c == '+' || c == '-') && (s.line[i-1] == 'e' || s.line[i-1] == 'E') && !strings.HasPrefix(s.line[s.i:], "0x"):
			i++
		default:
			s.add(s.i, i, Number)
			return
		}
	}
	s.add(s.i, i, Number)
}

// variable takes a sign with the name after it, which may be in braces or
// parentheses. What is more than a name in parentheses is a command.
func (s *scanner) variable() {
	start, i := s.i, s.i+1
	if i == len(s.line) {
		s.i++
		return
	}
	closing := byte(0)
	switch s.line[i] {
	case '{':
		closing = '}'
		i++
	case '(':
		closing = ')'
		i++
	}
	end := s.wordEnd(i)
	closed := closing != 0 && end < len(s.line) && s.line[end] == closing
	switch {
	case end == i && closing == 0 && strings.IndexByte("@*#?!$<^-", s.line[i]) >= 0:
		s.add(start, i+1, Key)
	case end == i || closing == ')' && !closed:
		s.i = i
	case closed:
		s.add(start, end+1, Key)
	default:
		s.add(start, end, Key)
	}
}

// tic takes a character between single quotes, or else a name after one.
func (s *scanner) tic() {
	rest := s.line[s.i+1:]
	switch end := strings.IndexByte(rest, '\''); {
	case strings.HasPrefix(rest, `\`) && len(rest) > 2 && strings.IndexByte(rest[2:], '\'') >= 0:
		s.add(s.i, s.i+1+2+strings.IndexByte(rest[2:], '\'')+1, String)
	case end == 1 || end > 1 && rest[0] >= 0x80 && end <= 4:
		s.add(s.i, s.i+1+end+1, String)
	default:
		s.i = max(s.wordEnd(s.i+1), s.i+1)
	}
}

// wordEnd returns where the word at i ends.
func (s *scanner) wordEnd(i int) int {
	for i < len(s.line) && (isLetter(s.line[i]) || isDigit(s.line[i]) || s.line[i] == '-' && s.syntax.dashes) {
		i++
	}
	return i
}

// add appends a token, unless it is plain or empty, and goes on after it. It
// lengthens the token before if that touches and is of the same kind, so that
// what reads them writes fewer colours.
func (s *scanner) add(start, end int, kind Kind) {
	s.i = end
	if kind == Plain || start == end {
		return
	}
	if n := len(s.dst); n > s.mark && s.dst[n-1].End == start && s.dst[n-1].Kind == kind {
		s.dst[n-1].End = end
		return
	}
	s.dst = append(s.dst, Token{Start: start, End: end, Kind: kind})
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
