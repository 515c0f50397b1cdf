package diff

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// bracket puts spans of a line in brackets.
func bracket(line string, spans []Span) string {
	for i := len(spans) - 1; i >= 0; i-- {
		s := spans[i]
		line = line[:s.From] + "[" + line[s.From:s.To] + "]" + line[s.To:]
	}
	return line
}

func TestWords(t *testing.T) {
	tests := []struct{ name, old, new string }{ // with the expected brackets
		{"same", "a b c", "a b c"},
		{"empty", "", ""},
		{"from empty", "", "a"},
		{"one word", "if [err] := run(ctx); x {", "if [oops] := run(ctx); x {"},
		{"whole word though letters are common", "return [count]", "return [counter]"},
		{"more", "run(ctx, name)", "run(ctx, name[, options...])"},
		{"less", "run(ctx[, name])", "run(ctx)"},
		{"first", "[old] value = 12", "[new] value = 12"},
		{"two places", "x.[Get](a, [b], c, d)", "x.[Set](a, [e], c, d)"},
		{"blanks between two changed words", "the [quick brown] fox jumps", "the [slow white] fox jumps"},
		{"indentation", "[\t]return nil", "[\t\t]return nil"},
		{"blanks at the end", "return nil[  ]", "return nil"},
		{"carriage return", "return nil[\r]", "return nil"},
		{"digits and underscores", "[max_size_10] = f(a, b, c)", "[max_size_11] = f(a, b, c)"},
		{"umlauts", "der [Bär] schläft hier", "der [Bar] schläft hier"},
		{"combining mark", "naive [cafe] au lait", "naive [cafe\u0301] au lait"},
		{"mark on other character", "a plus [=] b", "a plus [=\u0338] b"},
		{"mark on a blank", "some words[ ]then", "some words[ \u0301]then"},
		{"emoji with skin", "ok [👍] said she", "ok [👍🏽] said she"},
		{"family", "a family of three [👩‍👩‍👧] is ours", "a family of three [👩‍👩‍👦] is ours"},
		{"flags", "to [🇩🇪]🇫🇷 and back", "to [🇩🇰]🇫🇷 and back"},
		{"no blanks between words", "東[京]都に住む", "東[北]都に住む"},
		{"no UTF-8", "bytes [\xff] of it", "bytes [\xfe] of it"},
		{"other first bytes of a character", "grün [ä] blau", "grün [ö] blau"},
		{"nothing in common", "alpha", "beta"},
		{"too little in common", "return errors.New(text)", "for i := range text {"},
		{"only blanks", "[  ]", "[\t]"},
		{"removed in a run", "a, [a, ]b, b", "a, b, b"},
	}
	for _, test := range tests {
		old, new := strings.NewReplacer("[", "", "]", "").Replace(test.old), strings.NewReplacer("[", "", "]", "").Replace(test.new)
		a, b := Words([]byte(old), []byte(new))
		if bracket(old, a) != test.old || bracket(new, b) != test.new {
			t.Errorf("%s: got %q and %q, want %q and %q", test.name, bracket(old, a), bracket(new, b), test.old, test.new)
		}
		b, a = Words([]byte(new), []byte(old))
		if test.name != "removed in a run" && (bracket(old, a) != test.old || bracket(new, b) != test.new) {
			t.Errorf("%s, the other way: got %q and %q, want %q and %q", test.name, bracket(old, a), bracket(new, b), test.old, test.new)
		}
	}
}

