package github

import (
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

func TestStoredSearchKnowsRepositories(t *testing.T) {
	w := routes{
		"GET /user": text(200, user),
		"GET /user/repos": text(200, `[{"id":1,"name":"site","owner":{"login":"acme"},"private":true,"language":"Go"},
			{"id":2,"name":"api","owner":{"login":"acme"},"archived":true}]`),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.keepIssues(0, storedIssues())
	a := NewAccounts(c)
	find := func(text string) SearchResult {
		return a.SearchStored(t.Context(), IssueSearch{Text: text, Order: ByUpdated, Scopes: []SearchScope{{Place: Place{Account: "me"}, Owners: []Owner{{Login: "acme"}}}}})
	}
	if got := find("is:private"); len(got.Hits) != 0 || len(got.Unanswered) != 1 || !strings.HasPrefix(got.Unanswered[0], "is:private: it is not stored of 2 repositories") {
		t.Errorf("got %v, unanswered %q, want it named before any listing", numbersOf(got), got.Unanswered)
	}
	if err := c.Repositories(t.Context(), 0, "", func(Listing[Repository]) {}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []int
	}{
		{"is:private", []int{1, 2, 3}},
		{"is:public", []int{4}},
		{"archived:true", []int{4}},
		{"archived:false", []int{1, 2, 3}},
		{"language:go", []int{1, 2, 3}},
	} {
		if got := find(c.text); !slices.Equal(numbersOf(got), c.want) || len(got.Unanswered) != 0 {
			t.Errorf("%q: got %v, unanswered %q, want %v", c.text, numbersOf(got), got.Unanswered, c.want)
		}
	}
}
