package github_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
)

// demoPlace is the demo as its person's token reaches it.
func demoPlace(t *testing.T) (*github.Accounts, github.Place) {
	t.Helper()
	server := embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now})
	return github.NewAccounts(demoToken(t, server, demo.UserToken)), github.Place{Account: "me"}
}

// compared is a comparison read to its end.
func compared(t *testing.T, a *github.Accounts, at github.Place, repo github.RepoRef, spec github.CompareSpec) github.Comparison {
	t.Helper()
	var end github.Comparison
	if err := a.Compare(t.Context(), at, repo, spec, func(k github.Comparison) { end = k }); err != nil {
		t.Fatal(err)
	}
	return end
}

func TestDemoCompare(t *testing.T) {
	a, at := demoPlace(t)
	repo := github.RepoRef{Owner: "northwind", Name: "storefront"}
	tags := compared(t, a, at, repo, github.CompareSpec{Base: "v1.0.0", Head: "v1.1.0"})
	if tags.Status != "ahead" || len(tags.Commits) != tags.Ahead || tags.Ahead == 0 || len(tags.Files) == 0 || tags.MergeBase != tags.BaseSHA ||
		tags.Commits[len(tags.Commits)-1].SHA != tags.HeadSHA {
		t.Errorf("got %s, %d of %d commits, %d files from %s to %s", tags.Status, len(tags.Commits), tags.Ahead, len(tags.Files), tags.BaseSHA, tags.HeadSHA)
	}
	// The trees say the same as the comparison, but for renames with changes.
	trees, err := a.TreeDiff(t.Context(), at, repo, tags.BaseSHA, tags.HeadSHA)
	if err != nil {
		t.Fatal(err)
	}
	listed := slices.Clone(tags.Files)
	slices.SortFunc(listed, func(a, b github.File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range listed {
		i := slices.IndexFunc(trees, func(o github.File) bool { return o.Path == f.Path })
		if i < 0 || trees[i].SHA != f.SHA || f.Status != "renamed" && trees[i].Status != f.Status {
			t.Errorf("%s %s: got %v of the trees, want the same", f.Status, f.Path, i)
		}
	}
	back := compared(t, a, at, repo, github.CompareSpec{Base: "v1.1.0", Head: "v1.0.0"})
	if back.Status != "behind" || back.Behind != tags.Ahead || len(back.Commits)+len(back.Files) != 0 || back.HeadSHA != tags.BaseSHA {
		t.Errorf("got %s by %d with %d files, want it behind by %d and empty", back.Status, back.Behind, len(back.Files), tags.Ahead)
	}
	swapped := compared(t, a, at, repo, github.CompareSpec{Base: "v1.1.0", Head: "v1.0.0", TwoDot: true})
	if len(swapped.Files) != len(tags.Files) || swapped.Listed != 0 || !swapped.Files[0].PatchLeftOut() {
		t.Errorf("got %d files, %d listed, want %d of the trees", len(swapped.Files), swapped.Listed, len(tags.Files))
	}
	// A rename with changes is found as git finds it, the other way round.
	for _, f := range tags.Files {
		same := func(o github.File) bool {
			return o.Status == "renamed" && o.Path == f.PreviousPath && o.PreviousPath == f.Path && o.Uncounted == (f.Patch != "")
		}
		if f.Status == "renamed" && !slices.ContainsFunc(swapped.Files, same) {
			t.Errorf("%s was %s: got %+v, want that too", f.Path, f.PreviousPath, swapped.Files)
		}
	}
	err = a.Compare(t.Context(), at, repo, github.CompareSpec{Base: "main", Head: "never/pushed"}, func(github.Comparison) {})
	var e *github.Error
	if !errors.Is(err, github.ErrNotFound) || !errors.As(err, &e) || !strings.Contains(e.Remedy(), "Were they pushed?") {
		t.Errorf("got %v, want the question whether they were pushed", err)
	}
}

// A comparison of more than 300 files has all of them.
func TestDemoCompareManyFiles(t *testing.T) {
	a, at := demoPlace(t)
	repo := github.RepoRef{Owner: "northwind", Name: "monorepo"}
	commits := last(t, func(emit func(github.Listing[github.Commit])) error {
		return a.Commits(t.Context(), at, repo, "", 2000, emit)
	})
	first, tip := commits.Items[len(commits.Items)-1], commits.Items[0]
	k := compared(t, a, at, repo, github.CompareSpec{Base: first.SHA, Head: tip.SHA})
	if len(k.Commits) != len(commits.Items)-1 || k.Listed != 300 || len(k.Files) <= 300 || k.FilesCut {
		t.Fatalf("got %d commits, %d files of which %d listed, cut %v", len(k.Commits), len(k.Files), k.Listed, k.FilesCut)
	}
	for _, f := range k.Files {
		if f.OldMode == "" && f.NewMode == "" || f.Uncounted == (f.Patch != "") {
			t.Fatalf("got %+v, want modes, and a patch or none counted", f)
		}
	}
}

// Each commit of the demo that has a number in its subject came by that pull
// request.
func TestDemoPullsOfCommits(t *testing.T) {
	a, at := demoPlace(t)
	repo := github.RepoRef{Owner: "northwind", Name: "checkout-api"}
	commits := last(t, func(emit func(github.Listing[github.Commit])) error {
		return a.Commits(t.Context(), at, repo, "", 100, emit)
	})
	guessed, asked := 0, 0
	for _, k := range commits.Items {
		number := github.PullInSubject(k.Subject)
		if asked == 5 || number == 0 {
			continue
		}
		asked++
		pulls, err := a.PullsOfCommit(t.Context(), at, repo, k.SHA)
		if err != nil {
			t.Fatal(err)
		}
		if len(pulls) > 0 && pulls[0].Introduced && pulls[0].Number == number {
			guessed++
		}
	}
	if asked != 5 || guessed != asked {
		t.Errorf("got %d of %d numbers right, want 5", guessed, asked)
	}
}

// A release of the demo: what its pull requests say they close, GitHub says too.
func TestDemoRelease(t *testing.T) {
	a, at := demoPlace(t)
	repo := github.RepoRef{Owner: "northwind", Name: "checkout-api"}
	var got []github.Release
	if err := a.Release(t.Context(), at, repo, "v1.0.0", "main", func(r github.Release) { got = append(got, r) }); err != nil {
		t.Fatal(err)
	}
	end := got[len(got)-1]
	brought, closing := 0, 0
	for _, p := range end.Pulls {
		brought += len(p.Commits)
		closing += len(p.Closes)
		if p.Guessed || p.Title == "" || p.Author == "" {
			t.Errorf("got %s guessed %v, %q by %q, want GitHub's own", p.IssueRef, p.Guessed, p.Title, p.Author)
		}
	}
	if end.Problem != nil || end.Unasked != 0 || len(end.Pulls) == 0 || closing == 0 || len(end.Issues) == 0 || brought+len(end.Loose) != len(end.Commits) || len(end.Commits) != end.Total {
		t.Errorf("got %d pull requests with %d of %d commits, %d loose, %d unasked, %d issues, problem %v",
			len(end.Pulls), brought, end.Total, len(end.Loose), end.Unasked, len(end.Issues), end.Problem)
	}
	t.Logf("%d commits, %d pull requests, %d loose: %d requests", len(end.Commits), len(end.Pulls), len(end.Loose), end.Requests)
}
