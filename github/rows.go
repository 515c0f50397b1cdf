package github

import (
	"maps"
	"slices"

	"hubtrail/github/diff"
)

func repositoryRows() layout[Repository] {
	return layout[Repository]{
		fields: 10,
		put: func(w *writer, r *Repository) {
			w.str(r.Owner)
			w.str(r.Name)
			w.int(r.ID)
			w.bits(r.Private, r.Fork, r.Archived)
			w.str(r.Language)
			w.str(r.DefaultBranch)
			w.str(r.Description)
			w.uint(uint64(max(r.Stars, 0)))
			w.time(r.PushedAt)
			w.str(r.URL)
		},
		get: func(r *reader, row *Repository) {
			row.Owner = r.str()
			row.Name = r.str()
			row.ID = r.int()
			flags := r.bits()
			row.Private, row.Fork, row.Archived = flags&1 != 0, flags&2 != 0, flags&4 != 0
			row.Language = r.str()
			row.DefaultBranch = r.str()
			row.Description = r.str()
			row.Stars = r.number()
			row.PushedAt = r.time()
			row.URL = r.str()
		},
	}
}

func installationRows() layout[Installation] {
	return layout[Installation]{
		fields: 14,
		put: func(w *writer, i *Installation) {
			w.int(i.ID)
			w.str(i.Owner.Login)
			w.str(i.Owner.Type)
			w.int(i.Owner.ID)
			w.str(i.AppSlug)
			w.str(i.Selection)
			w.bits(i.Everything, i.Permissions != nil)
			w.uint(uint64(len(i.Permissions)))
			for _, name := range slices.Sorted(maps.Keys(i.Permissions)) {
				w.str(name)
				w.str(i.Permissions[name])
			}
			w.uint(uint64(len(i.Events)))
			for _, e := range i.Events {
				w.str(e)
			}
			w.time(i.SuspendedAt)
			w.str(i.SuspendedBy)
			w.str(i.SettingsURL)
			w.time(i.CreatedAt)
			w.time(i.UpdatedAt)
		},
		get: func(r *reader, row *Installation) {
			row.ID = r.int()
			row.Owner.Login = r.str()
			row.Owner.Type = r.str()
			row.Owner.ID = r.int()
			row.AppSlug = r.str()
			row.Selection = r.str()
			flags := r.bits()
			row.Everything = flags&1 != 0
			if flags&2 != 0 {
				row.Permissions = map[string]string{}
			}
			for range r.count(2) {
				name, level := r.str(), r.str()
				if row.Permissions != nil {
					row.Permissions[name] = level
				}
			}
			for range r.count(1) {
				row.Events = append(row.Events, r.str())
			}
			row.SuspendedAt = r.time()
			row.SuspendedBy = r.str()
			row.SettingsURL = r.str()
			row.CreatedAt = r.time()
			row.UpdatedAt = r.time()
		},
	}
}

func refRows() layout[Ref] {
	return layout[Ref]{
		fields: 4,
		put: func(w *writer, r *Ref) {
			w.str(r.Name)
			w.uint(uint64(r.Kind))
			w.str(r.SHA)
			w.bits(r.Protected)
		},
		get: func(r *reader, row *Ref) {
			row.Name = r.str()
			row.Kind = RefKind(r.number())
			row.SHA = r.str()
			row.Protected = r.bits()&1 != 0
		},
	}
}

func commitRows() layout[Commit] {
	return layout[Commit]{fields: 13, put: putCommit, get: getCommit}
}

// changesRows is a commit with its files; a listing of it has one item. The patches
// of some files may be apart, and only then it says where.
func changesRows() layout[CommitFiles] {
	return layout[CommitFiles]{
		fields: 18,
		put: func(w *writer, c *CommitFiles) {
			putCommit(w, &c.Commit)
			w.uint(uint64(max(c.Additions, 0)))
			w.uint(uint64(max(c.Deletions, 0)))
			w.bits(c.Capped)
			w.str(c.Apart)
			w.uint(uint64(len(c.Files)))
			for i := range c.Files {
				putFile(w, &c.Files[i])
				putApart(w, &c.Files[i].Apart)
			}
		},
		get: func(r *reader, row *CommitFiles) {
			getCommit(r, &row.Commit)
			row.Additions = r.number()
			row.Deletions = r.number()
			row.Capped = r.bits()&1 != 0
			row.Apart = r.str()
			row.Files = make([]File, r.count(9))
			apart := false
			for i := range row.Files {
				getFile(r, &row.Files[i])
				getApart(r, &row.Files[i].Apart)
				apart = apart || row.Files[i].Apart.Lines > 0
			}
			if apart != (row.Apart != "") {
				r.bad = true
			}
		},
	}
}

// putCommit leaves out RenamedFrom: histories of paths are not kept.
func putCommit(w *writer, c *Commit) {
	w.str(c.SHA)
	w.str(c.Subject)
	w.str(c.Body)
	putPerson(w, &c.Author)
	putPerson(w, &c.Committer)
	w.uint(uint64(len(c.Parents)))
	for _, p := range c.Parents {
		w.str(p)
	}
	w.str(c.URL)
}

func getCommit(r *reader, c *Commit) {
	c.SHA = r.str()
	c.Subject = r.str()
	c.Body = r.str()
	getPerson(r, &c.Author)
	getPerson(r, &c.Committer)
	if n := r.count(1); n > 0 {
		c.Parents = make([]string, n)
		for i := range c.Parents {
			c.Parents[i] = r.str()
		}
	}
	c.URL = r.str()
}

func putPerson(w *writer, p *Person) {
	w.str(p.Name)
	w.str(p.Email)
	w.str(p.Login)
	w.time(p.At)
}

func getPerson(r *reader, p *Person) {
	p.Name = r.str()
	p.Email = r.str()
	p.Login = r.str()
	p.At = r.time()
}

// putFile leaves out what only trees tell: a commit's files do not have it.
func putFile(w *writer, f *File) {
	w.str(f.Path)
	w.str(f.PreviousPath)
	w.str(f.Status)
	w.uint(uint64(max(f.Additions, 0)))
	w.uint(uint64(max(f.Deletions, 0)))
	w.str(f.Patch)
	w.str(f.SHA)
	w.str(f.URL)
}

func getFile(r *reader, f *File) {
	f.Path = r.str()
	f.PreviousPath = r.str()
	f.Status = r.str()
	f.Additions = r.number()
	f.Deletions = r.number()
	f.Patch = r.str()
	f.SHA = r.str()
	f.URL = r.str()
}

// putApart is one byte of a patch that is not apart.
func putApart(w *writer, a *PatchApart) {
	w.uint(uint64(a.Lines))
	if a.Lines > 0 {
		w.str(a.Noise)
		w.uint(uint64(a.Ends))
	}
}

func getApart(r *reader, a *PatchApart) {
	if a.Lines = r.number(); a.Lines == 0 {
		return
	}
	a.Noise = r.str()
	ends := r.number()
	if a.Ends = diff.Ends(ends); ends > int(diff.EndsMixed) {
		r.bad = true
	}
}
