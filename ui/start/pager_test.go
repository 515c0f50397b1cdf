//go:build !windows

package start

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestPagerCommand(t *testing.T) {
	m := newMachine(t)
	m.set("PAGER", "")
	for _, name := range []string{"HUBTRAIL_PAGER", "GIT_PAGER", "LESS"} {
		m.set(name, "")
	}
	m.script("less", "cat")
	git(t, m.here, "init", "-q", ".")
	// Each step names one more, which counts before those named so far.
	for _, step := range []struct {
		name string
		do   func()
		want []string
	}{
		{"nothing", func() {}, []string{filepath.Join(m.bin, "less")}},
		{"PAGER", func() { m.set("PAGER", "most -s") }, []string{"most", "-s"}},
		{"git's own", func() { git(t, m.here, "config", "core.pager", "delta --dark") }, []string{"delta", "--dark"}},
		{"git's for diffs", func() { git(t, m.here, "config", "pager.diff", "'my diff' x") }, []string{"my diff", "x"}},
		{"a switch names none", func() { git(t, m.here, "config", "pager.diff", "true") }, []string{"delta", "--dark"}},
		{"GIT_PAGER", func() { m.set("GIT_PAGER", "bat") }, []string{"bat"}},
		{"the configuration", func() { m.write(m.config, "pager: [difft, --color=always]\n") }, []string{"difft", "--color=always"}},
		{"HUBTRAIL_PAGER", func() { m.set("HUBTRAIL_PAGER", "less -R") }, []string{"less", "-R"}},
	} {
		step.do()
		got, err := m.open(flags{}).pagerCommand()
		if err != nil || !slices.Equal(got, step.want) {
			t.Errorf("%s: got %q and %v, want %q", step.name, got, err, step.want)
		}
	}
	m.set("HUBTRAIL_PAGER", `less "`)
	if got, err := m.open(flags{}).pagerCommand(); err == nil || !strings.Contains(err.Error(), "HUBTRAIL_PAGER") {
		t.Errorf("an open quote: got %q and %v, want an error that names the variable", got, err)
	}
}

func TestPage(t *testing.T) {
	m := newMachine(t)
	m.set("LESS", "")
	s := m.open(flags{})
	long := strings.Repeat("+line\n", 100_000)
	all := m.script("all", `cat > all.txt; printf %s "$LESS" > less.txt`)
	if err := s.page([]string{all}, long); err != nil || read("all.txt") != long || read("less.txt") != "R" {
		t.Errorf("got %v, %d bytes and LESS=%q, want the %d bytes and R", err, len(read("all.txt")), read("less.txt"), len(long))
	}
	m.set("LESS", "i")
	if err := s.page([]string{all}, "x"); err != nil || read("less.txt") != "i" {
		t.Errorf("the person's own LESS: got %q and %v, want i", read("less.txt"), err)
	}
	if err := s.page([]string{m.script("first", "head -n 1 > /dev/null")}, long); err != nil {
		t.Errorf("a pager left early: got %v, want nil", err)
	}
	if err := s.page([]string{m.script("broken", "exit 3")}, "x"); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("a pager that fails: got %v, want an error with its name", err)
	}
	if err := s.page([]string{filepath.Join(m.bin, "none")}, "x"); err == nil {
		t.Error("a pager that is not there: got nil, want an error")
	}
}

func TestSaveNew(t *testing.T) {
	m := newMachine(t)
	for _, tt := range []struct{ name, want string }{
		{"a.patch", "a.patch"},
		{"a.patch", "a-2.patch"},
		{"a.patch", "a-3.patch"},
		{"../b/main...feature/x.patch", "-b-main...feature-x.patch"},
		{"..", "hubtrail.patch"},
		{".profile", "profile"},
		{"a\nb\x1b[2J:\\c\xff.patch", "a-b-[2J--c-.patch"},
	} {
		want := filepath.Join(m.here, strings.TrimLeft(tt.want, "-"))
		if got, err := saveNew("text of "+tt.want, tt.name); err != nil || got != want || read(want) != "text of "+tt.want {
			t.Errorf("%q: got %q and %v, want %q with its text", tt.name, got, err, want)
		}
	}
	m.write("a.patch", "mine")
	if _, err := saveNew("other", "a.patch"); err != nil || read("a.patch") != "mine" {
		t.Errorf("a file that is there: got %q and %v, want it as it was", read("a.patch"), err)
	}
	for range mostNames {
		_, _ = saveNew("", "full")
	}
	if got, err := saveNew("", "full"); err == nil {
		t.Errorf("with every name taken: got %q, want an error", got)
	}
}

// TestTerminalIsLentToThePager shows a change in a pager and comes back; then it
// saves it.
func TestTerminalIsLentToThePager(t *testing.T) {
	program, _ := built(t)
	dir := t.TempDir()
	pager := filepath.Join(dir, "pager")
	if err := os.WriteFile(pager, []byte("#!/bin/sh\necho paged by me; cat > paged; sleep 1.2\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	env := []string{
		"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=C.UTF-8", "HUBTRAIL_PAGER=" + pager,
	}
	p := begin(t, env, dir, program, "--demo", "northwind/monorepo")
	p.until(t, "Format everything")
	_, _ = p.tty.WriteString("jjj\r")
	p.until(t, "changed, +4")
	_, _ = p.tty.WriteString("|")
	p.until(t, "paged by me")
	p.until(t, "\x1b[?1049h")
	_, _ = p.tty.WriteString("S")
	p.until(t, "saved as")
	p.end(t)
	saved, err := filepath.Glob(filepath.Join(dir, "monorepo-*.patch"))
	if err != nil || len(saved) != 1 {
		t.Fatalf("got files %q, want one", saved)
	}
	if got := read(saved[0]); !strings.HasPrefix(got, "diff --git ") || got != read(filepath.Join(dir, "paged")) {
		t.Errorf("saved %q, paged %q, want the same patch", got, read(filepath.Join(dir, "paged")))
	}
}
