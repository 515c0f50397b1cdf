package codeowners

import "strings"

// ownerClass is what the text of an owner is worth.
type ownerClass int

const (
	ownerValid ownerClass = iota
	ownerIgnored
	ownerInvalid
)

// maxLogin is the length of GitHub's longest user and organization names.
const maxLogin = 39

// Sets of bytes that parts of owners consist of.
const (
	alphanumeric uint8 = 1 << iota
	hyphen
	underscore
	dot

	loginBytes  = alphanumeric | hyphen | underscore
	domainBytes = alphanumeric | hyphen | dot
)

// classify judges the form of an owner: @user, @org/team or an e-mail address.
// Whether it exists and may write, GitHub's API alone can tell.
func classify(text string) ownerClass {
	at := strings.IndexByte(text, '@')
	if at != 0 {
		if at < 0 || at == len(text)-1 {
			return ownerInvalid
		}
		domain := text[at+1:]
		if !only(domain, domainBytes) || !only(domain[:1], alphanumeric) || !only(domain[len(domain)-1:], alphanumeric) {
			return ownerInvalid
		}
		return ownerValid
	}
	handle := text[1:]
	if strings.IndexByte(handle, '@') >= 0 {
		return ownerIgnored
	}
	login, team, isTeam := strings.Cut(handle, "/")
	if login == "" || len(login) > maxLogin || !only(login, loginBytes) || login[0] == '-' ||
		isTeam && (team == "" || !only(team, loginBytes)) {
		return ownerInvalid
	}
	return ownerValid
}

// only says whether a text consists of bytes of these sets.
func only(text string, sets uint8) bool {
	for i := range len(text) {
		if byteSets(text[i])&sets == 0 {
			return false
		}
	}
	return true
}

// byteSets are the sets that a byte is in.
func byteSets(c byte) uint8 {
	switch {
	case 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9':
		return alphanumeric
	case c == '-':
		return hyphen
	case c == '_':
		return underscore
	case c == '.':
		return dot
	}
	return 0
}
