package embedded

import (
	"cmp"
	"errors"
	"strings"
	"unicode"
)

// gqlRef is a branch.
type gqlRef struct {
	repo *Repository
	branch
}

// gqlLinkedBranch is what making a branch for an issue answers with.
type gqlLinkedBranch struct {
	issue gqlItem
	ref   gqlRef
	note  any // clientMutationId, as it was given
}

// mutations are the writes that GraphQL takes: those that the REST API lacks and
// a client needs. What links a branch to an issue beyond its name is not kept.
func (s gqlTypes) mutations() {
	s.input("CreateLinkedBranchInput", "issueId: ID!", "oid: GitObjectID!", "name: String", "repositoryId: ID", "clientMutationId: String")
	s.object("Mutation", s.field("createLinkedBranch", "CreateLinkedBranchPayload", createLinkedBranch, "input: CreateLinkedBranchInput!"))
	s.object("CreateLinkedBranchPayload",
		s.field("clientMutationId", "String", gqlOf(func(b gqlLinkedBranch) any { return b.note })),
		s.field("issue", "Issue", gqlOf(func(b gqlLinkedBranch) any { return b.issue })),
		s.field("linkedBranch", "LinkedBranch", gqlOf(func(b gqlLinkedBranch) any { return b })),
	)
	s.object("LinkedBranch",
		s.field("id", "ID!", gqlOf(func(b gqlLinkedBranch) any { return nodeID("LB", b.ref.repo.ID, b.ref.name) })),
		s.field("ref", "Ref", gqlOf(func(b gqlLinkedBranch) any { return b.ref })),
	)
	s.object("Ref",
		s.field("id", "ID!", gqlOf(func(b gqlRef) any { return nodeID("REF", b.repo.ID, "refs/heads/"+b.name) })),
		s.field("name", "String!", gqlOf(func(b gqlRef) any { return b.name })),
		s.field("prefix", "String!", gqlOf(func(gqlRef) any { return "refs/heads/" })),
		s.field("target", "GitObject", gqlOf(func(b gqlRef) any { return gqlCommit{repo: b.repo, id: b.sha} })),
	)
}

// defaultBranchRef is the default branch, nil while there are no commits.
func defaultBranchRef(r *gqlRun, object any, _ gqlArgs) (any, error) {
	of := object.(*Repository)
	if err := r.c.gqlPermit(of, "contents=read"); err != nil {
		return nil, err
	}
	at, err := r.c.open(of)
	if err != nil {
		return nil, err
	}
	name := cmp.Or(of.DefaultBranch, "main")
	o, err := at.first(r.c.ctx(), "refs/heads/"+name+"^{commit}")
	if errors.Is(err, errNoObject) {
		return nil, nil
	}
	return gqlRef{of, branch{name, o.id}}, err
}

// createLinkedBranch makes a branch, in memory: the git repository on disk stays
// as it is.
func createLinkedBranch(r *gqlRun, _ any, args gqlArgs) (any, error) {
	in, _ := args["input"].(gqlArgs)
	issue, err := r.c.issueByNode(in.text("issueId"), in.text("repositoryId"))
	if err != nil {
		return nil, err
	}
	repo := issue.book.repo
	if id := in.text("repositoryId"); id != "" {
		if repo = r.c.repositoryByNode(id); repo == nil {
			return nil, gqlMissing("Could not resolve to a node with the global id of '%s'", id)
		}
	}
	w, err := r.c.writer(repo)
	var refused *refusal
	switch {
	case errors.As(err, &refused):
		return nil, &gqlError{Type: "FORBIDDEN", Message: refused.message}
	case err != nil:
		return nil, err
	case !w.pushes:
		return nil, &gqlError{Type: "FORBIDDEN", Message: "Must have push access to repository."}
	}
	if err := r.c.gqlPermit(repo, "contents=write"); err != nil {
		return nil, err
	}
	at, err := r.c.open(repo)
	if err != nil {
		return nil, err
	}
	oid, name := in.text("oid"), cmp.Or(in.text("name"), branchName(issue))
	o, err := at.first(r.c.ctx(), oid+"^{commit}")
	if errors.Is(err, errNoObject) || err == nil && !strings.EqualFold(o.id, oid) {
		return nil, &gqlError{Type: "UNPROCESSABLE", Message: "The commit '" + oid + "' is not in the repository."}
	}
	if err != nil {
		return nil, err
	}
	if !validRef(name) {
		return nil, &gqlError{Type: "UNPROCESSABLE", Message: "'" + name + "' is not a valid name of a branch."}
	}
	if _, err = at.first(r.c.ctx(), "refs/heads/"+name); err == nil || !at.store.makeBranch(repo, branch{name, o.id}) {
		return nil, &gqlError{Type: "UNPROCESSABLE", Message: "A branch named '" + name + "' already exists."}
	}
	if !errors.Is(err, errNoObject) {
		return nil, err
	}
	return gqlLinkedBranch{issue, gqlRef{repo, branch{name, o.id}}, in["clientMutationId"]}, nil
}

// branchName is the name that GitHub gives to the branch of an issue.
func branchName(i gqlItem) string {
	words := strings.FieldsFunc(strings.ToLower(i.Title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(append([]string{formatID(int64(i.Number))}, words...), "-")
}

// repositoryByNode finds a repository that the caller sees by its node ID.
func (c *call) repositoryByNode(id string) *Repository {
	for i := range c.s.index.world.Repositories {
		if r := &c.s.index.world.Repositories[i]; nodeID("R", r.ID) == id && c.s.sees(c.who, r) {
			return r
		}
	}
	return nil
}

// issueByNode finds an issue by its node ID, first in the repository that is
// named beside it.
func (c *call) issueByNode(id, repository string) (gqlItem, error) {
	look := func(r *Repository) (gqlItem, bool) {
		for _, e := range c.s.issues.book(r).all() {
			if e.listed() && e.Pull == nil && issueNode(e.Issue) == id && c.s.permits(c.who, r, "issues=read") == nil {
				return gqlItem{e}, true
			}
		}
		return gqlItem{}, false
	}
	if r := c.repositoryByNode(repository); r != nil {
		if i, ok := look(r); ok {
			return i, nil
		}
	}
	for i := range c.s.index.world.Repositories {
		if r := &c.s.index.world.Repositories[i]; c.s.sees(c.who, r) {
			if i, ok := look(r); ok {
				return i, nil
			}
		}
	}
	return gqlItem{}, gqlMissing("Could not resolve to a node with the global id of '%s'", id)
}
