package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hubtrail/github/store"
)

// tip is the commit that the fake comparisons' base stands for.
var tip = strings.Repeat("b", 40)

// compared is a comparison of total commits and as many files as are named, as
// GitHub answers it: the files on the first page alone, and no more than 300.
type compared struct {
	total, files int
	permalink    string
	shift        func(page int) int // by how many commits a page lags behind
}

func (k compared) serve(w http.ResponseWriter, r *http.Request) {
	number, shift := 1, 0
	fmt.Sscan(r.URL.Query().Get("page"), &number)
	if k.shift != nil {
		shift = k.shift(number)
	}
	if last := (k.total + 99) / 100; number < last {
		w.Header().Set("Link", fmt.Sprintf(`<https://%s%s?per_page=100&page=%d>; rel="next", <https://%[1]s%[2]s?per_page=100&page=%[4]d>; rel="last"`,
			r.Host, r.URL.EscapedPath(), number+1, last))
	}
	var commits, files []string
	for i := (number - 1) * 100; i < min(k.total, number*100); i++ {
		commits = append(commits, commitRow(i-shift))
	}
	if number == 1 {
		for i := range min(k.files, 300) {
			files = append(files, fmt.Sprintf(`{"filename":"f%05d","status":"modified","additions":1,"deletions":1,"patch":"@@ -1 +1 @@\n-a\n+b","sha":%q}`, i, shaOf(i+1)))
		}
	}
	fmt.Fprintf(w, `{"permalink_url":%q,"base_commit":{"sha":%q},"merge_base_commit":{"sha":%[2]q},"status":"ahead","ahead_by":%d,"behind_by":0,
	 "total_commits":%[3]d,"commits":[%[4]s],"files":[%[5]s]}`, k.permalink, tip, k.total, strings.Join(commits, ","), strings.Join(files, ","))
}

// compareAll gathers what a comparison emits.
func compareAll(t *testing.T, c *Client, spec CompareSpec) ([]Comparison, error) {
	t.Helper()
	var got []Comparison
	err := c.Compare(t.Context(), 0, app, spec, func(k Comparison) { got = append(got, k) })
	return got, err
}

func TestComparePages(t *testing.T) {
	for _, tt := range []struct {
		name      string
		compared  compared
		want      []string // addresses asked for, in any order
		head      string
		emits     int
		wantMoved bool
	}{
		{"one page", compared{total: 3, files: 2}, []string{"main...bob:fix/%231?per_page=100&page=1"}, shaOf(2), 1, false},
		{"pinned by whole SHAs", compared{total: 201, files: 2, permalink: "https://github.com/acme/app/compare/acme:" + tip + "...bob:" + shaOf(200)},
			[]string{"main...bob:fix/%231?per_page=100&page=1", "acme:" + tip + "...bob:" + shaOf(200) + "?per_page=100&page=2", "acme:" + tip + "...bob:" + shaOf(200) + "?per_page=100&page=3"}, shaOf(200), 0, false},
		{"pinned by short SHAs", compared{total: 101, permalink: "https://github.com/acme/app/compare/acme:bbbbbbb...bob:1234567"},
			[]string{"main...bob:fix/%231?per_page=100&page=1", "acme:bbbbbbb...bob:1234567?per_page=100&page=2"}, shaOf(100), 0, false},
		{"not pinned to another's commits", compared{total: 101, permalink: "https://github.com/acme/app/compare/acme:ccccccc...bob:1234567"},
			[]string{"main...bob:fix/%231?per_page=100&page=1", "main...bob:fix/%231?per_page=100&page=2"}, shaOf(100), 0, false},
	} {
		w := routes{"GET /repos/acme/app/compare/{at...}": tt.compared.serve}.wire()
		got, err := compareAll(t, tokenClient(t, w, nil), CompareSpec{Base: "main", Head: "bob:fix/#1"})
		if err != nil {
			t.Errorf("%s: got %v", tt.name, err)
			continue
		}
		end := got[len(got)-1]
		var asked []string
		for _, a := range w.asked {
			if _, at, ok := strings.Cut(a, "/compare/"); ok {
				asked = append(asked, at)
			}
		}
		slices.Sort(asked)
		slices.Sort(tt.want)
		if diff := cmp.Diff(tt.want, asked); diff != "" {
			t.Errorf("%s: got other requests (-want +got):\n%s", tt.name, diff)
		}
		if len(end.Commits) != tt.compared.total || end.Commits[0].SHA != shaOf(0) || end.HeadSHA != tt.head || end.BaseSHA != tip || end.MergeBase != tip {
			t.Errorf("%s: got %d commits from %s to %s", tt.name, len(end.Commits), end.BaseSHA, end.HeadSHA)
		}
		if end.Status != "ahead" || end.Ahead != tt.compared.total || end.TotalCommits != tt.compared.total || len(end.Files) != tt.compared.files || end.Listed != tt.compared.files || end.FilesCut || end.Moved {
			t.Errorf("%s: got %+v", tt.name, end)
		}
		if tt.emits > 0 && len(got) != tt.emits {
			t.Errorf("%s: got %d emits, want %d", tt.name, len(got), tt.emits)
		}
	}
}

