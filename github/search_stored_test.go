package github

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hubtrail/github/store"
)

// storedIssues are what the table searches.
func storedIssues() []Issue {
	issue := func(repo string, number int, change func(*Issue)) Issue {
		owner, name, _ := strings.Cut(repo, "/")
		i := Issue{
			IssueRef: IssueRef{RepoRef{owner, name}, number}, Title: fmt.Sprintf("Number %d", number), Author: "ada",
			CreatedAt: day.AddDate(0, -1, 0), UpdatedAt: day.AddDate(0, 0, -number),
		}
		change(&i)
		return i
	}
	return []Issue{
		issue("acme/site", 1, func(i *Issue) {
			i.Labels, i.Body, i.Comments = []Label{{Name: "bug", Color: "d73a4a"}}, "It crashes on start", 9
		}),
		issue("acme/site", 2, func(i *Issue) {
			i.State, i.Reason, i.Author, i.ClosedAt = IssueNotPlanned, "not_planned", "bob", day
		}),
		issue("acme/site", 3, func(i *Issue) { i.Pull, i.State, i.Draft, i.Author = true, IssueDraft, true, "helper[bot]" }),
		issue("acme/Api", 4, func(i *Issue) { i.Pull, i.State, i.MergedAt, i.Milestone = true, IssueMerged, day, "v2" }),
		issue("other/tool", 5, func(i *Issue) { i.Assignees, i.Type = []string{"cy"}, "Bug" }),
	}
}

// learned is a token's client that knows who it is and holds the issues.
func learned(t testing.TB, s *store.Store, list []Issue) *Client {
	t.Helper()
	c := tokenClient(t, routes{"GET /user": text(200, user)}.wire(), s)
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.keepIssues(0, list)
	return c
}

func TestSearchStored(t *testing.T) {
	a := NewAccounts(learned(t, nil, storedIssues()))
	me := Place{Account: "me"}
	site := SearchScope{Place: me, Repo: RepoRef{"Acme", "site"}}
	acme := SearchScope{Place: me, Owners: []Owner{{Login: "acme"}}}
	everything := SearchScope{Place: me}
	for _, c := range []struct {
		text       string
		scope      SearchScope
		kind       SearchKind
		order      SearchOrder
		want       []int
		unanswered string
	}{
		{"", everything, SearchBoth, ByUpdated, []int{1, 2, 3, 4, 5}, ""},
		{"", site, SearchBoth, ByUpdated, []int{1, 2, 3}, ""},
		{"", acme, SearchBoth, ByUpdated, []int{1, 2, 3, 4}, ""},
		{"", acme, SearchPulls, ByUpdated, []int{3, 4}, ""},
		{"", acme, SearchIssues, ByUpdated, []int{1, 2}, ""},
		{"sort:updated-asc", site, SearchBoth, ByComments, []int{3, 2, 1}, ""},
		{"", everything, SearchIssues, ByComments, []int{1, 2, 5}, ""},
		{"is:open", everything, SearchBoth, ByBestMatch, []int{1, 3, 5}, ""},
		{"is:draft", everything, SearchBoth, ByUpdated, []int{3}, ""},
		{"is:merged milestone:v2", everything, SearchBoth, ByUpdated, []int{4}, ""},
		{`is:closed reason:"not planned" -is:pr`, everything, SearchBoth, ByUpdated, []int{2}, ""},
		{"author:bob", everything, SearchBoth, ByUpdated, []int{2}, ""},
		{"author:@me is:issue", everything, SearchBoth, ByUpdated, []int{1, 5}, ""},
		{"author:app/helper", everything, SearchBoth, ByUpdated, []int{3}, ""},
		{"label:bug OR assignee:cy", everything, SearchBoth, ByUpdated, []int{1, 5}, ""},
		{"repo:acme/api", everything, SearchBoth, ByUpdated, []int{4}, ""},
		{"updated:>=2026-05-02T12:00:00Z", everything, SearchBoth, ByUpdated, []int{1, 2}, ""},
		{"crashes in:body", everything, SearchBoth, ByUpdated, []int{1}, ""},
		{"crashes", everything, SearchBoth, ByUpdated, []int{1}, "crashes: words are not searched for in comments"},
		{"reviewed-by:ada is:pr", everything, SearchBoth, ByUpdated, []int{3, 4}, "reviewed-by:ada: the reviews are not stored"},
		{"-review:approved is:pr", everything, SearchBoth, ByUpdated, []int{3, 4}, "-review:approved: the reviews are not stored"},
		{"commenter:bob label:bug", everything, SearchBoth, ByUpdated, []int{1}, "commenter:bob: the comments are not stored"},
		{"linked:pr author:bob", everything, SearchBoth, ByUpdated, []int{2}, "linked:pr: the links are not stored"},
		{`label:"x`, everything, SearchBoth, ByUpdated, nil, ""},
	} {
		got := a.SearchStored(t.Context(), IssueSearch{Text: c.text, Kind: c.kind, Order: c.order, Scopes: []SearchScope{c.scope}, Limit: 100})
		said := strings.Join(got.Unanswered, "; ")
		if !slices.Equal(numbersOf(got), c.want) || got.Total != len(c.want) || !got.Stored || len(got.Sent) != 0 || !strings.HasPrefix(said, c.unanswered) || c.unanswered == "" && said != "" {
			t.Errorf("%q in %v: got %v of %d, unanswered %q, want %v, %q", c.text, c.scope.Owners, numbersOf(got), got.Total, said, c.want, c.unanswered)
		}
		if !got.At.Equal(day) && len(c.want) > 0 {
			t.Errorf("%q: got age from %v, want when the issues were seen", c.text, got.At)
		}
	}
}

