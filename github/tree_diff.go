package github

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// TreeDiff is the files in which two commits or trees of a repository differ,
// given by their whole SHAs, the old one "" for an empty tree, sorted by path, however many they are. Lines are not
// counted and there are no patches; renames are found where no byte changed. What
// was compared before comes from the store. It costs two requests; where GitHub
// cuts a listing (100,000 entries, 7 MB) four, and as many for each folder below
// that differs. What even that leaves out is an error of ErrUnsupported, which
// comes with the files that were found.
func (c *Client) TreeDiff(ctx context.Context, installation int64, repo RepoRef, oldSHA, newSHA string) ([]File, error) {
	op := "compare the trees of " + cmp.Or(ShortRef(oldSHA), "nothing") + " and " + ShortRef(newSHA) + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return nil, err
	}
	for _, sha := range []string{oldSHA, newSHA} {
		if !IsWholeSHA(sha) && (sha != "" || sha == newSHA) {
			return nil, c.invalid(op, "it is not a commit's SHA", "Write it whole: 40 hexadecimal digits.")
		}
	}
	oldSHA, newSHA = strings.ToLower(oldSHA), strings.ToLower(newSHA)
	if oldSHA == newSHA {
		return nil, nil
	}
	name := keptTreeDiff + repo.String() + "\x00" + oldSHA + "\x00" + newSHA
	done, err := c.turns.take(ctx, installation, name)
	if err != nil {
		return nil, err
	}
	defer done()
	l, ok := storedAnswer(c, treeFileRows(), installation, name)
	if !ok {
		d := treeDiff{treeSource: treeSource{c: c, op: op, installation: installation, repo: repo}}
		if err := d.run(ctx, treePair{old: oldSHA, new: newSHA}); err != nil {
			return nil, err
		}
		l = Listing[File]{Items: filesOf(d.changes), At: c.now()}
		if d.cut > 0 {
			c.linkFiles(repo, l.Items, oldSHA, newSHA)
			e := c.fault(op, ErrUnsupported)
			e.Message = fmt.Sprintf("GitHub lists %d folders only in part", d.cut)
			if d.cut == 1 {
				e.Message = "GitHub lists one folder only in part"
			}
			e.remedy = "Compare them in a clone: git diff " + oldSHA + " " + newSHA
			return l.Items, e
		}
		keepAnswer(c, treeFileRows(), installation, name, l)
	}
	c.linkFiles(repo, l.Items, oldSHA, newSHA)
	return l.Items, nil
}

// linkFiles gives files without an address that of their contents: at the old
// commit if they were removed. Submodules have none.
func (c *Client) linkFiles(repo RepoRef, files []File, oldSHA, newSHA string) {
	for i := range files {
		f := &files[i]
		switch {
		case f.URL != "" || f.NewMode == ModeSubmodule:
		case f.Status != "removed":
			f.URL = c.web.BlobURL(repo, newSHA, f.Path, 0)
		case f.OldMode != ModeSubmodule:
			f.URL = c.web.BlobURL(repo, oldSHA, f.Path, 0)
		}
	}
}

// treePair is the two sides of a folder, "" for the side that has none.
type treePair struct{ old, new, prefix string }

// treeDiff compares trees, folder by folder where it must.
type treeDiff struct {
	treeSource
	asked   int // folders
	changes []treeChange
	cut     int // folders of which something is missing
}

// folder is a tree's listing.
type folder struct {
	entries []treeEntry
	deep    bool // all below is in it
	cut     bool // something of the tree itself is missing
}

// run compares level by level, each with a few workers.
func (d *treeDiff) run(ctx context.Context, top treePair) error {
	for level := []treePair{top}; len(level) > 0; {
		room := max(0, (maxTreeFolders-d.asked)/2)
		if len(level) > room {
			d.cut += len(level) - room
			level = level[:room]
		}
		folders, err := d.folders(ctx, level)
		if err != nil {
			return err
		}
		var next []treePair
		for _, p := range level {
			next = append(next, d.pair(p, folders[p.old], folders[p.new])...)
		}
		level = next
	}
	return nil
}

