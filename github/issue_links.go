package github

import (
	"context"
	"encoding/json"
	"strings"

	"hubtrail/github/query"
)

// The connections that GitHub's own records hold, from either side. Those made
// by hand are asked for beside all: the difference comes from the text.
const (
	linkedFields = `fragment linked on %TYPE% {
	id
	number
	title
	state
	%STATE%
	url
	locked
	createdAt
	updatedAt
	closedAt
	author { login }
	repository { nameWithOwner }
}`
	linksOfPull = `query($owner: String!, $name: String!, $number: Int!) {
	repository(owner: $owner, name: $name) {
		item: pullRequest(number: $number) {
			all: closingIssuesReferences(first: 50) { nodes { ...linked } }
			%MANUAL%
		}
	}
}
`
	linksOfIssue = `query($owner: String!, $name: String!, $number: Int!) {
	repository(owner: $owner, name: $name) {
		item: issue(number: $number) {
			all: closedByPullRequestsReferences(first: 50, includeClosedPrs: true) { nodes { ...linked } }
			%MANUAL%
		}
	}
}
`
	manualOfPull  = `manual: closingIssuesReferences(first: 50, userLinkedOnly: true) { nodes { id } }`
	manualOfIssue = `manual: closedByPullRequestsReferences(first: 50, includeClosedPrs: true, userLinkedOnly: true) { nodes { id } }`
)

// byHandFeature is that a host tells which links were made by hand.
const byHandFeature = "links by hand"

type linksJSON struct {
	Item *struct {
		All struct {
			Nodes []*linkedJSON `json:"nodes"`
		} `json:"all"`
		Manual struct {
			Nodes []*linkedJSON `json:"nodes"`
		} `json:"manual"`
	} `json:"item"`
}

type linkedJSON struct {
	ID          string    `json:"id"`
	Number      int       `json:"number"`
	Title       string    `json:"title"`
	State       string    `json:"state"`
	StateReason string    `json:"stateReason"`
	IsDraft     bool      `json:"isDraft"`
	URL         string    `json:"url"`
	Locked      bool      `json:"locked"`
	CreatedAt   wireTime  `json:"createdAt"`
	UpdatedAt   wireTime  `json:"updatedAt"`
	ClosedAt    wireTime  `json:"closedAt"`
	MergedAt    wireTime  `json:"mergedAt"`
	Author      *userJSON `json:"author"`
	Repository  *struct {
		NameWithOwner string `json:"nameWithOwner"`
	} `json:"repository"`
}

// Links asks GraphQL what an issue is closed by, or what a pull request closes,
// with those told apart that were linked by hand. A host that cannot tell the
// hand is asked without it, one that cannot tell at all is ErrUnsupported; each
// is found out once a session.
func (c *Client) Links(ctx context.Context, installation int64, ref IssueRef, pull bool) ([]Linked, error) {
	op := "ask what " + ref.String() + " is linked with"
	if err := c.checkIssue(op, ref); err != nil {
		return nil, err
	}
	q := graphAsk{
		op: op, feature: byHandFeature, installation: installation,
		variables: map[string]any{"owner": ref.Repo.Owner, "name": ref.Repo.Name, "number": ref.Number},
	}
	if !c.lacks(q.feature) {
		q.query = linksQuery(pull, true)
		found, err := c.links(ctx, q, ref, pull)
		if !is(err, ErrUnsupported) || c.lacks(anyGraph) {
			return found, err
		}
	}
	q.feature, q.query = "links", linksQuery(pull, false)
	return c.links(ctx, q, ref, pull)
}

// linksQuery is the text of the query, put together from constants alone.
func linksQuery(pull, manual bool) string {
	text, byHand, kind, state := linksOfIssue, manualOfIssue, "PullRequest", "isDraft\n\tmergedAt"
	if pull {
		text, byHand, kind, state = linksOfPull, manualOfPull, "Issue", "stateReason"
	}
	if !manual {
		byHand = ""
	}
	fields := strings.NewReplacer("%TYPE%", kind, "%STATE%", state).Replace(linkedFields)
	return strings.Replace(text, "%MANUAL%", byHand, 1) + fields
}

func (c *Client) links(ctx context.Context, q graphAsk, ref IssueRef, pull bool) ([]Linked, error) {
	got, err := c.graph(ctx, q)
	if err != nil {
		return nil, err
	}
	var links linksJSON
	if json.Unmarshal(got.data["repository"], &links) != nil || links.Item == nil {
		if err = got.errors["repository"]; err == nil {
			err = c.fault(q.op, ErrNotFound)
		}
		return nil, err
	}
	manual := map[string]bool{}
	for _, n := range links.Item.Manual.Nodes {
		if n != nil {
			manual[n.ID] = true
		}
	}
	var found []Linked
	for _, n := range links.Item.All.Nodes {
		if n == nil || n.Number <= 0 { // one that this account may not see
			continue
		}
		found = append(found, Linked{Issue: c.linked(n, ref.Repo, !pull), Closing: true, Manual: manual[n.ID]})
	}
	c.teach(q.installation, map[IssueRef]func(*shelved){ref: func(row *shelved) {
		row.item.Linked = len(found) > 0
		row.item.Known |= query.FieldLinks
	}})
	return found, nil
}

func (c *Client) linked(j *linkedJSON, within RepoRef, pull bool) Issue {
	i := Issue{
		IssueRef: IssueRef{Repo: within, Number: j.Number}, NodeID: j.ID, Pull: pull, Draft: j.IsDraft,
		Reason: strings.ToLower(j.StateReason), Locked: j.Locked, Title: j.Title, Author: j.Author.login(),
		CreatedAt: j.CreatedAt.Time, UpdatedAt: j.UpdatedAt.Time, ClosedAt: j.ClosedAt.Time, MergedAt: j.MergedAt.Time,
		URL: c.pageURL(j.URL),
	}
	if j.Repository != nil {
		if repo, err := ParseRepo(j.Repository.NameWithOwner); err == nil {
			i.Repo = repo
		}
	}
	if strings.EqualFold(j.State, "merged") && i.MergedAt.IsZero() {
		i.MergedAt = i.ClosedAt
	}
	i.State = issueState(i, strings.EqualFold(j.State, "open"))
	if i.URL == "" {
		i.URL = c.issueURL(i.IssueRef, pull)
	}
	return i
}
