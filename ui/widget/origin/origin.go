// Package origin leads from a commit to the pull request that it came by, for
// every pane that shows one. The pane has the slot, and gives the search up when
// the person does something else.
package origin

import (
	"context"
	"fmt"
	"time"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// Client is what is needed of the accounts.
type Client interface {
	PullsOfCommit(ctx context.Context, at github.Place, repo github.RepoRef, sha string) ([]github.CommitPull, error)
	StoredPullsOfCommit(at github.Place, repo github.RepoRef, sha string) ([]github.CommitPull, bool)
}

// Commit is whose pull request is looked for.
type Commit struct {
	Place        github.Place
	Repo         github.RepoRef
	SHA, Subject string
}

// Known goes to the pull request that is stored, or that the subject names. It is
// nil if GitHub has to be asked.
func (c Commit) Known(client Client) pane.Intent {
	if pulls, ok := client.StoredPullsOfCommit(c.Place, c.Repo, c.SHA); ok && len(pulls) > 0 {
		return Found{c, pulls}.Choose()
	}
	if n := github.PullInSubject(c.Subject); n > 0 {
		return pane.ChooseIssue{At: pane.IssueAt{Place: c.Place, Ref: github.IssueRef{Repo: c.Repo, Number: n}}}
	}
	return nil
}

// Looking says that GitHub is asked.
func (c Commit) Looking() pane.Intent {
	return pane.Say{Text: "looking for the pull request of " + c.short() + text.Ellipsis}
}

// Fetch asks GitHub, for a slot.
func (c Commit) Fetch(client Client) func(ctx context.Context, emit func(Found, time.Time)) error {
	return func(ctx context.Context, emit func(Found, time.Time)) error {
		pulls, err := client.PullsOfCommit(ctx, c.Place, c.Repo, c.SHA)
		if err == nil {
			emit(Found{c, pulls}, time.Time{})
		}
		return err
	}
}

func (c Commit) short() string { return text.Clean(c.SHA[:min(len(c.SHA), 7)]) }

// Found is the pull requests of a commit, the one that brought it first.
type Found struct {
	Commit Commit
	Pulls  []github.CommitPull
}

// Choose goes to the first, or says that there is none.
func (f Found) Choose() pane.Intent {
	if len(f.Pulls) == 0 {
		return pane.Say{Text: "no pull request has " + f.Commit.short()}
	}
	to := pane.ChooseIssue{At: pane.IssueAt{Place: f.Commit.Place, Ref: f.Pulls[0].IssueRef}}
	if n := len(f.Pulls); n > 1 {
		to.Said = fmt.Sprintf("%d pull requests have %s: this is the first", n, f.Commit.short())
	}
	return to
}

// Failed says why it is not known.
func Failed(err error) pane.Intent { return pane.Say{Text: text.Clean(err.Error())} }
