package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"hubtrail/github"
	"hubtrail/github/auth"
	"hubtrail/github/query"
	"hubtrail/ui/text"
)

// SearchOptions is what `hubtrail search` is asked.
type SearchOptions struct {
	Search github.IssueSearch // Limit is how many rows are wanted
	// Issues makes the search, as the method of github.Accounts does.
	Issues func(ctx context.Context, s github.IssueSearch, emit func(github.SearchResult)) error

	JSON     bool // one object a line
	Terminal bool // Stdout is a terminal: columns and not tabs
	Width    int  // of the terminal, in cells
	Now      time.Time

	Stdout, Stderr io.Writer
	Styles         Styles
}

// Search writes the issues and pull requests that GitHub finds, best first, one
// a line:
//
//	acme/shop#12  open    pull  Fix the basket  bug,checkout  ada  2026-03-01T10:00:00Z
//
// with a tab between the columns where Stdout is no terminal. As JSON it is one
// object a line:
//
//	{"repository":"acme/shop","number":12,"kind":"pull_request","state":"open","title":"Fix the basket","author":"ada","labels":["bug"],"updated_at":"2026-03-01T10:00:00Z","url":"https://..."}
//
// where kind is issue or pull_request, state is open, draft, merged, closed or
// not_planned, and author is "" for a deleted account. What GitHub left out, or
// could not be asked, is told on Stderr.
//
// The exit status is 0, also when nothing is found; 1 if an account failed and
// others answered; 2 with an error.
func Search(ctx context.Context, o SearchOptions) (exit int, err error) {
	var found github.SearchResult
	wanted := o.Search.Limit
	if err := o.Issues(ctx, o.Search, func(r github.SearchResult) { found = r }); err != nil {
		return exitError, pointed(o.Search.Text, err)
	}
	w := bufio.NewWriter(o.Stdout)
	hits := found.Hits[:min(len(found.Hits), wanted)]
	columns := o.columns(hits)
	for i := range hits {
		var line []byte
		switch {
		case o.JSON:
			line = hitJSON(&hits[i].Issue)
		case o.Terminal:
			line = o.hitRow(&hits[i].Issue, columns)
		default:
			line = hitLine(&hits[i].Issue)
		}
		w.Write(append(line, '\n')) // a failure is kept until the flush
	}
	if err := w.Flush(); err != nil {
		return exitError, fmt.Errorf("write the answer: %w", err)
	}
	return o.tell(found, len(hits)), nil
}

// tell says on Stderr what the rows do not show.
func (o SearchOptions) tell(found github.SearchResult, shown int) (exit int) {
	say := func(format string, args ...any) {
		fmt.Fprintf(o.Stderr, "hubtrail: %s\n", plain(auth.Redact(fmt.Sprintf(format, args...))))
	}
	for _, p := range query.Parse(o.Search.Text).ProblemsWithin(o.within()) {
		if p.Fix != "" {
			p.Text += ": " + p.Fix
		}
		say("%s", p.Text)
	}
	for _, s := range found.Sent {
		switch {
		case s.Err != nil:
			exit = exitNo
			say("%s: %v", s.Account, s.Err)
		case s.Incomplete:
			say("%s: GitHub ran out of time, so that results may be missing", s.Account)
		}
	}
	switch {
	case found.Capped && shown >= len(found.Hits):
		say("GitHub gives the first 1,000 results of %s: narrow the search, for example with created:2026-01-01..2026-06-30", text.Count(found.Total))
	case o.Terminal && found.Total > shown:
		say("%s of %s shown: --limit shows more", text.Count(shown), text.Count(found.Total))
	}
	return exit
}

// within is the repository searched, if it is only one: some qualifiers are for
// that alone.
func (o SearchOptions) within() query.Scope {
	if len(o.Search.Scopes) == 1 {
		return query.Scope{Repo: o.Search.Scopes[0].Repo.String()}
	}
	return query.Scope{}
}

