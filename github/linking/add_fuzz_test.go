package linking

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func FuzzAddRemove(f *testing.F) {
	for _, seed := range bodies() {
		f.Add(seed, 12, "Closes", 7)
		f.Add(seed, 3, "Refs", 8)
	}
	f.Fuzz(func(t *testing.T, body string, number int, word string, other int) {
		targets := []Target{{Number: number}, {Owner: "o", Name: "other.repo", Number: other}, {Owner: "O", Name: "R", Number: number}}
		for _, s := range []Style{{word, "o", "r"}, {"Closes", "o", "r"}, {"Refs", "o", "r"}} {
			checkAdd(t, body, targets, s)
			checkAdd(t, strings.ReplaceAll(body, "\n", "\r\n"), targets, s)
		}
		checkRemove(t, body, number)
	})
}

// checkAdd holds Add and Remove to what they promise of a text.
func checkAdd(t *testing.T, body string, targets []Target, s Style) {
	t.Helper()
	after, added := Add(body, targets, s, hosts())
	if len(added) == 0 {
		if after != body {
			t.Fatalf("%q: nothing added, got %q", body, after)
		}
		return
	}
	size := 0
	for _, a := range added {
		size += len(s.line(a)) + 2
	}
	if len(after) > len(body)+size+2 {
		t.Fatalf("%q: %d bytes became %d", body, len(body), len(after))
	}
	checkInserted(t, body, after)
	there := Mentions(after, s.Owner, s.Name, hosts())
	if s.closes() {
		there = counting(Closing(after, s.Owner, s.Name, hosts()), nil)
	}
	for _, a := range added {
		if !slices.ContainsFunc(there, func(t Target) bool { return t.key() == a.key() }) {
			t.Fatalf("%q: %+v does not count in %q", body, a, after)
		}
	}
	if again, more := Add(after, targets, s, hosts()); again != after || len(more) > 0 {
		t.Fatalf("%q: adding again to %q gives %q", body, after, again)
	}
	remove := Remove
	if !s.closes() {
		remove = RemoveRefs
		if got, _ := Remove(after, added, s.Owner, s.Name, hosts()); got != body {
			t.Fatalf("%q: %q without what was added: got %q", body, after, got)
		}
	}
	if got, removed := remove(after, added, s.Owner, s.Name, hosts()); got != body || !slices.Equal(removed, added) {
		t.Fatalf("%q: %q without %+v: got %q without %+v", body, after, added, got, removed)
	}
}

// checkInserted holds a text to be another with something inserted at one place,
// and all else to be read as before.
func checkInserted(t *testing.T, body, after string) {
	t.Helper()
	start := 0
	for start < len(body) && body[start] == after[start] {
		start++
	}
	for ; start >= 0; start-- {
		if cut := []span{{start, start + len(after) - len(body)}}; without(after, cut) != body {
			break
		} else if alike(markdown(body), after, markdown(after), cut) {
			return
		}
	}
	t.Fatalf("%q: got %q", body, after)
}

// checkRemove holds Remove to what it promises of a text that has references
// already.
func checkRemove(t *testing.T, body string, number int) {
	t.Helper()
	targets := []Target{{Number: number}}
	before := Closing(body, "o", "r", hosts())
	after, removed := Remove(body, targets, "o", "r", hosts())
	if len(removed) == 0 && after != body || len(removed) > 0 && len(after) >= len(body) {
		t.Fatalf("%q: got %q without %+v", body, after, removed)
	}
	gone := make(map[Target]bool)
	for _, r := range removed {
		gone[r.key()] = true
	}
	left := counting(Closing(after, "o", "r", hosts()), nil)
	if want := counting(before, gone); !slices.Equal(left, want) {
		t.Fatalf("%q: %+v close, want %+v in %q", body, left, want, after)
	}
	at := 0
	for i := range len(after) { // nothing is new
		for at < len(body) && body[at] != after[i] {
			at++
		}
		if at++; at > len(body) {
			t.Fatalf("%q: got %q", body, after)
		}
	}
}

// bodies are texts as people and templates write them, and some that nobody does.
func bodies() []string {
	return []string{
		"", "\n", " ", "\r", "\r\n", "  \n\n", "text", "text\n", "text\n\n", "text\n\n\n ", "text  ", "text\r", "a\r\n\r\nb\n", "a\n\r", "a\n\r\r\n",
		"Closes #1", "Closes #1\n", "text\n\nCloses #1\r\nFixes o/r#2\r\n", "text\nFixes: #1, closes #2.\n", "Closes #1\r", "- Closes #1\n", "- a\nCloses #1\n",
		"```\ncode", "text\n```\ncode\n", "text\n\n~~~\n\n", "\n```", "\n\n```\ncode", "- a\n  ```\n  code", "> ```\n> code", "```go\nx\n```\n", "\r\n```\r\nCloses #3",
		"<!-- x", "text\n<!-- x\n\ny", "- [ ] a\n- [ ] b <!-- x", "- a\n- <!-- x", "# h\n2. <!-- x", "> <!-- x\n\ntext", "<!-- a --> <!-- b", "<pre>\nx", "- <pre>", "a <!-- b",
		"## What\n\n<!-- say it -->\n\n## Checklist\n\n- [ ] tests\n- [x] docs\n", "## What\r\n\r\nFixes #3\r\n\r\n- [ ] tests\r\n",
		"<details>\n<summary>x</summary>\n\nbody\n\n</details>\n", "| a | b |\n|---|---|\n| c | d |", "    code", "\tcode\n", "1. a\n\n   b\n\n      c", ">", "-", "- ",
		"closes fixes #12", "This fixes\nCloses #12\n#7", "closes:fixes #12", "a.fixes #12", "x/fixes o/r#12", "fixes\n    #12", "Closes #12\n    more fixes #7",
		"1. a\n\nCloses #12\n\n    fixes #7", "- fixes #12", "Refs #12\n\ntext", "Refs: #12\nCloses #12", "> Closes #12", "`closes #12`", "Closes #12\n\ntext\n", "\xff\xfeCloses #12\n\xff",
		strings.Repeat("x", 65530), strings.Repeat("é\r\n", 100), "Closes https://github.com/o/r/issues/12 and fixes GH-12, resolves O/R#12", "Closes #12, #7 and #3", "@closes fixes #12",
	}
}

// What matters comes together by chance.
func TestAddRemoveSoup(t *testing.T) {
	pieces := []string{
		"\n", "\n", "\n", "\r\n", "\n\n", "\r", " ", "  ", "    ", "\t", "- ", "> ", "1. ", "2. ", "```", "~~~", "`", "<!--", "-->", "<pre>", "</pre>", "<b>",
		"Closes ", "fixes: ", "fixes\n", "resolved", "Refs ", "#12", "#12\n", "#7", "o/r#12", "GH-12", "https://github.com/o/r/issues/12", "text", ".", ",", "# ",
		"---", "===", "[", "](", ")", "*", "_", "@closes", ":", "-", "é", "\xff", "Closes #7\n", "Closes #12\n", "- [ ] ", "| a |\n|---|\n", "\\",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		var b strings.Builder
		for range random.IntN(16) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		targets := []Target{{Number: 12}, {Owner: "o", Name: "other", Number: 7}}
		for _, word := range []string{"Closes", "Refs"} {
			checkAdd(t, b.String(), targets, Style{word, "o", "r"})
		}
		checkRemove(t, b.String(), 12)
	}
}
