package gitattributes

import "strings"

// class is a set of bytes, as [a-z] or [!0-9] write it.
type class [4]uint64

func (c *class) has(b byte) bool { return c[b>>6]&(1<<(b&63)) != 0 }
func (c *class) add(b byte)      { c[b>>6] |= 1 << (b & 63) }

// newClass reads a class at the begin of a pattern, and how long it is; 0 if it
// is none, as without an end.
func newClass(s string) (*class, int) {
	c := &class{}
	i := 1
	negated := i < len(s) && (s[i] == '!' || s[i] == '^')
	if negated {
		i++
	}
	before := byte(0) // that a range may begin with
	for first := true; ; first = false {
		switch {
		case i >= len(s):
			return nil, 0
		case s[i] == ']' && !first:
			if negated {
				for w := range c {
					c[w] = ^c[w]
				}
			}
			return c, i + 1
		case s[i] == '\\':
			if i++; i == len(s) {
				return nil, 0
			}
			before = s[i]
			c.add(before)
		case s[i] == '-' && before != 0 && i+1 < len(s) && s[i+1] != ']':
			if i++; s[i] == '\\' {
				if i++; i == len(s) {
					return nil, 0
				}
			}
			for b := int(before); b <= int(s[i]); b++ {
				c.add(byte(b))
			}
			before = 0
		case strings.HasPrefix(s[i:], "[:"):
			end := strings.IndexByte(s[i+2:], ']')
			if end < 0 {
				return nil, 0
			}
			name, ok := strings.CutSuffix(s[i+2:i+2+end], ":")
			if !ok { // it is a set that holds a bracket
				before = '['
				c.add(before)
				break
			}
			if !c.addNamed(name) {
				return nil, 0
			}
			before = 0
			i += 2 + end
		default:
			before = s[i]
			c.add(before)
		}
		i++
	}
}

// addNamed adds a class of POSIX, of ASCII.
func (c *class) addNamed(name string) bool {
	is := named(name)
	if is == nil {
		return false
	}
	for b := range byte(128) {
		if is(b) {
			c.add(b)
		}
	}
	return true
}

// named is the class of a name, nil for an unknown one.
func named(name string) func(byte) bool {
	digit := func(b byte) bool { return '0' <= b && b <= '9' }
	lower := func(b byte) bool { return 'a' <= b && b <= 'z' }
	upper := func(b byte) bool { return 'A' <= b && b <= 'Z' }
	graph := func(b byte) bool { return ' ' < b && b < 0x7f }
	alnum := func(b byte) bool { return digit(b) || lower(b) || upper(b) }
	switch name {
	case "alnum":
		return alnum
	case "alpha":
		return func(b byte) bool { return lower(b) || upper(b) }
	case "blank":
		return func(b byte) bool { return b == ' ' || b == '\t' }
	case "cntrl":
		return func(b byte) bool { return b < ' ' || b == 0x7f }
	case "digit":
		return digit
	case "graph":
		return graph
	case "lower":
		return lower
	case "print":
		return func(b byte) bool { return b == ' ' || graph(b) }
	case "punct":
		return func(b byte) bool { return graph(b) && !alnum(b) }
	case "space":
		return func(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }
	case "upper":
		return upper
	case "xdigit":
		return func(b byte) bool { return digit(b) || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F' }
	}
	return nil
}
