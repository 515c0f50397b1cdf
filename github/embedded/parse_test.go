package embedded

import (
	"bufio"
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestSplitPath(t *testing.T) {
	tests := []struct{ path, prefix, segments, ok string }{
		{"/user", "", "user", "ok"},
		{"/api/v3/user", "/api/v3", "user", "ok"},
		{"/api/v3", "/api/v3", "", "ok"},
		{"/api/v30/user", "", "api|v30|user", "ok"},
		{"/a%2Fb/c%23", "", "a/b|c#", "ok"},
		{"/", "", "", "ok"},
		{"/a//b", "", "", ""},
		{"/a/", "", "", ""},
		{"a", "", "", ""},
		{"/%zz", "", "", ""},
	}
	for _, tt := range tests {
		prefix, segments, ok := splitPath(tt.path)
		if ok != (tt.ok == "ok") || ok && (prefix != tt.prefix || strings.Join(segments, "|") != tt.segments) {
			t.Errorf("%q: got %q %q %v, want %q %q %s", tt.path, prefix, segments, ok, tt.prefix, tt.segments, tt.ok)
		}
	}
}

func FuzzSplitPath(f *testing.F) {
	f.Add("/api/v3/repos/a%2Fb/c")
	f.Fuzz(func(t *testing.T, path string) {
		prefix, segments, ok := splitPath(path)
		if !ok {
			return
		}
		again := prefix
		for _, s := range segments {
			if s == "" {
				t.Errorf("%q: got an empty segment", path)
			}
			again += "/" + url.PathEscape(s)
		}
		if _, twice, ok := splitPath(again); !ok || strings.Join(twice, "\x00") != strings.Join(segments, "\x00") {
			t.Errorf("%q: got %q, then %q", path, segments, twice)
		}
	})
}

func TestMatch(t *testing.T) {
	tests := []struct{ pattern, path, want string }{
		{"/a/{x}", "a|b", "x=b"},
		{"/a/{x}", "a|b|c", "no"},
		{"/a/{x}", "a", "no"},
		{"/a/{x...}", "a|b|c", "x=b/c"},
		{"/a/{x...}", "a", "no"},
		{"/a/{x...}/end", "a|b|c|end", "x=b/c"},
		{"/a/{x...}/end", "a|end", "no"},
		{"/a/{x...}/end", "a|b|c", "no"},
		{"/a", "b", "no"},
	}
	for _, tt := range tests {
		r := get(tt.pattern, "", nil)
		args, ok := r.match(strings.Split(tt.path, "|"))
		got := "no"
		if ok {
			got = "x=" + args["x"]
		}
		if got != tt.want {
			t.Errorf("%s against %s: got %s, want %s", tt.path, tt.pattern, got, tt.want)
		}
	}
}

func TestValidRef(t *testing.T) {
	for _, s := range []string{"main", "a/b", "fix/#12", "ünïcode-日本", "v1.0.0", "@x", "a@b", "refs/heads/x", strings.Repeat("a", 40)} {
		if !validRef(s) {
			t.Errorf("%q: got false, want true", s)
		}
	}
	for _, s := range []string{"", "-x", "--all", "a b", "a..b", "a~1", "a^", "a:b", "a?", "a*", "[", `a\b`, "a\nb", "a\x00", "@", "@{u}", "a@{1}", "/a", "a/", "a//b", ".a", "a/.b", "a.", "a.lock", "a.lock/b", strings.Repeat("a", 1025)} {
		if validRef(s) {
			t.Errorf("%q: got true, want false", s)
		}
	}
}

func FuzzParseCommits(f *testing.F) {
	f.Add([]byte("a\x00b\x00\x00n\x00e\x001\x00n\x00e\x002\x00message\n\x00"))
	f.Fuzz(func(t *testing.T, out []byte) {
		list, err := parseCommits(out)
		if err == nil && len(list) != (strings.Count(strings.TrimSuffix(string(out), "\x00"), "\x00")+1)/commitFields && len(out) > 0 {
			t.Errorf("got %d commits of %q", len(list), out)
		}
		for _, k := range list {
			if y := k.authored.Year(); y < 1970 || y > 9999 {
				t.Errorf("got year %d, which JSON cannot hold", y)
			}
		}
	})
}

func TestParseChangesErrors(t *testing.T) {
	for _, s := range []string{":1 2 3\x00a\x00", ":1 2 3 4 M", ":1 2 3 4 R100\x00a", "1\t2\tx\x00", "what\x00"} {
		if list, err := parseChanges([]byte(s)); err == nil {
			t.Errorf("%q: got %+v, want an error", s, list)
		}
	}
}

func FuzzParseChanges(f *testing.F) {
	f.Add([]byte(":100644 100644 a b M\x00x\x00:100644 100644 a b R090\x00y\x00z\x001\t2\tx\x00-\t-\t\x00y\x00z\x00"))
	f.Fuzz(func(t *testing.T, out []byte) {
		list, err := parseChanges(out)
		for _, c := range list {
			if err == nil && c.status == "" {
				t.Errorf("%q: got a change without status", out)
			}
		}
	})
}

func FuzzReadPatches(f *testing.F) {
	f.Add("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\ndiff --git a/y b/y\n@@ -0,0 +1 @@\n+c\n", 0, 2)
	f.Add("diff --git a/x b/x\ndeleted\n@@ -1 +0,0 @@\n-a\ndiff --git a/x b/x\n@@ -0,0 +1 @@\n+c", 0, 1)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		files := []change{{status: typeChanged}, {status: "modified"}, {status: "added"}}
		from, to = min(max(from, 0), 3), min(max(to, 0), 3)
		d := patchReader{from: from, to: to, left: unbounded(), files: files}
		if err := d.sections(bufio.NewReader(strings.NewReader(text))); err != nil && !errors.Is(err, errEnough) {
			t.Errorf("got %v", err)
		}
		for i, c := range files {
			if c.patch != "" && (i < from || i >= to || !strings.HasPrefix(c.patch, "@@ ") || !strings.Contains(text, strings.SplitN(c.patch, "\n", 2)[0])) {
				t.Errorf("file %d of [%d,%d): got %q of %q", i, from, to, c.patch, text)
			}
		}
	})
}

