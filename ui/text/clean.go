package text

import (
	"unicode"
	"unicode/utf8"
)

// Mark is shown in place of what must not reach the terminal as it is but
// must not vanish either: bytes that are no UTF-8, characters without a shape
// and characters that turn the direction of the text around them.
const Mark = "�"

// Clean makes one line of text from outside safe to draw. It removes escape
// sequences whole (ECMA-48: ESC and C1 forms, with their strings up to the
// terminator) and other control characters; line breaks and tabs become one
// space; invalid UTF-8, bidirectional controls (UAX #9) and characters that
// cannot be seen become [Mark]. Joiners stay inside emoji sequences and in
// scripts that are written with them. Variation selectors go, because
// terminals disagree about the width they ask for. At most eight combining
// marks stay on one character, at most eight joiners in one emoji.
//
// Printable text is returned as it is, without an allocation.
func Clean(s string) string { return clean(s, 0) }

// CleanLine is [Clean] for a line of a file: a tab becomes the spaces up to
// the next multiple of tab cells (tab below 1 counts as 1).
func CleanLine(s string, tab int) string { return clean(s, max(tab, 1)) }

// maxMarks bounds the combining marks on one character: real orthographies
// use up to four or five, hundreds are used to draw over the lines nearby.
const maxMarks = 8

// joiner is U+200D, ZERO WIDTH JOINER.
const joiner = 0x200d

// clean does the work of Clean and, for a positive tab, of CleanLine.
func clean(s string, tab int) string {
	i := 0
	for i < len(s) && s[i] >= ' ' && s[i] <= '~' {
		i++
	}
	if i == len(s) {
		return s
	}
	c := cleaner{src: s, tab: tab}
	if i > 0 {
		c.prev = rune(s[i-1])
	}
	return c.run(i)
}

// A cleaner holds one call's state. Nothing is copied until something has to
// change: out is nil until then, and src[:done] is what it would hold.
type cleaner struct {
	src     string
	tab     int
	out     []byte
	changed bool
	done    int // bytes of src already copied to out
	line    int // cells before tabFrom
	tabFrom int // index in out after the last tab
	prev    rune
	marks   int // combining marks since the last character
	joined  int // joiners in the emoji sequence so far
}

func (c *cleaner) run(i int) string {
	for i < len(c.src) {
		b := c.src[i]
		if b >= ' ' && b <= '~' {
			c.keep(rune(b))
			i++
			continue
		}
		r, size := rune(b), 1
		if b >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(c.src[i:])
		}
		i += c.rune(i, r, size)
	}
	if !c.changed {
		return c.src
	}
	return string(append(c.out, c.src[c.done:]...))
}

// rune handles what is not printable ASCII and returns how many bytes of the
// source it used.
func (c *cleaner) rune(i int, r rune, size int) int {
	switch {
	case r == utf8.RuneError && size == 1:
		c.replace(i, size, Mark)
	case r == '\t':
		c.replace(i, size, c.tabStop(i))
	case r == '\r' && (i+1 == len(c.src) || c.src[i+1] == '\n'):
		c.replace(i, size, "")
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
		c.replace(i, size, " ")
	case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0:
		size = sequence(c.src[i:])
		c.replace(i, size, "")
	case isVariation(r):
		c.replace(i, size, "")
	case isHidden(r):
		if c.joins(r, c.src[i+size:]) {
			c.mark(i, size, r)
		} else {
			c.replace(i, size, Mark)
		}
	case unicode.In(r, unicode.Mn, unicode.Me):
		c.mark(i, size, r)
	default:
		c.keep(r)
	}
	return size
}

// mark handles a combining mark or a joiner: without a character before it, it would be
// drawn on the cell of a border or of another column.
func (c *cleaner) mark(i, size int, r rune) {
	switch {
	case c.prev == 0:
		c.replace(i, 0, "◌")
		c.marks = 1
	case c.marks == maxMarks:
		c.replace(i, size, "")
	default:
		c.marks++
	}
	c.prev = r
}

func (c *cleaner) keep(r rune) {
	if c.prev != joiner {
		c.joined = 0
	}
	c.prev, c.marks = r, 0
}

// replace puts with in the place of size bytes of the source at i.
func (c *cleaner) replace(i, size int, with string) {
	if !c.changed {
		c.changed = true
		c.out = make([]byte, 0, len(c.src)+8)
	}
	c.out = append(c.out, c.src[c.done:i]...)
	c.out = append(c.out, with...)
	c.done = i + size
	if with != "" {
		c.prev, c.marks = []rune(with)[0], 0
	}
}

// tabStop returns the spaces a tab at i stands for.
func (c *cleaner) tabStop(i int) string {
	if c.tab == 0 {
		return " "
	}
	c.line += Width(string(c.out[c.tabFrom:])) + Width(c.src[c.done:i])
	n := c.tab - c.line%c.tab
	c.line += n
	c.tabFrom = len(c.out) + i - c.done + n
	return Spaces(n)
}

// joins reports whether a hidden character belongs to its neighbours: a
// joiner or a tag in an emoji sequence (UTS #51), a joiner in a script of
// Arabic or Indic family.
func (c *cleaner) joins(r rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case r == joiner && isEmoji(c.prev) && isEmoji(next):
		c.joined++
		return c.joined <= maxMarks
	case r == joiner:
		return isJoining(c.prev)
	case r == 0x200c:
		return isJoining(c.prev)
	case r >= 0xe0020 && r <= 0xe007f:
		return c.prev == 0x1f3f4 || c.prev >= 0xe0020 && c.prev < 0xe007f
	}
	return false
}

func isVariation(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef || r >= 0x180b && r <= 0x180d || r == 0x180f
}

// isHidden reports whether nothing is drawn for r, although it is no control
// character: format characters and the fillers that are letters by category.
func isHidden(r rune) bool {
	switch r {
	case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0:
		return true
	}
	return r >= 0xad && unicode.Is(unicode.Cf, r)
}

func isEmoji(r rune) bool {
	return r >= 0x1f000 && r < 0x20000 || r >= 0x2190 && r < 0x2c00
}

// isJoining reports whether r belongs to a script whose letters change shape
// with a joiner: Arabic to Myanmar in code order, and Khmer and Mongolian.
func isJoining(r rune) bool {
	return r >= 0x0620 && r < 0x10a0 || r >= 0x1780 && r < 0x18b0
}
