package query

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// span is an interval of numbers or of Unix seconds, from inclusive, to
// exclusive.
type span struct{ from, to int64 }

func (s span) has(n int64) bool { return n >= s.from && n < s.to }

// spanOf reads a value with >, >=, <, <=, a..b, or none of them. read gives what
// a single number or date covers.
func spanOf(value string, read func(string) (span, bool)) (span, bool) {
	all := span{math.MinInt64, math.MaxInt64}
	if low, high, ok := strings.Cut(value, ".."); ok {
		a, okA := endOf(low, read)
		b, okB := endOf(high, read)
		return span{a.from, b.to}, okA && okB
	}
	rest := strings.TrimLeft(value, "<>=")
	sign := value[:len(value)-len(rest)]
	if sign == "" && rest == "*" {
		return all, true
	}
	s, ok := read(rest)
	switch sign {
	case "":
	case ">":
		s = span{s.to, all.to}
	case ">=":
		s.to = all.to
	case "<":
		s = span{all.from, s.from}
	case "<=":
		s.from = all.from
	default:
		ok = false
	}
	return s, ok
}

// endOf reads one end of a range.
func endOf(value string, read func(string) (span, bool)) (span, bool) {
	if value == "*" {
		return span{math.MinInt64, math.MaxInt64}, true
	}
	return read(value)
}

// numberOf reads a number.
func numberOf(value string) (span, bool) {
	n, err := strconv.ParseUint(value, 10, 62)
	return span{int64(n), int64(n) + 1}, err == nil
}

// dateOf reads a date, with a time or without, or a relative one. Without a zone
// it is UTC, as at GitHub. A day covers the whole day.
func dateOf(now time.Time) func(string) (span, bool) {
	return func(value string) (span, bool) {
		if absolute, ok := relative(value, now); ok {
			value = absolute
		}
		for _, layout := range [...]string{"2006-01-02", time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05",
			"2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04", "2006-01", "2006"} {
			t, err := time.Parse(layout, value)
			if err != nil {
				continue
			}
			end := t.Add(time.Second)
			switch {
			case layout == "2006":
				end = t.AddDate(1, 0, 0)
			case layout == "2006-01":
				end = t.AddDate(0, 1, 0)
			case layout == "2006-01-02":
				end = t.AddDate(0, 0, 1)
			case !strings.Contains(layout, ":05"):
				end = t.Add(time.Minute)
			}
			return span{t.Unix(), end.Unix()}, true
		}
		return span{}, false
	}
}

// Day reads a single date as dates of a search are written, relative ones too: what
// it covers, from its first second to its last. A day is a whole day, in UTC.
func Day(value string, now time.Time) (first, last time.Time, ok bool) {
	s, ok := dateOf(now)(value)
	return time.Unix(s.from, 0).UTC(), time.Unix(s.to-1, 0).UTC(), ok
}
