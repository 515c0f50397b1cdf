package text

import "strings"

// Wrap breaks s into lines of at most width cells: at the line breaks it has,
// then between words, then inside a word that is longer than a line and
// between wide characters, which are written without spaces. Spaces at a
// break are dropped, those at the start of a line kept. A width below 1
// counts as 1; a wide character then takes a line of its own, which is too
// wide. There is at least one line.
func Wrap(s string, width int) []string {
	width = max(width, 1)
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = wrapLine(lines, line, width)
	}
	return lines
}

func wrapLine(lines []string, s string, width int) []string {
	for {
		n, _ := cut(s, width)
		if n == len(s) {
			return append(lines, s)
		}
		end := breakAt(s, n)
		if end == 0 {
			// Not one character fits: take one, so that the loop ends.
			end, _ = skip(s, 1)
		}
		lines = append(lines, strings.TrimRight(s[:end], " "))
		s = strings.TrimLeft(s[end:], " ")
		if s == "" {
			return lines
		}
	}
}

// breakAt returns where to end a line of s of which n bytes fit: after the
// last word that fits whole, or after the last wide character, since scripts
// with wide letters have no spaces between words. Closing punctuation of East
// Asian text does not begin a line (a small part of JIS X 4051's rule, the
// part that is noticed when missing).
func breakAt(s string, n int) int {
	if s[n] == ' ' {
		return n
	}
	indent := len(s) - len(strings.TrimLeft(s, " "))
	last := n
	for i := indent; i < n; {
		size, w := first(s[i:])
		i += size
		if s[i-1] == ' ' && size == 1 || w == 2 && i <= n && !closes(s[i:]) {
			last = i
		}
	}
	return last
}

func closes(s string) bool {
	size, _ := first(s)
	return size > 0 && strings.Contains("、。，．）」』】〉》！？：；", s[:size])
}
