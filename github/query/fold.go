package query

import (
	"strings"
	"unicode/utf8"
)

// name is a text to compare with, whatever the case of letters.
type name struct {
	lower string
	ascii bool
}

func newName(text string) name {
	n := name{strings.ToLower(text), true}
	for i := range len(text) {
		n.ascii = n.ascii && text[i] < utf8.RuneSelf
	}
	return n
}

// is reports whether a text is the name.
func (n *name) is(text string) bool {
	if !n.ascii {
		return strings.EqualFold(n.lower, text)
	}
	return len(text) == len(n.lower) && lowerIs(text, n.lower)
}

// begins reports whether a text begins with the name.
func (n *name) begins(text string) bool {
	if !n.ascii {
		return strings.HasPrefix(strings.ToLower(text), n.lower)
	}
	return len(text) >= len(n.lower) && lowerIs(text[:len(n.lower)], n.lower)
}

// owns reports whether the name is the owner of "owner/name".
func (n *name) owns(repo string) bool {
	size := len(n.lower)
	return len(repo) > size && repo[size] == '/' && n.is(repo[:size])
}

// among reports whether one of the texts is the name.
func (n *name) among(texts []string) bool {
	for _, t := range texts {
		if n.is(t) {
			return true
		}
	}
	return false
}

// lowerIs compares a text with one in lower case of the same length.
func lowerIs(text, lower string) bool {
	for i := range len(lower) {
		if lowerByte(text[i]) != lower[i] {
			return false
		}
	}
	return true
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
