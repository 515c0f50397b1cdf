package embedded_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"hubtrail/github/embedded"
)

// now is the server's clock in tests that do not use a synctest bubble.
var now = time.Date(2026, time.March, 12, 9, 30, 0, 0, time.UTC)

// key is one RSA key for all tests: making one takes long.
var key = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
})

// git runs git in a folder without the machine's configuration.
func git(t *testing.T, dir string, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.org", "GIT_AUTHOR_DATE=1770000000 +0100",
		"GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.org", "GIT_COMMITTER_DATE=1770000000 +0100")
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.Output()
	if err != nil {
		stderr := ""
		if e, ok := err.(*exec.ExitError); ok {
			stderr = string(e.Stderr)
		}
		t.Fatalf("git %s: %v %s", strings.Join(args, " "), err, stderr)
	}
	return strings.TrimSpace(string(out))
}

// importer writes a history for git fast-import.
type importer struct {
	strings.Builder
	n int // commits so far; the n-th has the mark n
}

func (i *importer) data(s string) { i.WriteString("data " + strconv.Itoa(len(s)) + "\n" + s + "\n") }

// commit begins a commit on a branch, and of these parents if any are given;
// file changes follow it. It gives the commit's mark.
func (i *importer) commit(branch, name, email, message string, parents ...int) int {
	i.n++
	who := name + " <" + email + "> " + strconv.Itoa(1_770_000_000+60*i.n) + " +0100\n"
	i.WriteString("commit refs/heads/" + branch + "\nmark :" + strconv.Itoa(i.n) + "\nauthor " + who + "committer " + who)
	i.data(message)
	for n, p := range parents {
		i.WriteString([]string{"from", "merge"}[min(n, 1)] + " :" + strconv.Itoa(p) + "\n")
	}
	return i.n
}

func (i *importer) file(mode, path, text string) {
	i.WriteString("M " + mode + " inline " + path + "\n")
	i.data(text)
}

// bare makes a bare repository of a history.
func bare(t *testing.T, stream string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "r.git")
	git(t, "/", "", "init", "-q", "--bare", "-b", "main", dir)
	if stream != "" {
		git(t, dir, stream, "fast-import", "--quiet", "--date-format=raw")
	}
	return dir
}

// lines numbers n lines.
func lines(n int, prefix string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(prefix + strconv.Itoa(i) + "\n")
	}
	return b.String()
}

// sample is a history with one commit for each kind of change.
func sample() string {
	var i importer
	i.commit("main", "Ada", "ada@example.org", "Start\n\nWith a body.\n")
	i.file("100644", "README.md", "# Sample\n")
	i.file("100644", "a/long.txt", lines(40, "line "))
	i.file("100755", "run.sh", "#!/bin/sh\n")
	i.file("100644", "logo.bin", "\x00\x01\x02")
	i.file("120000", "link", "README.md")
	i.file("120000", "dangling", "../outside")
	i.file("100644", ".gitmodules", "[submodule \"dep\"]\n\tpath = vendor/dep\n\turl = https://example.org/dep.git\n")
	i.WriteString("M 160000 1234567890123456789012345678901234567890 vendor/dep\n")
	i.commit("main", "Bo", "bo@example.org", "Rename, delete, change the type, the mode and bytes\n")
	i.WriteString("D a/long.txt\n")
	i.file("100644", "b/länge 語.txt", strings.Replace(lines(40, "line "), "line 7\n", "line seven\n", 1))
	i.file("100644", "link", "now a file\n")
	i.file("100644", "run.sh", "#!/bin/sh\n")
	i.file("100644", "logo.bin", "\x00\x03")
	i.file("100644", "no-newline", "x")
	i.commit("main", "Cy", "12+cy@users.noreply.github.com", "Many files\n")
	for n := range 610 {
		i.file("100644", "many/"+strconv.Itoa(1000+n)+".txt", "x\n")
	}
	i.commit("main", "Ada", "ada@example.org", "Large patches\n")
	i.file("100644", "large/lines.txt", lines(20001, ""))
	i.file("100644", "large/bytes.txt", strings.Repeat(strings.Repeat("0", 999)+"\n", 600))
	i.file("100644", "large/under.txt", lines(19_000, ""))
	large := i.commit("main", "Ada", "ada@example.org", "")
	i.file("100644", "big.bin", strings.Repeat("\x00abc", 300_000))
	side := i.commit("fix/#12-x", "Ada", "ada@example.org", "On a branch\n", large)
	i.file("100644", "branch.txt", "b\n")
	merge := i.commit("main", "Ada", "ada@example.org", "Merge\n", large, side)
	i.file("100644", "branch.txt", "b\n")
	i.commit("unrelated", "Ada", "ada@example.org", "Another root\n")
	i.file("100644", "other.txt", "o\n")
	i.WriteString("tag v1.0.0\nfrom :" + strconv.Itoa(merge) + "\ntagger Ada <ada@example.org> 1770009990 +0000\n")
	i.data("One\n")
	i.WriteString("reset refs/tags/light\nfrom :" + strconv.Itoa(large) + "\n\n")
	return i.String()
}

// at gives a repository's folder.
func at(dir string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return dir, nil }
}

