package linking

import "strings"

// maxGap bounds how many spaces may lie between a keyword and its reference.
const maxGap = 32

// keyword is the closing keyword before a reference, "" if there is none or it
// does not count there.
func (s *scanner) keyword(start int) string { return s.keywordBy(start, assumed()) }

// keywordBy is the keyword by other habits.
func (s *scanner) keywordBy(start int, h habits) string {
	if m := s.markAt(start); m&quoted != 0 && !h.quotedCloses || m&listed != 0 && !h.listedCloses {
		return ""
	}
	end, ok := s.gapBefore(start, h)
	if !ok {
		return ""
	}
	from := end
	for from > s.end && isAlnum(s.text[from-1]) {
		if from--; end-from > len("resolved") {
			return ""
		}
	}
	word := s.text[from:end]
	if !isKeyword(word) || !h.anyCase && word[1:] != strings.ToLower(word[1:]) || wordBefore(s.text, from) || before(s.text, from) == '-' && !h.hyphenated {
		return ""
	}
	for at := from; at < start; at++ {
		if s.markAt(at)&^around != 0 || s.markAt(at)&around != s.markAt(start)&around {
			return ""
		}
	}
	return word
}

// gapBefore is where the spaces before a reference begin, and a colon before
// them.
func (s *scanner) gapBefore(start int, h habits) (end int, ok bool) {
	end = start
	breaks := 0
	for end > s.end && isBlank(s.text[end-1]) {
		end--
		if s.text[end] == '\n' {
			breaks++
		}
		if start-end > maxGap {
			return 0, false
		}
	}
	if breaks > 1 || breaks > 0 && !h.broken {
		return 0, false
	}
	spaced := end < start
	if end > s.end && s.text[end-1] == ':' {
		return end - 1, h.colon && (spaced || h.tight)
	}
	return end, spaced
}

// isKeyword reports whether a word closes issues, whatever its case.
func isKeyword(word string) bool {
	switch strings.ToLower(word) {
	case "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved":
		return true
	}
	return false
}
