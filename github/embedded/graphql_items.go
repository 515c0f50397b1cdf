package embedded

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// gqlBudget is what the caller has left.
type gqlBudget struct {
	quota
	cost int
}

func gqlTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return stamp(t)
}

// viewer is the account whose credential it is; an App's is its bot.
func (c *call) viewer() (any, error) {
	switch {
	case c.who.user != nil:
		return gqlActor{c.who.user.Login, "User"}, nil
	case c.who.kind == asInstallation:
		return gqlActor{c.who.app.Slug + "[bot]", "User"}, nil
	}
	return nil, gqlMissing("Could not resolve to a User: nobody is signed in.")
}

// actor is an account by its login, nil for one that was deleted.
func (c *call) actor(login string) any {
	if login == "" {
		return nil
	}
	return gqlActor{login, c.person(login).Type}
}

// rateLimit is the state of the budget, nil where there are no budgets.
func (r *gqlRun) rateLimit() any {
	s := r.c.s
	if s.quotas.limits.Off {
		return nil
	}
	left, _ := s.quotas.spend(r.c.who.quota, "graphql", 0, r.c.now())
	return gqlBudget{left, r.cost}
}

// findRepository is a repository by its name, or by a former one.
func findRepository(r *gqlRun, _ any, args gqlArgs) (any, error) {
	owner, name := args.text("owner"), args.text("name")
	found := r.c.s.index.repository(owner, name)
	if found == nil && args.yes("followRenames") {
		found = r.c.s.index.renamed(owner, name)
	}
	if found == nil || !r.c.s.sees(r.c.who, found) {
		return nil, gqlMissing("Could not resolve to a Repository with the name '%s/%s'.", owner, name)
	}
	return found, nil
}

// gqlPermit is a missing permission as GraphQL says it.
func (c *call) gqlPermit(r *Repository, needs string) error {
	if err := c.s.permits(c.who, r, needs); err != nil {
		return &gqlError{Type: "FORBIDDEN", Message: notAccessible(c.who).message}
	}
	return nil
}

// findItem finds an issue or pull request of a repository by its number.
func findItem(issues, pulls bool) gqlResolver {
	what := "PullRequest"
	switch {
	case issues && pulls:
		what = "issue or pull request"
	case issues:
		what = "Issue"
	}
	return func(r *gqlRun, object any, args gqlArgs) (any, error) {
		repo, number := object.(*Repository), args.number("number")
		e := r.c.s.issues.book(repo).find(number)
		if e == nil || !e.listed() || e.Pull == nil && (!issues || repo.NoIssues) || e.Pull != nil && !pulls {
			return nil, gqlMissing("Could not resolve to %s %s with the number of %d.", article(what), what, number)
		}
		needs := "issues=read"
		if e.Pull != nil {
			needs = "pull_requests=read"
		}
		if err := r.c.gqlPermit(repo, needs); err != nil {
			return nil, err
		}
		return gqlItem{e}, nil
	}
}

func article(noun string) string {
	if strings.ContainsRune("aeiouAEIOU", rune(noun[0])) {
		return "an"
	}
	return "a"
}

func (i gqlItem) state() any {
	switch {
	case i.merged():
		return "MERGED"
	case i.Closed:
		return "CLOSED"
	}
	return "OPEN"
}

// webItem is the item's page.
func (c *call) webItem(e *entry) string {
	kind := "/issues/"
	if e.Pull != nil {
		kind = "/pull/"
	}
	return c.webAt(e.book.repo) + kind + formatID(int64(e.Number))
}

// linked are the closing references of an item that the caller sees.
func (r *gqlRun) linked(i gqlItem, args gqlArgs, needs string) []gqlItem {
	var out []gqlItem
	for _, l := range r.c.s.issues.ensureLinks().of(i.key()) {
		if args.yes("userLinkedOnly") && !l.manual || !r.c.s.sees(r.c.who, l.repo) || r.c.s.permits(r.c.who, l.repo, needs) != nil {
			continue
		}
		if e := r.c.s.issues.book(l.repo).find(l.number); e != nil && e.listed() {
			out = append(out, gqlItem{e})
		}
	}
	return out
}

