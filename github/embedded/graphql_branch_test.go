package embedded_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

// A branch for an issue is made in memory, once, and is a branch like others from
// then on.
func TestCreateLinkedBranch(t *testing.T) {
	w := issueWorld(bare(t, sample()))
	c := serve(t, w, embedded.Options{RateLimit: embedded.RateLimit{Off: true}}).as("token ada-classic")
	ids := decode[struct {
		Data struct {
			Repository struct {
				ID               string
				DefaultBranchRef struct {
					Name   string
					Target struct{ OID string }
				}
				Issue struct{ ID string }
			}
		}
	}](t, c.do("POST", "/graphql", `{"query":"{repository(owner:\"acme\",name:\"app\"){id defaultBranchRef{name target{oid}} issue(number:1){id}}}"}`), 200).Data.Repository
	if ids.DefaultBranchRef.Name != "main" || len(ids.DefaultBranchRef.Target.OID) != 40 {
		t.Fatalf("got %+v, want main and its commit", ids)
	}
	made := func(c *client, name string) string {
		return ask(t, c, `mutation M($i:CreateLinkedBranchInput!){createLinkedBranch(input:$i){clientMutationId issue{number} linkedBranch{ref{name prefix target{oid}}}}}`,
			fmt.Sprintf(`{"i":{"issueId":%q,"oid":%q,"repositoryId":%q,"name":%q,"clientMutationId":"x"}}`, ids.Issue.ID, ids.DefaultBranchRef.Target.OID, ids.ID, name))
	}
	want := `{"data":{"createLinkedBranch":{"clientMutationId":"x","issue":{"number":1},"linkedBranch":{"ref":{"name":"1-mend-it","prefix":"refs/heads/","target":{"oid":"` +
		ids.DefaultBranchRef.Target.OID + `"}}}}}}`
	if got := made(c, "1-mend-it"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, tt := range []struct{ who, name, want string }{
		{"token ada-classic", "1-mend-it", "A branch named '1-mend-it' already exists."},
		{"token ada-classic", "main", "A branch named 'main' already exists."},
		{"token ada-classic", "a..b", "'a..b' is not a valid name of a branch."},
		{"Bearer ada-issues", "other", "Resource not accessible by personal access token"},
	} {
		if got := made(c.as(tt.who), tt.name); !strings.Contains(got, `"createLinkedBranch":null`) || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %s, want %q", tt.name, got, tt.want)
		}
	}
	literal := fmt.Sprintf(`mutation M($o:GitObjectID!){createLinkedBranch(input:{issueId:%q,oid:$o}){linkedBranch{ref{name}}}}`, ids.Issue.ID)
	if got := ask(t, c, literal, fmt.Sprintf(`{"o":%q}`, ids.DefaultBranchRef.Target.OID)); !strings.Contains(got, `{"ref":{"name":"1-`) {
		t.Errorf("got %s, want a name of the server's own", got)
	}
	if got := ask(t, c, literal, `{"o":"0000000000000000000000000000000000000000"}`); !strings.Contains(got, "is not in the repository") {
		t.Errorf("got %s, want no such commit", got)
	}
	type named struct{ Name, Ref string }
	names := func(path string) (list []string) {
		for _, b := range decode[[]named](t, c.get(path), 200) {
			list = append(list, b.Name+b.Ref)
		}
		return list
	}
	if got := names("/repos/acme/app/branches?per_page=100"); !slices.Contains(got, "1-mend-it") || !slices.IsSorted(got) {
		t.Errorf("got the branches %q, want the new one among them in order", got)
	}
	if got := names("/repos/acme/app/git/matching-refs/heads/1-mend"); !slices.Equal(got, []string{"refs/heads/1-mend-it"}) {
		t.Errorf("got the refs %q, want the new one", got)
	}
	for _, path := range []string{"/branches/1-mend-it", "/git/ref/heads/1-mend-it", "/commits?sha=1-mend-it", "/commits/1-mend-it", "/compare/main...1-mend-it"} {
		if r := c.get("/repos/acme/app" + path); r.status != 200 {
			t.Errorf("%s: got %d, want it found", path, r.status)
		}
	}
	if got := ask(t, serve(t, w, embedded.Options{ReadOnly: true}).as("token ada-classic"), `mutation{createLinkedBranch(input:{issueId:"x",oid:"y"}){clientMutationId}}`, ""); !strings.Contains(got, "nothing was changed") {
		t.Errorf("read-only: got %s, want a refusal", got)
	}
}
