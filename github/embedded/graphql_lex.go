package embedded

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// gqlPlace is a place in a GraphQL document: both count from 1, columns in
// characters.
type gqlPlace struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// gqlTokenKind is what a token of a GraphQL document is.
type gqlTokenKind int

const (
	gqlEnd gqlTokenKind = iota
	gqlPunctuator
	gqlName
	gqlInt
	gqlFloat
	gqlString
)

// gqlToken is one token: text is a string's value, and of everything else what
// was written.
type gqlToken struct {
	kind gqlTokenKind
	text string
	at   gqlPlace
}

// String is the token as an error message calls it.
func (t gqlToken) String() string {
	switch t.kind {
	case gqlEnd:
		return "the end of the document"
	case gqlString:
		return "a string"
	}
	return strconv.Quote(t.text)
}

// gqlSyntax is a document that cannot be read.
type gqlSyntax struct {
	message string
	at      gqlPlace
}

func (e *gqlSyntax) Error() string {
	return fmt.Sprintf("Parse error at [%d, %d]: %s", e.at.Line, e.at.Column, e.message)
}

// gqlLexer cuts a document into tokens.
type gqlLexer struct {
	rest string
	at   gqlPlace
}

func newGQLLexer(text string) *gqlLexer {
	return &gqlLexer{rest: strings.TrimPrefix(text, "\ufeff"), at: gqlPlace{1, 1}}
}

func (l *gqlLexer) fail(format string, args ...any) error {
	return &gqlSyntax{fmt.Sprintf(format, args...), l.at}
}

// skip passes over n bytes that hold no line break.
func (l *gqlLexer) skip(n int) {
	l.at.Column += utf8.RuneCountInString(l.rest[:n])
	l.rest = l.rest[n:]
}

// blank passes over what means nothing: space, commas, comments, line breaks.
func (l *gqlLexer) blank() {
	for l.rest != "" {
		switch c := l.rest[0]; {
		case c == ' ' || c == '\t' || c == ',':
			l.skip(1)
		case c == '\n' || c == '\r':
			l.newline()
		case c == '#':
			end := strings.IndexAny(l.rest, "\r\n")
			if end < 0 {
				end = len(l.rest)
			}
			l.skip(end)
		default:
			return
		}
	}
}

// newline passes over one line break, however it is written.
func (l *gqlLexer) newline() {
	n := 1
	if strings.HasPrefix(l.rest, "\r\n") {
		n = 2
	}
	l.rest = l.rest[n:]
	l.at.Line++
	l.at.Column = 1
}

