package linking

// mark is what a byte of a text is besides text.
type mark uint8

const (
	hidden  mark = 1 << iota // in code or a comment: nothing counts
	label                    // the text of a link: nothing counts
	address                  // within a tag or a link's brackets: only addresses count
	quoted                   // in a block quote
	listed                   // in a list item
	comment                  // hidden, and in a comment
)

// set marks the bytes from start to end.
func set(marks []mark, start, end int, m mark) {
	for i := start; i < end; i++ {
		marks[i] |= m
	}
}

// around are the marks of what a text is in, and which change nothing about it
// being text.
const around = quoted | listed

// markdown marks the bytes of a Markdown text. It takes time in proportion to
// the text, whatever that is.
func markdown(text string) []mark {
	marks, _ := read(text)
	return marks
}

// read marks the bytes of a text and finds where the first block begins, in
// nothing else, that is not closed and would swallow what is written at the end:
// -1 if there is none.
func read(text string) (marks []mark, unclosed int) {
	b := blocks{text: text, marks: make([]mark, len(text)), lost: -1}
	for b.at < len(text) {
		b.line()
	}
	b.endParagraph()
	if b.lost < 0 && (b.raw != "" || b.fence.size > 0 && len(b.around) == 0) {
		b.lost = b.top
	}
	return b.marks, b.lost
}
