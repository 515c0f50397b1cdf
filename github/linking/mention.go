package linking

// mention reads @login or @org/team, whose "@" is here. What could be an e-mail
// address, a domain or a path is none.
func (s *scanner) mention() bool {
	if c := before(s.text, s.at); wordBefore(s.text, s.at) || c == '@' || c == '/' || c == '&' || c == '#' || (c == '.' || c == '-' || c == '+') && wordBefore(s.text, s.at-1) {
		return false
	}
	start := s.at + 1
	end := loginEnd(s.text, start)
	if end < 0 {
		return false
	}
	r := Reference{Start: s.at, End: end, Kind: Person, Login: s.text[start:end]}
	if byteAt(s.text, end) == '/' {
		slug := slugEnd(s.text, end+1)
		if slug < 0 {
			return false
		}
		r = Reference{Start: s.at, End: slug, Kind: Team, Owner: s.text[start:end], Login: s.text[end+1 : slug]}
	}
	if !ends(s.text, r.End) {
		return false
	}
	s.add(r)
	return true
}

// ends reports whether a name can end at a byte: not in a word, before a slash,
// or before what goes on behind a dot, a hyphen or another "@".
func ends(text string, at int) bool {
	if wordAfter(text, at) {
		return false
	}
	switch byteAt(text, at) {
	case '/', '@':
		return false
	case '.', '-':
		return at+1 == len(text) || !isAlnum(text[at+1]) && text[at+1] != '-'
	}
	return true
}

// loginEnd is where a login ends, -1 if there is none. One of an account that a
// company manages has an underscore and a short name at its end.
func loginEnd(text string, at int) int {
	end := at
	for end < len(text) && end-at <= maxLogin && (isAlnum(text[end]) || text[end] == '-' && end > at && end+1 < len(text) && isAlnum(text[end+1])) {
		end++
	}
	if end == at || end-at > maxLogin {
		return -1
	}
	if byteAt(text, end) != '_' {
		return end
	}
	suffix := end + 1
	for suffix < len(text) && suffix-at <= maxLogin && isAlnum(text[suffix]) {
		suffix++
	}
	switch {
	case suffix == end+1: // emphasis ends
		return end
	case suffix-at > maxLogin:
		return -1
	}
	return suffix
}

// slugEnd is where the name of a team ends, -1 if there is none.
func slugEnd(text string, at int) int {
	end := at
	for end < len(text) && end-at <= maxRepository && (isAlnum(text[end]) || end > at && (text[end] == '-' || text[end] == '_' || text[end] == '.')) {
		end++
	}
	if end-at > maxRepository {
		return -1
	}
	for end > at && !isAlnum(text[end-1]) {
		end--
	}
	if end == at {
		return -1
	}
	return end
}
