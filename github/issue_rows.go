package github

import "time"

func issueRows() layout[Issue] {
	return layout[Issue]{fields: 22, put: putIssue, get: getIssue}
}

func putIssue(w *writer, i *Issue) {
	putIssueRef(w, i.IssueRef)
	w.int(i.ID)
	w.str(i.NodeID)
	w.bits(i.Pull, i.Locked, i.Draft)
	w.uint(uint64(i.State))
	w.str(i.Reason)
	w.str(harmless(i.Title))
	w.str(harmless(i.Body))
	w.str(i.Author)
	w.uint(uint64(len(i.Labels)))
	for n := range i.Labels {
		putLabel(w, &i.Labels[n])
	}
	w.strs(i.Assignees)
	w.str(harmless(i.Milestone))
	w.str(i.Type)
	w.uint(uint64(max(i.Comments, 0)))
	w.uint(uint64(max(i.Reactions, 0)))
	for _, t := range [...]time.Time{i.CreatedAt, i.UpdatedAt, i.ClosedAt, i.MergedAt} {
		w.time(t)
	}
	w.str(i.URL)
}

func getIssue(r *reader, i *Issue) {
	i.IssueRef = getIssueRef(r)
	i.ID = r.int()
	i.NodeID = r.str()
	flags := r.bits()
	i.Pull, i.Locked, i.Draft = flags&1 != 0, flags&2 != 0, flags&4 != 0
	i.State = IssueState(r.number())
	i.Reason = r.str()
	i.Title = r.str()
	i.Body = r.str()
	i.Author = r.str()
	if n := r.count(3); n > 0 {
		i.Labels = make([]Label, n)
		for l := range i.Labels {
			getLabel(r, &i.Labels[l])
		}
	}
	i.Assignees = r.strs()
	i.Milestone = r.str()
	i.Type = r.str()
	i.Comments = r.number()
	i.Reactions = r.number()
	for _, t := range [...]*time.Time{&i.CreatedAt, &i.UpdatedAt, &i.ClosedAt, &i.MergedAt} {
		*t = r.time()
	}
	i.URL = r.str()
}

func putIssueRef(w *writer, ref IssueRef) {
	w.str(ref.Repo.Owner)
	w.str(ref.Repo.Name)
	w.uint(uint64(max(ref.Number, 0)))
}

func getIssueRef(r *reader) IssueRef {
	return IssueRef{Repo: RepoRef{Owner: r.str(), Name: r.str()}, Number: r.number()}
}

func putLabel(w *writer, l *Label) {
	w.str(harmless(l.Name))
	w.str(l.Color)
	w.str(harmless(l.Description))
}

func getLabel(r *reader, l *Label) {
	l.Name = r.str()
	l.Color = r.str()
	l.Description = r.str()
}

func pullRows() layout[PullRequest] {
	return layout[PullRequest]{
		fields: 22 + 22,
		put: func(w *writer, p *PullRequest) {
			putIssue(w, &p.Issue)
			putPullEnd(w, &p.Base)
			putPullEnd(w, &p.Head)
			w.bits(p.Merged)
			w.str(p.MergedBy)
			w.str(p.MergeCommit)
			w.uint(uint64(p.Mergeable))
			w.str(p.MergeableState)
			w.strs(p.Reviewers)
			w.strs(p.Teams)
			for _, n := range [...]int{p.Commits, p.ChangedFiles, p.Additions, p.Deletions, p.ReviewComments} {
				w.uint(uint64(max(n, 0)))
			}
		},
		get: func(r *reader, p *PullRequest) {
			getIssue(r, &p.Issue)
			getPullEnd(r, &p.Base)
			getPullEnd(r, &p.Head)
			p.Merged = r.bits()&1 != 0
			p.MergedBy = r.str()
			p.MergeCommit = r.str()
			p.Mergeable = Mergeable(r.number())
			p.MergeableState = r.str()
			p.Reviewers = r.strs()
			p.Teams = r.strs()
			for _, n := range [...]*int{&p.Commits, &p.ChangedFiles, &p.Additions, &p.Deletions, &p.ReviewComments} {
				*n = r.number()
			}
		},
	}
}

func putPullEnd(w *writer, e *PullEnd) {
	w.str(e.Label)
	w.str(e.Ref)
	w.str(e.SHA)
	w.str(e.Repo.Owner)
	w.str(e.Repo.Name)
}

func getPullEnd(r *reader, e *PullEnd) {
	e.Label = r.str()
	e.Ref = r.str()
	e.SHA = r.str()
	e.Repo.Owner = r.str()
	e.Repo.Name = r.str()
}

func eventRows() layout[Event] {
	return layout[Event]{
		fields: 21,
		put: func(w *writer, e *Event) {
			w.str(e.Kind)
			w.int(e.ID)
			w.str(e.NodeID)
			w.str(e.Actor)
			w.time(e.At)
			w.str(harmless(e.Body))
			w.bits(e.Edited, e.WillClose, e.Minimised, e.ForcePushed, e.Source != nil)
			w.time(e.EditedAt)
			w.str(e.Author)
			w.uint(uint64(max(e.Reactions, 0)))
			w.str(e.URL)
			w.str(e.State)
			w.str(e.Commit)
			w.str(harmless(e.Title))
			putLabel(w, &e.Label)
			w.str(harmless(e.Other))
			w.str(harmless(e.From))
			w.str(harmless(e.To))
			w.str(e.Performed)
			if e.Source != nil {
				putIssue(w, e.Source)
			}
		},
		get: func(r *reader, e *Event) {
			e.Kind = r.str()
			e.ID = r.int()
			e.NodeID = r.str()
			e.Actor = r.str()
			e.At = r.time()
			e.Body = r.str()
			flags := r.bits()
			e.Edited, e.WillClose, e.Minimised, e.ForcePushed = flags&1 != 0, flags&2 != 0, flags&4 != 0, flags&8 != 0
			e.EditedAt = r.time()
			e.Author = r.str()
			e.Reactions = r.number()
			e.URL = r.str()
			e.State = r.str()
			e.Commit = r.str()
			e.Title = r.str()
			getLabel(r, &e.Label)
			e.Other = r.str()
			e.From = r.str()
			e.To = r.str()
			e.Performed = r.str()
			if flags&16 != 0 {
				e.Source = &Issue{}
				getIssue(r, e.Source)
			}
		},
	}
}
