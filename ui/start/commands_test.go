//go:build !windows

package start

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ran is what one run of the program came to.
type ran struct {
	exit      int
	out, errs string
}

// run runs Main as main does, with files for its three streams.
func (m *machine) run(stdin string, args ...string) ran {
	m.t.Helper()
	in, out, errs := os.Stdin, os.Stdout, os.Stderr
	defer func() { os.Stdin, os.Stdout, os.Stderr = in, out, errs }()
	files := [3]*os.File{}
	for i := range files {
		f, err := os.CreateTemp(m.home, "stream")
		if err != nil {
			m.t.Fatal(err)
		}
		defer f.Close()
		files[i] = f
	}
	if _, err := files[0].WriteString(stdin); err != nil {
		m.t.Fatal(err)
	}
	if _, err := files[0].Seek(0, io.SeekStart); err != nil {
		m.t.Fatal(err)
	}
	os.Stdin, os.Stdout, os.Stderr = files[0], files[1], files[2]
	exit := Main(args, "1.2.3")
	return ran{exit, read(files[1].Name()), read(files[2].Name())}
}

func TestMainUsage(t *testing.T) {
	m := newMachine(t)
	m.clone("app", "")
	tests := []struct {
		args []string
		exit int
		out  string // in stdout, else nothing may be there
		errs string // in stderr, else nothing may be there
	}{
		{args: []string{"--help"}, out: "hubtrail [TARGET]"},
		{args: []string{"help", "owners"}, out: "hubtrail owners PATH..."},
		{args: []string{"owners", "--help"}, out: "hubtrail owners PATH..."},
		{args: []string{"--version"}, out: "1.2.3"},
		{args: []string{"--nonsense"}, exit: 2, errs: "unknown flag: --nonsense; hubtrail --help lists what there is"},
		{args: []string{"-x"}, exit: 2, errs: "unknown shorthand flag"},
		{args: []string{"doctor", "--nonsense"}, exit: 2, errs: "--nonsense"},
		{args: []string{"--clone"}, exit: 2, errs: "--clone"},
		{args: []string{"--demo=maybe"}, exit: 2, errs: "--demo"},
		{args: []string{"--demo", "--clone", "app"}, exit: 2, errs: "none of the others can be"},
		{args: []string{"a/b", "c/d"}, exit: 2, errs: "at most 1 arg"},
		{args: []string{"demo", "a/b"}, exit: 2, errs: "a/b"},
		{args: []string{"doctor", "x"}, exit: 2, errs: "x"},
		{args: []string{"owners"}, exit: 2, errs: "at least 1 arg"},
		{args: []string{"nonsense"}, exit: 2, errs: `"nonsense" leads nowhere on GitHub`},
		{args: []string{"--demo", "app"}, exit: 2, errs: "leave out the flag or the folder"},
		{args: []string{"owners", "--repo", "x", "y"}, exit: 2, errs: `"x" is not a repository: write owner/name`},
		{args: []string{}, exit: 1, errs: "hubtrail --help lists them"},
		{args: []string{"demo"}, exit: 1, errs: "hubtrail --help lists them"},
		{args: []string{"acme/app"}, exit: 1, errs: "hubtrail --help lists them"},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			got := m.run("", tt.args...)
			if got.exit != tt.exit {
				t.Errorf("exit: got %d, want %d", got.exit, tt.exit)
			}
			for _, stream := range []struct{ name, got, want string }{{"stdout", got.out, tt.out}, {"stderr", got.errs, tt.errs}} {
				if stream.want == "" && stream.got != "" {
					t.Errorf("%s: got %q, want nothing", stream.name, stream.got)
				}
				holds(t, stream.name, stream.got, stream.want)
			}
			if tt.errs != "" && !strings.HasPrefix(got.errs, "hubtrail: ") {
				t.Errorf("stderr: got %q, want the program's name before it", got.errs)
			}
		})
	}
}

