package github

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

// blamedLines is a GraphQL answer with ranges given as "first-last age sha subject".
func blamedLines(ranges ...string) string {
	var rows []string
	for _, r := range ranges {
		f := strings.SplitN(r, " ", 4)
		first, last, _ := strings.Cut(f[0], "-")
		rows = append(rows, fmt.Sprintf(`{"startingLine":%s,"endingLine":%s,"age":%s,"commit":{"oid":%q,"messageHeadline":%q,"committedDate":"2026-05-01T10:00:00Z",
			"author":{"name":"Ada","email":"ada@example.com","user":{"login":"ada"}}}}`, first, last, f[1], f[2], f[3]))
	}
	return `{"data":{"repository":{"object":{"blame":{"ranges":[` + strings.Join(rows, ",") + `]}}}}}`
}

func TestBlame(t *testing.T) {
	w := routes{
		"GET /user": text(200, user),
		"POST /graphql": graphql(t, func(q askedGraph) (int, string) {
			if strings.Contains(q.Query, "acme") || q.Variables["commit"] != commit || q.Variables["path"] != "a/x.go" {
				t.Errorf("got query %q with %v, want all values as variables", q.Query, q.Variables)
			}
			return 200, blamedLines("3-4 11 "+id(2)+" Indent", "1-2 1 "+id(1)+" Begin (#12)", "2-9 1 "+id(3)+" Overlaps", "9-8 1 "+id(3)+" Backwards", "5-5 0 nonsense No commit")
		}),
		"GET /repos/acme/app/contents/.git-blame-ignore-revs": text(200, "# all\n"+id(2)+"\n", "Content-Type", "application/vnd.github.raw+json"),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time from the store
		b, err := c.Blame(t.Context(), 0, app, strings.ToUpper(commit), "/a/x.go")
		if err != nil || len(b.Ranges) != 2 || b.Commit != commit || b.Path != "a/x.go" {
			t.Fatalf("got %+v, %v, want two ranges", b, err)
		}
		first, second := b.Ranges[0], b.Ranges[1]
		if first.First != 1 || first.Last != 2 || first.Age != 1 || first.Ignored || first.Commit.Pull != 12 || first.Commit.SHA != id(1) ||
			first.Commit.Author.Login != "ada" || first.Commit.Author.Name != "Ada" || first.Commit.At.Day() != 1 {
			t.Errorf("got %+v, want the first range in order", first)
		}
		if second.First != 3 || second.Age != 10 || !second.Ignored || second.Commit.Pull != 0 {
			t.Errorf("got %+v, want an ignored commit of the greatest age", second)
		}
		for line, want := range []int{-1, 0, 0, 1, 1, -1} {
			if got, ok := b.Range(line); ok != (want >= 0) || ok && got != want {
				t.Errorf("line %d: got %d, %v, want %d", line, got, ok, want)
			}
		}
	}
	if n := w.count("/graphql"); n != 1 {
		t.Errorf("got %d queries, want one", n)
	}
}

func TestBlameRefused(t *testing.T) {
	page := "https://github.com/acme/app/blame/" + commit + "/a%20b.go"
	answers := func(status int, body string) http.HandlerFunc {
		return graphql(t, func(askedGraph) (int, string) { return status, body })
	}
	for _, tt := range []struct {
		name    string
		answer  http.HandlerFunc
		kind    error
		url     string
		queries int
	}{
		{"too long", answers(200, `{"data":{"repository":{"object":null}},"errors":[{"path":["repository","object","blame"],"message":"Something went wrong while executing your query. This may be the result of a timeout"}]}`), ErrTimeout, page, 2},
		{"gone", answers(502, "<html>"), ErrServer, page, 2},
		{"no such commit", answers(200, `{"data":{"repository":{"object":null}}}`), ErrNotFound, "", 2},
		{"no commit", answers(200, `{"data":{"repository":{"object":{}}}}`), ErrNotFound, "", 2},
		{"an older server", answers(200, `{"errors":[{"message":"Field 'blame' doesn't exist on type 'Commit'","extensions":{"code":"undefinedField"}}]}`), ErrUnsupported, "", 1},
	} {
		w := routes{"POST /graphql": tt.answer}.wire()
		c := tokenClient(t, w, nil)
		for range 2 {
			_, err := c.Blame(t.Context(), 0, app, commit, "a b.go")
			var e *Error
			if !errors.Is(err, tt.kind) || !errors.As(err, &e) || e.URL != tt.url || (tt.url != "") != strings.Contains(e.Remedy(), page) {
				t.Errorf("%s: got %v, want %v and the page %q", tt.name, err, tt.kind, tt.url)
			}
		}
		if n := w.count("/graphql"); n < tt.queries || tt.queries == 1 && n > 1 {
			t.Errorf("%s: got %d queries, want %d", tt.name, n, tt.queries)
		}
	}
	if _, err := tokenClient(t, routes{}.wire(), nil).Blame(t.Context(), 0, app, "main", "x"); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v for a branch, want %v", err, ErrInvalid)
	}
}

