package embedded

import (
	"context"
	"errors"
	"strings"
)

// gqlCommit is a commit, of a pull request if item has an entry.
type gqlCommit struct {
	repo *Repository
	id   string
	read *commit // what is known of it already, nil is nothing
	item gqlItem
	head bool // of the pull request: its checks are known
}

func (gqlCommit) gqlType() string { return "Commit" }

// gqlObject is an object of git that is no commit.
type gqlObject struct{ kind, id string }

func (o gqlObject) gqlType() string { return o.kind }

// gqlSigner is who wrote or made a commit.
type gqlSigner struct{ name, email, date string }

// gitObjects are what a repository holds by name.
func (s gqlTypes) gitObjects() {
	oid := func() *gqlField {
		return s.field("oid", "GitObjectID!", func(_ *gqlRun, object any, _ gqlArgs) (any, error) {
			if k, ok := object.(gqlCommit); ok {
				return k.id, nil
			}
			return object.(gqlObject).id, nil
		})
	}
	kinds := []string{"Tree", "Blob", "Tag"}
	for _, kind := range kinds {
		s.object(kind, oid())
	}
	s.abstract("GitObject", append(kinds, "Commit"), oid())
	s.object("Commit",
		oid(),
		s.field("message", "String!", gqlRead(func(k *commit) any { return k.message })),
		s.field("messageHeadline", "String!", gqlRead(func(k *commit) any { return headline(k.message) })),
		s.field("committedDate", "DateTime!", gqlRead(func(k *commit) any { return stamp(k.committed) })),
		s.field("authoredDate", "DateTime!", gqlRead(func(k *commit) any { return stamp(k.authored) })),
		s.field("author", "GitActor", gqlRead(func(k *commit) any { return gqlSigner{k.author, k.authorEmail, stamp(k.authored)} })),
		s.field("committer", "GitActor", gqlRead(func(k *commit) any { return gqlSigner{k.committer, k.committerEmail, stamp(k.committed)} })),
		s.field("url", "URI!", gqlIn(func(c *call, k gqlCommit) (any, error) { return c.webAt(k.repo) + "/commit/" + k.id, nil })),
		s.field("statusCheckRollup", "StatusCheckRollup", rollupOf),
		s.field("blame", "Blame!", blameOf, "path: String!"),
	)
	s.object("GitActor",
		s.field("name", "String", gqlOf(func(a gqlSigner) any { return a.name })),
		s.field("email", "String", gqlOf(func(a gqlSigner) any { return a.email })),
		s.field("date", "DateTime", gqlOf(func(a gqlSigner) any { return a.date })),
		s.field("user", "User", gqlIn(func(c *call, a gqlSigner) (any, error) {
			if u := c.s.index.author(a.email); u != nil {
				return gqlActor{u.Login, "User"}, nil
			}
			return nil, nil
		})),
	)
	s.blames()
}

// gqlRead makes a resolver of what the commit itself tells.
func gqlRead(get func(k *commit) any) gqlResolver {
	return gqlIn(func(c *call, k gqlCommit) (any, error) {
		if k.read == nil {
			r, err := c.open(k.repo)
			if err != nil {
				return nil, err
			}
			if k.read, err = r.commit(c.ctx(), k.id); err != nil {
				return nil, err
			}
		}
		return get(k.read), nil
	})
}

// maxHeadline is the length at which GitHub cuts a message's first line, in
// characters.
const maxHeadline = 72

// headline is the first line of a message as GraphQL gives it.
func headline(message string) string {
	first, _, _ := strings.Cut(message, "\n")
	if runes := []rune(first); len(runes) > maxHeadline {
		return string(runes[:maxHeadline-1]) + "…"
	}
	return first
}

// findObject is the object that a name of a commit or ref, or with a path behind
// a colon, stands for.
func findObject(r *gqlRun, object any, args gqlArgs) (any, error) {
	of := object.(*Repository)
	if err := r.c.gqlPermit(of, "contents=read"); err != nil {
		return nil, err
	}
	at, err := r.c.open(of)
	if err != nil {
		return nil, err
	}
	o, err := at.expression(r.c.ctx(), args.text("expression"))
	switch {
	case errors.Is(err, errNoObject):
		return nil, nil
	case err != nil:
		return nil, err
	case o.kind == "commit":
		return gqlCommit{repo: of, id: o.id}, nil
	}
	return gqlObject{strings.ToUpper(o.kind[:1]) + o.kind[1:], o.id}, nil
}

// expression resolves NAME or NAME:PATH, where NAME may be an ancestor's: main~3.
func (r *repo) expression(ctx context.Context, text string) (object, error) {
	name, path, within := strings.Cut(text, ":")
	name, way, ok := cutWay(name)
	if !ok {
		return object{}, errNoObject
	}
	if !within {
		return r.behind(ctx, name, way, "object")
	}
	o, err := r.behind(ctx, name, way, "commit")
	if err != nil {
		return o, err
	}
	e, err := r.at(ctx, o.id, strings.Trim(path, "/"))
	return object{id: e.id, kind: e.kind}, err
}
