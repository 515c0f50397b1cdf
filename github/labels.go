package github

import "context"

// Label is a label of a repository.
type Label struct {
	Name        string
	Color       string // six hexadecimal digits, "" if GitHub does not say
	Description string
}

// Milestone is a milestone of a repository.
type Milestone struct {
	Number int
	Title  string
	Open   bool
}

// Labels is the labels of a repository, in GitHub's order.
func (c *Client) Labels(ctx context.Context, installation int64, repo RepoRef) ([]Label, error) {
	q := ask{op: "list the labels of " + repo.String(), installation: installation, path: repoPath(repo, "/labels")}
	if err := c.checkRepo(q.op, repo); err != nil {
		return nil, err
	}
	return all(ctx, c, q, labelRows(), keptLabels+repo.String(), rows(c, q, label), func(l Label) string { return l.Name })
}

// Assignable is the logins that issues of a repository can be assigned to.
func (c *Client) Assignable(ctx context.Context, installation int64, repo RepoRef) ([]string, error) {
	q := ask{op: "list who can be assigned in " + repo.String(), installation: installation, path: repoPath(repo, "/assignees")}
	if err := c.checkRepo(q.op, repo); err != nil {
		return nil, err
	}
	return all(ctx, c, q, textRows(), keptAssignable+repo.String(), rows(c, q, func(u *userJSON) string { return u.login() }), func(s string) string { return s })
}

// Milestones is the milestones of a repository, open and closed.
func (c *Client) Milestones(ctx context.Context, installation int64, repo RepoRef) ([]Milestone, error) {
	q := ask{op: "list the milestones of " + repo.String(), installation: installation, path: repoPath(repo, "/milestones?state=all")}
	if err := c.checkRepo(q.op, repo); err != nil {
		return nil, err
	}
	return all(ctx, c, q, milestoneRows(), keptMilestones+repo.String(), rows(c, q, func(j milestoneJSON) Milestone {
		return Milestone{Number: j.Number, Title: j.Title, Open: j.State == "open"}
	}), func(m Milestone) int { return m.Number })
}

type milestoneJSON struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	State  string `json:"state"`
}

// all reads a whole list and keeps it for completion under a name.
func all[T any, K comparable](ctx context.Context, c *Client, q ask, layout layout[T], name string, fetch func(context.Context, int) (page[T], error), key func(T) K) ([]T, error) {
	var none K
	p := &pager[T, K]{
		key: key, now: c.now, emit: func(Listing[T]) {},
		fetch: func(ctx context.Context, number int) (page[T], error) {
			got, err := fetch(ctx, number)
			kept := got.rows[:0]
			for _, row := range got.rows {
				if key(row) != none { // a null among the rows
					kept = append(kept, row)
				}
			}
			got.rows = kept
			return got, err
		},
	}
	l, err := p.run(ctx)
	if err != nil {
		return nil, err
	}
	keepAnswer(c, layout, q.installation, name, l)
	return l.Items, nil
}

// storedWords adds what the lists of a repository told when last read.
func (c *Client) storedWords(installation int64, repo RepoRef, labels, logins, milestones tally) {
	named, _ := storedAnswer(c, labelRows(), installation, keptLabels+repo.String())
	for _, l := range named.Items {
		labels.add(l.Name)
	}
	people, _ := storedAnswer(c, textRows(), installation, keptAssignable+repo.String())
	logins.add(people.Items...)
	dated, _ := storedAnswer(c, milestoneRows(), installation, keptMilestones+repo.String())
	for _, m := range dated.Items {
		milestones.add(m.Title)
	}
}

func labelRows() layout[Label] {
	return layout[Label]{fields: 3, put: putLabel, get: getLabel}
}

func textRows() layout[string] {
	return layout[string]{
		fields: 1,
		put:    func(w *writer, s *string) { w.str(*s) },
		get:    func(r *reader, s *string) { *s = r.str() },
	}
}

func milestoneRows() layout[Milestone] {
	return layout[Milestone]{
		fields: 3,
		put: func(w *writer, m *Milestone) {
			w.uint(uint64(max(m.Number, 0)))
			w.str(harmless(m.Title))
			w.bits(m.Open)
		},
		get: func(r *reader, m *Milestone) {
			m.Number = r.number()
			m.Title = r.str()
			m.Open = r.bits()&1 != 0
		},
	}
}
