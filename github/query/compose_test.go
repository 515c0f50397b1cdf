package query

import (
	"strings"
	"testing"
)

func TestCompose(t *testing.T) {
	repo := Scope{Repo: "o/r"}
	tests := []struct {
		text  string
		kind  Kind
		scope Scope
		want  string
	}{
		{"", Issues, Scope{}, "is:issue"},
		{"", Pulls, repo, "repo:o/r is:pull-request"},
		{"bug", Issues, repo, "repo:o/r is:issue (bug)"},
		{"  a   b ", Issues, repo, "repo:o/r is:issue (a b)"},
		{"a OR b", Issues, repo, "repo:o/r is:issue (a OR b)"},
		{"(a OR b)", Issues, repo, "repo:o/r is:issue (a OR b)"},
		{"(a) OR (b)", Issues, repo, "repo:o/r is:issue ((a) OR (b))"},
		{"-(a)", Issues, repo, "repo:o/r is:issue (-(a))"},
		{"is:issue is:open", Issues, repo, "repo:o/r is:issue (is:open)"},
		{"type:issue", Issues, repo, "repo:o/r is:issue"},
		{"-is:pr a", Issues, repo, "repo:o/r is:issue (a)"},
		{"is:pr a", Pulls, repo, "repo:o/r is:pull-request (a)"},
		{"is:pr a", Issues, repo, "repo:o/r is:issue (is:pr a)"},
		{"is:issue OR a", Issues, repo, "repo:o/r is:issue (is:issue OR a)"},
		{"sort:updated-asc a", Issues, repo, "repo:o/r is:issue (a)"},
		{"sort:updated", Issues, repo, "repo:o/r is:issue"},
		{"a OR sort:updated", Issues, repo, "repo:o/r is:issue (a)"},
		{"(sort:updated) a AND (b sort:created)", Issues, repo, "repo:o/r is:issue (a AND (b))"},
		{"NOT sort:updated a", Issues, repo, "repo:o/r is:issue (a)"},
		{"sort:updated AND a", Issues, repo, "repo:o/r is:issue (a)"},
		{"is:issue AND a AND b", Issues, repo, "repo:o/r is:issue (a AND b)"},
		{`label:"a b",c`, Issues, Scope{Orgs: []string{"a"}}, `org:a is:issue (label:"a b",c)`},
		{"x", Issues, Scope{Users: []string{"u"}}, "user:u is:issue (x)"},
		{"x", Pulls, Scope{Users: []string{"b", "c"}, Orgs: []string{"a"}}, "(org:a OR user:b OR user:c) is:pull-request (x)"},
		{"x", Issues, Scope{Repo: "o/r", Orgs: []string{"a"}}, "repo:o/r is:issue (x)"},
		{"((((a)))) b", Issues, repo, "repo:o/r is:issue (((((a)))) b)"},
		{"(((((a))))) b", Issues, repo, "repo:o/r is:issue (((((a))))) b"},
		{"rocket", Repositories, Scope{Orgs: []string{"a"}}, "org:a rocket"},
		{"", Repositories, Scope{Orgs: []string{"a"}}, "org:a"},
		{"rocket OR ship", Repositories, Scope{Users: []string{"a"}, Forks: true}, "user:a fork:true (rocket OR ship)"},
		{"rocket fork:only", Repositories, Scope{Users: []string{"a"}, Forks: true}, "user:a rocket fork:only"},
		{"is:issue x", Repositories, Scope{}, "is:issue x"},
		{"x", Issues, Scope{Forks: true}, "is:issue (x)"},
		// What tries to escape.
		{"a) OR (b", Issues, repo, "repo:o/r is:issue (a OR b)"},
		{") OR repo:x/y OR (", Issues, repo, "repo:o/r is:issue (repo:x/y)"},
		{`a" OR b`, Issues, repo, `repo:o/r is:issue (a " OR b")`},
		{`a OR "b`, Issues, repo, `repo:o/r is:issue (a OR "b")`},
		{`label:"b) OR c`, Issues, repo, `repo:o/r is:issue (label:"b) OR c")`},
		{`"a\" ") OR (" b`, Issues, repo, `repo:o/r is:issue ("a" ") OR (" b)`},
		{`a\`, Issues, repo, "repo:o/r is:issue (a)"},
		{`a\) OR b`, Issues, repo, "repo:o/r is:issue (a OR b)"},
		{"a OR\nb)", Issues, repo, "repo:o/r is:issue (a OR b)"},
		{"x", Issues, Scope{Repo: `o/r OR x"`}, `repo:"o/r OR x " is:issue (x)`},
	}
	for _, test := range tests {
		if got := Compose(Parse(test.text), test.kind, test.scope); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// Composing changes nothing of the query.
func TestComposeTwice(t *testing.T) {
	q := Parse("is:issue AND (a sort:updated) AND b")
	first := Compose(q, Issues, Scope{Repo: "o/r"})
	if second := Compose(q, Issues, Scope{Repo: "o/r"}); second != first || !strings.Contains(q.String(), "sort:updated") {
		t.Errorf("got %q, then %q, and %q left", first, second, q)
	}
}
