package demo

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/codeowners"
	"hubtrail/github/embedded"
)

func TestMonorepoIssues(t *testing.T) {
	s := named(t, "northwind/monorepo")
	data := monorepoIssues(s)
	dir := made(t, sharedCache, "northwind/monorepo")
	for name, id := range resolved(t, dir, data) {
		if id == "" {
			t.Errorf("%s leads to no commit", name)
		}
	}
	log := git(t, dir, "log", "--format=%H %s", "main")
	known := map[string]bool{}
	for _, l := range data.Labels {
		known[l.Name] = true
	}
	for i := range data.Issues {
		in := &data.Issues[i]
		if in.Number != i+1 {
			t.Fatalf("got number %d at %d, want them all", in.Number, i)
		}
		if i > 0 && in.CreatedAt.Before(data.Issues[i-1].CreatedAt) {
			t.Errorf("#%d was made %v, before the one before it", in.Number, in.CreatedAt)
		}
		for _, l := range in.Labels {
			if !known[l] {
				t.Errorf("#%d: there is no label %q", in.Number, l)
			}
		}
		checkTimes(t, s, in)
		if in.Pull == nil || in.Pull.MergedAt.IsZero() {
			continue
		}
		if id := git(t, dir, "rev-parse", in.Pull.MergeCommit); !strings.Contains(log, fmt.Sprintf("%s %s (#%d)", id, in.Title, in.Number)) {
			t.Errorf("#%d says that it is %s, which the history does not know of", in.Number, id)
		}
	}
	if n := strings.Count(log, "(#"); n != 42 {
		t.Errorf("got %d commits of pull requests, want 42", n)
	}
}

// pulledFile is a file of a pull request as the API tells it.
type pulledFile struct {
	Filename string
	Status   string
	Previous string `json:"previous_filename"`
}

// pulledFiles are all files of a pull request.
func pulledFiles(a *asker, number int) []pulledFile {
	a.t.Helper()
	var all []pulledFile
	for page := 1; page == 1 || len(all)%100 == 0 && page < 5; page++ {
		var list []pulledFile
		if status := a.do("GET", fmt.Sprintf("/repos/northwind/monorepo/pulls/%d/files?per_page=100&page=%d", number, page), "", &list); status != 200 {
			a.t.Fatalf("#%d: got %d, want 200", number, status)
		}
		if all = append(all, list...); len(list) == 0 {
			break
		}
	}
	return all
}

