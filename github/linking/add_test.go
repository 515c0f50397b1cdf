package linking

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// targets reads targets that are separated by spaces: #12, o/r#3, host:o/r#4.
func targets(text string) (list []Target) {
	for _, word := range strings.Fields(text) {
		var t Target
		repo, number, _ := strings.Cut(word, "#")
		if at := strings.LastIndexByte(repo, ':'); at >= 0 {
			t.Host, repo = repo[:at], repo[at+1:]
		}
		t.Owner, t.Name, _ = strings.Cut(repo, "/")
		t.Number, _ = strconv.Atoi(number)
		list = append(list, t)
	}
	return list
}

// named is targets in one line, as seen from o/r.
func named(list []Target) string {
	var all []string
	for _, t := range list {
		s := fmt.Sprint("#", t.Number)
		if t.Owner+"/"+t.Name != "o/r" {
			s = t.Owner + "/" + t.Name + s
		}
		if t.Host != "" {
			s = t.Host + ":" + s
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestAdd(t *testing.T) {
	tests := []struct{ name, body, targets, keyword, want string }{
		{"nothing there", "", "#1", "Closes", "Closes #1"},
		{"nothing there, many", "", "#1 #2", "Fixes", "Fixes #1\nFixes #2"},
		{"a line break only", "\n", "#1", "Closes", "\nCloses #1\n"},
		{"spaces only", "  ", "#1", "Closes", "  \nCloses #1"},
		{"CRLF only", "\r\n\r\n", "#1", "Closes", "\r\nCloses #1\r\n\r\n"},
		{"no break at the end", "text", "#1", "Closes", "text\n\nCloses #1"},
		{"a break at the end", "text\n", "#1", "Closes", "text\n\nCloses #1\n"},
		{"blank lines at the end", "text\n\n \n", "#1", "Closes", "text\n\nCloses #1\n\n \n"},
		{"spaces at the end", "text  ", "#1", "Closes", "text  \n\nCloses #1"},
		{"CRLF", "a\r\nb\r\n", "#1 #2", "Closes", "a\r\nb\r\n\r\nCloses #1\r\nCloses #2\r\n"},
		{"CRLF without one at the end", "a\r\nb", "#1", "Closes", "a\r\nb\r\n\r\nCloses #1"},
		{"mixed, last LF", "a\r\nb\n", "#1", "Closes", "a\r\nb\n\nCloses #1\n"},
		{"mixed, last CRLF", "a\nb\r\n", "#1", "Closes", "a\nb\r\n\r\nCloses #1\r\n"},
		{"CR alone", "a\r", "#1", "Closes", "a\r\r\n\r\nCloses #1"},
		{"broken UTF-8", "\xff\xfe\n", "#1", "Closes", "\xff\xfe\n\nCloses #1\n"},
		{"behind a block", "text\n\nCloses #1\n", "#2", "Closes", "text\n\nCloses #1\nCloses #2\n"},
		{"behind a block without break", "Fixes #1", "#2 #3", "Closes", "Fixes #1\nCloses #2\nCloses #3"},
		{"behind a block of others", "Refs #1\nResolves: x/y#4.\n", "#2", "Closes", "Refs #1\nResolves: x/y#4.\nCloses #2\n"},
		{"behind a line of many", "Fixes #1, fixes #2 and closes #3\n", "#4", "Closes", "Fixes #1, fixes #2 and closes #3\nCloses #4\n"},
		{"behind addresses", "Fixes https://github.com/o/r/issues/1\n", "#2", "Closes", "Fixes https://github.com/o/r/issues/1\nCloses #2\n"},
		{"no block: words behind", "Fixes #1 for good\n", "#2", "Closes", "Fixes #1 for good\n\nCloses #2\n"},
		{"no block: a mention", "Fixes #1, #3\n", "#2", "Closes", "Fixes #1, #3\n\nCloses #2\n"},
		{"no block: a sentence", "It fixes #1\n", "#2", "Closes", "It fixes #1\n\nCloses #2\n"},
		{"no block: in a list", "- Fixes #1\n", "#2", "Closes", "- Fixes #1\n\nCloses #2\n"},
		{"no block: goes on with a list", "- a\nFixes #1\n", "#2", "Closes", "- a\nFixes #1\n\nCloses #2\n"},
		{"no block: in a quote", "> Fixes #1\n", "#2", "Closes", "> Fixes #1\n\nCloses #2\n"},
		{"no block: in code", "text\n\n    Fixes #1\n", "#2", "Closes", "text\n\n    Fixes #1\n\nCloses #2\n"},
		{"no block: a heading", "# Fixes #1\n", "#2", "Closes", "# Fixes #1\n\nCloses #2\n"},
		{"no block: a full stop", ".\n", "#2", "Closes", ".\n\nCloses #2\n"},
		{"no block: a person", "Refs @mona\n", "#2", "Closes", "Refs @mona\n\nCloses #2\n"},
		{"no block: text behind it", "Fixes #1\n\ntext\n", "#2", "Closes", "Fixes #1\n\ntext\n\nCloses #2\n"},
		{"a keyword at the end", "this fixes", "#1", "Closes", "this fixes\n\nCloses #1"},
		{"behind a list", "- a\n- b\n", "#1", "Closes", "- a\n- b\n\nCloses #1\n"},
		{"behind a quote", "> a", "#1", "Closes", "> a\n\nCloses #1"},
		{"behind closed code", "```\na\n```\n", "#1", "Closes", "```\na\n```\n\nCloses #1\n"},
		{"behind indented code", "a\n\n    code\n", "#1", "Closes", "a\n\n    code\n\nCloses #1\n"},
		{"behind a table", "| a |\n|---|\n| b |\n", "#1", "Closes", "| a |\n|---|\n| b |\n\nCloses #1\n"},
		{"behind a closed comment", "a\n<!-- b -->\n", "#1", "Closes", "a\n<!-- b -->\n\nCloses #1\n"},
		{"before open code", "text\n```\ncode\n", "#1", "Closes", "text\n\nCloses #1\n```\ncode\n"},
		{"before open code behind a blank line", "text\n\n~~~go\ncode", "#1 #2", "Closes", "text\n\nCloses #1\nCloses #2\n\n~~~go\ncode"},
		{"before open code with CRLF", "text\r\n\r\n```\r\ncode\r\n", "#1", "Closes", "text\r\n\r\nCloses #1\r\n\r\n```\r\ncode\r\n"},
		{"before open code behind a block", "Closes #1\n\n```\ncode", "#2", "Closes", "Closes #1\nCloses #2\n\n```\ncode"},
		{"before open code that is all", "```\ncode\n", "#1", "Closes", "Closes #1\n\n```\ncode\n"},
		{"before open code behind blank lines", "\n\n```\ncode\n", "#1", "Closes", "\nCloses #1\n\n```\ncode\n"},
		{"code in a list ends with it", "- a\n\n  ```\n  code", "#1", "Closes", "- a\n\n  ```\n  code\n\nCloses #1"},
		{"code in a quote ends with it", "> ```\n> code\n", "#1", "Closes", "> ```\n> code\n\nCloses #1\n"},
		{"before an open comment", "text\n\n<!-- a\n\nb\n", "#1", "Closes", "text\n\nCloses #1\n\n<!-- a\n\nb\n"},
		{"before an open comment that follows one", "text\n\n<!-- a --> <!-- b\n\nc", "#1", "Closes", "text\n\nCloses #1\n\n<!-- a --> <!-- b\n\nc"},
		{"before a list with an open comment", "text\n\n- [ ] a\n- [ ] b <!-- c\n- <!-- d\n", "#1", "Closes", "text\n\nCloses #1\n\n- [ ] a\n- [ ] b <!-- c\n- <!-- d\n"},
		{"before a list that ended in a comment", "a\n\n- <!-- b\n\nc", "#1", "Closes", "a\n\nCloses #1\n\n- <!-- b\n\nc"},
		{"before the first of what is open", "a\n\n- <!-- b\n\nc\n\n```\nd", "#1", "Closes", "a\n\nCloses #1\n\n- <!-- b\n\nc\n\n```\nd"},
		{"before all, where a line break would open code", "```\na\n```\r", "#1", "Closes", "Closes #1\n\n```\na\n```\r"},
		{"before all, where a list could not begin", "# a\n2. <!-- b", "#1", "Closes", "Closes #1\n\n# a\n2. <!-- b"},
		{"before open preformatted text", "text\n<pre>\na\n", "#1", "Closes", "text\n\nCloses #1\n<pre>\na\n"},
		{"an open code span is none", "a `b\n", "#1", "Closes", "a `b\n\nCloses #1\n"},
		{"there already", "Closes #1\n", "#1", "Fixes", "Closes #1\n"},
		{"there in a sentence", "This fixes #1 at last.", "#1", "Closes", "This fixes #1 at last."},
		{"there with its repository", "fixes O/R#1", "#1", "Closes", "fixes O/R#1"},
		{"there as GH-", "fixes GH-1", "#1", "Closes", "fixes GH-1"},
		{"there as an address", "Resolved: https://github.com/o/R/issues/1", "#1", "Closes", "Resolved: https://github.com/o/R/issues/1"},
		{"another's there by number", "fixes #3", "x/y#3", "Closes", "fixes #3\nCloses x/y#3"},
		{"a mention is no keyword", "see #1", "#1", "Closes", "see #1\n\nCloses #1"},
		{"the second of two is none", "Closes #1, #2", "#1 #2", "Closes", "Closes #1, #2\n\nCloses #2"},
		{"in code it is none", "`Closes #1`", "#1", "Closes", "`Closes #1`\n\nCloses #1"},
		{"in a comment it is none", "<!-- Closes #1 -->", "#1", "Closes", "<!-- Closes #1 -->\n\nCloses #1"},
		{"in a quote it is none", "> Closes #1", "#1", "Closes", "> Closes #1\n\nCloses #1"},
		{"in a list item it may be none", "- Closes #1", "#1", "Closes", "- Closes #1\n\nCloses #1"},
		{"in bold it is none", "**Closes** #1", "#1", "Closes", "**Closes** #1\n\nCloses #1"},
		{"Refs closes nothing", "Refs #1\n", "#1", "Closes", "Refs #1\nCloses #1\n"},
		{"refer", "text", "#1", "Refs", "text\n\nRefs #1"},
		{"refer to what is closed", "text\n\nCloses #1", "#1", "Refs", "text\n\nCloses #1"},
		{"refer to what is mentioned", "see o/r#1", "#1", "Refs", "see o/r#1"},
		{"refer to what code mentions", "`#1`", "#1", "Refs", "`#1`\n\nRefs #1"},
		{"refer to another host", "text", "ghe.example.com:8443:x/y#1", "Refs", "text\n\nRefs https://ghe.example.com:8443/x/y/issues/1"},
		{"close on another host", "text", "ghe.example.com:8443:x/y#1", "Closes", "text"},
		{"an unknown host", "text", "evil.example.com:x/y#1", "Refs", "text"},
		{"any word refers", "text", "#1", "Blames", "text\n\nRefs #1"},
		{"no word closes", "text", "#1", "", "text\n\nCloses #1"},
		{"the own host", "text", "github.com:o/r#1", "Closes", "text\n\nCloses #1"},
		{"another repository", "text", "x/y.z#7 O/R#8", "Resolves", "text\n\nResolves x/y.z#7\nResolves #8"},
		{"twice the same", "text", "#1 o/r#1 O/r#1", "Closes", "text\n\nCloses #1"},
		{"no such number", "text", "#0 #-1 #1234567890", "Closes", "text"},
		{"no such name", "text", "a--/b#1 a/..#2 -a/b#3 a/b`c#4", "Closes", "text"},
	}
	for _, test := range tests {
		s := Style{test.keyword, "o", "r"}
		after, added := Add(test.body, targets(test.targets), s, hosts())
		if after != test.want {
			t.Errorf("%s: %q with %s:\n got %q\nwant %q", test.name, test.body, test.targets, after, test.want)
		}
		if (len(added) == 0) != (after == test.body) || len(added) > len(targets(test.targets)) {
			t.Errorf("%s: added %s", test.name, named(added))
		}
		checkAdd(t, test.body, targets(test.targets), s)
	}
}
