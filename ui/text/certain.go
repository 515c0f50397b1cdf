package text

// Certain returns the width of a rune that every terminal draws alike and that
// never joins with such a rune beside it, 0 for all others.
func Certain(r rune) int {
	switch {
	case r < 0x300:
		if r < 0xa0 || r == 0xad || r == 0xa9 || r == 0xae {
			return 0 // a soft hyphen, or an emoji with a selector
		}
		return 1
	case r >= 0x391 && r <= 0x3c9, r >= 0x410 && r <= 0x44f: // Greek, Cyrillic
		return 1
	case r >= 0x2010 && r <= 0x2027, r >= 0x2190 && r <= 0x2193, // punctuation, arrows
		r >= 0x2500 && r <= 0x25a9, r >= 0x25b2 && r <= 0x25b5, // boxes, blocks, shapes
		r >= 0x25b8 && r <= 0x25bf, r >= 0x25c6 && r <= 0x25cf,
		r >= 0x2801 && r <= 0x28ff: // Braille
		return 1
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30fa, // Kana
		r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3: // Han, Hangul
		return 2
	}
	return 0
}