func TestStoredHitsAreWhole(t *testing.T) {
	a := NewAccounts(learned(t, nil, storedIssues()))
	scopes := []SearchScope{{Place: Place{Account: "me"}}}
	got := a.SearchStored(t.Context(), IssueSearch{Order: ByUpdated, Scopes: append(scopes, scopes...), Limit: 100})
	if len(got.Hits) != 5 || got.Total != 5 {
		t.Fatalf("got %d hits of %d by two scopes, want each once", len(got.Hits), got.Total)
	}
	for n, want := range storedIssues() {
		h := got.Hits[n]
		if h.State != want.State || h.Author != want.Author || h.Title != want.Title || h.Reason != want.Reason ||
			!slices.Equal(h.Labels, want.Labels) || !h.UpdatedAt.Equal(want.UpdatedAt) || h.Pull != want.Pull || h.At.Account != "me" {
			t.Errorf("got %+v, want %+v", h.Issue, want)
		}
	}
}

func TestStoredIssuesOutliveTheProcess(t *testing.T) {
	dir := t.TempDir()
	disk := func() *store.Store { return store.Open(dir, "", func() time.Time { return day }) }
	first := learned(t, disk(), storedIssues())
	second := learned(t, disk(), nil)
	if got := total(t, second); got != 5 {
		t.Fatalf("got %d issues in a later process, want 5", got)
	}
	// Each of two copies of the program writes what the other does not know.
	more := storedIssues()[0]
	more.Number, more.Body = 11, "mine is "+secret+" and -----END RSA PRIVATE KEY-----"
	first.keepIssues(0, []Issue{more})
	more.Number = 12
	second.keepIssues(0, []Issue{more})
	third := learned(t, disk(), nil)
	if got := total(t, third); got != 7 {
		t.Errorf("got %d issues, want those of both copies", got)
	}
	if i, _, ok := third.StoredIssue(0, more.IssueRef); !ok || strings.Contains(i.Body, secret) || !strings.HasPrefix(i.Body, "mine is ") {
		t.Errorf("got body %q, %v, want it without the secret", i.Body, ok)
	}
	// More than the small file holds go to the large one.
	first.keepIssues(0, generated(3000))
	fourth := learned(t, disk(), nil)
	if got := total(t, fourth); got != 3007 {
		t.Errorf("got %d issues, want all", got)
	}
	if l, ok := fourth.readBase(fourth.identity(0)); !ok || len(l.Items) != 3007 {
		t.Errorf("got %d rows in the large file, want all", len(l.Items))
	}
	if p := disk().Problems(); len(p) != 0 {
		t.Errorf("got problems %q, want none", p)
	}
}

// total is how many issues an account has stored.
func total(t testing.TB, c *Client) int {
	t.Helper()
	return NewAccounts(c).SearchStored(t.Context(), IssueSearch{Scopes: []SearchScope{{Place: Place{Account: c.account.Name}}}}).Total
}

