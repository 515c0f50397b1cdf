package demo

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// servedFile is a changed file as the API tells it.
type servedFile struct {
	Filename  string
	Previous  string `json:"previous_filename"`
	Status    string
	SHA       *string
	BlobURL   *string `json:"blob_url"`
	Additions int
	Deletions int
	Patch     string
}

type servedCommit struct {
	Stats struct{ Total int }
	Files []servedFile
}

// Every page of the formatting has its files once, in git's order and with the
// patch that git prints.
func TestFormattingPages(t *testing.T) {
	a := newAsker(t)
	dir := made(t, sharedCache, "northwind/monorepo")
	patches := strings.Split(git(t, dir, "diff-tree", "-p", formatting+"^", formatting), "\ndiff --git ")
	at, lines := 0, 0
	for page := 1; page <= 8; page++ {
		var k servedCommit
		if status := a.do("GET", fmt.Sprintf("/repos/northwind/monorepo/commits/%s?page=%d", formatting, page), "", &k); status != 200 || k.Stats.Total < 99_000 {
			t.Fatalf("page %d: got %d, %d lines", page, status, k.Stats.Total)
		}
		if want := min(300, 2000-at); len(k.Files) != want {
			t.Fatalf("page %d: got %d files, want %d", page, len(k.Files), want)
		}
		for _, f := range k.Files {
			section := patches[at]
			if want := section[strings.Index(section, "@@ "):]; f.Patch != want || !strings.Contains(section, "+++ b/"+f.Filename+"\n") {
				t.Fatalf("file %d: got %s\n%s\nwant\n%s", at, f.Filename, f.Patch, want)
			}
			lines += f.Additions + f.Deletions
			if k.Stats.Total == lines && at != 1999 {
				t.Errorf("got all lines with file %d", at)
			}
			at++
		}
	}
	if at != 2000 {
		t.Errorf("got %d files, want 2,000", at)
	}
}

// A generous bound: a first page does not take what all of them take.
func TestFormattingPageIsQuick(t *testing.T) {
	a := newAsker(t)
	made(t, sharedCache, "northwind/monorepo")
	begin := time.Now()
	var k servedCommit
	a.do("GET", "/repos/northwind/monorepo/commits/"+formatting, "", &k)
	if took := time.Since(begin); took > 3*time.Second {
		t.Errorf("got the first page after %v", took)
	}
}

// A pull request's files reach to the last one; its patches end where GitHub's do.
func TestFormattingPull(t *testing.T) {
	a := newAsker(t)
	files, lines, bytes, patched := 0, 0, 0, 0
	for page := 1; page <= 21; page++ {
		var list []servedFile
		a.do("GET", fmt.Sprintf("/repos/northwind/monorepo/pulls/80/files?per_page=100&page=%d", page), "", &list)
		for _, f := range list {
			if f.Patch != "" {
				if files != patched {
					t.Fatalf("%s: got a patch after one that was left out", f.Filename)
				}
				patched++
				lines += strings.Count(f.Patch, "\n") + 1
				bytes += len(f.Patch)
			}
			if f.Additions == 0 {
				t.Errorf("%s: got no lines added", f.Filename)
			}
			files++
		}
	}
	if files != 2000 || patched < 100 || lines > 20_000 || bytes > 1<<20 || lines < 19_000 && bytes < 1<<20-20_000 {
		t.Errorf("got %d files, %d patches of %d lines and %d bytes, want 2,000 and patches up to 20,000 lines or 1 MB", files, patched, lines, bytes)
	}
}