// world is a small world around one repository with the objects in dir.
func world(dir string) embedded.World {
	day := now.AddDate(-1, 0, 0)
	return embedded.World{
		Users: []embedded.User{
			{ID: 1, Login: "ada", Name: "Ada", Emails: []string{"ada@example.org"}, CreatedAt: day},
			{ID: 2, Login: "bo", Emails: []string{"bo@example.org"}, CreatedAt: day},
			{ID: 3, Login: "cy", CreatedAt: day},
		},
		Orgs: []embedded.Org{{ID: 10, Login: "acme", Name: "Acme", Members: map[string]string{"ada": "admin", "bo": "member"}, CreatedAt: day}},
		Repositories: []embedded.Repository{
			{
				Owner: "acme", Name: "app", ID: 100, Private: true, DefaultBranch: "main", CreatedAt: day, PushedAt: now.Add(-time.Hour),
				OldNames: []string{"acme/old"}, Open: at(dir), Hooks: []embedded.Hook{{ID: 7, URL: "https://ci.example.org", Active: true}},
			},
			{Owner: "acme", Name: "empty", ID: 101, DefaultBranch: "main", CreatedAt: day.Add(1), Private: true},
			{Owner: "acme", Name: "site", ID: 102, DefaultBranch: "main", CreatedAt: day.Add(2), PushedAt: now.Add(-time.Minute), Open: at(dir)},
			{Owner: "ada", Name: "notes", ID: 103, DefaultBranch: "main", CreatedAt: day.Add(3), PushedAt: now.Add(-2 * time.Hour), Private: true},
			{Owner: "bo", Name: "tool", ID: 104, DefaultBranch: "main", CreatedAt: day.Add(4), Collaborators: map[string]string{"ada": "write"}, Private: true},
		},
		Tokens: map[string]embedded.Token{
			"ada-classic":  {User: "ada", Kind: embedded.Classic, Scopes: []string{"repo", "read:org"}},
			"ada-public":   {User: "ada", Kind: embedded.Classic},
			"ada-fine":     {User: "ada", Kind: embedded.FineGrained, Owner: "acme", Permissions: map[string]string{"contents": "read"}, Expires: now.Add(time.Hour)},
			"ada-narrow":   {User: "ada", Kind: embedded.FineGrained, Owner: "acme", Repositories: []string{"empty"}, Permissions: map[string]string{"contents": "read"}},
			"bo-classic":   {User: "bo", Kind: embedded.Classic, Scopes: []string{"repo"}},
			"cy-classic":   {User: "cy", Kind: embedded.Classic, Scopes: []string{"repo"}},
			"ada-expired":  {User: "ada", Kind: embedded.Classic, Expires: now},
			"ada-revoked":  {User: "ada", Kind: embedded.Classic, Revoked: true},
			"ada-dot.ted.": {User: "ada", Kind: embedded.Classic, Scopes: []string{"repo"}},
		},
		Apps: []embedded.App{{
			ID: 900, ClientID: "Iv1.app", Slug: "app", Name: "App", Owner: "acme", Key: &key().PublicKey, CreatedAt: day,
			Installations: []embedded.Installation{
				{ID: 1, Account: "acme", Selection: "all", Permissions: map[string]string{"metadata": "read", "contents": "read", "issues": "write"}, CreatedAt: day, UpdatedAt: day},
				{ID: 2, Account: "bo", Selection: "selected", Repositories: []string{"tool"}, Permissions: map[string]string{"metadata": "read"}, CreatedAt: day, UpdatedAt: day},
				{ID: 3, Account: "cy", Selection: "all", SuspendedAt: day, SuspendedBy: "cy", CreatedAt: day, UpdatedAt: day},
			},
		}},
	}
}

// sign makes an App's JWT.
func sign(t *testing.T, claims jwt.MapClaims) string {
	t.Helper()
	s, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func appJWT(t *testing.T) string {
	return "Bearer " + sign(t, jwt.MapClaims{"iss": "Iv1.app", "iat": now.Unix() - 60, "exp": now.Unix() + 540})
}

// client asks a server in this process.
type client struct {
	t    testing.TB
	http *http.Client
	auth string // Authorization header
}

func serve(t *testing.T, w embedded.World, o embedded.Options) *client {
	if o.Now == nil {
		o.Now = func() time.Time { return now }
	}
	return &client{t: t, http: &http.Client{Transport: embedded.Transport(embedded.New(w, o))}}
}

// as is the same client with another credential.
func (c *client) as(auth string) *client {
	d := *c
	d.auth = auth
	return &d
}

// reply is an answer that was read to its end.
type reply struct {
	status int
	header http.Header
	body   string
	err    error // of reading the body
}

func (c *client) do(method, path, body string, header ...string) reply {
	c.t.Helper()
	at := path
	if !strings.HasPrefix(path, "https://") {
		at = "https://api.github.com" + path
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, at, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if c.auth != "" {
		req.Header.Set("Authorization", c.auth)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := c.http.Do(req)
	if err != nil {
		return reply{err: err}
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, string(b), err}
}

func (c *client) get(path string, header ...string) reply {
	c.t.Helper()
	return c.do(http.MethodGet, path, "", header...)
}

// decode reads an answer's JSON into v after checking its status.
func decode[T any](t testing.TB, r reply, status int) T {
	t.Helper()
	var v T
	if r.err != nil || r.status != status {
		t.Fatalf("got %d %q, error %v, want %d", r.status, r.body, r.err, status)
	}
	if err := json.Unmarshal([]byte(r.body), &v); err != nil {
		t.Fatalf("got %q: %v", r.body, err)
	}
	return v
}

// message is the message of an error answer.
func (r reply) message() string {
	var v struct{ Message string }
	_ = json.Unmarshal([]byte(r.body), &v) // what is no JSON has no message
	return v.Message
}
