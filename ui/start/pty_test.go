//go:build !windows

package start

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
	"hubtrail/ui/text"
)

// The benchmarks below run the built program on a pseudo-terminal that answers
// no question, with 10,000 repositories stored by an earlier run:
//
//	go test ./ui/start -run '^$' -bench Terminal -benchtime 50x
//
// They report, in milliseconds: exec to the first frame, beside an empty Go
// program that writes one byte (floor); key to the last byte of its frame; and
// for an idle second bytes written and CPU used.

const (
	cols, rows = 160, 48
	stored     = 10_000
)

// built is the program as released, and the smallest program to compare with.
func built(tb testing.TB) (program, floor string) {
	tb.Helper()
	dir := tb.TempDir()
	program, floor = filepath.Join(dir, "hubtrail"), filepath.Join(dir, "floor")
	source := filepath.Join(dir, "floor.go")
	if err := os.WriteFile(source, []byte("package main\n\nimport \"os\"\n\nfunc main() { os.Stdout.WriteString(\"x\") }\n"), 0o600); err != nil {
		tb.Fatal(err)
	}
	for _, args := range [][]string{
		{"build", "-trimpath", "-ldflags", "-s -w", "-o", program, "hubtrail"},
		{"build", "-o", floor, source},
	} {
		build := exec.Command("go", args...)
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // else the C library is loaded first: a millisecond
		if out, err := build.CombinedOutput(); err != nil {
			tb.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	return program, floor
}

// home is a folder with a configuration of one account on a loopback server with
// many repositories.
func home(tb testing.TB) (env []string) {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	server := &http.Server{Handler: embedded.New(demo.Large(stored), embedded.Options{})}
	go func() { _ = server.Serve(listener) }()
	tb.Cleanup(func() { _ = server.Shutdown(context.Background()) })
	dir := tb.TempDir()
	config := filepath.Join(dir, ".config", "hubtrail")
	if err := os.MkdirAll(config, 0o700); err != nil {
		tb.Fatal(err)
	}
	yml := fmt.Sprintf("accounts:\n  - name: lab\n    api_url: http://%s/\n    token: {env: LAB_TOKEN}\n", listener.Addr())
	if err := os.WriteFile(filepath.Join(config, "config.yml"), []byte(yml), 0o600); err != nil {
		tb.Fatal(err)
	}
	return []string{
		"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8",
		"LAB_TOKEN=" + demo.UserToken,
	}
}

// terminal is a running program on a pseudo-terminal.
type terminal struct {
	cmd     *exec.Cmd
	tty     *os.File
	started time.Time
	got     chan piece
}

// piece is output with the time it was read.
type piece struct {
	text []byte
	at   time.Time
}

func begin(tb testing.TB, env []string, dir, program string, args ...string) *terminal {
	tb.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Dir = env, dir
	t := &terminal{cmd: cmd, got: make(chan piece, 4096), started: time.Now()}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: cols, Rows: rows})
	if err != nil {
		tb.Fatal(err)
	}
	t.tty = tty
	go func() {
		defer close(t.got)
		buf := make([]byte, 64<<10)
		for {
			n, err := tty.Read(buf)
			if n > 0 {
				t.got <- piece{bytes.Clone(buf[:n]), time.Now()}
			}
			if err != nil {
				return
			}
		}
	}()
	return t
}

// until reads until the output holds want and returns when that was.
func (t *terminal) until(tb testing.TB, want string) time.Time {
	tb.Helper()
	var all []byte
	limit := time.After(20 * time.Second)
	for {
		select {
		case p, ok := <-t.got:
			all = append(all, p.text...)
			if bytes.Contains(all, []byte(want)) {
				return p.at
			}
			if !ok {
				tb.Fatalf("the program ended before it wrote %q; its last words: %q", want, all[max(len(all)-200, 0):])
			}
		case <-limit:
			tb.Fatalf("%q was not written within 20 s; the last output: %q", want, all[max(len(all)-200, 0):])
		}
	}
}

// quiet reads until nothing has come for d; it returns how much came and when
// the last of it did.
func (t *terminal) quiet(d time.Duration) (n int, last time.Time) {
	for {
		select {
		case p, ok := <-t.got:
			if !ok {
				return n, last
			}
			n, last = n+len(p.text), p.at
		case <-time.After(d):
			return n, last
		}
	}
}

