//go:build !windows

package start

import (
	"encoding/json"
	"io"
	"os"
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
		{args: []string{"help", "owners"}, out: "hubtrail owners [PATH...]"},
		{args: []string{"owners", "--help"}, out: "hubtrail owners [PATH...]"},
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
		{args: []string{"owners"}, exit: 2, errs: "is not in a clone"},
		{args: []string{"owners", "--lint", "--stats"}, exit: 2, errs: "ask for one after the other"},
		{args: []string{"owners", "--lint", "--check"}, exit: 2, errs: "leave --check out"},
		{args: []string{"owners", "--lint", "a.go"}, exit: 2, errs: "leave the paths out"},
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
