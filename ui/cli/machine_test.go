package cli

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestConfiguration(t *testing.T) {
	o := DoctorOptions{Folders: Folders{Config: "/c", State: "/s", Log: "/s/log"}}
	folders := "config /c\ncache  unknown\nstate  /s\nlog    /s/log"
	if got, want := o.configuration(t.Context()), (Result{Detail: "no problems\n" + folders}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	o.Problems = []Problem{{"config.yml:4:3", "unknown name", "did you mean accounts?"}, {Message: "odd"}}
	want := Result{Fail, "what does not count as it is written (2):\nconfig.yml:4:3: unknown name; did you mean accounts?\nodd\n" + folders,
		"Correct the configuration where it is told above; the rest of it counts."}
	if got := o.configuration(t.Context()); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestGit(t *testing.T) {
	const fix = "Install git 2.25 or newer: clones and the demo need it."
	tests := []struct {
		said string
		err  error
		want Result
	}{
		{"git version 2.25.0\n", nil, Result{Detail: "git version 2.25.0"}},
		{"git version 2.39.5 (Apple Git-154)\n", nil, Result{Detail: "git version 2.39.5 (Apple Git-154)"}},
		{"git version 2.47.0.windows.2", nil, Result{Detail: "git version 2.47.0.windows.2"}},
		{"git version 3.0", nil, Result{Detail: "git version 3.0"}},
		{"git version 2.24.9", nil, Result{Fail, "git version 2.24.9 is older than 2.25", fix}},
		{"git version 1.99.0", nil, Result{Fail, "git version 1.99.0 is older than 2.25", fix}},
		{"hello. world", nil, Result{Warn, "its version is not understood: hello. world", fix}},
		{"", nil, Result{Warn, "its version is not understood: ", fix}},
		{"", errors.New("git was not found"), Result{Fail, "git was not found", fix}},
	}
	for _, tt := range tests {
		o := DoctorOptions{Git: func(context.Context) (string, error) { return tt.said, tt.err }}
		if got := o.git(t.Context()); got != tt.want {
			t.Errorf("%q: got %+v, want %+v", tt.said, got, tt.want)
		}
	}
}

func FuzzVersionIn(f *testing.F) {
	for _, s := range []string{"git version 2.39.5", "2.", ".2", "99999999999999999999.1", "v2.3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, said string) {
		major, minor, ok := versionIn(said)
		if !ok && (major != 0 || minor != 0) {
			t.Errorf("%q: got %d.%d although there is none", said, major, minor)
		}
	})
}

func TestGH(t *testing.T) {
	tests := []struct {
		said string
		err  error
		want string
	}{
		{"gh version 2.40.1 (2024-01-01)\nhttps://x\n", nil, "gh version 2.40.1 (2024-01-01)"},
		{"", errors.New("no"), "not found: nothing is taken from its logins"},
	}
	for _, tt := range tests {
		o := DoctorOptions{GH: func(context.Context) (string, error) { return tt.said, tt.err }}
		if got, want := o.gh(t.Context()), (Result{Detail: tt.want}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestTerminal(t *testing.T) {
	good := Terminal{TTY: true, Name: "xterm", Profile: "true colour", Width: 80, Height: 24, UTF8: true}
	tests := []struct {
		name string
		set  func(*Terminal)
		want Result
	}{
		{"well", func(*Terminal) {}, Result{Detail: "TERM xterm, true colour, 80 columns by 24 rows, UTF-8"}},
		{"no colour", func(t *Terminal) { t.NoColor, t.Profile = true, "no colours" },
			Result{Detail: "TERM xterm, no colours, NO_COLOR is set, 80 columns by 24 rows, UTF-8"}},
		{"none", func(t *Terminal) { *t = Terminal{UTF8: true} },
			Result{Detail: "TERM is not set, colours unknown, UTF-8, output is no terminal at present"}},
		{"dumb", func(t *Terminal) { t.Name = "dumb" }, Result{Warn, "TERM dumb, true colour, 80 columns by 24 rows, UTF-8",
			"Set TERM to the terminal's kind, such as xterm-256color: panes need to move the cursor."}},
		{"unnamed", func(t *Terminal) { t.Name = "" }, Result{Warn, "TERM is not set, true colour, 80 columns by 24 rows, UTF-8",
			"Set TERM to the terminal's kind, such as xterm-256color: panes need to move the cursor."}},
		{"narrow, not UTF-8", func(t *Terminal) { t.Width, t.UTF8 = 39, false }, Result{Warn,
			"TERM xterm, true colour, 39 columns by 24 rows, the locale is not UTF-8: marks and lines are drawn in ASCII",
			"Set LANG to a UTF-8 locale, such as en_US.UTF-8 or C.UTF-8. Make the terminal at least 40 columns by 10 rows."}},
		{"low", func(t *Terminal) { t.Height = 9 }, Result{Warn, "TERM xterm, true colour, 80 columns by 9 rows, UTF-8",
			"Make the terminal at least 40 columns by 10 rows."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := DoctorOptions{Terminal: good}
			tt.set(&o.Terminal)
			if got := o.terminal(t.Context()); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestClipboardAndBrowser(t *testing.T) {
	o := DoctorOptions{Clipboard: "pbcopy", Browser: "open"}
	if got, want := o.clipboard(t.Context()), (Result{Detail: "pbcopy"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := o.browser(t.Context()), (Result{Detail: "open"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	o = DoctorOptions{}
	if got := o.clipboard(t.Context()); got.Status != Warn || !strings.Contains(got.Fix, "xclip") {
		t.Errorf("got %+v, want a warning with what to install", got)
	}
	if got := o.browser(t.Context()); got.Status != Warn || !strings.Contains(got.Fix, "BROWSER") {
		t.Errorf("got %+v, want a warning with what to set", got)
	}
}

func TestClone(t *testing.T) {
	tests := []struct {
		clone Clone
		want  Result
	}{
		{Clone{}, Result{Detail: "the current folder is in none"}},
		{Clone{Root: "/a", Repo: "github.com/acme/app", Branch: "main"}, Result{Detail: "/a, github.com/acme/app, main"}},
		{Clone{Root: "/a", Shallow: true}, Result{Detail: "/a, no remote names a repository, no branch checked out, shallow: older commits are asked of GitHub"}},
		{Clone{Root: "/a", Err: errors.New("not yours")}, Result{Warn, "the clone cannot be used: not yours", "Run `git status` here; it says what git needs."}},
	}
	for _, tt := range tests {
		o := DoctorOptions{Clone: tt.clone}
		if got := o.clone(t.Context()); got != tt.want {
			t.Errorf("got %+v, want %+v", got, tt.want)
		}
	}
}

func TestClones(t *testing.T) {
	gone := Clone{Err: errors.New("there is no folder")}
	tests := []struct {
		clones   []NamedClone
		patterns int
		want     Result
	}{
		{[]NamedClone{{"a/b", Clone{Root: "/b"}}, {"a/c", Clone{Root: "/c", Shallow: true}}}, 1, Result{Detail: "a/b in /b\na/c in /c (shallow: files alone)\n1 pattern"}},
		{nil, 2, Result{Detail: "2 patterns"}},
		{[]NamedClone{{"a/b", gone}}, 0, Result{Warn, "a/b: there is no folder", "Correct clones in the configuration file: each is to be the top folder of a clone."}},
	}
	for _, tt := range tests {
		o := DoctorOptions{Clones: tt.clones, Patterns: tt.patterns}
		if got := o.clones(t.Context()); got != tt.want {
			t.Errorf("got %+v, want %+v", got, tt.want)
		}
		if checks := o.checks(); checks[len(checks)-1].Name != "clones" {
			t.Errorf("got %v last, want clones", checks[len(checks)-1].Name)
		}
	}
}

func TestStore(t *testing.T) {
	both := Folders{Cache: "/k", State: "/s"}
	const fixK, fixS = "Make /k a folder that you may write to, on a disk with room.", "Make /s a folder that you may write to, on a disk with room."
	tests := []struct {
		name     string
		folders  Folders
		readOnly string // the folder that cannot be written
		hidden   string // the folder whose size is unknown
		problems []string
		want     Result
	}{
		{"well", both, "", "", nil, Result{Detail: "cache: writable, 2 B\nstate: writable, 2 B"}},
		{"cache", both, "/k", "", nil, Result{Warn, "cache: read-only; everything is asked of GitHub each time\nstate: writable, 2 B", fixK}},
		{"state", both, "/s", "", nil, Result{Fail, "cache: writable, 2 B\nstate: read-only; pins and drafts are lost at the end", fixS}},
		{"state unknown", Folders{Cache: "/k"}, "/k", "", nil, Result{Fail,
			"cache: read-only; everything is asked of GitHub each time\nstate: no folder is known; pins and drafts are lost at the end",
			fixK + " Set HOME, or XDG_CACHE_HOME and XDG_STATE_HOME."}},
		{"state and problems", both, "/s", "", []string{"odd"}, Result{Fail, "cache: writable, 2 B\nstate: read-only; pins and drafts are lost at the end\nodd",
			fixS + " See what the store says above; the cache may be deleted at any time, the state may not."}},
		{"size", both, "", "/k", nil, Result{Warn, "cache: writable, but its size is unknown: hidden\nstate: writable, 2 B", "Make all in /k readable for you."}},
		{"problems", both, "", "", []string{"a file was set aside"}, Result{Warn, "cache: writable, 2 B\nstate: writable, 2 B\na file was set aside",
			"See what the store says above; the cache may be deleted at any time, the state may not."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := DoctorOptions{Folders: tt.folders, Store: Store{
				Writable: func(folder string) error {
					if folder == tt.readOnly {
						return errors.New("read-only")
					}
					return nil
				},
				Size: func(_ context.Context, folder string) (int64, error) {
					if folder == tt.hidden {
						return 0, errors.New("hidden")
					}
					return int64(len(folder)), nil
				},
				Problems: func() []string { return tt.problems },
			}}
			if got := o.store(t.Context()); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestBytesIn(t *testing.T) {
	tests := []struct {
		n    int64
		want string
	}{{0, "0 B"}, {999, "999 B"}, {1000, "1.0 kB"}, {999_949, "999.9 kB"}, {999_950, "1.0 MB"}, {1_500_000_000, "1.5 GB"}, {1 << 62, "4611686.0 TB"}}
	for _, tt := range tests {
		if got := bytesIn(tt.n); got != tt.want {
			t.Errorf("%d: got %s, want %s", tt.n, got, tt.want)
		}
	}
}
