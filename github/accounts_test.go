package github

import (
	"context"
	"fmt"
	"sync"
	"testing"
)

func named(t *testing.T, a Account, credential string) *Client {
	t.Helper()
	c, err := NewClient(Options{
		Account: a, Credential: credential, Base: failing{},
		Token: func(context.Context) (string, error) { return secret, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAccounts(t *testing.T) {
	first := named(t, Account{Name: "me", Host: "github.com"}, "env GH_TOKEN")
	a := NewAccounts(first)
	for _, tc := range []struct {
		account    Account
		credential string
		want       bool
	}{
		{Account{Name: "me", Host: "git.example.com"}, "gh", false},
		{Account{Name: "again", Host: "GitHub.com"}, "env GH_TOKEN", false},
		{Account{Name: "other host", Host: "git.example.com"}, "env GH_TOKEN", true},
		{Account{Name: "other source", Host: "github.com"}, "gh", true},
		{Account{Name: "unknown source", Host: "github.com"}, "", true},
		{Account{Name: "another unknown source", Host: "github.com"}, "", true},
		{Account{Name: "demo", Host: "github.com", Local: true}, "env GH_TOKEN", true},
	} {
		if got := a.Add(named(t, tc.account, tc.credential)); got != tc.want {
			t.Errorf("%s: got added %v, want %v", tc.account.Name, got, tc.want)
		}
	}
	if got := a.List(); len(got) != 6 || got[0].Name != "me" || got[5].Name != "demo" {
		t.Errorf("got %v, want six in the order added", got)
	}
	if c, err := a.Client("me"); err != nil || c != first {
		t.Errorf("got %v, %v, want the first client", c, err)
	}
	if _, err := a.Client("nobody"); err == nil {
		t.Error("got a client that is not there, want an error")
	}
	if a.Add(appClient(t, failing{}, nil)); a.Add(appClient(t, failing{}, nil)) || len(a.List()) != 7 {
		t.Errorf("got %d accounts after the same App twice, want 7", len(a.List()))
	}
}

func TestAccountsAtOnce(t *testing.T) {
	a := NewAccounts()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			a.Add(named(t, Account{Name: fmt.Sprint(i % 10), Host: "github.com"}, ""))
			a.List()
		})
	}
	wg.Wait()
	if got := len(a.List()); got != 10 {
		t.Errorf("got %d accounts, want 10", got)
	}
}

func TestMissing(t *testing.T) {
	if got := Missing(map[string]string{
		"metadata": "read", "contents": "write", "issues": "admin", "pull_requests": "read", "checks": "read", "statuses": "peek",
	}); fmt.Sprint(got) != "[{statuses read statuses of a commit} {members read teams that own code} {pull_requests write linking pull requests to issues}]" {
		t.Errorf("got %v, want statuses, members and writing pull requests", got)
	}
	if got := Missing(nil); len(got) != len(Needs()) {
		t.Errorf("got %d of nothing granted, want all %d", len(got), len(Needs()))
	}
}

func TestWebLinks(t *testing.T) {
	w, repo := NewWeb("https://github.com/"), RepoRef{"acme", "shop"}
	for _, tc := range []struct{ got, want string }{
		{w.RepoURL(repo), "https://github.com/acme/shop"},
		{w.RepoURL(RepoRef{"a/../b", "c?x#y"}), "https://github.com/a%2F..%2Fb/c%3Fx%23y"},
		{w.CommitURL(repo, "0123abc"), "https://github.com/acme/shop/commit/0123abc"},
		{w.CompareURL(repo, CompareSpec{Base: "v1#2", Head: "ada:topic/x"}), "https://github.com/acme/shop/compare/v1%232...ada:topic/x"},
		{w.CompareURL(repo, CompareSpec{Base: "a", Head: "b", TwoDot: true}), "https://github.com/acme/shop/compare/a..b"},
		{w.CompareURL(repo, CompareSpec{Head: "b"}), "https://github.com/acme/shop/compare/b"},
		{w.TreeURL(repo, "feature/#1", ""), "https://github.com/acme/shop/tree/feature/%231"},
		{w.TreeURL(repo, "main", "/a b/100%?.go/"), "https://github.com/acme/shop/tree/main/a%20b/100%25%3F.go"},
		{w.BlobURL(repo, "main", "/a b/x#.go", 0), "https://github.com/acme/shop/blob/main/a%20b/x%23.go"},
		{w.BlobURL(repo, "v1/2", "main.go", 12), "https://github.com/acme/shop/blob/v1/2/main.go#L12"},
		{w.LinesURL(repo, "main", "docs/a.md", 3, 9), "https://github.com/acme/shop/blob/main/docs/a.md?plain=1#L3-L9"},
		{w.LinesURL(repo, "main", "a.go", 3, 3), "https://github.com/acme/shop/blob/main/a.go#L3"},
		{w.LinesURL(repo, "main", "a.go", 0, 0), "https://github.com/acme/shop/blob/main/a.go"},
		{w.BlobURL(repo, "main", "docs/READ.ME.md", 3), "https://github.com/acme/shop/blob/main/docs/READ.ME.md?plain=1#L3"},
		{w.BlobURL(repo, "main", "docs/README.md", 0), "https://github.com/acme/shop/blob/main/docs/README.md"},
		{w.BlobURL(repo, "main", "docs.md/CODEOWNERS", 3), "https://github.com/acme/shop/blob/main/docs.md/CODEOWNERS#L3"},
	} {
		if tc.got != tc.want {
			t.Errorf("got %s, want %s", tc.got, tc.want)
		}
	}
}

func TestOpenableURL(t *testing.T) {
	hosts := []string{"github.com", "git.example.com:8443", ""}
	for _, tc := range []struct {
		link string
		want bool
	}{
		{"https://github.com/acme/shop", true},
		{"http://GitHub.com", true},
		{"https://github.com:443/x", true},
		{"https://git.example.com:8443/x", true},
		{"https://git.example.com/x", false},
		{"https://github.com:444/x", false},
		{"https://github.com.evil.example/", false},
		{"https://evil.example/github.com", false},
		{"https://github.com@evil.example/", false},
		{"https://me@github.com/", false},
		{"javascript:alert(1)", false},
		{"file:///etc/passwd", false},
		{"https:github.com", false},
		{"//github.com/x", false},
		{"https://github.com\\@evil.example/", false},
		{"https://github.com/ -x", false},
		{"https://github.com/\x1b]", false},
		{"https://", false},
		{"", false},
	} {
		if got := OpenableURL(tc.link, hosts); got != tc.want {
			t.Errorf("%q: got %v, want %v", tc.link, got, tc.want)
		}
	}
}
