package query

import "strings"

// Cursor is what is being typed at a place of a text: the word from Start to
// End that a completion would replace. Of a name the colon belongs to it, of a
// value its quotes; a quotation mark that is not closed yet reaches to the
// cursor. Of a list it is the one value.
type Cursor struct {
	Start, End int
	Negated    bool
	Name       string // of the qualifier whose value is typed; "" while it is a word or a name
	Typed      string // of the value, or of the word, up to the cursor, without quotes
}

// At is what is being typed at a byte offset of a text.
func At(text string, offset int) Cursor {
	offset = min(max(offset, 0), len(text))
	s := scanner{text: text, unclosed: -1}
	s.scan()
	for _, t := range s.tokens {
		if t.start > offset || t.end < offset || t.kind == tokenClose || t.kind == tokenOpen && (!t.negated || offset == t.end) {
			continue
		}
		if t.kind == tokenWord && t.text == "-" && t.end == t.start+1 && offset == t.end {
			return Cursor{Start: offset, End: offset, Negated: true}
		}
		if c := t.cursor(text, offset); c.Start <= offset {
			return c
		}
		return Cursor{Start: offset, End: offset}
	}
	return Cursor{Start: offset, End: offset}
}

// cursor is what is typed within a token. It starts behind the offset if that is
// before the "-".
func (t *token) cursor(text string, offset int) Cursor {
	c := Cursor{Start: t.start, End: t.end, Negated: t.negated}
	if t.negated {
		c.Start++
	}
	if t.kind == tokenOpen {
		c.End = c.Start
		return c
	}
	if t.kind == tokenTerm {
		if offset < t.colon {
			c.End = t.colon
			return c.typed(text, offset)
		}
		c.Name = t.name
		for _, v := range t.values {
			if c.Start, c.End = v.start, v.end; offset <= v.end {
				break
			}
		}
	}
	return c.typed(text, offset)
}

// typed adds what is typed up to the offset.
func (c Cursor) typed(text string, offset int) Cursor {
	if c.Start > offset {
		return c
	}
	c.Typed = text[c.Start:offset]
	if inside, quoted := strings.CutPrefix(c.Typed, `"`); quoted {
		closed := strings.HasSuffix(inside, `"`)
		if !closed && !strings.Contains(text[offset:c.End], `"`) {
			c.End = offset
		}
		c.Typed = strings.TrimSuffix(inside, `"`)
	}
	return c
}

// Quoted is a value as it is written in a query: in quotes if it needs them. A
// quotation mark cannot be written in a value, and a backslash not at its end: a
// space takes the place of the one, and nothing that of the other.
func Quoted(value string) string {
	value = strings.TrimRight(strings.ReplaceAll(oneLine(value), `"`, " "), `\`)
	if value == "" || bareEnd(value, 0, true) < len(value) {
		return `"` + value + `"`
	}
	return value
}
