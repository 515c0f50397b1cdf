package github

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// TargetKind is what a Target points at.
type TargetKind int

// The kinds of target.
const (
	TargetRepo    TargetKind = iota // a repository
	TargetNumber                    // an issue or a pull request, not known which: owner/name#12
	TargetIssue                     // an issue's page; GitHub leads on to the pull request if it is one
	TargetPull                      // a pull request's page
	TargetCommit                    // one commit
	TargetTree                      // a folder at a ref
	TargetBlob                      // a file at a ref
	TargetCompare                   // what Ref has that Base has not
	TargetHistory                   // the commits of a ref
	TargetRelease                   // a release, by its tag
)

// Target is what a person pasted or typed, read. In an address a ref with
// slashes cannot be told from the path behind it: Ref is then its first part
// only, and Path begins with the rest.
type Target struct {
	Kind   TargetKind
	Host   string  // lower case, with a port if one was given; "" when the text names none
	Repo   RepoRef // zero for a bare SHA: take the repository in view
	Number int     // of an issue or pull request
	SHA    string  // 7 to 40 lower-case hexadecimal digits
	Ref    string  // branch, tag or SHA
	Base   string  // of a comparison; "" is the default branch
	TwoDot bool    // of a comparison: of the two tips, not since the merge base
	Path   string  // no slash at either end

	Line     int        // of a file: the first line, from 1; 0 is none
	LastLine int        // of a range of lines, beyond Line; 0 is Line alone
	Blame    bool       // of a file: with who wrote its lines
	Changes  bool       // of a pull request: what it changes, not its conversation
	Anchor   DiffAnchor // of a commit, a comparison or a pull request's changes: the place among them
}

// maxTarget is the longest text that is read, in bytes.
const maxTarget = 4096

// errTarget is why a text is no target.
var errTarget = errors.New("write owner/name, owner/name#12, owner/name@ref, a commit's SHA (7 to 40 digits), the address of " +
	"a repository, file, folder, commit, comparison, issue, pull request or release, or a git remote")

// ParseTarget reads what a person may paste: owner/name, owner/name#12,
// owner/name@ref, a whole or shortened SHA, the address of a page or of the API
// at any host, a git remote.
func ParseTarget(s string) (Target, error) {
	s = strings.TrimSpace(s)
	t, ok := parseTarget(s)
	if ok {
		return t, nil
	}
	shown := cleanMessage(s)
	if len(shown) > 80 || strings.Contains(shown, "@") && strings.Contains(shown, "://") { // perhaps a password
		return Target{}, fmt.Errorf("this leads nowhere on GitHub: %w", errTarget)
	}
	return Target{}, fmt.Errorf("%q leads nowhere on GitHub: %w", shown, errTarget)
}

func parseTarget(s string) (Target, bool) {
	if s == "" || len(s) > maxTarget || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return Target{}, false
	}
	if strings.Contains(s, "://") {
		return parseAddress(s)
	}
	if isSHA(s) {
		return Target{Kind: TargetCommit, SHA: strings.ToLower(s)}, true
	}
	first, rest, slash := strings.Cut(s, "/")
	if !slash {
		return Target{}, false
	}
	// user@host:owner/name, git's short form of ssh; owners hold no colon.
	if host, owner, ok := strings.Cut(first, ":"); ok {
		_, host, named := cutLast(host, "@")
		if !named && !strings.Contains(host, ".") {
			return Target{}, false
		}
		if owner == "" { // host:/owner/name
			return remote(host, rest)
		}
		return remote(host, owner+"/"+rest)
	}
	if strings.Contains(first, ".") { // no owner's name holds a dot, every host's does
		return parseAddress("https://" + s)
	}
	return parseShort(first, rest)
}

// parseShort reads owner/name, with #number or @ref behind it, or a page's path.
func parseShort(owner, rest string) (Target, bool) {
	if name, ref, ok := strings.Cut(rest, "@"); ok && !strings.Contains(name, "/") {
		repo, good := repoOf(owner, name)
		if !good || ref == "" {
			return Target{}, false
		}
		if isSHA(ref) {
			return Target{Kind: TargetCommit, Repo: repo, SHA: strings.ToLower(ref)}, true
		}
		return Target{Kind: TargetTree, Repo: repo, Ref: ref}, true
	}
	if name, number, ok := strings.Cut(rest, "#"); ok && !strings.Contains(name, "/") {
		repo, good := repoOf(owner, name)
		n, err := parseNumber(number)
		return Target{Kind: TargetNumber, Repo: repo, Number: n}, good && err
	}
	path, fragment, _ := strings.Cut(rest, "#")
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(owner+"/"+path, "/")
	if slices.ContainsFunc(parts, func(part string) bool { return part == "" || part == "." || part == ".." }) {
		return Target{}, false
	}
	return parsePage(parts, fragment)
}

// repoOf checks a repository's name; git's addresses end in ".git".
func repoOf(owner, name string) (RepoRef, bool) {
	name = strings.TrimSuffix(name, ".git")
	if !validName(owner) || !validName(name) {
		return RepoRef{}, false
	}
	return RepoRef{Owner: owner, Name: name}, true
}

// parseNumber reads the number of an issue or pull request.
func parseNumber(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), err == nil && n > 0
}

// parseLines reads the fragment of a file's page: L10, L10-L20, L10C3-L20C5, also
// with the ends changed round, and L10-20, as other forges write it. Columns do not
// count. last is 0 for a single line, both are 0 where there is none.
func parseLines(fragment string) (first, last int) {
	first, rest := cutLine(fragment)
	if first == 0 {
		return 0, 0
	}
	if rest, ok := strings.CutPrefix(rest, "-"); ok {
		if last, _ = cutLine(rest); last == 0 {
			last, _ = cutLine("L" + rest)
		}
	}
	switch {
	case last == first:
		last = 0
	case last != 0 && last < first:
		first, last = last, first
	}
	return first, last
}

// cutLine reads a line's number, from 1, with its column; n is 0 if there is none.
func cutLine(s string) (n int, rest string) {
	digits, ok := strings.CutPrefix(s, "L")
	if !ok {
		return 0, s
	}
	n, rest = cutNumber(digits)
	if column, ok := strings.CutPrefix(rest, "C"); ok {
		_, rest = cutNumber(column)
	}
	return n, rest
}

// cutNumber reads the number that a text begins with; 0 if there is none.
func cutNumber(s string) (n int, rest string) {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	n, _ = parseNumber(s[:end])
	return n, s[end:]
}

// cutLast is strings.Cut at the last separator; without one all is after.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}
