package github_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hubtrail/github"
)

// many is a file of twenty rules, with or without an end of the last line.
func many(end, last string) string {
	var lines []string
	for _, c := range "abcdefghijklmnopqrst" {
		lines = append(lines, "/"+string(c)+"/ @"+string(c))
	}
	return strings.Join(lines, end) + last
}

func TestOwnersDraft(t *testing.T) {
	type change struct {
		line int
		text string
	}
	for _, test := range []struct {
		name    string
		text    string
		changes []change
		want    string
		count   int
	}{
		{"a line", "/a @a\n/b @b\n", []change{{2, "/b @c"}}, "/a @a\n/b @c\n", 1},
		{"changed back", "/a @a\n", []change{{1, "/a @b"}, {1, "/a @a"}}, "/a @a\n", 0},
		{"a line taken out", "/a @a\n/b @b\n", []change{{1, ""}}, "/b @b\n", 1},
		{"one added, then changed", "/a @a\n", []change{{2, "/b"}, {2, "/b @b"}}, "/a @a\n/b @b\n", 1},
		{"one added and taken out again", "/a @a\n", []change{{2, "/b"}, {2, ""}}, "/a @a\n", 0},
		{"behind a line without an end", "/a @a", []change{{2, "/b"}}, "/a @a\n/b\n", 1},
		{"the last line, without an end", "/a @a\n/b @b", []change{{2, "/b @c"}}, "/a @a\n/b @c", 1},
		{"the last line, and one behind it", "/a @a\n/b @b", []change{{2, "/b @c"}, {3, "/d"}}, "/a @a\n/b @c\n/d\n", 2},
		{"line ends of Windows", "/a @a\r\n/b @b\r\n", []change{{1, "/a @c"}, {3, "/d"}}, "/a @c\r\n/b @b\r\n/d\r\n", 2},
		{"a text of two lines is one", "/a @a\n", []change{{1, "/a\n@b\n"}}, "/a @b\n", 1},
		{"two far apart", many("\n", "\n"), []change{{2, "/b/ @x"}, {18, ""}}, strings.Replace(strings.Replace(many("\n", "\n"), "/b/ @b", "/b/ @x", 1), "/r/ @r\n", "", 1), 2},
		{"two near each other", many("\r\n", ""), []change{{5, "/e/ @x"}, {11, "/k/"}}, strings.Replace(strings.Replace(many("\r\n", ""), "/e/ @e", "/e/ @x", 1), "/k/ @k", "/k/", 1), 2},
		{"all lines", "/a\n/b\n", []change{{1, ""}, {2, ""}}, "", 2},
		{"a file that was not there", "", []change{{1, "* @a"}}, "* @a\n", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := "CODEOWNERS"
			if test.text == "" {
				path = ""
			}
			before := github.ParseOwners(path, test.text)
			d := github.NewOwnersDraft(before).Copy()
			for _, c := range test.changes {
				d.Set(c.line, c.text)
			}
			if got := d.Text(); got != test.want || d.Changes() != test.count {
				t.Fatalf("got %q with %d changes, want %q with %d", got, d.Changes(), test.want, test.count)
			}
			if got := applied(t, before, d.Patch()); got != test.want {
				t.Errorf("git makes %q of the patch, want %q:\n%s", got, test.want, d.Patch())
			}
		})
	}
}

// applied is what git makes of a file with a patch.
func applied(t *testing.T, f *github.OwnersFile, patch string) string {
	t.Helper()
	if patch == "" {
		return f.Text
	}
	dir := t.TempDir()
	path := f.Path
	if path != "" {
		if err := os.WriteFile(filepath.Join(dir, path), []byte(f.Text), 0o600); err != nil {
			t.Fatal(err)
		}
	} else {
		path = ".github/CODEOWNERS"
	}
	apply := exec.Command("git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-")
	apply.Dir, apply.Stdin = dir, strings.NewReader(patch)
	apply.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	if out, err := apply.CombinedOutput(); err != nil {
		t.Fatalf("git apply: %v: %s\n%s", err, out, patch)
	}
	text, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

func TestADraftOfAFileKeepsItsLines(t *testing.T) {
	d := github.NewOwnersDraft(github.ParseOwners("CODEOWNERS", "# all\r\n* @a\r\n"))
	d.Set(3, "/x @b")
	for n, want := range []string{"", "# all", "* @a", "/x @b", ""} {
		if got := d.Line(n); got != want {
			t.Errorf("got line %d %q, want %q", n, got, want)
		}
	}
	if d.Lines() != 3 {
		t.Errorf("got %d lines, want 3", d.Lines())
	}
}
