package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode"
)

const (
	// commandTimeout is long, for a command may ask a person to touch a key or unlock a safe.
	commandTimeout = time.Minute
	// commandGrace is how long a killed command's children may hold its output open.
	commandGrace = 2 * time.Second
	// maxComplaint is how much of a command's complaint is shown, in characters.
	maxComplaint = 200
)

// FromCommand gives what a command prints, trimmed. argv is the program and its arguments, run
// without a shell, with no input and in the environment of this process. An error names the program,
// not its arguments, and shows the first line of its standard error, never of its output.
func FromCommand(argv []string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		if len(argv) == 0 || argv[0] == "" {
			return "", errors.New("the command that prints the token is empty: name a program in the configuration")
		}
		name := shown(filepath.Base(argv[0]))
		value, err := run(ctx, argv, nil)
		switch {
		case errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist):
			return "", fmt.Errorf("the command %s, which should print the token, was not found: install it or correct its name in the configuration", name)
		case err != nil:
			return "", fmt.Errorf("the command %s, which should print the token, failed: %w", name, err)
		}
		if err := check(value); err != nil {
			return "", fmt.Errorf("the command %s printed no GitHub token: %w: it must print the token alone", name, err)
		}
		return value, nil
	}
}

// FromGH gives the token that gh keeps for a host ("github.com", "ghe.example.com"). ghPath is the
// program, "gh" to look for it in PATH. Tokens in this process's environment are hidden from gh, which would
// hand them back instead of its own.
func FromGH(ghPath, host string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		if host == "" || strings.HasPrefix(host, "-") || strings.ContainsFunc(host, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
			return "", errors.New("the host to ask gh about is not a host name: correct it in the configuration")
		}
		value, err := run(ctx, []string{ghPath, "auth", "token", "--hostname", host}, ghEnv(os.Environ()))
		switch {
		case errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist):
			return "", errors.New("gh was not found: install it from https://cli.github.com, or use another kind of credential")
		case err != nil:
			return "", fmt.Errorf("gh has no token for %s: %w: run `gh auth login --hostname %s`", host, err, host)
		}
		if err := check(value); err != nil {
			return "", fmt.Errorf("gh printed no token for %s: %w: run `gh auth login --hostname %s`", host, err, host)
		}
		return value, nil
	}
}

// ghEnv is the environment for gh: without tokens, without debug output (which shows them), and with
// nothing that would make it ask or colour.
func ghEnv(environ []string) []string {
	kept := make([]string, 0, len(environ)+2)
	for _, e := range environ {
		name, _, _ := strings.Cut(e, "=")
		switch strings.ToUpper(name) {
		case "GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_DEBUG", "DEBUG", "GH_PROMPT_DISABLED", "NO_COLOR":
			continue
		}
		kept = append(kept, e)
	}
	return append(kept, "GH_PROMPT_DISABLED=1", "NO_COLOR=1")
}

// run gives the trimmed standard output of a command. env is as in exec.Cmd. An error is what the
// command said, cleaned, unless the program was not found.
func run(ctx context.Context, argv, env []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, commandTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Env, cmd.WaitDelay = env, commandGrace
	out, complaint := head{room: maxToken + 1<<10}, head{room: 4 << 10}
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err := cmd.Run()
	if ctx.Err() != nil {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return "", fmt.Errorf("it did not end in time: %w", ctx.Err())
		}
		return "", ctx.Err()
	}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		if said := shown(complaint.kept.String()); said != "" {
			return "", errors.New(said)
		}
		return "", fmt.Errorf("it ended with %s and said nothing", exit.ProcessState)
	case err != nil:
		return "", err
	}
	return strings.TrimSpace(out.kept.String()), nil
}

// shown is the first line of a text from outside that has something to say, fit for an error.
func shown(text string) string {
	for line := range strings.Lines(text) {
		line = strings.Join(strings.FieldsFunc(Redact(line), func(r rune) bool {
			return unicode.IsSpace(r) || !unicode.IsPrint(r)
		}), " ")
		if line == "" {
			continue
		}
		if runes := []rune(line); len(runes) > maxComplaint {
			line = string(runes[:maxComplaint-1]) + "…"
		}
		return line
	}
	return ""
}

// head keeps the first bytes written to it and takes the rest without keeping it. The buffer is no
// embedded one: its ReadFrom would go past Write and keep everything.
type head struct {
	kept bytes.Buffer
	room int
}

func (h *head) Write(p []byte) (int, error) {
	h.kept.Write(p[:min(len(p), h.room-h.kept.Len())])
	return len(p), nil
}
