package github

import (
	"context"
	"encoding/json"
	"strings"
)

// maxSteps is how many digits the number in ~N and ^N may have.
const maxSteps = 6

// cutWay splits a revision such as main~3^2, of which git writes more kinds than
// these, where the way to the ancestor begins; way is "" for a name alone. A lone
// @ is git's short form of HEAD.
func cutWay(revision string) (name, way string) {
	name = revision
	if at := strings.IndexAny(revision, "~^"); at >= 0 {
		name, way = revision[:at], revision[at:]
	}
	if name == "@" {
		name = "HEAD"
	}
	return name, way
}

// CheckRef says of a text that a person typed whether it can name a branch, a tag
// or a commit, or an ancestor of one: main~3, v1.2^2. problem is "" if it can; else
// instead is what to write. Whether there is such a one is GitHub's to say.
func CheckRef(text string) (problem, instead string) {
	name, way := cutWay(text)
	if strings.Contains(text, "@{") {
		return "GitHub tells nobody where a branch was", "Write a SHA: until:yesterday among the commits finds the one of then."
	}
	digits := 0
	for i := range len(way) {
		switch c := way[i]; {
		case c == '~' || c == '^':
			digits = 0
		case c >= '0' && c <= '9' && digits < maxSteps:
			digits++
		default:
			return "of git's revisions, ^ and ~ with a number are understood", "Write it as main^, main^2 or main~3."
		}
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." || name[0] == '-' {
			return "it is no name of a branch, tag or commit", "Write it as git branch or git tag lists it."
		}
	}
	return "", ""
}

// checkRef refuses names of which a server makes another address, or nothing.
func (c *Client) checkRef(op, name string) error {
	if problem, instead := CheckRef(name); problem != "" {
		return c.invalid(op, problem, instead)
	}
	return nil
}

// revisionQuery asks for what git rev-parse makes of an expression: the REST API
// promises to take names and SHAs alone.
const revisionQuery = `query($owner: String!, $name: String!, $expression: String!) {
	repository(owner: $owner, name: $name) { object(expression: $expression) { oid } }
}`

// ancestor is the commit that a revision with a way in it stands for.
func (c *Client) ancestor(ctx context.Context, op string, installation int64, repo RepoRef, revision string) (string, error) {
	name, way := cutWay(revision)
	got, err := c.graph(ctx, graphAsk{
		op: op, feature: "revisions", installation: installation, query: revisionQuery,
		variables: map[string]any{"owner": repo.Owner, "name": repo.Name, "expression": name + way},
	})
	if is(err, ErrUnsupported) {
		e := c.fault(op, ErrUnsupported)
		e.remedy = "Write the commit's SHA: this server looks up names and SHAs alone."
		return "", e
	}
	if err != nil {
		return "", err
	}
	var found struct {
		Object *struct {
			OID string `json:"oid"`
		} `json:"object"`
	}
	switch {
	case json.Unmarshal(got.data["repository"], &found) != nil:
		return "", c.fault(op, ErrBadAnswer)
	case found.Object == nil:
		if err := got.errors["repository"]; err != nil {
			return "", err
		}
		e := c.fault(op, ErrNotFound)
		e.Message = cleanMessage("no commit is " + revision)
		e.remedy = "Check the name, and whether its history goes back so far."
		return "", e
	case !IsWholeSHA(found.Object.OID):
		return "", c.fault(op, ErrBadAnswer)
	}
	return strings.ToLower(found.Object.OID), nil
}
