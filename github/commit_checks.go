package github

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// MaxCommitChecks is how many commits one request for their checks asks about.
const MaxCommitChecks = 50

// CommitChecks asks GraphQL how all checks of each of some commits came out
// together, given by their whole SHAs: 50 a request; fewer where the host runs out
// of time. A commit without checks is CheckNone, and one that the host does not
// tell about is missing from the answer. The error is for when nothing came;
// ErrUnsupported, where the host cannot tell, costs one request a session.
func (c *Client) CommitChecks(ctx context.Context, installation int64, repo RepoRef, shas []string) (map[string]CheckState, error) {
	if err := c.checkRepo("ask for the checks of commits of "+repo.String(), repo); err != nil {
		return nil, err
	}
	found := map[string]CheckState{}
	var failed error
	for len(shas) > 0 {
		batch := shas[:min(len(shas), MaxCommitChecks)]
		shas = shas[len(batch):]
		if err := c.rollups(ctx, installation, repo, batch, found); err != nil {
			failed = err
			if is(err, ErrUnsupported, context.Canceled, ErrRateLimited, ErrOffline) {
				break
			}
		}
	}
	if len(found) == 0 && failed != nil {
		return nil, failed
	}
	return found, nil
}

// rollups asks about one batch, and about its halves if that is too much.
func (c *Client) rollups(ctx context.Context, installation int64, repo RepoRef, shas []string, found map[string]CheckState) error {
	q := graphAsk{
		op: fmt.Sprintf("ask for the checks of %d commits of %s", len(shas), repo), feature: "rollups",
		installation: installation, variables: map[string]any{"owner": repo.Owner, "name": repo.Name},
	}
	var declared, asked strings.Builder
	for n, sha := range shas {
		if !IsWholeSHA(sha) {
			return c.invalid(q.op, "one is no commit's SHA", "Write it whole: 40 hexadecimal digits.")
		}
		fmt.Fprintf(&declared, ", $c%d: String!", n)
		fmt.Fprintf(&asked, "c%d: object(expression: $c%d) { ... on Commit { statusCheckRollup { state } } }\n", n, n)
		q.variables[fmt.Sprintf("c%d", n)] = sha
	}
	q.query = fmt.Sprintf("query($owner: String!, $name: String!%s) {\nrepository(owner: $owner, name: $name) {\n%s}\n}", declared.String(), asked.String())
	got, err := c.graph(ctx, q)
	if tooMuch(err) && len(shas) > 1 {
		half := len(shas) / 2
		err = c.rollups(ctx, installation, repo, shas[:half], found)
		if second := c.rollups(ctx, installation, repo, shas[half:], found); second != nil {
			err = second
		}
		return err
	}
	if err != nil {
		return err
	}
	var commits map[string]*struct {
		Rollup *struct {
			State string `json:"state"`
		} `json:"statusCheckRollup"`
	}
	if json.Unmarshal(got.data["repository"], &commits) != nil {
		return c.fault(q.op, ErrBadAnswer)
	}
	// Where a rollup may not be read it is null, as where there is none: the error
	// beside tells them apart.
	refused := got.errors["repository"]
	for n, sha := range shas {
		switch one := commits[fmt.Sprintf("c%d", n)]; {
		case one == nil:
		case one.Rollup != nil:
			found[sha] = rolledUp(one.Rollup.State)
		case refused == nil:
			found[sha] = CheckNone
		}
	}
	return refused
}
