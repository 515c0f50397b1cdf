package linking

import "strings"

// fenceSize is the size of the fence that a line begins with, 0 if it is none.
func fenceSize(text string) int {
	if text == "" || text[0] != '`' && text[0] != '~' {
		return 0
	}
	size := len(text) - len(strings.TrimLeft(text, text[:1]))
	if size < 3 || text[0] == '`' && strings.IndexByte(text[size:], '`') >= 0 {
		return 0
	}
	return size
}

// isHeading reports whether a line is a heading with "#".
func isHeading(text string) bool {
	size := len(text) - len(strings.TrimLeft(text, "#"))
	return size > 0 && size <= 6 && (size == len(text) || isBlank(text[size]))
}

// markerSize is the size of the list item's marker that a line begins with,
// without the space behind it, 0 if it is none.
func markerSize(text string) int {
	size := 0
	for size < len(text) && size <= maxDigits && isDigit(text[size]) {
		size++
	}
	if size == len(text) || size > maxDigits {
		return 0
	}
	switch c := text[size]; {
	case size == 0 && c != '-' && c != '*' && c != '+':
		return 0
	case size > 0 && c != '.' && c != ')':
		return 0
	}
	if size++; size < len(text) && !isBlank(text[size]) {
		return 0
	}
	return size
}

// interrupts reports whether a list item with a marker of a size can begin within
// a paragraph: it has text, and its number is 1 if it has one.
func interrupts(text string, size int) bool {
	return strings.TrimLeft(text[size:], " \t") != "" && (size == 1 || text[:size-1] == "1")
}

// rawEnd is what ends the HTML that a line begins with and that blank lines do
// not end, "" if there is none.
func rawEnd(text string) string {
	if strings.HasPrefix(text, "<!--") {
		return "-->"
	}
	if len(text) >= 5 && strings.EqualFold(text[:4], "<pre") && (text[4] == '>' || isBlank(text[4])) {
		return "</pre>"
	}
	return ""
}

// indexFold is the place of a text in lower case, whatever its case there.
func indexFold(text, lower string) int {
	for at := 0; ; at++ {
		next := strings.IndexByte(text[at:], lower[0])
		if next < 0 || at+next+len(lower) > len(text) {
			return -1
		}
		if at += next; strings.EqualFold(text[at:at+len(lower)], lower) {
			return at
		}
	}
}
