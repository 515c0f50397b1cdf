package linking

import "strconv"

// maxDigits bounds the number of an issue.
const maxDigits = 9

// digitsEnd is where the number of an issue ends that begins at a byte; ok is
// false if there is none.
func digitsEnd(text string, at int) (end, number int, ok bool) {
	end = at
	for end < len(text) && isDigit(text[end]) && end-at <= maxDigits {
		end++
	}
	if end == at || end-at > maxDigits || text[at] == '0' {
		return 0, 0, false
	}
	number, _ = strconv.Atoi(text[at:end])
	return end, number, true
}

// number reads #12 or owner/name#12, whose "#" is here.
func (s *scanner) number() bool {
	end, number, ok := digitsEnd(s.text, s.at+1)
	if !ok || wordAfter(s.text, end) {
		return false
	}
	r := Reference{Start: s.at, End: end, Number: number}
	if start, owner, name, ok := s.repositoryBefore(); ok {
		r.Start, r.Owner, r.Name = start, owner, name
	} else if wordBefore(s.text, s.at) {
		return false
	} else if c := before(s.text, s.at); c == '&' || c == '#' || c == '/' || c == '@' || c == '.' && before(s.text, s.at-1) > ' ' {
		return false
	}
	r.Keyword = s.keyword(r.Start)
	s.add(r)
	return true
}

// numberGH reads GH-12.
func (s *scanner) numberGH() bool {
	if s.at+4 > len(s.text) || s.text[s.at+1]|0x20 != 'h' || s.text[s.at+2] != '-' {
		return false
	}
	h := assumed()
	if c := before(s.text, s.at); !h.lowerGH && s.text[s.at:s.at+2] != "GH" || wordBefore(s.text, s.at) || c == '-' || c == '/' || c == '.' || c == '#' || c == '@' {
		return false
	}
	end, number, ok := digitsEnd(s.text, s.at+3)
	if !ok || wordAfter(s.text, end) {
		return false
	}
	r := Reference{Start: s.at, End: end, Number: number}
	if h.numberedGH {
		r.Keyword = s.keyword(r.Start)
	}
	s.add(r)
	return true
}

// The longest names of accounts and repositories.
const (
	maxLogin      = 39
	maxRepository = 100
)

// repositoryBefore reads owner/name that ends here.
func (s *scanner) repositoryBefore() (start int, owner, name string, ok bool) {
	slash := s.at
	for slash > s.end && isRepositoryByte(s.text[slash-1]) {
		if slash--; s.at-slash > maxRepository {
			return 0, "", "", false
		}
	}
	if slash == s.at || slash == s.end || s.text[slash-1] != '/' {
		return 0, "", "", false
	}
	slash--
	start = slash
	for start > s.end && (isAlnum(s.text[start-1]) || s.text[start-1] == '-') {
		if start--; slash-start > maxLogin {
			return 0, "", "", false
		}
	}
	owner, name = s.text[start:slash], s.text[slash+1:s.at]
	if !isLogin(owner) || name == "." || name == ".." || wordBefore(s.text, start) {
		return 0, "", "", false
	}
	switch before(s.text, start) {
	case '/', '.', '@', '#', '&', '~', '\\':
		return 0, "", "", false
	}
	return start, owner, name, true
}

func isRepositoryByte(c byte) bool { return isAlnum(c) || c == '-' || c == '_' || c == '.' }

// isLogin reports whether a text can be the login of an account.
func isLogin(text string) bool {
	if text == "" || len(text) > maxLogin || text[0] == '-' || text[len(text)-1] == '-' {
		return false
	}
	for i := range len(text) {
		if !isAlnum(text[i]) && text[i] != '-' {
			return false
		}
	}
	return true
}
