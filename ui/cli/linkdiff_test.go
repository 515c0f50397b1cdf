package cli

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func diffText(before, after string) string {
	var b strings.Builder
	for _, e := range bodyDiff(before, after) {
		if e.op != '@' {
			b.WriteByte(e.op)
		}
		b.WriteString(e.text + "\n")
	}
	return b.String()
}

func TestBodyDiff(t *testing.T) {
	ten := "1\n2\n3\n4\n5\n6\n7\n8\n9\n10"
	tests := []struct{ name, before, after, want string }{
		{"nothing", "a\nb", "a\nb", ""},
		{"line ends", "a\r\nb\r\n", "a\nb", ""},
		{"an empty body", "", "Closes #7", "@@ -0,0 +1,1 @@\n+Closes #7\n"},
		{"to an empty body", "Closes #7\r\n", "", "@@ -1,1 +0,0 @@\n-Closes #7\n"},
		{"at the end", ten, ten + "\n\nCloses #7", "@@ -8,3 +8,5 @@\n 8\n 9\n 10\n+\n+Closes #7\n"},
		{"CRLF without an end", "a\r\nb", "a\r\nb\r\n\r\nCloses #7", "@@ -1,2 +1,4 @@\n a\n b\n+\n+Closes #7\n"},
		{"within a line", "a\nCloses #1, closes #2\nb", "a\nCloses #2\nb", "@@ -1,3 +1,3 @@\n a\n-Closes #1, closes #2\n+Closes #2\n b\n"},
		{"as little as can be", "a\nb\nc", "x\nb\nc\nd", "@@ -1,3 +1,4 @@\n-a\n+x\n b\n c\n+d\n"},
		{
			"both ends", "x\n" + ten + "\ny", ten,
			"@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -9,4 +8,3 @@\n 8\n 9\n 10\n-y\n",
		},
		{"six lines between stay together", "x\n1\n2\n3\n4\n5\n6\ny", "1\n2\n3\n4\n5\n6", "@@ -1,8 +1,6 @@\n-x\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n"},
		{"seven do not", "x\n1\n2\n3\n4\n5\n6\n7\ny", "1\n2\n3\n4\n5\n6\n7", "@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-y\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := diffText(tt.before, tt.after); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// What is compared can be read out of the difference again.
func TestCompareLines(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	lines := func(n int) []string {
		out := make([]string, random.IntN(n))
		for i := range out {
			out[i] = string('a' + rune(random.IntN(4)))
		}
		return out
	}
	for range 2000 {
		a, b := lines(12), lines(12)
		var before, after []string
		for _, e := range compareLines(a, b) {
			if e.op != '+' {
				before = append(before, e.text)
			}
			if e.op != '-' {
				after = append(after, e.text)
			}
		}
		if strings.Join(before, "\n") != strings.Join(a, "\n") || strings.Join(after, "\n") != strings.Join(b, "\n") {
			t.Fatalf("%q and %q: got %q and %q", a, b, before, after)
		}
	}
	long := func(c string) []string { return strings.Split(strings.Repeat(c, 1500)+"m"+strings.Repeat(c, 1500), "") }
	for _, e := range compareLines(long("x"), long("y")) {
		if e.op == ' ' {
			t.Fatal("got lines of two long texts compared, want one replaced by the other")
		}
	}
}
