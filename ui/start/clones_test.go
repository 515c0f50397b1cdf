//go:build !windows

package start

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

// nothing is a GitHub that knows who asks and nothing else, and notes what it is
// asked.
type nothing struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newNothing(t *testing.T) *nothing {
	n := &nothing{}
	n.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/user" {
			_, _ = io.WriteString(w, `{"login":"ada","id":1,"type":"User"}`)
			return
		}
		n.mu.Lock()
		n.asked = append(n.asked, r.Method+" "+r.URL.Path)
		n.mu.Unlock()
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"message":"Not Found"}`)
	}))
	t.Cleanup(n.Close)
	return n
}

func (n *nothing) took() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	asked := n.asked
	n.asked = nil
	return asked
}

// mapped is a session with the account "lab", where acme/app is cloned into the
// folder "app", under another name, by the configuration.
func mapped(t *testing.T) (m *machine, s *session, server *nothing, dir, head string) {
	m = newMachine(t)
	dir, _ = m.clone("app", "git@elsewhere.example:me/fork.git")
	m.write(filepath.Join(dir, "docs", "a.md"), "one\ntwo\n")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "Write it down")
	head = git(t, dir, "rev-parse", "HEAD")
	m.write(filepath.Join(m.here, "plain", "x"), "")
	server = newNothing(t)
	m.set("LAB", worthless)
	m.write(m.config, "accounts:\n  - {name: lab, api_url: '"+server.URL+"/', token: {env: LAB}}\n"+
		"clones: {acme/app: '"+dir+"', acme/inside: '"+filepath.Join(dir, "docs")+"', acme/gone: /none/such, acme/shallow: '"+filepath.Join(m.here, "shallow")+"'}\n")
	return m, m.open(flags{}), server, dir, head
}

// What a clone of the configuration has is not asked of GitHub: commits, files,
// comparisons by SHA, and blame.
func TestMappedClone(t *testing.T) {
	_, s, server, _, head := mapped(t)
	c, err := s.accounts.Client("lab")
	if err != nil {
		t.Fatal(err)
	}
	app := github.RepoRef{Owner: "Acme", Name: "app"}
	var commit github.CommitFiles
	if err := c.Commit(t.Context(), 0, app, head, func(f github.CommitFiles) { commit = f }); err != nil {
		t.Fatal(err)
	}
	if commit.Subject != "Write it down" || len(commit.Files) != 1 || commit.Files[0].Path != "docs/a.md" || !strings.Contains(commit.Files[0].Patch, "+two") {
		t.Errorf("commit: got %+v, want the one of the clone", commit)
	}
	if f, err := c.File(t.Context(), 0, app, head, "docs/a.md"); err != nil || string(f.Text) != "one\ntwo\n" {
		t.Errorf("file: got %q, %v, want its two lines", f.Text, err)
	}
	b, err := c.Blame(t.Context(), 0, app, head, "docs/a.md")
	if err != nil || len(b.Ranges) != 1 || b.Ranges[0].Commit.SHA != head {
		t.Errorf("blame: got %+v, %v, want the one commit", b.Ranges, err)
	}
	var compared github.Comparison
	ends := github.CompareSpec{Base: commit.Parents[0], Head: head}
	if err := c.Compare(t.Context(), 0, app, ends, func(g github.Comparison) { compared = g }); err != nil {
		t.Fatal(err)
	}
	if len(compared.Files) != 1 || len(compared.Commits) != 1 {
		t.Errorf("comparison: got %d files of %d commits, want one of one", len(compared.Files), len(compared.Commits))
	}
	// What a clone does not have, GitHub may.
	want := []string{"GET /repos/Acme/app/contents/.git-blame-ignore-revs"}
	if asked := server.took(); !slices.Equal(asked, want) {
		t.Errorf("GitHub was asked %q, want %q", asked, want)
	}
}

// Where a clone is of no use, GitHub is asked as if there were none.
func TestMappedCloneOfNoUse(t *testing.T) {
	m, s, server, dir, head := mapped(t)
	git(t, m.here, "clone", "-q", "--depth", "1", "file://"+dir, "shallow")
	c, err := s.accounts.Client("lab")
	if err != nil {
		t.Fatal(err)
	}
	const elsewhere = "0123456789abcdef0123456789abcdef01234567"
	for _, tt := range []struct {
		name, repo, commit string
		asks               []string
	}{
		{"another commit", "app", elsewhere, []string{"GET /repos/acme/app/commits/" + elsewhere}},
		{"a folder below a clone", "inside", head, []string{"GET /repos/acme/inside/commits/" + head}},
		{"no folder", "gone", head, []string{"GET /repos/acme/gone/commits/" + head}},
		{"no rule", "other", head, []string{"GET /repos/acme/other/commits/" + head}},
		{"a history that is cut", "shallow", head, []string{"GET /repos/acme/shallow/commits/" + head}},
	} {
		repo := github.RepoRef{Owner: "acme", Name: tt.repo}
		err := c.Commit(t.Context(), 0, repo, tt.commit, func(github.CommitFiles) {})
		if asked := server.took(); err == nil || !slices.Equal(asked, tt.asks) {
			t.Errorf("%s: asked %q with %v, want %q", tt.name, asked, err, tt.asks)
		}
	}
	shallow := github.RepoRef{Owner: "acme", Name: "shallow"}
	if f, err := c.File(t.Context(), 0, shallow, head, "docs/a.md"); err != nil || string(f.Text) != "one\ntwo\n" {
		t.Errorf("a file of a shallow clone: got %q, %v, want it from there", f.Text, err)
	}
	server.took()
	if _, err := c.Blame(t.Context(), 0, shallow, head, "docs/a.md"); err == nil || !slices.Contains(server.took(), "POST /graphql") {
		t.Errorf("blame of a shallow clone: got %v, want GitHub to be asked", err)
	}
}

func TestEditFile(t *testing.T) {
	m, s, server, dir, head := mapped(t)
	app := github.RepoRef{Owner: "acme", Name: "app"}
	at := github.Place{Account: "lab"}
	blob := git(t, dir, "rev-parse", "HEAD:docs/a.md")
	if err := os.Symlink(m.home, filepath.Join(dir, "out")); err != nil {
		t.Fatal(err)
	}
	m.write(filepath.Join(m.home, "secret"), "x")
	m.write(filepath.Join(dir, ".git", "x"), "x")
	for _, tt := range []struct {
		path, blob string
		want, note string
	}{
		{"docs/a.md", blob, filepath.Join(dir, "docs", "a.md"), ""},
		{"docs/a.md", "", filepath.Join(dir, "docs", "a.md"), ""},
		{"docs/a.md", head, filepath.Join(dir, "docs", "a.md"), "lines may be elsewhere"},
		{"docs", "", "", ""},
		{"docs/none.md", "", "", ""},
		{"../plain/x", "", "", ""},
		{"/etc/passwd", "", "", ""},
		{"out/secret", "", "", ""},
		{".git/x", "", "", ""},
		{".GIT./x", "", "", ""},
	} {
		got, note := s.workingFile(pane.EditFile{Place: at, Repo: app, Path: tt.path, Blob: tt.blob})
		if got != tt.want || tt.note == "" != (note == "") || !strings.Contains(note, tt.note) {
			t.Errorf("%s: got %q, %q, want %q, %q", tt.path, got, note, tt.want, tt.note)
		}
	}
	m.write(filepath.Join(dir, "docs", "a.md"), "one\r\ntwo\r\n")
	if _, note := s.workingFile(pane.EditFile{Place: at, Repo: app, Path: "docs/a.md", Blob: blob}); note != "" {
		t.Errorf("other line ends: got %q, want nothing said", note)
	}
	for _, repo := range []string{"inside", "gone", "other"} {
		f := pane.EditFile{Place: at, Repo: github.RepoRef{Owner: "acme", Name: repo}, Path: "a.md"}
		if got, _ := s.workingFile(f); got != "" {
			t.Errorf("%s: got %s, want no file", repo, got)
		}
	}

	for range 2 {
		path, err := s.copyOf(t.Context(), pane.EditFile{Place: at, Repo: app, Commit: head, Path: "docs/a.md"})
		if err != nil || read(path) != "one\ntwo\n" || filepath.Base(path) != "a.md" {
			t.Fatalf("copy: got %s with %q, %v", path, read(path), err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o400 {
			t.Errorf("copy: got %v, %v, want a file that only its owner may read", info.Mode(), err)
		}
	}
	if _, err := s.copyOf(t.Context(), pane.EditFile{Place: at, Repo: app, Commit: head, Path: "docs"}); err == nil || !strings.Contains(err.Error(), "no file") {
		t.Errorf("a folder: got %v, want to be told", err)
	}
	if _, err := s.copyOf(context.Background(), pane.EditFile{Place: at, Repo: app, Commit: head, Path: "none"}); err == nil {
		t.Error("nothing there: got no error")
	}
	copies := s.copies
	s.close()
	if _, err := os.Stat(copies); err == nil {
		t.Errorf("%s is still there after the end", copies)
	}
	if asked := server.took(); slices.ContainsFunc(asked, func(a string) bool { return !strings.HasSuffix(a, "/none") }) {
		t.Errorf("GitHub was asked %q, want what the clone does not have alone", asked)
	}
}

func TestAtLine(t *testing.T) {
	for _, tt := range []struct {
		command []string
		line    int
		want    string
	}{
		{[]string{"/usr/bin/vim", "-R"}, 7, "/usr/bin/vim -R +7 /x"},
		{[]string{"nano"}, 0, "nano /x"},
		{[]string{"Code.exe", "--wait"}, 7, "Code.exe --wait --goto /x:7"},
		{[]string{"hx"}, 7, "hx /x:7"},
		{[]string{"goland"}, 7, "goland --line 7 /x"},
		{[]string{"notepad++"}, 7, "notepad++ -n7 /x"},
		{[]string{"mine"}, 7, "mine /x"},
	} {
		if got := strings.Join(atLine(tt.command, "/x", tt.line), " "); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.command, got, tt.want)
		}
	}
}

// A clone whose objects have names of 64 digits is read as any other.
func TestCloneOfSHA256(t *testing.T) {
	m := newMachine(t)
	dir := filepath.Join(m.here, "app")
	git(t, m.here, "init", "-q", "--object-format=sha256", "-b", "main", dir)
	m.write(filepath.Join(dir, "a.md"), "one\n")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "Begin")
	m.write(filepath.Join(dir, "a.md"), "one\ntwo\n")
	git(t, dir, "commit", "-q", "-a", "-m", "Go on")
	head := git(t, dir, "rev-parse", "HEAD")
	s := m.open(flags{clone: dir})
	if _, err := s.clone.look(); err != nil {
		t.Fatal(err)
	}
	c, err := s.accounts.Client(s.accounts.List()[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	repo := s.clone.repo()
	var commit github.CommitFiles
	if err := c.Commit(t.Context(), 0, repo, head, func(f github.CommitFiles) { commit = f }); err != nil {
		t.Fatal(err)
	}
	if commit.SHA != head || len(commit.Files) != 1 || len(commit.Parents) != 1 || !strings.Contains(commit.Files[0].Patch, "+two") {
		t.Errorf("commit: got %+v, want %s with its change", commit, head)
	}
	if f, err := c.File(t.Context(), 0, repo, head, "a.md"); err != nil || string(f.Text) != "one\ntwo\n" {
		t.Errorf("file: got %q, %v", f.Text, err)
	}
	if b, err := c.Blame(t.Context(), 0, repo, head, "a.md"); err != nil || len(b.Ranges) != 2 || b.Ranges[1].Commit.SHA != head {
		t.Errorf("blame: got %+v, %v, want two commits", b.Ranges, err)
	}
	if files, err := c.TreeDiff(t.Context(), 0, repo, commit.Parents[0], head); err != nil || len(files) != 1 {
		t.Errorf("trees: got %+v, %v, want one file", files, err)
	}
	if _, err := c.Ownership(t.Context(), 0, repo, "main"); err != nil {
		t.Errorf("owners: %v", err)
	}
}
