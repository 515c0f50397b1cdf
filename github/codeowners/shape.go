package codeowners

import "strings"

// scope is how far a pattern reaches from what its segments match.
type scope uint8

const (
	itself   scope = iota // the path and everything below it
	below                 // strictly below
	children              // the files of a folder, nothing deeper
)

// shape is a pattern taken apart. The segments of body match segments of a path
// from its root on, or from any depth on; scope says what is then meant.
//
//   - a slash in front or inside anchors a pattern to the root, otherwise it may
//     begin at any depth;
//   - a segment "**" stands for any number of segments, also none;
//   - what it ends in decides the scope: "**" (and a final slash, which is short
//     for "/**") strictly what is below, a lone "*" that depth only, anything
//     else the path itself and all below.
type shape struct {
	body     string // segments with slashes between; "" is none
	anyDepth bool   // the body may begin at any depth
	scope    scope
}

// shapeOf fails for a pattern that can match nothing. One with an empty segment
// inside matches nothing either; that shows when the segments are walked.
func shapeOf(pattern string) (shape, bool) {
	s := shape{body: pattern}
	if n := len(s.body); n > 1 && s.body[n-1] == '/' {
		s.body, s.scope = s.body[:n-1], below
	}
	if s.body != "" && s.body[0] == '/' {
		s.body = s.body[1:]
	} else {
		s.anyDepth = strings.IndexByte(s.body, '/') < 0
	}
	if s.body == "" || s.body[0] == '/' {
		return shape{}, false // "/" names the root, which is no file
	}
	if s.body[len(s.body)-1] != '*' {
		return s, true
	}
	for s.cut("**") {
		s.scope = below
	}
	if s.scope == itself && s.cut("*") {
		s.scope = children
		// "**/*" reaches as far as "**".
		for s.anyDepth && s.body == "" || s.cut("**") {
			s.scope, s.anyDepth = below, false
		}
	}
	if s.body == "" {
		s.anyDepth = false
	}
	return s, true
}

// cut removes the last segment if it is this one.
func (s *shape) cut(segment string) bool {
	rest, ok := strings.CutSuffix(s.body, segment)
	if !ok || rest != "" && rest[len(rest)-1] != '/' {
		return false
	}
	s.body = strings.TrimSuffix(rest, "/")
	return true
}

// segmentEnd is where the segment that begins at an offset ends. The next one
// begins behind that, and there is none from len(text)+1 on.
func segmentEnd(text string, at int) int {
	if i := strings.IndexByte(text[at:], '/'); i >= 0 {
		return at + i
	}
	return len(text)
}

// match says whether the pattern matches a path. When the segments differ, only
// the last "**" before can help, by taking one segment more; so the time is at
// most the product of the two lengths.
func (s *shape) match(path string) bool {
	folder := path
	at, back, backAt := 0, -1, 0
	if s.scope == children {
		i := strings.LastIndexByte(path, '/')
		if i == len(path)-1 {
			return false
		}
		folder = path[:max(i, 0)]
		if i < 0 {
			at = 1 // the root: no segment is left
		}
	}
	from := 0
	switch {
	case s.body == "":
		from = 1
	case s.anyDepth:
		back = 0
		backAt = at
	}
	for {
		if from > len(s.body) {
			if s.scope == itself || at > len(folder) == (s.scope == children) {
				return true
			}
		} else {
			end := segmentEnd(s.body, from)
			if end-from == 2 && s.body[from:end] == "**" {
				from = end + 1
				back, backAt = from, at
				continue
			}
			if at > len(folder) {
				return false
			}
			if next := segmentEnd(folder, at); matchGlob(s.body[from:end], folder[at:next]) {
				from, at = end+1, next+1
				continue
			}
		}
		if back < 0 || backAt > len(folder) {
			return false
		}
		backAt = segmentEnd(folder, backAt) + 1
		from, at = back, backAt
	}
}
