package codeowners

import "strings"

// Find answers for a single path from the text of a file, as Parse and
// File.Match would, without parsing it: lines are read from the end, and the
// first valid one that matches decides. Bad lines are passed over in silence.
func Find(text, path string) Result {
	if len(text) >= MaxSize {
		return Result{}
	}
	text = strings.TrimPrefix(text, "\ufeff")
	path = strings.TrimPrefix(path, "/")
	var p parser
	for end := len(text); end >= 0; {
		start := strings.LastIndexByte(text[:end], '\n') + 1
		if p.line = strings.TrimSuffix(text[start:end], "\r"); p.finds(path) {
			p.columnAt, p.column = 0, 1
			if rule, ok := p.rule(skipBlanks(p.line, 0)); ok {
				rule.Line = strings.Count(text[:start], "\n") + 1
				return resultOf(&rule)
			}
		}
		end = start - 1
	}
	return Result{}
}

// finds says whether the pattern of the line matches, valid or not.
func (p *parser) finds(path string) bool {
	start := skipBlanks(p.line, 0)
	if start == len(p.line) || p.line[start] == '#' {
		return false
	}
	end, _ := patternEnd(p.line, start)
	return matches(p.line[start:end], path)
}

// matches says whether a pattern matches a path.
func matches(pattern, path string) bool {
	if !mayBegin(pattern, path) {
		return false
	}
	s, ok := shapeOf(pattern)
	return ok && s.match(path)
}

// mayBegin is false for most patterns that cannot match a path, at the cost of
// comparing how both begin: one that is anchored by a slash in front or further
// on has to agree with the path up to its first wildcard or backslash.
func mayBegin(pattern, path string) bool {
	anchored := pattern[0] == '/'
	if anchored {
		pattern = pattern[1:]
	}
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if c == '*' || c == '?' || c == '\\' {
			return true
		}
		if i == len(path) || c != path[i] {
			// A slash at the very end anchors nothing, and matches what is below.
			slash := strings.IndexByte(pattern[i:], '/')
			return !anchored && (slash < 0 || slash == len(pattern)-i-1)
		}
		anchored = anchored || c == '/' && i < len(pattern)-1
	}
	return true
}
