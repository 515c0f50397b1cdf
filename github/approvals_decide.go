package github

import (
	"cmp"
	"slices"
	"strings"

	"hubtrail/github/codeowners"
)

// ApprovalFacts is what approvals are decided by.
type ApprovalFacts struct {
	Pull      PullRequest // author, base, who is asked, number of files
	Files     []File
	Owners    *OwnersFile
	Reviews   []Review // oldest first
	NoReviews error    // why they are not known, nil if they are
	Teams     map[string]TeamMembership
}

// TeamMembership is the members of a team that is asked about as "org/team", in
// lower case, or why they may not be seen.
type TeamMembership struct {
	Members []string
	Err     error
}

// DecideApprovals is who must approve, who has, and who is missing. Of each
// person the last review counts that is more than a comment; a dismissed one
// counts as none; the author's count for nothing. One owner of a path is enough,
// and one member of a team. It asks nothing of anybody.
func DecideApprovals(facts ApprovalFacts) Approvals {
	d := decision{
		facts: facts, author: strings.ToLower(facts.Pull.Author), said: opinions(facts.Reviews, facts.Pull.Author),
		owners: map[string]int{}, sets: map[string]int{},
	}
	a := &d.found
	a.Pull, a.File, a.NoReview = facts.Pull, facts.Owners, facts.NoReviews
	a.Cut = len(facts.Files) < facts.Pull.ChangedFiles
	for i := range facts.Files {
		f := &facts.Files[i]
		if f.renamed() {
			d.path(f.PreviousPath, f.Path)
			d.path(f.Path, f.PreviousPath)
			continue
		}
		d.path(f.Path, "")
	}
	for i := range a.Owners {
		o := &a.Owners[i]
		if (o.State == ApprovalMissing || o.State == ApprovalUnknown) &&
			!slices.ContainsFunc(o.Paths, func(at int) bool { return a.Paths[at].State != ApprovalGiven }) {
			o.State = ApprovalElsewhere
		}
	}
	slices.SortStableFunc(a.Owners, func(x, y OwnerApproval) int {
		return cmp.Or(cmp.Compare(y.State.urgency(), x.State.urgency()), cmp.Compare(len(y.Paths), len(x.Paths)))
	})
	slices.SortStableFunc(a.Missing, func(x, y MissingOwners) int { return cmp.Compare(y.Paths, x.Paths) })
	return *a
}

// urgency puts those first who are to do something.
func (s ApprovalState) urgency() int {
	return slices.Index([]ApprovalState{ApprovalOnlyAuthor, ApprovalElsewhere, ApprovalGiven, ApprovalUnknown, ApprovalMissing, ApprovalRefused}, s)
}

// opinion is the review of a person that counts.
type opinion struct{ login, state string }

// opinions is the last review of each that is more than a comment, in the order
// in which people first spoke.
func opinions(reviews []Review, author string) (said []opinion) {
	at := map[string]int{}
	for _, r := range reviews {
		switch r.State {
		case "approved", "changes_requested", "dismissed":
		default:
			continue
		}
		if r.Author == "" || strings.EqualFold(r.Author, author) {
			continue
		}
		i, ok := at[strings.ToLower(r.Author)]
		if !ok {
			i = len(said)
			at[strings.ToLower(r.Author)] = i
			said = append(said, opinion{})
		}
		said[i] = opinion{r.Author, r.State}
	}
	return said
}

// decision is approvals being decided.
type decision struct {
	facts  ApprovalFacts
	author string // in lower case
	said   []opinion
	owners map[string]int // by name in lower case: index of found.Owners
	sets   map[string]int // by names in lower case, sorted: index of found.Missing
	found  Approvals
}

// path decides one path.
func (d *decision) path(path, other string) {
	a := &d.found
	p := PathApproval{Path: path, Other: other, Rule: d.facts.Owners.Matcher.Match(path).Rule}
	at := len(a.Paths)
	switch {
	case p.Rule == nil:
	case len(p.Rule.Owners) == 0:
		p.State = ApprovalUnset
	default:
		d.owned(&p, at)
	}
	a.Paths = append(a.Paths, p)
	if !p.State.Needed() {
		return
	}
	a.Needed++
	switch p.State {
	case ApprovalGiven:
		a.Approved++
	case ApprovalUnknown:
		a.Unknown++
	default:
		d.missing(p.Rule)
	}
}

