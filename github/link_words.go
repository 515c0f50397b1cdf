package github

import (
	"strconv"
	"strings"
)

// eachWord goes through the words of a title, of three letters and more, with a
// hash that is the same whatever the case of its Latin letters. It makes nothing,
// so that it can go through a hundred thousand titles between two keys.
func eachWord(title string, visit func(word string, hash uint64)) {
	const offset, prime = 14695981039346656037, 1099511628211
	hash, start := uint64(offset), 0
	for at := 0; at <= len(title); at++ {
		var b byte
		if at < len(title) {
			b = title[at]
		}
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		if b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= 0x80 {
			hash = (hash ^ uint64(b)) * prime
			continue
		}
		if at-start >= 3 {
			visit(title[start:at], hash)
		}
		hash, start = offset, at+1
	}
}

// common reports whether a word says nothing about what a title is about.
func common(word string) bool {
	switch strings.ToLower(word) {
	case "the", "and", "for", "not", "with", "from", "when", "that", "this", "are", "was", "has", "have", "can", "cannot", "but", "its", "into",
		"does", "doesn", "don", "isn", "won", "all", "any", "get", "gets", "set", "use", "uses", "using", "make", "makes", "only", "after",
		"before", "one", "two", "new", "add", "adds", "added", "fix", "fixes", "fixed", "bug", "error", "issue", "issues", "should", "would",
		"could", "must", "out", "off", "than", "then", "there", "them", "they", "too", "very", "how", "why", "what", "which", "who", "where",
		"while", "without", "more", "less", "some", "such", "may", "will", "still", "also", "other", "over", "under", "about", "instead",
		"support", "update", "updates", "change", "changes", "remove", "removes", "allow", "allows", "problem", "broken", "fails", "failed":
		return true
	}
	return false
}

// eachNumber goes through the numbers in the name of a branch.
func eachNumber(branch string, visit func(int)) {
	for at := 0; at < len(branch); {
		end := at
		for end < len(branch) && branch[end] >= '0' && branch[end] <= '9' {
			end++
		}
		if end == at {
			at++
			continue
		}
		if n, err := strconv.Atoi(branch[at:end]); err == nil && n > 0 && end-at <= 9 {
			visit(n)
		}
		at = end
	}
}

// foldContains reports whether a text holds a word in lower case, whatever the
// case of its own Latin letters.
func foldContains(text, word string) bool {
	if word == "" {
		return true
	}
	first := word[0]
	for at := 0; at+len(word) <= len(text); at++ {
		if b := text[at]; b != first && (b < 'A' || b > 'Z' || b|0x20 != first) {
			continue
		}
		if foldEqual(text[at:at+len(word)], word) {
			return true
		}
	}
	return strings.IndexFunc(word, func(r rune) bool { return r >= 0x80 }) >= 0 && strings.Contains(strings.ToLower(text), word)
}

func foldEqual(text, word string) bool {
	for n := range len(word) {
		b := text[n]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		if b != word[n] {
			return false
		}
	}
	return true
}
