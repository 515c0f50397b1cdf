package text

import (
	"testing"
	"time"
)

func TestAgo(t *testing.T) {
	for _, tt := range []struct {
		d           time.Duration
		short, long string
	}{
		{-time.Hour, "now", "just now"},
		{59 * time.Second, "now", "just now"},
		{time.Minute, "1m", "1 minute ago"},
		{59 * time.Minute, "59m", "59 minutes ago"},
		{time.Hour, "1h", "1 hour ago"},
		{23 * time.Hour, "23h", "23 hours ago"},
		{2 * day, "2d", "2 days ago"},
		{7 * day, "1w", "1 week ago"},
		{30 * day, "4w", "4 weeks ago"},
		{31 * day, "1mo", "1 month ago"},
		{364 * day, "11mo", "11 months ago"},
		{365 * day, "1y", "1 year ago"},
		{1<<63 - 1, "292y", "292 years ago"},
	} {
		if got := Ago(tt.d); got != tt.short {
			t.Errorf("Ago(%v): got %q, want %q", tt.d, got, tt.short)
		}
		if got := AgoLong(tt.d); got != tt.long {
			t.Errorf("AgoLong(%v): got %q, want %q", tt.d, got, tt.long)
		}
	}
}

func TestAgoTakesFourCells(t *testing.T) {
	for d := time.Duration(0); d < 30*365*day; d += 7 * time.Hour {
		if got := Ago(d); len(got) > 4 {
			t.Fatalf("Ago(%v): got %q, want at most 4 cells", d, got)
		}
	}
}

func TestCount(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want string
	}{
		{0, "0"}, {999, "999"}, {1000, "1,000"}, {9870, "9,870"}, {1234567, "1,234,567"}, {-123, "-123"}, {-1234, "-1,234"},
	} {
		if got := Count(tt.n); got != tt.want {
			t.Errorf("Count(%d): got %q, want %q", tt.n, got, tt.want)
		}
	}
}
