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

// classify judges the form of an owner: @user, @org/team or an e-mail address.
// Whether it exists and may write, GitHub's API alone can tell.
func classify(text string) ownerClass {
	handle, isHandle := strings.CutPrefix(text, "@")
	if !isHandle {
		local, domain, _ := strings.Cut(text, "@")
		if local == "" || domain == "" || !only(domain, ".-") || strings.Trim(domain, ".-") != domain {
			return ownerInvalid
		}
		return ownerValid
	}
	if strings.Contains(handle, "@") {
		return ownerIgnored
	}
	login, team, isTeam := strings.Cut(handle, "/")
	if login == "" || len(login) > maxLogin || !only(login, "-_") || login[0] == '-' ||
		isTeam && (team == "" || !only(team, "-_")) {
		return ownerInvalid
	}
	return ownerValid
}

// only says whether a text consists of ASCII letters, digits and the others.
func only(text, others string) bool {
	for _, c := range []byte(text) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(others, c) >= 0) {
			return false
		}
	}
	return true
}
