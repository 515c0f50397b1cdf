//go:build !windows

package start

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/atotto/clipboard"
	"github.com/cli/browser"
)

// told makes a program that writes its name and its arguments, one a line, and
// a function that waits for them.
func (m *machine) told(names ...string) (next func() string) {
	m.t.Helper()
	pipe := filepath.Join(m.home, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		m.t.Fatal(err)
	}
	for _, name := range names {
		m.script(name, `echo noise; echo noise >&2; printf '%s\n' "${0##*/}" "$@" > '`+pipe+"'")
	}
	return func() string {
		m.t.Helper()
		data, err := os.ReadFile(pipe)
		if err != nil {
			m.t.Fatal(err)
		}
		return string(data)
	}
}

func TestBrowse(t *testing.T) {
	const plain = "https://github.com/acme/app"
	tests := []struct {
		name string
		env  map[string]string
		url  string
		want string
	}{
		{"BROWSER", map[string]string{"BROWSER": "one"}, plain, "one\n" + plain + "\n"},
		{"GH_BROWSER before it", map[string]string{"BROWSER": "one", "GH_BROWSER": "two"}, plain, "two\n" + plain + "\n"},
		{"ours before both", map[string]string{"BROWSER": "one", "GH_BROWSER": "one", "HUBTRAIL_BROWSER": "two"}, plain, "two\n" + plain + "\n"},
		{"a list, the first that is there", map[string]string{"BROWSER": "none::two:one"}, plain, "two\n" + plain + "\n"},
		{"arguments", map[string]string{"BROWSER": `one --new "a b" 'c"d'`}, plain, "one\n--new\na b\nc\"d\n" + plain + "\n"},
		{"colons in an argument", map[string]string{"GH_BROWSER": "one --proxy a:80"}, plain, "one\n--proxy\na:80\n" + plain + "\n"},
		{"%s", map[string]string{"BROWSER": "one -u %s -x"}, plain, "one\n-u\n" + plain + "\n-x\n"},
		{"%s within an argument", map[string]string{"BROWSER": "one '--url=%s'"}, plain, "one\n--url=" + plain + "\n"},
		{"a path with blanks", map[string]string{"GH_BROWSER": "'BIN/my browser' -x"}, plain, "my browser\n-x\n" + plain + "\n"},
		{
			"no shell", map[string]string{"BROWSER": "one %s"}, plain + `?q=$(touch${IFS}mark);touch mark&'"` + "`touch mark`%s|*",
			"one\n" + plain + `?q=$(touch${IFS}mark);touch mark&'"` + "`touch mark`%s|*\n",
		},
		{"nor in the variable", map[string]string{"BROWSER": "one ';touch mark' $(touch)"}, plain, "one\n;touch mark\n$(touch)\n" + plain + "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			next := m.told("one", "two", "my browser", "xdg-open", "open")
			for name, value := range tt.env {
				m.set(name, strings.Replace(value, "BIN", m.bin, 1))
			}
			s := m.open(flags{})
			if err := s.browse(tt.url); err != nil {
				t.Fatal(err)
			}
			if got := next(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if _, err := os.Stat(filepath.Join(m.here, "mark")); err == nil {
				t.Error("the URL reached a shell")
			}
		})
	}
}

func TestBrowseFailures(t *testing.T) {
	for _, tt := range []struct{ variable, command, want string }{
		{"BROWSER", "none", `"none"`}, {"BROWSER", "none:nobody", `"nobody"`}, {"GH_BROWSER", "none", "GH_BROWSER: "},
		{"GH_BROWSER", `one "`, "is no command"}, {"HUBTRAIL_BROWSER", "  ", "is no command"}, {"BROWSER", ":", "is no command"},
	} {
		m := newMachine(t)
		m.script("xdg-open", "exit 1")
		m.set(tt.variable, tt.command)
		err := m.open(flags{}).browse("https://github.com/acme/app")
		if err == nil {
			t.Errorf("%s=%s: got no error, want one", tt.variable, tt.command)
			continue
		}
		holds(t, tt.variable+"="+tt.command, err.Error(), tt.want)
	}
}

// Without a variable it is the system's own, which must not write on the screen.
func TestBrowseWithTheSystems(t *testing.T) {
	m := newMachine(t)
	seen := filepath.Join(m.home, "seen")
	for _, name := range []string{"xdg-open", "open"} {
		m.script(name, `printf '%s\n' "$@" > '`+seen+"'")
	}
	s := m.open(flags{})
	if err := s.browse("https://github.com/acme/app"); err != nil {
		t.Fatal(err)
	}
	if got := read(seen); got != "https://github.com/acme/app\n" {
		t.Errorf("got %q, want the URL", got)
	}
	if browser.Stdout != io.Discard || browser.Stderr != io.Discard {
		t.Error("what the browser prints is not thrown away")
	}
	for _, name := range []string{"xdg-open", "open"} {
		m.script(name, "exit 1")
	}
	if err := s.browse("https://github.com/acme/app"); err == nil {
		t.Error("a browser that fails: got no error, want one")
	}
}

func TestBrowserName(t *testing.T) {
	m := newMachine(t)
	m.script("xdg-open", "exit 1")
	s := m.open(flags{})
	want := "the system's browser"
	if s.os() == "linux" {
		want = "xdg-open"
	}
	if got := s.browserName(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, name := range []string{"BROWSER", "GH_BROWSER", "HUBTRAIL_BROWSER"} { // each before those ahead of it
		m.set(name, name+" -x")
		if got := s.browserName(); got != name+" -x" {
			t.Errorf("got %q, want %q", got, name+" -x")
		}
	}
}

func TestCopyLocal(t *testing.T) {
	linux := (&session{}).os() == "linux"
	for _, tt := range []struct {
		env         map[string]string
		unsupported bool
		want        bool
	}{
		{env: map[string]string{"DISPLAY": ":0"}, want: true},
		{env: map[string]string{"WAYLAND_DISPLAY": "wayland-0"}, want: true},
		{want: !linux},
		{env: map[string]string{"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}},
		{env: map[string]string{"DISPLAY": ":0", "SSH_TTY": "/dev/pts/0"}},
		{env: map[string]string{"DISPLAY": ":0"}, unsupported: true},
	} {
		before := clipboard.Unsupported
		t.Cleanup(func() { clipboard.Unsupported = before })
		clipboard.Unsupported = tt.unsupported
		m := newMachine(t)
		for name, value := range tt.env {
			m.set(name, value)
		}
		if got := m.open(flags{}).copyLocal() != nil; got != tt.want {
			t.Errorf("%v, unsupported %v: got %v, want %v", tt.env, tt.unsupported, got, tt.want)
		}
	}
}
