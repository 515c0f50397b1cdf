package demo

import (
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/codeowners"
	"hubtrail/github/embedded"
)

// sharedCache is a cache folder for tests that only read what is in it: the
// monorepo takes a while.
var sharedCache string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "demo")
	if err != nil {
		panic(err)
	}
	sharedCache = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// mono is the monorepo as git has it: its folder, the tracked paths of a branch
// and the branch's owners.
func mono(t *testing.T, branch string) (dir string, paths []string, owners *codeowners.File) {
	t.Helper()
	dir = made(t, sharedCache, "northwind/monorepo")
	paths = strings.Split(strings.TrimSuffix(git(t, dir, "ls-tree", "-r", "-z", "--name-only", branch), "\x00"), "\x00")
	owners, _ = codeowners.Parse(strings.NewReader(git(t, dir, "cat-file", "blob", branch+":.github/CODEOWNERS")))
	return dir, paths, owners
}

// monorepoHead is the last commit of the default branch.
const monorepoHead = "50a2311b19d6548371cd14c9970b90547138dd43"

func TestMonorepo(t *testing.T) {
	dir, paths, _ := mono(t, "main")
	if got := git(t, dir, "rev-parse", "main"); got != monorepoHead {
		t.Errorf("got %s, want %s: a change of the history, for which version has to go up", got, monorepoHead)
	}
	if out := git(t, dir, "fsck", "--strict", "--no-dangling"); out != "" {
		t.Errorf("git fsck: %s", out)
	}
	if n := len(paths); n < 11_500 || n > 12_500 {
		t.Errorf("got %d files, want about 12,000", n)
	}
	tree := git(t, dir, "ls-tree", "-r", "main")
	for _, part := range []string{
		"120000 blob", "160000 commit", "100755 blob", "\tdocs/guides/How we release.md", "\tdocs/guides/C#-clients.md", "\tdocs/übersicht/在庫.md", "/[id].tsx",
		"\tdocs/CODEOWNERS", "\ttesting/scratch/-v",
	} {
		if !strings.Contains(tree, part) {
			t.Errorf("got no %q in the tree", part)
		}
	}
	if got, want := git(t, dir, "for-each-ref", "--format=%(refname:short)"), "backport/vat-per-line\ndesign/spacing\nfix/agreed-price\nmain\nrefactor/one-logger\nrelease/2023-lts\ntry/tracing\nv2025.1\nv2025.2\nv2026.1"; got != want {
		t.Errorf("got refs %q, want %q", got, want)
	}
}

func TestMonorepoOwners(t *testing.T) {
	dir, paths, owners := mono(t, "main")
	if n := len(owners.Rules); n < 580 || n > 620 {
		t.Errorf("got %d rules, want about 600", n)
	}
	share := map[codeowners.Ownership]float64{}
	for _, p := range paths {
		share[owners.Match(p).Ownership] += 100 / float64(len(paths))
	}
	if share[codeowners.Unmatched] < 5 || share[codeowners.Unmatched] > 7 || share[codeowners.Unset] < 2 || share[codeowners.Unset] > 5 {
		t.Errorf("got %v, want 6 in 100 unmatched and some unset", share)
	}
	if n := strings.Count(strings.Join(paths, "\n"), "testing/fixtures/"); n != 641 {
		t.Errorf("got %d files of testing/fixtures, want the 641 that issue 8 speaks of", n)
	}

	// Each mistake is there, and each of them once or some times.
	text := git(t, dir, "cat-file", "blob", "main:.github/CODEOWNERS")
	_, problems := codeowners.Parse(strings.NewReader(text))
	problems = append(problems, owners.Compile().Lint(paths)...)
	kinds, sources := map[codeowners.Kind]int{}, ""
	for _, p := range problems {
		kinds[p.Kind]++
		if p.Kind == codeowners.InvalidPattern || p.Kind == codeowners.InvalidOwner {
			sources += p.Source
		}
	}
	for _, kind := range []codeowners.Kind{
		codeowners.InvalidPattern, codeowners.InvalidOwner, codeowners.IgnoredOwner, codeowners.Duplicate, codeowners.NeverWins, codeowners.OwnerAsPattern,
		codeowners.NoFile, codeowners.OtherCase, codeowners.OneLevel, codeowners.UnsetsNothing,
	} {
		if n := kinds[kind]; n < 1 || n > 8 {
			t.Errorf("%s: got %d, want one to eight of %v", kind, n, kinds)
		}
	}
	for _, part := range []string{"[id].tsx", "!/", "***", "\n/  ", `\#`, "[Documentation][2]", " brendan-okafor", " pdf@"} {
		if !strings.Contains(sources, part) {
			t.Errorf("got no %q in the lines that are skipped", part)
		}
	}
	if n := strings.Count(text, "\r\n"); n < 2 || n > 10 {
		t.Errorf("got %d lines with CRLF, want a few", n)
	}
	if n := len(owners.Match("docs/guides/How we release.md").Rule.Owners); n != 2 {
		t.Errorf("got %d owners of a path with spaces, want those of its rule", n)
	}
	unset := owners.Match("packages/money/CHANGELOG.md")
	if unset.Ownership != codeowners.Unset || len(owners.Explain("packages/money/CHANGELOG.md")) < 2 {
		t.Errorf("got %v, want the owners of an earlier line unset", unset)
	}
}

