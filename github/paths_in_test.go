package github

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPathsIn(t *testing.T) {
	for _, tt := range []struct {
		text string
		want string // path[:line[:column]][ repo@ref], "; " between
	}{
		{"See src/a.go and docs/guide.md.", "src/a.go; docs/guide.md"},
		{"main.go:10:5: undefined: x", "main.go:10:5"},
		{"src/a.go:10-20, src/a.go:10", "src/a.go:10"},
		{"(see `ui/model.go`), \"ui/view.go\" or 'ui/spin.go'!", "ui/model.go; ui/view.go; ui/spin.go"},
		{"[the log](docs/log.txt) [docs/x.md](docs/y.md#L7)", "docs/log.txt; docs/x.md; docs/y.md:7"},
		{"diff --git a/x/y.go b/x/y.go\n--- a/x/y.go\n+++ b/x/y.go", "x/y.go"},
		{"at run (C:\\work\\src\\a.ts:3:4)", "work/src/a.ts:3:4"},
		{`src\ui\a.go and foo\nbar`, "src/ui/a.go"},
		{"app/(group)/[id]/page.tsx", "app/(group)/[id]/page.tsx"},
		{"**docs/a.md** *docs/b.md*", "docs/a.md; docs/b.md"},
		{"./x.sh ../y/z.sh /etc/hosts.conf", "x.sh; y/z.sh; etc/hosts.conf"},
		{"tests/test_a.py::TestA::test_b", "tests/test_a.py"},
		{"--config=etc/app.yaml -f/x", "etc/app.yaml"},
		{"Makefile, .github/CODEOWNERS, .gitignore, docs/", "Makefile; .github/CODEOWNERS; .gitignore; docs/"},
		{"docs/設計メモ.md und docs/übersicht.md", "docs/設計メモ.md; docs/übersicht.md"},
		{"https://github.com/acme/api/blob/main/src/a.go#L10-L20 and https://github.com/acme/api/tree/v1/docs", "src/a.go:10 acme/api@main; docs/ acme/api@v1"},
		{"(https://github.com/acme/api/blob/main/a%20b.go).", "a b.go acme/api@main"},
		{"[x.go](https://github.com/acme/api/blob/main/y.go)", "x.go; y.go acme/api@main"},
		{"github.com/acme/api/blob/main/y.go#L3", "y.go:3 acme/api@main"},
		{"https://example.com/a/b.go http://evil.example/x,y/z.go ftp://h/p.txt https://example.com/acme/api/blob/main/x.go", ""},
		{"https://github.com/acme/api/pull/7 github.com/acme/api example.com/x.html", ""},
		{"1.2.3 v1.2 go/1.26.8 24/7 2026/01/02 HTTP/1.1", ""},
		{"ada@acme.dev ada@x.go git@github.com:acme/api.git @acme/web acme/api#12 root@host/x.go", ""},
		{"*.go src/*.go a?b/c ${x}/y {a,b}/c ~/x.go $HOME/x.go // x //y/z.go", ""},
		{"and/or", "and/or"},
		{"e.g. i.e. and so on... 3.5 a.b", ""},
		{"\x00a/b.go\x1b[2J\u202ec/d.go", "b.go; c/d.go"},
		{"", ""},
	} {
		var got []string
		for _, p := range PathsIn(tt.text) {
			s := p.Path
			if p.Line > 0 {
				s += fmt.Sprint(":", p.Line)
			}
			if p.Column > 0 {
				s += fmt.Sprint(":", p.Column)
			}
			if p.Repo.Name != "" {
				s += " " + p.Repo.String() + "@" + p.Ref
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%q: got other paths (-want +got):\n%s", tt.text, diff)
		}
	}
	if got := PathsIn("https://git.acme.example/a/b/blob/main/c.go", "git.acme.example"); len(got) != 1 || got[0].Path != "c.go" {
		t.Errorf("an Enterprise host: got %+v, want its file", got)
	}
}

func TestPathsInATree(t *testing.T) {
	tree := Tree{Paths: []string{"a/go.mod", "cmd/x/main.go", "docs/a.md", "feature/docs/b.md"}}
	for _, tt := range []struct{ text, want string }{
		{"and/or docs/a.md README.md", "docs/a.md"},
		{"cmd/x docs docs/", "cmd/x/; docs/"},
		{"a/go.mod", "a/go.mod"},
		{"b/docs/a.md", "docs/a.md"},
		{"/home/me/api/cmd/x/main.go:4", "cmd/x/main.go"},
		{"/usr/share/main.go", ""},
		{"https://github.com/acme/api/blob/my/branch/docs/a.md", "docs/a.md"},
	} {
		var got []string
		for _, p := range InTree(PathsIn(tt.text), tree) {
			got = append(got, p.Path)
		}
		if strings.Join(got, "; ") != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestLikelyPaths(t *testing.T) {
	for text, want := range map[string]bool{
		"and/or": false, "text/html": false, "docs/": true, "docs/a.md": true, "a/b/c/d": true, "cmd/x:4": true, "Makefile": true, ".github/x": true,
	} {
		if got := PathsIn(text); len(got) != 1 || got[0].Likely() != want {
			t.Errorf("%q: got %+v, want one path that is likely: %v", text, got, want)
		}
	}
}

// Every shape of a megabyte takes time in proportion to it.
func TestPathsInHostileText(t *testing.T) {
	const size = 1 << 20
	for _, unit := range []string{"a", "a/", "(", ")", "[](", "](", "://", "a://", "a/b.go ", "\\", "a:", "#", "*", "../", "é", "\xff", "a/b.go", "https://github.com/a/b/blob/c/d ", "()"} {
		text := strings.Repeat(unit, size/len(unit))
		start := time.Now()
		got := PathsIn(text)
		if took := time.Since(start); took > 10*time.Second || len(got) > mostPaths {
			t.Errorf("%q again and again: %d paths in %v, want a bounded number in a fraction of a second", unit, len(got), took)
		}
	}
	var many strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&many, "dir/f%d.go ", i)
	}
	if got := PathsIn(many.String()); len(got) != mostPaths {
		t.Errorf("got %d paths, want the first %d", len(got), mostPaths)
	}
}

func FuzzPathsIn(f *testing.F) {
	for _, s := range []string{"src/a.go:1:2", "(a/b.c)", "https://github.com/a/b/blob/c/d#L1", `C:\x\y.go`, "[x](y/z)", "a://b", "\xff/\xfe.go"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, p := range PathsIn(text) {
			switch {
			case p.Path == "" || strings.HasPrefix(p.Path, "/") || len(p.Path) > longestAddress:
				t.Errorf("got the path %q", p.Path)
			case slices.Contains(strings.Split(p.Path, "/"), ".."):
				t.Errorf("%q leads out of the repository", p.Path)
			case p.Start < last || p.End <= p.Start || p.End > len(text):
				t.Errorf("%q stands at %d to %d, want behind %d and within %d", p.Path, p.Start, p.End, last, len(text))
			case utf8.ValidString(text) && !utf8.ValidString(p.Path) && p.Repo == (RepoRef{}):
				t.Errorf("%q is broken inside a character", p.Path)
			}
			last = p.Start
		}
	})
}