// owned decides a path that has owners.
func (d *decision) owned(p *PathApproval, at int) {
	alone, unknown := true, false
	for _, name := range p.Rule.Owners {
		o := d.owner(name)
		if n := len(o.Paths); n == 0 || o.Paths[n-1] != at { // an owner may be written twice
			o.Paths = append(o.Paths, at)
		}
		p.By, p.Against = union(p.By, o.By), union(p.Against, o.Against)
		alone = alone && o.State == ApprovalOnlyAuthor
		if o.State == ApprovalUnknown {
			unknown = true
			p.Why = cmp.Or(p.Why, o.Owner+": "+o.Why)
		}
	}
	switch {
	case alone:
		p.State = ApprovalOnlyAuthor
	case len(p.By) > 0:
		p.State = ApprovalGiven
	case len(p.Against) > 0:
		p.State = ApprovalRefused
	case unknown:
		p.State = ApprovalUnknown
	default:
		p.State = ApprovalMissing
	}
	if p.State != ApprovalUnknown {
		p.Why = ""
	}
}

// owner is what is known of an owner, decided when it is first met.
func (d *decision) owner(name string) *OwnerApproval {
	key := strings.ToLower(name)
	if i, ok := d.owners[key]; ok {
		return &d.found.Owners[i]
	}
	o := OwnerApproval{Owner: name}
	login, team, known := d.people(&o)
	switch {
	case team != "":
		owner, slug, _ := strings.Cut(team, "/")
		o.Asked = strings.EqualFold(owner, d.facts.Pull.Base.Repo.Owner) && containsFold(d.facts.Pull.Teams, slug)
	case login != nil:
		o.Asked = containsFold(d.facts.Pull.Reviewers, login[0])
	}
	approved := false // by anybody
	for _, s := range d.said {
		switch {
		case s.state == "approved":
			approved = true
			if containsFold(login, s.login) {
				o.By = append(o.By, s.login)
			}
		case s.state == "changes_requested" && containsFold(login, s.login):
			o.Against = append(o.Against, s.login)
		}
	}
	switch {
	case known && len(login) == 1 && strings.ToLower(login[0]) == d.author:
		o.State = ApprovalOnlyAuthor
	case d.facts.NoReviews != nil:
		o.State, o.Why = ApprovalUnknown, cmp.Or(o.Why, "the reviews are not known")
	case len(o.By) > 0:
		o.State = ApprovalGiven
	case len(o.Against) > 0:
		o.State = ApprovalRefused
	case !known && approved:
		o.State = ApprovalUnknown
	default:
		o.State = ApprovalMissing
	}
	d.owners[key] = len(d.found.Owners)
	d.found.Owners = append(d.found.Owners, o)
	return &d.found.Owners[len(d.found.Owners)-1]
}

// people is the logins that an owner stands for and its team, "" if it is none.
// They are not known if it cannot be told; why, it writes down.
func (d *decision) people(o *OwnerApproval) (logins []string, team string, known bool) {
	handle, ok := strings.CutPrefix(o.Owner, "@")
	switch {
	case !ok:
		o.Why = "GitHub does not tell whose address it is"
		return nil, "", false
	case !strings.Contains(handle, "/"):
		return []string{handle}, "", true
	}
	t, asked := d.facts.Teams[strings.ToLower(handle)]
	switch {
	case !asked:
		o.Why = "its members were not asked for"
	case t.Err != nil:
		o.Why = "its members may not be seen: " + whyHidden(t.Err)
	default:
		return t.Members, handle, true
	}
	return nil, handle, false
}

// whyHidden is why a team's members are not told.
func whyHidden(err error) string {
	if is(err, ErrNotFound) {
		return "the team is secret, or there is none of that name"
	}
	return reason(err)
}

// missing counts a path among those that lack the approval of a rule's owners.
func (d *decision) missing(r *codeowners.Rule) {
	var names, key []string
	for _, name := range r.Owners {
		low := strings.ToLower(name)
		if d.owner(name).State == ApprovalOnlyAuthor || slices.Contains(key, low) {
			continue
		}
		names, key = append(names, name), append(key, low)
	}
	slices.Sort(key)
	set := strings.Join(key, " ")
	i, ok := d.sets[set]
	if !ok {
		i = len(d.found.Missing)
		d.sets[set] = i
		d.found.Missing = append(d.found.Missing, MissingOwners{Owners: names})
	}
	d.found.Missing[i].Paths++
}

// containsFold reports whether a login or slug is among others, in any case.
func containsFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(other string) bool { return strings.EqualFold(other, s) })
}

// union appends to a list what it lacks.
func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list[:len(list):len(list)], s)
		}
	}
	return list
}