// Who has to say something about each open pull request, by the file of the
// branch it goes to, and what the reviews say about it.
func TestMonorepoPulls(t *testing.T) {
	_, _, byMain := mono(t, "main")
	_, _, byRelease := mono(t, release)
	a := newAsker(t)
	tests := []struct {
		number, files, owners, unowned int
		release                        bool
		title, reviews                 string
		draft                          bool
	}{
		{number: 81, files: 300, owners: 23, unowned: 48, title: "One logger for all parts", reviews: "APPROVED APPROVED CHANGES_REQUESTED COMMENTED APPROVED"},
		{number: 83, files: 41, owners: 10, unowned: 2, title: "The new scale of spacing", reviews: "APPROVED DISMISSED"},
		{number: 84, files: 12, owners: 2, title: "Try tracing in the warehouse", reviews: "COMMENTED", draft: true},
		{number: 85, files: 6, owners: 3, release: true, title: "Round VAT for each line (for 2023 LTS)", reviews: "APPROVED"},
		{number: 86, files: 5, owners: 6, title: "Show the price that was agreed", reviews: "APPROVED CHANGES_REQUESTED"},
	}
	for _, tt := range tests {
		var pull struct {
			Title string
			State string
			Draft bool
			Files int `json:"changed_files"`
			Base  struct{ Ref string }
		}
		a.do("GET", fmt.Sprintf("/repos/northwind/monorepo/pulls/%d", tt.number), "", &pull)
		if pull.Title != tt.title || pull.State != "open" || pull.Draft != tt.draft || pull.Files != tt.files || (pull.Base.Ref == release) != tt.release {
			t.Errorf("#%d: got %+v, want %+v", tt.number, pull, tt)
		}
		files := pulledFiles(a, tt.number)
		if len(files) != tt.files {
			t.Errorf("#%d: got %d files, want %d", tt.number, len(files), tt.files)
		}
		by := byMain
		if tt.release {
			by = byRelease
		}
		owners, unowned := map[string]bool{}, 0
		for _, f := range files {
			m := by.Match(f.Filename)
			if m.Ownership == codeowners.Unmatched {
				unowned++
				continue
			}
			for _, o := range m.Rule.Owners {
				owners[o] = true
			}
		}
		if len(owners) != tt.owners || unowned != tt.unowned {
			t.Errorf("#%d: got %d owners %v and %d files without, want %d and %d", tt.number, len(owners), owners, unowned, tt.owners, tt.unowned)
		}
		var reviews []struct{ State string }
		a.do("GET", fmt.Sprintf("/repos/northwind/monorepo/pulls/%d/reviews", tt.number), "", &reviews)
		states := make([]string, len(reviews))
		for i, r := range reviews {
			states[i] = r.State
		}
		if got := strings.Join(states, " "); got != tt.reviews {
			t.Errorf("#%d: got reviews %q, want %q", tt.number, got, tt.reviews)
		}
	}

	// The large one moves a folder and gives it an owner, which does not count yet.
	moved := 0
	for _, f := range pulledFiles(a, 81) {
		if f.Status == "renamed" && strings.HasPrefix(f.Previous, oldPackage) {
			moved++
			if m := byMain.Match(f.Filename); m.Ownership != codeowners.Unmatched && m.Ownership != codeowners.Unset {
				t.Errorf("%s: got %v, want no owner in the new place", f.Filename, m.Rule)
			}
		}
	}
	if moved != 49 {
		t.Errorf("got %d files moved, want all of the package", moved)
	}
}

// The small pull request has each kind of owner.
func TestOwnersOfTheSmallPull(t *testing.T) {
	_, _, owners := mono(t, "main")
	data := monorepoIssues(named(t, "northwind/monorepo"))
	in := data.Issues[85]
	all := teams(org)
	member := func(login, owner string) bool {
		i := slices.IndexFunc(all, func(m embedded.Team) bool { return "@northwind/"+m.Slug == owner })
		return i >= 0 && all[i].Members[login] != ""
	}
	for _, tt := range []struct{ path, owner, who, state string }{
		{"services/checkout/src/domain/quote.ts", "@northwind/checkout", "farid-haddad", "author"},
		{"packages/money/src/quote.ts", "@northwind/payments", "tomasz-wrona", "APPROVED"},
		{"apps/storefront/src/components/price/list.tsx", "@northwind/web", "chiyo-tanaka", "CHANGES_REQUESTED"},
		{"docs/guides/price.md", "@northwind/writers", "", ""},
		{"tools/pricing-report/src/tariff.ts", "@farid-haddad", "farid-haddad", "author"},
	} {
		m := owners.Match(tt.path)
		if m.Ownership != codeowners.Owned || m.Rule.Owners[0] != tt.owner {
			t.Errorf("%s: got %v, want %s first", tt.path, m.Rule, tt.owner)
		}
		if tt.who != "" && "@"+tt.who != tt.owner && !member(tt.who, tt.owner) {
			t.Errorf("%s: %s is not in %s", tt.path, tt.who, tt.owner)
		}
		state := ""
		if in.Author == tt.who {
			state = "author"
		}
		for _, v := range in.Pull.Reviews {
			if v.Author == tt.who || tt.who == "" && member(v.Author, tt.owner) {
				state = v.State
			}
		}
		if state != tt.state {
			t.Errorf("%s: got %q by %s, want %q", tt.path, state, tt.who, tt.state)
		}
	}
}
