package gitattributes

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// checkAttr is what git says of paths in a repository.
func checkAttr(t *testing.T, dir string, names, paths []string) []string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"check-attr", "-z", "--stdin"}, names...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_ATTR_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "XDG_CONFIG_HOME="+dir)
	cmd.Stdin = strings.NewReader(strings.Join(paths, "\x00") + "\x00")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git check-attr: %v", err)
	}
	fields := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	var values []string
	for i := 2; i < len(fields); i += 3 {
		values = append(values, fields[i])
	}
	return values
}

// generator makes files and paths of few letters, so that much fits.
type generator struct{ *rand.Rand }

func (g generator) pick(words ...string) string { return words[g.IntN(len(words))] }

func (g generator) pattern() string {
	var b strings.Builder
	if g.IntN(4) == 0 {
		b.WriteString(g.pick("/", "**/", "!", `\`, "a/", "[attr]"))
	}
	for range 1 + g.IntN(6) {
		b.WriteString(g.pick("a", "b", "a", "b", "*", "*", "**", "?", "/", "/", "/**/", "[ab]", "[!a]", "[^b]", "[a-b", "[]a]", "[[:alpha:]]", "[[:x:]]", "[a-]", `[\]]`,
			`\a`, `\*`, `\`, ".", "ab", "[", "]", "[[a]", "[b-a]", "[a-b-c]", "-", "***"))
	}
	s := b.String()
	switch g.IntN(12) {
	case 0:
		s += "/"
	case 1:
		s = `"` + strings.ReplaceAll(s, `\`, `\\`) + `"`
	case 2:
		s = `"` + s + g.pick(`"`, "", `\141"`)
	case 3:
		s += "/**"
	}
	return s
}

func (g generator) file() string {
	var b strings.Builder
	for range 1 + g.IntN(6) {
		b.WriteString(g.pick("", "", "", " ", "# ", "\t"))
		pattern := g.pattern()
		if g.IntN(6) == 0 {
			pattern = "[attr]" + g.pick("m", "n", "x", "-m", "binary")
		}
		b.WriteString(pattern)
		for range 1 + g.IntN(3) {
			b.WriteString(g.pick(" ", "  ", "\t") + g.pick("x", "-x", "!x", "x=1", "y", "-y", "m", "-m", "!m", "n", "m=2", "binary", "-binary", "diff", "-x=3", "x="))
		}
		if g.IntN(12) == 0 {
			b.WriteString(g.pick(" --x", " x+", " -"))
		}
		b.WriteString(g.pick("\n", "\n", "\r\n"))
	}
	return b.String()
}

func (g generator) path() string {
	parts := make([]string, 1+g.IntN(4))
	for i := range parts {
		parts[i] = g.pick("a", "b", "ab", "ba", "aa", "a.b", "*", "[a", "]", "-", "!a", "a*b", "aab", `a\`)
	}
	return strings.Join(parts, "/")
}

func TestGitSaysTheSame(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("git init: %v: %s", err, out)
	}
	if err := os.MkdirAll(filepath.Join(dir, "a", "b"), 0o700); err != nil {
		t.Fatal(err)
	}
	names := []string{"x", "y", "m", "n", "diff", "text"}
	specified := 0
	for seed := range uint64(150) {
		g := generator{rand.New(rand.NewPCG(seed, 1))}
		var files []Source
		for _, folder := range []string{"", "a/", "a/b/"} {
			f := Source{Path: folder + Name, Text: g.file()}
			files = append(files, f)
			if err := os.WriteFile(filepath.Join(dir, f.Path), []byte(f.Text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		paths := make([]string, 80)
		for i := range paths {
			paths[i] = g.path()
		}
		want := checkAttr(t, dir, names, paths)
		a := New(files, names...)
		for i, path := range paths {
			for k, v := range a.Of(path) {
				if v.State != Unspecified {
					specified++
				}
				if want := want[i*len(names)+k]; shown(v) != want {
					t.Errorf("seed %d, %s of %q: got %s (%s:%d), want %s\n%s", seed, names[k], path, shown(v), v.Path, v.Line, want, described(files))
					return
				}
			}
		}
	}
	if specified < 1000 {
		t.Errorf("values compared that are not unspecified: got %d, want at least 1,000", specified)
	}
}

func described(files []Source) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%s:\n%s\n", f.Path, f.Text)
	}
	return b.String()
}
