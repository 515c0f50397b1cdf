package demo

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// commitOf is the commit of the monorepo's default branch with a subject, without
// the number of its pull request.
func commitOf(t *testing.T, dir, subject string) string {
	t.Helper()
	for line := range strings.Lines(git(t, dir, "log", "--format=%H %s", "main")) {
		id, s, _ := strings.Cut(strings.TrimSpace(line), " ")
		if s == subject || strings.HasPrefix(s, subject+" (#") {
			return id
		}
	}
	t.Fatalf("got no commit %q", subject)
	return ""
}

func TestFormatting(t *testing.T) {
	dir, _, _ := mono(t, "main")
	id := commitOf(t, dir, "Format everything (2,000 files)")
	if got := git(t, dir, "rev-parse", "main~2"); got != id {
		t.Errorf("got %s, want it to be the third newest, %s", id, got)
	}
	if got := git(t, dir, "cat-file", "blob", "main:.git-blame-ignore-revs"); got != "# Format everything\n"+id {
		t.Errorf("got %q, want the commit %s", got, id)
	}
	files, lines := 0, 0
	for line := range strings.Lines(git(t, dir, "diff-tree", "-r", "--numstat", id+"^", id)) {
		var added, removed int
		fmt.Sscan(line, &added, &removed)
		if added == 0 || removed == 0 {
			t.Errorf("got %q, want lines in and out of every file", line)
		}
		files, lines = files+1, lines+added+removed
	}
	if files != 2000 || lines < 99_000 || lines > 101_000 {
		t.Errorf("got %d files and %d lines, want 2,000 and about 100,000", files, lines)
	}
	words := git(t, dir, "diff-tree", "-p", id+"^", id, "--", "services/basket/src")
	for _, part := range []string{"-import { Result, Row, Store, ok } from '@northwind/result'", "+import { ok,", "-    return done;\n", "+  return done;\n"} {
		if !strings.Contains(words, part) {
			t.Errorf("got no line %q", part)
		}
	}
}

// Each odd change is there as git tells of it.
func TestOddities(t *testing.T) {
	dir, _, _ := mono(t, "main")
	tests := []struct{ subject, want string }{
		{"Move the load tests of orders into a folder", ":100644 100644 R100 testing/load/stock.k6.js testing/load/orders/stock.k6.js"},
		{"Speak of packages, not of parcels", ":100644 100644 R055 docs/reference/parcel.md docs/reference/package.md"},
		{"Speak of packages, not of parcels", ":100644 100644 R100 docs/guides/parcel.md docs/guides/package.md"},
		{"Let the load tests be run", ":100644 100755 M testing/load/orders/route.k6.js"},
		{"Write robots.txt down: the link led nowhere", ":120000 100644 T apps/storefront/public/robots.txt"},
		{"One change log for the configuration of TypeScript", ":100644 120000 T packages/ts-config/CHANGELOG.md"},
		{"Take the newer rules for protocols", ":160000 160000 M third_party/proto-rules"},
		{"Photographs of the warehouses", ":000000 100644 A apps/storefront/public/images/aarhus.png"},
		{"Better light in the photographs", ":100644 100644 M apps/storefront/public/images/aarhus.png"},
		{"Photographs come from the image service now", ":100644 000000 D apps/storefront/public/images/aarhus.png"},
		{"Generate the clients anew", ":100644 100644 M apps/storefront/src/__generated__/price.ts"},
		{"Take snowball as it is upstream", ":100644 100644 M third_party/snowball/src/order.c"},
		{"Bump pnpm from 9.4.0 to 9.15.2", ":100644 100644 M pnpm-lock.yaml"},
		{"Update the chat widget", ":100644 100644 M apps/storefront/public/chat.min.js"},
		{"Keep the folder of reports", ":000000 100644 A docs/reports/.gitkeep"},
		{"Files with names that tools stumble over", ":000000 100644 A testing/corpus/#1 of 100%.txt"},
		{"Files with names that tools stumble over", `:000000 100644 A testing/corpus/a "quoted" name.txt`},
		{"Files with names that tools stumble over", `:000000 100644 A testing/corpus/back\slash.txt`},
		{"Files with names that tools stumble over", ":000000 100644 A testing/corpus/注文 2025.txt"},
		{"Files with names that tools stumble over", ":000000 100644 A testing/corpus/tab\there.txt"},
		{"Money: call the file what it does", ":100644 100644 R089 packages/money/src/rounding.ts packages/money/src/round.ts"},
	}
	for _, tt := range tests {
		id := commitOf(t, dir, tt.subject)
		var got []string
		f := strings.Split(git(t, dir, "diff-tree", "-r", "-M", "-z", "--raw", id+"^", id), "\x00")
		for len(f) > 1 {
			head, paths := strings.Fields(f[0]), 1
			if head[4][0] == 'R' {
				paths = 2
			}
			got = append(got, strings.Join(append([]string{head[0], head[1], head[4]}, f[1:1+paths]...), " "))
			f = f[1+paths:]
		}
		if !slices.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.subject, got, tt.want)
		}
	}
}

