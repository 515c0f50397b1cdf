package codeowners

import "strings"

// naive decides by trying everything, straight from the rules.
func naive(pattern, path string) bool {
	if pattern == "/" || pattern == "//" {
		return false
	}
	if !strings.Contains(strings.TrimSuffix(pattern, "/"), "/") {
		pattern = "**/" + pattern
	}
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	parts := strings.Split(strings.TrimPrefix(pattern, "/"), "/")
	segments := strings.Split(path, "/")
	last := parts[len(parts)-1]
	for n := 0; n <= len(segments); n++ {
		below := len(segments) - n
		switch {
		case last == "**" && below > 0 || last == "*" && below == 0:
		case last != "**" && last != "*":
		default:
			continue
		}
		head := parts
		if last == "**" {
			head = parts[:len(parts)-1]
		}
		if naiveSegments(head, segments[:n]) {
			return true
		}
	}
	return false
}

func naiveSegments(parts, segments []string) bool {
	switch {
	case len(parts) == 0:
		return len(segments) == 0
	case parts[0] == "**":
		return naiveSegments(parts[1:], segments) || len(segments) > 0 && naiveSegments(parts, segments[1:])
	case len(segments) == 0 || segments[0] == "" || parts[0] == "":
		return false
	}
	return naiveGlob([]rune(parts[0]), []rune(segments[0])) && naiveSegments(parts[1:], segments[1:])
}

func naiveGlob(glob, name []rune) bool {
	switch {
	case len(glob) == 0:
		return len(name) == 0
	case glob[0] == '*':
		return naiveGlob(glob[1:], name) || len(name) > 0 && naiveGlob(glob, name[1:])
	case len(name) == 0:
		return false
	case glob[0] == '?':
		return naiveGlob(glob[1:], name[1:])
	case glob[0] == '\\':
		return len(glob) > 1 && glob[1] == name[0] && naiveGlob(glob[2:], name[1:])
	}
	return glob[0] == name[0] && naiveGlob(glob[1:], name[1:])
}
