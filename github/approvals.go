package github

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// What is asked about teams for one pull request.
const (
	mostTeams   = 100
	teamWorkers = 4
)

// errTooMany is why a team's members were not asked for.
var errTooMany = errors.New("more than 100 teams own what is changed")

// PullAtHand is what somebody has of a pull request; the zero value is nothing.
type PullAtHand struct {
	Pull  PullRequest // as GitHub has it now; without a number it is not at hand
	Files []File      // all of them, listed while the head was at Head
	Head  string      // a commit's SHA; "" for no files
}

// Approvals reads who must approve a pull request as an owner, who has, and who
// is missing: the pull request, its files, its reviews, the CODEOWNERS file at
// the tip of the base branch, and the members of the teams that it names for
// those files. What is at hand is not asked for: the pull request itself, and its
// files if the head is where it was. What a team or the reviews are refused for is
// told in the answer; the error is for all else.
func (c *Client) Approvals(ctx context.Context, installation int64, ref IssueRef, hand PullAtHand) (Approvals, error) {
	facts := ApprovalFacts{Pull: hand.Pull, Files: hand.Files}
	var pullErr, filesErr error
	var all sync.WaitGroup
	list := func() {
		filesErr = c.PullFiles(ctx, installation, ref, func(l Listing[File]) { facts.Files = l.Items })
	}
	if hand.Head == "" {
		all.Go(list)
	}
	all.Go(func() { facts.Reviews, facts.NoReviews = c.Reviews(ctx, installation, ref) })
	if hand.Pull.Number == 0 {
		facts.Pull, pullErr = c.PullRequest(ctx, installation, ref)
	}
	if hand.Head != "" && pullErr == nil && hand.Head != facts.Pull.Head.SHA {
		all.Go(list)
	}
	var commit string
	var gone bool
	if pullErr == nil {
		facts.Owners, commit, gone, pullErr = c.baseOwners(ctx, installation, facts.Pull)
	}
	all.Wait()
	if err := cmp.Or(pullErr, filesErr, ctx.Err()); err != nil {
		return Approvals{}, err
	}
	facts.Teams = c.teamsOf(ctx, installation, facts)
	if err := ctx.Err(); err != nil { // the teams were not refused
		return Approvals{}, fmt.Errorf("read the approvals of %s: %w", ref, err)
	}
	a := DecideApprovals(facts)
	a.Commit, a.BaseGone = commit, gone
	return a, nil
}

// baseOwners reads the CODEOWNERS file of the base branch, and at which commit.
func (c *Client) baseOwners(ctx context.Context, installation int64, pr PullRequest) (f *OwnersFile, commit string, gone bool, err error) {
	repo := pr.Base.Repo
	if repo == (RepoRef{}) {
		repo = pr.Repo
	}
	f, commit, err = c.OwnersFile(ctx, installation, repo, pr.Base.Ref)
	if is(err, ErrNotFound, ErrInvalid) && isSHA(pr.Base.SHA) { // a branch is deleted once it is merged itself
		f, commit, err = c.OwnersFile(ctx, installation, repo, pr.Base.SHA)
		return f, commit, true, err
	}
	return f, commit, false, err
}

// teamsOf reads the members of the teams that own changed files.
func (c *Client) teamsOf(ctx context.Context, installation int64, facts ApprovalFacts) map[string]TeamMembership {
	found := map[string]TeamMembership{}
	var names []string
	for _, path := range FilePaths(facts.Files) {
		rule := facts.Owners.Matcher.Match(path).Rule
		if rule == nil {
			continue
		}
		for _, owner := range rule.Owners {
			team, ok := strings.CutPrefix(strings.ToLower(owner), "@")
			if _, have := found[team]; !ok || have || !strings.Contains(team, "/") {
				continue
			}
			found[team] = TeamMembership{Err: errTooMany}
			if len(names) < mostTeams {
				names = append(names, team)
			}
		}
	}
	answers := make([]TeamMembership, len(names))
	next := make(chan int, len(names))
	for i := range names {
		next <- i
	}
	close(next)
	var workers sync.WaitGroup
	for range min(teamWorkers, len(names)) {
		workers.Go(func() {
			for i := range next {
				answers[i].Members, answers[i].Err = c.TeamMembers(ctx, installation, names[i])
			}
		})
	}
	workers.Wait()
	for i, name := range names {
		found[name] = answers[i]
	}
	return found
}

// renamed reports whether the file was taken away at its previous path; a copy
// was not.
func (f *File) renamed() bool {
	return f.Status == "renamed" && f.PreviousPath != "" && f.PreviousPath != f.Path
}
