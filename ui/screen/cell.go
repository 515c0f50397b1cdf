package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"hubtrail/ui/text"
)

// A cell is one place of the grid. The second half of a wide character is a
// cell of width 0 with no character.
type cell struct {
	char  int32  // a rune, or -1-n for cluster n
	pen   uint16 // its number
	width uint8
	// unsure: terminals do not agree on the width. The painter sets the cursor
	// after it and never relies on what is beside it.
	unsure bool
}

var space = cell{char: ' ', width: 1}

// A line is one row of the grid.
type line struct {
	row   string // what the cells were parsed from
	hash  uint64 // of row
	cells []cell
}

// clusterTable numbers grapheme clusters of several runes.
type clusterTable struct {
	texts []string
	index map[string]int32
}

func (t *clusterTable) reset() {
	t.texts = t.texts[:0]
	t.index = map[string]int32{}
}

func (t *clusterTable) number(text string) int32 {
	if n, ok := t.index[text]; ok {
		return n
	}
	text = strings.Clone(text) // not the whole row it is part of
	n := int32(-1 - len(t.texts))
	t.texts = append(t.texts, text)
	t.index[text] = n
	return n
}

// appendChar appends what draws the cell.
func (t *clusterTable) appendChar(b []byte, char int32) []byte {
	if char < 0 {
		return append(b, t.texts[-1-char]...)
	}
	return utf8.AppendRune(b, char)
}

// parse sets next to the cells of a row: exactly the screen's width, cut or
// filled with blanks. Escape sequences other than SGR, and control characters,
// are left out: the rows may hold what others wrote.
func (s *Screen) parse(row string) {
	var number uint16 // of the pen
	x, w := 0, s.width
	next := s.next
	for i := 0; i < len(row); {
		c := row[i]
		if c >= ' ' && c < 0x7f {
			if x >= w {
				s.fault("row is too wide", row)
				break
			}
			next[x] = cell{char: int32(c), pen: number, width: 1}
			x++
			i++
			continue
		}
		if c == '\x1b' {
			n, params, ok := readSGR(row[i:])
			if ok {
				number, ok = s.pens.after(number, params)
			}
			if !ok {
				s.fault("escape sequence", row)
			}
			i += n
			continue
		}
		if c < ' ' || c == 0x7f {
			s.fault("control character", row)
			i++
			continue
		}
		char, n, width, unsure := s.readChar(row[i:])
		i += n
		if width == 0 {
			s.mark(x, row[i-n:i], row)
			continue
		}
		if x+width > w {
			for ; x < w; x++ {
				next[x] = cell{char: ' ', pen: number, width: 1}
			}
			s.fault("row is too wide", row)
			break
		}
		next[x] = cell{char: char, pen: number, width: uint8(width), unsure: unsure}
		x++
		if width == 2 {
			next[x] = cell{pen: number}
			x++
		}
	}
	for ; x < w; x++ {
		next[x] = space
	}
}

// readChar reads the character that is not ASCII at the start of rest: its
// number or rune, its bytes and its cells.
func (s *Screen) readChar(rest string) (char int32, n, width int, unsure bool) {
	r, n := utf8.DecodeRuneInString(rest)
	if r == utf8.RuneError && n == 1 {
		s.fault("invalid UTF-8", rest)
		return utf8.RuneError, 1, 1, true
	}
	if width := text.Certain(r); width > 0 {
		if n == len(rest) || rest[n] < utf8.RuneSelf {
			return r, n, width, false
		}
		if after, _ := utf8.DecodeRuneInString(rest[n:]); text.Certain(after) > 0 {
			return r, n, width, false
		}
	}
	cluster, width := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
	if !utf8.ValidString(cluster) {
		cluster, width = ansi.FirstGraphemeCluster(validStart(cluster), ansi.GraphemeWidth)
	}
	if width == 0 {
		return 0, len(cluster), 0, true
	}
	if len(cluster) == n {
		return r, n, min(width, 2), text.Certain(r) != width
	}
	return s.clusters.number(cluster), len(cluster), min(width, 2), true
}

// validStart returns text up to the first byte that is not UTF-8.
func validStart(text string) string {
	for n, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[n:], "\uFFFD") {
			return text[:n]
		}
	}
	return text
}

// mark adds a mark without a width to the character before column x.
func (s *Screen) mark(x int, text, row string) {
	r, _ := utf8.DecodeRuneInString(text)
	if !unicode.Is(unicode.M, r) && r != 0x200d || x == 0 {
		// Among them the characters that turn the direction of text.
		s.fault("invisible character", row)
		return
	}
	x--
	if s.next[x].width == 0 {
		x--
	}
	c := &s.next[x]
	b := s.clusters.appendChar(nil, c.char)
	c.char, c.unsure = s.clusters.number(string(b)+text), true
}

// readSGR returns the length of the escape sequence at the start of text, and
// its parameters if it is SGR.
func readSGR(text string) (n int, params string, ok bool) {
	if len(text) < 2 {
		return len(text), "", false
	}
	switch text[1] {
	case '[':
		for n = 2; n < len(text); n++ {
			c := text[n]
			switch {
			case c >= '0' && c <= ';':
			case c == 'm':
				return n + 1, text[2:n], true
			default:
				return n + skipCSI(text[n:]), "", false
			}
		}
		return n, "", false
	case ']', 'P', 'X', '^', '_':
		for n = 2; n < len(text); n++ {
			if text[n] == '\a' {
				return n + 1, "", false
			}
			if text[n] == '\x1b' {
				return n, "", false // the terminator, or the next sequence
			}
		}
		return n, "", false
	}
	for n = 1; n < len(text) && text[n] >= ' ' && text[n] < '0'; n++ {
	}
	if n < len(text) && text[n] >= '0' && text[n] < 0x7f {
		n++
	}
	return n, "", false
}

// skipCSI returns the length of what is left of a control sequence.
func skipCSI(text string) int {
	for n := range len(text) {
		if c := text[n]; c >= 0x40 && c < 0x7f {
			return n + 1
		} else if c < ' ' || c >= 0x7f {
			return n
		}
	}
	return len(text)
}
