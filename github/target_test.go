package github

import (
	"strings"
	"testing"
)

// mainGo is the SHA-256 of "main.go", which is what GitHub names the file by.
const mainGo = "2873f79a86c0d8b3335cd7731b0ecf7dd4301eb19a82ef7a1cba7589b5252261"

func TestParseTarget(t *testing.T) {
	const sha = "0123456789abcdef0123456789abcdef01234567"
	repo := RepoRef{"acme", "shop"}
	blob := func(first, last int) Target {
		return Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: "main", Path: "x.go", Line: first, LastLine: last}
	}
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
		{"https://github.com/acme/shop/blob/main/a%20b/c%23.go?plain=1#L10-L20", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: "main", Path: "a b/c#.go", Line: 10, LastLine: 20}},
		{"https://github.com/acme/shop/blob/" + sha + "/x.go#L7C3-L9C5", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: sha, Path: "x.go", Line: 7, LastLine: 9}},
		{"https://github.com/acme/shop/blob/main/x.go#L20-L10", blob(10, 20)},
		{"https://github.com/acme/shop/blob/main/x.go#L10-20", blob(10, 20)},
		{"https://github.com/acme/shop/blob/main/x.go#L10-L10", blob(10, 0)},
		{"https://github.com/acme/shop/blob/main/x.go#L10-", blob(10, 0)},
		{"https://github.com/acme/shop/blob/main/x.go#L10-Lx", blob(10, 0)},
		{"https://github.com/acme/shop/blob/main/x.go#L10-L99999999999999999999", blob(10, 1<<31-1)},
		{"https://github.com/acme/shop/blob/main/x.go#L0-L3", blob(0, 0)},
		{"https://github.com/acme/shop/blob/main/x.go#L-3", blob(0, 0)},
		{"https://github.com/acme/shop/blob/main/x.go#usage", blob(0, 0)},
		{"https://github.com/acme/shop/edit/main/x.go", blob(0, 0)},
		{"https://github.com/acme/shop/raw/main/x.go", blob(0, 0)},
		{"https://github.com/acme/shop/blob/refs/heads/main/x.go#L3", blob(3, 0)},
		{"https://github.com/acme/shop/raw/refs/tags/main/x.go", blob(0, 0)},
		{"https://github.com/acme/shop/blob/refs/pull/7/head/x.go", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: "refs/pull/7/head", Path: "x.go"}},
		{"https://raw.githubusercontent.com/acme/shop/main/x.go?token=ABC", blob(0, 0)},
		{"https://raw.githubusercontent.com/acme/shop/refs/heads/main/x.go", blob(0, 0)},
		{"https://raw.git.example.com/acme/shop/main/x.go", Target{Kind: TargetBlob, Host: "git.example.com", Repo: repo, Ref: "main", Path: "x.go"}},
		{"https://github.com/acme/shop/blame/main/x.go#L3", Target{Kind: TargetBlob, Host: "github.com", Repo: repo, Ref: "main", Path: "x.go", Line: 3, Blame: true}},
		{"https://github.com/acme/shop/commit/" + sha, Target{Kind: TargetCommit, Host: "github.com", Repo: repo, SHA: sha}},
		{"https://github.com/acme/shop/commit/0123abc.patch#diff-1", Target{Kind: TargetCommit, Host: "github.com", Repo: repo, SHA: "0123abc"}},
		{"https://github.com/acme/shop/commits/main/a", Target{Kind: TargetHistory, Host: "github.com", Repo: repo, Ref: "main", Path: "a"}},
		{"https://github.com/acme/shop/commit/0123abc#diff-" + mainGo + "L3-R5", Target{Kind: TargetCommit, Host: "github.com", Repo: repo, SHA: "0123abc", Anchor: DiffAnchor{File: mainGo, Old: true, Line: 3}}},
		{"https://github.com/acme/shop/pull/7/files#diff-1R3", Target{Kind: TargetPull, Host: "github.com", Repo: repo, Number: 7, Changes: true}},
		{"https://github.com/acme/shop/pull/7/files?w=1#diff-" + strings.ToUpper(mainGo) + "R10-R20", Target{Kind: TargetPull, Host: "github.com", Repo: repo, Number: 7, Changes: true, Anchor: DiffAnchor{File: mainGo, Line: 10}}},
		{"https://github.com/acme/shop/pull/7/changes#diff-" + mainGo, Target{Kind: TargetPull, Host: "github.com", Repo: repo, Number: 7, Changes: true, Anchor: DiffAnchor{File: mainGo}}},
		{"https://github.com/acme/shop/pull/7/changes/" + sha + "#diff-" + mainGo + "R1", Target{Kind: TargetCommit, Host: "github.com", Repo: repo, Number: 7, SHA: sha, Anchor: DiffAnchor{File: mainGo, Line: 1}}},
		{"https://github.com/acme/shop/pull/7/files/" + sha + "..0123abc#diff-" + mainGo, Target{Kind: TargetCompare, Host: "github.com", Repo: repo, Number: 7, Base: sha, Ref: "0123abc", TwoDot: true, Anchor: DiffAnchor{File: mainGo}}},
		{"https://github.com/acme/shop/pull/7/checks#diff-" + mainGo, Target{Kind: TargetPull, Host: "github.com", Repo: repo, Number: 7}},
		{"https://github.com/acme/shop/compare/main...fix#diff-" + mainGo + "Lx", Target{Kind: TargetCompare, Host: "github.com", Repo: repo, Base: "main", Ref: "fix", Anchor: DiffAnchor{File: mainGo}}},
		{"https://github.com/acme/shop/compare/main...fix#diff-" + mainGo[1:] + "L3", Target{Kind: TargetCompare, Host: "github.com", Repo: repo, Base: "main", Ref: "fix"}},
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
		"https://github.com/acme/shop/releases/latest", "https://github.com/acme/shop/blob/refs/heads/main", "https://github.com/acme/shop/blame/main", "https://raw.githubusercontent.com/acme/shop/main",
		"https://github.com/acme/shop/blob/main/a%zz", "https://github.com/acme/shop/commits/..", "https://github.com/acme/shop/edit", "acme/shop/blob/main//x.go", "acme/shop/blob/main/../x.go", "acme/shop/pull/99999999999999999999", "git@github.com:acme", "C:/acme/shop", "\x1b[2J/x",
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
	for _, s := range []string{"acme/shop#1", "https://github.com/a/b/blob/m/p#L1", "git@h.c:a/b.git", "https://api.github.com/repos/a/b/pulls/1", "a/b@c", "a/b/blob/m/p/q#L1",
		"https://github.com/a/b/blame/refs/heads/m/p?plain=1#L10C3-L20C9", "https://raw.githubusercontent.com/a/b/m/p", "https://github.com/a/b/pull/1/files/0123abc..4567def#diff-" + mainGo + "L1-R2",
		"https://github.com/a/b/blob/refs/pull/1/head/p#L2-1"} {
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
		if got.LastLine != 0 && got.LastLine <= got.Line {
			t.Fatalf("%q: got lines %d to %d, want the last one behind the first", s, got.Line, got.LastLine)
		}
		if a := got.Anchor; a != (DiffAnchor{}) && (len(a.File) != 64 && len(a.File) != 32 || a.Line < 0 || a.Old && a.Line == 0) {
			t.Fatalf("%q: got anchor %+v, want a digest, and a line if a side is named", s, a)
		}
		if got.Kind == TargetBlob && got.Path == "" {
			t.Fatalf("%q: got %+v, want a file's path", s, got)
		}
		if got.SHA != "" && !isSHA(got.SHA) || got.Number < 0 || got.Line < 0 || strings.HasPrefix(got.Path, "/") || strings.HasSuffix(got.Path, "/") {
			t.Fatalf("%q: got %+v, want a SHA of hexadecimal digits, no negative numbers, a path without slashes at its ends", s, got)
		}
	})
}

func TestDiffAnchorNames(t *testing.T) {
	for _, tt := range []struct {
		file, path string
		want       bool
	}{
		{mainGo, "main.go", true},
		{mainGo, "Main.go", false},
		{"5c4d8ad3e9ad67e2bd8e5e6d7ccf3a4e", "main.go", false},
		{"1bc29b36f623ba82aaf6724fd3b16718", "md5", true},
		{"", "", false},
	} {
		if got := (DiffAnchor{File: tt.file}).Names(tt.path); got != tt.want {
			t.Errorf("%s names %q: got %v, want %v", tt.file, tt.path, got, tt.want)
		}
	}
}