// closes are the issues that merging a pull request closes.
func closes(r *gqlRun, object any, args gqlArgs) (gqlList, error) {
	return listed(r.linked(object.(gqlItem), args, "issues=read")), nil
}

// closedBy are the pull requests that close an issue; those that were closed or
// merged are left out unless asked for.
func closedBy(r *gqlRun, object any, args gqlArgs) (gqlList, error) {
	list := r.linked(object.(gqlItem), args, "pull_requests=read")
	if !args.yes("includeClosedPrs") {
		list = slices.DeleteFunc(list, func(i gqlItem) bool { return i.Closed })
	}
	if args.yes("orderByState") {
		slices.SortStableFunc(list, func(a, b gqlItem) int { return cmp.Compare(a.rank(), b.rank()) })
	}
	return listed(list), nil
}

// rank is the order by state: open, draft, merged, closed.
func (i gqlItem) rank() int {
	switch {
	case i.merged():
		return 2
	case i.Closed:
		return 3
	case i.Pull.Draft:
		return 1
	}
	return 0
}

// headCommit is the newest commit of a pull request.
func (c *call) headCommit(i gqlItem) (gqlCommit, error) {
	_, ids, err := c.revisionsOf(i)
	return gqlCommit{repo: i.book.repo, id: ids.id(i.Pull.headRevision()), item: i, head: true}, err
}

// revisionsOf opens the objects that a pull request names.
func (c *call) revisionsOf(i gqlItem) (*repo, revisions, error) {
	r, err := c.open(i.book.repo)
	if err != nil {
		return nil, revisions{repo: i.book.repo}, err
	}
	ids, err := i.book.resolve(c.ctx(), r)
	if err != nil {
		ids.repo = i.book.repo
	}
	return r, ids, err
}

// commitsOf are the commits of a pull request, oldest first.
func commitsOf(r *gqlRun, object any, _ gqlArgs) (gqlList, error) {
	i := object.(gqlItem)
	if err := r.c.gqlPermit(i.book.repo, "contents=read; pull_requests=read"); err != nil {
		return gqlList{}, err
	}
	var all []gqlCommit
	load := func() error {
		if all != nil {
			return nil
		}
		repo, ids, err := r.c.revisionsOf(i)
		if err != nil {
			return err
		}
		list, err := repo.pullCommits(r.c.ctx(), i.entry, ids)
		if err != nil {
			return err
		}
		head := ids.id(i.Pull.headRevision())
		all = make([]gqlCommit, 0, len(list))
		for _, k := range list {
			all = append(all, gqlCommit{repo: i.book.repo, id: k.sha, read: &k, item: i, head: k.sha == head})
		}
		return nil
	}
	return gqlList{
		count: func() (int, error) {
			err := load()
			return len(all), err
		},
		get:  func(n int) (any, error) { return all[n], nil }, // counting comes before
		tail: func() (any, error) { return r.c.headCommit(i) },
	}, nil
}

// rollupOf is what statuses and checks of a commit come to, nil if there are
// none. Those of heads only are known.
func rollupOf(r *gqlRun, object any, _ gqlArgs) (any, error) {
	k := object.(gqlCommit)
	if !k.head || k.item.Pull.rollup() == "" {
		return nil, nil
	}
	if err := r.c.gqlPermit(k.item.book.repo, "statuses=read,checks=read"); err != nil {
		return nil, err
	}
	return k.item, nil
}

// contexts are the statuses and check runs of the head, the latest of each.
func (i gqlItem) contexts() []any {
	var out []any
	for _, k := range latestRuns(i.Pull.CheckRuns) {
		out = append(out, k)
	}
	for _, t := range latestStatuses(i.Pull.Statuses) {
		out = append(out, t)
	}
	return out
}

func (CheckRun) gqlType() string { return "CheckRun" }

func (Status) gqlType() string { return "StatusContext" }
