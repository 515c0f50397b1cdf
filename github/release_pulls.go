package github

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"hubtrail/github/linking"
)

type releasePullJSON struct {
	linkedJSON
	Body   string `json:"body"`
	Closes struct {
		Nodes []*linkedJSON `json:"nodes"`
	} `json:"closingIssuesReferences"`
}

// releaseFields are asked of each pull request of a release.
func releaseFields() string {
	pull := strings.NewReplacer("%TYPE%", "PullRequest", "%STATE%", "isDraft\n\tmergedAt").Replace(linkedFields)
	issue := strings.NewReplacer("fragment linked", "fragment closed", "%TYPE%", "Issue", "%STATE%", "stateReason").Replace(linkedFields)
	return "fragment release on PullRequest {\n\t...linked\n\tbody\n\tclosingIssuesReferences(first: 20) { nodes { ...closed } }\n}\n" + pull + "\n" + issue
}

// details asks about the numbers that are only guessed. A number that is no merged
// pull request is none.
func (r *releasing) details(ctx context.Context) {
	var ask []int
	for _, n := range r.numbers() {
		if _, ok := r.known[n]; n > 0 && !ok && !slices.Contains(ask, n) {
			ask = append(ask, n)
		}
	}
	ask = ask[:min(len(ask), max(0, maxReleasePulls-len(r.known)-len(r.none)))]
	for len(ask) > 0 && ctx.Err() == nil {
		batch := ask[:min(len(ask), maxSummaries)]
		ask = ask[len(batch):]
		err := r.batch(ctx, batch)
		if is(err, ErrUnsupported) {
			r.oneByOne(ctx, append(batch, ask...))
			return
		}
		if err != nil {
			r.problem = err
		}
		if is(err, ErrRateLimited, ErrOffline) {
			return
		}
	}
}

// oneByOne asks about numbers where the host has no GraphQL, as many as commits
// are asked about.
func (r *releasing) oneByOne(ctx context.Context, numbers []int) {
	numbers = numbers[:min(len(numbers), maxReleaseAsked)]
	pulls, errs := make([]PullRequest, len(numbers)), make([]error, len(numbers))
	asked, err := atOnce(ctx, len(numbers), func(ctx context.Context, i int) error {
		pulls[i], errs[i] = r.c.PullRequest(ctx, r.installation, IssueRef{Repo: r.repo, Number: numbers[i]})
		if is(errs[i], ErrNotFound, ErrGone) {
			return nil
		}
		return errs[i]
	})
	r.requests += len(asked)
	if err != nil {
		r.problem = err
	}
	for _, i := range asked {
		switch {
		case errs[i] == nil && pulls[i].Merged:
			r.known[numbers[i]] = ReleasePull{Issue: pulls[i].Issue, Closes: r.c.alsoCloses(r.installation, nil, pulls[i].Issue)}
		case errs[i] == nil, is(errs[i], ErrNotFound, ErrGone):
			r.none[numbers[i]] = true
		}
	}
}

// batch asks about some numbers, and about their halves if that is too much.
func (r *releasing) batch(ctx context.Context, numbers []int) error {
	q := graphAsk{
		op: fmt.Sprintf("ask about %d pull requests of %s", len(numbers), r.repo), feature: "release", installation: r.installation,
		variables: map[string]any{"owner": r.repo.Owner, "name": r.repo.Name},
	}
	var declared, asked strings.Builder
	for i, n := range numbers {
		fmt.Fprintf(&declared, ", $n%d: Int!", i)
		fmt.Fprintf(&asked, "p%d: pullRequest(number: $n%d) { ...release }\n", i, i)
		q.variables[fmt.Sprintf("n%d", i)] = n
	}
	q.query = fmt.Sprintf("query($owner: String!, $name: String!%s) {\nrepository(owner: $owner, name: $name) {\n%s}\n}\n%s", declared.String(), asked.String(), releaseFields())
	r.requests++
	got, err := r.c.graph(ctx, q)
	if tooMuch(err) && len(numbers) > 1 {
		half := len(numbers) / 2
		err = r.batch(ctx, numbers[:half])
		if second := r.batch(ctx, numbers[half:]); second != nil {
			err = second
		}
		return err
	}
	if err != nil {
		return err
	}
	var found map[string]*releasePullJSON
	if json.Unmarshal(got.data["repository"], &found) != nil || found == nil {
		if err := got.errors["repository"]; err != nil {
			return err
		}
		return r.c.fault(q.op, ErrNotFound)
	}
	denied := got.errors["repository"]
	if is(denied, ErrNotFound) { // of a number that is no pull request
		denied = nil
	}
	for i, n := range numbers {
		switch j := found[fmt.Sprintf("p%d", i)]; {
		case j != nil && strings.EqualFold(j.State, "merged"):
			r.known[n] = r.c.releasePull(r.installation, j, r.repo)
		case j != nil || denied == nil:
			r.none[n] = true
		}
	}
	return denied
}

// releasePull converts one. What its body says and GitHub does not list, as of a
// pull request into another branch, closes by the text alone.
func (c *Client) releasePull(installation int64, j *releasePullJSON, repo RepoRef) ReleasePull {
	p := ReleasePull{Issue: c.linked(&j.linkedJSON, repo, true)}
	p.Body = j.Body
	for _, n := range j.Closes.Nodes {
		if n != nil && n.Number > 0 {
			p.Closes = append(p.Closes, Linked{Issue: c.linked(n, repo, false), Closing: true})
		}
	}
	p.Closes = c.alsoCloses(installation, p.Closes, p.Issue)
	return p
}

// alsoCloses adds what the body of a pull request says it closes.
func (c *Client) alsoCloses(installation int64, closes []Linked, pull Issue) []Linked {
	for _, l := range c.closedBy(installation, pull.Repo, linking.References(pull.Body, c.pageHosts())) {
		if indexLinked(closes, l.IssueRef) < 0 && !sameRef(l.IssueRef, pull.IssueRef) {
			closes = append(closes, l)
		}
	}
	return closes
}

// rest asks for the pull requests of the commits that have none, the newest first.
func (r *releasing) rest(ctx context.Context) {
	var shas []string
	r.unasked = map[string]bool{}
	for i, n := range slices.Backward(r.numbers()) {
		if n > 0 {
			continue
		}
		sha := r.commits[i].SHA
		if kept, ok := r.c.StoredPullsOfCommit(r.installation, r.repo, sha); ok && len(kept) > 0 && kept[0].Introduced {
			r.bring(sha, kept)
			continue
		}
		r.unasked[sha] = true
		if len(shas) < maxReleaseAsked {
			shas = append(shas, sha)
		}
	}
	pulls, errs := make([][]CommitPull, len(shas)), make([]error, len(shas))
	asked, err := atOnce(ctx, len(shas), func(ctx context.Context, i int) error {
		pulls[i], errs[i] = r.c.PullsOfCommit(ctx, r.installation, r.repo, shas[i])
		return errs[i]
	})
	r.requests += len(asked)
	if err != nil {
		r.problem = err
	}
	for _, i := range asked {
		if errs[i] == nil {
			delete(r.unasked, shas[i])
			r.bring(shas[i], pulls[i])
		}
	}
}

// bring notes what introduced a commit, if a pull request of this repository did.
func (r *releasing) bring(sha string, pulls []CommitPull) {
	if len(pulls) > 0 && pulls[0].Introduced && strings.EqualFold(pulls[0].Repo.String(), r.repo.String()) {
		issue := pulls[0].Issue
		r.brought[sha] = ReleasePull{Issue: issue, Closes: r.c.alsoCloses(r.installation, nil, issue)}
	}
}