func TestStoredIssuesKeepTheNewest(t *testing.T) {
	c := learned(t, nil, storedIssues())
	changed := storedIssues()[0]
	changed.Title, changed.UpdatedAt = "Renamed", changed.UpdatedAt.Add(time.Hour)
	c.keepIssues(0, []Issue{changed})
	if i, at, ok := c.StoredIssue(0, changed.IssueRef); !ok || i.Title != "Renamed" || !at.Equal(day) {
		t.Errorf("got %+v, %v, want the newest", i, ok)
	}
	if got := total(t, c); got != 5 {
		t.Errorf("got %d issues, want one row for each", got)
	}
	long := changed
	long.Body = strings.Repeat("é", 3000)
	c.keepIssues(0, []Issue{long})
	if i, _, _ := c.StoredIssue(0, long.IssueRef); len(i.Body) > maxBody+len(cutMark) || !strings.HasSuffix(i.Body, "é"+cutMark) {
		t.Errorf("got a body of %d bytes, want it cut between characters", len(i.Body))
	}
}

func TestStoredSearchGivesTheFirst(t *testing.T) {
	list := generated(3000)
	a := NewAccounts(learned(t, nil, list))
	want := slices.SortedFunc(slices.Values(list), func(x, y Issue) int { return y.UpdatedAt.Compare(x.UpdatedAt) })
	got := a.SearchStored(t.Context(), IssueSearch{Order: ByUpdated, Scopes: []SearchScope{{Place: Place{Account: "me"}}}, Limit: 150})
	if len(got.Hits) != 150 || got.Total != 3000 || !got.More {
		t.Fatalf("got %d hits of %d, want 150 of 3000", len(got.Hits), got.Total)
	}
	for n, h := range got.Hits {
		if !h.UpdatedAt.Equal(want[n].UpdatedAt) {
			t.Fatalf("got hit %d from %v, want the newest first: %v", n, h.UpdatedAt, want[n].UpdatedAt)
		}
	}
}

func TestWhatWasLearnedHoldsUntilTheIssueChanges(t *testing.T) {
	c := learned(t, nil, nil)
	pull := Issue{IssueRef: site7, Pull: true, UpdatedAt: day}
	c.keepPull(0, PullRequest{Issue: pull, Head: PullEnd{Ref: "fix"}, Reviewers: []string{"bob"}})
	a := NewAccounts(c)
	find := func(text string) SearchResult {
		return a.SearchStored(t.Context(), IssueSearch{Text: text, Scopes: inRepo("me")})
	}
	c.keepIssues(0, []Issue{pull}) // a row of a list tells neither
	if got := find("head:fix review-requested:bob"); len(got.Hits) != 1 || len(got.Unanswered) != 0 {
		t.Errorf("got %v, unanswered %q, want both still known", numbersOf(got), got.Unanswered)
	}
	pull.UpdatedAt = day.Add(1)
	c.keepIssues(0, []Issue{pull})
	if got := find("head:fix review-requested:cy"); len(got.Hits) != 1 || !slices.Equal(got.Unanswered, []string{"review-requested:cy: the reviewers are not stored"}) {
		t.Errorf("got %v, unanswered %q, want the reviewers unknown and the branch known", numbersOf(got), got.Unanswered)
	}
}

