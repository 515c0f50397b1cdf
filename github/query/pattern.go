package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// pattern is a word or a phrase to be found in texts, roughly as a search engine
// finds it. It is cut at everything but letters and digits; the pieces are found
// where they follow one another as words of the text, with anything but letters
// and digits between them, whatever the case of letters. Of a word the last
// piece may be the beginning of a longer one, so that "deadl" and "net/ht" find
// what is meant; a phrase ends where a word does. There is no stemming. Scripts
// that are written without spaces are found anywhere.
type pattern struct {
	pieces []string // lower case
	phrase bool
	anchor [2]string // of the first piece, in either case, what is looked for first
	offset int       // of the anchor in the piece
}

func newPattern(text string, phrase bool) pattern {
	p := pattern{phrase: phrase}
	for rest := strings.ToLower(text); rest != ""; {
		from := strings.IndexFunc(rest, isLetter)
		if from < 0 {
			break
		}
		rest = rest[from:]
		end := strings.IndexFunc(rest, func(r rune) bool { return !isLetter(r) })
		if end < 0 {
			end = len(rest)
		}
		p.pieces = append(p.pieces, rest[:end])
		rest = rest[end:]
	}
	if len(p.pieces) > 0 {
		p.setAnchor(p.pieces[0])
	}
	return p
}

// byFrequency are letters, the rarest in texts first.
const byFrequency = "zqxj0987654321kvbpygfwmucldrhsnioate"

// setAnchor chooses the rarest letter before the first that is not ASCII, or
// else that one.
func (p *pattern) setAnchor(piece string) {
	best := len(byFrequency)
	for i := range len(piece) {
		if piece[i] >= utf8.RuneSelf {
			break
		}
		if rank := strings.IndexByte(byFrequency, piece[i]); rank < best {
			best, p.offset = rank, i
		}
	}
	_, size := utf8.DecodeRuneInString(piece[p.offset:])
	first := piece[p.offset : p.offset+size]
	p.anchor = [2]string{first, strings.ToUpper(first)}
}

// in reports whether a text has the pattern.
func (p *pattern) in(text string) bool {
	if len(p.pieces) == 0 {
		return true
	}
	return p.anchored(text, p.anchor[0]) || p.anchor[1] != p.anchor[0] && p.anchored(text, p.anchor[1])
}

// inAny reports whether one of the texts has the pattern.
func (p *pattern) inAny(texts []string) bool {
	for _, t := range texts {
		if p.in(t) {
			return true
		}
	}
	return false
}

func (p *pattern) anchored(text, anchor string) bool {
	for from := 0; ; {
		found := strings.Index(text[from:], anchor)
		if found < 0 {
			return false
		}
		if at := from + found - p.offset; at >= 0 && p.at(text, at) {
			return true
		}
		from += found + len(anchor)
	}
}

// at reports whether the pattern begins at a byte of a text.
func (p *pattern) at(text string, at int) bool {
	end := at
	for i, piece := range p.pieces {
		if i > 0 {
			if end = skipBetween(text, at); end == at {
				return false
			}
		}
		if at = pieceEnd(text, end, piece); at < 0 {
			return false
		}
		if i == 0 && !startsWord(text, end) {
			return false
		}
	}
	return !p.phrase || endsWord(text, at)
}

// pieceEnd is where a piece that begins at a byte of a text ends, -1 if none
// does.
func pieceEnd(text string, at int, piece string) int {
	for i := 0; i < len(piece); {
		if at >= len(text) {
			return -1
		}
		if c := piece[i]; c < utf8.RuneSelf {
			if lowerByte(text[at]) != c {
				return -1
			}
			i++
			at++
			continue
		}
		want, size := utf8.DecodeRuneInString(piece[i:])
		got, width := utf8.DecodeRuneInString(text[at:])
		if unicode.ToLower(got) != want {
			return -1
		}
		i += size
		at += width
	}
	return at
}

// startsWord reports whether a word may begin at a byte of a text.
func startsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	if at == 0 || !isLetter(before) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text[at:])
	return isDense(first)
}

// endsWord reports whether a word may end at a byte of a text.
func endsWord(text string, at int) bool {
	after, _ := utf8.DecodeRuneInString(text[at:])
	return at == len(text) || !isLetter(after) || isDense(after)
}

// skipBetween is where the next word begins.
func skipBetween(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if isLetter(r) {
			break
		}
		at += size
	}
	return at
}

// isLetter reports whether a rune is part of words.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// isDense reports whether a rune belongs to a script without spaces.
func isDense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
