// Package highlight finds the tokens worth a colour in a line of source:
// comments, strings, numbers, keywords, calls, types. It is a scanner driven
// by small tables, not a parser: it is meant for the lines in view, tens of
// nanoseconds each, and is content to be wrong where only a parser is right.
// It knows no colours.
package highlight

import "unicode/utf8"

// A Kind says what a token is.
type Kind uint8

// The kinds of tokens. What is no token is plain text.
const (
	Plain Kind = iota
	Comment
	String
	Number
	Keyword
	Call    // the name of what is called
	Type    // a name that is a type, built in or by its capital letter
	Key     // the name before a value, an attribute, a variable by its sign
	Heading // of a document or a section
)

// A Token is line[Start:End] in bytes.
type Token struct {
	Start, End int
	Kind       Kind
}

// A State is what a line leaves open for the next: a comment or a string over
// several lines. The zero State is the start of a file. States may be compared
// and kept; what they hold means something to the same Lang only.
type State struct {
	span  uint8 // 1 + index of the open span, or a markup state
	depth uint8 // of nested comments
}

// maxLine is how many bytes of a line are scanned. Longer lines are generated,
// and nobody scrolls so far; a line made to be slow is not.
const maxLine = 8192

// Scan appends the tokens of a line to dst and returns them with the state for
// the line after. The line has no line break. Tokens are in order, not empty,
// and do not overlap; with room in dst, nothing is allocated. Of a line longer
// than 8 KiB the rest is plain.
func Scan(dst []Token, lang Lang, line string, state State) ([]Token, State) {
	if len(line) > maxLine {
		end := maxLine
		for end > 0 && !utf8.RuneStart(line[end]) {
			end--
		}
		line = line[:end]
	}
	switch lang {
	case None:
		return dst, State{}
	case HTML:
		return scanMarkup(dst, line, state)
	case Markdown:
		return scanMarkdown(dst, line, state)
	}
	if lang >= numLangs {
		return dst, State{}
	}
	s := scanner{dst: dst, line: line, syntax: &syntaxes[lang]}
	state = s.run(state)
	return s.dst, state
}