func TestMainOwners(t *testing.T) {
	m := newMachine(t)
	dir, head := m.clone("app", "https://github.com/acme/app")
	m.write(filepath.Join(dir, "docs", "deep", "a.md"), "")
	bare := filepath.Join(m.here, "plain")
	m.write(filepath.Join(bare, "x.go"), "")
	none, _ := m.clone("none", "")
	if err := os.Remove(filepath.Join(none, "CODEOWNERS")); err != nil {
		t.Fatal(err)
	}
	broken, _ := m.clone("broken", "")
	if err := os.Remove(filepath.Join(broken, ".git", "HEAD")); err != nil {
		t.Fatal(err)
	}
	m.write(filepath.Join(dir, "CODEOWNERS"), "*.go @acme/new\n/docs/ @mona\n/docs/new.md\n") // not committed
	tests := []struct {
		name  string
		dir   string
		stdin string
		args  []string
		exit  int
		out   string
		errs  string
	}{
		{name: "arguments", dir: dir, args: []string{"a.go", "docs/a.md", "LICENSE"}, out: "a.go\t@acme/new\ndocs/a.md\t@mona\nLICENSE\t(no owner: no rule matches)\n"},
		{name: "below the top", dir: filepath.Join(dir, "docs", "deep"), args: []string{"a.md", "../new.md"}, out: "docs/deep/a.md\t@mona\ndocs/new.md\t(no owner: unset by CODEOWNERS:3)\n"},
		{name: "standard input, from the top", dir: filepath.Join(dir, "docs"), stdin: "docs/a.md\nx.go\n", args: []string{"-"}, out: "docs/a.md\t@mona\nx.go\t@acme/new\n"},
		{name: "nothing on standard input", dir: dir, args: []string{"-"}},
		{name: "--check", dir: dir, args: []string{"--check", "LICENSE"}, exit: 1, out: "LICENSE\t(no owner: no rule matches)\n", errs: "1 of 1"},
		{name: "--check, all owned", dir: dir, args: []string{"--check", "a.go"}, out: "a.go\t@acme/new\n"},
		{name: "--ref", dir: dir, args: []string{"--ref", "main", "a.go"}, out: "a.go\t@acme/core\n"},
		{name: "--ref with a commit", dir: dir, args: []string{"--ref", head, "a.go"}, out: "a.go\t@acme/core\n"},
		{name: "--ref that is not there", dir: dir, args: []string{"--ref", "nope", "a.go"}, exit: 1, errs: "hubtrail: "},
		{name: "--json", dir: dir, args: []string{"--json", "a.go"}, out: `{"path":"a.go","owners":["@acme/new"],"state":"owned","rule":{"pattern":"*.go","file":"CODEOWNERS","line":1}}` + "\n"},
		{name: "--clone", dir: m.here, args: []string{"--clone", "app", "a.go"}, out: "a.go\t@acme/new\n"},
		{name: "--clone from elsewhere", dir: bare, args: []string{"--clone", "../app", "docs/x"}, out: "docs/x\t@mona\n"},
		{name: "the clone named as a repository", dir: dir, args: []string{"--repo", "acme/app", "a.go"}, out: "a.go\t@acme/core\n"},
		{name: "another repository is not the clone's", dir: dir, args: []string{"--repo", "acme/other", "a.go"}, exit: 2, errs: "there is no account"},
		{name: "nor is a broken clone in the way", dir: broken, args: []string{"--repo", "acme/other", "a.go"}, exit: 2, errs: "there is no account"},
		{name: "no CODEOWNERS", dir: none, args: []string{"a.go"}, exit: 1, errs: "CODEOWNERS"},
		{name: "outside of a clone", dir: bare, args: []string{"x.go"}, exit: 2, errs: "is not in a clone"},
		{name: "a path outside", dir: dir, args: []string{"../x"}, exit: 2, errs: "../x"},
		{name: "a broken clone", dir: broken, args: []string{"a.go"}, exit: 2, errs: "not in a git repository"},
		{name: "a broken --clone", dir: m.here, args: []string{"--clone", "broken", "a.go"}, exit: 2, errs: "not in a git repository"},
		{name: "--clone of a folder without", dir: m.here, args: []string{"--clone", "plain", "a.go"}, exit: 2, errs: "--clone: plain is not in a git repository"},
		{name: "--clone of nothing", dir: m.here, args: []string{"--clone", "nothing", "a.go"}, exit: 2, errs: "--clone: stat nothing"},
		{name: "--clone of a file", dir: m.here, args: []string{"--clone", "app/CODEOWNERS", "a.go"}, exit: 2, errs: "is no folder"},
		{name: "--demo alone", dir: m.here, args: []string{"--demo", "a.go"}, exit: 2, errs: "which of the demo's repositories?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(tt.dir)
			got := m.run(tt.stdin, append([]string{"owners"}, tt.args...)...)
			if got.exit != tt.exit || got.out != tt.out {
				t.Errorf("got %d, %q, %q, want %d, %q", got.exit, got.out, got.errs, tt.exit, tt.out)
			}
			if (got.errs == "") != (tt.errs == "") {
				t.Errorf("stderr: got %q, want %q", got.errs, tt.errs)
			}
			holds(t, "stderr", got.errs, tt.errs)
		})
	}
}

func TestMainOwnersOfTheDemo(t *testing.T) {
	m := newMachine(t)
	got := m.run("", "owners", "--demo", "--repo", "northwind/storefront", "--json", "README.md")
	var answer struct{ Path, State string }
	if err := json.Unmarshal([]byte(got.out), &answer); err != nil || got.exit != 0 || answer.Path != "README.md" || answer.State == "" {
		t.Errorf("got %+v, %v, want the owners of README.md", got, err)
	}
}

