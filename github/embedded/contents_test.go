package embedded_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

type contentReply struct {
	Name, Path, Type, Encoding, Target string
	Size                               int
	Content                            *string
	SubmoduleURL                       string `json:"submodule_git_url"`
	Entries                            []contentReply
}

func (c contentReply) text(t *testing.T) string {
	t.Helper()
	if c.Content == nil {
		return ""
	}
	b, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(*c.Content, "\n", ""))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestContentsOfFiles(t *testing.T) {
	c, dir := sampleServer(t)
	root := git(t, dir, "", "rev-parse", "main~5")
	tests := []struct {
		path, kind, encoding, text string
	}{
		{"README.md", "file", "base64", "# Sample\n"},
		{"README.md?ref=v1.0.0", "file", "base64", "# Sample\n"},
		{"branch.txt?ref=fix/%2312-x", "file", "base64", "b\n"},
		{"b/l%C3%A4nge%20%E8%AA%9E.txt", "file", "base64", strings.Replace(lines(40, "line "), "line 7\n", "line seven\n", 1)},
		{"link?ref=" + root, "file", "base64", "# Sample\n"},
		{"dangling", "symlink", "", ""},
		{"vendor/dep", "submodule", "", ""},
		{"big.bin", "file", "none", ""},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			got := decode[contentReply](t, c.get("/repos/acme/app/contents/"+tt.path), 200)
			if got.Type != tt.kind || got.Encoding != tt.encoding || got.text(t) != tt.text {
				t.Errorf("got %s %s %q, want %s %s %q", got.Type, got.Encoding, got.text(t), tt.kind, tt.encoding, tt.text)
			}
		})
	}
	if got := decode[contentReply](t, c.get("/repos/acme/app/contents/dangling"), 200); got.Target != "../outside" {
		t.Errorf("got target %q, want ../outside", got.Target)
	}
	if got := decode[contentReply](t, c.get("/repos/acme/app/contents/vendor/dep"), 200); got.SubmoduleURL != "https://example.org/dep.git" {
		t.Errorf("got %q, want the address in .gitmodules", got.SubmoduleURL)
	}
	if got := decode[contentReply](t, c.get("/repos/acme/app/contents/big.bin"), 200); got.Size != 1_200_000 || got.Content == nil {
		t.Errorf("got size %d, content %v, want 1,200,000 and empty content", got.Size, got.Content)
	}
	raw := c.get("/repos/acme/app/contents/big.bin", "Accept", "application/vnd.github.raw+json")
	if raw.status != 200 || raw.body != strings.Repeat("\x00abc", 300_000) {
		t.Errorf("got %d, %d bytes, want all 1,200,000", raw.status, len(raw.body))
	}
	for _, path := range []string{"nope", "README.md/x", "../x", "a/../README.md", "README.md?ref=nope", "-r", "*"} {
		if r := c.get("/repos/acme/app/contents/" + path); r.status != 404 {
			t.Errorf("%s: got %d %q, want 404", path, r.status, r.body)
		}
	}
	if r := c.get("/repos/acme/empty/contents"); r.status != 404 || r.message() != "This repository is empty." {
		t.Errorf("got %d %q of an empty repository, want 404", r.status, r.message())
	}
}

func TestContentsOfDirectories(t *testing.T) {
	c, _ := sampleServer(t)
	list := decode[[]contentReply](t, c.get("/repos/acme/app/contents"), 200)
	kinds := map[string]string{}
	for _, e := range list {
		kinds[e.Path] = e.Type
	}
	for path, want := range map[string]string{"many": "dir", "README.md": "file", "dangling": "symlink"} {
		if kinds[path] != want {
			t.Errorf("%s: got %q, want %q", path, kinds[path], want)
		}
	}
	sub := decode[[]contentReply](t, c.get("/repos/acme/app/contents/vendor"), 200)
	if len(sub) != 1 || sub[0].Path != "vendor/dep" || sub[0].Type != "file" || sub[0].SubmoduleURL == "" {
		t.Errorf("got %+v, want a submodule as a file", sub)
	}
	newer := decode[[]contentReply](t, c.get("/repos/acme/app/contents/vendor", "X-GitHub-Api-Version", "2026-03-10"), 200)
	if len(newer) != 1 || newer[0].Type != "submodule" {
		t.Errorf("got %+v, want a submodule under the newer version", newer)
	}
	object := decode[contentReply](t, c.get("/repos/acme/app/contents/many", "Accept", "application/vnd.github.object+json"), 200)
	if object.Type != "dir" || len(object.Entries) != 610 {
		t.Errorf("got %s with %d entries, want dir with 610", object.Type, len(object.Entries))
	}
}

func TestReadme(t *testing.T) {
	c, _ := sampleServer(t)
	if got := decode[contentReply](t, c.get("/repos/acme/app/readme"), 200); got.Path != "README.md" {
		t.Errorf("got %q, want README.md", got.Path)
	}
	if r := c.get("/repos/acme/app/readme?ref=unrelated"); r.status != 404 {
		t.Errorf("got %d without a readme, want 404", r.status)
	}
}

