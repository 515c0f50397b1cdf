package github

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestCheckRef(t *testing.T) {
	for _, ref := range []string{"main", "feature/-x#1", "v1.2~3", "main^", "main^2~10^0", "@~1", "@", "HEAD~", "bob:main^", "a@b", "deadbeef~999999", "main@1"} {
		if problem, _ := CheckRef(ref); problem != "" {
			t.Errorf("%q: got %q, want none", ref, problem)
		}
	}
	for ref, want := range map[string]string{
		"": "it is no name", "a//b": "it is no name", "../x": "it is no name", "-x": "it is no name", "--upload-pack=x~1": "it is no name", "~3": "it is no name", "^main": "of git's revisions",
		"main^{/fix}": "of git's revisions", "main~x": "of git's revisions", "main^!": "of git's revisions", "main~1000000": "of git's revisions", "main^-1": "of git's revisions",
		"main@{yesterday}": "where a branch was", "main~2@{1}": "where a branch was", "@{u}": "where a branch was",
	} {
		problem, instead := CheckRef(ref)
		if !strings.Contains(problem, want) || instead == "" {
			t.Errorf("%q: got %q, %q, want %q and what to write", ref, problem, instead, want)
		}
	}
}

// revisions answers GraphQL's object(expression:) from a table; "" is null.
func revisions(t *testing.T, of map[string]string) routes {
	return routes{"GET /user": text(200, user), "POST /graphql": graphql(t, func(q askedGraph) (int, string) {
		name := fmt.Sprint(q.Variables["owner"], "/", q.Variables["name"], " ", q.Variables["expression"])
		sha, known := of[name]
		if !known {
			t.Errorf("got the question %q, want one of %v", name, of)
		}
		if sha == "" {
			return 200, `{"data":{"repository":{"object":null}}}`
		}
		return 200, fmt.Sprintf(`{"data":{"repository":{"object":{"oid":%q}}}}`, sha)
	})}
}

func TestRevisions(t *testing.T) {
	r := revisions(t, map[string]string{
		"acme/app main~3^2": shaOf(1), "acme/app HEAD~1": shaOf(2), "acme/app main~99": "", "acme/app main~4": "no SHA",
		"bob/app fix/#1^": shaOf(3), "bob/fork x~2": shaOf(4),
	})
	r["GET /repos/acme/app/compare/{at...}"] = compared{total: 1, files: 1}.serve
	r["GET /repos/acme/app/commits"] = paged(1, "", commitRow)
	w := r.wire()
	c := tokenClient(t, w, nil)
	for revision, want := range map[string]string{"main~3^2": shaOf(1), "@~1": shaOf(2)} {
		if got, err := c.CommitSHA(t.Context(), 0, app, revision); err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", revision, got, err, want)
		}
	}
	var e *Error
	if _, err := c.CommitSHA(t.Context(), 0, app, "main~99"); !errors.Is(err, ErrNotFound) || !errors.As(err, &e) || !strings.Contains(err.Error(), "no commit is main~99") || !strings.Contains(e.Remedy(), "so far") {
		t.Errorf("beyond the history: got %v", err)
	}
	if _, err := c.CommitSHA(t.Context(), 0, app, "main~4"); !errors.Is(err, ErrBadAnswer) {
		t.Errorf("no SHA: got %v", err)
	}
	w.asked = nil
	if _, err := c.CommitSHA(t.Context(), 0, app, "main@{yesterday}"); !errors.Is(err, ErrInvalid) || len(w.asked) != 0 {
		t.Errorf("a log of refs: got %v after %q, want it refused", err, w.asked)
	}
	for spec, want := range map[CompareSpec]string{
		{Base: "main~3^2", Head: "main"}:            shaOf(1) + "...main",
		{Base: "main", Head: "@~1"}:                 "main..." + shaOf(2),
		{Base: "@", Head: "bob:fix/#1^"}:            "HEAD...bob:" + shaOf(3),
		{Base: "bob:fork:x~2", Head: "bob:fix/#1^"}: "bob:fork:" + shaOf(4) + "...bob:" + shaOf(3),
	} {
		w.asked = nil
		got, err := compareAll(t, c, spec)
		if err != nil || w.count("/compare/"+want+"?") != 1 || len(got) == 0 {
			t.Errorf("%s: got %v after %q, want %s compared", spec, err, w.asked, want)
		}
	}
	if _, err := compareAll(t, c, CompareSpec{Base: "main~99", Head: "main"}); !errors.Is(err, ErrNotFound) || !errors.As(err, &e) || !strings.Contains(e.Remedy(), "so far") {
		t.Errorf("a comparison beyond the history: got %v", err)
	}
	w.asked = nil
	var listed []Listing[Commit]
	if err := c.Commits(t.Context(), 0, app, "main~3^2", 100, collect(&listed)); err != nil || w.count("/commits?per_page=100") != 0 || w.count("sha="+shaOf(1)+"&") != 1 {
		t.Errorf("the commits: got %v after %q, want them from the ancestor", err, w.asked)
	}
}

func TestRevisionsWithoutGraphQL(t *testing.T) {
	c := tokenClient(t, routes{}.wire(), nil)
	var e *Error
	if _, err := c.CommitSHA(t.Context(), 0, app, "main~3"); !errors.Is(err, ErrUnsupported) || !errors.As(err, &e) || !strings.Contains(e.Remedy(), "Write the commit's SHA") {
		t.Errorf("got %v, want it said that this server cannot", err)
	}
}
