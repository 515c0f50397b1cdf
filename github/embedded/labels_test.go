package embedded_test

import (
	"strings"
	"testing"
)

type nameList []struct{ Name, Title, Login string }

func (l nameList) String() string {
	var out []string
	for _, v := range l {
		out = append(out, v.Name+v.Title+v.Login)
	}
	return strings.Join(out, "|")
}

func TestLabelsMilestonesAssignees(t *testing.T) {
	c := serveIssues(t)
	tests := []struct{ path, want string }{
		{"/labels", "bug|Docs|good first issue"},
		{"/labels?per_page=1&page=2", "Docs"},
		{"/issues/2/labels", "Docs|good first issue"},
		{"/milestones", "v2|someday"},
		{"/milestones?state=all", "v2|v1|someday"},
		{"/milestones?state=closed", "v1"},
		{"/assignees", "ada|bo"},
	}
	for _, tt := range tests {
		if got := decode[nameList](t, c.get("/repos/acme/app"+tt.path), 200).String(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.path, got, tt.want)
		}
	}
	for path, status := range map[string]int{
		"/labels/BUG": 200, "/labels/good%20first%20issue": 200, "/labels/none": 404, "/milestones/2": 200, "/milestones/9": 404, "/milestones/x": 404,
		"/milestones?state=x": 422, "/assignees/bo": 204, "/assignees/cy": 404,
	} {
		if r := c.get("/repos/acme/app" + path); r.status != status {
			t.Errorf("%s: got %d, want %d", path, r.status, status)
		}
	}
}

func TestEditLabelsAndAssignees(t *testing.T) {
	c := serveIssues(t)
	const at = "/repos/acme/app/issues/1"
	steps := []struct {
		method, path, body string
		status             int
		labels, assignees  string
	}{
		{"POST", "/labels", `["docs"]`, 200, "bug,Docs", "bo"},
		{"POST", "/labels", `{"labels":["new one"]}`, 200, "bug,Docs,new one", "bo"},
		{"DELETE", "/labels/new%20one", "", 200, "bug,Docs", "bo"},
		{"DELETE", "/labels/none", "", 404, "bug,Docs", "bo"},
		{"DELETE", "/labels", "", 204, "", "bo"},
		{"POST", "/labels", `"x"`, 422, "", "bo"},
		{"POST", "/assignees", `{"assignees":["ada","cy"]}`, 201, "", "bo,ada"}, // cy cannot be
		{"DELETE", "/assignees", `{"assignees":["bo"]}`, 200, "", "ada"},
	}
	for _, s := range steps {
		if r := c.do(s.method, at+s.path, s.body); r.status != s.status {
			t.Errorf("%s %s %s: got %d %s, want %d", s.method, s.path, s.body, r.status, r.body, s.status)
		}
		if got := decode[issue](t, c.get(at), 200); got.labels() != s.labels || got.assignees() != s.assignees {
			t.Errorf("%s %s %s: got %q, %q, want %q, %q", s.method, s.path, s.body, got.labels(), got.assignees(), s.labels, s.assignees)
		}
	}
	events := strings.Join(c.timeline(at), " ")
	if !strings.HasSuffix(events, "labeled:Docs labeled:new one unlabeled:new one unlabeled:bug unlabeled:Docs assigned:ada unassigned:bo") {
		t.Errorf("got %q, want what was done at its end", events)
	}
	if r := c.as("token bo-classic").do("POST", at+"/labels", `["bug"]`); r.status != 403 {
		t.Errorf("got %d for somebody without the right, want 403", r.status)
	}
}