// What the API says about odd changes.
func TestOdditiesAreServed(t *testing.T) {
	a := newAsker(t)
	dir := made(t, sharedCache, "northwind/monorepo")
	tests := []struct {
		subject, path, status, previous string
		lines                           int // added and removed
		patch, noPatch                  bool
	}{
		{subject: "Move the load tests of orders into a folder", path: "testing/load/orders/stock.k6.js", status: "renamed", previous: "testing/load/stock.k6.js", noPatch: true},
		{subject: "Speak of packages, not of parcels", path: "docs/reference/package.md", status: "renamed", previous: "docs/reference/parcel.md", lines: 4, patch: true},
		{subject: "Let the load tests be run", path: "testing/load/orders/route.k6.js", status: "modified", noPatch: true},
		{subject: "Write robots.txt down: the link led nowhere", path: "apps/storefront/public/robots.txt", status: "changed", lines: 4, patch: true},
		{subject: "One change log for the configuration of TypeScript", path: "packages/ts-config/CHANGELOG.md", status: "changed", lines: 4, patch: true},
		{subject: "Take the newer rules for protocols", path: "third_party/proto-rules", status: "modified", lines: 2, patch: true},
		{subject: "Photographs of the warehouses", path: "apps/storefront/public/images/gdansk.png", status: "added", noPatch: true},
		{subject: "Photographs come from the image service now", path: "apps/storefront/public/images/aarhus.png", status: "removed", noPatch: true},
		{subject: "Keep the folder of reports", path: "docs/reports/.gitkeep", status: "added", noPatch: true},
		{subject: "Files with names that tools stumble over", path: "testing/corpus/ leading space.txt", status: "added", lines: 1, patch: true},
		{subject: "Postcodes of 2025", path: "testing/corpus/postcodes.csv", status: "modified", lines: 45_484, noPatch: true},
		{subject: "Postcodes for tests", path: "testing/corpus/postcodes.csv", status: "added", lines: 24_000, noPatch: true},
		{subject: "A trace of one very long line", path: "testing/corpus/trace.json", status: "added", lines: 1, patch: true},
	}
	for _, tt := range tests {
		var k servedCommit
		a.do("GET", "/repos/northwind/monorepo/commits/"+commitOf(t, dir, tt.subject), "", &k)
		found := false
		for _, f := range k.Files {
			if f.Filename != tt.path {
				continue
			}
			found = true
			if f.Status != tt.status || f.Previous != tt.previous || f.Additions+f.Deletions != tt.lines || (f.Patch != "") != tt.patch || (f.Patch == "") != tt.noPatch {
				t.Errorf("%s: got %s from %q, %d lines, a patch of %d bytes, want %+v", tt.path, f.Status, f.Previous, f.Additions+f.Deletions, len(f.Patch), tt)
			}
			if submodule := tt.path == "third_party/proto-rules"; (f.BlobURL == nil) != submodule {
				t.Errorf("%s: got the address %v", tt.path, f.BlobURL)
			}
		}
		if !found {
			t.Errorf("%s: got no %s", tt.subject, tt.path)
		}
	}
}

