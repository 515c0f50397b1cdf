package github

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"
)

// CheckState is how a check, or all of them together, came out.
type CheckState int

// From no check at all to a failure.
const (
	CheckNone CheckState = iota
	CheckSkipped
	CheckPassed
	CheckPending
	CheckFailed
)

// String is the state in words.
func (s CheckState) String() string {
	return [...]string{"no checks", "skipped", "passed", "pending", "failed"}[s]
}

// Check is one check run or commit status.
type Check struct {
	Name     string
	App      string // who ran it, "" for a status
	State    CheckState
	Result   string // conclusion or state as GitHub writes it: success, timed_out, queued...
	Title    string // of its output, one line
	Summary  string // of its output, Markdown; of a status its description
	URL      string // details on the web
	Started  time.Time
	Finished time.Time
}

// Checks is every check of a commit.
type Checks struct {
	SHA      string
	State    CheckState // the worst of them
	Checks   []Check    // failures first, then pending, then the rest, by name
	Total    int
	Statuses error // why commit statuses are missing, nil if they are not
	Runs     error // why check runs are missing, nil if they are not
}

// Checks reads the commit statuses and the check runs of a commit, which are two
// permissions: of what is refused Statuses or Runs tell why, and the other
// shows. The error is for when both are.
func (c *Client) Checks(ctx context.Context, installation int64, repo RepoRef, sha string) (Checks, error) {
	op := "read the checks of " + shortSHA(sha) + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return Checks{}, err
	}
	if !isSHA(sha) {
		return Checks{}, c.invalid(op, "it is not a commit's SHA", "Write at least 7 hexadecimal digits.")
	}
	found := Checks{SHA: strings.ToLower(sha)}
	q := ask{op: op, installation: installation, path: repoPath(repo, "/commits/"+found.SHA)}
	var statuses, runs []Check
	var both sync.WaitGroup
	both.Go(func() { statuses, found.Statuses = c.statuses(ctx, q) })
	both.Go(func() { runs, found.Runs = c.runs(ctx, q) })
	both.Wait()
	if found.Statuses != nil && found.Runs != nil {
		return Checks{}, found.Runs
	}
	found.Checks = append(runs, statuses...)
	found.Total = len(found.Checks)
	for _, one := range found.Checks {
		found.State = max(found.State, one.State)
	}
	slices.SortStableFunc(found.Checks, func(a, b Check) int {
		return cmp.Or(cmp.Compare(rank(a.State), rank(b.State)), cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
	})
	return found, nil
}

// rank puts what needs a person first.
func rank(s CheckState) int {
	switch s {
	case CheckFailed:
		return 0
	case CheckPending:
		return 1
	default:
		return 2
	}
}

// statuses reads the newest status of each context. The state of them together
// is not used: it is pending also where there is none.
func (c *Client) statuses(ctx context.Context, q ask) ([]Check, error) {
	q.path += "/status"
	return c.checkPages(ctx, func(ctx context.Context, number int) (page[Check], error) {
		var got struct {
			Total    int          `json:"total_count"`
			Statuses []statusJSON `json:"statuses"`
		}
		a, err := c.get(ctx, q.onPage(number), &got)
		if err != nil {
			return page[Check]{}, err
		}
		return converted(a, got.Statuses, got.Total, c.status), nil
	})
}

// runs reads the newest run of each check.
func (c *Client) runs(ctx context.Context, q ask) ([]Check, error) {
	q.path += "/check-runs?filter=latest"
	return c.checkPages(ctx, func(ctx context.Context, number int) (page[Check], error) {
		var got struct {
			Total int       `json:"total_count"`
			Runs  []runJSON `json:"check_runs"`
		}
		a, err := c.get(ctx, q.onPage(number), &got)
		if err != nil {
			return page[Check]{}, err
		}
		return converted(a, got.Runs, got.Total, c.run), nil
	})
}

func (c *Client) checkPages(ctx context.Context, fetch func(context.Context, int) (page[Check], error)) ([]Check, error) {
	p := &pager[Check, Check]{
		key: func(one Check) Check { return one }, now: c.now, emit: func(Listing[Check]) {}, fetch: fetch,
	}
	l, err := p.run(ctx)
	return l.Items, err
}

type statusJSON struct {
	Context     string   `json:"context"`
	State       string   `json:"state"`
	Description string   `json:"description"`
	TargetURL   string   `json:"target_url"`
	CreatedAt   wireTime `json:"created_at"`
	UpdatedAt   wireTime `json:"updated_at"`
}

func (c *Client) status(j statusJSON) Check {
	one := Check{
		Name: j.Context, State: CheckPending, Result: strings.ToLower(j.State), Summary: j.Description, URL: j.TargetURL,
		Started: j.CreatedAt.Time,
	}
	switch one.Result {
	case "success":
		one.State, one.Finished = CheckPassed, j.UpdatedAt.Time
	case "failure", "error":
		one.State, one.Finished = CheckFailed, j.UpdatedAt.Time
	}
	return one
}

type runJSON struct {
	Name       string    `json:"name"`
	Status     string    `json:"status"`
	Conclusion string    `json:"conclusion"`
	HTMLURL    string    `json:"html_url"`
	DetailsURL string    `json:"details_url"`
	App        *nameJSON `json:"app"`
	StartedAt  wireTime  `json:"started_at"`
	Completed  wireTime  `json:"completed_at"`
	Output     *struct {
		Title   string `json:"title"`
		Summary string `json:"summary"`
	} `json:"output"`
}

func (c *Client) run(j runJSON) Check {
	one := Check{
		Name: j.Name, App: j.App.name(), Result: strings.ToLower(cmp.Or(j.Conclusion, j.Status)),
		URL: cmp.Or(c.pageURL(j.HTMLURL), j.DetailsURL), Started: j.StartedAt.Time, Finished: j.Completed.Time,
	}
	if j.Output != nil {
		one.Title, _, _ = strings.Cut(j.Output.Title, "\n")
		one.Summary = j.Output.Summary
	}
	one.State = concluded(one.Result)
	return one
}

// concluded sorts the conclusions of check runs. Cancelled, neutral and stale
// runs say nothing about the commit; what has no conclusion yet is under way.
func concluded(result string) CheckState {
	switch result {
	case "success":
		return CheckPassed
	case "failure", "timed_out", "startup_failure", "action_required", "error":
		return CheckFailed
	case "skipped", "neutral", "cancelled", "stale":
		return CheckSkipped
	default:
		return CheckPending
	}
}
