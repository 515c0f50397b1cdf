package linking

import "strings"

// minSHA and maxSHA bound how many letters of a SHA are written.
const (
	minSHA = 7
	maxSHA = 40
)

// shaEnd is where the SHA ends that begins at a byte, -1 if there is none. A
// short one needs a digit and a letter, or numbers and words would be some.
func shaEnd(text string, at int) int {
	end := at
	var digits, letters bool
	for end < len(text) && end-at <= maxSHA && isHex(text[end]) {
		if isDigit(text[end]) {
			digits = true
		} else {
			letters = true
		}
		end++
	}
	size := end - at
	if size < minSHA || size > maxSHA || size < maxSHA && (!digits || !letters) || wordAfter(text, end) {
		return -1
	}
	// Parts of a UUID and of a file's name are none.
	if c := byteAt(text, end); (c == '-' || c == '.' || c == '/') && end+1 < len(text) && isAlnum(text[end+1]) {
		return -1
	}
	return end
}

// sha reads a SHA that begins here.
func (s *scanner) sha() bool {
	if wordBefore(s.text, s.at) {
		return false
	}
	switch c := before(s.text, s.at); c {
	case '#', '@', '/', '&', '\\':
		return false
	case '-', '.':
		if s.at > 1 && isAlnum(s.text[s.at-2]) {
			return false
		}
	}
	end := shaEnd(s.text, s.at)
	if end < 0 {
		return false
	}
	s.add(Reference{Start: s.at, End: end, Kind: Commit, SHA: strings.ToLower(s.text[s.at:end])})
	return true
}

// commitOf reads owner/name@sha, whose "@" is here.
func (s *scanner) commitOf() bool {
	start, owner, name, ok := s.repositoryBefore()
	if !ok {
		return false
	}
	end := shaEnd(s.text, s.at+1)
	if end < 0 {
		return false
	}
	s.add(Reference{Start: start, End: end, Kind: Commit, Owner: owner, Name: name, SHA: strings.ToLower(s.text[s.at+1 : end])})
	return true
}