// folders asks for the trees of a level, each once.
func (d *treeDiff) folders(ctx context.Context, level []treePair) (map[string]folder, error) {
	shas := map[string]bool{}
	for _, p := range level {
		shas[p.old], shas[p.new] = true, true
	}
	delete(shas, "")
	d.asked += len(shas)
	list := slices.Collect(maps.Keys(shas))
	found := make([]folder, len(list))
	_, err := atOnce(ctx, len(list), func(ctx context.Context, i int) (err error) {
		found[i], err = d.folder(ctx, list[i])
		return err
	})
	folders := make(map[string]folder, len(list))
	for i, sha := range list {
		folders[sha] = found[i]
	}
	return folders, err
}

// folder is a tree with all below it, or without where that is too much.
func (d *treeDiff) folder(ctx context.Context, sha string) (folder, error) {
	entries, whole, err := d.entries(ctx, sha, "?recursive=1")
	if err != nil || whole {
		return folder{entries: entries, deep: true}, err
	}
	entries, whole, err = d.entries(ctx, sha, "")
	return folder{entries: entries, cut: !whole}, err
}

// pair compares two folders. It gives the pairs below that are still to be
// compared.
func (d *treeDiff) pair(p treePair, before, after folder) []treePair {
	if (p.old == "" || before.deep) && (p.new == "" || after.deep) {
		d.changes = append(d.changes, changesOf(before.entries, after.entries, p.prefix)...)
		return nil
	}
	cut := before.cut || after.cut
	before, after = before.shallow(), after.shallow()
	changes := changesOf(before.entries, after.entries, p.prefix)
	if cut { // what one side seems to lack may only be missing from its listing
		d.cut++
		changes = slices.DeleteFunc(changes, func(ch treeChange) bool { return ch.oldSHA == "" || ch.newSHA == "" })
	}
	d.changes = append(d.changes, changes...)
	below := map[string]treePair{}
	var names []string // in order
	for i, f := range []folder{before, after} {
		for _, e := range f.entries {
			if e.Type != "tree" || e.Path == "" {
				continue
			}
			if !isSHA(e.SHA) {
				d.cut++
				continue
			}
			pair, ok := below[e.Path]
			if !ok {
				names = append(names, e.Path)
				pair.prefix = p.prefix + e.Path + "/"
			}
			if i == 0 {
				pair.old = e.SHA
			} else {
				pair.new = e.SHA
			}
			below[e.Path] = pair
		}
	}
	var next []treePair
	for _, name := range names {
		if pair := below[name]; pair.old != pair.new && (!cut || pair.old != "" && pair.new != "") {
			next = append(next, pair)
		}
	}
	return next
}

// shallow is a folder's own entries.
func (f folder) shallow() folder {
	if !f.deep {
		return f
	}
	var own []treeEntry
	for _, e := range f.entries {
		if !strings.Contains(e.Path, "/") {
			own = append(own, e)
		}
	}
	return folder{entries: own}
}

// treeFileRows is how TreeDiff's files are kept: their addresses follow from the
// rest.
func treeFileRows() layout[File] {
	return layout[File]{
		fields: 8,
		put: func(w *writer, f *File) {
			for _, s := range [...]string{f.Path, f.PreviousPath, f.Status, f.SHA, f.OldSHA, f.OldMode, f.NewMode} {
				w.str(s)
			}
			w.bits(f.Uncounted)
		},
		get: func(r *reader, f *File) {
			for _, s := range [...]*string{&f.Path, &f.PreviousPath, &f.Status, &f.SHA, &f.OldSHA, &f.OldMode, &f.NewMode} {
				*s = r.str()
			}
			f.Uncounted = r.bits()&1 != 0
		},
	}
}
