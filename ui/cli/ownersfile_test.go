package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/codeowners"
)

func TestFileOfTree(t *testing.T) {
	const none = ", neither .github/CODEOWNERS nor CODEOWNERS nor docs/CODEOWNERS: add one"
	tests := []struct {
		name         string
		files        []string
		links        [][2]string // target and name
		out, err, on string      // on is what stderr holds
	}{
		{name: "none", err: none},
		{name: "first of three", files: []string{"CODEOWNERS", "* @2\n", "docs/CODEOWNERS", "* @3\n", ".github/CODEOWNERS", "* @1\n"},
			out: "@1", on: "CODEOWNERS: Ignored file: .github/CODEOWNERS comes first\ndocs/CODEOWNERS: Ignored file: .github/CODEOWNERS comes first\n"},
		{name: "second", files: []string{"CODEOWNERS", "* @2\n", "docs/CODEOWNERS", "* @3\n"},
			out: "@2", on: "docs/CODEOWNERS: Ignored file: CODEOWNERS comes first\n"},
		{name: "third", files: []string{"docs/CODEOWNERS", "* @3\n"}, out: "@3"},
		{name: "case counts", files: []string{".github/codeowners", "* @1\n", "Docs/CODEOWNERS", "* @3\n"}, err: none},
		{name: "a folder", files: []string{"CODEOWNERS/x", "", "docs/CODEOWNERS", "* @3\n"}, out: "@3", on: "CODEOWNERS: Ignored file: it is no plain file\n"},
		{name: "a link", files: []string{"OWNERS", "* @2\n", "docs/CODEOWNERS", "* @3\n"}, links: [][2]string{{"OWNERS", "CODEOWNERS"}},
			out: "@3", on: "CODEOWNERS: Ignored file: it is no plain file\n"},
		{name: "only a link", links: [][2]string{{"/etc/hosts", "CODEOWNERS"}}, err: "CODEOWNERS is ignored: it is no plain file" + none},
		{name: "a linked folder", files: []string{"meta/CODEOWNERS", "* @1\n"}, links: [][2]string{{"meta", ".github"}}, err: none},
		{name: "bad lines", files: []string{"CODEOWNERS", "*.go @a\n!x @b\n* @c core\n*.c @d @e@f\n\x1b[2J[x] @g\n"},
			out: "(no owner: no rule matches)",
			on: "CODEOWNERS:2:1: Invalid pattern: `!` cannot negate a pattern: name the path on a later line without owners; GitHub skips this line\n" +
				"CODEOWNERS:3:6: Invalid owner `core`; GitHub skips this line\n" +
				"CODEOWNERS:4:8: Ignored owner `@e@f`; GitHub takes it for no owner\n" +
				"CODEOWNERS:5:1: Invalid pattern: both `[` and `]` must be escaped with a `\\`; GitHub skips this line\n"},
		{name: "many bad lines", files: []string{"CODEOWNERS", strings.Repeat("/ @a\n", maxWarnings+2)}, out: "(no owner: no rule matches)",
			on: badLines(maxWarnings) + "CODEOWNERS: 2 more problems: hubtrail owners --lint lists all\n"},
		{name: "too large", files: []string{"CODEOWNERS", "* @a\n" + strings.Repeat("#", codeowners.MaxSize)},
			out: "(no owner: no rule matches)", on: "CODEOWNERS: Too large: GitHub ignores files of 3 MB or more\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := clone(t, tt.files...)
			for _, l := range tt.links {
				if err := os.Symlink(l[0], filepath.Join(root, l[1])); err != nil {
					t.Fatal(err)
				}
			}
			paths := slices.Repeat([]string{"file"}, maxUncompiled+1)
			got := ask(t, OwnersOptions{Paths: paths, Root: root})
			want := outcome{out: strings.Repeat("file\t"+tt.out+"\n", len(paths)), stderr: tt.on}
			if tt.err != "" {
				want = outcome{exit: 1}
			}
			if !strings.Contains(got.err, tt.err) || (got.err == "") != (tt.err == "") {
				t.Errorf("got error %q, want %q", got.err, tt.err)
			}
			if got.err = ""; got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// The file is then not read whole; one that may be too large is all the same.
func TestAFewPathsAreLookedUpWithoutTheRest(t *testing.T) {
	root := clone(t, "CODEOWNERS", "* @a\n/ @b\n*.go @go word\n/vendor/\n", "docs/CODEOWNERS", "")
	got := ask(t, OwnersOptions{Paths: []string{"main.go", "vendor/x.go"}, Root: root})
	want := outcome{
		out: "main.go\t@a\nvendor/x.go\t(no owner: unset by CODEOWNERS:4)\n", stderr: "docs/CODEOWNERS: Ignored file: CODEOWNERS comes first\n",
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	root = clone(t, "CODEOWNERS", "* @a\n"+strings.Repeat("#", codeowners.MaxSize))
	got = ask(t, OwnersOptions{Paths: []string{"x"}, Root: root})
	if want := (outcome{out: "x\t(no owner: no rule matches)\n", stderr: "CODEOWNERS: Too large: GitHub ignores files of 3 MB or more\n"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestFileOfTreeWithoutRoot(t *testing.T) {
	got := ask(t, OwnersOptions{Paths: []string{"a"}, Root: filepath.Join(t.TempDir(), "gone")})
	if got.exit != 2 || !strings.HasPrefix(got.err, "read the clone: ") {
		t.Errorf("got %+v, want exit 2 and what was read", got)
	}
}

// badLines is what is told of the first n lines that are "/ @a".
func badLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "CODEOWNERS:%d:1: Invalid pattern: The pattern `/` will never match anything, did you mean `*` instead?; GitHub skips this line\n", i+1)
	}
	return b.String()
}
