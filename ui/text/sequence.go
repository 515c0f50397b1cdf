package text

import "strings"

// sequence returns the length of the control character at the start of s,
// with the escape sequence it opens (ECMA-48, section 5).
func sequence(s string) int {
	kind, n := s[0], 1
	switch {
	case kind == 0x1b && len(s) > 1:
		kind, n = s[1], 2
	case kind == 0xc2: // a C1 character in UTF-8
		kind, n = s[1]-0x40, 2
	default:
		return 1
	}
	switch {
	case kind == '[':
		n += span(s[n:], 0x30, 0x3f)
		n += span(s[n:], 0x20, 0x2f)
		return n + one(s[n:], 0x40, 0x7e)
	case kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_':
		return n + controlString(s[n:])
	case s[0] == 0xc2:
		return n
	case kind >= 0x20 && kind <= 0x2f:
		n += span(s[n:], 0x20, 0x2f)
		return n + one(s[n:], 0x30, 0x7e)
	case kind >= 0x30 && kind <= 0x7e:
		return n
	}
	return 1
}

// controlString returns the length of a control string with its terminator:
// ST, or BEL as terminals accept it. Without one it runs to the end of the
// line, so that nothing of it is left to read.
func controlString(s string) int {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == '\n':
			return i
		case strings.HasPrefix(s[i:], "\x1b\\"), strings.HasPrefix(s[i:], "\u009c"):
			return i + 2
		}
	}
	return len(s)
}

func span(s string, low, high byte) int {
	n := 0
	for n < len(s) && s[n] >= low && s[n] <= high {
		n++
	}
	return n
}

func one(s string, low, high byte) int {
	if s != "" && s[0] >= low && s[0] <= high {
		return 1
	}
	return 0
}
