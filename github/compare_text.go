package github

import (
	"strconv"
	"strings"
)

// ParseCompare reads what a person types or pastes to compare: "base...head",
// "base..head", "owner:branch...head", the address of a comparison or of a pull
// request. Of a pull request the head is its "refs/pull/N/head", and the base the
// default branch: its address does not name it. repo is zero where the text names
// none: take the repository in view. Names are git's, or "owner:branch" of a fork;
// whether they exist is GitHub's to say.
func ParseCompare(text string) (repo RepoRef, spec CompareSpec, ok bool) {
	text = strings.TrimSpace(text)
	if t, ok := parseTarget(text); ok {
		switch t.Kind {
		case TargetCompare:
			return t.Repo, CompareSpec{Base: t.Base, Head: t.Ref, TwoDot: t.TwoDot}, comparableEnds(t.Base, t.Ref)
		case TargetPull:
			return t.Repo, CompareSpec{Head: pullHead(t.Number)}, true
		}
	}
	if len(text) > maxTarget || strings.Contains(text, "://") {
		return RepoRef{}, CompareSpec{}, false
	}
	base, head, found := strings.Cut(text, "...")
	if !found {
		base, head, found = strings.Cut(text, "..")
		spec.TwoDot = found
	}
	spec.Base, spec.Head = base, head
	if !found || base == "" || !comparableEnds(base, head) {
		return RepoRef{}, CompareSpec{}, false
	}
	return RepoRef{}, spec, true
}

// comparableEnds reports whether two names can be the ends of a comparison.
func comparableEnds(base, head string) bool {
	bad := func(s string) bool {
		return strings.Contains(s, "..") || strings.HasPrefix(s, ".") || strings.HasPrefix(s, "/") || strings.HasSuffix(s, "/") ||
			strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f })
	}
	return head != "" && !bad(base) && !bad(head)
}

// pullHead is the ref under which GitHub keeps the head of a pull request.
func pullHead(number int) string { return "refs/pull/" + strconv.Itoa(number) + "/head" }
