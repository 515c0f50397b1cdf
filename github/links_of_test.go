package github

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

// connections is a GitHub with an issue and a pull request that are connected in
// many ways.
func connections(body, base string, graph http.HandlerFunc) routes {
	pull := fmt.Sprintf(`{"number":7,"id":70,"title":"Mend it","body":%q,"state":"open","html_url":"https://github.com/acme/api/pull/7","head":{"ref":"mend","repo":{"full_name":"acme/api"}},
		"base":{"ref":%q,"repo":{"full_name":"acme/api","default_branch":"main"}}}`, body, base)
	source := func(number int, pull bool, body string) string {
		kind := ""
		if pull {
			kind = `"pull_request":{},`
		}
		return fmt.Sprintf(`{"event":"cross-referenced","created_at":"2026-01-02T03:04:05Z","source":{"issue":{"number":%d,"id":%d,%s"title":"Source %d","state":"open","body":%q,"repository_url":"https://api.github.com/repos/acme/api"}}}`,
			number, number, kind, number, body)
	}
	return routes{
		"GET /user":                      text(200, user),
		"POST /graphql":                  graph,
		"GET /repos/acme/api/pulls/7":    text(200, pull),
		"GET /repos/acme/api/issues/12":  text(200, `{"number":12,"id":12,"title":"It breaks","state":"open","body":"See #7 and #13."}`),
		"GET /repos/acme/api/issues/404": text(404, `{"message":"Not Found"}`),
		"GET /repos/acme/api/issues/7/timeline": text(200, "["+strings.Join([]string{
			`{"event":"committed","sha":"1111111111111111111111111111111111111111","message":"Fix #20 at last\n\nno more"}`,
			`{"event":"committed","sha":"2222222222222222222222222222222222222222","message":"Tidy"}`,
			`{"event":"commented","id":1,"body":"like #30, unlike #12","user":{"login":"bob"},"html_url":"https://github.com/acme/api/pull/7#issuecomment-1"}`,
			source(31, false, "after #7"), source(8, true, "after #7"),
		}, ",")+"]"),
		"GET /repos/acme/api/issues/12/timeline": text(200, "["+strings.Join([]string{
			source(7, true, body), source(8, true, "Closes #12"), source(9, true, "- Closes #12"), source(10, true, "not a word"), source(11, true, "like #12"), source(32, false, "#12"),
			`{"event":"referenced","commit_id":"3333333333333333333333333333333333333333","created_at":"2026-01-02T03:04:05Z"}`,
			`{"event":"referenced","commit_id":"4444444444444444444444444444444444444444","created_at":"2026-01-02T03:04:05Z"}`,
			`{"event":"closed","commit_id":"4444444444444444444444444444444444444444","created_at":"2026-01-02T03:04:05Z"}`,
		}, ",")+"]"),
	}
}

func linkedNodes(all, manual string) http.HandlerFunc {
	nodes := func(list string) string {
		var out []string
		for _, n := range strings.Fields(list) {
			out = append(out, fmt.Sprintf(`{"id":"X%s","number":%s,"title":"Linked %s","state":"OPEN","repository":{"nameWithOwner":"acme/api"}}`, n, n, n))
		}
		return strings.Join(out, ",")
	}
	return text(200, fmt.Sprintf(`{"data":{"repository":{"item":{"all":{"nodes":[%s]},"manual":{"nodes":[%s]}}}}}`, nodes(all), nodes(manual)))
}

