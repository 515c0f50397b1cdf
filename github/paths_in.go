package github

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PathAt is a path that a text speaks of.
type PathAt struct {
	Path    string // slashes, none in front; one at the end says that it is a folder
	Written string // as the text has it, "/" for "\", without the place behind it
	Line    int    // from 1, 0 if none is said
	Column  int    // likewise
	Repo    RepoRef
	Ref     string // with Repo, of an address; of a ref with slashes its first part only, and Path begins with the rest
	Start   int    // of the token in the text, in bytes
	End     int
}

// Bounds of what a text is read for.
const (
	mostPaths      = 1000
	longestPath    = 512  // bytes
	longestAddress = 2048 // bytes of an address
)

// PathsIn finds the paths that a text speaks of, each place once, in the order of
// the text: what has a slash, or a known extension, or is the address of a file
// at one of the hosts (github.com if none is given). Quotes, brackets and the
// a/ and b/ of diffs are taken off. It only looks at the text, so that "and/or"
// is one, too: InTree and Likely tell more. Its work is proportional to the text.
func PathsIn(text string, hosts ...string) []PathAt {
	if len(hosts) == 0 {
		hosts = []string{"github.com"}
	}
	var found []PathAt
	type place struct {
		path      string
		line, col int
		repo      RepoRef
		ref       string
	}
	seen := map[place]bool{}
	put := func(p PathAt) {
		at := place{p.Path, p.Line, p.Column, p.Repo, p.Ref}
		if !seen[at] {
			seen[at] = true
			found = append(found, p)
		}
	}
	for i := 0; i < len(text) && len(found) < mostPaths; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if separates(r) {
			i += size
			continue
		}
		end := tokenEnd(text, i)
		token := text[i:end]
		if at := strings.Index(token, "://"); at >= 0 {
			end = addressEnd(text, i)
			start := i + at
			for start > i && isLetter(text[start-1]) {
				start--
			}
			if p, ok := pathOfAddress(text[start:end], hosts); ok {
				p.Start, p.End = start, end
				put(p)
			}
		} else if p, ok := pathOf(token, hosts); ok {
			p.Start += i
			p.End += i
			put(p)
		}
		i = end
	}
	return found
}

// separates reports whether a character is never part of a path in a text.
func separates(r rune) bool {
	switch r {
	case '"', '\'', '`', '<', '>', '|', ',', ';', '=', '‘', '’', '“', '”', '«', '»', '…', utf8.RuneError:
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// tokenEnd is where the token that begins at i ends. The end of a link's text
// separates it from the link's target.
func tokenEnd(text string, i int) int {
	for n, r := range text[i:] {
		if separates(r) || r == '(' && n > 0 && text[i+n-1] == ']' {
			return i + n
		}
	}
	return len(text)
}

// addressEnd is where the address in the token that begins at i ends.
func addressEnd(text string, i int) int {
	for n, r := range text[i:] {
		switch r {
		case '"', '`', '<', '>', '|':
			return i + n
		}
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return i + n
		}
	}
	return len(text)
}

// bare takes off what a sentence puts around a token, and tells how much at each
// side.
func bare(s string) (token string, left, right int) {
	whole := len(s)
	for {
		n := len(s)
		s = strings.TrimLeft(s, "([{*!")
		left += n - len(s)
		before := len(s)
		s = strings.TrimRight(s, ".:!?*")
		for _, pair := range [...]string{"()", "[]", "{}"} {
			if strings.HasSuffix(s, pair[1:]) && strings.Count(s, pair[:1]) < strings.Count(s, pair[1:]) {
				s = s[:len(s)-1]
			}
		}
		if len(s) == before && n == before {
			return s, left, whole - left - len(s)
		}
	}
}

// pathOf reads a token.
func pathOf(token string, hosts []string) (PathAt, bool) {
	if len(token) > longestPath {
		return PathAt{}, false
	}
	s, left, right := bare(token)
	p := PathAt{Start: left, End: len(token) - right}
	if strings.HasPrefix(s, ".") && left > 0 && token[left-1] == '*' { // a pattern: *.go
		return p, false
	}
	if strings.ContainsAny(s, "*?{}^&") {
		return p, false
	}
	if len(s) > 2 && s[1] == ':' && isLetter(s[0]) && (s[2] == '\\' || s[2] == '/') { // a drive
		s = s[2:]
	}
	turned := strings.Contains(s, `\`)
	s, fragment, _ := strings.Cut(strings.ReplaceAll(s, `\`, "/"), "#")
	if s, p.Line, p.Column = cutPlace(s); p.Line == 0 {
		p.Line, _ = parseLines(fragment)
	}
	if fragment != "" && p.Line == 0 && fragment[0] >= '0' && fragment[0] <= '9' { // owner/name#12
		return p, false
	}
	p.Written = s
	if first, rest, ok := strings.Cut(s, "/"); ok && rest != "" && isHost(first) {
		return pathOfBareAddress(p, s, fragment, hosts)
	}
	if !p.clean() || !looksLikePath(p.Path, p.Written, turned) {
		return p, false
	}
	return p, true
}

// cutPlace cuts what follows a colon: a line, a column, or what tools put there.
func cutPlace(s string) (path string, line, column int) {
	path, place, ok := strings.Cut(s, ":")
	if !ok {
		return s, 0, 0
	}
	digits, rest, _ := strings.Cut(place, ":")
	digits, _, _ = strings.Cut(digits, "-")
	line, _ = parseNumber(digits)
	if line > 0 {
		rest, _, _ = strings.Cut(rest, ":")
		column, _ = parseNumber(rest)
	}
	return path, line, column
}

// clean makes Path of Written: relative, without the prefix of a diff. It fails
// for what no path within a repository is.
func (p *PathAt) clean() bool {
	s := p.Written
	for {
		n := len(s)
		s = strings.TrimPrefix(strings.TrimPrefix(s, "./"), "../")
		if len(s) == n {
			break
		}
	}
	if strings.HasPrefix(s, "//") {
		return false
	}
	s = strings.TrimPrefix(s, "/")
	if rest, ok := strings.CutPrefix(s, "a/"); ok && strings.ContainsAny(rest, "./") {
		s = rest
	} else if rest, ok := strings.CutPrefix(s, "b/"); ok && strings.ContainsAny(rest, "./") {
		s = rest
	}
	if s == "" || strings.ContainsRune("@~$%-+", rune(s[0])) {
		return false
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(s, "/"), "/") {
		if part == "" || part == "." || part == ".." {
			return false
		}
	}
	p.Path = s
	return true
}

// pathOfAddress reads the address of a file or folder of a repository.
func pathOfAddress(s string, hosts []string) (PathAt, bool) {
	if len(s) > longestAddress {
		return PathAt{}, false
	}
	s, _, _ = bare(s)
	s = strings.TrimRight(s, ",;'")
	t, ok := parseTarget(s)
	if !ok || t.Kind != TargetBlob && t.Kind != TargetTree || t.Path == "" ||
		!slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, t.Host) }) {
		return PathAt{}, false
	}
	p := PathAt{Path: t.Path, Written: t.Path, Line: t.Line, Repo: t.Repo, Ref: t.Ref}
	if t.Kind == TargetTree {
		p.Path += "/"
	}
	return p, true
}

// pathOfBareAddress reads an address that was written without its scheme.
func pathOfBareAddress(p PathAt, s, fragment string, hosts []string) (PathAt, bool) {
	if fragment != "" {
		s += "#" + fragment
	}
	got, ok := pathOfAddress("https://"+s, hosts)
	got.Start, got.End = p.Start, p.End
	return got, ok
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
