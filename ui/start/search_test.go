//go:build !windows

package start

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/ui/issues"
)

func TestMainSearch(t *testing.T) {
	m := newMachine(t)
	m.clone("app", "")
	tests := []struct {
		args []string
		exit int
		errs string
	}{
		{args: []string{"search"}, exit: 2, errs: "at least 1 arg"},
		{args: []string{"search", "--limit", "0", "x"}, exit: 2, errs: "between 1 and 1000"},
		{args: []string{"search", "x"}, exit: 2, errs: "there is no account"},
		{args: []string{"--clone", "app", "search", "x"}, exit: 2, errs: "a clone has no issues"},
		{args: []string{"--demo", "search", "--account", "nobody", "x"}, exit: 2, errs: `no account called "nobody"`},
		{args: []string{"--demo", "search", "--repo", "nothing", "x"}, exit: 2, errs: "write owner/name"},
		{args: []string{"--demo", "search", "--repo", "northwind/support-desk", "bug", "(is:open"}, exit: 2, errs: "bug (is:open\n        ^"},
	}
	for _, tt := range tests {
		got := m.run("", tt.args...)
		if got.exit != tt.exit || got.out != "" || !strings.Contains(got.errs, tt.errs) {
			t.Errorf("%v: got exit %d, %q and %q, want %d and %q", tt.args, got.exit, got.out, got.errs, tt.exit, tt.errs)
		}
	}
	got := m.run("", "--demo", "search", "--repo", "northwind/support-desk", "--json", "--limit", "5", "is:pr", "is:merged")
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	if got.exit != 0 || got.errs != "" || len(lines) != 5 {
		t.Fatalf("got exit %d, %q and %d lines, want 5 pull requests", got.exit, got.errs, len(lines))
	}
	for _, l := range lines {
		var row struct {
			Repository, Kind, State, Title, URL string
			Number                              int
		}
		if err := json.Unmarshal([]byte(l), &row); err != nil || row.Repository != "northwind/support-desk" || row.Kind != "pull_request" || row.State != "merged" || row.Number == 0 || row.Title == "" || row.URL == "" {
			t.Errorf("got %v %s, want a merged pull request", err, l)
		}
	}
	got = m.run("", "--demo", "search", "--account", "demo-app", "--limit", "200", "is:issue", "is:open", "refund")
	if got.exit != 0 || got.errs != "" || strings.Count(got.out, "\tissue\t") < 10 || !strings.Contains(got.out, "northwind/support-desk#") {
		t.Errorf("all of an App's installations: got exit %d, %q and\n%s", got.exit, got.errs, got.out)
	}
}

func TestSavingASearch(t *testing.T) {
	m := newMachine(t)
	path := m.write(filepath.Join(m.home, ".config", "hubtrail", "config.yml"), "theme: dark # mine\n")
	s := m.open(flags{})
	one := issues.Saved{Name: "Mine", Query: "author:@me", Kind: github.SearchPulls, Order: github.ByCreated, Scope: github.ScopeEverywhere}
	if err := s.saveSearch(one); err != nil {
		t.Fatal(err)
	}
	want := "theme: dark # mine\nsearches:\n  - name: \"Mine\"\n    query: \"author:@me\"\n    show: pulls\n    sort: created\n    where: all\n"
	if got := read(path); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := m.open(flags{}).savedSearches(); len(got) != 1 || got[0] != one {
		t.Errorf("read again: got %+v, want %+v", got, one)
	}
	m.write(path, "{theme: dark}\n")
	if err := s.saveSearch(one); err == nil || !strings.Contains(err.Error(), "add it by hand") {
		t.Errorf("a file of another form: got %v, want it left alone", err)
	}
	if got := read(path); got != "{theme: dark}\n" {
		t.Errorf("a file of another form: got it changed to %q", got)
	}
}
