package diffs

import "strings"

// needle is what is searched for. Without a capital letter in it, the case of A to
// Z does not count; that is looked for in the text as it is, since a copy of all
// patches in small letters takes longer than a key may.
type needle struct {
	text string // without capitals, if their case does not count
	fold bool
	rare int // the byte of it that is looked for first
}

// common are the bytes that code has most of, those first that it has most.
const common = " \tetaoinsrlcdupmhfgbyvxkwq.,()_=\"'/:;{}-0123456789"

// needleOf is the needle that a text means.
func needleOf(query string) needle {
	n := needle{text: query, fold: query == strings.ToLower(query)}
	if !n.fold {
		return n
	}
	best := -1
	for i := range len(n.text) {
		rank := strings.IndexByte(common, n.text[i])
		if rank < 0 {
			rank = len(common)
		}
		if rank > best {
			n.rare, best = i, rank
		}
	}
	return n
}

// index is where the needle first is, -1 if it is nowhere.
func (n needle) index(hay string) int {
	if !n.fold {
		return strings.Index(hay, n.text)
	}
	small := n.text[n.rare]
	large := upper(small)
	next := func(from int, c byte) int {
		if at := strings.IndexByte(hay[from:], c); at >= 0 {
			return from + at
		}
		return len(hay)
	}
	a, b := next(0, small), len(hay)
	if large != small {
		b = next(0, large)
	}
	for a < len(hay) || b < len(hay) {
		at := min(a, b)
		if n.at(hay, at-n.rare) {
			return at - n.rare
		}
		if at == a {
			a = next(at+1, small)
		} else {
			b = next(at+1, large)
		}
	}
	return -1
}

// lastIndex is where the needle last is, -1 if it is nowhere.
func (n needle) lastIndex(hay string) int {
	if !n.fold {
		return strings.LastIndex(hay, n.text)
	}
	for i := len(hay) - len(n.text); i >= 0; i-- {
		if n.at(hay, i) {
			return i
		}
	}
	return -1
}

// at reports whether the needle, whose case does not count, is at a byte.
func (n needle) at(hay string, from int) bool {
	if from < 0 || from+len(n.text) > len(hay) {
		return false
	}
	for i := range len(n.text) {
		if lower(hay[from+i]) != n.text[i] {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}
