package diff

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// git runs git in a folder that is no repository.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() == 1 && args[0] == "diff" {
		return string(out) // the files differ
	}
	if err != nil {
		t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// gitDiff is what git says of two versions, without the header of the file.
func gitDiff(t *testing.T, v versions, options ...string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "old", v.old)
	write(t, dir, "new", v.new)
	out := git(t, dir, append(append([]string{"diff", "--no-index", "--no-color"}, options...), "old", "new")...)
	if i := strings.Index(out, "\n@@ "); i >= 0 {
		return out[i+1:]
	}
	return ""
}

// changedLines counts the removed and added lines of a patch.
func changedLines(patch string) (n int) {
	for _, f := range Parse([]byte(patch)).Files {
		n += f.Additions + f.Deletions
	}
	return n
}

func TestBlobsAreNotLargerThanGits(t *testing.T) {
	for _, v := range largeVersions(10000) {
		got := changedLines(string(Blobs([]byte(v.old), []byte(v.new), Options{})))
		want := changedLines(gitDiff(t, v))
		if got > want+want/100 {
			t.Errorf("%s: got %d changed lines, want at most 1 %% more than git's %d", v.name, got, want)
		}
		t.Logf("%-28s %6d, git %6d", v.name, got, want)
	}
}

func TestGitAppliesBlobs(t *testing.T) {
	dir := t.TempDir()
	var patch strings.Builder
	want := map[string]string{}
	add := func(v versions, context int) {
		name := fmt.Sprintf("f%d", len(want))
		hunks := Blobs([]byte(v.old), []byte(v.new), Options{Context: context})
		if v.old == v.new || v.old == "" || v.new == "" {
			return
		}
		write(t, dir, name, v.old)
		want[name] = v.new
		fmt.Fprintf(&patch, "diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n%s", name, name, name, name, hunks)
	}
	for _, v := range append(largeVersions(300), smallVersions(120)...) {
		add(v, 0)
		add(v, 1)
		add(v, 10)
	}
	write(t, dir, "patch", patch.String())
	git(t, dir, "apply", "--whitespace=nowarn", "patch")
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != text {
			t.Errorf("got %q and error %v for %s, want %q", got, err, name, text)
		}
	}
}

func TestBlobsAreGits(t *testing.T) {
	const program = "package a\n\nimport \"b\"\n\nfunc one() {\n\tb.One()\n}\n\nfunc two() {\n\tb.Two()\n\tb.Three()\n\tb.Four()\n\tb.Five()\n}\n\nfunc three() {\n\tb.Six()\n}\n"
	replaced := func(old, new string) string { return strings.Replace(program, old, new, 1) }
	tests := []versions{
		{"same", program, program},
		{"from nothing", "", "a\nb\n"},
		{"to nothing", "a\nb\n", ""},
		{"one line", "a\n", "b\n"},
		{"changed", program, replaced("b.Three()", "c.Three()")},
		{"first", program, replaced("package a", "package c")},
		{"last", program, program + "// end\n"},
		{"function added", program, replaced("func three", "func four() {\n\tb.Seven()\n}\n\nfunc three")},
		{"function added at the end", program, program + "\nfunc four() {\n\tb.Seven()\n}\n"},
		{"function removed", program, replaced("func two() {\n\tb.Two()\n\tb.Three()\n\tb.Four()\n\tb.Five()\n}\n\n", "")},
		{"two hunks", program, strings.Replace(replaced("package a", "package c"), "b.Six", "b.Seven", 1)},
		{"six lines between", "a\n1\n2\n3\n4\n5\n6\nb\n", "c\n1\n2\n3\n4\n5\n6\nd\n"},
		{"seven lines between", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "c\n1\n2\n3\n4\n5\n6\n7\nd\n"},
		{"newline removed", "a\nb\n", "a\nb"},
		{"newline added", "a\nb", "a\nb\n"},
		{"no newline in either", "a\nb", "c\nb"},
		{"carriage returns", "a\r\nb\r\nc\r\n", "a\r\nx\r\nc\r\n"},
		{"empty lines", "a\n\n\n\nb\n", "a\n\n\n\n\nb\n"},
		{"added beside a removed line", "a\nx\n", "x\nx\n"},
		{"added beside a changed line", "if a {\n\tx = 1\n}\nh()\n", "if a {\n\ty = 1\n}\nif b {\n\tz()\n}\nh()\n"},
		{"method added at the end of a class", "class A:\n    def a():\n        x\n\nclass C:\n    pass\n",
			"class A:\n    def a():\n        x\n\n    def b():\n        x\n\nclass C:\n    pass\n"},
		{"same block added before", "\tif a {\n\t\tx()\n\t}\n\ty()\n", "\tif a {\n\t\tx()\n\t}\n\n\tif a {\n\t\tx()\n\t}\n\ty()\n"},
		{"loop before a loop", "{\n\tfor a {\n\t\tx()\n\t}\n}\n", "{\n\tfor b {\n\t\tx()\n\t}\n\tfor a {\n\t\tx()\n\t}\n}\n"},
		{"long heading", strings.Repeat("long ", 30) + "\n1\n2\n3\n4\n5\n6\n", strings.Repeat("long ", 30) + "\n1\n2\n3\n4\n5\n7\n"},
	}
	for _, v := range tests {
		for _, option := range []struct {
			args string
			o    Options
		}{{"-U3", Options{}}, {"-U1", Options{Context: 1}}, {"-U0", Options{Context: -1}}, {"-U9", Options{Context: 9}}, {"-w", Options{IgnoreSpace: true}}} {
			got := string(Blobs([]byte(v.old), []byte(v.new), option.o))
			if want := gitDiff(t, v, option.args); got != want {
				t.Errorf("%s %s: got\n%s\nwant\n%s", v.name, option.args, got, want)
			}
		}
	}
}

func TestIgnoreSpaceIsGits(t *testing.T) {
	tests := []versions{
		{"indentation", "a\n\tb\nc\n", "a\n    b\nc\n"},
		{"within", "a b\n", "ab\n"},
		{"at the end", "a \nb\n", "a\nc\n"},
		{"line endings", "a\r\nb\r\n", "a\nb\n"},
		{"newline at the end", "a\nb\n", "a\nb"},
		{"empty line added", "a\nb\n", "a\n\nb\n"},
		{"form feed is none", "a\f\n", "a\n"},
		{"vertical tab is none", "a\v\n", "a\n"},
		{"context is the new one's", "a\n b\nc\nd\n", "a\nb\nc\ne\n"},
		{"so is that behind the change", "a\nb \n", "c\nb\n"},
		{"only blanks", "a\n  \nb\n", "a\n\t\nb\n"},
	}
	for _, v := range tests {
		got := string(Blobs([]byte(v.old), []byte(v.new), Options{IgnoreSpace: true}))
		if want := gitDiff(t, v, "-w"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", v.name, got, want)
		}
	}
}
