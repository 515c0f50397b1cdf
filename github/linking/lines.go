package linking

import "strings"

// isBlock reports whether a line of a text holds nothing but references with
// keywords, outside of everything.
func isBlock(text string, start, end int, hosts []string) bool {
	at, some := start, false
	for _, r := range References(text, hosts) {
		if r.Start < start {
			continue
		}
		if r.Kind != Issue || !isLead(text[at:r.Start], some) {
			return false
		}
		at, some = r.End, true
	}
	return some && isTail(text[at:end]) && plain(text[start:end], markdown(text)[start:end])
}

// plain reports whether a text with marks is in nothing and has nothing in it.
func plain(text string, marks []mark) bool {
	for i, m := range marks {
		if m != 0 && !isBlank(text[i]) {
			return false
		}
	}
	return true
}

// isLead reports whether a text before a reference is a keyword, for one that is
// not the first behind what separates it from that.
func isLead(text string, more bool) bool {
	words := strings.Fields(text)
	if more {
		words = strings.Fields(strings.TrimPrefix(text, ","))
		if len(words) == 2 && (strings.EqualFold(words[0], "and") || words[0] == "&") {
			words = words[1:]
		}
	}
	if len(words) != 1 {
		return false
	}
	word := strings.TrimSuffix(words[0], ":")
	return isKeyword(word) || refers(word)
}

// isTail reports whether a text behind a reference only ends the line.
func isTail(text string) bool {
	text = strings.Trim(text, " \t\r")
	return text == "" || text == "."
}
