package github

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hubtrail/github/store"
)

func TestCommitsWhere(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	for _, tt := range []struct {
		q    CommitQuery
		want url.Values
	}{
		{CommitQuery{}, url.Values{}},
		{CommitQuery{Ref: "fix/#1", Path: "/docs/a b&c.md/", Author: "a+b@example.org"}, url.Values{"sha": {"fix/#1"}, "path": {"docs/a b&c.md"}, "author": {"a+b@example.org"}}},
		{CommitQuery{Since: time.Date(2026, 5, 1, 1, 0, 0, 0, zone), Until: time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)},
			url.Values{"since": {"2026-04-30T23:00:00Z"}, "until": {"2026-05-02T00:00:00Z"}}},
	} {
		w := routes{"GET /repos/acme/app/commits": paged(250, "", commitRow), "GET /repos/acme/app/commits/{ref...}": text(200, shaOf(0))}.wire()
		disk := store.Open(t.TempDir(), "", nil)
		c := tokenClient(t, w, disk)
		var got []Listing[Commit]
		if err := c.CommitsWhere(t.Context(), 0, app, tt.q, 150, collect(&got)); err != nil {
			t.Fatal(err)
		}
		lookups := 1 // of the commit that later pages begin at: the newest of a filtered list need not be it
		if tt.q.plain() {
			lookups = 0
		}
		if end := got[len(got)-1]; len(end.Items) != 200 || w.count("/commits?") != 2 || w.count("/commits/") != lookups {
			t.Errorf("%+v: got %d commits after %v, want 200 after 2 requests and %d to look up the ref", tt.q, len(end.Items), w.asked, lookups)
		}
		for _, asked := range w.asked {
			if _, query, ok := strings.Cut(asked, "/commits?"); ok {
				v, err := url.ParseQuery(query)
				if v.Get("page") == "2" && v.Get("sha") == shaOf(0) {
					v.Del("sha")
					if tt.q.Ref != "" {
						v.Set("sha", tt.q.Ref)
					}
				}
				v.Del("per_page")
				v.Del("page")
				if diff := cmp.Diff(tt.want, v); diff != "" || err != nil {
					t.Errorf("%+v: got another query, %v (-want +got):\n%s", tt.q, err, diff)
				}
			}
		}
		if _, ok := c.StoredCommits(0, app, tt.q.Ref); ok != tt.q.plain() {
			t.Errorf("%+v: got stored %v, want whole histories alone", tt.q, ok)
		}
	}
}

// A branch that moves between two pages, by a push or by a force-push that takes
// commits away, neither loses nor doubles a commit.
func TestCommitsOfABranchThatMoves(t *testing.T) {
	const before = 1000 // the number of the newest commit at first; the oldest is 1000 + 449
	for _, after := range []int{before - 30, before + 30, before + 5000} {
		for _, q := range []CommitQuery{{Ref: "main"}, {}, {Ref: "main", Author: "ada"}} {
			var tip atomic.Int64 // pages are asked for side by side
			tip.Store(before)
			list := func(w http.ResponseWriter, r *http.Request) {
				at := int(tip.Load())
				if sha := r.URL.Query().Get("sha"); isSHA(sha) {
					fmt.Sscanf(sha, "%x", &at)
					at -= 0xabcdef0
				}
				paged(before+450-at, "", func(i int) string { return commitRow(at + i) })(w, r)
				if !q.plain() {
					return
				}
				tip.Store(int64(after))
			}
			w := routes{"GET /repos/acme/app/commits": list, "GET /repos/acme/app/commits/{ref...}": func(w http.ResponseWriter, r *http.Request) {
				text(200, shaOf(int(tip.Load())))(w, r)
				tip.Store(int64(after))
			}}.wire()
			var got []Listing[Commit]
			if err := tokenClient(t, w, nil).CommitsWhere(t.Context(), 0, app, q, 10_000, collect(&got)); err != nil {
				t.Fatal(err)
			}
			end := got[len(got)-1].Items
			if len(end) != 450 {
				t.Errorf("%+v, to %d: got %d commits, want 450", q, after, len(end))
			}
			for i, k := range end {
				if k.SHA != shaOf(before+i) {
					t.Errorf("%+v, to %d: got %s in place %d, want %s", q, after, k.SHA, i, shaOf(before+i))
					break
				}
			}
		}
	}
}

// renames is a history in which a file was called by each of the names in turn,
// newest first: each has as many commits as it says, numbered on. The oldest of a
// name is the newest of the one before.
type renames struct {
	names  []string
	counts []int
}