func TestCompareWhileItIsPushed(t *testing.T) {
	// After the first page the branch has ten commits more at its beginning.
	pushed := compared{total: 250, shift: func(page int) int { return 10 * min(page-1, 1) }}
	w := routes{"GET /repos/acme/app/compare/{at...}": pushed.serve}.wire()
	got, err := compareAll(t, tokenClient(t, w, nil), CompareSpec{Base: "main", Head: "fix"})
	end := got[len(got)-1]
	seen := map[string]bool{}
	for _, k := range end.Commits {
		if seen[k.SHA] {
			t.Errorf("got %s twice", k.SHA)
		}
		seen[k.SHA] = true
	}
	if err != nil || len(end.Commits) != 240 || end.Moved {
		t.Errorf("got %d commits, moved %v, %v, want 240 of the same count", len(end.Commits), end.Moved, err)
	}
	w = &wire{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k := compared{total: 150}
		if r.URL.Query().Get("page") == "2" {
			k.total = 152
		}
		k.serve(w, r)
	})}
	got, err = compareAll(t, tokenClient(t, w, nil), CompareSpec{Base: "main", Head: "fix"})
	if end = got[len(got)-1]; err != nil || !end.Moved {
		t.Errorf("got moved %v, %v, want it told", end.Moved, err)
	}
}