// The errors route tells of the owners that the accounts have none of, and of no
// other.
func TestMonorepoErrors(t *testing.T) {
	a := newAsker(t)
	var got struct {
		Errors []struct {
			Kind, Source, Suggestion string
			Column                   int
		}
	}
	if status := a.do("GET", "/repos/northwind/monorepo/codeowners/errors", "", &got); status != 200 {
		t.Fatalf("got %d, want 200", status)
	}
	kinds, unknown := map[string]int{}, map[string]bool{}
	for _, e := range got.Errors {
		kinds[e.Kind]++
		if e.Kind == "Unknown owner" {
			unknown[strings.Fields(e.Suggestion)[2]] = true
		}
	}
	if want := map[string]int{"Invalid pattern": 7, "Invalid owner": 2, "Unknown owner": 7}; !maps.Equal(kinds, want) {
		t.Errorf("got %v, want %v", kinds, want)
	}
	want := []string{
		"@esi-mensah", "@jbakke-ext", "@mika-saarinen", "@northwind/auditors", "@northwind/growth-eu", "@northwind/incident-response", "privacy@northwind.example",
	}
	if got := slices.Sorted(maps.Keys(unknown)); !slices.Equal(got, want) {
		t.Errorf("got unknown owners %v, want %v", got, want)
	}
	got.Errors = nil
	if status := a.do("GET", "/repos/northwind/monorepo/codeowners/errors?ref="+release, "", &got); status != 200 || got.Errors == nil || len(got.Errors) > 0 {
		t.Errorf("got %d, %v of the release, want none", status, got.Errors)
	}
}

func BenchmarkOpenMonorepo(b *testing.B) {
	s := named(b, "northwind/monorepo")
	for b.Loop() {
		if _, err := open(b.Context(), b.TempDir(), s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMonorepoTree(b *testing.B) {
	h := embedded.Transport(embedded.New(World(b.TempDir()), embedded.Options{RateLimit: embedded.RateLimit{Off: true}}))
	ask := func() {
		req, err := http.NewRequestWithContext(b.Context(), "GET", "https://api.github.com/repos/northwind/monorepo/git/trees/main?recursive=1", nil)
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+UserToken)
		res, err := h.RoundTrip(req)
		if err != nil {
			b.Fatal(err)
		}
		defer res.Body.Close()
		if n, err := io.Copy(io.Discard, res.Body); err != nil || n < 1<<20 {
			b.Fatalf("got %d bytes, %v", n, err)
		}
	}
	ask() // makes the repository
	for b.Loop() {
		ask()
	}
}
