package codeowners

import (
	"strings"
	"unicode/utf8"
)

// matchGlob says whether one segment of a pattern matches one of a path: "*" is
// any run of characters, "?" one character, a backslash takes the next character
// as it is. An empty segment is never matched, and a final backslash matches
// nothing. When the texts differ, only the last star can help by taking one
// character more, so the time is at most the product of the two lengths.
func matchGlob(glob, name string) bool {
	if name == "" {
		return false
	}
	at, star, starAt := 0, -1, 0
	i := 0
	for i < len(name) {
		if at < len(glob) {
			switch c := glob[at]; {
			case c == '*':
				at++
				if at == len(glob) {
					return true
				}
				star, starAt = at, i
				continue
			case c == '?':
				at++
				i += charSize(name[i:])
				continue
			case c == '\\':
				if n := sameChar(glob[at+1:], name[i:]); n > 0 {
					at += n + 1
					i += n
					continue
				}
			default:
				if n := sameChar(glob[at:], name[i:]); n > 0 {
					at += n
					i += n
					continue
				}
			}
		}
		if star < 0 {
			return false
		}
		starAt += charSize(name[starAt:])
		at, i = star, starAt
	}
	for at < len(glob) && glob[at] == '*' {
		at++
	}
	return at == len(glob)
}

// charSize is the size in bytes of the first character of a text that is not
// empty. A byte that is no UTF-8 is a character.
func charSize(text string) int {
	if text[0] < utf8.RuneSelf {
		return 1
	}
	_, size := utf8.DecodeRuneInString(text)
	return size
}

// sameChar is the size of the first character of both texts, 0 if they differ.
func sameChar(a, b string) int {
	if a == "" || b == "" || a[0] != b[0] {
		return 0
	}
	if a[0] < utf8.RuneSelf {
		return 1
	}
	n := charSize(a)
	if n != charSize(b) || a[:n] != b[:n] {
		return 0
	}
	return n
}

// isPlain says whether a segment is the name itself, as it is written.
func isPlain(segment string) bool {
	for i := range len(segment) {
		if c := segment[i]; c == '*' || c == '?' || c == '\\' {
			return false
		}
	}
	return true
}

// hasWildcard says whether a segment is more than the name itself, after its
// backslashes are undone.
func hasWildcard(segment string) bool {
	for i := 0; i < len(segment); i++ {
		switch segment[i] {
		case '*', '?':
			return true
		case '\\':
			i++
		}
	}
	return false
}

// unescape undoes the backslashes. It fails if the last one escapes nothing.
func unescape(segment string) (string, bool) {
	if strings.IndexByte(segment, '\\') < 0 {
		return segment, true
	}
	var b strings.Builder
	for i := 0; i < len(segment); i++ {
		if segment[i] == '\\' {
			if i++; i == len(segment) {
				return "", false
			}
		}
		b.WriteByte(segment[i])
	}
	return b.String(), true
}
