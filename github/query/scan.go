package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a token is.
type tokenKind uint8

const (
	tokenWord tokenKind = iota
	tokenPhrase
	tokenTerm
	tokenOpen
	tokenClose
	tokenAnd
	tokenOr
	tokenNot
)

// token is the smallest part of a query that has a meaning.
type token struct {
	kind       tokenKind
	negated    bool // by "-"
	dropped    bool // a bracket without its partner
	start, end int
	text       string // of a word or phrase
	name       string // of a qualifier, lower case
	colon      int    // the place behind its colon
	values     []value
}

// value is what stands behind a qualifier's colon, or one of a list of such.
type value struct {
	start, end int // with quotes
	text       string
	quoted     bool
}

// scanner cuts a text into tokens.
type scanner struct {
	text     string
	at       int
	unclosed int // the place of a quotation mark that is never closed, or -1
	tokens   []token
}

func (s *scanner) scan() {
	for {
		s.at += len(s.text[s.at:]) - len(strings.TrimLeftFunc(s.text[s.at:], unicode.IsSpace))
		if s.at == len(s.text) {
			return
		}
		s.token()
	}
}

// token reads the token that begins here.
func (s *scanner) token() {
	t := token{start: s.at}
	if s.text[s.at] == '-' && s.at+1 < len(s.text) && s.text[s.at+1] != ')' && !isSpaceAt(s.text, s.at+1) {
		t.negated = true
		s.at++
	}
	switch s.text[s.at] {
	case '(':
		t.kind = tokenOpen
		s.at++
	case ')':
		t.kind = tokenClose
		s.at++
	case '"':
		t.kind = tokenPhrase
		t.text = s.quotes().text
	default:
		if !s.qualifier(&t) && !s.word(&t) {
			return
		}
	}
	t.end = s.at
	s.tokens = append(s.tokens, t)
}

// word reads a word or an operator. It fails if nothing is left of it without
// the backslashes at its end: one before a quotation mark or bracket might
// change what that means.
func (s *scanner) word(t *token) bool {
	from := s.at
	s.at = bareEnd(s.text, s.at, false)
	t.text = strings.TrimRight(s.text[from:s.at], `\`)
	if !t.negated {
		switch t.text {
		case "AND":
			t.kind = tokenAnd
		case "OR":
			t.kind = tokenOr
		case "NOT":
			t.kind = tokenNot
		}
	}
	return t.text != ""
}

// qualifier reads a qualifier that GitHub knows, if one begins here.
func (s *scanner) qualifier(t *token) bool {
	size := nameSize(s.text[s.at:])
	if size == 0 || s.at+size == len(s.text) || s.text[s.at+size] != ':' {
		return false
	}
	name := strings.ToLower(s.text[s.at : s.at+size])
	if shapeOf(name) == unknown {
		return false
	}
	s.at += size + 1
	t.kind, t.name, t.colon = tokenTerm, name, s.at
	t.values = s.values(isList(name))
	return true
}

// values reads the value of a qualifier, or several with commas between them.
func (s *scanner) values(list bool) (values []value) {
	for {
		v := value{start: s.at}
		if s.at < len(s.text) && s.text[s.at] == '"' {
			v = s.quotes()
		} else {
			s.at = bareEnd(s.text, s.at, list)
			v.text = strings.TrimRight(s.text[v.start:s.at], `\`)
		}
		v.end = s.at
		values = append(values, v)
		if !list || s.at == len(s.text) || s.text[s.at] != ',' {
			return values
		}
		s.at++
	}
}

// quotes reads from a quotation mark to the next one.
func (s *scanner) quotes() value {
	v := value{start: s.at, quoted: true}
	inside := s.text[s.at+1:]
	if end := strings.IndexByte(inside, '"'); end >= 0 {
		inside = inside[:end]
		s.at += end + 2
	} else {
		s.unclosed = s.at
		s.at = len(s.text)
	}
	v.text = strings.TrimRight(oneLine(inside), `\`)
	v.end = s.at
	return v
}

// oneLine makes a space of each line break and tab.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\t\n\v\f\r") {
		return text
	}
	return strings.Map(func(r rune) rune {
		if r >= '\t' && r <= '\r' {
			return ' '
		}
		return r
	}, text)
}

// bareEnd is where a text without quotes ends.
func bareEnd(text string, at int, list bool) int {
	for at < len(text) {
		switch c := text[at]; {
		case c == '(' || c == ')' || c == '"' || list && c == ',' || isSpaceAt(text, at):
			return at
		}
		at++
	}
	return at
}

// isSpaceAt reports whether a space begins at a byte.
func isSpaceAt(text string, at int) bool {
	if c := text[at]; c < utf8.RuneSelf {
		return c == ' ' || c >= '\t' && c <= '\r'
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsSpace(r)
}

// nameSize is the size of what could be the name of a qualifier.
func nameSize(text string) int {
	for i := range len(text) {
		c := text[i] | 0x20
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || text[i] != '-' && text[i] != '_' && text[i] != '.' && (text[i] < '0' || text[i] > '9')) {
			return i
		}
	}
	return len(text)
}
