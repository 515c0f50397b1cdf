package linking

import "strings"

// line is one line, as far as it is read. Columns matter, since a tab reaches to
// the next that is a multiple of four, and a list item may end within it.
type line struct {
	text        string
	at, end     int // without the line break
	column      int // of at, or within the tab that is there
	first       int // what is not a space, from at on
	firstColumn int
	unbroken    int // no thematic break begins before
}

func newLine(text string, start, end int) line {
	if end > start && text[end-1] == '\r' {
		end--
	}
	l := line{text: text, at: start, end: end}
	l.look()
	return l
}

// look finds what is not a space.
func (l *line) look() {
	l.first, l.firstColumn = l.at, l.column
	for l.first < l.end {
		switch l.text[l.first] {
		case ' ':
			l.firstColumn++
		case '\t':
			l.firstColumn += 4 - l.firstColumn%4
		default:
			return
		}
		l.first++
	}
}

func (l *line) blank() bool { return l.first == l.end }

// indent is how many columns of spaces are before what is not one.
func (l *line) indent() int { return l.firstColumn - l.column }

// rest is the line from what is not a space on.
func (l *line) rest() string { return l.text[l.first:l.end] }

// skip passes columns of spaces.
func (l *line) skip(columns int) {
	for columns > 0 && l.at < l.first {
		width := 1
		if l.text[l.at] == '\t' {
			width = 4 - l.column%4
		}
		if width > columns {
			l.column += columns
			return
		}
		l.column += width
		columns -= width
		l.at++
	}
}

// quote passes the mark of a block quote, if there is one here.
func (l *line) quote() bool {
	if l.blank() || l.indent() >= 4 || l.text[l.first] != '>' {
		return false
	}
	l.at, l.column = l.first+1, l.firstColumn+1
	l.look()
	l.skip(1)
	return true
}

// item passes the mark of a list item of a size and gives the columns by which
// further lines of the item are indented.
func (l *line) item(size int) int {
	width := l.indent() + size
	l.at, l.column = l.first+size, l.firstColumn+size
	l.look()
	spaces := l.indent()
	if l.blank() || spaces > 4 { // an item without text so far, or with code
		spaces = 1
	}
	l.skip(spaces)
	return width + spaces
}

// isBreak reports whether the rest of the line is a thematic break. It remembers
// up to where there is none, or a line of many marks would be read many times.
func (l *line) isBreak() bool {
	if l.first < l.unbroken {
		return false
	}
	c := l.text[l.first]
	if c != '-' && c != '*' && c != '_' {
		return false
	}
	count := 0
	for i := l.first; i < l.end; i++ {
		switch l.text[i] {
		case c:
			count++
		case ' ', '\t':
		default:
			l.unbroken = i
			return false
		}
	}
	if count < 3 {
		l.unbroken = l.end
	}
	return count >= 3
}

// isUnderline reports whether a line makes a heading of the paragraph before.
func isUnderline(text string) bool {
	text = strings.TrimRight(text, " \t")
	return text != "" && (strings.Trim(text, "=") == "" || strings.Trim(text, "-") == "")
}
