package diff

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Span is the bytes From <= i < To of a line.
type Span struct{ From, To int }

const (
	// maxWordsLine is the length in bytes beyond which a line's words are not
	// compared: nobody reads so far, and a screen of such lines has to be quick.
	maxWordsLine = 64 << 10
	// maxWordsTable is how many pairs of tokens are compared at most. Beyond it,
	// all between the first and the last difference counts as changed.
	maxWordsTable  = 1 << 14
	maxWordsTokens = 1 << 10 // of one of the lines
	// minLikeness is how much two lines must have in common, in percent, to be
	// two versions of one. It is the limit of delta (its --max-line-distance of
	// 0.6), and where most of a line would be marked, the marks say no more than
	// the line's colour.
	minLikeness = 40
)

// Words are the parts that changed from one version of a line to the other, in
// bytes, in order, none empty and none touching another. A part is made of
// words (letters, digits and "_"), runs of blanks and single other characters;
// no character is cut from the marks drawn on it. Changes with nothing but
// blanks between them are one. Both are empty if less than 40 % of the lines'
// bytes are in common, blanks left out, or a line is longer than 64 KiB.
func Words(old, new []byte) (oldSpans, newSpans []Span) {
	var c Comparer
	return c.words(old, new)
}

// Comparer compares lines one after another with the same memory, of which it holds
// at most 200 kB: a screen of long lines is compared in half the time. The zero value
// is ready. It is for one goroutine.
type Comparer struct {
	tokens []token
	best   []int32
}

func (c *Comparer) words(old, new []byte) (oldSpans, newSpans []Span) {
	if len(old) > maxWordsLine || len(new) > maxWordsLine {
		return nil, nil
	}
	head := commonHead(old, new)
	tail := commonTail(old[head:], new[head:])
	from, oldTo, newTo := head, len(old)-tail, len(new)-tail
	common := nonBlank(old[:head]) + nonBlank(old[oldTo:])
	all := nonBlank(old) + nonBlank(new)
	similar := func(common int) bool { return 100*2*common >= minLikeness*all }

	switch oldTokens, newTokens, ok := c.tokenise(old[:oldTo], new[:newTo], from); {
	case from == oldTo && from == newTo:
		return nil, nil
	case !ok || from == oldTo || from == newTo:
		if similar(common) {
			return whole(from, oldTo), whole(from, newTo)
		}
		return nil, nil
	default:
		m := match{old: old, new: new, oldTokens: oldTokens, newTokens: newTokens}
		c.best = resize(c.best, (len(oldTokens)+1)*(len(newTokens)+1))
		m.best = c.best
		m.fill()
		if !similar(common + m.walk()) {
			return nil, nil
		}
		return m.oldSpans, m.newSpans
	}
}

func whole(from, to int) []Span {
	if from == to {
		return nil
	}
	return []Span{{from, to}}
}

// tokenise cuts both lines from an offset on; false if there is too much.
func (c *Comparer) tokenise(old, new []byte, from int) (oldTokens, newTokens []token, ok bool) {
	if len(old) == from || len(new) == from {
		return nil, nil, false
	}
	if c.tokens == nil {
		c.tokens = make([]token, 0, 64)
	}
	tokens := c.tokens[:0]
	defer func() { c.tokens = tokens }()
	for i := from; i < len(old); i = tokens[len(tokens)-1].to {
		if len(tokens) == maxWordsTokens {
			return nil, nil, false
		}
		tokens = append(tokens, nextToken(old, i))
	}
	n := len(tokens)
	for i := from; i < len(new); i = tokens[len(tokens)-1].to {
		if (len(tokens)-n+1)*n > maxWordsTable {
			return nil, nil, false
		}
		tokens = append(tokens, nextToken(new, i))
	}
	return tokens[:n], tokens[n:], true
}

// match finds the longest common subsequence of two lists of tokens, measured
// in bytes so that a long word counts for more than two commas.
type match struct {
	old, new             []byte
	oldTokens, newTokens []token
	best                 []int32 // best[i*(len(newTokens)+1)+j]: what old[i:] and new[j:] have in common
	oldSpans, newSpans   []Span
}