// told is links as rows of text.
func told(links []Link) (rows []string) {
	for _, l := range links {
		pull := l.Pull.String()
		if l.Commit != "" {
			pull += "@" + l.Commit[:1]
		}
		rows = append(rows, strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s: %s", l.Issue, pull, l.Kind, l.Where, [...]string{"unknown", "yes", "no"}[l.Recognised], l.Why)))
	}
	return rows
}

func TestLinksOf(t *testing.T) {
	const body = "Closes #12 and closes #13.\n\n- Fixes #14\n\n`Closes #15`\n\nRefs #16, #17; closes acme/web#3. Self: #7.\n\n> Closes #18"
	each := []string{
		"acme/api#17 acme/api#7 mention body unknown: a mention closes nothing",
		"acme/api#30 acme/api#7 mention comment unknown: a comment links nothing: GitHub shows a mention",
		"acme/api#31 acme/api#7 mention body unknown: the issue mentions the pull request",
	}
	commit := "acme/api#20 acme/api#7@1 commit commit no: GitHub closes the issue when the commit reaches the default branch, but lists no link"
	refers := "acme/api#16 acme/api#7 refers body unknown: it only refers: GitHub shows a mention, and closes nothing"
	with := func(first ...string) []string { return append(append(first, commit, refers), each...) }
	for _, tc := range []struct {
		name  string
		r     routes
		ref   IssueRef
		pull  bool
		want  []string
		asked int
	}{
		{"a pull request", connections(body, "main", linkedNodes("12 14 40 41", "14 40")), seven, true, with(
			"acme/api#12 acme/api#7 closes body yes:",
			"acme/api#13 acme/api#7 closes body no: GitHub does not list it: its records may be behind, so look again in a minute",
			"acme/api#14 acme/api#7 closes body no: it is in a list item, where GitHub is reported to overlook keywords",
			"acme/api#15 acme/api#7 closes body no: it is in code",
			"acme/web#3 acme/api#7 closes body no: GitHub does not list it: in another repository it counts only if the author may write there",
			"acme/api#18 acme/api#7 closes body no: it is in a quote",
			"acme/api#14 acme/api#7 manual web yes:",
			"acme/api#40 acme/api#7 manual web yes:",
			"acme/api#41 acme/api#7 manual branch yes: no text says so, and nobody did it by hand: the branch was made for the issue",
		), 3},
		{"a pull request into another branch", connections("Closes #12", "release", linkedNodes("", "")), seven, true, []string{
			"acme/api#12 acme/api#7 closes body no: the pull request goes into release, and keywords count for the default branch main only",
			commit, each[1], each[2],
		}, 3},
		{"a pull request without GraphQL", connections("Closes #12\n\n`Closes #15`", "main", text(404, `{}`)), seven, true, []string{
			"acme/api#12 acme/api#7 closes body unknown: this host cannot be asked which links it counts",
			"acme/api#15 acme/api#7 closes body unknown: it is in code",
			commit, each[1], each[2],
		}, 3},
		{"an issue", connections("Fixes #12", "main", linkedNodes("7 8 50 51", "8 50")), issuesNamed("12")[0], false, []string{
			"acme/api#12 acme/api#7 closes body yes:",
			"acme/api#12 acme/api#8 closes body yes:",
			"acme/api#12 acme/api#9 closes body no: it is in a list item, where GitHub is reported to overlook keywords",
			"acme/api#12 acme/api#51 closes body yes:",
			"acme/api#12 acme/api#8 manual web yes:",
			"acme/api#12 acme/api#50 manual web yes:",
			"acme/api#12 @4 commit commit yes: the commit closed it",
			"acme/api#12 acme/api#10 mention comment unknown: a comment links nothing: GitHub shows a mention",
			"acme/api#12 acme/api#11 mention body unknown: a mention closes nothing",
			"acme/api#12 @3 mention commit unknown: a commit names it",
		}, 3},
		{"an issue without GraphQL", connections("Fixes #12", "main", text(404, `{}`)), issuesNamed("12")[0], false, []string{
			"acme/api#12 acme/api#7 closes body unknown: this host cannot be asked which links it counts",
			"acme/api#12 acme/api#8 closes body unknown: this host cannot be asked which links it counts",
			"acme/api#12 acme/api#9 closes body unknown: it is in a list item, where GitHub is reported to overlook keywords",
			"acme/api#12 @4 commit commit yes: the commit closed it",
			"acme/api#12 acme/api#10 mention comment unknown: a comment links nothing: GitHub shows a mention",
			"acme/api#12 acme/api#11 mention body unknown: a mention closes nothing",
			"acme/api#12 @3 mention commit unknown: a commit names it",
		}, 3},
	} {
		w := tc.r.wire()
		c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
		a := NewAccounts(c)
		got, err := a.LinksOf(t.Context(), Place{Account: "me"}, tc.ref, tc.pull)
		if err != nil || !slices.Equal(told(got), tc.want) {
			t.Errorf("%s: got %v\n%s\nwant\n%s", tc.name, err, strings.Join(told(got), "\n"), strings.Join(tc.want, "\n"))
		}
		for _, l := range got {
			if l.URL == "" || l.Cross != (l.Issue.Repo.Name == "web") {
				t.Errorf("%s: got %+v, want its page and whether it crosses", tc.name, l)
			}
		}
		if n := w.count("/repos/") + w.count("/graphql"); n != tc.asked {
			t.Errorf("%s: got %d requests, want %d: %v", tc.name, n, tc.asked, w.asked)
		}
		// What was just read is not asked for again.
		if again, err := a.LinksOf(t.Context(), Place{Account: "me"}, tc.ref, tc.pull); err != nil || len(again) != len(got) {
			t.Errorf("%s: again: got %d links, %v, want %d", tc.name, len(again), err, len(got))
		}
		if n := w.count("/repos/"); n != 2 {
			t.Errorf("%s: got %d requests besides GraphQL, want the two", tc.name, n)
		}
	}
}

func TestLinksOfRefuses(t *testing.T) {
	a := NewAccounts(tokenClient(t, connections("", "main", linkedNodes("", "")).wire(), nil))
	for _, tc := range []struct {
		ref  IssueRef
		pull bool
		err  error
	}{
		{issuesNamed("404")[0], false, ErrNotFound}, {issuesNamed("404")[0], true, ErrNotFound}, {issuesNamed("12")[0], true, ErrInvalid}, {IssueRef{}, false, ErrInvalid},
	} {
		if got, err := a.LinksOf(t.Context(), Place{Account: "me"}, tc.ref, tc.pull); !errors.Is(err, tc.err) {
			t.Errorf("%s: got %v, %v, want %v", tc.ref, told(got), err, tc.err)
		}
	}
	if _, err := a.LinksOf(t.Context(), Place{Account: "x"}, seven, true); err == nil {
		t.Error("an account that is not there: got no error")
	}
}
