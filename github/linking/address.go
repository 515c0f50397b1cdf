package linking

import (
	"slices"
	"strings"
	"unicode"
)

// address passes an address that begins here. It is a reference if it names an
// issue, a pull request or a commit of one of the hosts; nothing else in it
// counts.
func (s *scanner) address() bool {
	rest := s.text[s.at:]
	size := schemeSize(rest)
	if size == 0 || wordBefore(s.text, s.at) {
		return false
	}
	end := s.at + addressSize(s.unbroken(rest))
	if end <= s.at+size {
		return false
	}
	r, ok := s.addressed(s.text[s.at+size : end])
	if !ok {
		s.at = end
		return true
	}
	r.Start, r.End = s.at, end
	if r.Kind == Issue && assumed().addressCloses {
		r.Keyword = s.keyword(r.Start)
	}
	s.add(r)
	return true
}

// schemeSize is the size of http:// or https://, 0 if a text begins otherwise.
func schemeSize(text string) int {
	for _, scheme := range [...]string{"https://", "http://"} {
		if len(text) > len(scheme) && strings.EqualFold(text[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

// endsAddress reports whether no address has a rune.
func endsAddress(r rune) bool {
	return r == '<' || r == '>' || r == '"' || r == '`' || unicode.IsSpace(r) || unicode.IsControl(r)
}

// unbroken is the beginning of the text from here on that an address can have
// and that is marked as its first byte is: the address of a link ends with it.
func (s *scanner) unbroken(text string) string {
	for i, r := range text {
		if endsAddress(r) || s.markAt(s.at+i) != s.markAt(s.at) {
			return text[:i]
		}
	}
	return text
}

// addressSize is the size of an address without what follows it. Punctuation at
// its end belongs to the sentence, and so does a bracket that it does not open.
func addressSize(text string) int {
	end := len(text)
	balance := strings.Count(text, "(") - strings.Count(text, ")")
	for end > 0 {
		switch c := text[end-1]; {
		case strings.IndexByte("?!.,:;*_~'|]}", c) >= 0:
		case c == ')' && balance < 0:
			balance++
		case c == '(':
			balance--
		default:
			return end
		}
		end--
	}
	return end
}

// addressed reads an address without its scheme.
func (s *scanner) addressed(text string) (r Reference, ok bool) {
	host, path, ok := strings.Cut(text, "/")
	if r.Host = strings.ToLower(host); !ok || !slices.Contains(s.hosts, r.Host) {
		return r, false
	}
	if at := strings.IndexAny(path, "?#"); at >= 0 {
		path = path[:at]
	}
	parts := strings.SplitN(path, "/", 5)
	if len(parts) < 4 || !isLogin(parts[0]) || !isRepository(parts[1]) {
		return r, false
	}
	r.Owner, r.Name = parts[0], parts[1]
	switch parts[2] {
	case "issues", "pull":
		end, number, ok := digitsEnd(parts[3], 0)
		r.Number = number
		return r, ok && end == len(parts[3])
	case "commit":
		r.Kind, r.SHA = Commit, strings.ToLower(parts[3])
		return r, isSHA(r.SHA)
	}
	return r, false
}

func isRepository(text string) bool {
	for i := range len(text) {
		if !isRepositoryByte(text[i]) {
			return false
		}
	}
	return text != "" && len(text) <= maxRepository && text != "." && text != ".."
}

// isSHA reports whether a text is a SHA; in an address it may be any.
func isSHA(text string) bool {
	for i := range len(text) {
		if !isHex(text[i]) {
			return false
		}
	}
	return len(text) >= minSHA && len(text) <= maxSHA
}
