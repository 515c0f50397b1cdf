package story

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
)

// oddWorld holds what nobody should have to read: names with escape sequences,
// overridden writing direction, wide characters and emoji, and one repository
// whose commits, files and people are called so.
func oddWorld(t *testing.T) embedded.World {
	t.Helper()
	dir := t.TempDir()
	w := demo.World(demoDir)
	w.Repositories = nil
	for i, name := range []string{
		"odd", "esc-\x1b[2J\x1b]0;title\x07-end", "bidi-\u202egnp.exe", "wide-日本語の倉庫", "family-👩‍👩‍👧‍👦-🚀", "flag-🇳🇴", "zero-\u200bwidth", "marks-e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
		"tab\tand\nline", "c1-\u009b2J", strings.Repeat("long-", 60),
	} {
		w.Repositories = append(w.Repositories, embedded.Repository{
			Owner: "northwind", Name: name, ID: int64(i + 1), DefaultBranch: "main", Language: "C\x1b[31m++", PushedAt: demo.Day.Add(-time.Duration(i+1) * time.Hour),
			Open: func(ctx context.Context) (string, error) { return dir, nil },
		})
	}
	oddRepository(t, dir)
	return w
}

// oddRepository makes a bare repository of two commits.
func oddRepository(t *testing.T, dir string) {
	t.Helper()
	const (
		odd = "red \x1b[31m bell \x07 clear \x1b[2J over \u202eesrever\u202c zero\u200bwidth 日本語 👩‍👩‍👧‍👦 e\u0301"
		who = "Mal\x1b[1mlory \u202eyrollaM 李明 🚀 <mallory@example.com> 1773300000 +0000"
	)
	var b strings.Builder
	data := func(s string) { b.WriteString("data " + strconv.Itoa(len(s)) + "\n" + s + "\n") }
	for i, content := range []string{"one\r\ntwo\ttabs\n" + odd + "\n", "one\r\ntwo\ttabs changed\n" + odd + " again\n\x00binary?\n"} {
		b.WriteString("commit refs/heads/main\ncommitter " + who + "\n")
		data(odd + " " + strconv.Itoa(i) + "\n\nBody\r\nwith " + odd + "\n")
		for _, path := range []string{`"src/\033[2J.txt"`, "日本/家族-👩‍👩‍👧‍👦.txt", `"dir/\342\200\256txt.exe"`} {
			b.WriteString("M 100644 inline " + path + "\n")
			data(strings.TrimSuffix(content, "\x00binary?\n"))
		}
	}
	for _, cmd := range [][]string{{"init", "--quiet", "--bare", "--initial-branch=main", dir}, {"-C", dir, "fast-import", "--quiet"}} {
		c := exec.Command("git", cmd...)
		c.Stdin = strings.NewReader(b.String())
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", cmd[0], err, out)
		}
	}
}
