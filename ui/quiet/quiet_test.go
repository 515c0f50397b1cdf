//go:build unix

package quiet

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// build builds one of the programs in testdata.
func build(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if out, err := exec.Command("go", "build", "-o", path, "./testdata/"+name).CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", name, err, out)
	}
	return path
}

// start runs a program on a terminal that never answers.
func start(t *testing.T, path string, env ...string) (*exec.Cmd, *os.File) {
	t.Helper()
	cmd := exec.Command(path)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "CI=") && !strings.HasPrefix(v, "TERM=") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "TERM=xterm-256color")
	cmd.Env = append(cmd.Env, env...)
	tty, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tty.Close() })
	return cmd, tty
}

func TestNothingIsAskedBeforeMain(t *testing.T) {
	path := build(t, "quiet")
	for _, tt := range []struct {
		name string
		env  []string
		want string
	}{
		{"unset", nil, `"1" "" false`},
		{"empty", []string{"CI="}, `"1" "" true`},
		{"set", []string{"CI=yes"}, `"yes" "yes" true`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			began := time.Now()
			cmd, tty := start(t, path, tt.env...)
			// Linux ends the reading of a terminal nobody holds any more by EIO.
			out, err := io.ReadAll(tty)
			if err != nil && !errors.Is(err, syscall.EIO) {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
			if got, want := string(out), "main func() tea.Msg "+tt.want+"\r\n"; got != want {
				t.Errorf("got output %q, want %q", got, want)
			}
			if took := time.Since(began); took > 4*time.Second {
				t.Errorf("got to the end in %v, want less than an unanswered question takes", took)
			}
		})
	}
}

// TestBubbleTeaAsks fails when the package is not needed any more.
func TestBubbleTeaAsks(t *testing.T) {
	cmd, tty := start(t, build(t, "asks"))
	b := make([]byte, 64)
	n, err := tty.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(b[:n]), "\x1b]11;?"; !strings.HasPrefix(got, want) {
		t.Errorf("got first output %q, want it to begin with %q", got, want)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("got a clean end, want the program to be waiting for the answer")
	}
}
