package embedded

import "strings"

// The bounds of the way to an ancestor.
const (
	maxWay   = 64 // bytes
	maxSteps = 6  // digits of one number
)

// cutWay splits a revision such as main~3^2 where git's way to an ancestor begins.
// Of git's revisions only ~N and ^N are known, N being left out or a number: all
// else, such as ^{/text} and @{date}, is not ok.
func cutWay(text string) (name, way string, ok bool) {
	at := strings.IndexAny(text, "~^")
	if at < 0 {
		return text, "", true
	}
	name, way = text[:at], text[at:]
	digits := 0
	for i := range len(way) {
		switch c := way[i]; {
		case c == '~' || c == '^':
			digits = 0
		case c >= '0' && c <= '9' && digits < maxSteps:
			digits++
		default:
			return "", "", false
		}
	}
	return name, way, len(way) <= maxWay
}