// What lines say that no status does.
func TestOddLines(t *testing.T) {
	dir, _, _ := mono(t, "main")
	const none = "\\ No newline at end of file"
	for _, tt := range []struct {
		subject string
		parts   []string
		options string
		empty   bool // with the option nothing is left
	}{
		{subject: "Keep the version in a file", parts: []string{"+2025.2\n" + none}},
		{subject: "End the last line of the version", parts: []string{"-2025.2\n" + none + "\n+2025.2\n"}},
		{subject: "No line end in what Node is asked for", parts: []string{"\n" + none}},
		{subject: "Line ends of Unix in the sample of EDI", parts: []string{"\r\n+"}, options: "--ignore-space-at-eol", empty: true},
		{subject: "Indent the rules of Kubernetes with two spaces", parts: []string{"\n+  name: orders\n"}, options: "-w", empty: true},
		{subject: "Parse amounts in the package of money", parts: []string{"-function readAmount(", "+function readAmount("}},
	} {
		id := commitOf(t, dir, tt.subject)
		patch := git(t, dir, "diff-tree", "-p", id+"^", id)
		for _, part := range tt.parts {
			if !strings.Contains(patch+"\n", part) {
				t.Errorf("%s: got no %q in\n%.600s", tt.subject, part, patch)
			}
		}
		if tt.empty {
			if got := git(t, dir, "diff-tree", "-p", tt.options, id+"^", id); strings.Contains(got, "@@") {
				t.Errorf("%s: got %.300q with %s, want no lines", tt.subject, got, tt.options)
			}
		}
	}
	for path, least := range map[string]int{"testing/corpus/trace.json": 200_000, "apps/storefront/public/chat.min.js": 30_000} {
		longest := 0
		for line := range strings.Lines(git(t, dir, "cat-file", "blob", "main:"+path)) {
			longest = max(longest, len(line))
		}
		if longest < least {
			t.Errorf("%s: got a longest line of %d bytes, want %d or more", path, longest, least)
		}
	}
}

// A file of which blame tells much: many people, and its former name.
func TestBlameworthy(t *testing.T) {
	dir, _, _ := mono(t, "main")
	people, names := map[string]bool{}, map[string]bool{}
	commits := strings.Split(git(t, dir, "log", "--follow", "--format=%ae", "main", "--", roundedNow), "\n")
	for line := range strings.Lines(git(t, dir, "blame", "--line-porcelain", "main", "--", roundedNow)) {
		if who, ok := strings.CutPrefix(line, "author-mail "); ok {
			people[who] = true
		}
		if name, ok := strings.CutPrefix(line, "filename "); ok {
			names[name] = true
		}
	}
	if len(commits) < 12 || len(people) < 6 || len(names) != 2 {
		t.Errorf("got %d commits, %d people, %d names, want 12, 6 and 2", len(commits), len(people), len(names))
	}
	if got := git(t, dir, "cat-file", "blob", "main:"+roundedNow); got+"\n" != rounded() {
		t.Errorf("got %s, want every step in it", got)
	}
}

// Between two releases lie 20 to 60 commits, some of pull requests that were
// merged and close issues.
func TestReleases(t *testing.T) {
	a := newAsker(t)
	dir := made(t, sharedCache, "northwind/monorepo")
	if got := git(t, dir, "tag"); got != "v2025.1\nv2025.2\nv2026.1" {
		t.Fatalf("got tags %q", got)
	}
	for _, tt := range []struct {
		from, to      string
		pulls, closed int // at least
	}{{"v2025.1", "v2025.2", 12, 10}, {"v2025.2", "v2026.1", 18, 16}} {
		var got struct {
			Total   int `json:"total_commits"`
			Commits []struct {
				SHA    string
				Commit struct{ Message string }
			}
		}
		if status := a.do("GET", "/repos/northwind/monorepo/compare/"+tt.from+"..."+tt.to, "", &got); status != http.StatusOK || got.Total < 20 || got.Total > 60 || len(got.Commits) != got.Total {
			t.Fatalf("%s: got %d, %d commits, want 20 to 60", tt.to, status, got.Total)
		}
		pulls, closed := 0, 0
		for _, k := range got.Commits {
			i := strings.LastIndex(k.Commit.Message, " (#")
			if i < 0 {
				continue
			}
			pulls++
			number := strings.Trim(k.Commit.Message[i:], " (#)\n")
			var p struct {
				Merged bool
				Commit string `json:"merge_commit_sha"`
				Title  string
				Body   string
			}
			a.do("GET", "/repos/northwind/monorepo/pulls/"+number, "", &p)
			if !p.Merged || p.Commit != k.SHA || p.Title != k.Commit.Message[:i] {
				t.Errorf("#%s: got %+v, want the merged pull request of %s", number, p, k.SHA)
			}
			if issue, ok := strings.CutPrefix(p.Body, "Fixes #"); ok {
				var in struct{ State string }
				if a.do("GET", "/repos/northwind/monorepo/issues/"+issue, "", &in); in.State != "closed" {
					t.Errorf("#%s: got %q, want it closed", issue, in.State)
				}
				closed++
			}
		}
		if pulls < tt.pulls || closed < tt.closed {
			t.Errorf("%s: got %d pull requests and %d issues, want %d and %d", tt.to, pulls, closed, tt.pulls, tt.closed)
		}
	}
}
