package github

import (
	"path"
	"slices"
	"strings"
)

// treeChange is a path whose entries in two trees differ. The SHA of a side that
// has none is "".
type treeChange struct {
	path            string
	oldSHA, oldMode string
	newSHA, newMode string
}

// modeKind is the same for two modes of one kind of entry: files, executable or
// not, are one.
func modeKind(mode string) string {
	if strings.HasPrefix(mode, "100") {
		return "100"
	}
	return mode
}

// changesOf compares the entries of two trees, of which folders are left out.
func changesOf(before, after []treeEntry, prefix string) []treeChange {
	old := make(map[string]*treeEntry, len(before))
	for i := range before {
		if e := &before[i]; e.Type != "tree" && e.Path != "" {
			old[e.Path] = e
		}
	}
	var changes []treeChange
	for i := range after {
		e := &after[i]
		if e.Type == "tree" || e.Path == "" {
			continue
		}
		o := old[e.Path]
		delete(old, e.Path)
		switch {
		case o == nil:
			changes = append(changes, treeChange{path: prefix + e.Path, newSHA: e.SHA, newMode: e.Mode})
		case o.SHA != e.SHA || o.Mode != e.Mode:
			changes = append(changes, treeChange{prefix + e.Path, o.SHA, o.Mode, e.SHA, e.Mode})
		}
	}
	for _, o := range old {
		changes = append(changes, treeChange{path: prefix + o.Path, oldSHA: o.SHA, oldMode: o.Mode})
	}
	return changes
}

// filesOf makes files of changes, sorted by path. One that was removed and one
// that was added with the same bytes are a rename; those that kept their name
// find each other first, as in git.
func filesOf(changes []treeChange) []File {
	slices.SortFunc(changes, func(a, b treeChange) int { return strings.Compare(a.path, b.path) })
	removed := map[contents][]int{}
	for i, ch := range changes {
		if ch.newSHA == "" {
			for _, key := range contentsOf(ch.oldSHA, ch.oldMode, ch.path) {
				removed[key] = append(removed[key], i)
			}
		}
	}
	from, taken := make([]int, len(changes)), make([]bool, len(changes)) // from counts from 1
	for pass := range 2 {
		for i, ch := range changes {
			if ch.oldSHA != "" || from[i] > 0 {
				continue
			}
			key := contentsOf(ch.newSHA, ch.newMode, ch.path)[pass]
			list := removed[key]
			for len(list) > 0 && taken[list[0]] {
				list = list[1:]
			}
			if removed[key] = list; len(list) > 0 {
				taken[list[0]], from[i] = true, list[0]+1
			}
		}
	}
	files := make([]File, 0, len(changes))
	for i, ch := range changes {
		switch {
		case taken[i]:
		case from[i] > 0:
			files = append(files, renameOf(changes[from[i]-1], ch))
		default:
			files = append(files, ch.file())
		}
	}
	return files
}

// contents is what two entries have in common of which one may have become the
// other.
type contents struct{ sha, kind, name string }

// contentsOf is the same bytes under the same name, then the same bytes.
func contentsOf(sha, mode, at string) [2]contents {
	kind := modeKind(mode)
	return [2]contents{{sha, kind, path.Base(at)}, {sha, kind, ""}}
}

func (ch treeChange) file() File {
	f := File{
		Path: ch.path, Status: "modified", SHA: ch.newSHA, OldSHA: ch.oldSHA, OldMode: ch.oldMode, NewMode: ch.newMode,
		Uncounted: ch.newSHA != ch.oldSHA, // equal bytes have no lines to count
	}
	switch {
	case ch.oldSHA == "":
		f.Status = "added"
	case ch.newSHA == "":
		f.Status, f.SHA = "removed", ch.oldSHA
	case modeKind(ch.oldMode) != modeKind(ch.newMode):
		f.Status = "changed"
	}
	return f
}

// renameOf is a file that was removed in one place and added in another.
func renameOf(removed, added treeChange) File {
	return File{
		Path: added.path, PreviousPath: removed.path, Status: "renamed", SHA: added.newSHA,
		OldSHA: removed.oldSHA, OldMode: removed.oldMode, NewMode: added.newMode,
	}
}

// CompleteFiles joins the files that GitHub listed of a comparison, with counts
// and patches and perhaps not all of them, with those that TreeDiff found between
// the same two trees: the listed ones as they are but for what only trees tell,
// then the rest, together sorted by path. GitHub knows renames with changes, which
// trees do not show: what it says comes first. A listed file that the trees do not
// know stays too.
func CompleteFiles(listed, trees []File) []File {
	left := make(map[string]treeChange, len(trees))
	for i := range trees {
		for _, ch := range trees[i].changes() {
			left[ch.path] = ch
		}
	}
	// All listed paths first: one of them may be what another was called.
	files := slices.Clone(listed)
	for i := range files {
		f := &files[i]
		if ch, ok := left[f.Path]; ok {
			f.OldSHA, f.OldMode, f.NewMode = ch.oldSHA, ch.oldMode, ch.newMode
			delete(left, f.Path)
		}
	}
	for i := range files {
		f := &files[i]
		if ch, ok := left[f.PreviousPath]; ok && f.renamed() && ch.newSHA == "" {
			f.OldSHA, f.OldMode = ch.oldSHA, ch.oldMode
			delete(left, f.PreviousPath)
		}
	}
	rest := make([]treeChange, 0, len(left))
	for _, ch := range left {
		rest = append(rest, ch)
	}
	files = append(files, filesOf(rest)...)
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// changes is what a file of TreeDiff was made of.
func (f *File) changes() []treeChange {
	switch {
	case f.renamed():
		return []treeChange{
			{path: f.PreviousPath, oldSHA: f.OldSHA, oldMode: f.OldMode},
			{path: f.Path, newSHA: f.SHA, newMode: f.NewMode},
		}
	case f.Status == "removed":
		return []treeChange{{path: f.Path, oldSHA: f.OldSHA, oldMode: f.OldMode}}
	}
	return []treeChange{{f.Path, f.OldSHA, f.OldMode, f.SHA, f.NewMode}}
}