func TestTreesAndBlobs(t *testing.T) {
	c, dir := sampleServer(t)
	type tree struct {
		SHA       string
		Truncated bool
		Tree      []struct {
			Path, Mode, Type, SHA string
			Size                  *int
		}
	}
	flat := decode[tree](t, c.get("/repos/acme/app/git/trees/main"), 200)
	if flat.SHA != git(t, dir, "", "rev-parse", "main^{tree}") || flat.Truncated {
		t.Errorf("got %s, truncated %v, want main's tree whole", flat.SHA, flat.Truncated)
	}
	modes := map[string]string{}
	for _, e := range flat.Tree {
		modes[e.Path] = e.Mode + " " + e.Type
		if (e.Size != nil) != (e.Type == "blob") || e.Path == "README.md" && *e.Size != 9 {
			t.Errorf("%s: got size %v, want the sizes of blobs", e.Path, e.Size)
		}
	}
	for path, want := range map[string]string{"many": "040000 tree", "dangling": "120000 blob", "run.sh": "100644 blob"} {
		if modes[path] != want {
			t.Errorf("%s: got %q, want %q", path, modes[path], want)
		}
	}
	all := decode[tree](t, c.get("/repos/acme/app/git/trees/"+flat.SHA+"?recursive=0"), 200)
	found := false
	for _, e := range all.Tree {
		if e.Path == "vendor/dep" {
			found = e.Mode == "160000" && e.Type == "commit"
		}
		if e.Size != nil {
			t.Errorf("%s: got size %d, want none of a whole tree", e.Path, *e.Size)
		}
	}
	if !found || len(all.Tree) < 610 {
		t.Errorf("got %d entries, submodule %v, want all and the submodule", len(all.Tree), found)
	}
	blob := git(t, dir, "", "rev-parse", "main:README.md")
	got := decode[contentReply](t, c.get("/repos/acme/app/git/blobs/"+blob), 200)
	if got.text(t) != "# Sample\n" || got.Size != 9 {
		t.Errorf("got %q, %d bytes, want the readme", got.text(t), got.Size)
	}
	if r := c.get("/repos/acme/app/git/blobs/"+blob, "Accept", "application/vnd.github.raw"); r.body != "# Sample\n" {
		t.Errorf("got %q, want the readme", r.body)
	}
	for path, want := range map[string]int{
		"git/trees/nope": 404, "git/blobs/" + strings.Repeat("1", 40): 404, "git/blobs/" + flat.SHA: 404, "git/blobs/main": 422, "git/trees/--all": 404,
	} {
		if r := c.get("/repos/acme/app/" + path); r.status != want {
			t.Errorf("%s: got %d, want %d", path, r.status, want)
		}
	}
	if r := c.get("/repos/acme/empty/git/trees/main"); r.status != 409 {
		t.Errorf("got %d of an empty repository, want 409", r.status)
	}
}

func TestRefs(t *testing.T) {
	c, dir := sampleServer(t)
	type ref struct {
		Name, Ref string
		Commit    struct{ SHA string }
		Object    struct{ SHA, Type string }
	}
	names := func(list []ref) string {
		var s []string
		for _, r := range list {
			s = append(s, r.Name+r.Ref)
		}
		return strings.Join(s, " ")
	}
	if got := names(decode[[]ref](t, c.get("/repos/acme/app/branches"), 200)); got != "fix/#12-x main unrelated" {
		t.Errorf("got %q, want three branches by name", got)
	}
	if got := names(decode[[]ref](t, c.get("/repos/acme/app/branches?per_page=1&page=2"), 200)); got != "main" {
		t.Errorf("got %q, want main", got)
	}
	tags := decode[[]ref](t, c.get("/repos/acme/app/tags"), 200)
	if names(tags) != "v1.0.0 light" || tags[0].Commit.SHA != git(t, dir, "", "rev-parse", "main") {
		t.Errorf("got %+v, want v1.0.0 at main's commit, and light", tags)
	}
	main := git(t, dir, "", "rev-parse", "main")
	if got := decode[ref](t, c.get("/repos/acme/app/branches/main"), 200); got.Commit.SHA != main {
		t.Errorf("got %s, want %s", got.Commit.SHA, main)
	}
	if got := decode[ref](t, c.get("/repos/acme/app/branches/fix/%2312-x"), 200); got.Name != "fix/#12-x" {
		t.Errorf("got %q, want fix/#12-x", got.Name)
	}
	if got := decode[ref](t, c.get("/repos/acme/app/git/ref/tags/v1.0.0"), 200); got.Ref != "refs/tags/v1.0.0" || got.Object.Type != "tag" {
		t.Errorf("got %+v, want the tag object", got)
	}
	if got := names(decode[[]ref](t, c.get("/repos/acme/app/git/matching-refs/heads/f"), 200)); got != "refs/heads/fix/#12-x" {
		t.Errorf("got %q, want the branch that begins so", got)
	}
	for path, want := range map[string]string{"branches/nope": "Branch not found", "branches/v1.0.0": "Branch not found", "git/ref/heads/nope": "Not Found", "git/ref/heads": "Not Found", "branches/-D": "Branch not found"} {
		if r := c.get("/repos/acme/app/" + path); r.status != 404 || r.message() != want {
			t.Errorf("%s: got %d %q, want 404 %q", path, r.status, r.message(), want)
		}
	}
	if r := c.get("/repos/acme/empty/branches"); r.status != 200 || r.body != "[]" {
		t.Errorf("got %d %q of an empty repository, want 200 []", r.status, r.body)
	}
}

// A folder without commits is empty as well, and one that git cannot read is
// the server's error, with what git said.
func TestOddFolders(t *testing.T) {
	c := serve(t, world(bare(t, "")), embedded.Options{}).as("token ada-classic")
	for path, want := range map[string]int{"commits": 409, "commits/main": 409, "branches": 200, "tags": 200, "git/trees/main": 409, "contents": 404} {
		if r := c.get("/repos/acme/app/" + path); r.status != want {
			t.Errorf("%s: got %d, want %d", path, r.status, want)
		}
	}
	broken := serve(t, world(t.TempDir()), embedded.Options{}).as("token ada-classic")
	if r := broken.get("/repos/acme/app/commits"); r.status != 500 || !strings.Contains(r.message(), "not a git repository") {
		t.Errorf("got %d %q, want 500 with git's words", r.status, r.message())
	}
}
