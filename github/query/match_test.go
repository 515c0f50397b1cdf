package query

import (
	"testing"
	"time"
)

// knownOf are all the fields.
const knownOf = FieldBody | FieldComments | FieldReviews | FieldChecks | FieldBranches | FieldReactions | FieldMilestone |
	FieldLinks | FieldType | FieldReviewers | FieldMergedAt

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

// bug is a closed issue of which everything is known.
func bug() *Item {
	return &Item{
		Repo: "Acme/rocket", Number: 12, Reason: "not_planned", Title: "Deadlock in the HTTP/2 client", Private: true,
		Body:   "It hangs in `net/http` after 30 s.\n\nSeen with hello,  world and Größe on 全文検索.",
		Author: "Mona", Assignees: []string{"hubot", "lee"}, Labels: []string{"bug", "Good first issue", "área/süd"},
		Milestone: "v1.0 beta", Type: "Bug", Comments: 4, Reactions: 10,
		Created: at("2024-02-10T23:30:00Z"), Updated: at("2024-03-01T00:00:00Z"), Closed: at("2024-02-29T12:00:00Z"),
		Language: "C++", Mentions: []string{"kim", "acme/core"}, Commenters: []string{"zoe", "Stale[bot]"},
		CommentTexts: []string{"Same here on FreeBSD", "Bisected to 1a2b3c4d5e"}, Linked: true, Known: knownOf,
	}
}

// patch is an open pull request of which everything is known.
func patch() *Item {
	return &Item{
		Repo: "acme/rocket", Number: 13, Pull: true, Open: true, Draft: true, Locked: true, Archived: true,
		Title: "Avoid the deadlock", Author: "app/renovate", Labels: []string{"bug"},
		Created: at("2024-02-11T00:00:00Z"), Updated: at("2024-02-11T10:00:00Z"), Language: "Go",
		Head: "change-locks", Base: "main", Reviewers: []string{"kim"}, ReviewTeams: []string{"acme/core"},
		ReviewedBy: []string{"zoe"}, Review: "changes_requested", Status: "failure",
		SHAs: []string{"0123456789abcdef0123456789abcdef01234567"}, Known: knownOf,
	}
}

// landed is a merged pull request of which everything is known.
func landed() *Item {
	return &Item{
		Repo: "other/rocket-ui", Number: 3, Pull: true, Merged: true, Title: "Faster parsing", Author: "lee",
		Created: at("2024-02-01T08:00:00Z"), Updated: at("2024-02-05T08:00:00Z"), Closed: at("2024-02-05T08:00:00Z"),
		MergedAt: at("2024-02-05T08:00:00Z"), Review: "approved", Status: "success", Head: "faster", Base: "release/1", Known: knownOf,
	}
}

func whole() Context {
	return Context{
		Now: at("2024-03-02T12:00:00Z"), Me: "mona", Known: knownOf,
		Members: func(team string) []string {
			if team == "acme/core" {
				return []string{"lee", "Mona"}
			}
			return nil
		},
	}
}

