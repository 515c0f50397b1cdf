package linking

import (
	"strings"
	"testing"
)

// Where a keyword goes in what templates make of bodies: ¶ stands for a blank line
// and the lines, § for the lines.
func TestTemplates(t *testing.T) {
	tests := []struct{ name, body string }{
		{"headings and a checklist", "## What\n\nWait for the lock.\n\n## Checklist\n\n- [x] Tests\n- [ ] Changelog¶\n"},
		{"a checklist with comments", "### Before merging\n\n- [ ] I ran the tests <!-- all of them -->\n- [ ] I wrote docs <!-- or none are needed -->¶\n"},
		{"a checklist that asks for the issue", "- [ ] closes #xxxx (Replace xxxx with the issue)\n- [ ] Tests added¶\n"},
		{"a nested checklist", "1. Kind\n   - [ ] Bug\n   - [x] Feature\n\n2. Size\n   * [ ] small¶\n\n\n"},
		{"comments to be read and deleted", "<!--\nThanks for the change!\n\nPlease name the issue: Fixes #123\n-->\n\n# Why\n\nBecause.\n\n<!-- Closes # -->¶\n"},
		{"a comment last", "Text\n\n<!--\nFixes #1\nnothing below this line is kept\n-->¶"},
		{"a comment that nobody closed", "Text¶\n\n<!-- describe\n\n## Checklist\n- [ ] a\n"},
		{"an empty section for issues", "## Summary\n\nText\n\n## Related issues\n\nFixes #\n\n## Screenshots\n\n| before | after |\n| --- | --- |\n| a | b |¶\n"},
		{"a section for issues that is filled", "## Summary\n\nText\n\n## Issues\n\nFixes #7\nRefs #8§\n"},
		{"a label in bold", "**What kind of change is this?**\nA fix\n\n**Related issue:** Closes #7¶"},
		{"details", "Text\n\n<details>\n<summary>Logs</summary>\n\n```\npanic: x\n```\n\n</details>¶\n"},
		{"a log that nobody closed", "It fails:¶\n\n```text\npanic: fixes #1\n\tgoroutine 1\n"},
		{"a rule and a signature", "Text\n\n---\n\n_Signed-off-by: Mona <mona@example.com>_¶\n"},
		{"trailers", "Text\n\nSigned-off-by: Mona <mona@example.com>\nCloses: #7§\n"},
		{"a bot's table and footer", "Bumps [a](https://example.com) from 1 to 2.\n\n<details>\n<summary>Commits</summary>\n\n- fixes [#7](https://github.com/x/y/issues/7)\n</details>\n<br />\n\n---\n\nYou can trigger me by `@bot rebase`¶\n"},
		{"a quote last", "As was said:\n\n> fixes #1, I think\n> so¶\n"},
		{"a quoted log that nobody closed", "> ```\n> panic¶\n"},
		{"definitions last", "See [the docs][1].\n\n[1]: https://example.com/a¶\n"},
		{"a footnote last", "Text[^1].\n\n[^1]: More text¶\n"},
		{"one long line", strings.Repeat("word ", 13000) + "end¶"},
	}
	const written = "\nCloses #41\nCloses x/y#42"
	lines := strings.NewReplacer("¶", "\n"+written, "§", written)
	for _, test := range tests {
		body, want := strings.NewReplacer("¶", "", "§", "").Replace(test.body), lines.Replace(test.body)
		for range 2 {
			s := Style{"Closes", "o", "r"}
			if after, _ := Add(body, targets("#41 x/y#42"), s, hosts()); after != want {
				t.Errorf("%s: got\n%q\nwant\n%q", test.name, after, want)
			}
			checkAdd(t, body, targets("#41 x/y#42 #7"), s)
			checkAdd(t, body, targets("#41 x/y#42 #7"), Style{"Refs", "o", "r"})
			if strings.Contains(body, "\n") {
				body, want = strings.ReplaceAll(body, "\n", "\r\n"), strings.ReplaceAll(want, "\n", "\r\n")
			}
		}
	}
}
