package query

import (
	"fmt"
	"strings"
	"testing"
)

// What is not known counts as true, negated or not, and is named.
func TestUnanswered(t *testing.T) {
	const words = "words are not searched for in "
	tests := []struct {
		query string
		known Field
		me    string
		match bool // of the bug, with those fields
		want  string
	}{
		{"is:closed label:bug no:milestone", FieldMilestone, "x", false, ""},
		{"no:milestone", 0, "x", true, "no:milestone: the milestone is not stored"},
		{"-no:milestone", 0, "x", true, "no:milestone: the milestone is not stored"},
		{"NOT milestone:v9", 0, "x", true, "milestone:v9: the milestone is not stored"},
		{"milestone:v9 is:open", 0, "x", false, "milestone:v9: the milestone is not stored"},
		{"milestone:v9 OR is:open", 0, "x", true, "milestone:v9: the milestone is not stored"},
		{"project:acme/1", knownOf, "x", true, "project:acme/1: projects are not stored"},
		{"-project:acme/1", knownOf, "x", true, "project:acme/1: projects are not stored"},
		{"no:project has:project", knownOf, "x", true, "no:project: projects are not stored; has:project: projects are not stored"},
		{"is:queued", knownOf, "x", true, "is:queued: merge queues are not stored"},
		{"is:blocked", knownOf, "x", true, "is:blocked: dependencies are not stored"},
		{"is:internal", knownOf, "x", true, "is:internal: internal repositories are not told from private ones"},
		{"-is:internal", knownOf, "x", true, "is:internal: internal repositories are not told from private ones"},
		{"parent-issue:a/b#1 no:parent-issue", knownOf, "x", true, "parent-issue:a/b#1: sub-issues are not stored; no:parent-issue: no:parent-issue cannot be told from what is stored"},
		{"stars:>5 props.a:b", knownOf, "x", true, "stars:>5: only a search for repositories knows stars:; props.a:b: only a search for repositories knows props.a:"},
		{"author:@me", knownOf, "", true, "author:@me: it is not known who you are"},
		{"-author:@me user:@me", knownOf, "", true, "author:@me: it is not known who you are; user:@me: it is not known who you are"},
		{"is:opne", knownOf, "x", true, `is:opne: is: cannot be "opne"`},
		{"created:yesterday comments:x draft:y linked:z archived:q state:w", knownOf, "x", true, `created:yesterday: created: cannot be "yesterday"; comments:x: comments: cannot be "x"; draft:y: draft: cannot be "y"; linked:z: linked: cannot be "z"; archived:q: archived: cannot be "q"; state:w: state: cannot be "w"`},
		{"type:bug review:none status:success base:x reactions:3 linked:pr review-requested:y merged:2024-01-01", 0, "x", false, "type:bug: the type is not stored; review:none: the reviews are not stored; status:success: the checks are not stored; base:x: the branches are not stored; reactions:3: the reactions are not stored; linked:pr: the links are not stored; review-requested:y: the reviewers are not stored; merged:2024-01-01: the time of merging is not stored"},
		{"commenter:nobody", 0, "x", true, "commenter:nobody: the comments are not stored"},
		{"mentions:nobody", FieldBody, "x", true, "mentions:nobody: the comments are not stored"},
		{"involves:mona", 0, "x", true, "involves:mona: the comments are not stored"},
		{"-involves:mona", 0, "x", false, "involves:mona: the comments are not stored"},
		{"deadlock freebsd", FieldBody, "x", false, ":deadlock: " + words + "comments, which are not stored"},
		{"deadlock hangs", FieldBody, "x", true, ":deadlock: " + words + "comments, which are not stored"},
		{"hangs", 0, "x", false, ":hangs: " + words + "bodies and comments, which are not stored"},
		{"-hangs", 0, "x", true, ":hangs: " + words + "bodies and comments, which are not stored"},
		{"hangs in:title", 0, "x", false, ""},
		{"freebsd in:comments", FieldBody, "x", true, ":freebsd: " + words + "comments, which are not stored"},
		{"-freebsd in:comments", FieldBody, "x", true, ":freebsd: " + words + "comments, which are not stored"},
	}
	for _, test := range tests {
		c := whole()
		c.Known, c.Me = test.known, test.me
		m := Parse(test.query).Compile(c)
		item := bug()
		item.Known = test.known
		if got := m.Match(item); got != test.match {
			t.Errorf("%s: got %v, want %v", test.query, got, test.match)
		}
		var named []string
		for _, u := range m.Unanswered() {
			named = append(named, fmt.Sprintf("%s:%s: %s", u.Term.Name, u.Term.Value, u.Why))
			if text := test.query[u.Term.Start:u.Term.End]; !strings.Contains(text, u.Term.Value) {
				t.Errorf("%s: got the place of %q for %+v", test.query, text, u.Term)
			}
		}
		if got := strings.Join(named, "; "); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.query, got, test.want)
		}
	}
}

// An item of which more is known than of the others is decided by that.
func TestUnansweredOfOne(t *testing.T) {
	c := whole()
	c.Known = 0
	m := Parse("review:approved").Compile(c)
	unknown, known := patch(), patch()
	unknown.Known = 0
	if !m.Match(unknown) || m.Match(known) {
		t.Errorf("got %v without reviews and %v with others, want true and false", m.Match(unknown), m.Match(known))
	}
}

// Who is in a team may be unknown.
func TestTeamsUnknown(t *testing.T) {
	tests := []struct {
		members func(string) []string
		login   string
		want    bool
	}{
		{nil, "lee", true},
		{func(string) []string { return nil }, "lee", true},
		{func(string) []string { return []string{"zoe"} }, "lee", false},
		{func(string) []string { return []string{"zoe"} }, "ZOE", true},
	}
	for _, test := range tests {
		c := whole()
		c.Members = test.members
		if got := Parse("review-requested:" + test.login).Compile(c).Match(patch()); got != test.want {
			t.Errorf("%s: got %v, want %v", test.login, got, test.want)
		}
	}
}