func TestWordsOfLongLines(t *testing.T) {
	long := strings.Repeat("var a=b(c,d);", 4000)
	const list = 150 // this many numbers are 300 tokens
	tests := []struct{ name, old, new, wantOld, wantNew string }{
		{"too many pairs of words", long + "<" + strings.Repeat("1,", list) + ">", long + "(" + strings.Repeat("1,", list) + ")",
			"<" + strings.Repeat("1,", list) + ">", "(" + strings.Repeat("1,", list) + ")"},
		{"one word", long + "x" + long[:6000], long + "y" + long[:6000], "xvar", "yvar"},
		{"too much between first and last change", "x" + long[:20000] + "x" + long[:30000], "y" + long[:20000] + "y" + long[:30000],
			"x" + long[:20000] + "xvar", "y" + long[:20000] + "yvar"},
		{"too long", long + long, long + "y" + long, "", ""},
		{"nothing in common", strings.Repeat("a ", 30000), strings.Repeat("b,", 30000), "", ""},
	}
	for _, test := range tests {
		oldSpans, newSpans := Words([]byte(test.old), []byte(test.new))
		for _, side := range []struct {
			line, want string
			spans      []Span
		}{{test.old, test.wantOld, oldSpans}, {test.new, test.wantNew, newSpans}} {
			got := ""
			if len(side.spans) == 1 {
				got = side.line[side.spans[0].From:side.spans[0].To]
			}
			if len(side.spans) > 1 || got != side.want {
				t.Errorf("%s: got %d spans, of %d bytes, want one of %d", test.name, len(side.spans), len(got), len(side.want))
			}
		}
	}
}

// without are the bytes of a line outside of the spans, blanks left out too.
func without(line []byte, spans []Span) string {
	var b strings.Builder
	at := 0
	for _, s := range append(spans, Span{len(line), len(line)}) {
		b.Write(line[at:s.From])
		at = s.To
	}
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, b.String())
}

func FuzzWords(f *testing.F) {
	f.Add([]byte("a, b, c"), []byte("a, c, c"))
	f.Add([]byte("x\u0301 👩‍👧 \u2003y"), []byte("x 👩‍👦 \u2003\u0301z"))
	f.Add([]byte("\xff\xfea"), []byte("\xff\xfda"))
	f.Fuzz(func(t *testing.T, old, new []byte) {
		oldSpans, newSpans := Words(old, new)
		if bytes.Equal(old, new) && len(oldSpans)+len(newSpans) > 0 {
			t.Fatalf("got %v and %v for the same line, want none", oldSpans, newSpans)
		}
		for _, side := range []struct {
			line  []byte
			spans []Span
		}{{old, oldSpans}, {new, newSpans}} {
			at := -1
			for _, s := range side.spans {
				if s.From <= at || s.To <= s.From || s.To > len(side.line) {
					t.Fatalf("%q: got %v, want spans in order, none empty", side.line, side.spans)
				}
				at = s.To
				for _, edge := range []int{s.From, s.To} {
					if utf8.Valid(side.line) && edge < len(side.line) && !utf8.RuneStart(side.line[edge]) {
						t.Fatalf("%q: got %v, want whole characters", side.line, side.spans)
					}
				}
			}
		}
		if oldSpans == nil && newSpans == nil {
			return
		}
		if got, want := without(new, newSpans), without(old, oldSpans); got != want {
			t.Fatalf("%q and %q: got %q outside of the spans of the new line, want %q", old, new, got, want)
		}
	})
}

// TestAComparerForgetsTheLinesBefore compares pairs of lines in turn, and each with
// memory of its own.
func TestAComparerForgetsTheLinesBefore(t *testing.T) {
	lines := []string{"", "a", "if err := run(ctx, name); err != nil {", "if err := run(ctx, options...); err != nil {", strings.Repeat("a.b(c) + ", 9), strings.Repeat("a-b(c) + ", 9), "return nil", strings.Repeat("x ", maxWordsTokens+1)}
	var c Comparer
	for _, old := range lines {
		for _, new := range lines {
			gotOld, gotNew := c.words([]byte(old), []byte(new))
			wantOld, wantNew := Words([]byte(old), []byte(new))
			if !slices.Equal(gotOld, wantOld) || !slices.Equal(gotNew, wantNew) {
				t.Errorf("%.40q to %.40q: got %v and %v, want %v and %v", old, new, gotOld, gotNew, wantOld, wantNew)
			}
		}
	}
	if cap(c.tokens)*24+cap(c.best)*4 > 200<<10 {
		t.Errorf("got memory for %d tokens and a table of %d kept, want at most 200 kB", cap(c.tokens), cap(c.best))
	}
}
