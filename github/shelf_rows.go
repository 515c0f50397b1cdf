package github

import (
	"time"

	"hubtrail/github/query"
)

// shelvedRows is how rows of a shelf are written. What the listing of
// repositories tells is not: it is joined when they are read. The lists of a
// file's rows share one array each, which is a third of the reading.
func shelvedRows() layout[*shelved] {
	var texts []string
	list := func(r *reader) []string {
		n := r.count(1)
		if n == 0 {
			return nil
		}
		if cap(texts)-len(texts) < n {
			texts = make([]string, 0, max(n, 4096))
		}
		from := len(texts)
		for range n {
			texts = append(texts, r.str())
		}
		return texts[from:len(texts):len(texts)]
	}
	var room []shelved
	return layout[*shelved]{
		fields: 33,
		put: func(w *writer, row **shelved) {
			putShelved(w, *row)
		},
		get: func(r *reader, row **shelved) {
			if len(room) == 0 {
				room = make([]shelved, 256)
			}
			*row, room = &room[0], room[1:]
			getShelved(r, *row, list)
		},
	}
}

func putShelved(w *writer, s *shelved) {
	i := &s.item
	w.str(i.Repo)
	w.uint(uint64(i.Number))
	w.bits(i.Pull, i.Open, i.Draft, i.Merged, i.Locked, i.Linked, s.gone)
	w.uint(uint64(i.Known))
	w.int(s.id)
	w.str(s.node)
	w.str(s.url)
	w.time(s.seen)
	w.str(i.Reason)
	w.str(i.Title)
	w.str(i.Body)
	w.str(i.Author)
	w.strs(i.Assignees)
	w.strs(i.Labels)
	w.strs(s.colors)
	w.str(i.Milestone)
	w.str(i.Type)
	w.uint(uint64(max(i.Comments, 0)))
	w.uint(uint64(max(i.Reactions, 0)))
	for _, t := range [...]time.Time{i.Created, i.Updated, i.Closed, i.MergedAt} {
		w.time(t)
	}
	w.str(i.Head)
	w.str(i.Base)
	w.strs(i.Mentions)
	w.strs(i.Commenters)
	w.strs(i.Reviewers)
	w.strs(i.ReviewTeams)
	w.strs(i.ReviewedBy)
	w.str(i.Review)
	w.str(i.Status)
	w.strs(i.SHAs)
}

func getShelved(r *reader, s *shelved, list func(*reader) []string) {
	i := &s.item
	i.Repo = r.str()
	i.Number = r.number()
	flags := r.bits()
	i.Pull, i.Open, i.Draft = flags&1 != 0, flags&2 != 0, flags&4 != 0
	i.Merged, i.Locked, i.Linked, s.gone = flags&8 != 0, flags&16 != 0, flags&32 != 0, flags&64 != 0
	i.Known = query.Field(r.uint())
	s.id = r.int()
	s.node = r.str()
	s.url = r.str()
	s.seen = r.time()
	i.Reason = r.str()
	i.Title = r.str()
	i.Body = r.str()
	i.Author = r.str()
	i.Assignees = list(r)
	i.Labels = list(r)
	s.colors = list(r)
	i.Milestone = r.str()
	i.Type = r.str()
	i.Comments = r.number()
	i.Reactions = r.number()
	for _, t := range [...]*time.Time{&i.Created, &i.Updated, &i.Closed, &i.MergedAt} {
		*t = r.time()
	}
	i.Head = r.str()
	i.Base = r.str()
	i.Mentions = list(r)
	i.Commenters = list(r)
	i.Reviewers = list(r)
	i.ReviewTeams = list(r)
	i.ReviewedBy = list(r)
	i.Review = r.str()
	i.Status = r.str()
	i.SHAs = list(r)
	if len(s.colors) != len(i.Labels) {
		r.bad = true
	}
}
