package query

import (
	"strconv"
	"strings"
	"time"
)

// Expand replaces relative dates such as updated:>-2w by calendar dates, in UTC
// as GitHub reckons: "-" and a number of h, d, w, mo or y. Hours give a time, the
// others a day; a month that has no such day gives its last. Everything else
// stays as it is, byte for byte.
func Expand(text string, now time.Time) string {
	s := scanner{text: text, unclosed: -1}
	s.scan()
	var b strings.Builder
	done := 0
	replace := func(start, end int) {
		if absolute, ok := relative(text[start:end], now); ok {
			b.WriteString(text[done:start] + absolute)
			done = end
		}
	}
	for _, t := range s.tokens {
		if t.kind != tokenTerm || shapeOf(t.name) != dates {
			continue
		}
		start, end := t.values[0].start, t.values[0].end
		if t.values[0].quoted {
			start++
			if end > start && text[end-1] == '"' {
				end--
			}
		}
		start += len(text[start:end]) - len(strings.TrimLeft(text[start:end], "<>="))
		if at := strings.Index(text[start:end], ".."); at >= 0 {
			replace(start, start+at)
			start += at + len("..")
		}
		replace(start, end)
	}
	return b.String() + text[done:]
}

// relative is the calendar date of a date such as -2w.
func relative(value string, now time.Time) (string, bool) {
	if len(value) < 3 || value[0] != '-' {
		return "", false
	}
	unit := strings.TrimLeft(value[1:], "0123456789")
	n, err := strconv.Atoi(value[1 : len(value)-len(unit)])
	if err != nil || n > 99999 {
		return "", false
	}
	now = now.UTC()
	switch unit {
	case "h":
		return now.Add(-time.Duration(n) * time.Hour).Format(time.RFC3339), true
	case "d":
		now = now.AddDate(0, 0, -n)
	case "w":
		now = now.AddDate(0, 0, -7*n)
	case "mo":
		now = monthsBefore(now, n)
	case "y":
		now = monthsBefore(now, 12*n)
	default:
		return "", false
	}
	if year := now.Year(); year < 1 || year > 9999 {
		return "", false
	}
	return now.Format(time.DateOnly), true
}

// monthsBefore is the same day of an earlier month, or that month's last.
func monthsBefore(t time.Time, n int) time.Time {
	month := time.Date(t.Year(), t.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := month.AddDate(0, 1, -1).Day()
	return month.AddDate(0, 0, min(t.Day(), last)-1)
}
