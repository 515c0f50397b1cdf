package github

import (
	"testing"

	"hubtrail/github/store"
)

func TestTheStoredBaseOfAPullRequest(t *testing.T) {
	w := routes{
		"GET /user":     text(200, user),
		"POST /graphql": graphql(t, func(askedGraph) (int, string) { return 200, `{"data":{"p0":` + summaryOf("", "") + `}}` }),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	ref := pulls(1)[0]
	at := Place{Account: "me"}
	a := NewAccounts(c)
	c.keepIssues(0, []Issue{{IssueRef: ref, Pull: true}})
	if got := a.StoredBase(at, ref); got != "" {
		t.Errorf("of a row: got %q, want nothing known", got)
	}
	if _, err := c.PullSummaries(t.Context(), 0, pulls(1)); err != nil {
		t.Fatal(err)
	}
	if got := a.StoredBase(at, ref); got != "main" {
		t.Errorf("of a row with a summary: got %q", got)
	}
	whole := PullRequest{Issue: Issue{IssueRef: IssueRef{Repo: ref.Repo, Number: 99}, Pull: true}, Base: PullEnd{Ref: "release/1.2"}}
	c.keepPull(0, whole)
	if got := a.StoredBase(at, whole.IssueRef); got != "release/1.2" {
		t.Errorf("of a pull request that was read: got %q", got)
	}
	if got := a.StoredBase(Place{Account: "nobody"}, ref); got != "" {
		t.Errorf("of an account that is none: got %q", got)
	}
}
