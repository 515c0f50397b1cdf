package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode"
)

const (
	// branchFeature is that a host makes branches for issues.
	branchFeature = "branches for issues"

	branchGround = `query($owner: String!, $name: String!, $number: Int!) {
	repository(owner: $owner, name: $name) {
		id
		defaultBranchRef { target { oid } }
		issue(number: $number) { id }
	}
}`
	branchMaking = `mutation($input: CreateLinkedBranchInput!) {
	createLinkedBranch(input: $input) { linkedBranch { ref { name } } }
}`

	// maxBranch is how long a branch's name is made, in bytes.
	maxBranch = 60
)

// BranchName is a name for a branch that is made for an issue: its number and
// the words of its title.
func BranchName(i Issue) string {
	name := strconv.Itoa(i.Number)
	for _, word := range strings.FieldsFunc(strings.ToLower(i.Title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(name)+1+len(word) > maxBranch {
			break
		}
		name += "-" + word
	}
	return name
}

// CreateBranch makes a branch from the tip of the default branch that GitHub
// shows with the issue, and returns its name; "" names it after the issue. A
// branch of that name is left alone, with ErrConflict. It is asked for once:
// where the answer is lost, hubtrail looks whether the branch is there. The
// error then wraps ErrNotSent if it is not, ErrUnclear if it could not look.
func (c *Client) CreateBranch(ctx context.Context, installation int64, issue IssueRef, name string) (branch string, err error) {
	op := "make a branch for " + issue.String()
	switch {
	case c.account.Kind == KindClone:
		return "", c.invalid(op, "a clone has no issues", "Add an account for the host: see the configuration file.")
	case c.lacks(branchFeature) || c.lacks(anyGraph):
		return "", c.fault(op, ErrUnsupported)
	}
	if err := c.checkIssue(op, issue); err != nil {
		return "", err
	}
	i, err := c.issueFor(ctx, op, installation, issue)
	switch {
	case err != nil:
		return "", err
	case i.Pull:
		return "", c.invalid(op, issue.String()+" is a pull request, and has a branch", "Choose an issue.")
	}
	if name == "" {
		name = BranchName(i)
	}
	if !validBranch(name) {
		return "", c.invalid(op, fmt.Sprintf("%q cannot be the name of a branch", name), "Use letters, digits, - and /.")
	}
	b := branching{client: c, op: op, installation: installation, issue: i.IssueRef, name: name}
	return b.name, b.make(ctx)
}

// validBranch reports whether git takes a name for a branch.
func validBranch(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	return name[0] != '-' && name != "@" && len(name) <= 244 && !strings.HasSuffix(name, ".") && !strings.Contains(name, "..") && !strings.Contains(name, "@{") &&
		!strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`~^:?*[\`, r) })
}

// branching is one attempt to make a branch.
type branching struct {
	client       *Client
	op           string
	installation int64
	issue        IssueRef
	name         string
	from         string // the commit that it begins at
}

func (b *branching) make(ctx context.Context) error {
	c := b.client
	if tip, err := b.tip(ctx); err != nil {
		return err
	} else if tip != "" {
		e := c.fault(b.op, ErrConflict)
		e.Message, e.remedy = "there is a branch "+b.name+" already", "Use it, or give another name."
		return e
	}
	repository, issue, err := b.ground(ctx)
	if err != nil {
		return err
	}
	var got struct {
		Data struct {
			Made *struct {
				Branch *struct {
					Ref *struct {
						Name string `json:"name"`
					} `json:"ref"`
				} `json:"linkedBranch"`
			} `json:"createLinkedBranch"`
		} `json:"data"`
		Errors []graphError `json:"errors"`
	}
	made := func() bool {
		return got.Data.Made != nil && got.Data.Made.Branch != nil && got.Data.Made.Branch.Ref != nil && got.Data.Made.Branch.Ref.Name == b.name
	}
	// What has begun is finished: its end has to be known.
	ctx = context.WithoutCancel(ctx)
	err = c.write(ctx, ask{
		op: b.op, installation: b.installation, method: http.MethodPost, path: c.graphPath(),
		body: struct {
			Query     string         `json:"query"`
			Variables map[string]any `json:"variables"`
		}{branchMaking, map[string]any{"input": map[string]string{"issueId": issue, "oid": b.from, "name": b.name, "repositoryId": repository}}},
	}, &got, func() bool { return made() || len(got.Errors) > 0 })
	if err == nil && !made() {
		err = c.graphError(graphAsk{op: b.op}, got.Errors[0], answer{})
		if is(err, ErrUnsupported) {
			c.lack(branchFeature)
		}
		if is(err, ErrTimeout) || got.Errors[0].Type == "" && is(err, ErrBadAnswer) {
			err = c.unclear(b.op, err)
		}
	}
	if errors.Is(err, ErrUnclear) {
		return b.look(ctx, err)
	}
	return err
}

// ground asks for what the branch is made of: the ids of repository and issue,
// and the commit it begins at.
func (b *branching) ground(ctx context.Context) (repository, issue string, err error) {
	c := b.client
	got, err := c.graph(ctx, graphAsk{
		op: b.op, feature: branchFeature, installation: b.installation, query: branchGround,
		variables: map[string]any{"owner": b.issue.Repo.Owner, "name": b.issue.Repo.Name, "number": b.issue.Number},
	})
	if err != nil {
		return "", "", err
	}
	var ground struct {
		ID      string `json:"id"`
		Default *struct {
			Target *struct {
				OID string `json:"oid"`
			} `json:"target"`
		} `json:"defaultBranchRef"`
		Issue *struct {
			ID string `json:"id"`
		} `json:"issue"`
	}
	if json.Unmarshal(got.data["repository"], &ground) != nil || ground.ID == "" || ground.Issue == nil {
		if err = got.errors["repository"]; err == nil {
			err = c.fault(b.op, ErrNotFound)
		}
		return "", "", err
	}
	if ground.Default == nil || ground.Default.Target == nil {
		return "", "", c.fault(b.op, ErrEmptyRepository)
	}
	b.from = ground.Default.Target.OID
	return ground.ID, ground.Issue.ID, nil
}

// tip is the commit at the tip of the branch, "" if there is no such branch.
func (b *branching) tip(ctx context.Context) (string, error) {
	var got struct {
		Object struct {
			SHA string `json:"sha"`
		} `json:"object"`
	}
	_, err := b.client.get(ctx, ask{op: b.op, installation: b.installation, path: repoPath(b.issue.Repo, "/git/ref/heads/"+escapePath(b.name))}, &got)
	if is(err, ErrNotFound) {
		return "", nil
	}
	return got.Object.SHA, err
}

// look looks for a branch whose making has just ended without an answer: at
// once, and again when GitHub must be done with it.
func (b *branching) look(ctx context.Context, cause error) error {
	c := b.client
	for again := true; ; again = false {
		tip, err := b.tip(ctx)
		switch {
		case err == nil && tip != "":
			return nil // there was none before
		case again && wait(ctx, settled):
			continue
		case err != nil:
			return cause
		}
		e := c.fault(b.op, ErrNotSent)
		e.Message, e.cause = cleanMessage(reason(cause)), beneath(cause)
		e.remedy = "hubtrail looked, and there is no such branch: you can make it again."
		return e
	}
}