func TestCompareRefused(t *testing.T) {
	missing := text(404, `{"message":"Not Found"}`)
	for _, tt := range []struct {
		name    string
		spec    CompareSpec
		answers []http.HandlerFunc
		want    error
		asked   int // of the comparison
		remedy  []string
	}{
		{"never pushed", CompareSpec{Base: "main", Head: "mine"}, []http.HandlerFunc{missing, missing}, ErrNotFound, 2, []string{"Were they pushed?", `"main"`, `"mine"`, "acme/app"}},
		{"there with a new token", CompareSpec{Base: "main", Head: "mine"}, []http.HandlerFunc{missing, compared{total: 1}.serve}, nil, 2, nil},
		{"no ancestor", CompareSpec{Base: "main", Head: "pages"}, []http.HandlerFunc{text(404, `{"message":"No common ancestor between main and pages."}`)}, ErrNotFound, 1, []string{"no history in common", "two dots"}},
		{"forbidden", CompareSpec{Base: "main", Head: "mine"}, []http.HandlerFunc{text(403, `{"message":"Resource not accessible by integration"}`)}, ErrNotGranted, 1, nil},
		{"no comparison", CompareSpec{Base: "main", Head: "mine"}, []http.HandlerFunc{text(200, `{}`)}, ErrBadAnswer, 1, nil},
		{"an address", CompareSpec{Base: "main", Head: "../../../user"}, nil, ErrInvalid, 0, nil},
		{"two comparisons", CompareSpec{Base: "main", Head: "a...b"}, nil, ErrInvalid, 0, nil},
	} {
		n, tokens := 0, 0
		w := routes{"GET /repos/acme/app/compare/{at...}": func(w http.ResponseWriter, r *http.Request) {
			tt.answers[n](w, r)
			n++
		}}.wire()
		c, err := NewClient(Options{
			Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, Base: w,
			Token: func(context.Context) (string, error) { tokens++; return fmt.Sprintf("%s%d", secret, tokens), nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = compareAll(t, c, tt.spec)
		if !errors.Is(err, tt.want) || w.count("/compare/") != tt.asked {
			t.Errorf("%s: got %v after %d requests, want %v after %d", tt.name, err, w.count("/compare/"), tt.want, tt.asked)
		}
		if renewed := tokens > 1; renewed != (tt.asked == 2) {
			t.Errorf("%s: got a token asked for %d times", tt.name, tokens)
		}
		var e *Error
		for _, words := range tt.remedy {
			if !errors.As(err, &e) || !strings.Contains(e.Remedy(), words) {
				t.Errorf("%s: got %+v, want its remedy to say %s", tt.name, e, words)
			}
		}
	}
}

func TestCompareIdentical(t *testing.T) {
	w := routes{"GET /repos/acme/app/compare/HEAD...main": compared{}.serve}.wire()
	got, err := compareAll(t, tokenClient(t, w, nil), CompareSpec{Head: "main"})
	if err != nil || len(got) != 1 || len(got[0].Commits)+len(got[0].Files) != 0 || got[0].HeadSHA != tip {
		t.Errorf("got %+v, %v, want an empty comparison", got, err)
	}
}

// blobs are rows of a recursive tree: n files called f00000 and so on, those from
// changed on with other bytes.
func blobs(n, changed, salt int) string {
	var rows []string
	for i := range n {
		sha := shaOf(i)
		if i < changed {
			sha = shaOf(i + salt)
		}
		rows = append(rows, fmt.Sprintf(`{"path":"f%05d","mode":"100644","type":"blob","sha":%q}`, i, sha))
	}
	return `{"tree":[` + strings.Join(rows, ",") + `]}`
}

func TestCompareBeyondThreeHundredFiles(t *testing.T) {
	head := shaOf(0)
	r := routes{
		"GET /repos/acme/app/compare/{at...}":      compared{total: 1, files: 2000}.serve,
		"GET /repos/acme/app/git/trees/" + tip:     text(200, blobs(2500, 2000, 0)),
		"GET /repos/acme/app/git/trees/" + head:    text(200, blobs(2500, 2000, 1)),
		"GET /repos/acme/app/commits/{ref...}":     text(200, head),
		"GET /repos/acme/other/compare/{at...}":    compared{total: 1, files: 2000}.serve,
		"GET /repos/acme/other/git/trees/{sha...}": text(404, `{"message":"Not Found"}`),
	}
	disk := store.Open(t.TempDir(), "", nil)
	w := r.wire()
	c := tokenClient(t, w, disk)
	got, err := compareAll(t, c, CompareSpec{Base: "main", Head: "fix"})
	if err != nil || len(got) < 2 {
		t.Fatalf("got %d emits, %v", len(got), err)
	}
	first, end := got[0], got[len(got)-1]
	if len(first.Files) != 300 || len(end.Files) != 2000 || end.Listed != 300 || end.FilesCut {
		t.Fatalf("got %d files, then %d with %d listed, cut %v, want 300, then 2000", len(first.Files), len(end.Files), end.Listed, end.FilesCut)
	}
	if n := w.count("/git/trees/"); n != 2 {
		t.Errorf("got %d requests for trees, want 2", n)
	}
	listed, found := end.Files[299], end.Files[300]
	if listed.Patch == "" || listed.OldMode != "100644" || listed.NewMode != "100644" || listed.OldSHA != shaOf(299) || listed.Uncounted {
		t.Errorf("got %+v, want GitHub's with what the trees tell", listed)
	}
	want := File{
		Path: "f00300", Status: "modified", SHA: shaOf(301), OldSHA: shaOf(300), OldMode: "100644", NewMode: "100644", Uncounted: true,
		URL: "https://github.com/acme/app/blob/" + head + "/f00300",
	}
	if diff := cmp.Diff(want, found); diff != "" || !found.PatchLeftOut() {
		t.Errorf("got another file (-want +got):\n%s", diff)
	}
	if _, err := compareAll(t, c, CompareSpec{Base: "main", Head: "fix"}); err != nil || w.count("/git/trees/") != 2 {
		t.Errorf("got %v and %d requests for trees in all, want none the second time", err, w.count("/git/trees/"))
	}

	var other Comparison
	err = c.Compare(t.Context(), 0, RepoRef{"acme", "other"}, CompareSpec{Base: "main", Head: "fix"}, func(k Comparison) { other = k })
	if err != nil || len(other.Files) != 300 || !other.FilesCut || !errors.Is(other.WhyCut, ErrNotFound) {
		t.Errorf("got %d files, cut %v by %v, %v, want the 300 and why there are no more", len(other.Files), other.FilesCut, other.WhyCut, err)
	}
}

func TestCompareTips(t *testing.T) {
	base, head, other := strings.Repeat("c", 40), shaOf(0), strings.Repeat("d", 40)
	diverged := func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"base_commit":{"sha":%q},"merge_base_commit":{"sha":%q},"status":"diverged","ahead_by":1,"behind_by":2,"total_commits":1,
		 "commits":[%s],"files":[{"filename":"not-of-the-tips","status":"added"}]}`, base, tip, commitRow(0))
	}
	r := routes{
		"GET /repos/acme/app/compare/main...fix":   diverged,
		"GET /repos/acme/app/compare/main...ahead": compared{total: 1, files: 3}.serve,
		"GET /repos/acme/app/compare/main...pages": text(404, `{"message":"No common ancestor between main and pages."}`),
		"GET /repos/acme/app/commits/main":         text(200, base),
		"GET /repos/acme/app/commits/pages":        text(200, other),
		"GET /repos/acme/app/git/trees/" + base:    text(200, blobs(4, 2, 0)),
		"GET /repos/acme/app/git/trees/" + head:    text(200, blobs(4, 2, 1)),
		"GET /repos/acme/app/git/trees/" + other:   text(200, blobs(4, 3, 1)),
	}
	for _, tt := range []struct {
		head                   string
		files, listed, commits int
		status                 string
		trees                  int // requests
	}{
		{"fix", 2, 0, 1, "diverged", 2},
		{"ahead", 3, 3, 1, "ahead", 0}, // two dots and three are the same
		{"pages", 3, 0, 0, "", 2},
	} {
		w := r.wire()
		got, err := compareAll(t, tokenClient(t, w, nil), CompareSpec{Base: "main", Head: tt.head, TwoDot: true})
		if err != nil {
			t.Errorf("%s: got %v", tt.head, err)
			continue
		}
		end := got[len(got)-1]
		if len(end.Files) != tt.files || end.Listed != tt.listed || len(end.Commits) != tt.commits || end.Status != tt.status || w.count("/git/trees/") != tt.trees {
			t.Errorf("%s: got %d files, %d listed, %d commits, %s after %d requests for trees, want %+v",
				tt.head, len(end.Files), end.Listed, len(end.Commits), end.Status, w.count("/git/trees/"), tt)
		}
	}
}

func TestParseCompare(t *testing.T) {
	repo := RepoRef{"acme", "shop"}
	for _, tt := range []struct {
		text string
		repo RepoRef
		want CompareSpec
	}{
		{"main...fix", RepoRef{}, CompareSpec{Base: "main", Head: "fix"}},
		{" v1.0..v1.1 ", RepoRef{}, CompareSpec{Base: "v1.0", Head: "v1.1", TwoDot: true}},
		{"release/1.0...bob:fix/#12", RepoRef{}, CompareSpec{Base: "release/1.0", Head: "bob:fix/#12"}},
		{"bob:main...fix", RepoRef{}, CompareSpec{Base: "bob:main", Head: "fix"}},
		{"HEAD~3...HEAD", RepoRef{}, CompareSpec{Base: "HEAD~3", Head: "HEAD"}},
		{"https://github.com/acme/shop/compare/v1...bob:fix?expand=1", repo, CompareSpec{Base: "v1", Head: "bob:fix"}},
		{"https://github.com/acme/shop/compare/a/b..c%23d", repo, CompareSpec{Base: "a/b", Head: "c#d", TwoDot: true}},
		{"github.com/acme/shop/compare/fix.diff", repo, CompareSpec{Head: "fix"}},
		{"acme/shop/compare/a...b", repo, CompareSpec{Base: "a", Head: "b"}},
		{"https://api.github.com/repos/acme/shop/compare/a...b", repo, CompareSpec{Base: "a", Head: "b"}},
		{"https://github.com/acme/shop/pull/12/files", repo, CompareSpec{Head: "refs/pull/12/head"}},
	} {
		if repo, spec, ok := ParseCompare(tt.text); !ok || repo != tt.repo || spec != tt.want {
			t.Errorf("%q: got %v, %+v, %v, want %v, %+v", tt.text, repo, spec, ok, tt.repo, tt.want)
		}
	}
	for _, bad := range []string{
		"", "main", "...", "a...", "...b", "a....b", "a...b...c", "a...b..c", "a b...c", "a/...b", "/a...b", "a...b\nc", "https://example.org/a...b",
		"https://github.com/acme/shop/issues/3", "https://github.com/acme/shop", strings.Repeat("a", 5000) + "...b",
	} {
		if repo, spec, ok := ParseCompare(bad); ok {
			t.Errorf("%q: got %v, %+v, want none", bad, repo, spec)
		}
	}
}
