package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// maxOutput bounds what is read from one git command, in bytes.
const maxOutput = 64 << 20

// errTooLarge says that a command printed more than was allowed.
var errTooLarge = errors.New("git printed too much")

// gitCommand prepares git so that it asks nothing, runs none of the
// repository's or the user's programs, and writes nothing. With an empty gitDir
// it searches for the repository from dir.
func gitCommand(ctx context.Context, gitDir, dir string, args ...string) *exec.Cmd {
	before := []string{
		"--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs",
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.quotePath=true",
		"-c", "diff.external=", "-c", "log.showSignature=false", "-c", "log.mailmap=false", "-c", "protocol.allow=never",
	}
	if gitDir != "" {
		before = append([]string{"--git-dir=" + gitDir}, before...)
		dir = gitDir
	}
	cmd := exec.CommandContext(ctx, "git", append(before, args...)...)
	cmd.Dir = dir
	cmd.Env = gitEnv(os.Environ())
	// A grandchild that keeps the pipe open must not hold the request.
	cmd.WaitDelay = time.Second
	return cmd
}

// gitEnv is the environment without what would point git at another repository
// or make it talk, and with what keeps it quiet.
func gitEnv(env []string) []string {
	kept := make([]string, 0, len(env)+5)
	for _, kv := range env {
		name, _, _ := strings.Cut(kv, "=")
		switch {
		case name == "GIT_CEILING_DIRECTORIES", name == "GIT_EXEC_PATH", name == "GIT_CONFIG_GLOBAL", name == "GIT_CONFIG_NOSYSTEM", name == "GIT_CONFIG_SYSTEM",
			name == "GIT_CONFIG_COUNT", strings.HasPrefix(name, "GIT_CONFIG_KEY_"), strings.HasPrefix(name, "GIT_CONFIG_VALUE_"):
			// These hold the user's configuration, such as which folders are safe.
			kept = append(kept, kv)
		case strings.HasPrefix(name, "GIT_"), name == "LC_ALL", name == "LANG", name == "LANGUAGE":
		default:
			kept = append(kept, kv)
		}
	}
	return append(kept, "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_PAGER=cat", "LC_ALL=C")
}

// runGit gives a command's output, at most limit bytes of it; more is
// errTooLarge with the first limit bytes.
func runGit(ctx context.Context, limit int, gitDir string, args ...string) ([]byte, error) {
	cmd := gitCommand(ctx, gitDir, "", args...)
	return output(ctx, cmd, limit)
}

func output(ctx context.Context, cmd *exec.Cmd, limit int) ([]byte, error) {
	var out bytes.Buffer
	err := stream(ctx, cmd, func(r io.Reader) error {
		if _, err := io.Copy(&out, io.LimitReader(r, int64(limit)+1)); err != nil {
			return err
		}
		if out.Len() > limit {
			out.Truncate(limit)
			return errTooLarge
		}
		return nil
	})
	return out.Bytes(), err
}

// errEnough is returned by a reader that needs no more of the output; stream
// then ends the command and reports success.
var errEnough = errors.New("enough was read")

// stream runs a command and hands its output to read, in this goroutine. The
// command is killed when read fails or the context ends, and is gone when
// stream returns.
func stream(ctx context.Context, cmd *exec.Cmd, read func(io.Reader) error) error {
	stderr := &head{limit: 4096}
	cmd.Stderr = stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("start git: %w", err)
	}
	if err := cmd.Start(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return errors.New("git was not found: install git, or put it on the PATH")
		}
		return fmt.Errorf("start git: %w", err)
	}
	readErr := read(out)
	if readErr != nil {
		_ = cmd.Process.Kill() // it may have ended already
		_ = out.Close()
	}
	waitErr := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(readErr, errEnough):
		return nil
	case readErr != nil:
		return readErr
	case waitErr != nil:
		return &gitError{verb: verb(cmd.Args), stderr: firstLine(stderr.buf), err: waitErr}
	}
	return nil
}

// gitError is a command that failed, with the first line of what it said.
type gitError struct {
	verb, stderr string
	err          error
}

func (e *gitError) Error() string {
	if strings.Contains(e.stderr, "lazy fetching disabled") {
		return fmt.Sprintf("git %s: an object is not on this machine, as the clone is partial", e.verb)
	}
	if e.stderr == "" {
		return fmt.Sprintf("git %s: %v", e.verb, e.err)
	}
	return fmt.Sprintf("git %s: %s", e.verb, e.stderr)
}

func (e *gitError) Unwrap() error { return e.err }

// verb is the git command's name among its arguments.
func verb(args []string) string {
	for i := 1; i < len(args); i++ {
		switch {
		case args[i] == "-c" || args[i] == "-C":
			i++
		case !strings.HasPrefix(args[i], "-"):
			return args[i]
		}
	}
	return ""
}

// firstLine is the first line of a message with control characters made
// visible, at most 300 bytes.
func firstLine(b []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	line = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(line, "?"))
	if len(line) > 300 {
		line = strings.ToValidUTF8(line[:300], "") + "…"
	}
	return line
}

// head keeps the first bytes written to it.
type head struct {
	buf   []byte
	limit int
}

func (h *head) Write(p []byte) (int, error) {
	if room := h.limit - len(h.buf); room > 0 {
		h.buf = append(h.buf, p[:min(room, len(p))]...)
	}
	return len(p), nil
}
