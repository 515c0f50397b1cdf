package github

import (
	"strings"
	"testing"
)

func TestParseTarget(t *testing.T) {
	const sha = "0123456789abcdef0123456789abcdef01234567"
	repo := RepoRef{"acme", "shop"}
	for _, tc := range []struct {
		in   string
		want Target
	}{
		{"acme/shop", Target{Repo: repo}},
		{"  acme/shop\n", Target{Repo: repo}},
		{"acme/shop.git", Target{Repo: repo}},
		{"acme/shop#12", Target{Kind: TargetNumber, Repo: repo, Number: 12}},
		{"acme/shop@main", Target{Kind: TargetTree, Repo: repo, Ref: "main"}},
		{"acme/shop@feature/x#1", Target{Kind: TargetTree, Repo: repo, Ref: "feature/x#1"}},
		{"acme/shop@0123ABC", Target{Kind: TargetCommit, Repo: repo, SHA: "0123abc"}},
		{"acme/shop/pull/7", Target{Kind: TargetPull, Repo: repo, Number: 7}},
		{sha, Target{Kind: TargetCommit, SHA: sha}},
		{"0123abc", Target{Kind: TargetCommit, SHA: "0123abc"}},
		{"https://github.com/acme/shop", Target{Host: "github.com", Repo: repo}},
		{"https://www.GitHub.com/acme/shop/", Target{Host: "github.com", Repo: repo}},
		{"github.com/acme/shop/pull/7", Target{Kind: TargetPull, Host: "github.com", Repo: repo, Number: 7}},
		{"https://github.com/acme/shop.git", Target{Host: "github.com", Repo: repo}},
		{"https://me:pw@github.com/acme/shop.git", Target{Host: "github.com", Repo: repo}},
		{"https://acme.ghe.com/acme/shop/tree/main/a/b", Target{Kind: TargetTree, Host: "acme.ghe.com", Repo: repo, Ref: "main", Path: "a/b"}},
		{"http://127.0.0.1:4000/acme/shop/tree/main", Target{Kind: TargetTree, Host: "127.0.0.1:4000", Repo: repo, Ref: "main"}},
		{"https://github.com/acme/shop/blob/main/a%20b/c%23.go?plain=1#L10-L20", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: "main", Path: "a b/c#.go", Line: 10}},
		{"https://github.com/acme/shop/blob/" + sha + "/x.go#L7C3-L9C5", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: sha, Path: "x.go", Line: 7}},
		{"https://github.com/acme/shop/blame/main/x.go#L3", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: "main", Path: "x.go", Line: 3}},
		{"https://github.com/acme/shop/commit/" + sha, Target{Kind: TargetCommit, Host: "github.com", Repo: repo, SHA: sha}},
		{"https://github.com/acme/shop/commit/0123abc.patch#diff-1", Target{Kind: TargetCommit, Host: "github.com", Repo: repo, SHA: "0123abc"}},
		{"https://github.com/acme/shop/commits/main/a", Target{Kind: TargetHistory, Host: "github.com", Repo: repo, Ref: "main", Path: "a"}},
		{"https://github.com/acme/shop/pull/7/files#diff-1R3", Target{Kind: TargetPull, Host: "github.com", Repo: repo, Number: 7}},
		{"https://github.com/acme/shop/pull/7/commits/" + sha, Target{Kind: TargetCommit, Host: "github.com", Repo: repo, Number: 7, SHA: sha}},
		{"https://github.com/acme/shop/issues/12#issuecomment-5", Target{Kind: TargetIssue, Host: "github.com", Repo: repo, Number: 12}},
		{"https://github.com/acme/shop/issues?q=is%3Aopen", Target{Host: "github.com", Repo: repo}},
		{"https://github.com/acme/shop/compare/v1.0...feature/x", Target{Kind: TargetCompare, Host: "github.com", Repo: repo, Base: "v1.0", Ref: "feature/x"}},
		{"https://github.com/acme/shop/compare/main...bob:fix", Target{Kind: TargetCompare, Host: "github.com", Repo: repo, Base: "main", Ref: "bob:fix"}},
		{"https://github.com/acme/shop/compare/fix", Target{Kind: TargetCompare, Host: "github.com", Repo: repo, Ref: "fix"}},
		{"https://github.com/acme/shop/releases/tag/rel/1.0", Target{Kind: TargetRelease, Host: "github.com", Repo: repo, Ref: "rel/1.0"}},
		{"https://api.github.com/repos/acme/shop", Target{Host: "github.com", Repo: repo}},
		{"https://api.github.com/repos/acme/shop/pulls/7", Target{Kind: TargetPull, Host: "github.com", Repo: repo, Number: 7}},
		{"https://api.acme.ghe.com/repos/acme/shop/issues/7/comments", Target{Kind: TargetIssue, Host: "acme.ghe.com", Repo: repo, Number: 7}},
		{"https://git.example.com/api/v3/repos/acme/shop/commits/" + sha, Target{Kind: TargetCommit, Host: "git.example.com", Repo: repo, SHA: sha}},
		{"https://api.github.com/repos/acme/shop/git/commits/" + sha, Target{Kind: TargetCommit, Host: "github.com", Repo: repo, SHA: sha}},
		{"https://api.github.com/repos/acme/shop/contents/a/b.go?ref=main", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: "main", Path: "a/b.go"}},
		{"https://api.github.com/repos/acme/shop/branches/main", Target{Kind: TargetTree, Host: "github.com", Repo: repo, Ref: "main"}},
		{"https://api.github.com/repos/acme/shop/releases/tags/v1", Target{Kind: TargetRelease, Host: "github.com", Repo: repo, Ref: "v1"}},
		{"git@github.com:acme/shop.git", Target{Host: "github.com", Repo: repo}},
		{"git@github.com:/acme/shop", Target{Host: "github.com", Repo: repo}},
		{"git.example.com:acme/shop.git", Target{Host: "git.example.com", Repo: repo}},
		{"ssh://git@ssh.github.com:443/acme/shop.git", Target{Host: "github.com", Repo: repo}},
		{"git://git.example.com/acme/shop.git", Target{Host: "git.example.com", Repo: repo}},
	} {
		got, err := ParseTarget(tc.in)
		if err != nil || got != tc.want {
			t.Errorf("%q: got %+v, %v, want %+v", tc.in, got, err, tc.want)
		}
	}
}

