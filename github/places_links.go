package github

import "context"

// The methods below are the Client's for links between issues and pull requests,
// addressed by place.

// PlanLink is what a request comes to. It reads and writes nothing at GitHub.
func (a *Accounts) PlanLink(ctx context.Context, r LinkRequest) (LinkPlan, error) {
	c, err := a.Client(r.Place.Account)
	if err != nil {
		return LinkPlan{LinkRequest: r}, err
	}
	return c.PlanLink(ctx, r)
}

// LinksOf is every connection of an issue or pull request.
func (a *Accounts) LinksOf(ctx context.Context, p Place, ref IssueRef, pull bool) ([]Link, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.LinksOf(ctx, p.Installation, ref, pull)
}

// LinkCandidates is the stored pull requests (or issues) that may be meant,
// without a request.
func (a *Accounts) LinkCandidates(ctx context.Context, p Place, of []Issue, pulls bool, typed string) []LinkCandidate {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil
	}
	return c.LinkCandidates(ctx, p.Installation, of, pulls, typed)
}

// CreateBranch makes a branch for an issue that GitHub shows with it.
func (a *Accounts) CreateBranch(ctx context.Context, p Place, issue IssueRef, name string) (branch string, err error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return "", err
	}
	return c.CreateBranch(ctx, p.Installation, issue, name)
}
