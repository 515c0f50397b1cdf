package transport

import (
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestPrefer(t *testing.T) {
	const (
		sha = "0123456789abcdef0123456789abcdef01234567"
		ghe = "https://ghe.example/api/v3/"
	)
	ok := says(200, "local", "X-RateLimit-Remaining: 0")
	for _, c := range []struct {
		name, method, base, url string
		local                   func() (*http.Response, error)
		path                    string // that the clone is asked, "" if it is not
		body                    string
	}{
		{"commit", "GET", root, root + "repos/o/r/commits/" + sha, ok, "/repos/o/r/commits/" + sha, "local"},
		{"page of a commit", "GET", root, root + "repos/o/r/commits/" + sha + "?page=2", ok, "/repos/o/r/commits/" + sha, "local"},
		{"blob", "GET", root, root + "repos/o/r.x/git/blobs/" + sha, ok, "/repos/o/r.x/git/blobs/" + sha, "local"},
		{"tree", "GET", root, root + "repos/o/r/git/trees/" + sha + "?recursive=1", ok, "/repos/o/r/git/trees/" + sha, "local"},
		{"git commit", "GET", root, root + "repos/o/r/git/commits/" + sha, ok, "/repos/o/r/git/commits/" + sha, "local"},
		{"contents of a commit", "GET", root, root + "repos/o/r/contents/a%20b/c%23.go?ref=" + sha, ok, "/repos/o/r/contents/a b/c#.go", "local"},
		{"contents of a branch", "GET", root, root + "repos/o/r/contents/a.go?ref=main", ok, "", "network"},
		{"contents of the default branch", "GET", root, root + "repos/o/r/contents/a.go", ok, "", "network"},
		{"contents of a commit and more", "GET", root, root + "repos/o/r/contents/a.go?ref=" + sha + "&x=1", ok, "", "network"},
		{"on GitHub Enterprise Server", "GET", ghe, ghe + "repos/o/r/commits/" + sha, ok, "/repos/o/r/commits/" + sha, "local"},
		{"two commits", "GET", root, root + "repos/o/r/compare/" + sha + "..." + sha + "?page=2", ok, "/repos/o/r/compare/" + sha + "..." + sha, "local"},
		{"a commit and a branch", "GET", root, root + "repos/o/r/compare/" + sha + "...main", ok, "", "network"},
		{"a commit of a fork", "GET", root, root + "repos/o/r/compare/" + sha + "...x:" + sha, ok, "", "network"},
		{"one commit compared with nothing", "GET", root, root + "repos/o/r/compare/" + sha, ok, "", "network"},
		{"not there", "GET", root, root + "repos/o/r/commits/" + sha, says(404, ""), "/repos/o/r/commits/" + sha, "network"},
		{"half there", "GET", root, root + "repos/o/r/commits/" + sha, says(206, ""), "/repos/o/r/commits/" + sha, "network"},
		{"broken", "GET", root, root + "repos/o/r/commits/" + sha, fails(errors.New("no git")), "/repos/o/r/commits/" + sha, "network"},
		{"no clone", "GET", root, root + "repos/o/other/commits/" + sha, ok, "", "network"},
		{"a branch", "GET", root, root + "repos/o/r/commits/main", ok, "", "network"},
		{"a short SHA", "GET", root, root + "repos/o/r/commits/" + sha[:39], ok, "", "network"},
		{"a ref with a slash that ends alike", "GET", root, root + "repos/o/r/commits/x/" + sha, ok, "", "network"},
		{"what belongs to a commit", "GET", root, root + "repos/o/r/commits/" + sha + "/pulls", ok, "", "network"},
		{"git ref", "GET", root, root + "repos/o/r/git/refs/" + sha, ok, "", "network"},
		{"escaped name", "GET", root, root + "repos/o/%72/commits/" + sha, ok, "", "network"},
		{"name that leads elsewhere", "GET", root, root + "repos/o/../commits/" + sha, ok, "", "network"},
		{"another host", "GET", root, "https://other.example/repos/o/r/commits/" + sha, ok, "", "network"},
		{"a write", "POST", root, root + "repos/o/r/commits/" + sha, ok, "", "network"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clone, network := scripted(c.local), scripted(says(200, "network"))
			p := &Prefer{Next: network, Base: base(t, c.base), Match: func(owner, repo string) http.RoundTripper {
				if owner == "o" && strings.HasPrefix(repo, "r") {
					return clone
				}
				return nil
			}}
			resp, err := p.RoundTrip(request(t, t.Context(), c.method, c.url, ""))
			if err != nil {
				t.Fatal(err)
			}
			want(t, "body", text(t, resp), c.body)
			asked := ""
			if clone.count() > 0 {
				asked = clone.got[0].URL.Path
				want(t, "query", clone.got[0].URL.RawQuery, base(t, c.url).RawQuery)
			}
			want(t, "asked of the clone", asked, c.path)
			if c.body == "local" {
				want(t, "source", resp.Header.Get(HeaderSource), SourceClone)
				want(t, "go-github's mark", resp.Header.Get(HeaderFromCache), "1")
				want(t, "rate header", resp.Header.Get("X-RateLimit-Remaining"), "")
				want(t, "requests on the network", network.count(), 0)
			} else {
				want(t, "source", resp.Header.Get(HeaderSource), "")
				want(t, "address on the network", network.got[0].URL.String(), c.url)
			}
		})
	}
}
