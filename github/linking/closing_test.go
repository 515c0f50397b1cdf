package linking

import (
	"fmt"
	"strings"
	"testing"
)

func TestClosing(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"see #1", ""},
		{"Closes #1", "0 Closes #1"},
		{"a\n\nFIXES: x/y#1\n", "2 FIXES x/y#1"},
		{"a\r\nb fixes\r\nGH-1, resolved https://github.com/X/y/pull/2", "1 fixes #1; 2 resolved X/y#2"},
		{"fixes #1 fixes o/r#1", "0 fixes #1; 0 fixes #1"},
		{"# fixes #1\n| a |\n|-|\n| fixes #2 |", "0 fixes #1; 3 fixes #2"},
		{"Closes #1, #2 and #3", "0 Closes #1; 0 Closes #2: " + whyFirst + "; 0 Closes #3: " + whyFirst},
		{"Closes #1 like #2", "0 Closes #1"},
		{"Closes #1\n\n#2", "0 Closes #1"},
		{"Closes #1, @mona, #2", "0 Closes #1"},
		{"`closes #1`", "0 closes #1: " + whyCode},
		{"a\n```\nb\ncloses #1\n```\ncloses #2", "3 closes #1: " + whyCode + "; 5 closes #2"},
		{"    closes #1", "0 closes #1: " + whyCode},
		{"<code>closes #1</code>", "0 closes #1: " + whyCode},
		{"<!-- closes #1\n\n--> closes #2", "0 closes #1: " + whyComment + "; 2 closes #2"},
		{"a <!-- closes #1 --> closes #2", "0 closes #1: " + whyComment + "; 0 closes #2"},
		{"> closes #1\nfixes #2\n\nfixes #3", "0 closes #1: " + whyQuote + "; 1 fixes #2: " + whyQuote + "; 3 fixes #3"},
		{"- closes #1\n\n  fixes\n  #2\n\nfixes #3", "0 closes #1: " + whyListed + "; 2 fixes #2: " + whyListed + "; 5 fixes #3"},
		{"1. [ ] closes #1", "0 closes #1: " + whyListed},
		{"- > closes #1", "0 closes #1: " + whyQuote},
		{"- `closes #1`", "0 closes #1: " + whyCode},
		{"[closes #1](https://example.com)", "0 closes #1: " + whyLink},
		{"closes [#1](https://github.com/o/r/issues/1)", "0 closes #1: " + whyLink},
		{"closes [it](https://github.com/o/r/issues/1)", "0 closes #1: " + whyMarkup},
		{"closes [it][1] and [so](https://github.com/o/r/issues/1)", ""},
		{"[closes](https://github.com/o/r/issues/1)", ""},
		{"closes <https://github.com/o/r/issues/1>", "0 closes #1: " + whyMarkup},
		{"**Closes** #1, closes **#2**", "0 Closes #1: " + whyMarkup + "; 0 closes #2: " + whyMarkup},
		{"Closes:\n\n- #1\n- #2", "0 Closes #1: " + whyMarkup + "; 0 Closes #2: " + whyFirst},
		{"Closes (#1)", "0 Closes #1: " + whyMarkup},
		{"Closes\n\n\n#1", ""},
		{"closed. #1", ""},
		{"closes:#1", "0 closes #1: " + whySpace},
		{"auto-closes #1 @closes #2 uncloses #3 closing #4", ""},
		{"closes" + strings.Repeat(" ", 40) + "#1", ""},
		{"closes https://ghe.example.com:8443/o/r/issues/1", "0 closes ghe.example.com:8443:#1: " + whyHost},
		{"closes https://example.com/o/r/issues/1 #2", ""},
		{"closes 1a2b3c4d", ""},
		{"réfixes #1 réfixes (#1)", ""},
		{"closes [x(#1)](https://example.com)", ""},
		{"closes [#7 and](https://github.com/o/r/issues/1)", "0 closes #7: " + whyLink},
		{"<!-- a --> <!-- closes #1 -->", "0 closes #1: " + whyComment},
		{"![a](https://github.com/o/r/pull/1/x)fixes #2", "0 fixes #2"},
	}
	for _, test := range tests {
		var all []string
		for _, c := range Closing(test.text, "o", "r", hosts()) {
			s := fmt.Sprint(c.Line, " ", c.Keyword, " ", named([]Target{c.Target}))
			if c.Why != "" {
				s += ": " + c.Why
			}
			if c.Counts != (c.Why == "") {
				t.Errorf("%q: %+v", test.text, c)
			}
			if part := test.text[c.Start:c.End]; !strings.HasPrefix(part, c.Keyword) || c.Counts && !strings.HasSuffix(part, fmt.Sprint(c.Number)) {
				t.Errorf("%q: got %q", test.text, part)
			}
			all = append(all, s)
		}
		if got := strings.Join(all, "; "); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestMentions(t *testing.T) {
	const text = "see #1, o/R#1, GH-1 and X/Y#1, x/y#1. Closes #2 `#3`\n> https://github.com/O/r/pull/2 https://ghe.example.com:8443/o/r/issues/2 @mona 1a2b3c4d"
	if got, want := named(Mentions(text, "o", "r", hosts())), "#1 X/Y#1 #2 ghe.example.com:8443:#2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := Mentions("#1", "", "", nil); len(got) != 1 || got[0] != (Target{Number: 1}) {
		t.Errorf("got %+v", got)
	}
}

// What counts is what References finds with a keyword, and nothing else.
func FuzzClosing(f *testing.F) {
	for _, seed := range bodies() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		closing := Closing(text, "o", "r", nil)
		last := 0
		for _, c := range closing {
			if c.Start < 0 || c.End <= last || c.End > len(text) || c.Line != strings.Count(text[:c.Start], "\n") || c.Counts != (c.Why == "") || !isKeyword(c.Keyword) {
				t.Fatalf("%q: got %+v", text, c)
			}
			last = c.End
		}
		for _, r := range References(text, nil) {
			if r.Kind != Issue || r.Keyword == "" {
				continue
			}
			for len(closing) > 0 && !closing[0].Counts {
				closing = closing[1:]
			}
			if len(closing) == 0 || closing[0].End != r.End || closing[0].Keyword != r.Keyword || closing[0].Number != r.Number {
				t.Fatalf("%q: got %+v for %+v", text, closing, r)
			}
			closing = closing[1:]
		}
		for _, c := range closing {
			if c.Counts {
				t.Fatalf("%q: got %+v", text, c)
			}
		}
	})
}