func FuzzParseTree(f *testing.F) {
	f.Add([]byte(" blob abc     12\ta b\x00"))
	f.Add([]byte("100644 blob abc     12\ta b\x00040000 tree def       -\tc\x00"))
	f.Fuzz(func(t *testing.T, out []byte) {
		for _, e := range parseTree(out) {
			if e.mode == "" || e.kind == "" || e.id == "" {
				t.Errorf("%q: got %+v", out, e)
			}
		}
	})
}

func TestExplain(t *testing.T) {
	tests := []struct {
		stderr string
		is     error
		part   string
	}{
		{"fatal: detected dubious ownership in repository at '/srv/a b'", ErrNotOwned, "git config --global --add safe.directory '/srv/a b'"},
		{"fatal: not a git repository (or any of the parent directories): .git", ErrNoClone, "/srv/a b"},
	}
	for _, tt := range tests {
		err := explain("/srv/a b", &gitError{verb: "rev-parse", stderr: tt.stderr, err: errors.New("exit status 128")})
		if !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.part) {
			t.Errorf("got %v, want %v with %q", err, tt.is, tt.part)
		}
	}
}

func TestGitEnv(t *testing.T) {
	got := strings.Join(gitEnv([]string{"HOME=/h", "GIT_DIR=/x", "GIT_WORK_TREE=/y", "GIT_EXTERNAL_DIFF=rm", "GIT_TRACE=1", "GIT_CONFIG_GLOBAL=/g", "LC_ALL=de_DE"}), " ")
	for _, kept := range []string{"HOME=/h", "GIT_CONFIG_GLOBAL=/g", "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"} {
		if !strings.Contains(got, kept) {
			t.Errorf("got %q, want %s in it", got, kept)
		}
	}
	for _, gone := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_EXTERNAL_DIFF", "GIT_TRACE", "de_DE"} {
		if strings.Contains(got, gone) {
			t.Errorf("got %q, want no %s", got, gone)
		}
	}
}