func (m *match) fill() {
	rows, columns := len(m.oldTokens), len(m.newTokens)+1
	clear(m.best[rows*columns:])
	for i := rows - 1; i >= 0; i-- {
		row, below := m.best[i*columns:(i+1)*columns], m.best[(i+1)*columns:]
		a := m.oldTokens[i]
		row[columns-1] = 0
		for j := columns - 2; j >= 0; j-- {
			b := m.newTokens[j]
			row[j] = max(below[j], row[j+1])
			if a.hash == b.hash && m.same(a, b) {
				row[j] = max(row[j], below[j+1]+a.weight())
			}
		}
	}
}

func (m *match) same(a, b token) bool {
	return bytes.Equal(m.old[a.from:a.to], m.new[b.from:b.to])
}

func (t token) weight() int32 {
	if t.isBlank {
		return 1
	}
	return int32(t.to - t.from)
}

// walk collects the spans and counts the bytes in common, but for blanks.
func (m *match) walk() (common int) {
	columns := len(m.newTokens) + 1
	i, j := 0, 0
	for i < len(m.oldTokens) || j < len(m.newTokens) {
		switch at := i*columns + j; {
		case i < len(m.oldTokens) && j < len(m.newTokens) && m.same(m.oldTokens[i], m.newTokens[j]) &&
			m.best[at] == m.best[at+columns+1]+m.oldTokens[i].weight():
			if !m.oldTokens[i].isBlank {
				common += m.oldTokens[i].to - m.oldTokens[i].from
			}
			i++
			j++
		case i < len(m.oldTokens) && (j == len(m.newTokens) || m.best[at+columns] >= m.best[at+1]):
			m.oldSpans = appendSpan(m.oldSpans, m.old, m.oldTokens[i])
			i++
		default:
			m.newSpans = appendSpan(m.newSpans, m.new, m.newTokens[j])
			j++
		}
	}
	return common
}

// appendSpan appends a token, or lengthens the last span to it if there are
// only blanks between.
func appendSpan(spans []Span, line []byte, t token) []Span {
	if n := len(spans) - 1; n >= 0 && nonBlank(line[spans[n].To:t.from]) == 0 {
		spans[n].To = t.to
		return spans
	}
	return append(spans, Span{t.from, t.to})
}

func nonBlank(text []byte) int {
	return len(text) - bytes.Count(text, []byte(" ")) - bytes.Count(text, []byte("\t"))
}

// commonHead is the length of what both begin with, up to where a token of
// both ends for certain.
func commonHead(a, b []byte) int {
	n, most := 0, min(len(a), len(b))
	for ; n+8 <= most; n += 8 {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			n += bits.TrailingZeros64(x) / 8
			break
		}
	}
	for n < most && a[n] == b[n] {
		n++
	}
	for n > 0 && !(cutsAt(a, n) && cutsAt(b, n)) {
		n--
	}
	return n
}

// commonTail is the length of what both end with, likewise.
func commonTail(a, b []byte) int {
	n, most := 0, min(len(a), len(b))
	for ; n+8 <= most; n += 8 {
		if x := binary.LittleEndian.Uint64(a[len(a)-n-8:]) ^ binary.LittleEndian.Uint64(b[len(b)-n-8:]); x != 0 {
			n += bits.LeadingZeros64(x) / 8
			break
		}
	}
	for n < most && a[len(a)-n-1] == b[len(b)-n-1] {
		n++
	}
	for n > 0 && !(cutsAt(a, len(a)-n) && cutsAt(b, len(b)-n)) {
		n--
	}
	return n
}

// cutsAt says whether a token ends before line[i] whatever else is in the line.
// Where another script is near, only a look at the whole line tells.
func cutsAt(line []byte, i int) bool {
	if i == 0 || i == len(line) {
		return true
	}
	a, b := rune(line[i-1]), rune(line[i])
	return a < utf8.RuneSelf && b < utf8.RuneSelf && !(isBlank(a) && isBlank(b)) && !(inWord(a) && inWord(b))
}