// The fork has branches of its own, and is compared with what it is a fork of from
// either side.
func TestFork(t *testing.T) {
	a := newAsker(t)
	dir := made(t, sharedCache, "ada-lindqvist/monorepo")
	if out := git(t, dir, "fsck", "--strict", "--no-dangling"); out != "" {
		t.Errorf("git fsck: %s", out)
	}
	if got, want := git(t, dir, "for-each-ref", "--format=%(refname:short)"), "fix/half-a-cent\nmain\ntry/locales-by-hand"; got != want {
		t.Errorf("got branches %q, want %q", got, want)
	}
	var r struct {
		Fork           bool
		Parent, Source struct {
			Name string `json:"full_name"`
		}
	}
	if a.do("GET", "/repos/ada-lindqvist/monorepo", "", &r); !r.Fork || r.Parent.Name != "northwind/monorepo" || r.Source.Name != "northwind/monorepo" {
		t.Errorf("got %+v, want a fork", r)
	}
	tests := []struct {
		repo, name                   string
		status                       int
		is                           string
		ahead, behind, files, listed int
	}{
		{"northwind", "main...ada-lindqvist:" + halfCent, 200, "diverged", 3, 3, 3, 3},
		{"northwind", "northwind:main...ada-lindqvist:monorepo:" + halfCent, 200, "diverged", 3, 3, 3, 3},
		{"ada-lindqvist", "main...northwind:main", 200, "ahead", 3, 0, 300, 3},
		{"ada-lindqvist", "northwind:main...main", 200, "behind", 0, 3, 0, 0},
		{"northwind", "main...ada-lindqvist:" + relocated, 200, "diverged", 1, 3, 300, 1},
		{"northwind", "main...ada-lindqvist:nothing", 404, "404", 0, 0, 0, 0},
		{"northwind", "main...liming:main", 404, "404", 0, 0, 0, 0},
		{"northwind", "main...ada-lindqvist:notes:main", 404, "404", 0, 0, 0, 0},
	}
	for _, tt := range tests {
		var got struct {
			Status  string
			Ahead   int `json:"ahead_by"`
			Behind  int `json:"behind_by"`
			Commits []struct{ SHA string }
			Files   []servedFile
		}
		status := a.do("GET", "/repos/"+tt.repo+"/monorepo/compare/"+tt.name, "", &got)
		if status != tt.status || got.Status != tt.is || got.Ahead != tt.ahead || got.Behind != tt.behind || len(got.Files) != tt.files || len(got.Commits) != tt.listed {
			t.Errorf("%s: got %d %s, %d ahead, %d behind, %d files, %d commits, want %+v", tt.name, status, got.Status, got.Ahead, got.Behind, len(got.Files), len(got.Commits), tt)
		}
		if status == 200 && tt.repo == org && len(got.Commits) > 0 {
			// The objects of a network are found in each of its repositories.
			if status := a.do("GET", "/repos/northwind/monorepo/commits/"+got.Commits[0].SHA, "", &struct{}{}); status != 200 {
				t.Errorf("%s: got %d for its first commit, want 200", tt.name, status)
			}
		}
	}
}

// A fork's branch is none of the repository that it is a fork of.
func TestForkKeepsItsRefs(t *testing.T) {
	a := newAsker(t)
	var got struct{ Status string }
	a.do("GET", "/repos/northwind/monorepo/compare/main...ada-lindqvist:"+halfCent, "", &got)
	if status := a.do("GET", "/repos/northwind/monorepo/branches/"+halfCent, "", &struct{}{}); status != 404 {
		t.Errorf("got %d, want no branch of the fork", status)
	}
}

// Diffs as text are refused where GitHub refuses them: of pull requests and
// comparisons, not of commits.
func TestRawDiffs(t *testing.T) {
	a := newAsker(t)
	made(t, sharedCache, "ada-lindqvist/monorepo")
	for _, tt := range []struct {
		path, media string
		status      int
		begins      string
		has         string
	}{
		{"commits/" + formatting, "diff", 200, "diff --git a/apps/", "+++ b/services/webhooks/"},
		{"commits/" + formatting, "patch", 200, "From " + formatting, "Subject: [PATCH] Format everything (2,000 files) (#80)"},
		{"pulls/80", "diff", 406, "{", "maximum number of files (300)"},
		{"pulls/54", "diff", 406, "{", "maximum number of lines (20000)"},
		{"pulls/12", "diff", 404, "{", ""},
		{"pulls/35", "diff", 200, "diff --git a/packages/money/src/rounding.ts b/packages/money/src/round.ts", "rename to packages/money/src/round.ts"},
		{"compare/main...ada-lindqvist:" + halfCent, "diff", 200, "diff --git a/docs/", "+++ b/packages/money/src/half-cent.test.ts"},
		{"compare/main...ada-lindqvist:" + halfCent, "patch", 200, "From d8ba66b2", "Subject: [PATCH] Say so in the guide"},
		{"compare/main...ada-lindqvist:" + relocated, "patch", 406, "{", "maximum number of files (300)"},
	} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", "https://api.github.com/repos/northwind/monorepo/"+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+UserToken)
		req.Header.Set("Accept", "application/vnd.github."+tt.media)
		res, err := a.http.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != tt.status || !strings.HasPrefix(string(b), tt.begins) || !strings.Contains(string(b), tt.has) {
			t.Errorf("%s as a %s: got %d, %v, %.200s, want %d with %q", tt.path, tt.media, res.StatusCode, err, b, tt.status, tt.has)
		}
	}
}
