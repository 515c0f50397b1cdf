package archtest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheProgramKeepsToItsArchitecture(t *testing.T) {
	files := program(t)
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			for _, f := range files {
				for _, b := range r.check(f) {
					t.Errorf("%s\n\twhy: %s", b, r.why)
				}
			}
		})
	}
}

func TestTheTopLevelIsFixed(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"LICENSE", "README.md", "config", "github", "go.mod", "go.sum", "keymap", "main.go", "ui",
		"hubtrail", // what go build leaves
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, ".") && !slices.Contains(want, name) {
			t.Errorf("at the top: got %s, want only %v and names with a dot in front", name, want)
		}
	}
}

// TestRulesAreBroken gives each rule a file that breaks it, and one beside it
// that does not.
func TestRulesAreBroken(t *testing.T) {
	tests := []struct {
		rule, pkg, text string
		want            string // part of what is said; "" for nothing
	}{
		{"layers", "ui/repos", `import "hubtrail/ui/commits"`, "panes know the contract"},
		{"layers", "ui/repos", `import "hubtrail/ui"`, "lies above"},
		{"layers", "ui/repos", `import "hubtrail/ui/load"`, ""},
		{"layers", "ui/text", `import "hubtrail/keymap"`, "of its own layer"},
		{"layers", "ui/widget/list", `import "hubtrail/ui/widget/lines"`, ""},
		{"layers", "ui/theme", `import "hubtrail/ui/load"`, "lies above"},
		{"layers", "ui/theme", `import "hubtrail/ui/highlight"`, ""},
		{"layers", "ui/highlight", `import "hubtrail/ui/theme"`, "lies above"},
		{"layers", "github", `import "hubtrail/ui/text"`, ""},
		{"layers", "github", `import "hubtrail/github/embedded"`, "of its own layer"},
		{"layers", "ui/some/where", ``, "has no layer"},
		{"wiring", "ui", `import "hubtrail/config"`, "only ui/start"},
		{"wiring", "ui/cli", `import "hubtrail/github/embedded"`, "only ui/start"},
		{"wiring", "ui/start", `import "hubtrail/github/embedded/demo"`, ""},
		{"wiring", "ui/cli", `import "hubtrail/ui/owners"`, "need no screen"},
		{"wiring", "github/embedded", `import "hubtrail/github"`, "agree on JSON"},
		{"wiring", "ui/repos", `import "hubtrail/github/transport"`, "only the client"},
		{"wiring", "ui/load", `import "hubtrail/github/transport"`, ""},
		{"wiring", "ui/repos", `import "hubtrail/ui/pane/panetest"`, "for tests"},
		{"concurrency", "ui/repos", `func f() { go f() }`, "a go statement"},
		{"concurrency", "ui/repos", `var c chan int`, "a channel"},
		{"concurrency", "ui/repos", `func f() { <-c }`, "a receive"},
		{"concurrency", "ui/repos", `func f() { c <- 1 }`, "a send"},
		{"concurrency", "ui/repos", `func f() { select {} }`, "a select"},
		{"concurrency", "ui", "import \"sync\"\nvar m sync.Mutex", "sync.Mutex"},
		{"concurrency", "ui", "import clock \"time\"\nfunc f() { clock.Sleep(1) }", "time.Sleep"},
		{"concurrency", "ui/load", `func f() { go f() }`, ""},
		{"concurrency", "github", `func f() { go f() }`, ""},
		{"purity", "github/diff", `import "os"`, "hand it the bytes"},
		{"purity", "github/diff", `import "net/http"`, "hand it the bytes"},
		{"purity", "github/gitattributes", `import "os"`, "hand it the bytes"},
		{"purity", "ui/text", "import \"time\"\nfunc f() { time.Now() }", "hand it the time"},
		{"purity", "ui/text", "import \"time\"\nfunc f(d time.Duration) {}", ""},
		{"purity", "ui/fuzzy", `import "hubtrail/ui/text"`, "no package of ours"},
		{"purity", "github/store", `import "os"`, ""},
		{"client", "github/store", `import "github.com/charmbracelet/x/ansi"`, "knows no terminal"},
		{"client", "ui/repos", `import "github.com/google/go-github/v60/github"`, "types of its own"},
		{"client", "github", `import "github.com/google/go-github/v60/github"`, ""},
		{"painting", "ui/repos", "import \"fmt\"\nfunc f() { fmt.Println() }", "status line"},
		{"painting", "ui/cli", "import \"os\"\nvar _ = os.Stdout", ""},
		{"painting", "ui", "import tea \"github.com/charmbracelet/bubbletea\"\nvar _ = tea.Sequence", "any order"},
		{"painting", "ui/start", "import \"github.com/charmbracelet/lipgloss\"\nvar _ lipgloss.AdaptiveColor", "asks the terminal"},
		{"styles", "ui/repos", "import \"github.com/charmbracelet/lipgloss\"\nfunc f() { lipgloss.NewStyle() }", "outside ui/theme"},
		{"styles", "ui/theme", "import \"github.com/charmbracelet/lipgloss\"\nfunc f() { lipgloss.NewStyle() }", ""},
		{"starting", "ui/repos", `func init() {}`, "an init function"},
		{"starting", "ui/repos", `var table = map[string]int{}`, "the variable table"},
		{"starting", "ui/repos", `var total = sum(1, 2)`, "the variable total"},
		{"starting", "ui/repos", `var order = [...]string{"a", "b"}`, ""},
		{"starting", "ui/repos", `var count int`, "the variable count"},
		{"starting", "ui/repos", "import \"errors\"\nvar errGone = errors.New(\"gone\")", ""},
		{"starting", "ui/repos", `var _ = 1`, ""},
		{"starting", "github/embedded/demo", "import _ \"embed\"\n//go:embed x.txt\nvar table string", ""},
	}
	byName := map[string]rule{}
	for _, r := range rules() {
		byName[r.name] = r
	}
	for _, tt := range tests {
		f := parse(t, tt.pkg, "x.go", "x.go", "package x\n"+tt.text+"\n")
		var said []string
		for _, b := range byName[tt.rule].check(f) {
			said = append(said, b.String())
		}
		got := strings.Join(said, "; ")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s of %s with %q: got %q, want %q", tt.rule, tt.pkg, tt.text, got, tt.want)
		}
	}
	if got := names(parse(t, "ui/util", "x.go", "x.go", "package util\n")); len(got) != 1 {
		t.Errorf("names of package util: got %v, want a breach", got)
	}
}
