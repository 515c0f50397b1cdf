package diff

import (
	"unicode"
	"unicode/utf8"
)

// token is a part of a line that changes as a whole: a word, a run of blanks,
// or one other character with all that is drawn on it.
type token struct {
	from, to int
	hash     uint32
	isBlank  bool
}

// nextToken is the token that begins at line[from], from < len(line).
func nextToken(line []byte, from int) token {
	t := token{from: from, to: from, hash: 2166136261}
	switch first, size := runeAt(line, from); {
	case isBlank(first):
		t.isBlank = true
		t.extend(line, size, isBlank)
	case inWord(first):
		t.extend(line, size, inWord)
	case isFlag(first):
		t.take(line, size)
		if second, size := runeAt(line, t.to); isFlag(second) {
			t.take(line, size)
		}
		t.extend(line, 0, nil)
	default:
		t.extend(line, size, nil)
	}
	return t
}

// take appends the next bytes. The hash is FNV-1a.
func (t *token) take(line []byte, size int) {
	for _, c := range line[t.to : t.to+size] {
		t.hash = (t.hash ^ uint32(c)) * 16777619
	}
	t.to += size
}

// extend appends size bytes, and then all characters that belong to the same
// run or that are drawn on the character before.
func (t *token) extend(line []byte, size int, inRun func(rune) bool) {
	t.take(line, size)
	joined := false
	for t.to < len(line) {
		r, size := runeAt(line, t.to)
		if !joined && !isMark(r) && (inRun == nil || !inRun(r)) {
			return
		}
		// What follows a zero width joiner is drawn as one with what is before it
		// (a family of emoji); in a word the joiner is but one more letter.
		joined = inRun == nil && r == '\u200d'
		t.take(line, size)
	}
}

// runeAt is the character at line[i], or 0 at the end.
func runeAt(line []byte, i int) (r rune, size int) {
	switch {
	case i >= len(line):
		return 0, 0
	case line[i] < utf8.RuneSelf:
		return rune(line[i]), 1
	}
	return utf8.DecodeRune(line[i:])
}

// isBlank holds for what separates words. A carriage return is no blank: it is
// seen only where line endings differ, and that is to be seen.
func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r > unicode.MaxASCII && unicode.IsSpace(r)
}

// inWord holds for letters, digits and "_", but not for those of scripts
// written without blanks, where a sentence would be one word.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	return r < 0x2E80 || !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isMark holds for what changes the character before it: combining marks,
// variation selectors, joiners, skin tones and the tags of flags.
func isMark(r rune) bool {
	if r < 0x300 {
		return false
	}
	return r == '\u200c' || r == '\u200d' || 0x1F3FB <= r && r <= 0x1F3FF || 0xE0020 <= r && r <= 0xE007F || unicode.IsMark(r)
}

// isFlag holds for the letters of which two make a flag.
func isFlag(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }
