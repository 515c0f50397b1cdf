package linking

import (
	"unicode"
	"unicode/utf8"
)

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isAlnum(c byte) bool {
	l := c | 0x20
	return isDigit(c) || l >= 'a' && l <= 'z'
}

func isHex(c byte) bool {
	l := c | 0x20
	return isDigit(c) || l >= 'a' && l <= 'f'
}

// isBlank reports whether a byte is a space of any kind.
func isBlank(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// wordBefore reports whether a word ends at a byte: what begins there would be
// in the middle of it. Underscores count if they belong to a word, not if they
// stand for emphasis.
func wordBefore(text string, at int) bool {
	for at > 0 && text[at-1] == '_' {
		at--
	}
	if at == 0 {
		return false
	}
	if c := text[at-1]; c < utf8.RuneSelf {
		return isAlnum(c)
	}
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordAfter reports whether a word goes on at a byte.
func wordAfter(text string, at int) bool {
	for at < len(text) && text[at] == '_' {
		at++
	}
	if at == len(text) {
		return false
	}
	if c := text[at]; c < utf8.RuneSelf {
		return isAlnum(c)
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// before is the byte before, 0 if there is none.
func before(text string, at int) byte {
	if at <= 0 {
		return 0
	}
	return text[at-1]
}

// byteAt is the byte at a place, 0 if there is none.
func byteAt(text string, at int) byte {
	if at >= len(text) {
		return 0
	}
	return text[at]
}
