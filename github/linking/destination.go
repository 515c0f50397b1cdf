package linking

import "strings"

// destinationSize is the size of (address "title"), 0 if a text does not begin
// with that.
func destinationSize(text string) int {
	if text == "" || text[0] != '(' {
		return 0
	}
	at := spaces(text, 1)
	if byteAt(text, at) == '<' {
		end := strings.IndexAny(text[at+1:], "<>")
		if end < 0 || text[at+1+end] == '<' {
			return 0
		}
		at += end + 2
	} else if at = bareDestination(text, at); at < 0 {
		return 0
	}
	title := spaces(text, at)
	if c := byteAt(text, title); title > at && (c == '"' || c == '\'') {
		end := strings.IndexByte(text[title+1:], c)
		if end < 0 {
			return 0
		}
		title = spaces(text, title+end+2)
	}
	if byteAt(text, title) != ')' {
		return 0
	}
	return title + 1
}

// bareDestination is where an address ends that is not in angle brackets, -1 if
// its brackets lie too deep.
func bareDestination(text string, at int) int {
	const most = 32
	for depth := 0; at < len(text) && !isBlank(text[at]); at++ {
		switch text[at] {
		case '(':
			if depth++; depth > most {
				return -1
			}
		case ')':
			if depth--; depth < 0 {
				return at
			}
		case '\\':
			if at+1 < len(text) && !isBlank(text[at+1]) {
				at++
			}
		}
	}
	return at
}

// spaces is the place of what is not a space.
func spaces(text string, at int) int {
	for at < len(text) && isBlank(text[at]) {
		at++
	}
	return at
}
