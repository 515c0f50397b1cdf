package embedded

import (
	"maps"
	"slices"
	"time"
)

// moment is an entry of a timeline: when, and how it is shown.
type moment struct {
	at   time.Time
	show func() (any, error)
}

// listTimeline lists all that happened to an issue, oldest first: its events,
// comments, and for a pull request its reviews and commits.
func listTimeline(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	list, err := c.timeline(e)
	if err != nil {
		return answer{}, err
	}
	out := []any{}
	for _, m := range window(c, list) {
		v, err := m.show()
		if err != nil {
			return answer{}, err
		}
		out = append(out, v)
	}
	return c.json(out)
}

func (c *call) timeline(e *entry) ([]moment, error) {
	var list []moment
	var ids revisions
	if len(e.revisions()) > 0 {
		r, err := c.open(e.book.repo)
		if err != nil {
			return nil, err
		}
		if ids, err = e.book.resolve(c.ctx(), r); err != nil {
			return nil, err
		}
		commits, err := r.pullCommits(c.ctx(), e, ids)
		if err != nil {
			return nil, err
		}
		for _, k := range commits {
			list = append(list, moment{k.committed, func() (any, error) { return c.committedJSON(r, &k), nil }})
		}
	}
	for i := range e.Comments {
		k := &e.Comments[i]
		list = append(list, moment{k.CreatedAt, func() (any, error) { return c.commentedJSON(e, k), nil }})
	}
	if e.Pull != nil {
		for i := range e.Pull.Reviews {
			v := &e.Pull.Reviews[i]
			list = append(list, moment{v.At, func() (any, error) { return c.reviewedJSON(e, v, ids), nil }})
		}
	}
	for i := range e.Events {
		v := &e.Events[i]
		if v.Source != "" && c.source(e, v) == nil {
			continue
		}
		list = append(list, moment{v.At, func() (any, error) { return c.eventJSON(e, v, ids), nil }})
	}
	slices.SortStableFunc(list, func(a, b moment) int { return a.at.Compare(b.at) })
	return list, nil
}

// commentedJSON is a comment as an event.
func (c *call) commentedJSON(e *entry, k *Comment) any {
	return struct {
		commentJSON
		Event string       `json:"event"`
		Actor *accountJSON `json:"actor"`
	}{c.commentJSON(e, k), "commented", c.person(k.Author)}
}

// committedJSON is a commit as an event, which has neither id nor actor.
func (c *call) committedJSON(r *repo, k *commit) any {
	return struct {
		SHA          string           `json:"sha"`
		NodeID       string           `json:"node_id"`
		URL          string           `json:"url"`
		HTMLURL      string           `json:"html_url"`
		Author       personJSON       `json:"author"`
		Committer    personJSON       `json:"committer"`
		Tree         shaJSON          `json:"tree"`
		Message      string           `json:"message"`
		Parents      []parentJSON     `json:"parents"`
		Verification verificationJSON `json:"verification"`
		Event        string           `json:"event"`
	}{
		k.sha, nodeID("C", r.ID, k.sha), c.repoURL(r) + "/git/commits/" + k.sha, c.repoWeb(r) + "/commit/" + k.sha,
		person(k.author, k.authorEmail, k.authored), person(k.committer, k.committerEmail, k.committed),
		shaJSON{k.tree, c.repoURL(r) + "/git/trees/" + k.tree}, k.message, c.parentsJSON(r, k, "/git/commits/"), unsigned(), "committed",
	}
}

// source is the issue that a cross-referenced event is about, nil where there
// is none or the caller does not see it.
func (c *call) source(e *entry, v *Event) *entry {
	r, number, ok := c.s.index.reference(v.Source, e.book.repo)
	if !ok || !c.s.sees(c.who, r) {
		return nil
	}
	other := c.s.issues.book(r).find(number)
	if other == nil || !other.listed() {
		return nil
	}
	return other
}

// eventJSON is an event as the timeline shows it, with what its kind has.
func (c *call) eventJSON(e *entry, v *Event, ids revisions) any {
	r := e.book.repo
	actor := c.person(v.Actor)
	out := map[string]any{"event": v.Kind, "actor": actor, "created_at": stamp(v.At)}
	if v.Kind == "cross-referenced" {
		out["updated_at"] = stamp(v.At)
		other := c.source(e, v)
		j := c.issueJSON(other)
		if repository, err := c.repositoryJSON(other.book.repo); err == nil {
			j.Repository = repository
		}
		out["source"] = map[string]any{"type": "issue", "issue": j}
		return merged(out, v.Fields)
	}
	out["id"], out["node_id"] = v.ID, nodeID("EV", v.ID)
	out["url"] = c.at(r) + "/issues/events/" + formatID(v.ID)
	out["commit_id"], out["commit_url"], out["performed_via_github_app"] = nil, nil, c.viaApp(v.App)
	if v.Commit != "" {
		sha := ids.id(v.Commit)
		out["commit_id"], out["commit_url"] = sha, c.at(r)+"/commits/"+sha
	}
	if v.Label != "" {
		l, _ := e.book.label(v.Label)
		color := l.Color
		if color == "" {
			color = "ededed"
		}
		out["label"] = map[string]string{"name": l.Name, "color": color}
	}
	if v.Assignee != "" {
		out["assignee"], out["assigner"] = c.person(v.Assignee), actor
	}
	if v.Milestone != "" {
		out["milestone"] = map[string]string{"title": v.Milestone}
	}
	if v.From != "" || v.To != "" {
		out["rename"] = map[string]string{"from": v.From, "to": v.To}
	}
	if v.Reviewer != "" || v.Team != "" {
		out["review_requester"] = actor
	}
	if v.Reviewer != "" {
		out["requested_reviewer"] = c.person(v.Reviewer)
	}
	if v.Team != "" {
		out["requested_team"] = c.teamOf(r, v.Team)
	}
	if v.Kind == "closed" || v.Kind == "reopened" {
		out["state_reason"] = nullable(v.Reason)
	}
	if v.Kind == "locked" {
		out["lock_reason"] = nullable(v.LockReason)
	}
	if v.Review != 0 {
		out["dismissed_review"] = c.dismissedJSON(e, v)
	}
	return merged(out, v.Fields)
}

func (c *call) dismissedJSON(e *entry, v *Event) any {
	was := "commented"
	if e.Pull != nil {
		for i := range e.Pull.Reviews {
			if w := &e.Pull.Reviews[i]; w.ID == v.Review && w.State != "DISMISSED" {
				was = lowerState(w.State)
			}
		}
	}
	return map[string]any{"state": was, "review_id": v.Review, "dismissal_message": nullable(v.Message)}
}

func merged(out, over map[string]any) map[string]any {
	maps.Copy(out, over)
	return out
}