// A list that cannot be read does not keep the blame from being shown, but from
// being kept.
func TestBlameWithoutTheList(t *testing.T) {
	w := routes{
		"GET /user":     text(200, user),
		"POST /graphql": graphql(t, func(askedGraph) (int, string) { return 200, blamedLines("1-1 1 " + id(1) + " Begin") }),
		"GET /repos/acme/app/contents/.git-blame-ignore-revs": text(403, `{"message":"Resource not accessible by integration"}`),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if b, err := c.Blame(t.Context(), 0, app, commit, "x"); err != nil || len(b.Ranges) != 1 {
			t.Errorf("got %+v, %v, want a range", b, err)
		}
	}
	if n := w.count("/graphql"); n != 2 {
		t.Errorf("got %d queries, want two", n)
	}
}

func TestPullNamed(t *testing.T) {
	for subject, want := range map[string]int{
		"Begin (#12)": 12, "Merge pull request #7 from acme/x": 7, "Revert \"Begin (#12)\" (#13)": 13, "Revert \"Begin (#12)\"": 0,
		"(#)": 0, "(#-1)": 0, "(#99999999999999999999)": 0, "Mend #12": 0, "Merge pull request #x": 0, "": 0,
	} {
		if got := pullNamed(subject); got != want {
			t.Errorf("%q: got %d, want %d", subject, got, want)
		}
	}
}

func TestIgnoredRevs(t *testing.T) {
	text := "\ufeff# all\r\n" + strings.ToUpper(id(10)) + " # why\r\n  " + id(11) + "\nabc\n" + id(12) + "0\n" + id(13) + " " + id(14) + "\n" + id(15)
	want := []string{id(10), id(11), id(15)}
	if got := IgnoredRevs([]byte(text)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBlameURL(t *testing.T) {
	got := NewWeb("https://github.com").BlameURL(app, "fix/#1", "/docs/a b.md", 7)
	if want := "https://github.com/acme/app/blame/fix/%231/docs/a%20b.md#L7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLineBefore(t *testing.T) {
	patch := "@@ -2,4 +2,5 @@\n a\n-b\n-c\n+B\n+C\n+D\n e\n@@ -9,0 +11,1 @@\n+put\n"
	for _, tt := range []struct {
		line int
		text string
		want int
	}{
		{3, "B", 3}, {40, "C\r", 4}, {5, "D", 4}, {11, "put", 9}, {7, "not there", 7}, {0, "", 1},
	} {
		if got := lineBefore(patch, tt.line, []byte(tt.text)); got != tt.want {
			t.Errorf("%d %q: got %d, want %d", tt.line, tt.text, got, tt.want)
		}
	}
	twice := "@@ -1,2 +1,4 @@\n+x\n a\n b\n+x\n"
	for line, want := range map[int]int{1: 1, 4: 2, 100: 2} {
		if got := lineBefore(twice, line, []byte("x")); got != want {
			t.Errorf("%d: got %d, want the nearest, %d", line, got, want)
		}
	}
}

func TestFileWithin(t *testing.T) {
	files := []File{{Path: "a/x"}, {Path: "b/y"}, {Path: "c/y"}}
	for _, tt := range []struct {
		files []File
		at    string
		want  string
	}{
		{files, "b/y", "b/y"}, {files, "z/x", "a/x"}, {files, "z/y", ""}, {files, "z", ""}, {files[:1], "z", "a/x"}, {nil, "z", ""},
	} {
		got, ok := fileWithin(tt.files, tt.at)
		if got.Path != tt.want || ok != (tt.want != "") {
			t.Errorf("%s of %d: got %q, %v, want %q", tt.at, len(tt.files), got.Path, ok, tt.want)
		}
	}
}
