package github

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// reviewed is reviews written as "login state", oldest first.
func reviewed(all ...string) (list []Review) {
	for i, s := range all {
		login, state, _ := strings.Cut(s, " ")
		list = append(list, Review{ID: int64(i + 1), Author: login, State: state})
	}
	return list
}

// stateNames are the words of the tests for states.
var stateNames = [...]string{"unowned", "unset", "only-author", "given", "elsewhere", "refused", "missing", "unknown"}

// told is what was decided of a path, in one line.
func (p PathApproval) told() string {
	s := p.Path + " " + stateNames[p.State]
	if p.Rule != nil {
		s += fmt.Sprintf(" :%d", p.Rule.Line)
	}
	if len(p.By) > 0 {
		s += " by " + strings.Join(p.By, ",")
	}
	if len(p.Against) > 0 {
		s += " against " + strings.Join(p.Against, ",")
	}
	if p.Why != "" {
		s += " (" + p.Why + ")"
	}
	return s
}

func (o OwnerApproval) told() string {
	s := fmt.Sprintf("%s %s %d", o.Owner, stateNames[o.State], len(o.Paths))
	if len(o.By) > 0 {
		s += " by " + strings.Join(o.By, ",")
	}
	if len(o.Against) > 0 {
		s += " against " + strings.Join(o.Against, ",")
	}
	if o.Asked {
		s += " asked"
	}
	if o.Why != "" {
		s += " (" + o.Why + ")"
	}
	return s
}

const approvalRules = `*.go      @ada
/web/     @acme/web
/both/    @ada @Acme/Web
/mine/    @dana
/solo/    @acme/solo
/ours/    @bob @dana
/secret/  @acme/secret
/mail/    ops@acme.example
/free/
`

