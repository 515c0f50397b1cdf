package auth

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// source is how each place is asked in these tests.
type source = func(context.Context) (string, error)

// outcome checks a place's value, or its error: the words in it, and that nothing secret is.
func outcome(t *testing.T, get source, value string, words ...string) {
	t.Helper()
	got, err := get(t.Context())
	want(t, "value", got, value)
	want(t, "failed", err != nil, len(words) > 0)
	if err == nil {
		return
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error: got %q, want %q in it", err, word)
		}
	}
	quotes(t, err, "secret")
}

func TestFromEnv(t *testing.T) {
	for _, c := range []struct {
		name, env, value string
		words            []string
	}{
		{"set", " ghp_a\n", "ghp_a", nil},
		{"not set", "", "", []string{"HUB_TOKEN", "not set"}},
		{"two lines", "ghp_secret\nb", "", []string{"HUB_TOKEN", "more than one line"}},
		{"control character", "ghp_secret\x1b", "", []string{"HUB_TOKEN", "control character"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			getenv := func(name string) string { want(t, "name", name, "HUB_TOKEN"); return c.env }
			outcome(t, FromEnv(getenv, "HUB_TOKEN"), c.value, c.words...)
		})
	}
}

func TestFromFile(t *testing.T) {
	for _, c := range []struct {
		name, data string
		err        error
		value      string
		words      []string
	}{
		{"a token", "\ufeffghp_a\r\n", nil, "ghp_a", nil},
		{"empty", "\n", nil, "", []string{"/t/token", "empty"}},
		{"more", "ghp_secret\nghp_secret\n", nil, "", []string{"/t/token", "more than one line"}},
		{"not there", "", &fs.PathError{Op: "open", Path: "/t/token", Err: fs.ErrNotExist}, "", []string{"/t/token cannot be read: file does not exist"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := func(string) ([]byte, error) { return []byte(c.data), c.err }
			outcome(t, FromFile(read, "/t/token"), c.value, c.words...)
		})
	}
}

// script writes a program of the shell's and gives its path.
func script(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFromCommand(t *testing.T) {
	for _, c := range []struct {
		name, script, value string
		words               []string
	}{
		{"a token", "echo ' ghp_a '", "ghp_a", nil},
		{"arguments", `echo "ghp_$1"`, "ghp_arg", nil},
		{"no input", `read x; echo "ghp_a$x"`, "ghp_a", nil},
		{"chatter beside it", "echo chatter >&2; echo ghp_a", "ghp_a", nil},
		{"fails", "echo ghp_secret; echo >&2; echo '  the safe is \033[31mlocked' >&2; echo more >&2; exit 3", "", []string{"tool", "the safe is [31mlocked"}},
		{"fails and shows a token", "echo 'bad ghp_secret' >&2; exit 1", "", []string{"tool", "bad [redacted]"}},
		{"fails in silence", "exit 3", "", []string{"tool", "exit status 3"}},
		{"prints nothing", "exit 0", "", []string{"tool", "empty"}},
		{"prints too many lines", "echo ghp_secret; echo ghp_secret", "", []string{"tool", "more than one line"}},
		{"prints without end", "head -c 1000000 /dev/zero | tr '\\0' s", "", []string{"tool", "longer than"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			outcome(t, FromCommand([]string{script(t, "tool", c.script), "arg"}), c.value, c.words...)
		})
	}
	t.Run("not there", func(t *testing.T) {
		outcome(t, FromCommand([]string{"/nowhere/tool", "--password=secret"}), "", "tool", "not found")
	})
	t.Run("no command", func(t *testing.T) { outcome(t, FromCommand(nil), "", "empty") })
	t.Run("long complaint", func(t *testing.T) {
		_, err := FromCommand([]string{script(t, "tool", "head -c 1000 /dev/zero | tr '\\0' x >&2; exit 1")})(t.Context())
		_, said, _ := strings.Cut(err.Error(), "failed: ")
		want(t, "characters shown", utf8.RuneCountInString(said), maxComplaint)
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		start := time.Now()
		_, err := FromCommand([]string{script(t, "tool", "exec sleep 30")})(ctx)
		want(t, "failed", err != nil, true)
		want(t, "within ten seconds", time.Since(start) < 10*time.Second, true)
	})
}

func TestFromGH(t *testing.T) {
	for _, name := range []string{"GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"} {
		t.Setenv(name, "ghp_secret")
	}
	t.Setenv("KEPT", "yes")
	gh := script(t, "gh", `[ "$*" = "auth token --hostname ghe.example.com" ] || exit 9
[ -z "$GH_TOKEN$GITHUB_TOKEN$GH_ENTERPRISE_TOKEN$GITHUB_ENTERPRISE_TOKEN" ] || exit 8
[ "$KEPT" = yes ] || exit 7
echo gho_stored`)
	outcome(t, FromGH(gh, "ghe.example.com"), "gho_stored")
	outcome(t, FromGH(script(t, "gh", "echo 'no oauth token found' >&2; exit 1"), "github.com"), "",
		"github.com", "no oauth token found", "gh auth login --hostname github.com")
	outcome(t, FromGH("/nowhere/gh", "github.com"), "", "gh was not found", "install")
	for _, host := range []string{"", "--help", "a b", "a\nb"} {
		outcome(t, FromGH(gh, host), "", "host")
	}
}

func TestHeadKeepsNoMoreThanItsRoom(t *testing.T) {
	h := head{room: 10}
	n, err := io.Copy(&h, strings.NewReader(strings.Repeat("x", 100_000)))
	want(t, "taken", n, 100_000)
	want(t, "error", err, nil)
	want(t, "kept", h.kept.String(), "xxxxxxxxxx")
}
