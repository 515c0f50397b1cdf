package text

import (
	"strconv"
	"time"
)

// Ago says in at most four cells how long ago something was: "now", "3m",
// "5h", "2d", "3w", "4mo", "2y". The future, which differing clocks make of
// the last seconds, is "now".
func Ago(d time.Duration) string {
	n, u := largest(d)
	if n == 0 {
		return "now"
	}
	return strconv.Itoa(n) + u.short
}

// AgoLong is [Ago] in words: "just now", "1 minute ago", "4 months ago".
func AgoLong(d time.Duration) string {
	n, u := largest(d)
	switch n {
	case 0:
		return "just now"
	case 1:
		return "1 " + u.long + " ago"
	}
	return strconv.Itoa(n) + " " + u.long + "s ago"
}

type unit struct {
	length      time.Duration
	short, long string
}

const day = 24 * time.Hour

// largest returns how many of the largest unit that fits are in d.
func largest(d time.Duration) (int, unit) {
	for _, u := range [...]unit{
		{365 * day, "y", "year"},
		{365 * day / 12, "mo", "month"},
		{7 * day, "w", "week"},
		{day, "d", "day"},
		{time.Hour, "h", "hour"},
		{time.Minute, "m", "minute"},
	} {
		if d >= u.length {
			return int(d / u.length), u
		}
	}
	return 0, unit{}
}

// Count writes n with a comma between thousands: "9,870".
func Count(n int) string {
	s := strconv.Itoa(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
