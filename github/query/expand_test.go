package query

import (
	"testing"
	"time"
)

func TestExpand(t *testing.T) {
	tests := []struct{ now, text, want string }{
		{"2024-03-15T10:30:00Z", "updated:>-2w", "updated:>2024-03-01"},
		{"2024-03-15T10:30:00Z", "created:-30d..-7d", "created:2024-02-14..2024-03-08"},
		{"2024-03-15T10:30:00Z", "closed:<-3mo", "closed:<2023-12-15"},
		{"2024-03-15T10:30:00Z", "merged:>=-1y", "merged:>=2023-03-15"},
		{"2024-03-15T10:30:00Z", "pushed:<=-0d", "pushed:<=2024-03-15"},
		{"2024-03-15T10:30:00Z", "updated:>-36h", "updated:>2024-03-13T22:30:00Z"},
		{"2024-03-15T23:30:00-05:00", "updated:-1d", "updated:2024-03-15"},
		{"2024-03-15T23:30:00-05:00", "updated:-1h", "updated:2024-03-16T03:30:00Z"},
		{"2024-05-31T00:00:00Z", "updated:>-3mo", "updated:>2024-02-29"},
		{"2023-05-31T00:00:00Z", "updated:>-3mo", "updated:>2023-02-28"},
		{"2024-02-29T00:00:00Z", "updated:>-1y", "updated:>2023-02-28"},
		{"2024-01-15T00:00:00Z", "updated:>-13mo", "updated:>2022-12-15"},
		{"2024-03-15T10:30:00Z", "updated:*..-1d", "updated:*..2024-03-14"},
		{"2024-03-15T10:30:00Z", "updated:-1w..*", "updated:2024-03-08..*"},
		{"2024-03-15T10:30:00Z", "updated:-1w..2024-03-14", "updated:2024-03-08..2024-03-14"},
		{"2024-03-15T10:30:00Z", `UPDATED:">-1d" x`, `UPDATED:">2024-03-14" x`},
		{"2024-03-15T10:30:00Z", `updated:"-1d`, `updated:"2024-03-14`},
		{"2024-03-15T10:30:00Z", "-updated:>-1d", "-updated:>2024-03-14"},
		{"2024-03-15T10:30:00Z", "(updated:>-1d OR created:-1d)", "(updated:>2024-03-14 OR created:2024-03-14)"},
		{"2024-03-15T10:30:00Z", "  a  -2w  label:-2w \"updated:>-2w\" ", "  a  -2w  label:-2w \"updated:>-2w\" "},
		{"2024-03-15T10:30:00Z", "updated:>-2x updated:-w updated:12w updated:>2024-01-01 updated:-1.5d updated:-1W", "updated:>-2x updated:-w updated:12w updated:>2024-01-01 updated:-1.5d updated:-1W"},
		{"2024-03-15T10:30:00Z", "updated:>-9999y updated:-99999999999999999999d", "updated:>-9999y updated:-99999999999999999999d"},
		{"2024-03-15T10:30:00Z", "comments:-1d foo:>-1d", "comments:-1d foo:>-1d"},
	}
	for _, test := range tests {
		if got := Expand(test.text, at(test.now)); got != test.want {
			t.Errorf("%s at %s: got %s, want %s", test.text, test.now, got, test.want)
		}
	}
}

// The days of a long span are those of the calendar.
func TestExpandDays(t *testing.T) {
	now := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	if got, want := Expand("updated:-366d", now), "updated:2023-03-01"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
