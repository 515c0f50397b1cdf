package demo

// templates are the beginnings of issues that a repository offers, by file
// name.
func templates() map[string]string {
	return map[string]string{
		"1-bug.md": `---
name: Something is broken
about: The desk does not do what it should
title: "[bug] "
labels: bug, needs info
assignees: hanne-olsen
---

### What happens

<!-- One sentence. No names of customers, please. -->

### Steps

1. Open the customer …
2.
3.

### What should happen

### Where

| | |
| --- | --- |
| Version | |
| Browser | |
| Site | |

- [ ] I looked for the same report and found none
`,
		"2-wish.md": `---
name: A wish
about: 'Something the desk could do: a button, a column, a key'
title: ''
labels: ['enhancement']
assignees: ''
---

**Who needs it, and how often?**

**What do you do today instead?**

**What would be better?**
`,
		"3-question.md": `---
name: "A question"
about: For what the handbook does not answer
labels:
  - question
---

I looked in the [handbook](https://handbook.northwind.example) and did not find
`,
		"config.yml": "blank_issues_enabled: true\ncontact_links:\n  - name: Something is on fire\n    url: https://status.northwind.example\n    about: Do not write an issue, page the person on duty\n",
	}
}
