package github

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLinkCandidates(t *testing.T) {
	api, web := RepoRef{"acme", "api"}, RepoRef{"acme", "web"}
	old := day.AddDate(0, -6, 0)
	row := func(repo RepoRef, number int, pull bool, title string, change func(*Issue)) Issue {
		i := Issue{IssueRef: IssueRef{repo, number}, ID: int64(number), Pull: pull, Title: title, Author: "zed", CreatedAt: old, UpdatedAt: old}
		if change != nil {
			change(&i)
		}
		return i
	}
	closed := func(i *Issue) { i.State, i.ClosedAt = IssueClosed, old }
	rows := []Issue{
		row(api, 12, false, "The basket loses its items", func(i *Issue) { i.Author, i.Assignees = "ada", []string{"bob"} }),
		row(api, 13, false, "Totals are rounded twice", nil),
		row(api, 20, true, "Rework sessions", nil),
		row(api, 21, true, "Tidy up", func(i *Issue) { i.Body = "See #12." }),
		row(api, 22, true, "Keep basket items", nil),
		row(api, 23, true, "Work of the assignee", func(i *Issue) { i.Author = "bob" }),
		row(api, 24, true, "Work of the author", func(i *Issue) { i.Author = "ada" }),
		row(api, 25, true, "Recent", func(i *Issue) { i.UpdatedAt = day.Add(-time.Hour) }),
		row(api, 26, true, "Long closed", closed),
		row(api, 27, true, "Closed, and names #123 only", func(i *Issue) { closed(i); i.Body = "not #123 nor x#0" }),
		row(api, 28, true, "Closed, and names it", func(i *Issue) { closed(i); i.Body = "#12" }),
		row(web, 12, true, "Elsewhere", nil),
	}
	c := learned(t, nil, rows)
	c.teach(0, map[IssueRef]func(*shelved){{api, 20}: func(r *shelved) { r.item.Head = "ada/issue-12-basket" }})
	a, at := NewAccounts(c), Place{Account: "me"}
	for _, tc := range []struct {
		name  string
		of    []Issue
		pulls bool
		typed string
		want  []string
	}{
		{"pull requests for an issue", rows[:1], true, "", []string{
			"acme/api#20 branch ada/issue-12-basket names #12", "acme/api#21 mentions #12 already", "acme/api#28 mentions #12 already",
			"acme/api#23 its author is assigned", "acme/api#22 title shares basket, items", "acme/api#24 same author", "acme/api#25 changed today", "acme/web#12",
		}},
		{"a number", rows[:1], true, "21", []string{"acme/api#21 this is the one that was named; mentions #12 already"}},
		{"a number with its sign", rows[:1], true, " #26 ", []string{"acme/api#26 this is the one that was named"}},
		{"a name", rows[:1], true, "ACME/web#12", []string{"acme/web#12 this is the one that was named"}},
		{"an address", rows[:1], true, "https://github.com/acme/web/pull/12", []string{"acme/web#12 this is the one that was named"}},
		{"an address of elsewhere", rows[:1], true, "https://example.com/acme/web/pull/12", nil},
		{"a number that is not stored", rows[:1], true, "999", []string{"acme/api#999 named, and not stored yet"}},
		{"an issue's number", rows[:1], true, "13", []string{"acme/api#13 named, and not stored yet"}},
		{"its own number", rows[:1], true, "12", nil},
		{"words", rows[:1], true, "WORK of", []string{"acme/api#23 its author is assigned", "acme/api#24 same author"}},
		{"a word of a closed one", rows[:1], true, "long", []string{"acme/api#26 "}},
		{"a word of the branch", rows[:1], true, "issue-12", []string{"acme/api#20 branch ada/issue-12-basket names #12"}},
		{"issues for a pull request by its branch", rows[2:3], false, "", []string{"acme/api#12 branch ada/issue-12-basket names #12", "acme/api#13 same author"}},
		{"issues for one by its body", rows[3:4], false, "", []string{"acme/api#12 the pull request mentions it already", "acme/api#13 same author"}},
		{"issues for one by its author", rows[5:6], false, "", []string{"acme/api#12 assigned to the pull request's author", "acme/api#13 "}},
		{"for nothing", nil, false, "rounded", []string{"acme/api#13 "}},
	} {
		var got []string
		for _, one := range a.LinkCandidates(t.Context(), at, tc.of, tc.pulls, tc.typed) {
			got = append(got, strings.TrimSuffix(one.IssueRef.String()+" "+strings.Join(one.Why, "; "), " "))
			if one.URL == "" {
				t.Errorf("%s: %s has no page", tc.name, one.IssueRef)
			}
		}
		for n := range tc.want {
			tc.want[n] = strings.TrimSuffix(tc.want[n], " ")
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
	if got := NewAccounts().LinkCandidates(t.Context(), at, rows[:1], true, ""); got != nil {
		t.Errorf("an account that is not there: got %v", got)
	}
}

// There are never more than fifty, whatever is stored.
func TestLinkCandidatesOfMany(t *testing.T) {
	list := generated(20_000)
	of := Issue{IssueRef: IssueRef{RepoRef{"acme", "repo-3"}, 4000}, Title: "panel shows cache", Author: "user-9"}
	got := NewAccounts(learned(t, nil, list)).LinkCandidates(t.Context(), Place{Account: "me"}, []Issue{of}, true, "")
	if len(got) != maxCandidates || !slices.IsSortedFunc(got, func(a, b LinkCandidate) int { return b.Score - a.Score }) {
		t.Errorf("got %d candidates, want %d, the likeliest first", len(got), maxCandidates)
	}
}

// BenchmarkLinkCandidates ranks 100,000 stored issues and pull requests, all of
// one repository or of two hundred.
func BenchmarkLinkCandidates(b *testing.B) {
	for _, repos := range []int{1, 200} {
		list := generated(100_000)
		if repos == 1 {
			for n := range list {
				list[n].IssueRef = IssueRef{RepoRef{"acme", "repo-1"}, n + 1}
			}
		}
		a := NewAccounts(learned(b, nil, list))
		of := Issue{IssueRef: IssueRef{RepoRef{"acme", "repo-1"}, 500_000}, Title: "The panel shows nothing after login", Author: "user-9", Assignees: []string{"user-7"}}
		for _, typed := range []string{"", "panel cache", "77"} {
			b.Run(fmt.Sprintf("%d/%s", repos, typed), func(b *testing.B) {
				for b.Loop() {
					a.LinkCandidates(b.Context(), Place{Account: "me"}, []Issue{of}, true, typed)
				}
			})
		}
	}
}
