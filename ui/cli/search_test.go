package cli

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
)

func hits() []github.Hit {
	at := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	issue := func(n int, pull bool, state github.IssueState, title, author string, labels ...string) github.Hit {
		i := github.Issue{
			IssueRef: github.IssueRef{Repo: github.RepoRef{Owner: "acme", Name: "shop"}, Number: n}, Pull: pull, State: state,
			Title: title, Author: author, UpdatedAt: at.Add(-time.Duration(n) * time.Hour), URL: "https://github.com/acme/shop/issues/1",
		}
		for _, l := range labels {
			i.Labels = append(i.Labels, github.Label{Name: l})
		}
		return github.Hit{Issue: i}
	}
	return []github.Hit{
		issue(12, true, github.IssueDraft, "Fix the <basket>", "ada", "bug", "needs care"),
		issue(7, false, github.IssueNotPlanned, "Clear\x1b[2J me\u202e", ""),
	}
}

// search runs the command on an answer.
func search(t *testing.T, found github.SearchResult, err error, change func(*SearchOptions)) (out, errs string, exit int, failure error) {
	t.Helper()
	var stdout, stderr strings.Builder
	o := SearchOptions{
		Search: github.IssueSearch{Text: "is:open", Limit: 30}, Stdout: &stdout, Stderr: &stderr, Width: 100,
		Now: time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC),
		Issues: func(_ context.Context, _ github.IssueSearch, emit func(github.SearchResult)) error {
			if err == nil {
				emit(found)
			}
			return err
		},
	}
	if change != nil {
		change(&o)
	}
	exit, failure = Search(t.Context(), o)
	return stdout.String(), stderr.String(), exit, failure
}

func TestSearchLines(t *testing.T) {
	found := github.SearchResult{Hits: hits(), Total: 2}
	out, errs, exit, err := search(t, found, nil, nil)
	want := "acme/shop#12\tdraft\tpull_request\tFix the <basket>\tbug,needs care\tada\t2026-02-28T22:00:00Z\n" +
		"acme/shop#7\tnot_planned\tissue\tClear me�\t\t\t2026-03-01T03:00:00Z\n"
	if out != want || errs != "" || exit != 0 || err != nil {
		t.Errorf("got\n%q %q %d %v, want\n%q", out, errs, exit, err, want)
	}
	out, errs, _, _ = search(t, github.SearchResult{Hits: hits(), Total: 40}, nil, func(o *SearchOptions) { o.Terminal = true })
	want = "acme/shop#12  draft        pull   Fix the <basket>  [bug,needs care]                       ada  12h\n" +
		"acme/shop#7   not planned  issue  Clear me�                                                     7h\n"
	if out != want {
		t.Errorf("on a terminal: got\n%s\nwant\n%s", out, want)
	}
	if want := "hubtrail: 2 of 40 shown: --limit shows more\n"; errs != want {
		t.Errorf("got %q, want %q", errs, want)
	}
}

func TestSearchJSON(t *testing.T) {
	out, _, exit, err := search(t, github.SearchResult{Hits: hits()}, nil, func(o *SearchOptions) { o.JSON = true })
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	want := `{"repository":"acme/shop","number":12,"kind":"pull_request","state":"draft","title":"Fix the <basket>","author":"ada",` +
		`"labels":["bug","needs care"],"updated_at":"2026-02-28T22:00:00Z","url":"https://github.com/acme/shop/issues/1"}`
	if len(lines) != 2 || lines[0] != want || exit != 0 || err != nil {
		t.Fatalf("got %d %v\n%s\nwant\n%s", exit, err, out, want)
	}
	var second struct {
		Title  string
		Labels []string
	}
	if err := json.Unmarshal([]byte(lines[1]), &second); err != nil || second.Title != "Clear\x1b[2J me\u202e" || second.Labels == nil {
		t.Errorf("got %v %+v, want the title as it is and an empty list of labels", err, second)
	}
	if strings.ContainsAny(out, "\x1b\u202e") {
		t.Errorf("got %q, want control and format characters escaped", out)
	}
	out, _, _, _ = search(t, github.SearchResult{Hits: hits()}, nil, func(o *SearchOptions) { o.JSON, o.Search.Limit = true, 1 })
	if n := strings.Count(out, "\n"); n != 1 {
		t.Errorf("with a limit of 1: got %d lines, want 1", n)
	}
}

func TestSearchFailures(t *testing.T) {
	_, errs, exit, err := search(t, github.SearchResult{Hits: hits(), Sent: []github.SentSearch{
		{Account: "work", Err: errors.New("refused ghp_012345678901234567890123456789012345")}, {Account: "me", Incomplete: true},
	}}, nil, nil)
	if exit != 1 || err != nil || !strings.Contains(errs, "work: refused") || !strings.Contains(errs, "me: GitHub ran out of time") || strings.Contains(errs, "ghp_0") {
		t.Errorf("an account that failed: got %d %v %q, want 1 and both told, without the token", exit, err, errs)
	}
	_, errs, _, _ = search(t, github.SearchResult{Hits: hits(), Total: 4000, Capped: true}, nil, nil)
	if !strings.Contains(errs, "first 1,000 results of 4,000") {
		t.Errorf("capped: got %q, want the cap told", errs)
	}
	_, errs, exit, _ = search(t, github.SearchResult{Hits: hits(), Total: 2}, nil, func(o *SearchOptions) { o.Search.Text = "is:opne" })
	if exit != 0 || !strings.Contains(errs, "hubtrail: is: cannot be “opne”") || !strings.Contains(errs, "is:open") {
		t.Errorf("a mistake that GitHub bears: got %d %q, want it told", exit, errs)
	}
	problem := &github.SearchProblem{Start: 8, End: 15, Text: "is:opne is no state", Fix: "did you mean is:open?"}
	_, _, exit, err = search(t, github.SearchResult{}, problem, func(o *SearchOptions) { o.Search.Text = "is:issue is:opne" })
	if exit != 2 || err == nil || err.Error() != "is:opne is no state\n    is:issue is:opne\n            ^^^^^^^" {
		t.Errorf("a mistake: got %d %v, want its place", exit, err)
	}
	var advice interface{ Remedy() string }
	if !errors.As(err, &advice) || advice.Remedy() != problem.Fix {
		t.Errorf("a mistake: got no remedy, want %q", problem.Fix)
	}
}
