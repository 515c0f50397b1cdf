package markdown

import (
	"bytes"
	"strings"
)

// A markup is a piece of HTML: text, or a tag with its attributes. Comments
// and declarations are tags without a name.
type markup struct {
	text    []byte
	name    string // lower case
	closing bool
	attrs   []byte
}

// A scanner takes HTML apart.
type scanner struct {
	rest   []byte
	broken int // tags that did not end
}

// maxBroken is how many < are tried as tags that never end: each costs a look
// at all that follows.
const maxBroken = 20

// next takes the piece at the start of what is left, which is not empty.
func (s *scanner) next() markup {
	if s.rest[0] == '<' && s.broken < maxBroken {
		m, n := scanTag(s.rest)
		if n > 0 {
			s.rest = s.rest[n:]
			return m
		}
		if m.name != "" {
			s.broken++
		}
	}
	n := bytes.IndexByte(s.rest[1:], '<') + 1
	if n == 0 {
		n = len(s.rest)
	}
	m := markup{text: s.rest[:n]}
	s.rest = s.rest[n:]
	return m
}

// until takes what is inside an element, with its closing tag.
func (s *scanner) until(m markup) (inside []byte) {
	if m.closing {
		return nil
	}
	at := 0
	for {
		i := bytes.Index(s.rest[at:], []byte("</"))
		if i < 0 {
			inside, s.rest = s.rest, nil
			return inside
		}
		at += i
		if n := at + 2 + len(m.name); n <= len(s.rest) && strings.EqualFold(string(s.rest[at+2:n]), m.name) {
			inside, s.rest = s.rest[:at], s.rest[at+upTo(s.rest[at:], ">"):]
			return inside
		}
		at += 2
	}
}

// scanTag returns the tag at the start of s and its length, 0 if it is none.
func scanTag(s []byte) (m markup, n int) {
	if bytes.HasPrefix(s, []byte("<!--")) {
		return m, upTo(s, "-->")
	}
	if len(s) > 1 && (s[1] == '!' || s[1] == '?') {
		return m, upTo(s, ">")
	}
	at := 1
	if at < len(s) && s[at] == '/' {
		m.closing = true
		at++
	}
	from := at
	for at < len(s) && (isWord(s[at]) || s[at] == '-') {
		at++
	}
	if at == from || !isLetter(s[from]) {
		return m, 0
	}
	m.name = strings.ToLower(string(s[from:at]))
	from = at
	var quote byte
	for ; at < len(s); at++ {
		switch c := s[at]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			m.attrs = s[from:at]
			return m, at + 1
		}
	}
	return m, 0
}

func upTo(s []byte, end string) int {
	if i := bytes.Index(s, []byte(end)); i >= 0 {
		return i + len(end)
	}
	return len(s)
}

// attr returns the value of an attribute, nothing if the tag does not have it.
func (m markup) attr(name string) string {
	s := m.attrs
	for {
		s = bytes.TrimLeft(s, " \t\n\f/")
		if len(s) == 0 {
			return ""
		}
		n := bytes.IndexAny(s, " \t\n\f/=")
		if n < 0 {
			n = len(s)
		}
		key := string(s[:n])
		s = bytes.TrimLeft(s[n:], " \t\n\f")
		var v []byte
		if len(s) > 0 && s[0] == '=' {
			v, s = attrValue(bytes.TrimLeft(s[1:], " \t\n\f"))
		} else if n == 0 {
			s = s[1:]
		}
		if strings.EqualFold(key, name) {
			return string(decode(v))
		}
	}
}

func attrValue(s []byte) (v, rest []byte) {
	if len(s) > 0 && (s[0] == '"' || s[0] == '\'') {
		if end := bytes.IndexByte(s[1:], s[0]); end >= 0 {
			return s[1 : end+1], s[end+2:]
		}
		return s[1:], nil
	}
	end := bytes.IndexAny(s, " \t\n\f")
	if end < 0 {
		end = len(s)
	}
	return s[:end], s[end:]
}

// decode returns text of HTML with the characters that entities name.
func decode(s []byte) []byte {
	var b []byte
	for {
		i := bytes.IndexByte(s, '&')
		if i < 0 {
			return append(b, s...)
		}
		b = append(b, s[:i]...)
		n, with := entity(s[i:])
		b, s = append(b, with...), s[i+n:]
	}
}
