package demo

import (
	"fmt"
	"strings"
	"time"

	"hubtrail/github/embedded"
)

// hostileRepository is where somebody tried what a tracker lets through.
const hostileRepository = labs + "/hackday-2025"

// hostile adds issues whose texts want to harm the terminal or the program that
// shows them. They come last, so that they are seen first.
func (t *tracker) hostile() {
	add := func(title, body string) {
		n := len(t.list)
		at := Day.Add(-time.Duration(60-len(t.list)%50) * time.Minute).Truncate(time.Second)
		if last := t.list[n-1].CreatedAt; !at.After(last) {
			at = last.Add(time.Second)
		}
		t.list = append(t.list, embedded.Issue{
			Number: n + 1, Title: title, Body: body, Author: "zoe-martins", Labels: []string{"security"}, CreatedAt: at,
			Comments: []embedded.Comment{{Author: "zoe-martins", Body: body, CreatedAt: at.Add(time.Second)}},
		})
	}
	add("Escape: \x1b[31mred\x1b[0m \x1b[2J\x1b[H\x1b]0;taken over\a \x1bP+q544e\x1b\\ \u009b31m", "Clears: \x1b[2J\x1b[3J\x1bc\n\nLinks: \x1b]8;;https://evil.example\x1b\\northwind.example\x1b]8;;\x1b\\\n\nCopies: \x1b]52;c;cm0gLXJmIH4=\a\n\n\b\b\b\rOverwritten\x00\x7f")
	add("Direction: invoice \u202egpj.exe\u202c and \u2066isolated\u2069", "Access \u202e\u2066// administrators only\u2069\u2066 for all\n\nZero\u200bwidth\u200cjoin\u200ders\u2060 and \ufeffmarks, tags \U000e0041\U000e0042.")
	add(strings.Repeat("long ", 65_536/5)+"!", strings.Repeat("x", 65_536))
	add("A line without an end", strings.Repeat("word ", 13_000))
	add("Accents without an end: Z"+strings.Repeat("\u0301\u0323\u0330", 200)+"algo", "a"+strings.Repeat("\u0300", 20_000))
	add("Not text: \xff\xfe\xc3\x28 \xed\xa0\x80", "\xf0\x9f\x98 broken \xc0\xaf")
	add("Deep quotes", strings.Repeat("> ", 2000)+"bottom")
	add("Deep lists", deepList(400))
	add("Deep emphasis", strings.Repeat("*a **b ", 3000))
	add("Deep brackets", strings.Repeat("[", 8000)+"x"+strings.Repeat("](y)", 8000))
	add("Ten thousand cells", cells(100, 100))
	add("A table of one row and a thousand columns", cells(1, 1000))
	add("Open fences", strings.Repeat("```\n", 999)+"~~~\n````go\nnever closed")
	add("Details in details", strings.Repeat("<details><summary>more</summary>\n\n", 300)+"end")
	add("HTML <script>alert(1)</script> &lt;b&gt; &#x1b;[31m &Tab;", "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[click](javascript:alert(1)) [or](file:///etc/passwd) [or](data:text/html,x)\n\n&#27;[2J &#x9b;31m &#0; &#x202e;x")
	add("Many mentions", strings.Repeat("@ada-lindqvist #1 northwind/cli#1 ", 1500))
	add("References to nowhere", "#0 #00 #99999999999999999999 nobody/nothing#1 0000000000000000000000000000000000000000 @ @- @a--b #-1 https://github.com/../..#1 https://github.com/northwind/cli/issues/1?x=\x1b[0m")
	add("Wide: "+strings.Repeat("👩‍👩‍👧‍👦🏳️‍🌈字", 60), strings.Repeat("👩🏽‍🚀", 2000)+"\n\n"+strings.Repeat("﷽", 500))
	add("\t \u3000 ", " \n\n\t\n")
	add("Setext\n===\nin a title\r\nof several lines", "A\n=\n\nB\n-\n\n"+strings.Repeat("#", 500)+" heading\n\n"+strings.Repeat("- ", 1000))
	add("Footnotes in a circle", "[^a]\n\n[^a]: [^b]\n[^b]: [^a]\n\n[ref]: [ref]\n[ref]")
	add("Emoji codes: "+strings.Repeat(":tada:", 40), strings.Repeat(":x:", 8000)+strings.Repeat(":", 5000))
}

// deepList is a list in a list, n times.
func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- level " + fmt.Sprint(i+1) + "\n")
	}
	return b.String()
}

// cells is a table.
func cells(rows, columns int) string {
	var b strings.Builder
	b.WriteString(strings.Repeat("| h ", columns) + "|\n" + strings.Repeat("| - ", columns) + "|\n")
	for i := range rows {
		for j := range columns {
			fmt.Fprintf(&b, "| %d.%d ", i, j)
		}
		b.WriteString("|\n")
	}
	return b.String()
}
