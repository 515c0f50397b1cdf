package cli

import (
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
)

const faulty = `*.go @acme/core
!x @b
/gone/ @acme/gone
*.go @mona word
*.go @mona
`

// faultsOf are the problems of faulty that are found in a tree of a.go, by line.
const faultsOf = `CODEOWNERS:1:1: Duplicate pattern: line 5 has the same pattern and counts instead [hubtrail]
CODEOWNERS:2:1: Invalid pattern: ` + "`!` cannot negate a pattern: name the path on a later line without owners; GitHub skips this line" + ` [hubtrail]
CODEOWNERS:3:1: No file ` + "`/gone/`" + ` [hubtrail]
CODEOWNERS:4:12: Invalid owner ` + "`word`" + `; GitHub skips this line [hubtrail]
`

func TestOwnersLint(t *testing.T) {
	repo := github.RepoRef{Owner: "acme", Name: "app"}
	reported := func(problems []codeowners.Problem, err error) func(context.Context) ([]codeowners.Problem, error) {
		return func(context.Context) ([]codeowners.Problem, error) { return problems, err }
	}
	file := contents{path: "CODEOWNERS", text: faulty}
	clean := contents{path: "CODEOWNERS", text: "*.go @acme/core\n"}
	tests := []struct {
		name string
		o    OwnersOptions
		want outcome
	}{
		{"a working tree", OwnersOptions{Root: clone(t, "CODEOWNERS", faulty)}, outcome{exit: 1, out: faultsOf}},
		{"without a problem", OwnersOptions{Root: clone(t, "CODEOWNERS", "*.go @acme/core\n")}, outcome{}},
		{"further files of a working tree", OwnersOptions{Root: clone(t, "CODEOWNERS", "*.go @acme/core\n", "docs/CODEOWNERS", "")},
			outcome{exit: 1, out: "docs/CODEOWNERS: Ignored file: CODEOWNERS comes first [hubtrail]\n"}},
		{"further files of a repository", OwnersOptions{Repo: repo, File: clean.file, Tracked: listing{"CODEOWNERS", "a.go", "docs/CODEOWNERS"}.visit},
			outcome{exit: 1, out: "docs/CODEOWNERS: Ignored file: CODEOWNERS comes first [hubtrail]\n"}},
		{"GitHub has nothing to add", OwnersOptions{Repo: repo, File: clean.file, Reported: reported(nil, nil)}, outcome{}},
		{"GitHub beside ours", OwnersOptions{Repo: repo, File: file.file, Reported: reported([]codeowners.Problem{
			{Line: 2, Column: 1, Kind: codeowners.InvalidPattern, Source: "!x @b\n"},
			{Line: 3, Column: 8, Kind: "Unknown owner", Suggestion: "make sure @acme/gone exists and has write access", Source: "/gone/ @acme/gone\n"},
			{Line: 5, Column: 6, Kind: "Unknown owner", Source: "*.go @mona\n"},
		}, nil)}, outcome{exit: 1, out: strings.NewReplacer(
			"this line [hubtrail]\nCODEOWNERS:3", "this line [both]\nCODEOWNERS:3",
			"CODEOWNERS:4", "CODEOWNERS:3:8: Unknown owner: make sure @acme/gone exists and has write access [GitHub]\nCODEOWNERS:4",
		).Replace(faultsOf) + "CODEOWNERS:5:6: Unknown owner `@mona` [GitHub]\n"}},
		{"GitHub cannot be asked", OwnersOptions{Repo: repo, File: file.file, Reported: reported(nil, github.ErrOffline)},
			outcome{exit: 1, out: faultsOf, stderr: "GitHub's own problems are missing: the host cannot be reached\n"}},
		{"no file", OwnersOptions{Repo: repo, File: contents{}.file},
			outcome{exit: 1, err: "no CODEOWNERS file in acme/app, neither .github/CODEOWNERS nor CODEOWNERS nor docs/CODEOWNERS: " +
				"add one, or name a branch that has it with --ref"}},
		{"too large", OwnersOptions{Repo: repo, File: contents{path: "CODEOWNERS", text: strings.Repeat("#", codeowners.WarnSize)}.file},
			outcome{exit: 1, out: "CODEOWNERS: Too large: GitHub may ignore it: the limit is 3 MB [hubtrail]\n"}},
		{"hostile", OwnersOptions{Repo: repo, File: contents{path: "CODEOWNERS", text: "*.go @a \x1b[2Jx\n"}.file},
			outcome{exit: 1, out: "CODEOWNERS:1:9: Invalid owner `x`; GitHub skips this line [hubtrail]\n"}},
		{"on a terminal", OwnersOptions{Repo: repo, File: contents{path: "CODEOWNERS", text: "/x @a\n"}.file, Terminal: true,
			Styles: Styles{Dim: text.Style{Open: "<", Close: ">"}}},
			outcome{exit: 1, out: "CODEOWNERS:1:1: No file `/x` <[hubtrail]>\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.Lint = true
			if tt.o.Tracked == nil {
				tt.o.Tracked = listing{"CODEOWNERS", "a.go"}.visit
			}
			if got := ask(t, tt.o); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestOwnersLintJSON(t *testing.T) {
	o := OwnersOptions{
		Repo: github.RepoRef{Owner: "acme", Name: "app"}, Lint: true, JSON: true,
		File:    contents{path: "CODEOWNERS", text: "*.go @a\n/ @b\n*.go @c\n"}.file,
		Tracked: listing{"CODEOWNERS", "a.go", "docs/CODEOWNERS"}.visit,
		Reported: func(context.Context) ([]codeowners.Problem, error) {
			return []codeowners.Problem{{Line: 2, Column: 1, Kind: codeowners.InvalidPattern}, {Line: 3, Column: 6, Kind: "Unknown owner", Source: "*.go @c\n"}}, nil
		},
	}
	got := ask(t, o)
	want := `{"file":"docs/CODEOWNERS","line":0,"column":0,"kind":"Ignored file","suggestion":"CODEOWNERS comes first","source":"","other":0,"reported_by":["hubtrail"]}
{"file":"CODEOWNERS","line":1,"column":1,"kind":"Duplicate pattern","suggestion":"line 3 has the same pattern and counts instead","source":"*.go @a","other":3,"reported_by":["hubtrail"]}
{"file":"CODEOWNERS","line":2,"column":1,"kind":"Invalid pattern","suggestion":"The pattern ` + "`/` will never match anything, did you mean `*`" + ` instead?","source":"/ @b","other":0,"reported_by":["hubtrail","github"]}
{"file":"CODEOWNERS","line":3,"column":6,"kind":"Unknown owner","suggestion":"","source":"*.go @c","other":0,"reported_by":["github"]}
`
	if got != (outcome{exit: 1, out: want}) {
		t.Errorf("got %+v, want %s", got, want)
	}
	for line := range strings.Lines(got.out) {
		if !json.Valid([]byte(line)) {
			t.Errorf("got %s, want JSON", line)
		}
	}
}

func TestOwnersLintListsNotAll(t *testing.T) {
	o := OwnersOptions{
		Repo: github.RepoRef{Owner: "acme", Name: "app"}, Lint: true,
		File: contents{path: "CODEOWNERS", text: strings.Repeat("/ @b\n", 1003)}.file, Tracked: listing{"a"}.visit,
	}
	const want = "CODEOWNERS: 3 further problems are not listed [hubtrail]\n"
	if got := ask(t, o); !strings.HasPrefix(got.out, want) {
		t.Errorf("got %.200q, want %q first", got.out, want)
	}
	o.JSON = true
	if got := ask(t, o); !strings.HasPrefix(got.out, `{"file":"CODEOWNERS","line":0,"column":0,"kind":"More problems","suggestion":"3 further problems are not listed"`) {
		t.Errorf("got %.200q, want the number of further problems first", got.out)
	}
}

func TestOwnersStats(t *testing.T) {
	root := clone(t, "CODEOWNERS", rules+"/docs/b.md @ACME/all @docs\n/none/ @gone\n")
	tracked := listing{"CODEOWNERS", "docs/a.md", "docs/b.md", "docs/new.md", "main.go", "web/a.go"}
	tests := []struct {
		name  string
		paths []string
		set   func(*OwnersOptions)
		want  outcome
	}{
		{"piped", nil, func(*OwnersOptions) {}, outcome{out: "files\t6\t\nowned\t5\t83.3%\nunset\t1\t16.7%\nunmatched\t0\t0.0%\n" +
			"@acme/all\t2\t33.3%\n@acme/core\t2\t33.3%\nmona@example.com\t2\t33.3%\n@docs\t2\t33.3%\n@gone\t0\t0.0%\n" +
			"rules\t7\t\nrules without files\t2\t\n"}},
		{"terminal", []string{"docs/"}, func(o *OwnersOptions) { o.Terminal = true }, outcome{out: `files                         3
owned                         2   66.7%
unset                         1   33.3%
unmatched                     0    0.0%

@docs                         2   66.7%
@acme/all                     1   33.3%

rules                         7
rules without files           4
`}},
		{"json", []string{"main.go", "main.go", "docs/"}, func(o *OwnersOptions) { o.JSON, o.Terminal = true, true },
			outcome{out: `{"file":"CODEOWNERS","files":4,"owned":3,"unset":1,"unmatched":0,"owners":[` +
				`{"owner":"@docs","files":2,"share":0.5,"rules":2},{"owner":"@acme/all","files":1,"share":0.25,"rules":2},` +
				`{"owner":"@acme/core","files":1,"share":0.25,"rules":1},{"owner":"mona@example.com","files":1,"share":0.25,"rules":1}],"rules":7,"rules_without_files":3}` + "\n"}},
		{"standard input, checked", []string{"-"}, func(o *OwnersOptions) { o.Check = true },
			outcome{exit: 1, stderr: "paths without an owner: 1 of 1\n", out: "files\t1\t\nowned\t0\t0.0%\nunset\t1\t100.0%\nunmatched\t0\t0.0%\n" +
				"rules\t7\t\nrules without files\t6\t\n"}},
		{"nothing on standard input", []string{"-"}, func(o *OwnersOptions) { o.Stdin, o.JSON = strings.NewReader(""), true },
			outcome{out: `{"file":"CODEOWNERS","files":0,"owned":0,"unset":0,"unmatched":0,"owners":[` +
				`],"rules":7,"rules_without_files":7}` + "\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := OwnersOptions{Root: root, Paths: tt.paths, Stats: true, Tracked: tracked.visit, Stdin: strings.NewReader("docs/new.md\n")}
			tt.set(&o)
			got := ask(t, o)
			if got != tt.want {
				t.Errorf("got %+v\nwant %+v", got, tt.want)
			}
			if o.JSON && !json.Valid([]byte(got.out)) {
				t.Errorf("got %s, want JSON", got.out)
			}
		})
	}
}

func TestOwnersLintAndStatsCannotWrite(t *testing.T) {
	root := clone(t, "CODEOWNERS", "/x @all\n")
	for _, o := range []OwnersOptions{{Lint: true}, {Stats: true}, {Stats: true, JSON: true}} {
		o.Root, o.Tracked, o.Stdout, o.Stderr = root, listing{"a"}.visit, brokenWriter{}, io.Discard
		if exit, err := Owners(t.Context(), o); exit != 2 || err == nil || !strings.Contains(err.Error(), fs.ErrClosed.Error()) {
			t.Errorf("got %d, %v, want 2, %v", exit, err, fs.ErrClosed)
		}
	}
}
