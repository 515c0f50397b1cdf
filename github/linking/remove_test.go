package linking

import "testing"

func TestRemove(t *testing.T) {
	tests := []struct{ name, body, targets, want, removed string }{
		{"all", "Closes #1", "#1", "", "#1"},
		{"all with a break", "Closes #1\n", "#1", "\n", "#1"},
		{"the first line", "Closes #1\ntext\n", "#1", "text\n", "#1"},
		{"the first line and a blank one", "Closes #1\n\ntext\n", "#1", "text\n", "#1"},
		{"the first line, CRLF", "Closes #1\r\n\r\ntext\r\n", "#1", "text\r\n", "#1"},
		{"only one blank line", "Closes #1\n\n\ntext\n", "#1", "\ntext\n", "#1"},
		{"the last line", "text\n\nCloses #1", "#1", "text", "#1"},
		{"the last line with a break", "text\n\nCloses #1\n", "#1", "text\n", "#1"},
		{"the last line, CRLF", "text\r\n\r\nCloses #1\r\n", "#1", "text\r\n", "#1"},
		{"the last line without a blank one", "text\nCloses #1\n", "#1", "text\n", "#1"},
		{"blank lines stay but for one", "text\n\n\nCloses #1\n\n", "#1", "text\n\n\n", "#1"},
		{"between paragraphs", "a\n\nCloses #1\n\nb", "#1", "a\n\nb", "#1"},
		{"within a paragraph", "a\nCloses #1\nb", "#1", "a\nb", "#1"},
		{"before a paragraph", "a\n\nCloses #1\nb", "#1", "a\n\nb", "#1"},
		{"mixed breaks", "a\r\n\nCloses #1\n", "#1", "a\r\n\n", "#1"},
		{"one of a block", "a\n\nCloses #1\nCloses #2\nCloses #3\n", "#2", "a\n\nCloses #1\nCloses #3\n", "#2"},
		{"the first of a block", "a\n\nCloses #1\nCloses #2\n", "#1", "a\n\nCloses #2\n", "#1"},
		{"the last of a block", "a\n\nCloses #1\nCloses #2\n", "#2", "a\n\nCloses #1\n", "#2"},
		{"a block", "a\n\nCloses #1\nCloses #2\n", "#2 #1", "a\n", "#2 #1"},
		{"a block that is all", "Closes #1\nCloses #2", "#1 #2", "", "#1 #2"},
		{"two blocks", "Closes #1\n\nCloses #2\n", "#1 #2", "\n", "#1 #2"},
		{"parts of a block", "a\n\nCloses #1\nCloses #2\nCloses #3\nCloses #4", "#1 #2 #4", "a\n\nCloses #3", "#1 #2 #4"},
		{"indented", "a\n\n  Closes: #1  \n", "#1", "a\n", "#1"},
		{"with a full stop", "a\n\nFixes #1.\n", "#1", "a\n", "#1"},
		{"any case", "a\n\nFIXED: #1\n", "#1", "a\n", "#1"},
		{"its repository", "a\n\nfixes O/R#1\n", "#1", "a\n", "#1"},
		{"GH-", "a\n\nfixes gh-1\n", "o/r#1", "a\n", "#1"},
		{"an address", "a\n\nresolves https://github.com/o/r/issues/1#x\n", "#1", "a\n", "#1"},
		{"another repository's", "a\n\ncloses x/y#1\ncloses #1\n", "x/y#1", "a\n\ncloses #1\n", "x/y#1"},
		{"everywhere", "fixes #1\n\nThis closes #1.\n\nResolves o/r#1", "#1", "This #1.", "#1"},
		{"in a sentence", "This fixes #1 by waiting.", "#1", "This #1 by waiting.", "#1"},
		{"with a colon", "Fixes: #1 and more", "#1", "#1 and more", "#1"},
		{"in brackets", "Wait longer (fixes #1)", "#1", "Wait longer (#1)", "#1"},
		{"in emphasis", "_fixes #1_ and **closes o/r#1**", "#1", "_#1_ and **o/r#1**", "#1"},
		{"one of a line", "Closes #1, closes #2", "#1", "#1, closes #2", "#1"},
		{"the last of a line", "Closes #1, closes #2", "#2", "Closes #1, #2", "#2"},
		{"all of a line", "Closes #1, closes #2", "#1 #2", "#1, #2", "#1 #2"},
		{"mentions behind it", "Closes #1, #2", "#1", "#1, #2", "#1"},
		{"a broken line", "this fixes\n#1 at last", "#1", "this #1 at last", "#1"},
		{"a broken line, CRLF", "this fixes\r\n#1", "#1", "this #1", "#1"},
		{"a broken line that is all", "a\n\nfixes\n#1\n", "#1", "a\n\n#1\n", "#1"},
		{"two in a line", "Closes #1 closes #2", "#1 #2", "#1 #2", "#1 #2"},
		{"blank lines first", "\n\nCloses #1\n", "#1", "\n\n", "#1"},
		{"no keyword before it: a word", "éclosed fixes #1", "#1", "éclosed #1", "#1"},
		{"no keyword before it: a compound", "auto-closes fixes #1", "#1", "auto-closes #1", "#1"},
		{"a keyword before it", "closes fixes #1", "#1", "#1", "#1"},
		{"keywords before it", "it closes: resolved\nfixes #1!", "#1", "it #1!", "#1"},
		{"no keyword before it: a paragraph", "it closes\n\nfixes #1 now", "#1", "it closes\n\n#1 now", "#1"},
		{"no keyword before it: a login", "@closes fixes #1", "#1", "@closes #1", "#1"},
		{"the line before ends with a keyword", "This fixes\nCloses #1\n#2", "#1", "This #1\n#2", "#1"},
		{"right behind a comma", "so,fixes #1", "#1", "so, #1", "#1"},
		{"right behind a dot", "so.fixes #1", "#1", "so. #1", "#1"},
		{"right behind a slash", "x/fixes #1", "#1", "x/ #1", "#1"},
		{"right behind an address", "Closes https://github.com/o/r/issues/7)Closes #1", "#1", "Closes https://github.com/o/r/issues/7)Closes #1", ""},
		{"in a heading", "## Fixes #1\n\ntext", "#1", "## #1\n\ntext", "#1"},
		{"in a table", "| a |\n|---|\n| fixes #1 |\n", "#1", "| a |\n|---|\n| #1 |\n", "#1"},
		{"in a list item", "- a\n- Fixes #1\n", "#1", "- a\n- #1\n", "#1"},
		{"in a checklist", "- [x] closes #1 (or not)\n", "#1", "- [x] #1 (or not)\n", "#1"},
		{"a list item's line", "- a\n  Fixes #1\n- b\n", "#1", "- a\n- b\n", "#1"},
		{"not in a list item if it counts elsewhere", "- Fixes #1\n\nCloses #1\n", "#1", "- Fixes #1\n", "#1"},
		{"not in code", "`fixes #1`\n\n```\nfixes #1\n```\n\n    fixes #1\n", "#1", "`fixes #1`\n\n```\nfixes #1\n```\n\n    fixes #1\n", ""},
		{"not in a quote", "> fixes #1\n", "#1", "> fixes #1\n", ""},
		{"not in a comment", "<!-- fixes #1 -->", "#1", "<!-- fixes #1 -->", ""},
		{"not in a link", "[fixes #1](https://example.com)", "#1", "[fixes #1](https://example.com)", ""},
		{"not in bold", "**Fixes** #1", "#1", "**Fixes** #1", ""},
		{"code and text", "`fixes #1`, fixes #1", "#1", "`fixes #1`, #1", "#1"},
		{"a mention stays", "see #1", "#1", "see #1", ""},
		{"another number", "fixes #12", "#1", "fixes #12", ""},
		{"another repository", "fixes x/y#1", "#1", "fixes x/y#1", ""},
		{"another host", "fixes https://ghe.example.com:8443/o/r/issues/1", "#1", "fixes https://ghe.example.com:8443/o/r/issues/1", ""},
		{"before open code", "text\n\nCloses #1\n```\ncode", "#1", "text\n```\ncode", "#1"},
		{"before closed code", "text\n\nCloses #1\n```\ncode\n```", "#1", "text\n\n```\ncode\n```", "#1"},
		{"text that would be code", "Closes #1\n    more, closes #2", "#1", "#1\n    more, closes #2", "#1"},
		{"code that would be text", "1. a\n\nCloses #1\n\n    closes #2", "#1", "1. a\n\n#1\n\n    closes #2", "#1"},
		{"a reference", "text\n\nRefs #1\n", "#1", "text\n", "#1"},
		{"a reference with a colon", "text\n\nreferences: #1\n", "#1", "text\n", "#1"},
		{"no reference if there is a keyword", "Refs #1\n\ncloses #1 now", "#1", "Refs #1\n\n#1 now", "#1"},
		{"no reference in a sentence", "It refs #1\n", "#1", "It refs #1\n", ""},
		{"references, and one in a line", "a\n\nRefs #1\nRefs #2, refs #3\n", "#1 #2", "a\n\nRefs #2, refs #3\n", "#1"},
		{"nothing there", "", "#1", "", ""},
		{"nobody asked", "fixes #1", "", "fixes #1", ""},
		{"broken UTF-8", "\xff fixes #1 \xfe", "#1", "\xff #1 \xfe", "#1"},
	}
	for _, test := range tests {
		after, removed := Remove(test.body, targets(test.targets), "o", "r", hosts())
		if after != test.want || named(removed) != test.removed {
			t.Errorf("%s: %q without %s:\n got %q without %q\nwant %q without %q", test.name, test.body, test.targets, after, named(removed), test.want, test.removed)
		}
	}
}

func TestRemoveRefs(t *testing.T) {
	const body = "text, closes #1\n\nRefs #1\nRefs #2\n"
	after, removed := RemoveRefs(body, targets("#1 #3"), "o", "r", hosts())
	if want := "text, closes #1\n\nRefs #2\n"; after != want || named(removed) != "#1" {
		t.Errorf("got %q without %s, want %q", after, named(removed), want)
	}
}
