package codeowners

import (
	"strings"
	"unicode/utf8"
)

// glob matches one segment of a path. Cut at its stars it is a list of chunks:
// the first begins the segment, the last ends it, and each other one is looked
// for behind the one before. The leftmost place is always the best, so nothing
// is ever tried twice. The zero glob matches nothing.
type glob struct {
	chunks  []chunk
	atLeast int // bytes that a matching segment has at least
}

// chunk is a text between stars.
type chunk struct {
	text  string // without wildcards, backslashes undone
	chars []char // instead of text, if it holds a "?"
}

// char is a character, a byte that is no UTF-8 (above utf8.MaxRune), or anyChar.
type char rune

const anyChar char = -1

// anyGlob matches every segment.
func anyGlob() glob { return glob{chunks: []chunk{{}, {}}} }

// compileGlob fails if the text ends in a backslash that escapes nothing. An
// empty text gives a glob that matches nothing.
func compileGlob(text string) (glob, bool) {
	var g glob
	if text == "" {
		return g, true
	}
	for start := 0; ; {
		end := chunkEnd(text, start)
		if end > len(text) {
			return glob{}, false
		}
		c, size := compileChunk(text[start:end])
		g.atLeast += size
		if n := len(g.chunks); n < 2 || size > 0 || g.chunks[n-1].size() > 0 { // "**" is "*"
			g.chunks = append(g.chunks, c)
		}
		if end == len(text) {
			return g, true
		}
		start = end + 1
	}
}

// chunkEnd is where the next star is or the text ends; it is beyond the end if
// a backslash is the last byte.
func chunkEnd(text string, i int) int {
	for i < len(text) && text[i] != '*' {
		if text[i] == '\\' {
			i++
		}
		i++
	}
	return i
}

// compileChunk also returns how many bytes a match has at least.
func compileChunk(text string) (c chunk, size int) {
	if !strings.ContainsAny(text, `?\`) {
		return chunk{text: text}, len(text)
	}
	var plain strings.Builder
	isPlain := true
	for i := 0; i < len(text); {
		if text[i] == '?' {
			c.chars = append(c.chars, anyChar)
			isPlain = false
			size++
			i++
			continue
		}
		if text[i] == '\\' {
			i++
		}
		next, n := nextChar(text[i:])
		c.chars = append(c.chars, next)
		plain.WriteString(text[i : i+n])
		size += n
		i += n
	}
	if isPlain {
		return chunk{text: plain.String()}, size
	}
	return c, size
}

func (c chunk) size() int { return len(c.text) + len(c.chars) }

// nextChar is the first character of a text that is not empty, and its size in
// bytes.
func nextChar(text string) (char, int) {
	r, size := utf8.DecodeRuneInString(text)
	if r == utf8.RuneError && size == 1 {
		return utf8.MaxRune + 1 + char(text[0]), 1
	}
	return char(r), size
}

// match says whether the glob matches a whole segment.
func (g *glob) match(segment string) bool {
	if len(g.chunks) == 0 || segment == "" || len(segment) < g.atLeast {
		return false
	}
	n, ok := g.chunks[0].prefix(segment)
	if !ok {
		return false
	}
	rest := segment[n:]
	if len(g.chunks) == 1 {
		return rest == ""
	}
	last := len(g.chunks) - 1
	n, ok = g.chunks[last].suffix(rest)
	if !ok {
		return false
	}
	rest = rest[:len(rest)-n]
	for _, c := range g.chunks[1:last] {
		_, end := c.find(rest)
		if end < 0 {
			return false
		}
		rest = rest[end:]
	}
	return true
}

// prefix says whether the text begins with the chunk, and how many bytes it
// takes.
func (c chunk) prefix(text string) (n int, ok bool) {
	if c.chars == nil {
		return len(c.text), strings.HasPrefix(text, c.text)
	}
	for _, want := range c.chars {
		if n == len(text) {
			return 0, false
		}
		got, size := nextChar(text[n:])
		if want != anyChar && want != got {
			return 0, false
		}
		n += size
	}
	return n, true
}

// suffix says whether the text ends in the chunk, and how many bytes it takes.
func (c chunk) suffix(text string) (n int, ok bool) {
	if c.chars == nil {
		return len(c.text), strings.HasSuffix(text, c.text)
	}
	from := len(text)
	for range c.chars {
		if from == 0 {
			return 0, false
		}
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	n, ok = c.prefix(text[from:])
	return n, ok && from+n == len(text)
}

// find is where the chunk is found first in the text, -1 and -1 if nowhere.
func (c chunk) find(text string) (start, end int) {
	if c.chars == nil {
		if start = strings.Index(text, c.text); start < 0 {
			return -1, -1
		}
		return start, start + len(c.text)
	}
	for start < len(text) {
		if n, ok := c.prefix(text[start:]); ok {
			return start, start + n
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		start += size
	}
	return -1, -1
}