func TestParseTargetRefuses(t *testing.T) {
	for _, in := range []string{
		"", "shop", "main", "012345", "#12", "acme/", "/shop", "acme/shop#", "acme/shop#0", "acme/shop#x", "acme/shop@", "acme/..",
		"acme/shop/wiki", "a b/c", "https://github.com", "https://github.com/acme", "https:///acme/shop", "ftp://github.com/acme/shop",
		"file:///acme/shop", "https://github.com/acme/shop/commit/main", "https://github.com/acme/shop/pull/x", "https://github.com/acme/shop/blob/main",
		"https://github.com/acme/%2e%2e", "https://github.com/acme/shop/blob/main/%2e%2e/x", "https://github.com/acme/shop/tree", "https://github.com/acme/shop/compare/...x", "javascript:alert(1)",
		"https://github.com/acme/shop/releases/latest", "acme/shop/pull/99999999999999999999", "git@github.com:acme", "C:/acme/shop", "\x1b[2J/x",
	} {
		got, err := ParseTarget(in)
		if err == nil {
			t.Errorf("%q: got %+v, want an error", in, got)
			continue
		}
		if text := err.Error(); !strings.Contains(text, "owner/name#12") || strings.ContainsAny(text, "\x1b\n") {
			t.Errorf("%q: got %q, want one line that lists what is accepted", in, text)
		}
	}
	if _, err := ParseTarget("https://me:hunter2@github.com/x"); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v, want an error without the password", err)
	}
}

func FuzzParseTarget(f *testing.F) {
	for _, s := range []string{"acme/shop#1", "https://github.com/a/b/blob/m/p#L1", "git@h.c:a/b.git", "https://api.github.com/repos/a/b/pulls/1", "a/b@c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseTarget(s)
		if err != nil {
			return
		}
		if got.Repo == (RepoRef{}) != (got.Kind == TargetCommit && got.Host == "" && got.Repo.Owner == "") {
			t.Fatalf("%q: got %+v, want a repository for all but a bare SHA", s, got)
		}
		if got.Repo != (RepoRef{}) {
			if _, err := ParseRepo(got.Repo.String()); err != nil {
				t.Fatalf("%q: got %+v with a name that is none", s, got)
			}
		}
		if got.SHA != "" && !isSHA(got.SHA) || got.Number < 0 || got.Line < 0 || strings.HasPrefix(got.Path, "/") || strings.HasSuffix(got.Path, "/") {
			t.Fatalf("%q: got %+v, want a SHA of hexadecimal digits, no negative numbers, a path without slashes at its ends", s, got)
		}
	})
}
