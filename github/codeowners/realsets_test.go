package codeowners

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// setsVariable names a folder of real files, one folder each: CODEOWNERS.gz,
// paths.txt.gz (one path a line), winners.txt.gz (for each path the line of the
// rule that decides, 0 for none) and perhaps rejected_lines.txt (lines of the
// file to leave out).
const setsVariable = "HUBTRAIL_CODEOWNERS_SETS"

// Without the variable there are no sets, and nothing is compared.
func TestRealSets(t *testing.T) {
	sets, err := filepath.Glob(filepath.Join(os.Getenv(setsVariable), "*", "winners.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv(setsVariable) == "" {
		return
	}
	if len(sets) == 0 {
		t.Fatalf("got no set in %s, want some", os.Getenv(setsVariable))
	}
	for _, set := range sets {
		dir := filepath.Dir(set)
		text := withoutLines(unzip(t, filepath.Join(dir, "CODEOWNERS.gz")), filepath.Join(dir, "rejected_lines.txt"))
		f, _ := Parse(strings.NewReader(text))
		m := f.Compile()
		walker := m.Walk()
		paths := strings.Split(strings.TrimSuffix(unzip(t, filepath.Join(dir, "paths.txt.gz")), "\n"), "\n")
		winners := strings.Fields(unzip(t, set))
		if len(winners) != len(paths) {
			t.Fatalf("%s: got %d winners, want %d", dir, len(winners), len(paths))
		}
		wrong := 0
		for i, path := range paths {
			want, _ := strconv.Atoi(winners[i])
			if got := lineOf(walker.Match(path)); got != want && wrong < 10 {
				t.Errorf("%s, Walker, %s: got line %d, want %d", dir, path, got, want)
				wrong++
			}
			if got := lineOf(m.Match(path)); got != want && wrong < 10 {
				t.Errorf("%s, Matcher, %s: got line %d, want %d", dir, path, got, want)
				wrong++
			}
		}
		t.Logf("%s: %d rules, %d paths", filepath.Base(dir), len(f.Rules), len(paths))
	}
}

func lineOf(r Result) int {
	if r.Rule == nil {
		return 0
	}
	return r.Rule.Line
}

func unzip(t *testing.T, name string) string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// withoutLines empties the lines that the file of line numbers names, if there
// is one.
func withoutLines(text, numbers string) string {
	list, err := os.ReadFile(numbers)
	if err != nil {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for _, number := range strings.Fields(string(list)) {
		if n, err := strconv.Atoi(number); err == nil && n > 0 && n <= len(lines) {
			lines[n-1] = "\n"
		}
	}
	return strings.Join(lines, "")
}

// The folder may also hold edge_cases.tsv: pattern, path, and "match" or "no",
// below a line of headings.
func TestEdgeCases(t *testing.T) {
	dir := os.Getenv(setsVariable)
	if dir == "" {
		return
	}
	table, err := os.ReadFile(filepath.Join(dir, "edge_cases.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(table)), "\n")[1:]
	for _, row := range rows {
		cells := strings.Split(row, "\t")
		pattern, path, want := cells[0], cells[1], cells[2] == "match"
		f, _ := Parse(strings.NewReader(pattern + " @a\n"))
		for name, got := range map[string]Result{
			"File": f.Match(path), "Matcher": f.Compile().Match(path), "Walker": f.Compile().Walk().Match(path),
		} {
			if (got.Rule != nil) != want {
				t.Errorf("%s, pattern %q, path %q: got %v, want a match: %v", name, pattern, path, got.Ownership, want)
			}
		}
	}
	t.Logf("%d cases", len(rows))
}

// The folder may also hold lint_cases.tsv: line, kind, column and suggestion, "?"
// if that is not known, below a line of headings.
func TestLintCases(t *testing.T) {
	dir := os.Getenv(setsVariable)
	if dir == "" {
		return
	}
	table, err := os.ReadFile(filepath.Join(dir, "lint_cases.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(string(table)), "\n")[1:]
	for _, row := range rows {
		cells := strings.Split(row, "\t")
		line, kind, column, suggestion := cells[0], cells[1], cells[2], cells[3]
		_, problems := Parse(strings.NewReader(line + "\n"))
		if len(problems) != 1 {
			t.Errorf("%s: got %d problems, want 1", line, len(problems))
			continue
		}
		p := problems[0]
		if p.Line != 1 || string(p.Kind) != kind || strconv.Itoa(p.Column) != column || suggestion != "?" && p.Suggestion != suggestion {
			t.Errorf("%s: got %d:%d %s %q, want 1:%s %s %q", line, p.Line, p.Column, p.Kind, p.Suggestion, column, kind, suggestion)
		}
	}
	t.Logf("%d cases", len(rows))
}
