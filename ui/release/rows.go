package release

import (
	"strconv"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// row is one line of the list: a heading, a pull request, an issue below the one
// that closes it, or a commit.
type row struct {
	heading string
	issue   *github.Issue // or pull request
	commit  *github.Commit
	below   bool   // an issue below its pull request
	unsure  bool   // that it is one, or that it is closed
	note    string // beside it
	of      string // the pull request that it is below
}

// arrange makes the rows anew. The cursor stays on what it is on; on the first
// row it stays there.
func (p *Pane) arrange() {
	at, had := p.list.Cursor(), p.current()
	r := p.release.Value()
	p.rows = rowsOf(&r)
	to := -1
	if at > 0 {
		key := had.key()
		for i := range p.rows {
			if p.rows[i].key() == key {
				to = i
				break
			}
		}
	}
	p.list.Follow(len(p.rows), to)
}

// rowsOf lays a release out.
func rowsOf(r *github.Release) []row {
	var rows []row
	told := map[string]bool{}
	if len(r.Pulls) > 0 {
		rows = append(rows, row{heading: "Pull requests"})
	}
	for i := range r.Pulls {
		pull := &r.Pulls[i]
		rows = append(rows, row{issue: &pull.Issue, unsure: pull.Guessed, note: count(len(pull.Commits), "commit")})
		for n := range pull.Closes {
			l := &pull.Closes[n]
			told[l.IssueRef.String()] = true
			rows = append(rows, closed(l, true, pull.IssueRef.String()))
		}
	}
	heading := len(rows)
	for i := range r.Issues {
		if l := &r.Issues[i]; !told[l.IssueRef.String()] {
			rows = append(rows, closed(l, false, ""))
		}
	}
	if len(rows) > heading {
		rows = append(rows, row{})
		copy(rows[heading+1:], rows[heading:])
		rows[heading] = row{heading: "Issues closed by commits"}
	}
	if len(r.Loose) > 0 {
		rows = append(rows, row{heading: "Commits without a pull request"})
	}
	for i := range r.Loose {
		rows = append(rows, row{commit: &r.Loose[i]})
	}
	return rows
}

func closed(l *github.Linked, below bool, of string) row {
	r := row{issue: &l.Issue, below: below, of: of}
	if l.Textual {
		r.note = "by keyword"
	}
	return r
}

// key tells a row from the others of its list.
func (r row) key() string {
	switch {
	case r.issue != nil:
		return r.of + " " + r.issue.IssueRef.String()
	case r.commit != nil:
		return r.commit.SHA
	}
	return r.heading
}

// name is what names the thing, and what kind of name it is.
func (r row) name() (name, what string) {
	switch {
	case r.issue != nil:
		return r.issue.IssueRef.String(), "name"
	case r.commit != nil:
		return r.commit.SHA, "SHA"
	}
	return "", "name"
}

// number names an issue as the release's repository does.
func (p *Pane) number(i *github.Issue) string {
	if i.Repo == p.asked.Repo {
		return "#" + strconv.Itoa(i.Number)
	}
	return text.Clean(i.IssueRef.String())
}

// count is a number of things in words.
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return text.Count(n) + " " + one + "s"
}