func TestDecideApprovals(t *testing.T) {
	hidden := errors.New("hidden")
	tests := []struct {
		name    string
		paths   string
		reviews []Review
		noRead  error
		want    []string // paths, then owners
		missing string
	}{
		{name: "nobody yet", paths: "a.go web/a.ts web/b.ts", want: []string{
			"a.go missing :1", "web/a.ts missing :2", "web/b.ts missing :2", "@acme/web missing 2 asked", "@ada missing 1 asked",
		}, missing: "@acme/web 2; @ada 1"},
		{name: "an owner", paths: "a.go", reviews: reviewed("ADA approved"), want: []string{"a.go given :1 by ADA", "@ada given 1 by ADA asked"}},
		{name: "one member of a team", paths: "web/a.ts", reviews: reviewed("zoe approved"), want: []string{"web/a.ts given :2 by zoe", "@acme/web given 1 by zoe asked"}},
		{name: "one owner of two", paths: "both/a.ts", reviews: reviewed("zoe approved"), want: []string{
			"both/a.ts given :3 by zoe", "@Acme/Web given 1 by zoe asked", "@ada elsewhere 1 asked",
		}},
		{name: "an owner whose other path is not approved", paths: "both/a.ts a.go", reviews: reviewed("zoe approved"), want: []string{
			"both/a.ts given :3 by zoe", "a.go missing :1", "@ada missing 2 asked", "@Acme/Web given 1 by zoe asked",
		}, missing: "@ada 1"},
		{name: "somebody else", paths: "a.go", reviews: reviewed("eve approved"), want: []string{"a.go missing :1", "@ada missing 1 asked"}, missing: "@ada 1"},
		{name: "asked for changes", paths: "a.go", reviews: reviewed("ada changes_requested"), want: []string{"a.go refused :1 against ada", "@ada refused 1 against ada asked"}, missing: "@ada 1"},
		{name: "changes, then approved", paths: "a.go", reviews: reviewed("ada changes_requested", "ada approved"), want: []string{"a.go given :1 by ada", "@ada given 1 by ada asked"}},
		{name: "approved, then changes", paths: "a.go", reviews: reviewed("ada approved", "ada changes_requested"), want: []string{"a.go refused :1 against ada", "@ada refused 1 against ada asked"}, missing: "@ada 1"},
		{name: "approved, then a comment", paths: "a.go", reviews: reviewed("ada approved", "ada commented", "ada pending"), want: []string{"a.go given :1 by ada", "@ada given 1 by ada asked"}},
		{name: "approved, then dismissed", paths: "a.go", reviews: reviewed("ada approved", "ada dismissed"), want: []string{"a.go missing :1", "@ada missing 1 asked"}, missing: "@ada 1"},
		{name: "one for, one against", paths: "both/a.ts", reviews: reviewed("ada changes_requested", "zoe approved"), want: []string{
			"both/a.ts given :3 by zoe against ada", "@ada refused 1 against ada asked", "@Acme/Web given 1 by zoe asked",
		}},
		{name: "the author alone", paths: "mine/a", reviews: reviewed("dana approved"), want: []string{"mine/a only-author :4", "@dana only-author 1"}},
		{name: "a team of the author alone", paths: "solo/a", want: []string{"solo/a only-author :5", "@acme/solo only-author 1"}},
		{name: "the author among others", paths: "ours/a", reviews: reviewed("dana approved"), want: []string{"ours/a missing :6", "@bob missing 1", "@dana only-author 1"}, missing: "@bob 1"},
		{name: "a hidden team, nobody approved", paths: "secret/a", reviews: reviewed("ada changes_requested"), want: []string{
			"secret/a missing :7", "@acme/secret missing 1 (its members may not be seen: hidden)",
		}, missing: "@acme/secret 1"},
		{name: "a hidden team, somebody approved", paths: "secret/a", reviews: reviewed("eve approved"), want: []string{
			"secret/a unknown :7 (@acme/secret: its members may not be seen: hidden)", "@acme/secret unknown 1 (its members may not be seen: hidden)",
		}},
		{name: "an address", paths: "mail/a", reviews: reviewed("eve approved"), want: []string{
			"mail/a unknown :8 (ops@acme.example: GitHub does not tell whose address it is)", "ops@acme.example unknown 1 (GitHub does not tell whose address it is)",
		}},
		{name: "no owner", paths: "free/a README", reviews: reviewed("eve approved"), want: []string{"free/a unset :9", "README unowned"}},
		{name: "a rename", paths: "web/a.ts>a.go", want: []string{
			"web/a.ts missing :2", "a.go missing :1", "@acme/web missing 1 asked", "@ada missing 1 asked",
		}, missing: "@acme/web 1; @ada 1"},
		{name: "reviews not known", paths: "a.go mine/a", noRead: hidden, want: []string{
			"a.go unknown :1 (@ada: the reviews are not known)", "mine/a only-author :4", "@ada unknown 1 asked (the reviews are not known)", "@dana only-author 1",
		}},
		{name: "an account that is gone", paths: "a.go", reviews: []Review{{Author: "", State: "approved"}}, want: []string{"a.go missing :1", "@ada missing 1 asked"}, missing: "@ada 1"},
	}
	for _, tt := range tests {
		facts := ApprovalFacts{
			Pull: PullRequest{
				Issue: Issue{Author: "Dana"}, Base: PullEnd{Ref: "main", Repo: RepoRef{"acme", "api"}},
				Reviewers: []string{"Ada"}, Teams: []string{"web"},
			},
			Owners: ParseOwners("CODEOWNERS", approvalRules), Reviews: tt.reviews, NoReviews: tt.noRead,
			Teams: map[string]TeamMembership{
				"acme/web": {Members: []string{"zoe", "dana"}}, "acme/solo": {Members: []string{"dana"}}, "acme/secret": {Err: hidden},
			},
		}
		for path := range strings.FieldsSeq(tt.paths) {
			f := File{Path: path, Status: "modified"}
			if from, to, ok := strings.Cut(path, ">"); ok {
				f = File{Path: to, PreviousPath: from, Status: "renamed"}
			}
			facts.Files = append(facts.Files, f)
		}
		facts.Pull.ChangedFiles = len(facts.Files)
		a := DecideApprovals(facts)
		var got, missing []string
		needed, approved, unknown := 0, 0, 0
		for _, p := range a.Paths {
			got = append(got, p.told())
			switch p.State {
			case ApprovalGiven:
				approved++
			case ApprovalUnknown:
				unknown++
			}
			if p.State.Needed() {
				needed++
			}
		}
		for _, o := range a.Owners {
			got = append(got, o.told())
		}
		for _, m := range a.Missing {
			missing = append(missing, fmt.Sprint(strings.Join(m.Owners, " "), " ", m.Paths))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: got other approvals (-want +got):\n%s", tt.name, diff)
		}
		if got := strings.Join(missing, "; "); got != tt.missing {
			t.Errorf("%s: got %q missing, want %q", tt.name, got, tt.missing)
		}
		if a.Needed != needed || a.Approved != approved || a.Unknown != unknown || a.Cut {
			t.Errorf("%s: got %d of %d approved, %d unknown, cut %v, want %d of %d, %d", tt.name, a.Approved, a.Needed, a.Unknown, a.Cut, approved, needed, unknown)
		}
	}
}

