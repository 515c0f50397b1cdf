package markdown

import (
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark/ast"
)

// size is what GitHub takes as the body of an issue or a comment.
const size = 65536

func filled(s string) string { return strings.Repeat(s, size/len(s)) }

// hostile are texts that a parser or a layout may take long for.
func hostile() map[string]string {
	nested := func(mark string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.Repeat("  ", i) + mark + "a\n")
		}
		return b.String()[:size]
	}
	ticks := func() string {
		var b strings.Builder
		for i := 1; b.Len() < size; i++ {
			b.WriteString(strings.Repeat("`", i) + "a")
		}
		return b.String()[:size]
	}
	return map[string]string{
		"one line":              filled("a"),
		"one line of words":     filled("word "),
		"one wide line":         strings.Repeat("漢", size),
		"one line in code":      "```go\n" + filled("a") + "\n```",
		"marks":                 "a" + strings.Repeat("\u0301", size/2),
		"joiners":               strings.Repeat("\U0001F469\u200d", size/8),
		"flags":                 strings.Repeat("\U0001F1E9\U0001F1EA", size/8),
		"lines":                 filled("a\n"),
		"paragraphs":            filled("a\n\n"),
		"[":                     filled("["),
		"[]":                    filled("[]"),
		"[a](":                  filled("[a]("),
		"[a](<b":                filled("[a](<b"),
		"![](":                  filled("![]("),
		"![[](":                 filled("![[]("),
		"[a][b]":                filled("[a][b]"),
		"[a]: b":                filled("[a]: b\n"),
		"[a]:":                  filled("[a]:\n"),
		"[^1]: a":               filled("[^1]: a\n"),
		"brackets within":       strings.Repeat("[", size/2) + strings.Repeat("]", size/2),
		"links within":          strings.Repeat("[", size/6) + "a" + strings.Repeat("](b)", size/6),
		"images within":         strings.Repeat("![", size/6) + "a" + strings.Repeat("](b)", size/6),
		">":                     filled(">"),
		"> ":                    filled("> "),
		"10,000 quotes":         strings.Repeat(">", 10000) + "a",
		"> a":                   filled("> a\n"),
		"deep quote lines":      filled(strings.Repeat(">", 90) + "a\n"),
		"quotes and lists":      filled("> - "),
		"*":                     filled("*"),
		"*a_ ":                  filled("*a_ "),
		"a**a":                  filled("a**a"),
		"**a ":                  filled("**a "),
		"**a **a a** ":          filled("**a **a a** "),
		"emphasis within":       strings.Repeat("*a ", size/5) + strings.Repeat("b*", size/5),
		"~~a ":                  filled("~~a "),
		"a*b_c~~":               filled("a*b_c~~"),
		"- ":                    filled("- "),
		"- lines":               filled("-\n"),
		"* a":                   filled("* a\n"),
		"- a, loose":            filled("- a\n\n"),
		"1) ":                   filled("1) "),
		"+ - * ":                filled("+ - * "),
		"lists within":          nested("- "),
		"numbers within":        nested("1. "),
		"- - - a":               filled("- - - - - - - - a\n"),
		"- [ ] a":               filled("- [ ] a\n"),
		"`":                     filled("`"),
		"`a``a```":              ticks(),
		"<":                     filled("<"),
		"<a ":                   filled("<a "),
		"<a b='":                filled("x <a b='"),
		"<!--":                  filled("<!--"),
		"x <!A":                 filled("x <!A"),
		"<div>":                 filled("<div>\n\n"),
		"<p>":                   filled("<p>"),
		"<b>":                   "<p>\n" + filled("<b>"),
		"<b>, not closed":       "<p>\n" + filled("<b></i>"),
		"<script>":              "<p>\n" + filled("<script>"),
		"<pre>":                 "<p>\n" + filled("<pre>"),
		"<p <p":                 "<p>\n" + filled("<p a='"),
		"<details>":             filled("<details>"),
		"<details> lines":       filled("<details>\n\n"),
		"<summary>":             filled("<details><summary>a"),
		"<a href>":              "<p>\n" + filled("<a href=b>c</a>"),
		"<!-- within":           "<p>\n" + filled("<!-"),
		"&":                     filled("&"),
		"&amp;":                 filled("&amp;"),
		`\`:                     filled(`\`),
		"table":                 "a|b|c|d\n-|-|-|-\n" + filled("a|b|c|d\n"),
		"ten thousand cells":    strings.Repeat("|a", 100) + "\n" + strings.Repeat("|-", 100) + "\n" + strings.Repeat(strings.Repeat("|a", 100)+"\n", 100),
		"a thousand columns":    strings.Repeat("|a", 1000) + "|\n" + strings.Repeat("|-", 1000) + "|\n" + filled("|\n"),
		"five thousand columns": strings.Repeat("|a", 5000) + "|\n" + strings.Repeat("|-", 5000) + "|\n" + filled("|\n"),
		"tables":                filled("a|b\n-|-\n"),
		"many tables":           filled("a|b\n-|-\n\n"),
		"|":                     filled("|"),
		"-|":                    filled("-|"),
		"headings":              filled("#\n"),
		"headings underlined":   filled("a\n=\n"),
		"a heading of lines":    filled("a\n") + "=",
		"fences":                filled("```\n"),
		"indented":              filled("    a\n"),
		"addresses":             filled("http://a.b "),
		"addresses in brackets": filled("http://a.b/(((((("),
		"an address with )":     "http://a.b/" + filled(")"),
		"an address with ;":     "http://a.b/" + filled("&a;"),
		"www.":                  filled("www.a."),
		":":                     filled(":"),
		":a":                    filled(":a"),
		"@":                     filled("@a "),
		"#1 ":                   filled("#1 "),
		"a/b#1 ":                filled("a/b#1 "),
		"sha":                   filled("abcdef0 "),
		"hex":                   filled("abcdef0"),
		"a/":                    filled("a/"),
		"zero bytes":            filled("\x00"),
		"escapes":               filled("\x1b["),
		"no UTF-8":              filled("\xff"),
		"tabs":                  filled("\t"),
		"tabs in code":          "```\n" + filled("\t"),
		"spaces":                filled(" "),
		"spaces, then text":     "a" + filled(" ") + "b",
		"line feeds":            filled("\n"),
		"returns":               filled("\r"),
	}
}

