package linking

import "strings"

// blocks goes through the lines of a Markdown text and marks code, comments and
// quotes. It knows as much of CommonMark as is needed for that: block quotes and
// list items around, fences, indented code, and that a paragraph goes on over
// lines.
type blocks struct {
	text  string
	marks []mark
	at    int

	around    []container
	empty     bool   // the innermost container is a list item without text so far
	paragraph []span // its lines, without what belongs to the containers
	fence     fence  // the code block that is open
	raw       string // what ends the comment or tag that is open, "" if none is

	start int // of the line
	top   int // where the block began that is in no other
	lost  int // top of the first comment or tag that its container ended, which a browser does not; -1 if there is none
}

// container is a block quote or a list item.
type container struct {
	width  int // of a list item, what its further lines are indented by; 0 of a quote
	quotes int // up to here
}

// span is a part of the text.
type span struct{ start, end int }

// fence is what ends a code block; size 0 if none is open.
type fence struct {
	char byte
	size int
}

// line reads the next line.
func (b *blocks) line() {
	start, end := b.at, len(b.text)
	b.at = end
	if size := strings.IndexByte(b.text[start:], '\n'); size >= 0 {
		end = start + size
		b.at = end + 1
	}
	b.start = start
	l := newLine(b.text, start, end)
	matched := b.match(&l)
	if matched == len(b.around) && (b.fence.size > 0 || b.raw != "") {
		b.verbatim(&l)
	} else {
		b.open(&l, matched)
	}
	if b.quotes() > 0 {
		set(b.marks, start, b.at, quoted)
	}
	if len(b.around) > b.quotes() {
		set(b.marks, start, b.at, listed)
	}
}

// quotes is how many block quotes are around.
func (b *blocks) quotes() int {
	if len(b.around) == 0 {
		return 0
	}
	return b.around[len(b.around)-1].quotes
}

// match passes what a line begins with in the containers around, and counts
// those that go on.
func (b *blocks) match(l *line) int {
	for i, c := range b.around {
		switch {
		case c.width == 0:
			if !l.quote() {
				return i
			}
		case !l.blank():
			if l.indent() < c.width {
				return i
			}
			l.skip(c.width)
		case b.empty:
			return len(b.around) - 1
		case c.quotes == b.quotes(): // list items only, which all go on
			return len(b.around)
		}
	}
	return len(b.around)
}

// verbatim reads a line of the code block, comment or tag that is open.
func (b *blocks) verbatim(l *line) {
	if b.raw != "" {
		b.goOn(l.at, l.end)
		return
	}
	set(b.marks, l.at, l.end, hidden)
	rest := strings.TrimRight(b.text[l.first:l.end], " \t")
	if l.indent() < 4 && len(rest) >= b.fence.size && strings.Trim(rest, string(rune(b.fence.char))) == "" {
		b.fence = fence{}
	}
}

// open reads a line that begins containers or a block, or goes on with the
// paragraph: that it does even without the marks of the containers around.
func (b *blocks) open(l *line, matched int) {
	if b.raw != "" && b.lost < 0 {
		b.lost = b.top
	}
	b.fence, b.raw = fence{}, ""
	goesOn := len(b.paragraph) > 0
	for b.container(l, goesOn && matched == len(b.around), matched) {
		matched, goesOn = len(b.around), false
	}
	switch {
	case l.blank():
		b.leave(matched)
		return
	case l.indent() >= 4 && !goesOn:
		b.leave(matched)
		set(b.marks, l.at, l.end, hidden)
	case l.indent() >= 4 || !b.leaf(l, goesOn && matched == len(b.around), matched):
		if !goesOn {
			b.leave(matched)
		}
		b.paragraph = append(b.paragraph, span{l.first, l.end})
	}
	b.empty = false
}

// container passes the beginning of a quote or list item, if there is one here.
// Within a paragraph less is one.
func (b *blocks) container(l *line, within bool, matched int) bool {
	if l.blank() || l.indent() >= 4 || l.isBreak() || within && isUnderline(l.rest()) {
		return false
	}
	if l.text[l.first] == '>' {
		b.begin(matched, false)
		l.quote()
		b.around = append(b.around, container{quotes: b.quotes() + 1})
		b.empty = false
		return true
	}
	size := markerSize(l.rest())
	if size == 0 || within && !interrupts(l.rest(), size) {
		return false
	}
	b.begin(matched, true)
	b.around = append(b.around, container{width: l.item(size), quotes: b.quotes()})
	b.empty = l.blank()
	return true
}

// leaf reads a line that is a block of its own or begins one, and none of a
// paragraph. It fails if the line is not.
func (b *blocks) leaf(l *line, within bool, matched int) bool {
	rest := l.rest()
	switch size := fenceSize(rest); {
	case size > 0:
		b.begin(matched, false)
		b.fence = fence{rest[0], size}
		set(b.marks, l.at, l.end, hidden)
	case rawEnd(rest) != "":
		b.begin(matched, false)
		b.raw = rawEnd(rest)
		b.goOn(l.first, l.end)
	case isHeading(rest):
		b.leave(matched)
		b.paragraph = append(b.paragraph, span{l.first, l.end})
		b.endParagraph()
	case l.isBreak() || within && isUnderline(rest):
		b.leave(matched)
	default:
		return false
	}
	return true
}

// begin leaves what did not match for something new. The items of a list are
// one block.
func (b *blocks) begin(matched int, item bool) {
	if matched == 0 && !(item && len(b.around) > 0 && b.around[0].width > 0) {
		b.top = b.start
	}
	b.leave(matched)
}

// leave ends the paragraph and the containers that did not match.
func (b *blocks) leave(matched int) {
	b.endParagraph()
	b.empty = b.empty && matched == len(b.around)
	b.around = b.around[:matched]
}

// goOn hides what is left of a comment or tag, and takes what is behind it on
// the same line for text, up to another comment.
func (b *blocks) goOn(start, end int) {
	m := hidden
	if b.raw == "-->" {
		m |= comment
	}
	for {
		at := indexFold(b.text[start:end], b.raw)
		if at < 0 {
			set(b.marks, start, end, m)
			return
		}
		at += start + len(b.raw)
		set(b.marks, start, at, m)
		b.raw = ""
		next := strings.Index(b.text[at:end], "<!--")
		if next < 0 {
			next = end - at
		}
		b.paragraph = append(b.paragraph, span{at, at + next})
		b.endParagraph()
		if at+next == end {
			return
		}
		start, b.raw, m = at+next, "-->", hidden|comment
	}
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