// pointed adds the place of a mistake in the query to its error.
func pointed(query string, err error) error {
	var p *github.SearchProblem
	if !errors.As(err, &p) || p.End <= p.Start || p.End > len(query) || strings.ContainsAny(query, "\n\t") {
		return err
	}
	before, at := plain(query[:p.Start]), plain(query[p.Start:p.End])
	return &pointedError{err, fmt.Sprintf("%v\n    %s\n    %s%s", err, plain(query), text.Spaces(text.Width(before)), strings.Repeat("^", max(text.Width(at), 1)))}
}

type pointedError struct {
	error
	text string
}

func (p *pointedError) Error() string { return p.text }
func (p *pointedError) Unwrap() error { return p.error }

func kindOf(i *github.Issue) string {
	if i.Pull {
		return "pull_request"
	}
	return "issue"
}

func stateOf(i *github.Issue) string { return strings.ReplaceAll(i.State.String(), " ", "_") }

func updated(i *github.Issue) string {
	if i.UpdatedAt.IsZero() {
		return ""
	}
	return i.UpdatedAt.UTC().Format(time.RFC3339)
}

func hitJSON(i *github.Issue) []byte {
	b := appendJSON([]byte(`{"repository":`), i.Repo.String())
	b = strconv.AppendInt(append(b, `,"number":`...), int64(i.Number), 10)
	b = appendJSON(append(b, `,"kind":`...), kindOf(i))
	b = appendJSON(append(b, `,"state":`...), stateOf(i))
	b = appendJSON(append(b, `,"title":`...), i.Title)
	b = appendJSON(append(b, `,"author":`...), i.Author)
	b = append(b, `,"labels":[`...)
	for n, l := range i.Labels {
		if n > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, l.Name)
	}
	b = appendJSON(append(b, `],"updated_at":`...), updated(i))
	b = appendJSON(append(b, `,"url":`...), i.URL)
	return append(b, '}')
}

// hitLine is the row for a script: no column holds a tab or a control character.
func hitLine(i *github.Issue) []byte {
	return []byte(strings.Join([]string{
		plain(i.IssueRef.String()), stateOf(i), kindOf(i), plain(i.Title), plain(labelNames(i)), plain(i.Author), updated(i),
	}, "\t"))
}

func labelNames(i *github.Issue) string {
	names := make([]string, len(i.Labels))
	for n, l := range i.Labels {
		names[n] = l.Name
	}
	return strings.Join(names, ",")
}

// hitColumns are the widths of a terminal's columns, in cells.
type hitColumns struct{ ref, author, title int }

func (o SearchOptions) columns(hits []github.Hit) hitColumns {
	var c hitColumns
	for i := range hits {
		c.ref = max(c.ref, text.Width(plain(hits[i].IssueRef.String())))
		c.author = max(c.author, min(text.Width(plain(hits[i].Author)), 18))
	}
	// state, kind, age and the spaces between the columns
	c.title = max(o.Width-c.ref-c.author-11-5-4-10, 20)
	return c
}

func (o SearchOptions) hitRow(i *github.Issue, c hitColumns) []byte {
	kind := "issue"
	if i.Pull {
		kind = "pull"
	}
	style := o.Styles.Dim
	switch i.State {
	case github.IssueOpen:
		style = o.Styles.Good
	case github.IssueDraft:
		style = o.Styles.Warn
	}
	title := plain(i.Title)
	if names := plain(labelNames(i)); names != "" {
		title = text.Cut(title, c.title) + "  [" + names + "]"
	}
	age := ""
	if !i.UpdatedAt.IsZero() {
		age = text.Ago(o.Now.Sub(i.UpdatedAt))
	}
	return []byte(text.Pad(plain(i.IssueRef.String()), c.ref) + "  " + style.Render(text.Pad(i.State.String(), 11)) + "  " + text.Pad(kind, 5) + "  " +
		text.Fit(title, c.title) + "  " + text.Fit(plain(i.Author), c.author) + "  " + o.Styles.Dim.Render(age))
}
