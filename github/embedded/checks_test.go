package embedded_test

import (
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

type checkRuns struct {
	TotalCount int `json:"total_count"`
	CheckRuns  []struct {
		Name, Status string
		Conclusion   *string
		HeadSHA      string `json:"head_sha"`
		Output       struct{ Title, Summary *string }
		App          struct{ Slug, Name string }
	} `json:"check_runs"`
}

func (r checkRuns) String() string {
	var list []string
	for _, k := range r.CheckRuns {
		result := k.Status
		if k.Conclusion != nil {
			result = *k.Conclusion
		}
		list = append(list, k.Name+":"+result)
	}
	return strings.Join(list, " ")
}

func TestCheckRuns(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, issueWorld(dir), embedded.Options{}).as("token ada-classic")
	tests := []struct{ path, want string }{
		{"main/check-runs", "lint:success test:failure deploy:queued"},
		{git(t, dir, "", "rev-parse", "main") + "/check-runs", "lint:success test:failure deploy:queued"},
		{"main/check-runs?filter=all", "lint:failure lint:success test:failure deploy:queued"},
		{"main/check-runs?check_name=test", "test:failure"},
		{"main/check-runs?status=queued", "deploy:queued"},
		{"main/check-runs?per_page=1&page=2", "test:failure"},
		{"main~0/check-runs", "422"},
		{"fix/%2312-x/check-runs", ""},
		{"nothing/check-runs", "422"},
		{"main/check-runs?filter=x", "422"},
		{strings.Repeat("ab", 20) + "/check-runs", ""}, // a head that is gone
	}
	for _, tt := range tests {
		r := c.get("/repos/acme/app/commits/" + tt.path)
		if tt.want == "422" {
			if r.status != 422 {
				t.Errorf("%s: got %d, want 422", tt.path, r.status)
			}
			continue
		}
		if got := decode[checkRuns](t, r, 200); got.String() != tt.want {
			t.Errorf("%s: got %q, want %q", tt.path, got, tt.want)
		}
	}
	got := decode[checkRuns](t, c.get("/repos/acme/app/commits/main/check-runs"), 200)
	if k := got.CheckRuns[1]; got.TotalCount != 3 || *k.Output.Title != "2 failed" || *k.Output.Summary != "Two **tests** failed." || k.App.Name != "GitHub Actions" || len(k.HeadSHA) != 40 {
		t.Errorf("got %+v", k)
	}
}

func TestStatuses(t *testing.T) {
	c := serveIssues(t)
	type combined struct {
		State      string
		TotalCount int `json:"total_count"`
		Statuses   []struct{ Context, State, Description string }
	}
	got := decode[combined](t, c.get("/repos/acme/app/commits/main/status"), 200)
	if got.State != "success" || got.TotalCount != 1 || len(got.Statuses) != 1 || got.Statuses[0].Description != "Built" {
		t.Errorf("got %+v, want the last of the context", got)
	}
	if got := decode[combined](t, c.get("/repos/acme/app/commits/fix/%2312-x/status"), 200); got.State != "pending" || got.TotalCount != 0 {
		t.Errorf("got %+v, want pending without any", got)
	}
	type status struct{ State string }
	if list := decode[[]status](t, c.get("/repos/acme/app/commits/main/statuses"), 200); len(list) != 2 || list[0].State != "success" {
		t.Errorf("got %+v, want both, newest first", list)
	}
	if r := c.get("/repos/acme/empty/commits/main/status"); r.status != 409 {
		t.Errorf("got %d of an empty repository, want 409", r.status)
	}
}

func TestCommitPulls(t *testing.T) {
	dir := bare(t, sample())
	c := serve(t, issueWorld(dir), embedded.Options{}).as("token ada-classic")
	rev := func(name string) string { return git(t, dir, "", "rev-parse", name) }
	tests := []struct{ ref, want string }{
		{"main", "4 5"},        // the head of one, the merge of the other
		{"fix/%2312-x", "4 5"}, // came in by a merge
		{rev("main~1"), "4"},
		{rev("main~3"), ""}, // below both
		{"unrelated", ""},
	}
	for _, tt := range tests {
		if got := pullNumbers(decode[[]pull](t, c.get("/repos/acme/app/commits/"+tt.ref+"/pulls"), 200)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.ref, got, tt.want)
		}
	}
	if r := c.get("/repos/acme/app/commits/nothing/pulls"); r.status != 422 {
		t.Errorf("got %d, want 422", r.status)
	}
}
