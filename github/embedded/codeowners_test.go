package embedded_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"hubtrail/github/codeowners"
	"hubtrail/github/embedded"
)

// codeownersWorld is the world with objects of the given files on main, each a
// path and a text, and with teams. "link:" in front of a path makes it a link.
func codeownersWorld(t *testing.T, files ...string) embedded.World {
	var i importer
	i.commit("main", "Ada", "ada@example.org", "Owners\n")
	i.file("100644", "README.md", "# Sample\n")
	for n := 0; n < len(files); n += 2 {
		mode, path := "100644", files[n]
		if to, ok := strings.CutPrefix(path, "link:"); ok {
			mode, path = "120000", to
		}
		i.file(mode, path, files[n+1])
	}
	i.commit("bare", "Ada", "ada@example.org", "No owners\n")
	i.file("100644", "README.md", "# Sample\n")
	w := issueWorld(bare(t, i.String()))
	w.Orgs[0].Teams = append(w.Orgs[0].Teams,
		embedded.Team{Slug: "readers", ReadOnly: []string{"App"}, Members: map[string]string{"bo": "member"}},
		embedded.Team{Slug: "writers", Members: map[string]string{"bo": "member"}},
	)
	w.Orgs = append(w.Orgs, embedded.Org{ID: 11, Login: "other", Teams: []embedded.Team{{Slug: "core", Members: map[string]string{"ada": "member"}}}})
	w.Repositories[0].Collaborators = map[string]string{"guest": "read", "helper": "write"}
	for i, login := range []string{"guest", "helper", "stranger"} {
		w.Users = append(w.Users, embedded.User{ID: int64(50 + i), Login: login, Emails: []string{login + "@example.org"}})
	}
	return w
}

type codeownersErrors struct {
	Errors []struct {
		Line, Column                int
		Source, Kind, Message, Path string
		Suggestion                  *string
	}
}

func (e codeownersErrors) String() string {
	var list []string
	for _, p := range e.Errors {
		list = append(list, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Kind))
	}
	return strings.Join(list, "|")
}

func TestCodeownersErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"# nothing wrong\n* @ada\n/docs/\n", ""},
		{"", ""},
		{"***/*.rb @ada", "1:1 Invalid pattern"},
		{"[x] @ada\n!a @ada\n/ @ada\n\\#a @ada\n", "1:1 Invalid pattern|2:1 Invalid pattern|3:1 Invalid pattern|4:1 Invalid pattern"},
		{"* user docs@", "1:3 Invalid owner|1:8 Invalid owner"},
		{"* @a@b\n", ""},                       // GitHub reports nothing
		{"/a/*\n/a @ada\n@ada\n", ""},          // lints are not GitHub's
		{"* @nobody\n", "1:3 Unknown owner"},   // no such user
		{"* @guest\n", "1:3 Unknown owner"},    // may only read
		{"* @stranger\n", "1:3 Unknown owner"}, // has nothing to do with it
		{"* @helper @ADA\n", ""},
		{"* @bo\n", ""}, // through a team
		{"* @acme/writers @ACME/Writers\n", ""},
		{"* @acme/nothing\n", "1:3 Unknown owner"},
		{"* @acme/night\n", "1:3 Unknown owner"},   // secret
		{"* @acme/readers\n", "1:3 Unknown owner"}, // no write access
		{"* @other/core\n", "1:3 Unknown owner"},   // of another organisation
		{"* ada@example.org\n", ""},
		{"* stranger@example.org nobody@example.org\n", "1:3 Unknown owner|1:24 Unknown owner"},
		{"  ä\\ b\t@ada @x@y @nobody#@x @gone\r\n", "1:18 Unknown owner"},
		{"/@nobody @nobody @nobody2 @nobody\n", "1:10 Unknown owner|1:18 Unknown owner|1:27 Unknown owner"},
		{"* @nobody user\n* @nobody\n", "1:11 Invalid owner|2:3 Unknown owner"}, // a line that is skipped
		{"a @nobody\n[ @ada\nb @nobody", "1:3 Unknown owner|2:1 Invalid pattern|3:3 Unknown owner"},
		{"\ufeffa @nobody\n", "1:3 Unknown owner"},
		{strings.Repeat("#\n", codeowners.MaxSize/2) + "[ @ada\n", ""}, // not loaded
	}
	for _, tt := range tests {
		c := serve(t, codeownersWorld(t, "CODEOWNERS", tt.text), embedded.Options{}).as("token ada-classic")
		if got := decode[codeownersErrors](t, c.get("/repos/acme/app/codeowners/errors"), 200).String(); got != tt.want {
			t.Errorf("%.40q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// The form is that of the example in the REST docs.
func TestFormOfCodeownersErrors(t *testing.T) {
	text := "***/*.rb @ada\r\n*.txt docs@\n* @gone"
	c := serve(t, codeownersWorld(t, "docs/CODEOWNERS", text), embedded.Options{}).as("token ada-classic")
	got := c.get("/repos/acme/app/codeowners/errors").body
	want := `{"errors":[` +
		`{"line":1,"column":1,"source":"***/*.rb @ada\r\n","kind":"Invalid pattern","suggestion":"Did you mean ` + "`**/*.rb`" + `?",` +
		`"message":"Invalid pattern on line 1: Did you mean ` + "`**/*.rb`" + `?\n\n  ***/*.rb @ada\n  ^","path":"docs/CODEOWNERS"},` +
		`{"line":2,"column":7,"source":"*.txt docs@\n","kind":"Invalid owner","suggestion":null,` +
		`"message":"Invalid owner on line 2:\n\n  *.txt docs@\n        ^","path":"docs/CODEOWNERS"},` +
		`{"line":3,"column":3,"source":"* @gone","kind":"Unknown owner","suggestion":"make sure @gone exists and has write access to the repository",` +
		`"message":"Unknown owner on line 3: make sure @gone exists and has write access to the repository\n\n  * @gone\n    ^","path":"docs/CODEOWNERS"}]}`
	if !sameJSON(t, got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	c = serve(t, codeownersWorld(t, "CODEOWNERS", "* @ada\n"), embedded.Options{}).as("token ada-classic")
	if got := c.get("/repos/acme/app/codeowners/errors").body; !sameJSON(t, got, `{"errors":[]}`) {
		t.Errorf("got %s of a clean file, want an empty list", got)
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var forms [2]string
	for i, s := range []string{a, b} {
		var v any
		if err := json.Unmarshal([]byte(s), &v); err != nil {
			t.Fatalf("got %q: %v", s, err)
		}
		form, _ := json.Marshal(v)
		forms[i] = string(form)
	}
	return forms[0] == forms[1]
}

func TestWhichCodeownersFile(t *testing.T) {
	tests := []struct {
		files []string
		want  string // path, or the status
	}{
		{[]string{".github/CODEOWNERS", "[", "CODEOWNERS", "[", "docs/CODEOWNERS", "["}, ".github/CODEOWNERS"},
		{[]string{"CODEOWNERS", "[", "docs/CODEOWNERS", "["}, "CODEOWNERS"},
		{[]string{"docs/CODEOWNERS", "["}, "docs/CODEOWNERS"},
		{[]string{".github/CODEOWNERS/x", "[", "docs/CODEOWNERS", "["}, "docs/CODEOWNERS"},
		{[]string{"link:.github/CODEOWNERS", "../docs/CODEOWNERS", "docs/CODEOWNERS", "["}, "docs/CODEOWNERS"},
		{[]string{"codeowners", "[", "src/CODEOWNERS", "["}, "404"},
		{nil, "404"},
	}
	for _, tt := range tests {
		r := serve(t, codeownersWorld(t, tt.files...), embedded.Options{}).as("token ada-classic").get("/repos/acme/app/codeowners/errors")
		got := fmt.Sprint(r.status)
		if r.status == 200 {
			got = decode[codeownersErrors](t, r, 200).Errors[0].Path
		}
		if got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.files, got, tt.want)
		}
	}
}

func TestWhoMayAskForCodeownersErrors(t *testing.T) {
	w := codeownersWorld(t, "CODEOWNERS", "* user\n")
	w.Tokens["ada-meta"] = embedded.Token{User: "ada", Kind: embedded.FineGrained, Owner: "acme", Permissions: map[string]string{"issues": "read"}}
	c := serve(t, w, embedded.Options{})
	tests := []struct {
		auth, path string
		status     int
	}{
		{"token ada-classic", "/repos/acme/app/codeowners/errors", 200},
		{"token ada-classic", "/repos/acme/app/codeowners/errors?ref=main", 200},
		{"token ada-classic", "/repos/acme/app/codeowners/errors?ref=bare", 404},
		{"token ada-classic", "/repos/acme/app/codeowners/errors?ref=nothing", 404},
		{"token ada-classic", "/repos/acme/nothing/codeowners/errors", 404},
		{"token ada-classic", "/repos/acme/empty/codeowners/errors", 404},
		{"token ada-classic", "/repos/acme/old/codeowners/errors", 200}, // led to the new name
		{"token ada-fine", "/repos/acme/app/codeowners/errors", 200},
		{"token ada-meta", "/repos/acme/app/codeowners/errors", 403},
		{"token cy-classic", "/repos/acme/app/codeowners/errors", 404},
		{"", "/repos/acme/app/codeowners/errors", 404},
		{"", "/repos/acme/site/codeowners/errors", 200},
	}
	for _, tt := range tests {
		if got := c.as(tt.auth).do("GET", tt.path, "").status; got != tt.status {
			t.Errorf("%s as %q: got %d, want %d", tt.path, tt.auth, got, tt.status)
		}
	}
}

// A clone knows no accounts, so that no owner can be unknown.
func TestCodeownersErrorsOfAClone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "clone")
	git(t, "/", "", "init", "-q", "-b", "main", dir)
	var i importer
	i.commit("main", "Ada", "ada@example.org", "Owners\n")
	i.file("100644", ".github/CODEOWNERS", "* @nobody @acme/nothing nobody@example.org\n* user\n")
	git(t, dir, i.String(), "fast-import", "--quiet", "--date-format=raw")
	clone, err := embedded.FindClone(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	c := serve(t, clone.World(), embedded.Options{})
	if got := decode[codeownersErrors](t, c.get("/repos/local/clone/codeowners/errors"), 200).String(); got != "2:3 Invalid owner" {
		t.Errorf("got %q, want the invalid owner only", got)
	}
}