func TestMissingOwnersAreSets(t *testing.T) {
	a := DecideApprovals(ApprovalFacts{
		Pull:   PullRequest{Issue: Issue{Author: "dana"}, ChangedFiles: 5},
		Owners: ParseOwners("CODEOWNERS", "/a @ada @bob\n/b @Bob @ada\n/c @ada @dana @ada\n/d @ada\n"),
		Files:  []File{{Path: "d"}, {Path: "a"}, {Path: "b"}, {Path: "c"}},
	})
	want := []MissingOwners{{[]string{"@ada"}, 2}, {[]string{"@ada", "@bob"}, 2}}
	if diff := cmp.Diff(want, a.Missing); diff != "" {
		t.Errorf("got others missing (-want +got):\n%s", diff)
	}
	if !a.Cut {
		t.Error("four files of five: got all of them, want some missing")
	}
}

// approving is a GitHub with one pull request.
func approving() routes {
	raw := func(s string) http.HandlerFunc {
		return text(200, s, "Content-Type", "application/vnd.github.raw+json")
	}
	return routes{
		"GET /repos/acme/api/pulls/7": text(200, `{"number":7,"state":"open","user":{"login":"dana"},"changed_files":230,"html_url":"https://github.com/acme/api/pull/7",
			"base":{"ref":"release","sha":"`+strings.Repeat("b", 40)+`","repo":{"full_name":"acme/api","default_branch":"main"}}}`),
		"GET /repos/acme/api/pulls/7/files": paged(230, "", func(i int) string {
			return fmt.Sprintf(`{"filename":"web/%d.ts","status":"modified"}`, i)
		}),
		"GET /repos/acme/api/pulls/7/reviews": paged(130, "", func(i int) string {
			state, login := "COMMENTED", "zoe"
			if i == 120 {
				state = "APPROVED"
			}
			return fmt.Sprintf(`{"id":%d,"state":%q,"user":{"login":%q}}`, i+1, state, login)
		}),
		"GET /repos/acme/api/commits/release":                    raw(strings.Repeat("c", 40)),
		"GET /repos/acme/api/contents/.github/CODEOWNERS":        raw("/web/ @acme/web @acme/gone\n"),
		"GET /orgs/acme/teams/web/members":                       text(200, `[{"login":"zoe"}]`),
		"GET /repos/acme/api/commits/" + strings.Repeat("b", 40): text(404, "{}"),
	}
}

