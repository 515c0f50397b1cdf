package linking

// mark is what a byte of a text is besides text.
type mark uint8

const (
	hidden  mark = 1 << iota // in code or a comment: nothing counts
	label                    // the text of a link: nothing counts
	address                  // within a tag or a link's brackets: only addresses count
	quoted                   // in a block quote
)

// set marks the bytes from start to end.
func set(marks []mark, start, end int, m mark) {
	for i := start; i < end; i++ {
		marks[i] |= m
	}
}

// markdown marks the bytes of a Markdown text. It takes time in proportion to
// the text, whatever that is.
func markdown(text string) []mark {
	b := blocks{text: text, marks: make([]mark, len(text))}
	for b.at < len(text) {
		b.line()
	}
	b.endParagraph()
	return b.marks
}
