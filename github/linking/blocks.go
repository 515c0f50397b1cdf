package linking

import "strings"

// blocks goes through the lines of a Markdown text and marks code, comments and
// quotes. It knows as much of CommonMark as is needed for that: quotes, lists,
// fences, indented code, and that a paragraph goes on over lines.
type blocks struct {
	text  string
	marks []mark
	at    int

	paragraph []span // its lines, without what belongs to quotes and lists
	depth     int    // of the quotes around it
	items     []item // the list items around, the innermost last
	fence     fence
	raw       string // what ends the comment or tag that is open
}

// span is a part of the text.
type span struct{ start, end int }

// item is a list item.
type item struct {
	column int // where its text begins
	depth  int // of the quotes around it
}

// fence is the code block that is open; size 0 if none is.
type fence struct {
	char  byte
	size  int
	depth int // of the quotes around it
	item  int // the column of the list item around it
}

// line is one line, as far as it is read.
type line struct {
	start, end int // without the line break
	at         int
	column     int // of at
	indent     int // the column of what is not a space
	depth      int // of quotes
	quote      int // the column of the first
}

// line reads the next line.
func (b *blocks) line() {
	l := line{start: b.at, end: len(b.text)}
	b.at = len(b.text)
	if size := strings.IndexByte(b.text[l.start:], '\n'); size >= 0 {
		l.end = l.start + size
		b.at = l.end + 1
	}
	if b.raw != "" {
		b.goOn(l.start, l.end)
		return
	}
	l.at = l.start
	b.quotes(&l)
	switch {
	case l.blank(b.text) && b.fence.size == 0:
		b.endParagraph()
	case !b.inFence(&l):
		b.content(&l)
	}
}

// indentOf moves to what is not a space.
func (l *line) indentOf(text string) {
	l.indent = l.column
	for i := l.at; i < l.end; i++ {
		switch text[i] {
		case ' ':
			l.indent++
		case '\t':
			l.indent += 4 - l.indent%4
		default:
			return
		}
	}
}

// skip moves to a column, or to what is not a space before it.
func (l *line) skip(text string, column int) {
	for l.at < l.end && l.column < column {
		switch text[l.at] {
		case ' ':
			l.column++
		case '\t':
			l.column += 4 - l.column%4
		default:
			return
		}
		l.at++
	}
}

// first is the first byte that is not a space, 0 if there is none.
func (l *line) first(text string) byte {
	for i := l.at; i < l.end; i++ {
		if !isBlank(text[i]) {
			return text[i]
		}
	}
	return 0
}

func (l *line) blank(text string) bool { return l.first(text) == 0 }

// quotes passes the ">" at the beginning of a line, in the list item around.
func (b *blocks) quotes(l *line) {
	l.indentOf(b.text)
	for l.first(b.text) == '>' && (l.indent-l.column < 4 || l.indent-b.item() < 4) {
		if b.fence.size > 0 && l.depth == b.fence.depth {
			return // it belongs to the code
		}
		l.skip(b.text, l.indent)
		if l.depth == 0 {
			l.quote = l.column
		}
		l.at++
		l.column++
		l.depth++
		if l.at < l.end && b.text[l.at] == ' ' {
			l.at++
			l.column++
		}
		l.indentOf(b.text)
	}
}

// item is the column where the text of the innermost list item begins.
func (b *blocks) item() int {
	if len(b.items) == 0 {
		return 0
	}
	return b.items[len(b.items)-1].column
}

// inFence reports whether a line belongs to the code block that is open, which
// it may end.
func (b *blocks) inFence(l *line) bool {
	f := b.fence
	switch {
	case f.size == 0:
		return false
	case l.depth < f.depth, l.indent < f.item && !l.blank(b.text):
		b.fence = fence{}
		return false
	}
	set(b.marks, l.start, l.end, hidden)
	rest := strings.TrimSpace(b.text[l.at:l.end])
	if l.indent-f.item < 4 && len(rest) >= f.size && strings.Trim(rest, string(rune(f.char))) == "" {
		b.fence = fence{}
	}
	return true
}

// content reads what follows the quotes.
func (b *blocks) content(l *line) {
	if l.depth != b.depth && (len(b.paragraph) == 0 || l.depth > b.depth || b.starts(l)) {
		b.endParagraph()
		b.leave(l)
		b.depth = l.depth
	}
	if b.depth > 0 {
		set(b.marks, l.start, l.end, quoted)
	}
	for first := true; ; first = false {
		if len(b.paragraph) > 0 && !b.starts(l) {
			break
		}
		b.endParagraph()
		for first && len(b.items) > 0 && l.indent < b.item() {
			b.items = b.items[:len(b.items)-1]
		}
		if l.indent-max(b.item(), l.column) >= 4 || !first && l.indent-l.column >= 4 {
			set(b.marks, l.start, l.end, hidden)
			return
		}
		if !b.listItem(l) {
			break
		}
		if l.blank(b.text) {
			return
		}
		if l.first(b.text) == '>' {
			l.skip(b.text, l.indent)
			if b.marks[l.at]&quoted == 0 {
				set(b.marks, l.at, l.end, quoted)
			}
			l.at++
			l.column++
			l.indentOf(b.text)
		}
	}
	l.skip(b.text, l.indent)
	b.block(l)
}

// leave forgets the list items that a quote ends, or that end with one.
func (b *blocks) leave(l *line) {
	for n := len(b.items); n > 0; n-- {
		if last := b.items[n-1]; last.depth <= l.depth && (l.depth == 0 || last.depth > 0 || last.column <= l.quote) {
			return
		}
		b.items = b.items[:n-1]
	}
}

// block reads a line whose containers are passed.
func (b *blocks) block(l *line) {
	text := b.text[l.at:l.end]
	if size := fenceSize(text); size > 0 && l.indent-b.item() < 4 {
		b.endParagraph()
		b.fence = fence{char: text[0], size: size, depth: b.depth, item: b.item()}
		set(b.marks, l.start, l.end, hidden)
		return
	}
	if len(b.paragraph) == 0 {
		if b.raw = rawEnd(text); b.raw != "" {
			b.goOn(l.at, l.end)
			return
		}
	}
	b.paragraph = append(b.paragraph, span{l.at, l.end})
	if isHeading(text) {
		b.endParagraph()
	}
}

// goOn hides what is left of a comment or tag, and takes what is behind it on
// the same line for text.
func (b *blocks) goOn(start, end int) {
	at := indexFold(b.text[start:end], b.raw)
	if at < 0 {
		set(b.marks, start, end, hidden)
		return
	}
	at += start + len(b.raw)
	b.raw = ""
	set(b.marks, start, at, hidden)
	b.paragraph = append(b.paragraph, span{at, end})
	b.endParagraph()
}

// endParagraph marks what is within the lines of a paragraph.
func (b *blocks) endParagraph() {
	if len(b.paragraph) == 0 {
		return
	}
	i := inline{text: b.text, marks: b.marks, lines: b.paragraph}
	i.mark()
	b.paragraph = b.paragraph[:0]
}