func TestApprovalsReadEveryPage(t *testing.T) {
	w := approving().wire()
	a, err := tokenClient(t, w, nil).Approvals(t.Context(), 0, IssueRef{RepoRef{"acme", "api"}, 7}, PullAtHand{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Needed != 230 || a.Approved != 230 || a.Cut || a.Commit != strings.Repeat("c", 40) || a.File.Path != ".github/CODEOWNERS" || a.BaseGone {
		t.Errorf("got %d of %d approved, cut %v, by %q of %s, want all 230 by the tip of the base branch", a.Approved, a.Needed, a.Cut, a.File.Path, a.Commit)
	}
	if got, want := a.Owners[1].told(), "@acme/gone elsewhere 230 (its members may not be seen: the team is secret, or there is none of that name)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if w.count("contents/") != 1 || w.count("ref="+strings.Repeat("c", 40)) != 1 {
		t.Errorf("asked %q, want the file once, at the tip of the base branch", w.asked)
	}
}

func TestApprovalsOfWhatIsRefused(t *testing.T) {
	refused := text(403, `{"message":"Resource not accessible by integration"}`)
	ref := IssueRef{RepoRef{"acme", "api"}, 7}
	for _, tt := range []struct {
		path string
		want string // "" for an error
	}{
		{"GET /repos/acme/api/pulls/7", ""},
		{"GET /repos/acme/api/pulls/7/files", ""},
		{"GET /repos/acme/api/contents/.github/CODEOWNERS", ""},
		{"GET /repos/acme/api/pulls/7/reviews", "unknown"},
		{"GET /orgs/acme/teams/web/members", "unknown"},
	} {
		r := approving()
		r[tt.path] = refused
		a, err := tokenClient(t, r.wire(), nil).Approvals(t.Context(), 0, ref, PullAtHand{})
		switch {
		case tt.want == "" && err == nil:
			t.Errorf("%s refused: got no error", tt.path)
		case tt.want != "" && (err != nil || stateNames[a.Paths[0].State] != tt.want || a.Unknown != 230):
			t.Errorf("%s refused: got %v and %d unknown, want the rest, %s", tt.path, err, a.Unknown, tt.want)
		}
	}
}

func TestApprovalsOfABaseThatIsGone(t *testing.T) {
	r := approving()
	delete(r, "GET /repos/acme/api/commits/release")
	a, err := tokenClient(t, r.wire(), nil).Approvals(t.Context(), 0, IssueRef{RepoRef{"acme", "api"}, 7}, PullAtHand{})
	if err != nil || !a.BaseGone || a.Commit != strings.Repeat("b", 40) {
		t.Errorf("got %v, commit %q, gone %v, want the file of the base's last commit", err, a.Commit, a.BaseGone)
	}
}

func TestOnlySoManyTeamsAreAsked(t *testing.T) {
	var owners strings.Builder
	for i := range 150 {
		fmt.Fprintf(&owners, "/web/%d.ts @acme/t%d\n", i, i)
	}
	r := approving()
	r["GET /repos/acme/api/contents/.github/CODEOWNERS"] = text(200, owners.String(), "Content-Type", "application/vnd.github.raw+json")
	w := r.wire()
	a, err := tokenClient(t, w, nil).Approvals(t.Context(), 0, IssueRef{RepoRef{"acme", "api"}, 7}, PullAtHand{})
	if err != nil || w.count("/members") != 100 {
		t.Errorf("got %v, %d teams asked about, want 100", err, w.count("/members"))
	}
	if !slices.ContainsFunc(a.Owners, func(o OwnerApproval) bool { return strings.Contains(o.Why, "more than 100 teams") }) {
		t.Error("nothing says that teams were left out")
	}
}

// What is at hand is not asked for, the files only while the head is where it was.
func TestApprovalsOfWhatIsAtHand(t *testing.T) {
	head := strings.Repeat("d", 40)
	r := approving()
	r["GET /repos/acme/api/pulls/7"] = text(200, `{"number":7,"state":"open","user":{"login":"dana"},"changed_files":2,"head":{"sha":"`+head+`"},
		"base":{"ref":"release","sha":"`+strings.Repeat("b", 40)+`","repo":{"full_name":"acme/api","default_branch":"main"}}}`)
	ref := IssueRef{RepoRef{"acme", "api"}, 7}
	pr, err := tokenClient(t, r.wire(), nil).PullRequest(t.Context(), 0, ref)
	if err != nil {
		t.Fatal(err)
	}
	files := []File{{Path: "web/x.ts"}, {Path: "y"}}
	for _, tt := range []struct {
		name        string
		hand        PullAtHand
		pull, pages int // requests
		paths       int
	}{
		{"nothing", PullAtHand{}, 1, 3, 230},
		{"all", PullAtHand{pr, files, head}, 0, 0, 2},
		{"the pull request", PullAtHand{Pull: pr}, 0, 3, 230},
		{"the files", PullAtHand{Files: files, Head: head}, 1, 0, 2},
		{"files of before a push", PullAtHand{Files: files, Head: tip}, 1, 3, 230},
	} {
		w := r.wire()
		a, err := tokenClient(t, w, nil).Approvals(t.Context(), 0, ref, tt.hand)
		pages := w.count("/pulls/7/files")
		pull := w.count("/pulls/7") - pages - w.count("/pulls/7/reviews")
		if err != nil || len(a.Paths) != tt.paths || pull != tt.pull || pages != tt.pages {
			t.Errorf("%s: got %d paths, %v by %d requests for it and %d for files, want %d by %d and %d", tt.name, len(a.Paths), err, pull, pages, tt.paths, tt.pull, tt.pages)
		}
	}
}
