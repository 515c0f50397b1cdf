//go:build !windows

package start

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The benchmarks of changes show the demo's commit of 2,000 files and 100,000 changed
// lines, looked at by an earlier run, beside tig and less on the same repository, if
// they are installed; all of a line in turn. The first screen is of the list that the
// store keeps of such a commit; the patches are read behind it:
//
//	go test ./ui/start -run '^$' -bench TerminalChanges -benchtime 20x
const (
	formatted = "Format everything"
	additions = "64,984" // in the commit's head, above its files
)

// changed is a home whose demo has shown the commit, and the repository of it.
func changed(tb testing.TB, program string) (env []string, repo string) {
	tb.Helper()
	home := tb.TempDir()
	env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8"}
	t := listed(tb, env, program)
	_, _ = t.tty.WriteString("\r")
	t.until(tb, additions)
	t.quiet(2 * time.Second)
	t.end(tb)
	found, err := filepath.Glob(filepath.Join(home, ".cache", "hubtrail", "demo", "*", "northwind", "monorepo.git"))
	if err != nil || len(found) != 1 {
		tb.Fatalf("got repositories %q, %v, want the demo's one", found, err)
	}
	return env, found[0]
}

// listed is the program with the cursor on the commit in its list.
func listed(tb testing.TB, env []string, program string) *terminal {
	tb.Helper()
	t := begin(tb, env, tb.TempDir(), program, "--demo", "northwind/monorepo")
	t.until(tb, formatted)
	for range 2 {
		t.quiet(300 * time.Millisecond)
		_, _ = t.tty.WriteString("j")
	}
	t.quiet(300 * time.Millisecond)
	return t
}

// peer is a program to compare with; false if it is not installed.
func peer(tb testing.TB, env []string, dir string, args ...string) (*terminal, bool) {
	tb.Helper()
	path, err := exec.LookPath(args[0])
	if err != nil {
		return nil, false
	}
	return begin(tb, env, dir, path, args[1:]...), true
}

// kill ends a peer.
func (t *terminal) kill() {
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
	_ = t.tty.Close()
	for range t.got {
	}
}

// BenchmarkTerminalChangesOpen is the way to the first screen: from exec, from the
// key in a running program, and of tig from exec.
func BenchmarkTerminalChangesOpen(b *testing.B) {
	program, _ := built(b)
	env, repo := changed(b, program)
	var starts, keys, tigs []time.Duration
	for b.Loop() {
		if t, ok := peer(b, env, repo, "tig", "show", "HEAD~2"); ok {
			tigs = append(tigs, t.until(b, formatted).Sub(t.started))
			t.quiet(300 * time.Millisecond)
			t.kill()
		}
		t := listed(b, env, program)
		sent := time.Now()
		_, _ = t.tty.WriteString("\r")
		keys = append(keys, t.until(b, additions).Sub(sent))
		t.quiet(500 * time.Millisecond)
		t.end(b)
		t = begin(b, env, b.TempDir(), program, "--demo")
		starts = append(starts, t.until(b, additions).Sub(t.started))
		t.quiet(500 * time.Millisecond)
		t.end(b)
	}
	report(b, "exec", starts)
	report(b, "key", keys)
	if len(tigs) > 0 {
		report(b, "tig", tigs)
	}
}

// BenchmarkTerminalChangesPage is a page down, from the key to the last byte.
func BenchmarkTerminalChangesPage(b *testing.B) {
	program, _ := built(b)
	env, repo := changed(b, program)
	raw := filepath.Join(b.TempDir(), "raw.patch")
	show := exec.Command("git", "-C", repo, "show", "HEAD~2")
	patch, err := show.Output()
	if err == nil {
		err = os.WriteFile(raw, patch, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
	readers := map[string]*terminal{"page": begin(b, env, b.TempDir(), program, "--demo")}
	if t, ok := peer(b, env, repo, "less", raw); ok {
		readers["less"] = t
	}
	if t, ok := peer(b, env, repo, "tig", "show", "HEAD~2"); ok {
		readers["tig"] = t
	}
	times := map[string][]time.Duration{}
	for _, t := range readers {
		t.quiet(2 * time.Second)
	}
	for b.Loop() {
		for name, t := range readers {
			for range 10 {
				sent := time.Now()
				_, _ = t.tty.WriteString(" ")
				if _, last := t.quiet(30 * time.Millisecond); !last.IsZero() {
					times[name] = append(times[name], last.Sub(sent))
				}
			}
		}
	}
	for name, t := range readers {
		t.kill()
		if len(times[name]) > 0 {
			report(b, name, times[name])
		}
	}
}