// doctorChecks runs `hubtrail doctor --json` and reads what it prints.
func doctorChecks(t *testing.T, m *machine, args ...string) (exit int, checks []map[string]string, out string) {
	t.Helper()
	got := m.run("", append([]string{"doctor", "--json"}, args...)...)
	var report map[string][]map[string]string
	if err := json.Unmarshal([]byte(got.out), &report); err != nil {
		t.Fatalf("%v in %q", err, got.out)
	}
	if len(report) != 1 || len(report["checks"]) == 0 || got.errs != "" {
		t.Errorf(`got %q and %q, want one object with "checks" and nothing else`, got.out, got.errs)
	}
	for _, check := range report["checks"] {
		var names []string
		for name := range check {
			names = append(names, name)
		}
		slices.Sort(names)
		same(t, "members of a check", names, []string{"detail", "fix", "name", "status"})
		if check["name"] == "" || !slices.Contains([]string{"ok", "warn", "fail"}, check["status"]) {
			t.Errorf("got %v, want a name, and ok, warn or fail", check)
		}
	}
	return got.exit, report["checks"], got.out
}

func find(t *testing.T, checks []map[string]string, name string) map[string]string {
	t.Helper()
	i := slices.IndexFunc(checks, func(c map[string]string) bool { return c["name"] == name })
	if i < 0 {
		t.Fatalf("got %v, want a check %q", checks, name)
	}
	return checks[i]
}

func TestMainDoctor(t *testing.T) {
	m := newMachine(t)
	dir, _ := m.clone("app", "https://ghe.example.com/acme/app")
	t.Chdir(dir)
	m.script("xdg-open", "exit 0")
	m.gh(`case "$1" in --version) echo "gh version 9.8.7 (today)" ;; *) exit 1 ;; esac`)
	_, checks, _ := doctorChecks(t, m)
	for _, want := range []struct{ name, status, detail string }{
		{"configuration", "ok", m.home}, {"git", "ok", "git version"}, {"gh", "ok", "gh version 9.8.7 (today)"},
		{"clone", "ok", dir + ", ghe.example.com/acme/app, main"}, {"store", "ok", "writable"}, {"clipboard", "ok", "OSC 52"},
	} {
		got := find(t, checks, want.name)
		if got["status"] != want.status {
			t.Errorf("%s: got %v, want %s", want.name, got, want.status)
		}
		holds(t, want.name, got["detail"], want.detail)
	}
}

// Every problem is told with its place; secrets are not.
func TestMainDoctorProblems(t *testing.T) {
	m := newMachine(t)
	m.write(m.config, "accounts:\n  - {name: told, token: "+worthless+"}\nkeys:\n  global: {zom: z}\n")
	exit, checks, out := doctorChecks(t, m)
	got := find(t, checks, "configuration")
	if exit != 1 || got["status"] != "fail" || got["fix"] == "" {
		t.Errorf("got exit %d, %v, want 1 and a failure with what to do", exit, got)
	}
	holds(t, "detail", got["detail"], m.config+":2:25: account \"told\" is left out")
	holds(t, "detail", got["detail"], m.config+`:4:12: unknown action "zom"`)
	if strings.Contains(out, worthless) {
		t.Errorf("got %s, want no token in it", out)
	}
}

// The accounts are asked who they are, each with its own credential.
func TestMainDoctorAccounts(t *testing.T) {
	m, l := newMachine(t), newLab(t)
	m.write(m.config, "accounts:\n"+l.app(m, "bot")+"  - {name: lab, api_url: '"+l.URL+"', token: {env: LAB}}\n")
	m.set("LAB", worthless)
	exit, checks, out := doctorChecks(t, m)
	for _, name := range []string{"account bot", "account lab"} {
		if got := find(t, checks, name); got["status"] != "fail" || got["fix"] == "" {
			t.Errorf("%s: got %v, want a failure with what to do", name, got)
		}
	}
	if exit != 1 {
		t.Errorf("got exit %d, want 1", exit)
	}
	for _, want := range []string{"App GET /app", "token GET /user"} {
		if !slices.Contains(l.requests(), want) {
			t.Errorf("requests: got %q, want %q among them", l.requests(), want)
		}
	}
	if strings.Contains(out+read(m.log), worthless) {
		t.Errorf("got %s, want no token in it", out)
	}
}

func TestMainDoctorDemo(t *testing.T) {
	m := newMachine(t)
	asked := m.loggedIn()
	_, checks, _ := doctorChecks(t, m, "--demo")
	if got := find(t, checks, "account demo"); got["status"] == "fail" {
		t.Errorf("got %v, want it to be well", got)
	}
	if got := read(asked); strings.Contains(got, "auth") {
		t.Errorf("gh was asked %q, want no login asked for", got)
	}
}