// The rows follow GitHub's page on searching issues and pull requests.
func TestMatch(t *testing.T) {
	tests := []struct {
		query string
		want  string // b for bug, p for patch, l for landed
	}{
		{"", "bpl"},
		{"repo:acme/rocket", "bp"},
		{"repo:ACME/Rocket", "bp"},
		{"-repo:acme/rocket", "l"},
		{"repo:acme/rock", ""},
		{"user:acme", "bp"},
		{"org:ACME", "bp"},
		{"org:acm", ""},
		{"user:@me", ""},
		{"org:acme OR user:other", "bpl"},
		{"is:open", "p"},
		{"is:closed", "bl"},
		{"-is:open", "bl"},
		{"state:open", "p"},
		{"state:closed", "bl"},
		{"STATE:CLOSED", "bl"},
		{"is:issue", "b"},
		{"type:issue", "b"},
		{"is:pr", "pl"},
		{"is:pull-request", "pl"},
		{"type:pr", "pl"},
		{"-is:pr", "b"},
		{"is:merged", "l"},
		{"is:unmerged", "p"},
		{"-is:merged", "bp"},
		{"is:draft", "p"},
		{"draft:true", "p"},
		{"draft:false", "l"},
		{"is:locked", "p"},
		{"is:unlocked", "bl"},
		{"is:public", "pl"},
		{"is:private", "b"},
		{"is:internal is:public", ""},
		{"archived:true", "p"},
		{"archived:false", "bl"},
		{`language:"c++"`, "b"},
		{"language:go", "p"},
		{"author:mona", "b"},
		{"author:@me", "b"},
		{"author:app/renovate", "p"},
		{"author:renovate[bot]", "p"},
		{"author:renovate", ""},
		{"author:@renovate[bot]", "p"},
		{"commenter:app/stale", "b"},
		{"commenter:stale[bot]", "b"},
		{"commenter:stale", ""},
		{"-author:mona", "pl"},
		{"assignee:lee", "b"},
		{"assignee:HUBOT", "b"},
		{"assignee:*", "b"},
		{"assignee:none", "pl"},
		{"mentions:kim", "b"},
		{"mentions:mona", ""},
		{"commenter:zoe", "b"},
		{"involves:mona", "b"},
		{"involves:kim", "b"},
		{"involves:zoe", "b"},
		{"involves:lee", "bl"},
		{"team:acme/core", "b"},
		{"reason:not_planned", "b"},
		{`reason:"not planned"`, "b"},
		{"reason:completed", ""},
		{"label:bug", "bp"},
		{"label:BUG", "bp"},
		{`label:"good first issue"`, "b"},
		{`label:bug label:"good first issue"`, "b"},
		{`label:nope,"good first issue"`, "b"},
		{"label:nope,bug", "bp"},
		{"-label:bug", "l"},
		{`-label:"good first issue",nope`, "pl"},
		{"label:*", "bp"},
		{`label:"ÁREA/SÜD"`, "b"},
		{`milestone:"V1.0 beta"`, "b"},
		{"milestone:v1.0", ""},
		{"milestone:*", "b"},
		{"type:bug", "b"},
		{"no:label", "l"},
		{"no:milestone", "pl"},
		{"no:assignee", "pl"},
		{"no:type", "pl"},
		{"has:milestone", "b"},
		{"has:label has:assignee has:type", "b"},
		{"linked:pr", "b"},
		{"-linked:pr", "pl"},
		{"linked:issue", ""},
		{"-linked:issue is:pr", "pl"},
		{"review:changes_requested", "p"},
		{"review:approved", "l"},
		{"review:none", ""},
		{"-review:approved", "bp"},
		{"reviewed-by:zoe", "p"},
		{"review-requested:kim", "p"},
		{"review-requested:@me", "p"},
		{"review-requested:zoe", ""},
		{"user-review-requested:kim", "p"},
		{"user-review-requested:@me", ""},
		{"team-review-requested:acme/core", "p"},
		{"head:change", "p"},
		{"head:locks", ""},
		{"base:main", "p"},
		{"base:release/1", "l"},
		{"base:mai", ""},
		{"status:failure", "p"},
		{"status:success", "l"},
		{"status:pending", ""},
		{"created:2024-02-10", "b"},
		{"created:2024-02-11", "p"},
		{"created:>2024-02-10", "p"},
		{"created:>=2024-02-10", "bp"},
		{"created:<2024-02-10", "l"},
		{"created:<=2024-02-10", "bl"},
		{"created:2024-02-01..2024-02-10", "bl"},
		{"created:2024-02-10..*", "bp"},
		{"created:*..2024-02-10", "bl"},
		{"created:2024-02-11..2024-02-10", ""},
		{"created:2024-02", "bpl"},
		{"created:<2024", ""},
		{"created:2024-02-11T00:30:00+01:00", "b"},
		{"created:>=2024-02-11T00:30:01+01:00", "p"},
		{"created:2024-02-10T23:30:00Z", "b"},
		{"created:>2024-02-10T23:30:00Z", "p"},
		{"created:<2024-02-10T23:30:00Z", "l"},
		{"created:2024-02-10T23:30", "b"},
		{"created:2024-02-10T18:30:00-0500", "b"},
		{"-created:2024-02-10", "pl"},
		{"updated:2024-03-01", "b"},
		{"updated:>-2d", "b"},
		{"updated:>=-2w", "b"},
		{"closed:2024-02-29", "b"},
		{"closed:*", "bl"},
		{"-closed:>2000-01-01", "p"},
		{"merged:2024-02-05", "l"},
		{"merged:<2024-02-05", ""},
		{"comments:4", "b"},
		{"comments:>4", ""},
		{"comments:>=4", "b"},
		{"comments:<4", "pl"},
		{"comments:1..4", "b"},
		{"comments:5..*", ""},
		{"comments:*..3", "pl"},
		{"reactions:>=10", "b"},
		{"interactions:14", "b"},
		{"deadlock", "bp"},
		{"DEADLOCK", "bp"},
		{"dead", "bp"},
		{"lock", ""},
		{"deadlock client", "b"},
		{"deadlock AND client", "b"},
		{"deadlock OR parsing", "bpl"},
		{"deadlock NOT client", "p"},
		{"NOT deadlock", "l"},
		{"-deadlock", "l"},
		{"client freebsd", "b"},
		{"client in:body", ""},
		{"client in:title", "b"},
		{"hangs in:title", ""},
		{"hangs in:title,body", "b"},
		{"freebsd in:comments", "b"},
		{"freebsd -in:comments", ""},
		{"net/http", "b"},
		{"net/ht", "b"},
		{`"hello world"`, "b"},
		{`"hello wor"`, ""},
		{"größe", "b"},
		{"GRÖSSE", ""},
		{"検索", "b"},
		{"http/2", "b"},
		{"0123456", "p"},
		{"012345", ""},
		{"0123456789ABCDEF", "p"},
		{"1a2b3c4", "b"},
		{"is:open OR is:merged", "pl"},
		{"is:closed (label:bug OR author:lee)", "bl"},
		{"is:closed label:bug OR author:app/renovate", "bp"},
		{"NOT (is:open OR is:merged)", "b"},
		{"-(is:open label:bug)", "bl"},
		{"NOT NOT is:open", "p"},
		{"is:open is:closed", ""},
		{"sort:updated-desc is:open", "p"},
		{`""`, "bpl"},
		{"???", "bpl"},
	}
	for _, test := range tests {
		m := Parse(test.query).Compile(whole())
		got := ""
		for i, item := range []*Item{bug(), patch(), landed()} {
			if m.Match(item) {
				got += "bpl"[i : i+1]
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.query, got, test.want)
		}
	}
}