// TestNothingIsSlow compares texts that are made to be slow with plain text as
// long as they are: what grows with the square of its length takes hundreds of
// times as long. The best of a few runs counts, since others may use the
// machine, and where it is slow, as under the race detector, the texts are
// shorter.
func TestNothingIsSlow(t *testing.T) {
	took := func(source string, enough time.Duration) time.Duration {
		best := time.Hour
		for range 4 {
			start := time.Now()
			Render(source, Options{Width: 80, Hosts: []string{"github.com"}})
			if best = min(best, time.Since(start)); best < enough {
				break
			}
		}
		return best
	}
	usual := filled("Some words in a line.\n")
	for took(usual, 0) > 8*time.Millisecond && len(usual) > size/16 {
		usual = usual[:len(usual)/2]
	}
	most := 100 * took(usual, 0)
	for name, source := range hostile() {
		if got := took(source[:min(len(source), len(usual))], most); got > most {
			t.Errorf("%s, %d bytes: got %v, want at most the %v that is 100 times that of plain text", name, len(usual), got, most)
		}
	}
}

// The tests below count what bounds the time, which needs no clock.

// count returns how many nodes of a tree are counted by is, and how many lie
// inside one another at most.
func count(n ast.Node, is func(ast.Node) bool) (total, deepest int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		more, deep := count(c, is)
		total, deepest = total+more, max(deepest, deep)
	}
	if is(n) {
		total, deepest = total+1, deepest+1
	}
	return total, deepest
}

func TestContainersAreBounded(t *testing.T) {
	container := func(n ast.Node) bool {
		switch n.(type) {
		case *ast.Blockquote, *ast.List, *ast.ListItem:
			return true
		}
		return false
	}
	for _, mark := range []string{">", "> ", "- ", "1) ", "> - ", "+ - * "} {
		source := strings.Repeat(mark, 2000) + "a"
		if _, got := count(parse([]byte(source)), container); got < maxDepth-2 || got > maxDepth+2 {
			t.Errorf("%q: got %d containers inside one another, want about %d", mark, got, maxDepth)
		}
		if got := Render(source, Options{Width: 80}).text; !strings.HasSuffix(got, "a") {
			t.Errorf("%q: got a text without its end: %q", mark, got[max(len(got)-20, 0):])
		}
	}
}

func TestInlineMarksAreBounded(t *testing.T) {
	for mark, tt := range map[string]struct {
		is   func(ast.Node) bool
		most int
	}{
		"[a](b) ":  {func(n ast.Node) bool { _, ok := n.(*ast.Link); return ok }, maxBrackets / 2},
		"![a](b) ": {func(n ast.Node) bool { _, ok := n.(*ast.Image); return ok }, maxBrackets / 2},
		"*a* ":     {func(n ast.Node) bool { _, ok := n.(*ast.Emphasis); return ok }, maxDelimiters / 2},
		"~~a~~ ":   {func(n ast.Node) bool { _, ok := n.(*ast.Emphasis); return ok }, maxDelimiters / 2},
	} {
		paragraph := strings.Repeat(mark, 1500)
		if got, _ := count(parse([]byte(paragraph+"\n\n"+paragraph)), tt.is); got != 2*tt.most {
			t.Errorf("%q: got %d in two paragraphs, want %d in each", mark, got, tt.most)
		}
	}
	long := strings.Repeat("[a](b) ", 400) + filled("a")
	if got, _ := count(parse([]byte(long)), func(n ast.Node) bool { _, ok := n.(*ast.Link); return ok }); got > maxReach/size {
		t.Errorf("before 64 kB on the same line: got %d links, want at most %d", got, maxReach/size)
	}
}

func TestHTMLIsBounded(t *testing.T) {
	broken := scanner{rest: []byte(filled("<p a='"))}
	for len(broken.rest) > 0 {
		broken.next()
	}
	if broken.broken != maxBroken {
		t.Errorf("tags without an end: got %d looked at to the end, want %d", broken.broken, maxBroken)
	}
	in := inliner{writer: &writer{}}
	for range 1000 {
		in.tag(markup{name: "b"})
	}
	if len(in.tags) != maxTags {
		t.Errorf("got %d elements open, want %d", len(in.tags), maxTags)
	}
	var w writer
	for range 1000 {
		w.push(">", ">", plain)
	}
	if len(w.prefixes) != maxPrefixes {
		t.Errorf("got %d prefixes, want %d", len(w.prefixes), maxPrefixes)
	}
}
