package github

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"hubtrail/github/query"
)

// maxSummaries is how many pull requests one GraphQL query asks for.
const maxSummaries = 50

// summaryFields is what is asked of each pull request.
const summaryFields = `fragment summary on PullRequest {
	number
	reviewDecision
	headRefName
	baseRefName
	closingIssuesReferences(first: 20) { nodes { number repository { nameWithOwner } } }
	commits(last: 1) { nodes { commit { oid statusCheckRollup { state } } } }
}`

type summaryJSON struct {
	PullRequest *struct {
		ReviewDecision string `json:"reviewDecision"`
		Head           string `json:"headRefName"`
		Base           string `json:"baseRefName"`
		Closes         struct {
			Nodes []*struct {
				Number     int `json:"number"`
				Repository *struct {
					NameWithOwner string `json:"nameWithOwner"`
				} `json:"repository"`
			} `json:"nodes"`
		} `json:"closingIssuesReferences"`
		Commits struct {
			Nodes []*struct {
				Commit *struct {
					OID    string `json:"oid"`
					Rollup *struct {
						State string `json:"state"`
					} `json:"statusCheckRollup"`
				} `json:"commit"`
			} `json:"nodes"`
		} `json:"commits"`
	} `json:"pullRequest"`
}

// PullSummaries asks GraphQL for the review decision, the checks and the closing
// links of many pull requests, 50 a request; fewer where the host runs out of
// time. What cannot be seen, or is none, is missing from the answer. The error
// is for when nothing came; ErrUnsupported, where the host cannot tell, costs
// one request a session.
func (c *Client) PullSummaries(ctx context.Context, installation int64, refs []IssueRef) (map[IssueRef]PullSummary, error) {
	found := map[IssueRef]PullSummary{}
	learned := map[IssueRef]func(*shelved){}
	var failed error
	for len(refs) > 0 {
		batch := refs[:min(len(refs), maxSummaries)]
		refs = refs[len(batch):]
		if err := c.summaries(ctx, installation, batch, found, learned); err != nil {
			failed = err
			if is(err, ErrUnsupported, context.Canceled, ErrRateLimited, ErrOffline) {
				break
			}
		}
	}
	c.teach(installation, learned)
	if len(found) == 0 && failed != nil {
		return nil, failed
	}
	return found, nil
}

// summaries asks for one batch, and for its halves if that is too much.
func (c *Client) summaries(ctx context.Context, installation int64, refs []IssueRef, found map[IssueRef]PullSummary, learned map[IssueRef]func(*shelved)) error {
	q := graphAsk{
		op: fmt.Sprintf("ask for reviews and checks of %d pull requests", len(refs)), feature: "summaries",
		installation: installation, variables: map[string]any{},
	}
	var declared, asked strings.Builder
	for n, ref := range refs {
		if err := c.checkIssue(q.op, ref); err != nil {
			return err
		}
		fmt.Fprintf(&declared, "$o%d: String!, $r%d: String!, $n%d: Int!, ", n, n, n)
		fmt.Fprintf(&asked, "p%d: repository(owner: $o%d, name: $r%d) { pullRequest(number: $n%d) { ...summary } }\n", n, n, n, n)
		q.variables[fmt.Sprintf("o%d", n)] = ref.Repo.Owner
		q.variables[fmt.Sprintf("r%d", n)] = ref.Repo.Name
		q.variables[fmt.Sprintf("n%d", n)] = ref.Number
	}
	q.query = fmt.Sprintf("query(%s) {\n%s}\n%s", strings.TrimSuffix(declared.String(), ", "), asked.String(), summaryFields)
	got, err := c.graph(ctx, q)
	if tooMuch(err) && len(refs) > 1 {
		half := len(refs) / 2
		err = c.summaries(ctx, installation, refs[:half], found, learned)
		if second := c.summaries(ctx, installation, refs[half:], found, learned); second != nil {
			err = second
		}
		return err
	}
	if err != nil {
		return err
	}
	for n, ref := range refs {
		var one summaryJSON
		if json.Unmarshal(got.data[fmt.Sprintf("p%d", n)], &one) != nil || one.PullRequest == nil {
			continue
		}
		found[ref] = one.summary()
		learned[ref] = one.learn
	}
	return nil
}

// tooMuch reports whether a smaller question may be answered.
func tooMuch(err error) bool { return is(err, ErrTimeout, ErrServer) }

func (j summaryJSON) summary() PullSummary {
	p := j.PullRequest
	s := PullSummary{Review: reviewDecision(p.ReviewDecision)}
	for _, n := range p.Commits.Nodes {
		if n != nil && n.Commit != nil && n.Commit.Rollup != nil {
			s.Checks = rolledUp(n.Commit.Rollup.State)
		}
	}
	for _, n := range p.Closes.Nodes {
		if n == nil || n.Repository == nil || n.Number <= 0 {
			continue
		}
		if repo, err := ParseRepo(n.Repository.NameWithOwner); err == nil {
			s.Closes = append(s.Closes, IssueRef{Repo: repo, Number: n.Number})
		}
	}
	return s
}

// learn adds to a stored pull request what its summary tells.
func (j summaryJSON) learn(row *shelved) {
	s, i := j.summary(), &row.item
	i.Review = [...]string{ReviewNone: "none", ReviewRequired: "required", ReviewApproved: "approved", ReviewChanges: "changes_requested"}[s.Review]
	i.Status = [...]string{CheckNone: "", CheckSkipped: "success", CheckPassed: "success", CheckPending: "pending", CheckFailed: "failure"}[s.Checks]
	i.Linked = len(s.Closes) > 0
	i.Head, i.Base = j.PullRequest.Head, j.PullRequest.Base
	i.Known |= query.FieldReviews | fieldDecision | query.FieldChecks | query.FieldLinks | query.FieldBranches
}

// reviewDecision reads GitHub's word; none is a pull request that needs no review
// and has none.
func reviewDecision(s string) ReviewDecision {
	switch s {
	case "APPROVED":
		return ReviewApproved
	case "CHANGES_REQUESTED":
		return ReviewChanges
	case "REVIEW_REQUIRED":
		return ReviewRequired
	default:
		return ReviewNone
	}
}

// rolledUp is the state of all checks of a commit together.
func rolledUp(s string) CheckState {
	switch s {
	case "SUCCESS":
		return CheckPassed
	case "FAILURE", "ERROR":
		return CheckFailed
	case "PENDING", "EXPECTED":
		return CheckPending
	default:
		return CheckNone
	}
}