func (t *terminal) end(tb testing.TB) {
	tb.Helper()
	_, _ = t.tty.WriteString("\x03")
	done := make(chan error, 1)
	go func() { done <- t.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			tb.Errorf("the program ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		_ = t.cmd.Process.Kill()
		tb.Error("the program did not end within 10 s of ctrl+c")
	}
	_ = t.tty.Close()
	for range t.got {
	}
}

// prepared is a home with the listing stored and shown by an earlier run.
func prepared(tb testing.TB, program string) (env []string, dir string) {
	tb.Helper()
	env, dir = home(tb), tb.TempDir()
	t := begin(tb, env, dir, program)
	// The count of what is not archived, shown once every page is there.
	t.until(tb, text.Count(stored-(stored+16)/17))
	t.quiet(500 * time.Millisecond)
	t.end(tb)
	return env, dir
}

func BenchmarkTerminalFirstPaint(b *testing.B) {
	program, floor := built(b)
	env, dir := prepared(b, program)
	var frames, floors []time.Duration
	for b.Loop() {
		t := begin(b, env, dir, floor)
		floors = append(floors, t.until(b, "x").Sub(t.started))
		_ = t.cmd.Wait()
		_ = t.tty.Close()
		t = begin(b, env, dir, program)
		frames = append(frames, t.until(b, "-0").Sub(t.started))
		t.quiet(300 * time.Millisecond)
		t.end(b)
	}
	report(b, "first", frames)
	report(b, "floor", floors)
}

func BenchmarkTerminalKey(b *testing.B) {
	program, _ := built(b)
	env, dir := prepared(b, program)
	t := begin(b, env, dir, program)
	t.quiet(time.Second)
	var keys []time.Duration
	written, n := 0, 0
	for b.Loop() {
		for i := range 20 {
			// Uneven pauses, so that a timer in the program would be met at any
			// point of its period.
			time.Sleep(time.Duration(17+i*7%13) * time.Millisecond)
			sent := time.Now()
			_, _ = t.tty.WriteString("j")
			size, last := t.quiet(12 * time.Millisecond)
			keys, written, n = append(keys, last.Sub(sent)), written+size, n+1
		}
	}
	t.end(b)
	report(b, "key", keys)
	b.ReportMetric(float64(written)/float64(n), "bytes/key")
}

func BenchmarkTerminalIdle(b *testing.B) {
	program, _ := built(b)
	env, dir := prepared(b, program)
	t := begin(b, env, dir, program)
	t.quiet(2 * time.Second)
	var written int
	before := cpu(b, t.cmd.Process.Pid)
	seconds := 0
	for b.Loop() {
		n, _ := t.quiet(time.Second)
		written += n
		seconds++
	}
	used := cpu(b, t.cmd.Process.Pid) - before
	rss := memory(t.cmd.Process.Pid)
	t.end(b)
	b.ReportMetric(float64(used.Milliseconds())/float64(seconds), "cpu-ms/s")
	b.ReportMetric(float64(written)/float64(seconds), "bytes/s")
	b.ReportMetric(rss, "rss-MB")
}

func report(b *testing.B, name string, d []time.Duration) {
	slices.Sort(d)
	ms := func(q float64) float64 { return float64(d[int(float64(len(d)-1)*q)].Microseconds()) / 1000 }
	b.ReportMetric(ms(0.5), name+"-p50-ms")
	b.ReportMetric(ms(0.99), name+"-p99-ms")
}

// cpu is the time a process has used, as the kernel counts it in ticks of 10 ms.
func cpu(b *testing.B, pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Skipf("this system does not tell a process's CPU time: %v", err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// memory is the resident memory of a process in MB, 0 where it is not told.
func memory(pid int) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kb) / 1024
		}
	}
	return 0
}

// TestTerminalIsLeftClean ends the program in every way that is not a kill -9
// and looks at what it leaves behind.
func TestTerminalIsLeftClean(t *testing.T) {
	program, _ := built(t)
	env, dir := home(t), t.TempDir()
	for name, finish := range map[string]func(*terminal){
		"ctrl+c":  func(p *terminal) { _, _ = p.tty.WriteString("\x03") },
		"SIGTERM": func(p *terminal) { _ = p.cmd.Process.Signal(syscall.SIGTERM) },
		"SIGHUP":  func(p *terminal) { _ = p.cmd.Process.Signal(syscall.SIGHUP) },
		"SIGINT":  func(p *terminal) { _ = p.cmd.Process.Signal(os.Interrupt) },
	} {
		t.Run(name, func(t *testing.T) {
			p := begin(t, env, dir, program)
			p.until(t, "lab")
			finish(p)
			var out []byte
			for piece := range p.got {
				out = append(out, piece.text...)
			}
			_ = p.cmd.Wait()
			for _, want := range []string{"\x1b[?1049l", "\x1b[?25h", "\x1b[?2004l"} {
				if !bytes.Contains(out, []byte(want)) {
					t.Errorf("after %s: got %d bytes that end in %q, want %q among them", name, len(out), out[max(len(out)-80, 0):], want)
				}
			}
			_ = p.tty.Close()
		})
	}
}

// TestInitialisersAreSmall holds what runs before main to counts, not times:
// packages with large tables or regular expressions made at init would show.
// A good half are goldmark's, for which it takes well below a millisecond.
func TestInitialisersAreSmall(t *testing.T) {
	program, _ := built(t)
	cmd := exec.Command(program, "--version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	total, allocs, most, by := 0, 0, 0, ""
	for line := range strings.Lines(trace.String()) {
		f := strings.Fields(line) // init NAME @0.1 ms, 0.0 ms clock, N bytes, M allocs
		if len(f) < 11 || f[0] != "init" {
			continue
		}
		n, _ := strconv.Atoi(f[7])
		m, _ := strconv.Atoi(f[9])
		total, allocs = total+n, allocs+m
		if n > most {
			most, by = n, f[1]
		}
	}
	if total == 0 || total > 520_000 || allocs > 2_800 {
		t.Errorf("initialisers: got %d bytes in %d allocations (%d of them by %s), want at most 520,000 in 2,800", total, allocs, most, by)
	}
	t.Logf("initialisers: %d bytes, %d allocations, most (%d) by %s", total, allocs, most, by)
}
