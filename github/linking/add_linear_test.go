package linking

import (
	"strings"
	"testing"
)

func TestAddLinear(t *testing.T) {
	run := func(text string) {
		list := targets("#1 x/y#2")
		Add(text, list, Style{"Closes", "o", "r"}, hosts())
		Remove(text, list, "o", "r", hosts())
	}
	for i, unit := range []string{
		"Closes #1\n", "Closes #1\n\n", "closes #1 ", "closes ", "closes: ", "closes\n", "#1, ", "Refs #1\n", "Refs #1 ", "- Closes #1\n", "> Closes #1\n", "`Closes #1` ",
		"Closes #1\r\n", "\n", "\r\n", "\r", " ", " \n", "text\n", "```\n", "<!--", "<!---->", "- <!-- -->\n", "- <!--\n", "<pre>\n", "-->", "- ", "> ", "1. ", "(", "[", "**",
		"[a](https://github.com/o/r/issues/1)", "closes [a](https://github.com/o/r/issues/1) ", "https://github.com/o/r/issues/1 ", "https://github.com/o/r/issues/1)Closes #1 ",
		"x/closes #1", "a.closes #1\n", "Closes #1\n    closes #1\n", "Closes x/y#2\n#1\n", "[", "](", "Closes #1, closes x/y#2\n", "fixes\n#1\n",
	} {
		linear(t, run, func(size int) string { return strings.Repeat(unit, size/len(unit)) })
		if i > 8 {
			continue
		}
		linear(t, run, func(size int) string { return "text\n" + strings.Repeat(unit, size/len(unit)) + "```\nx" })
	}
}

// body is as long as GitHub takes one, of what is usual in bodies.
func body() string {
	const part = "## What\n\nThe `client` deadlocks, see #12 and owner/repo#3.\n\n- [x] Fixes #4\n- [ ] Docs <!-- or none -->\n\n```go\nx := 1 // fixes #5\n```\n\n"
	return strings.Repeat(part, 65000/len(part)) + "Closes #6\n"
}

func BenchmarkAdd(b *testing.B) {
	text := body()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Add(text, []Target{{Number: 1}}, Style{"Closes", "o", "r"}, hosts())
	}
}

func BenchmarkAddForty(b *testing.B) {
	var list []Target
	for n := range 40 {
		list = append(list, Target{Number: 100 + n})
	}
	b.ReportAllocs()
	for b.Loop() {
		Add("text\n", list, Style{"Closes", "o", "r"}, hosts())
	}
}

func BenchmarkRemove(b *testing.B) {
	text := body()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Remove(text, []Target{{Number: 6}}, "o", "r", hosts())
	}
}

func BenchmarkClosing(b *testing.B) {
	text := body()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Closing(text, "o", "r", hosts())
	}
}
