package commits

import (
	"strings"
	"time"

	"hubtrail/github/query"
	"hubtrail/ui/text"
)

// when reads a date of since: or until: as of now, and what it covers, from its
// first second to its last. It is as in a search of issues, where the minus of
// -3w may be left out, or today or yesterday. A day is a whole day, in UTC.
func when(value string, now time.Time) (first, last time.Time, ok bool) {
	switch strings.ToLower(value) {
	case "today":
		value = "0d"
	case "yesterday":
		value = "1d"
	}
	if first, last, ok = query.Day(value, now); ok {
		return first, last, true
	}
	return query.Day("-"+value, now)
}

// noDate says of a value that it is no date, and what is one.
func noDate(value string) string {
	return "“" + text.Clean(value) + "” is no date: 12h, 2d, 3w, 1mo, 1y, today, yesterday, 2026-01-31 are"
}
