package github

import (
	"bytes"
	"context"
	"path"

	"hubtrail/github/diff"
)

// LineBefore is where a line was before the commit that wrote it.
type LineBefore struct {
	Commit string // the first parent's SHA
	Path   string // what the file was called there
	Line   int    // from 1
}

// LineBefore goes one step back behind a commit, given by its whole SHA, from a
// line of a file: its number, which may be that in a later commit, and its text.
// It reads the commit with its files, which the store may have. A commit without
// a parent, and one that begins the file, give ErrNothingBefore, as
// does one that knew the file by a name that cannot be told.
func (c *Client) LineBefore(ctx context.Context, installation int64, repo RepoRef, commit, at string, line int, text []byte) (LineBefore, error) {
	var full CommitFiles
	if err := c.Commit(ctx, installation, repo, commit, func(f CommitFiles) { full = f }); err != nil {
		return LineBefore{}, err
	}
	op := "look before commit " + shortSHA(commit) + " of " + repo.String()
	if len(full.Parents) == 0 {
		e := c.fault(op, ErrNothingBefore)
		e.Message = "it is the first"
		return LineBefore{}, e
	}
	f, ok := fileWithin(full.Files, at)
	if !ok {
		e := c.fault(op, ErrNothingBefore)
		e.Message = cleanMessage(at + " was called otherwise then, and GitHub does not tell how")
		return LineBefore{}, e
	}
	if f.Status == "added" {
		e := c.fault(op, ErrNothingBefore)
		e.Message = cleanMessage(f.Path + " begins with it")
		return LineBefore{}, e
	}
	before := LineBefore{Commit: full.Parents[0], Path: f.Path, Line: lineBefore(f.Patch, line, text)}
	if f.renamed() {
		before.Path = f.PreviousPath
	}
	return before, nil
}

// fileWithin is the file of a commit that has a path later on: the one with the
// path, else the only one with its last name, else the only one.
func fileWithin(files []File, at string) (File, bool) {
	var alike []File
	for _, f := range files {
		if f.Path == at {
			return f, true
		}
		if path.Base(f.Path) == path.Base(at) {
			alike = append(alike, f)
		}
	}
	switch {
	case len(alike) == 1:
		return alike[0], true
	case len(files) == 1:
		return files[0], true
	}
	return File{}, false
}

// lineBefore is where the added line with a text, the nearest to a number, was in
// the old version: at the removed line that it stands for, or else behind which
// it was put. Without such a line it is the number itself.
func lineBefore(patch string, line int, text []byte) int {
	p := diff.Parse([]byte(patch))
	best, found := line, 0
	old, removed, added := 0, 0, 0 // last old line, and the lengths of the change so far
	for i := range p.Lines() {
		switch l := p.Line(i); l.Kind {
		case diff.HunkStart:
			removed, added = 0, 0
			if h := p.HunkOf(i); h.OldLines > 0 {
				old = h.OldStart - 1
			} else { // then it is the line behind which something is put
				old = h.OldStart
			}
		case diff.Context:
			old, removed, added = l.OldNo, 0, 0
		case diff.Removed:
			if added > 0 {
				removed, added = 0, 0
			}
			old = l.OldNo
			removed++
		case diff.Added:
			added++
			if !bytes.Equal(bytes.TrimSuffix(l.Text, []byte("\r")), bytes.TrimSuffix(text, []byte("\r"))) {
				continue
			}
			if found == 0 || distance(l.NewNo, line) < distance(found, line) {
				found = l.NewNo
				best = old
				if removed > 0 {
					best = old - removed + min(added, removed)
				}
			}
		}
	}
	return max(best, 1)
}

func distance(a, b int) int { return max(a-b, b-a) }