// next gives the next token; at the end it gives gqlEnd again and again.
func (l *gqlLexer) next() (gqlToken, error) {
	l.blank()
	if l.rest == "" {
		return gqlToken{gqlEnd, "", l.at}, nil
	}
	at, c := l.at, l.rest[0]
	take := func(kind gqlTokenKind, n int) gqlToken {
		t := gqlToken{kind, l.rest[:n], at}
		l.skip(n)
		return t
	}
	switch {
	case strings.HasPrefix(l.rest, "..."):
		return take(gqlPunctuator, 3), nil
	case strings.IndexByte("!$&():=@[]{|}", c) >= 0:
		return take(gqlPunctuator, 1), nil
	case isNameByte(c) && !isDigit(c):
		n := 1
		for n < len(l.rest) && isNameByte(l.rest[n]) {
			n++
		}
		return take(gqlName, n), nil
	case c == '-' || isDigit(c):
		kind, n, err := l.number()
		if err != nil {
			return gqlToken{}, err
		}
		return take(kind, n), nil
	case strings.HasPrefix(l.rest, `"""`):
		text, err := l.block()
		return gqlToken{gqlString, text, at}, err
	case c == '"':
		text, err := l.quoted()
		return gqlToken{gqlString, text, at}, err
	}
	r, _ := utf8.DecodeRuneInString(l.rest)
	return gqlToken{}, l.fail("unexpected character %s", strconv.QuoteRune(r))
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isNameByte(c byte) bool {
	return c == '_' || isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// number measures the number at the beginning of the rest.
func (l *gqlLexer) number() (kind gqlTokenKind, n int, err error) {
	s := l.rest
	digits := func() int {
		from := n
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		return n - from
	}
	kind = gqlInt
	if s[n] == '-' {
		n++
	}
	zero := n < len(s) && s[n] == '0'
	whole := digits()
	good := whole > 0 && (!zero || whole == 1)
	if good && n < len(s) && s[n] == '.' {
		kind = gqlFloat
		n++
		good = digits() > 0
	}
	if good && n < len(s) && (s[n] == 'e' || s[n] == 'E') {
		kind = gqlFloat
		n++
		if n < len(s) && (s[n] == '+' || s[n] == '-') {
			n++
		}
		good = digits() > 0
	}
	if !good || n < len(s) && (isNameByte(s[n]) || s[n] == '.') {
		return 0, 0, l.fail("malformed number")
	}
	return kind, n, nil
}

// quoted reads a string in single double quotes.
func (l *gqlLexer) quoted() (string, error) {
	start := l.at
	l.skip(1)
	var b strings.Builder
	for l.rest != "" && l.rest[0] != '\n' && l.rest[0] != '\r' {
		switch l.rest[0] {
		case '"':
			l.skip(1)
			return b.String(), nil
		case '\\':
			r, n, err := l.escape()
			if err != nil {
				return "", err
			}
			b.WriteRune(r)
			l.skip(n)
		default:
			_, n := utf8.DecodeRuneInString(l.rest)
			b.WriteString(l.rest[:n])
			l.skip(n)
		}
	}
	return "", &gqlSyntax{"a string is not closed", start}
}

// escape reads the escape at the beginning of the rest and gives its length.
func (l *gqlLexer) escape() (r rune, n int, err error) {
	if len(l.rest) < 2 {
		return 0, 0, l.fail("unfinished escape")
	}
	if at := strings.IndexByte(`"\/bfnrt`, l.rest[1]); at >= 0 {
		return rune("\"\\/\b\f\n\r\t"[at]), 2, nil
	}
	if l.rest[1] == 'u' && len(l.rest) >= 6 {
		if v, err := strconv.ParseUint(l.rest[2:6], 16, 16); err == nil {
			return rune(v), 6, nil
		}
	}
	return 0, 0, l.fail("unknown escape in a string")
}

// block reads a string in threefold double quotes.
func (l *gqlLexer) block() (string, error) {
	start := l.at
	l.skip(3)
	var b strings.Builder
	for l.rest != "" {
		switch {
		case strings.HasPrefix(l.rest, `"""`):
			l.skip(3)
			return dedent(b.String()), nil
		case strings.HasPrefix(l.rest, `\"""`):
			b.WriteString(`"""`)
			l.skip(4)
		case l.rest[0] == '\n' || l.rest[0] == '\r':
			b.WriteByte('\n')
			l.newline()
		default:
			_, n := utf8.DecodeRuneInString(l.rest)
			b.WriteString(l.rest[:n])
			l.skip(n)
		}
	}
	return "", &gqlSyntax{"a string is not closed", start}
}

// dedent takes from a block string what only lays it out: the indentation that
// all lines but the first share, and empty lines around it.
func dedent(s string) string {
	lines := strings.Split(s, "\n")
	blank := func(line string) bool { return strings.Trim(line, " \t") == "" }
	common := -1
	for _, line := range lines[1:] {
		if indent := len(line) - len(strings.TrimLeft(line, " \t")); !blank(line) && (common < 0 || indent < common) {
			common = indent
		}
	}
	for i, line := range lines {
		if i > 0 && common > 0 {
			lines[i] = line[min(common, len(line)):]
		}
	}
	for len(lines) > 0 && blank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && blank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}
