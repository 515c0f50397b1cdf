package linking

import (
	"strings"
	"testing"
	"time"
)

func FuzzReferences(f *testing.F) {
	for _, seed := range []string{
		"Fixes #12, o/r#3 and GH-4 `#5` @a/b @c 1a2b3c4d o/r@1a2b3c4d https://github.com/o/r/pull/3/files#a.",
		"> - 1. ```\n> \t#1\n<!-- #2 -->\n[#3](https://github.com/o/r/issues/1 \"x\") ![a](b)\n\\``#4`\n~~~\n#5",
		"- a\n\n      #1\n  > b\nlazy\n# h\n\t#2\n<pre>#3\n</pre><code>#4</code><b #5>", "__#1__ _@a_b_ \xff#2 é#3\r\n\r\nfixes:\r\n#4",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text, Plain(text, hosts()))
		check(t, text, References(text, hosts()))
	})
}

// check holds references to what they promise: they lie in the text, one after
// the other, and what is written there says the same by itself.
func check(t *testing.T, text string, refs []Reference) {
	t.Helper()
	last := 0
	for _, r := range refs {
		if r.Start < last || r.End <= r.Start || r.End > len(text) {
			t.Fatalf("got %+v behind %d in %d bytes", r, last, len(text))
		}
		last = r.End
		alone := Plain(text[r.Start:r.End], hosts())
		want := r
		want.Start, want.End, want.Keyword = 0, r.End-r.Start, ""
		if len(alone) != 1 || alone[0] != want {
			t.Fatalf("%q: got %+v alone, want %+v", text[r.Start:r.End], alone, want)
		}
		if r.Keyword != "" && !isKeyword(r.Keyword) {
			t.Fatalf("got the keyword %q", r.Keyword)
		}
	}
}

// Time grows with the text and no faster, whatever the text is.
func TestLinear(t *testing.T) {
	run := func(text string) {
		References(text, hosts())
		Plain(text, hosts())
	}
	for _, unit := range []string{
		"#", "@", "#1 ", "a", "_", "`", "`` ` ", "\\``", "[", "[](", "[](\"", "[](a '", "![", "]", "(", "<", "<a", "<!--", "<code>", "> ", ">", "- ",
		"-\t", "1. ", "http://", "https://(", "a/b", "a/", "a.", "a-", "1a", "fixes ", "fixes: ", "\n", "> \n", "- \n", "    ", "\t", "```\n", "~~~",
		"\n\n", "<pre>\n", "é", "\xff", "&", "- a\n  ", "> - ", "* - ", "- _ ", "@a/", "@a-", "a/b@", "_@a", "`\n", "[a](b)", "*", "[a](http://b)",
	} {
		linear(t, run, func(size int) string { return strings.Repeat(unit, size/len(unit)) })
	}
	for _, start := range []string{"- ", "> ", "1. > "} {
		for _, unit := range []string{"\n", ">\n", "    ", "\t", "- \n", "a\n", "  a\n", "`\n", "\n ```\n"} {
			linear(t, run, func(size int) string {
				return strings.Repeat(start, size/2/len(start)) + "a\n" + strings.Repeat(unit, size/2/len(unit))
			})
		}
	}
}

// linear compares the time for a long text with that for as much in short ones:
// it is the same, or as many times more as there are short ones if it grows with
// the square.
func linear(t *testing.T, run func(text string), text func(size int) string) {
	t.Helper()
	const size, parts, tries, most = 1 << 16, 16, 10, 6
	short, long := text(size/parts), text(size)
	fast, slow := time.Duration(1<<62), time.Duration(1<<62)
	for range tries { // the machine may be busy
		fast, slow = min(fast, took(run, short, parts)), min(slow, took(run, long, 1))
		if slow < most*fast {
			return
		}
	}
	t.Errorf("%.20q and so on: took %v for %d bytes, and %v in %d parts", long, slow, len(long), fast, parts)
}

func took(run func(text string), text string, times int) time.Duration {
	start := time.Now()
	for range times {
		run(text)
	}
	return time.Since(start)
}

func BenchmarkReferences(b *testing.B) {
	text := strings.Repeat("The `client` deadlocks, see #12 and owner/repo#3 since 1a2b3c4d (@mona knows).\nFixes #4.\n\n", 64)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		References(text, hosts())
	}
}
