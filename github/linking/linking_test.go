package linking

import (
	"fmt"
	"strings"
	"testing"
)

// written is references in one line: the text at the place, what it refers to,
// and the keyword.
func written(text string, refs []Reference) string {
	var all []string
	for _, r := range refs {
		s := text[r.Start:r.End] + "="
		if r.Host != "" {
			s += r.Host + ":"
		}
		if r.Owner != "" && r.Kind != Team {
			s += r.Owner + "/" + r.Name
		}
		switch r.Kind {
		case Issue:
			s += fmt.Sprint("#", r.Number)
		case Commit:
			s += "@" + r.SHA
		case Person:
			s += "@" + r.Login
		case Team:
			s += "@" + r.Owner + "/" + r.Login
		}
		if r.Keyword != "" {
			s += "!" + r.Keyword
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func hosts() []string { return []string{"github.com", "ghe.example.com:8443"} }

func TestPlain(t *testing.T) {
	const sha = "0123456789abcdef0123456789abcdef01234567"
	tests := []struct{ text, want string }{
		{"", ""},
		{"#12", "#12=#12"},
		{"see #12, #13.", "#12=#12 #13=#13"},
		{"(#12)", "#12=#12"},
		{"[#12]", "#12=#12"},
		{"_#12_ **#13**", "#12=#12 #13=#13"},
		{"#12-foo #12's", "#12=#12 #12=#12"},
		{"foo#12", ""},
		{"été#12", ""},
		{"_x_#12", ""},
		{"x_#12", ""},
		{"#12abc #12é #12_a", ""},
		{"##12 /#12 &#12; @#12 a.#12", ""},
		{"#0 #012 #", ""},
		{"(.#1) z#2 Z#3", ""},
		{"so .#1", "#1=#1"},
		{"#1234567890", ""},
		{"#123456789", "#123456789=#123456789"},
		{"owner/repo#12", "owner/repo#12=owner/repo#12"},
		{"(Owner-1/re.po_x-y#12)", "Owner-1/re.po_x-y#12=Owner-1/re.po_x-y#12"},
		{"a/b/c#12", ""},
		{"/b#12 -a/b#12 a-/b#12 a/..#12", ""},
		{"@a/b#12", "@a/b=@a/b"},
		{"github.com/o/r#12", ""},
		{strings.Repeat("a", 40) + "/b#1", ""},
		{strings.Repeat("a", 39) + "/b#1", strings.Repeat("a", 39) + "/b#1=" + strings.Repeat("a", 39) + "/b#1"},
		{"GH-12 gh-3", "GH-12=#12 gh-3=#3"},
		{"XGH-12 GH-12x GH- GH-x -GH-1", ""},
		{"https://github.com/o/r/issues/12", "https://github.com/o/r/issues/12=github.com:o/r#12"},
		{"https://github.com/o/r/pull/12/files", "https://github.com/o/r/pull/12/files=github.com:o/r#12"},
		{"HTTP://GitHub.com/o/r/pull/12#issuecomment-1.", "HTTP://GitHub.com/o/r/pull/12#issuecomment-1=github.com:o/r#12"},
		{"(https://github.com/o/r/issues/12)", "https://github.com/o/r/issues/12=github.com:o/r#12"},
		{"https://github.com/o/r/issues/12?q=(a)", "https://github.com/o/r/issues/12?q=(a)=github.com:o/r#12"},
		{"https://ghe.example.com:8443/o/r/issues/1", "https://ghe.example.com:8443/o/r/issues/1=ghe.example.com:8443:o/r#1"},
		{"https://ghe.example.com/o/r/issues/1", ""},
		{"https://example.com/o/r/issues/12#12 @a", "@a=@a"},
		{"https://github.com/o/r/issues/12x https://github.com/o/r/issues https://github.com/o/r/discussions/1", ""},
		{"https://github.com/o/r/issues/new?x=#12&y=@a", ""},
		{"https://github.com@evil.com/o/r/issues/1", ""},
		{"https://github.com/o/r/commit/" + sha, "https://github.com/o/r/commit/" + sha + "=github.com:o/r@" + sha},
		{"https://github.com/o/r/commit/main", ""},
		{"xhttps://github.com/o/r/issues/1", ""},
		{"https:// http://", ""},
		{"1a2b3c4", "1a2b3c4=@1a2b3c4"},
		{"1A2B3C4d, (1a2b3c4)", "1A2B3C4d=@1a2b3c4d 1a2b3c4=@1a2b3c4"},
		{"1a2b3c 1234567 abcdefa deadbeef", ""},
		{sha + " " + strings.Repeat("1", 40), sha + "=@" + sha + " " + strings.Repeat("1", 40) + "=@" + strings.Repeat("1", 40)},
		{sha + "0", ""},
		{"x1a2b3c4 1a2b3c4x _1a2b3c4_", "1a2b3c4=@1a2b3c4"},
		{"1a2b3c4..5d6e7f8", "1a2b3c4=@1a2b3c4 5d6e7f8=@5d6e7f8"},
		{"550e8400-e29b-41d4-a716-4466554400a0", ""},
		{"main.1a2b3c4.js #1a2b3c4 /1a2b3c4 1a2b3c4/x", ""},
		{"o/r@1a2b3c4", "o/r@1a2b3c4=o/r@1a2b3c4"},
		{"o/r@1a2b3c", ""},
		{"@mona", "@mona=@mona"},
		{"hi @mona, @lee-k: (@x)", "@mona=@mona @lee-k=@lee-k @x=@x"},
		{"@mona. @mona's @mona-", "@mona=@mona @mona=@mona @mona=@mona"},
		{"mona@example.com a.@b a+@b m-@b @@a /@a é@a", ""},
		{"@example.com @a@b @-a @ @_a", ""},
		{"@jo-ann_acme _@mona_", "@jo-ann_acme=@jo-ann_acme @mona=@mona"},
		{"@a--b @" + strings.Repeat("a", 40), ""},
		{"@org/team @org/team-1.", "@org/team=@org/team @org/team-1=@org/team-1"},
		{"@org/ @org/a/b @/a", ""},
		{"closes #1", "#1=#1!closes"},
		{"Close #1 CLOSED #2 fix #3 fixes #4 fixed #5 resolve #6 resolves #7 Resolved #8", "#1=#1!Close #2=#2!CLOSED #3=#3!fix #4=#4!fixes #5=#5!fixed #6=#6!resolve #7=#7!resolves #8=#8!Resolved"},
		{"Fixes: #1", "#1=#1!Fixes"},
		{"Fixes:#1", "#1=#1"},
		{"fixes#1", ""},
		{"fixes  \t#1", "#1=#1!fixes"},
		{"fixes\n#1", "#1=#1!fixes"},
		{"fixes\r\n#1", "#1=#1!fixes"},
		{"fixes\n\n#1", "#1=#1"},
		{"fixes #1, #2 and closes #3", "#1=#1!fixes #2=#2 #3=#3!closes"},
		{"prefixes #1 auto-closes #2 fixing #3 fixes - #4", "#1=#1 #2=#2 #3=#3 #4=#4"},
		{"unresolved #1 réfixes #2", "#1=#1 #2=#2"},
		{"(fixes #1)", "#1=#1!fixes"},
		{"fixes o/r#1", "o/r#1=o/r#1!fixes"},
		{"fixes GH-1", "GH-1=#1!fixes"},
		{"fixes https://github.com/o/r/issues/1", "https://github.com/o/r/issues/1=github.com:o/r#1!fixes"},
		{"fixes 1a2b3c4 fixes @a", "1a2b3c4=@1a2b3c4 @a=@a"},
		{"#1 fixes", "#1=#1"},
		{"#1fixes #2", "#2=#2"},
		{"fixes" + strings.Repeat(" ", 33) + "#1", "#1=#1"},
	}
	for _, test := range tests {
		if got := written(test.text, Plain(test.text, hosts())); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestReferences(t *testing.T) {
	tests := []struct{ text, want string }{
		{"fixes #1", "#1=#1!fixes"},
		{"`#1` #2", "#2=#2"},
		{"``a ` #1`` #2", "#2=#2"},
		{"`a\n#1` #2", "#2=#2"},
		{"` #1", "#1=#1"},
		{"`` #1 `", "#1=#1"},
		{"`a\n\n#1`", "#1=#1"},
		{"\\`#1`", "#1=#1"},
		{"\\``#1` #2", "#2=#2"},
		{"`\\` #1`", "#1=#1"},
		{"```\n#1\n```\n#2", "#2=#2"},
		{"~~~ x\n#1\n```\n#2\n~~~~\n#3", "#3=#3"},
		{"````\n#1\n```\n#2", ""},
		{"``` `\n#1", "#1=#1"},
		{"  ```\n  #1\n  ```\n#2", "#2=#2"},
		{"text\n```\n#1\n```\n#2", "#2=#2"},
		{"    #1\n#2", "#2=#2"},
		{"\t#1\n#2", "#2=#2"},
		{"a\n    #1", "#1=#1"},
		{"# a\n    #1", ""},
		{"# fixes #1", "#1=#1!fixes"},
		{"- a\n\n  #1", "#1=#1"},
		{"- a\n\n      #1", ""},
		{"- a\n  - #1\n    #2\n\n    #3", "#1=#1 #2=#2 #3=#3"},
		{"1. a\n\n   #1\n\n       #2", "#1=#1"},
		{"-     #1", ""},
		{"- ```\n  #1\n  ```\n  #2", "#2=#2"},
		{"- ```\n  #1\n#2", "#2=#2"},
		{"- a\n\n    ```\n    #1\n    ```\n    #2", "#2=#2"},
		{"- [ ] #1\n- [x] fixes #2", "#1=#1 #2=#2"},
		{"> fixes #1\nlazy closes #2\n\ncloses #3", "#1=#1 #2=#2 #3=#3!closes"},
		{"> ```\n> #1\n#2", "#2=#2"},
		{"> ```\n> > #1\n> ```\n> #2", "#2=#2"},
		{">     #1\n> #2", "#2=#2"},
		{"- > fixes #1\n\nfixes #2", "#1=#1 #2=#2!fixes"},
		{"   - a\n     > fixes #1\n\n     fixes #2", "#1=#1 #2=#2"},
		{"   - a\n     > fixes #1\n\nfixes #2", "#1=#1 #2=#2!fixes"},
		{"- a\n> b\n\n    #1", ""},
		{"> - a\n\n      #1", ""},
		{">\t fixes #1", "#1=#1"},
		{">\t    #1", ""},
		{"> a\n>\n     > #1", ""},
		{"    - #1", ""},
		{"    > #1", ""},
		{"> #1\n ", "#1=#1"},
		{"- > `\nfixes #1", "#1=#1"},
		{"- ```\n> fixes #1", "#1=#1"},
		{"> ```\nfixes #1", "#1=#1!fixes"},
		{"-\n\n  #1", "#1=#1"},
		{"-\n\n      #1", ""},
		{"-\n\n    #1", ""},
		{"-\n      #1", ""},
		{"- a\n\n\n\n      #1", ""},
		{"> - a\n>\n>   fixes #1\n\n      #2", "#1=#1"},
		{"a\n2. `x\n   #1`", ""},
		{"a\n1. `x\n   #1`", ""},
		{"`a\n- #1`", "#1=#1"},
		{"`a\n-\n#1`", "#1=#1"},
		{"`a\n2. #1`", ""},
		{"`a\n===\n#1`", "#1=#1"},
		{"`a\n* * *\n#1`", "#1=#1"},
		{"> `a\n===\n#1`", ""},
		{"- * - #1\n\n      #2\n\n          #3", "#1=#1 #2=#2"},
		{"10. a\n\n    #1\n\n   #2", "#1=#1 #2=#2"},
		{"1234567890. a\n\n     #1", ""},
		{"a <!-- #1 --> #2", "#2=#2"},
		{"a\n<!-- #1\n\n#2 -->\n#3", "#3=#3"},
		{"- <!-- #1\n#2", "#2=#2"},
		{"> <!-- #1\n> --> #2", "#2=#2"},
		{"a <!-- #1\nb #2 --> #3", "#3=#3"},
		{"<!-- #1\n\n#2\n--> #3\n\n#4", "#3=#3 #4=#4"},
		{"<!-- #1", ""},
		{"a <!-- #1", "#1=#1"},
		{"`<!--` #1 `-->`", "#1=#1"},
		{"<PRE class=\"x\">\n#1</Pre>#2", "#2=#2"},
		{"<prefix> #1", "#1=#1"},
		{"<pre>\n#1\n\n#2\n</pre>\n#3", "#3=#3"},
		{"a <code>#1</code> #2", "#2=#2"},
		{"<span title=\"#1\">#2</span>", "#2=#2"},
		{"a < b #1 > c", "#1=#1"},
		{"a <b #1", "#1=#1"},
		{"[#1](a\\)b) [#2](a(b)c) [#3](a(b) [#4](<a b>) [#5](a 'b c')", "#3=#3"},
		{"[#1](a \"b) [#2](<a<b>) [#3](a \"b\"c)", "#1=#1 #2=#2 #3=#3"},
		{"<https://github.com/o/r/issues/1>", "https://github.com/o/r/issues/1=github.com:o/r#1"},
		{"<a href=\"https://github.com/o/r/issues/1\">x</a>", "https://github.com/o/r/issues/1=github.com:o/r#1"},
		{"[#1](https://github.com/o/r/issues/2),x", "https://github.com/o/r/issues/2=github.com:o/r#2"},
		{"[a](https://github.com/o/r/issues/2 \"#3\") #4", "https://github.com/o/r/issues/2=github.com:o/r#2 #4=#4"},
		{"[a](<https://github.com/o/r/issues/2>)", "https://github.com/o/r/issues/2=github.com:o/r#2"},
		{"fixes [a](https://github.com/o/r/issues/2)", "https://github.com/o/r/issues/2=github.com:o/r#2"},
		{"![#1](https://github.com/o/r/issues/2) #3", "#3=#3"},
		{"[![#1](x)](https://github.com/o/r/issues/2)", "https://github.com/o/r/issues/2=github.com:o/r#2"},
		{"[#1](a b) [#2] (x) [#3][y] [#4]", "#1=#1 #2=#2 #3=#3 #4=#4"},
		{"[a [#1](x) #2](y)", "#2=#2"},
		{"\\[#1](x)", "#1=#1"},
		{"[`](#1)`](x)", ""},
		{"**fixes** #1 fixes **#2**", "#1=#1 #2=#2"},
		{"fixes `x` #1", "#1=#1"},
		{"- # fixes\n#1", "#1=#1"},
		{"| a | fixes #1 |\n|---|---|\n| `#2` | @x |", "#1=#1!fixes @x=@x"},
		{"a\r\n\r\n```\r\n#1\r\n```\r\nfixes #2\r\n", "#2=#2!fixes"},
	}
	for _, test := range tests {
		if got := written(test.text, References(test.text, hosts())); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}