func (h renames) routes() routes {
	first := func(name int) int { // the number of a name's newest commit
		n := 0
		for _, count := range h.counts[:name] {
			n += count - 1
		}
		return n
	}
	return routes{
		"GET /repos/acme/app/commits": func(w http.ResponseWriter, r *http.Request) {
			for i, name := range h.names {
				if name != r.URL.Query().Get("path") {
					continue
				}
				if i > 0 && r.URL.Query().Get("sha") != shaOf(first(i)) {
					text(422, `{"message":"the wrong commit"}`)(w, r)
					return
				}
				paged(h.counts[i], "", func(n int) string { return commitRow(first(i) + n) })(w, r)
				return
			}
			text(200, "[]")(w, r)
		},
		"GET /repos/acme/app/commits/{sha}": func(w http.ResponseWriter, r *http.Request) {
			for i := range h.names[1:] {
				if at := first(i + 1); r.PathValue("sha") == shaOf(at) {
					text(200, strings.TrimSuffix(commitRow(at), "}")+fmt.Sprintf(`,"files":[{"filename":"x","status":"renamed","previous_filename":"y"},{"filename":%q,"status":"renamed","previous_filename":%q}]}`, h.names[i], h.names[i+1]))(w, r)
					return
				}
			}
			n := 0
			fmt.Sscanf(r.PathValue("sha"), "%x", &n)
			text(200, strings.TrimSuffix(commitRow(n-0xabcdef0), "}")+fmt.Sprintf(`,"files":[{"filename":%q,"status":"added"}]}`, h.names[len(h.names)-1]))(w, r)
		},
	}
}

func TestPathHistoryFollowsRenames(t *testing.T) {
	many := renames{}
	for i := range 30 {
		many.names, many.counts = append(many.names, fmt.Sprint("n", i)), append(many.counts, 2)
	}
	for _, tt := range []struct {
		name    string
		history renames
		author  string
		limit   int
		commits int
		renamed map[int]string // by the number of the commit
		asked   int
	}{
		{"never renamed", renames{[]string{"a"}, []int{3}}, "", 100, 3, nil, 2},
		{"renamed twice", renames{[]string{"a", "b/c", "d"}, []int{3, 4, 150}}, "", 1000, 155, map[int]string{2: "b/c", 5: "d"}, 4 + 3},
		{"as far as was asked for", renames{[]string{"a", "b"}, []int{3, 400}}, "", 100, 102, map[int]string{2: "b"}, 3},
		{"enough without", renames{[]string{"a", "b"}, []int{100, 4}}, "", 100, 100, nil, 1},
		{"by an author", renames{[]string{"a", "b"}, []int{3, 4}}, "ada", 100, 3, nil, 1},
		{"again and again", many, "", 10_000, maxRenames + 2, nil, 2*maxRenames + 1 + 1},
		{"none at all", renames{[]string{"z"}, []int{3}}, "", 100, 0, nil, 1},
	} {
		w := tt.history.routes().wire()
		path := "a"
		if tt.name == "again and again" {
			path = "n0"
		}
		var got []Listing[Commit]
		var oldest []Commit // of each listing, when it was emitted
		err := tokenClient(t, w, nil).CommitsWhere(t.Context(), 0, app, CommitQuery{Path: path, Author: tt.author}, tt.limit, func(l Listing[Commit]) {
			got = append(got, l)
			oldest = append(oldest, append([]Commit{{}}, l.Items...)[len(l.Items)])
		})
		if err != nil {
			t.Errorf("%s: got %v", tt.name, err)
			continue
		}
		end := got[len(got)-1]
		if len(end.Items) != tt.commits || w.count("/commits") != tt.asked {
			t.Errorf("%s: got %d commits after %d requests, want %d after %d: %v", tt.name, len(end.Items), w.count("/commits"), tt.commits, tt.asked, w.asked)
		}
		renamed := map[int]string{}
		for i, k := range end.Items {
			if k.SHA != shaOf(i) {
				t.Fatalf("%s: got commit %s in place %d, want %s", tt.name, k.SHA, i, shaOf(i))
			}
			if k.RenamedFrom != "" {
				renamed[i] = k.RenamedFrom
			}
		}
		if tt.name != "again and again" && !cmp.Equal(tt.renamed, renamed, cmpopts.EquateEmpty()) {
			t.Errorf("%s: got renamed %v, want %v", tt.name, renamed, tt.renamed)
		}
		for i, l := range got {
			if n := len(l.Items); n > 0 && l.Items[n-1].RenamedFrom != oldest[i].RenamedFrom {
				t.Errorf("%s: got a listing changed after it was emitted", tt.name)
			}
		}
		for i := 1; i < len(got); i++ {
			if len(got[i].Items) < len(got[i-1].Items) {
				t.Errorf("%s: got a list that shrinks from %d to %d", tt.name, len(got[i-1].Items), len(got[i].Items))
			}
		}
	}
}

func TestPathHistoryThatFails(t *testing.T) {
	r := renames{[]string{"a", "b"}, []int{3, 4}}.routes()
	r["GET /repos/acme/app/commits/{sha}"] = text(502, "")
	var got []Listing[Commit]
	err := tokenClient(t, r.wire(), nil).CommitsWhere(t.Context(), 0, app, CommitQuery{Path: "a"}, 100, collect(&got))
	if !errors.Is(err, ErrServer) || len(got) == 0 || len(got[len(got)-1].Items) != 3 {
		t.Errorf("got %d listings, %v, want what there is with the error", len(got), err)
	}
}
