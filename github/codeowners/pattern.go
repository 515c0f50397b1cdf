package codeowners

import "strings"

// pattern is a compiled pattern: a list of elements that must use up a path's
// segments exactly. The zero pattern matches nothing.
type pattern struct {
	elements []element
	atLeast  int // segments that a matching path has at least
}

// element matches one segment of a path or, if anyDepth, any number of them.
type element struct {
	glob     glob
	anyDepth bool
}

// compile turns the text of a pattern into elements:
//
//   - a slash in front or inside anchors it to the root, otherwise it may begin
//     at any depth;
//   - a segment "**" stands for any number of segments;
//   - what it ends in decides what is matched: "**" (and a final slash, which is
//     short for "/**") strictly what is below, a lone "*" that depth only,
//     anything else the path itself and all below.
//
// It fails if the pattern ends in a backslash that escapes nothing.
func compile(text string) (pattern, bool) {
	body, isFolder := cutFinalSlash(text)
	body, isRooted := strings.CutPrefix(body, "/")
	if body == "" {
		return pattern{}, false // "/" names the root, which is no file
	}
	parts := strings.Split(body, "/")
	var p pattern
	if !isRooted && len(parts) == 1 {
		p.addAnyDepth()
	}
	for _, part := range parts {
		if part == "**" {
			p.addAnyDepth()
			continue
		}
		g, ok := compileGlob(part)
		if !ok {
			return pattern{}, false
		}
		p.add(element{glob: g})
	}
	last := parts[len(parts)-1]
	switch {
	case isFolder || last == "**":
		p.addAnyDepth()
		p.add(element{glob: anyGlob()}) // something must be below
	case last != "*":
		p.addAnyDepth()
	}
	return p, true
}

// cutFinalSlash cuts one slash off the end, unless it is all there is.
func cutFinalSlash(text string) (string, bool) {
	if len(text) > 1 && text[len(text)-1] == '/' {
		return text[:len(text)-1], true
	}
	return text, false
}

func (p *pattern) add(e element) {
	p.elements = append(p.elements, e)
	p.atLeast++
}

// addAnyDepth adds an element for any number of segments, unless the last one
// is such an element: a run of them means no more than one.
func (p *pattern) addAnyDepth() {
	if n := len(p.elements); n == 0 || !p.elements[n-1].anyDepth {
		p.elements = append(p.elements, element{anyDepth: true})
	}
}

// match says whether the elements use up the segments. When they do not, only
// the last anyDepth before the failure can help by taking one segment more, so
// the time is at most the product of the two lengths.
func (p *pattern) match(segments []string) bool {
	if len(p.elements) == 0 || len(segments) < p.atLeast {
		return false
	}
	at, back, backSegment := 0, -1, 0
	for i := 0; i < len(segments); {
		switch {
		case at < len(p.elements) && p.elements[at].anyDepth:
			if at == len(p.elements)-1 {
				return true
			}
			back, backSegment = at, i
			at++
		case at < len(p.elements) && p.elements[at].glob.match(segments[i]):
			at++
			i++
		case back >= 0:
			backSegment++
			at, i = back+1, backSegment
		default:
			return false
		}
	}
	for at < len(p.elements) && p.elements[at].anyDepth {
		at++
	}
	return at == len(p.elements)
}

// splitPath cuts a path into its segments.
func splitPath(path string) []string {
	return strings.Split(strings.TrimPrefix(path, "/"), "/")
}
