package commits

import (
	"testing"
	"time"
)

func TestWhen(t *testing.T) {
	now := time.Date(2026, 3, 31, 12, 30, 0, 0, time.UTC)
	day := func(year int, month time.Month, d int) time.Time {
		return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
	}
	for _, tt := range []struct {
		text string
		want time.Time // the first second of a day; zero if it is no date
	}{
		{"3w", day(2026, 3, 10)}, {"-3w", day(2026, 3, 10)}, {"2d", day(2026, 3, 29)}, {"1mo", day(2026, 2, 28)}, {"1y", day(2025, 3, 31)},
		{"0d", day(2026, 3, 31)}, {"today", day(2026, 3, 31)}, {"Yesterday", day(2026, 3, 30)}, {"2026-03-01", day(2026, 3, 1)},
		{"", time.Time{}}, {"-", time.Time{}}, {"--3w", time.Time{}}, {"3", time.Time{}}, {"w", time.Time{}}, {"3x", time.Time{}}, {"-today", time.Time{}},
		{"tomorrow", time.Time{}}, {"2026-02-30", time.Time{}}, {"99999y", time.Time{}}, {"3w..1w", time.Time{}},
	} {
		first, last, ok := when(tt.text, now)
		switch {
		case ok != !tt.want.IsZero():
			t.Errorf("%q: got %v to %v, %v, want %v", tt.text, first, last, ok, tt.want)
		case ok && (!first.Equal(tt.want) || !last.Equal(tt.want.AddDate(0, 0, 1).Add(-time.Second))):
			t.Errorf("%q: got %v to %v, want the day %v", tt.text, first, last, tt.want)
		}
	}
	first, last, ok := when("5h", now)
	if want := now.Add(-5 * time.Hour); !ok || !first.Equal(want) || !last.Equal(want) {
		t.Errorf("5h: got %v to %v, %v, want that second", first, last, ok)
	}
}