func TestStoredSearchWhileIssuesArrive(t *testing.T) {
	c := learned(t, store.Open(t.TempDir(), "", nil), generated(3000))
	a := NewAccounts(c)
	var both sync.WaitGroup
	for n := range 4 {
		both.Go(func() {
			for k := range 5 {
				list := generated(3000)[n*100 : n*100+100]
				for i := range list {
					list[i].Title = fmt.Sprint("changed ", k)
					list[i].UpdatedAt = day.Add(time.Duration(k) * time.Hour)
				}
				c.keepIssues(0, list)
			}
		})
		both.Go(func() {
			for range 5 {
				a.SearchStored(t.Context(), IssueSearch{Text: "is:open label:bug", Order: ByUpdated, Scopes: []SearchScope{{Place: Place{Account: "me"}}}})
				c.SearchWords(0, RepoRef{})
			}
		})
	}
	both.Wait()
	if got := total(t, c); got != 3000 {
		t.Errorf("got %d issues, want 3000", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	a.SearchStored(ctx, IssueSearch{Scopes: []SearchScope{{Place: Place{Account: "me"}}}}) // ends at once, with whatever
}

func TestStoredIssuesAreBounded(t *testing.T) {
	s := &shelf{repos: map[string]*repoShelf{}, recent: map[shelfKey]bool{}}
	rows := make([]shelved, maxShelved+10)
	list := make([]*shelved, len(rows))
	for n := range rows {
		rows[n].item.Repo, rows[n].item.Number, rows[n].seen = "a/b", n+1, day.Add(time.Duration(n)*time.Second)
		list[n] = &rows[n]
	}
	s.put(list)
	s.bound()
	if s.count != maxShelved*9/10 || s.lookUp(IssueRef{RepoRef{"a", "b"}, 1}) != nil || s.lookUp(IssueRef{RepoRef{"a", "b"}, len(rows)}) == nil {
		t.Errorf("got %d rows, want the longest unseen gone", s.count)
	}
}

// generated is issues such as a large organisation has.
func generated(n int) []Issue {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the crash happens when a user opens settings after login and the panel shows nothing because cache expired on disk")
	list := make([]Issue, n)
	for k := range list {
		var body strings.Builder
		for range 100 {
			body.WriteString(words[r.IntN(len(words))] + " ")
		}
		i := Issue{
			IssueRef: IssueRef{RepoRef{"acme", fmt.Sprintf("repo-%d", k%200)}, k/200 + 1}, ID: int64(k), NodeID: fmt.Sprintf("I_kwDO%08d", k),
			Title: strings.Join(words[k%8:k%8+6], " "), Body: body.String(), Author: fmt.Sprintf("user-%d", r.IntN(300)), Comments: r.IntN(40),
			CreatedAt: day.Add(-time.Duration(r.IntN(1e6)) * time.Minute), UpdatedAt: day.Add(-time.Duration(r.IntN(1e5)) * time.Minute),
			Pull: r.IntN(2) == 0, State: IssueState(r.IntN(2) * int(IssueClosed)), URL: fmt.Sprintf("https://github.com/acme/repo-%d/issues/%d", k%200, k/200+1),
		}
		for _, l := range []string{"bug", "feature", "help wanted"}[:r.IntN(4)] {
			i.Labels = append(i.Labels, Label{Name: l, Color: "aabbcc"})
		}
		if r.IntN(3) == 0 {
			i.Assignees = []string{fmt.Sprintf("user-%d", r.IntN(300))}
		}
		list[k] = i
	}
	return list
}

// BenchmarkSearchStored answers queries of five qualifiers from 100,000 issues.
func BenchmarkSearchStored(b *testing.B) {
	c := learned(b, nil, generated(100_000))
	a := NewAccounts(c)
	for _, text := range []string{
		"is:open label:bug author:user-7 comments:>3 updated:>2026-03-01",
		"-label:bug -author:user-7 comments:>0 created:<2026-05-01 is:pr",
		"(is:open OR label:feature) -assignee:user-3 comments:1..30 sort:comments-asc",
		"expired panel in:title,body is:open label:bug",
		"nothing-like-it label:bug,feature is:issue is:open",
		"",
	} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				a.SearchStored(b.Context(), IssueSearch{Text: text, Order: ByUpdated, Scopes: []SearchScope{{Place: Place{Account: "me"}}}, Limit: 100})
			}
		})
	}
}

// BenchmarkStoredIssuesLoad reads 100,000 issues from disk, and says what they
// take in memory.
func BenchmarkStoredIssuesLoad(b *testing.B) {
	disk := store.Open(b.TempDir(), "", nil)
	learned(b, disk, generated(100_000))
	var before, after runtime.MemStats
	for b.Loop() {
		c := tokenClient(b, nil, disk)
		if err := c.learn(b.Context()); err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := c.shelf(0)
		runtime.GC()
		runtime.ReadMemStats(&after)
		if s.count != 100_000 {
			b.Fatalf("got %d issues, want all", s.count)
		}
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
	}
}

// BenchmarkStoredIssuesKeep is what a page of hits costs beside 100,000 issues.
func BenchmarkStoredIssuesKeep(b *testing.B) {
	c := learned(b, store.Open(b.TempDir(), "", nil), generated(100_000))
	list := generated(100)
	n := 0
	for b.Loop() {
		n++
		for i := range list {
			list[i].UpdatedAt = day.Add(time.Duration(n) * time.Second)
		}
		c.keepIssues(0, list)
	}
}
