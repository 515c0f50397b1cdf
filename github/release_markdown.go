package github

import (
	"fmt"
	"strings"
)

// Markdown is the release as text for its notes: the pull requests with who wrote
// them and what they close, the commits of none, the issues that were closed, and
// in numbers what is not in it. Titles mention nobody.
func (r Release) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s: %s to %s\n\n", plainMarkdown(r.Repo.String()), plainMarkdown(r.From), plainMarkdown(r.To))
	fmt.Fprintf(&b, "%s, %s, %s closed.\n", counted(len(r.Pulls), "pull request"), counted(len(r.Commits), "commit"), counted(len(r.Issues), "issue"))
	section(&b, "Pull requests", r.Pulls, func(p ReleasePull) {
		b.WriteString(titleOr(p.Title, "Untitled") + " (" + r.link(p.Issue) + ")")
		if p.Author != "" {
			b.WriteString(" by @" + escapedMarkdown(p.Author))
		}
		for i, l := range p.Closes {
			b.WriteString([]string{", closes ", ", "}[min(i, 1)] + r.link(l.Issue))
		}
	})
	section(&b, "Other commits", r.Loose, func(k Commit) {
		sha := "`" + ShortRef(k.SHA) + "`"
		if k.URL != "" {
			sha = "[" + sha + "](" + k.URL + ")"
		}
		b.WriteString(sha + " " + titleOr(k.Subject, "No message"))
		if k.Author.Name != "" {
			b.WriteString(" (" + plainMarkdown(k.Author.Name) + ")")
		}
	})
	section(&b, "Issues closed", r.Issues, func(l Linked) {
		b.WriteString(strings.TrimSpace(r.link(l.Issue) + " " + plainMarkdown(l.Title)))
	})
	if missing := r.Missing(); len(missing) > 0 {
		b.WriteString("\nNot complete: " + strings.Join(missing, ", ") + ".\n")
	}
	return b.String()
}

// Missing is what is not in the release, or not for sure, each with its number;
// nil if it is complete.
func (r Release) Missing() []string {
	var missing []string
	if n := r.Total - len(r.Commits); n > 0 {
		missing = append(missing, counted(n, "newer commit")+" not read")
	}
	if r.Unasked > 0 {
		missing = append(missing, counted(r.Unasked, "commit")+" not looked up")
	}
	guessed := 0
	for _, p := range r.Pulls {
		if p.Guessed {
			guessed++
		}
	}
	if guessed > 0 {
		missing = append(missing, counted(guessed, "pull request")+" known by a commit's subject alone")
	}
	return missing
}

// section writes a list below a heading, nothing if it is empty.
func section[T any](b *strings.Builder, heading string, rows []T, row func(T)) {
	if len(rows) == 0 {
		return
	}
	b.WriteString("\n### " + heading + "\n\n")
	for _, r := range rows {
		b.WriteString("- ")
		row(r)
		b.WriteString("\n")
	}
}

// link names an issue as the release's repository does, and leads to it.
func (r Release) link(i Issue) string {
	name := i.IssueRef.String()
	if strings.EqualFold(i.Repo.String(), r.Repo.String()) {
		name = fmt.Sprintf("#%d", i.Number)
	}
	if i.URL == "" {
		return name
	}
	return "[" + name + "](" + i.URL + ")"
}

func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

func titleOr(title, none string) string {
	if title = plainMarkdown(title); title == "" {
		return none
	}
	return title
}

// plainMarkdown makes one line of a text from outside that Markdown shows as it
// is; an empty comment keeps a name from being told.
func plainMarkdown(s string) string {
	return strings.ReplaceAll(escapedMarkdown(s), "@", "@<!-- -->")
}

// escapedMarkdown is plainMarkdown for what may be a name.
func escapedMarkdown(s string) string {
	var b strings.Builder
	for _, r := range cleanMessage(s) {
		if strings.ContainsRune("\\`*_[]<>|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
