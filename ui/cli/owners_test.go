package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"hubtrail/github"
	"hubtrail/ui/text"
)

const rules = `* @acme/all
*.go @acme/core mona@example.com
/docs/ @docs
/docs/new.md
/gen/**
`

// clone makes a working tree of files, given as path and content.
func clone(t *testing.T, files ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		write(t, filepath.Join(root, filepath.FromSlash(files[i])), files[i+1])
	}
	return root
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

type outcome struct {
	exit        int
	err         string // its text
	out, stderr string
}

func ask(t *testing.T, o OwnersOptions) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	o.Stdout, o.Stderr = &out, &errs
	exit, err := Owners(t.Context(), o)
	got := outcome{exit: exit, out: out.String(), stderr: errs.String()}
	if err != nil {
		got.err = err.Error()
	}
	return got
}

func TestOwnersForms(t *testing.T) {
	root := clone(t, ".github/CODEOWNERS", rules)
	paths := []string{"main.go", "docs/new.md", "docs/a.md"}
	tests := []struct {
		name string
		set  func(*OwnersOptions)
		want string
	}{
		{"piped", func(*OwnersOptions) {}, "main.go\t@acme/core mona@example.com\n" +
			"docs/new.md\t(no owner: unset by .github/CODEOWNERS:4)\n" +
			"docs/a.md\t@docs\n"},
		{"terminal", func(o *OwnersOptions) { o.Terminal = true }, "main.go      @acme/core mona@example.com\n" +
			"docs/new.md  (no owner: unset by .github/CODEOWNERS:4)\n" +
			"docs/a.md    @docs\n"},
		{"colour", func(o *OwnersOptions) {
			o.Terminal, o.Styles.Warn = true, text.Style{Open: "<", Close: ">"}
		}, "main.go      @acme/core mona@example.com\n" +
			"docs/new.md  <(no owner: unset by .github/CODEOWNERS:4)>\n" +
			"docs/a.md    @docs\n"},
		{"json", func(o *OwnersOptions) { o.JSON, o.Terminal = true, true }, `{"path":"main.go","status":"owned","owners":["@acme/core","mona@example.com"],"rule":{"file":".github/CODEOWNERS","line":2,"pattern":"*.go"}}
{"path":"docs/new.md","status":"unset","owners":[],"rule":{"file":".github/CODEOWNERS","line":4,"pattern":"/docs/new.md"}}
{"path":"docs/a.md","status":"owned","owners":["@docs"],"rule":{"file":".github/CODEOWNERS","line":3,"pattern":"/docs/"}}
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := OwnersOptions{Paths: paths, Root: root, Dir: root}
			tt.set(&o)
			if got, want := ask(t, o), (outcome{out: tt.want}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestOwnersUnmatched(t *testing.T) {
	root := clone(t, "CODEOWNERS", "*.go @core\n")
	got := ask(t, OwnersOptions{Paths: []string{"a.c"}, Root: root})
	if want := (outcome{out: "a.c\t(no owner: no rule matches)\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	got = ask(t, OwnersOptions{Paths: []string{"a.c"}, Root: root, JSON: true})
	if want := (outcome{out: `{"path":"a.c","status":"unmatched","owners":[],"rule":null}` + "\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOwnersCheck(t *testing.T) {
	root := clone(t, "CODEOWNERS", "*.go @core\n/gen.go\n")
	tests := []struct {
		paths  []string
		check  bool
		exit   int
		stderr string
	}{
		{[]string{"a.go"}, true, 0, ""},
		{[]string{"a.go", "b.c"}, true, 1, "paths without an owner: 1 of 2\n"},
		{[]string{"gen.go"}, true, 1, "paths without an owner: 1 of 1\n"},
		{[]string{"gen.go", "b.c"}, false, 0, ""},
	}
	for _, tt := range tests {
		got := ask(t, OwnersOptions{Paths: tt.paths, Root: root, Check: tt.check})
		if got.exit != tt.exit || got.stderr != tt.stderr || got.err != "" {
			t.Errorf("%v: got %+v, want exit %d and %q", tt.paths, got, tt.exit, tt.stderr)
		}
	}
}

func TestOwnersArguments(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n", "sub/deep/x", "", "module/.git", "gitdir: elsewhere")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(root, link); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hosts", filepath.Join(root, "sub", "out")); err != nil {
		t.Fatal(err)
	}
	inner := filepath.Join(t.TempDir(), "inner")
	if err := os.Symlink(filepath.Join(root, "sub"), inner); err != nil {
		t.Fatal(err)
	}
	sub, through := filepath.Join(root, "sub"), filepath.Join(link, "sub")
	tests := []struct {
		dir, arg, want, err string
	}{
		{root, "a", "a", ""},
		{root, "./a//b", "a/b", ""},
		{"", "a", "a", ""},
		{sub, "a", "sub/a", ""},
		{sub, "./deep/../a", "sub/a", ""},
		{sub, "../a", "a", ""},
		{sub, filepath.Join(root, "gone", "a"), "gone/a", ""},
		{sub, "out", "sub/out", ""}, // a link is a file of its own
		{sub, "..a", "sub/..a", ""},
		{through, "a", "sub/a", ""},
		{through, "../a", "a", ""},
		{inner, "a", "sub/a", ""},
		{inner, "../a", "a", ""}, // as the kernel and git read it, not the shell
		{root, filepath.Join(link, "sub", "new", "a"), "sub/new/a", ""},
		{root, "module", "module", ""},
		{sub, "../../a", "", "../../a is outside the clone"},
		{root, "/etc/hosts", "", "/etc/hosts is outside the clone"},
		{root, root + "x/a", "", "is outside the clone"},
		{root, "gone/", "", "no file is tracked in the folder gone of this clone"},
		{root, "", "", "a path is empty"},
		{root, "../\x1b[2Jx", "", "../x is outside the clone"},
	}
	for _, tt := range tests {
		got := ask(t, OwnersOptions{Paths: []string{tt.arg}, Root: root, Dir: tt.dir, Tracked: listing{}.visit})
		want, exit := tt.want+"\t@all\n", 0
		if tt.err != "" {
			want, exit = "", 2
		}
		if got.out != want || got.exit != exit || !strings.Contains(got.err, tt.err) || (got.err == "") != (tt.err == "") {
			t.Errorf("%q in %q: got %+v, want %q, exit %d, error %q", tt.arg, tt.dir, got, want, exit, tt.err)
		}
	}
}

func TestOwnersArgumentsAreCheckedFirst(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	got := ask(t, OwnersOptions{Paths: []string{"a", "../b"}, Root: root})
	if got.out != "" || got.exit != 2 {
		t.Errorf("got %+v, want no output and exit 2", got)
	}
}

func TestOwnersInput(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	long := strings.Repeat("x", longestPath)
	tests := []struct {
		name, in, want, err string
	}{
		{"lines", "a\nsub/b\n", "a sub/b", ""},
		{"no end", "a\nb", "a b", ""},
		{"empty", "", "", ""},
		{"empty lines", "\n\na\n\n", "a", ""},
		{"carriage returns", "a\r\nb\r\n", "a b", ""},
		{"NUL", "a\x00b\nc\x00", `a "b\nc"`, ""},
		{"NUL is not unquoted", "\"a\"\x00", `"\"a\""`, ""},
		{"quoted", "\"f\\303\\274r\\tx\"\n", `"für\tx"`, ""},
		{"from the root", "./sub/../a\n", "a", ""},
		{"absolute", filepath.Join(root, "sub/a") + "\n", "sub/a", ""},
		{"outside", "a\n../b\n", "a", "../b is outside the clone"},
		{"absolute outside", "/etc/hosts\n", "", "/etc/hosts is outside the clone"},
		{"folder", "a/\n", "", "a/ is a folder"},
		{"too long", long, "", "longer than 65536 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// Relative to the root, wherever the current folder is.
			got := ask(t, OwnersOptions{Paths: []string{"-"}, Root: root, Dir: filepath.Join(root, "sub"), Stdin: strings.NewReader(tt.in)})
			var want string
			for p := range strings.FieldsSeq(tt.want) {
				want += p + "\t@all\n"
			}
			if got.out != want {
				t.Errorf("got %q, want %q", got.out, want)
			}
			if (got.err == "") != (tt.err == "") || !strings.Contains(got.err, tt.err) || (got.exit == 2) != (tt.err != "") {
				t.Errorf("got exit %d and error %q, want %q", got.exit, got.err, tt.err)
			}
		})
	}
}

func TestOwnersInputOfBothKinds(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	in := iotest.OneByteReader(strings.NewReader("a\nb\x00c\n"))
	got := ask(t, OwnersOptions{Paths: []string{"-"}, Root: root, Stdin: in})
	if got.out != "a\t@all\n" || got.exit != 2 || !strings.Contains(got.err, "not by both") {
		t.Errorf("got %+v, want a and then the error", got)
	}
	in = iotest.OneByteReader(strings.NewReader("\x00b\nc\x00"))
	got = ask(t, OwnersOptions{Paths: []string{"-"}, Root: root, Stdin: in})
	if want := (outcome{out: "\"b\\nc\"\t@all\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOwnersCannotRead(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	got := ask(t, OwnersOptions{Paths: []string{"-"}, Root: root, Stdin: iotest.ErrReader(fs.ErrClosed)})
	if got.exit != 2 || got.err != "read standard input: file already closed" {
		t.Errorf("got %+v, want exit 2 and the error", got)
	}
}

// A producer that pauses sees its answers before the stream ends.
func TestOwnersFollowsSlowInput(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	in, feed := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		_, err := Owners(t.Context(), OwnersOptions{
			Paths: []string{"-"}, Root: root, Stdin: in, Stdout: out, Stderr: io.Discard, Terminal: true,
		})
		done <- err
	}()
	for _, path := range []string{"a", "bb"} {
		fmt.Fprintln(feed, path)
		row := make([]byte, len(path)+len("  @all\n"))
		if _, err := io.ReadFull(answers, row); err != nil {
			t.Fatal(err)
		}
		if want := path + "  @all\n"; string(row) != want {
			t.Errorf("got %q, want %q", row, want)
		}
	}
	feed.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestOwnersStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	root := clone(t, "CODEOWNERS", "* @all\n")
	exit, err := Owners(ctx, OwnersOptions{
		Paths: []string{"-"}, Root: root, Stdin: strings.NewReader("a\n"), Stdout: io.Discard, Stderr: io.Discard,
	})
	if exit != 2 || !errors.Is(err, context.Canceled) {
		t.Errorf("got %d, %v, want 2, %v", exit, err, context.Canceled)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, fs.ErrClosed }

func TestOwnersCannotWrite(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	exit, err := Owners(t.Context(), OwnersOptions{Paths: []string{"a"}, Root: root, Stdout: brokenWriter{}, Stderr: io.Discard})
	if exit != 2 || !errors.Is(err, fs.ErrClosed) {
		t.Errorf("got %d, %v, want 2, %v", exit, err, fs.ErrClosed)
	}
}

func TestOwnersOutsideAClone(t *testing.T) {
	got := ask(t, OwnersOptions{Paths: []string{"a"}, Dir: "/somewhere"})
	if got.exit != 2 || !strings.Contains(got.err, "/somewhere is not in a clone") || !strings.Contains(got.err, "--repo") {
		t.Errorf("got %+v, want the folder and --repo", got)
	}
	got = ask(t, OwnersOptions{Paths: []string{"a"}, Ref: "main"})
	if got.exit != 2 || !strings.Contains(got.err, "not in a clone") {
		t.Errorf("got %+v, want not in a clone", got)
	}
}

// What comes from a file may not move a terminal's cursor, nor break the lines
// that a script reads; JSON keeps it.
func TestOwnersHostileNames(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	const name = "a\x1b[2J\tb\u009b1m\u202ec\"\xff"
	o := OwnersOptions{Paths: []string{name}, Root: root}
	if got, want := ask(t, o).out, "\"a\\033[2J\\tb\\302\\2331m\u202ec\\\"\\377\"\t@all\n"; got != want {
		t.Errorf("piped: got %q, want %q", got, want)
	}
	if got := unquote(strings.TrimSuffix(ask(t, o).out, "\t@all\n")); got != name {
		t.Errorf("piped and read back: got %q, want %q", got, name)
	}
	o.Terminal = true
	if got, want := ask(t, o).out, "a b�c\"�  @all\n"; got != want {
		t.Errorf("terminal: got %q, want %q", got, want)
	}
	o.JSON = true
	raw := ask(t, o).out
	if strings.ContainsFunc(strings.TrimSuffix(raw, "\n"), func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e }) {
		t.Errorf("JSON: got %q, want control characters escaped", raw)
	}
	var object struct{ Path string }
	if err := json.Unmarshal([]byte(raw), &object); err != nil {
		t.Fatal(err)
	}
	if want := strings.ToValidUTF8(name, "\ufffd"); object.Path != want {
		t.Errorf("JSON: got %q, want %q", object.Path, want)
	}
}

func TestOwnersLongPathsDoNotWidenTheColumn(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @all\n")
	long := strings.Repeat("x", widestPath+1)
	got := ask(t, OwnersOptions{Paths: []string{"日本", long, "abcdef"}, Root: root, Terminal: true})
	if want := "日本    @all\n" + long + "  @all\nabcdef  @all\n"; got.out != want {
		t.Errorf("got %q, want %q", got.out, want)
	}
}

// contents is a repository elsewhere: its CODEOWNERS file, or why there is none.
type contents struct {
	path, text string
	err        error
}

func (c contents) file(context.Context) (*github.OwnersFile, error) {
	return github.ParseOwners(c.path, c.text), c.err
}

func TestOwnersElsewhere(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @tree\n", "sub/x", "")
	sub := filepath.Join(root, "sub")
	repo := github.RepoRef{Owner: "acme", Name: "app"}
	tests := []struct {
		name string
		file contents
		o    OwnersOptions
		want outcome
	}{
		{"ref of the clone", contents{path: "CODEOWNERS", text: "/sub/a @old\n"}, OwnersOptions{Paths: []string{"a"}, Root: root, Dir: sub, Ref: "v1"},
			outcome{out: "sub/a\t@old\n"}},
		{"what is a folder now may have been a file", contents{path: "CODEOWNERS", text: "* @old\n"}, OwnersOptions{Paths: []string{"sub"}, Root: root, Ref: "v1"},
			outcome{out: "sub\t@old\n"}},
		{"bare clone", contents{path: "CODEOWNERS", text: "* @old\n"}, OwnersOptions{Paths: []string{"a"}, Ref: "v1"},
			outcome{out: "a\t@old\n"}},
		{"repository", contents{path: "docs/CODEOWNERS", text: "* @new\n"}, OwnersOptions{Paths: []string{"a", "/b"}, Root: root, Dir: sub, Repo: repo},
			outcome{out: "a\t@new\nb\t@new\n"}},
		{"an empty file counts", contents{path: ".github/CODEOWNERS"}, OwnersOptions{Paths: []string{"a"}, Repo: repo},
			outcome{out: "a\t(no owner: no rule matches)\n"}},
		{"bad lines", contents{path: "CODEOWNERS", text: "!a @b\n"}, OwnersOptions{Paths: []string{"a"}, Repo: repo},
			outcome{out: "a\t(no owner: no rule matches)\n", stderr: "CODEOWNERS:1:1: Invalid pattern: `!` cannot negate a pattern: name the path on a later line without owners; GitHub skips this line\n"}},
		{"none", contents{}, OwnersOptions{Paths: []string{"a"}, Repo: repo, Ref: "r"},
			outcome{exit: 1, err: "no CODEOWNERS file in acme/app at r, neither .github/CODEOWNERS nor CODEOWNERS nor docs/CODEOWNERS: " +
				"add one, or name a branch that has it with --ref"}},
		{"failure", contents{err: github.ErrOffline}, OwnersOptions{Paths: []string{"a"}, Repo: repo},
			outcome{exit: 2, err: "the host cannot be reached"}},
		{"outside", contents{}, OwnersOptions{Paths: []string{"../a"}, Repo: repo},
			outcome{exit: 2, err: "../a is outside the repository: name a path from its top, like docs/README.md"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.File = tt.file.file
			if got := ask(t, tt.o); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
