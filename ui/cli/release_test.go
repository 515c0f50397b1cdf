package cli

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github"
)

func shopRelease() github.Release {
	shop := github.RepoRef{Owner: "acme", Name: "shop"}
	issue := func(repo github.RepoRef, n int, title string) github.Issue {
		return github.Issue{IssueRef: github.IssueRef{Repo: repo, Number: n}, Title: title, State: github.IssueClosed, URL: "https://github.com/i"}
	}
	closes := []github.Linked{{Issue: issue(shop, 3, "Slow")}, {Issue: issue(github.RepoRef{Owner: "acme", Name: "web"}, 4, ""), Textual: true}}
	pull := github.ReleasePull{Issue: issue(shop, 12, "Fix the \x1b[2J\u202ebasket"), Closes: closes, Commits: []github.Commit{{SHA: "a1"}, {SHA: "a2"}}}
	pull.Pull, pull.Author = true, "ada"
	guess := github.ReleasePull{Issue: issue(shop, 13, "Squashed"), Guessed: true, Commits: []github.Commit{{SHA: "a3"}}}
	loose := github.Commit{SHA: "b1", Subject: "Tidy \x07up", Author: github.Person{Name: "Ada Lovelace", Login: "ada"}, URL: "https://github.com/c\x1b[2J"}
	return github.Release{
		Repo: shop, From: "v1", To: "v2", Total: 4, Pulls: []github.ReleasePull{pull, guess},
		Commits: []github.Commit{{SHA: "a1"}, {SHA: "a2"}, {SHA: "a3"}, loose}, Loose: []github.Commit{loose}, Issues: closes,
	}
}

// released runs the command on an answer that grows.
func released(t *testing.T, grown []github.Release, err error, change func(*ReleaseOptions)) (out, errs string, exit int, failure error) {
	t.Helper()
	var stdout, stderr strings.Builder
	o := ReleaseOptions{Stdout: &stdout, Stderr: &stderr, Release: func(_ context.Context, emit func(github.Release)) error {
		for _, r := range grown {
			emit(r)
		}
		return err
	}}
	if change != nil {
		change(&o)
	}
	exit, failure = Release(t.Context(), o)
	return stdout.String(), stderr.String(), exit, failure
}

func TestReleaseMarkdown(t *testing.T) {
	out, errs, exit, err := released(t, []github.Release{{Repo: shopRelease().Repo}, shopRelease()}, nil, nil)
	if exit != 0 || err != nil || errs != "hubtrail: not complete: 1 pull request known by a commit's subject alone\n" {
		t.Errorf("got %d, %v, %q, want what is missing told", exit, err, errs)
	}
	for _, want := range []string{
		"## acme/shop: v1 to v2\n\n2 pull requests, 4 commits, 2 issues closed.\n\n### Pull requests\n\n- Fix the \\[2J",
		"by @ada, closes [#3](https://github.com/i), [acme/web#4](https://github.com/i)\n",
		"### Other commits\n\n- [`b1`](https://github.com/c) Tidy up (Ada Lovelace)\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("got\n%s\nwant %q in it", out, want)
		}
	}
	if strings.ContainsAny(out, "\x1b\x07\u202e") {
		t.Errorf("got %q, want nothing that a terminal obeys", out)
	}
}

func TestReleaseJSON(t *testing.T) {
	out, _, exit, err := released(t, []github.Release{shopRelease()}, nil, func(o *ReleaseOptions) { o.JSON = true })
	want := `{"kind":"pull_request","repository":"acme/shop","number":12,"title":"Fix the \u001b[2J\u202ebasket","author":"ada","closes":["acme/shop#3","acme/web#4"],"commits":["a1","a2"],"guessed":false,"url":"https://github.com/i"}
{"kind":"pull_request","repository":"acme/shop","number":13,"title":"Squashed","author":"","closes":[],"commits":["a3"],"guessed":true,"url":"https://github.com/i"}
{"kind":"commit","repository":"acme/shop","sha":"b1","subject":"Tidy \u0007up","author":"Ada Lovelace","url":"https://github.com/c\u001b[2J"}
{"kind":"issue","repository":"acme/shop","number":3,"title":"Slow","state":"closed","url":"https://github.com/i"}
{"kind":"issue","repository":"acme/web","number":4,"title":"","state":"","url":"https://github.com/i"}
`
	if diff := cmp.Diff(want, out); diff != "" || exit != 0 || err != nil {
		t.Errorf("got %d, %v (-want +got):\n%s", exit, err, diff)
	}
	for line := range strings.Lines(out) {
		if !json.Valid([]byte(line)) {
			t.Errorf("got %q, which is no JSON", line)
		}
	}
}

func TestWhatAReleaseLacksIsTold(t *testing.T) {
	part := shopRelease()
	part.Pulls = part.Pulls[:1]
	part.Problem = errors.New("refused ghp_012345678901234567890123456789012345")
	for _, tt := range []struct {
		name  string
		grown []github.Release
		clone bool
		fail  error
		exit  int
		errs  string
	}{
		{"a problem", []github.Release{part}, false, nil, 0, "hubtrail: refused "},
		{"a clone", []github.Release{{Total: 1, Commits: part.Loose}}, true, nil, 0, "hubtrail: a clone knows no pull requests"},
		{"nothing", []github.Release{{From: "v2", To: "v1\x1b[2J"}}, false, nil, 0, "hubtrail: v1 has no commit that v2 has not: perhaps the two are to be swapped\n"},
		{"a failure", []github.Release{part}, false, errors.New("broken"), 2, ""},
	} {
		out, errs, exit, err := released(t, tt.grown, tt.fail, func(o *ReleaseOptions) { o.Clone = tt.clone })
		if exit != tt.exit || !errors.Is(err, tt.fail) || !strings.HasPrefix(errs, tt.errs) || strings.Contains(errs, "ghp_0") {
			t.Errorf("%s: got %d, %v, %q, want %d, %v, %q", tt.name, exit, err, errs, tt.exit, tt.fail, tt.errs)
		}
		if (out == "") != (tt.fail != nil) || (errs == "") != (tt.errs == "") {
			t.Errorf("%s: got %q and %q", tt.name, out, errs)
		}
	}
}
