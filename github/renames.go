package github

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strconv"

	"hubtrail/github/diff"
)

// The bounds of looking for renames with changes, and git's measures of them in
// percent: what has the same name, alone of that name, is taken first.
const (
	maxCompared     = 80      // files that are read
	maxComparedSize = 4 << 20 // bytes of one
	minSimilar      = 50
	minSimilarNamed = 75
)

// renameFinder looks for renames with changes among files that were found by their trees.
type renameFinder struct {
	c            *Client
	installation int64
	repo         RepoRef
	old, new     string // commits
}

// became is a file that became another one, by their paths.
type became struct{ from, to string }

// renames finds renames with changes among the files that only the trees told,
// once all else is there. Without them the comparison is as good as done.
func (w *comparing) renames(ctx context.Context, emit func(Comparison)) error {
	if w.filesOf == "" || w.got.FilesCut {
		return nil
	}
	r := renameFinder{c: w.c, installation: w.installation, repo: w.repo, old: w.filesOf, new: w.got.HeadSHA}
	pairs, unread, err := r.find(ctx, w.got.Files)
	if is(err, context.Canceled) {
		return err
	}
	if w.got.Unread = unread; len(pairs)+unread > 0 {
		w.got.Files = withRenames(w.got.Files, pairs)
		emit(w.got)
	}
	return nil
}

// find pairs files that were removed and added, by what they have in common. unread
// is how many were not looked at because they are too many. Only what names make
// likely is read: files of the same name first, then those of the same ending. What
// was found before comes from the store.
func (r *renameFinder) find(ctx context.Context, files []File) (pairs []became, unread int, err error) {
	name := keptRenames + r.repo.String() + "\x00" + r.old + "\x00" + r.new
	if l, ok := storedAnswer(r.c, textRows(), r.installation, name); ok && len(l.Items)%2 == 1 {
		for i := 1; i < len(l.Items); i += 2 {
			pairs = append(pairs, became{l.Items[i], l.Items[i+1]})
		}
		unread, _ = strconv.Atoi(l.Items[0])
		return pairs, unread, nil
	}
	removed, added, unread := likely(files)
	chunks := make([]*diff.Chunks, len(removed)+len(added))
	_, err = atOnce(ctx, len(chunks), func(ctx context.Context, i int) (err error) {
		commit, at := r.old, ""
		if i < len(removed) {
			at = removed[i].Path
		} else {
			commit, at = r.new, added[i-len(removed)].Path
		}
		chunks[i], err = r.read(ctx, commit, at)
		return err
	})
	if err != nil {
		return nil, unread + len(chunks), err
	}
	pairs = paired(removed, added, chunks[:len(removed)], chunks[len(removed):])
	l := Listing[string]{Items: []string{strconv.Itoa(unread)}, At: r.c.now()}
	for _, p := range pairs {
		l.Items = append(l.Items, p.from, p.to)
	}
	keepAnswer(r.c, textRows(), r.installation, name, l)
	return pairs, unread, nil
}

// read cuts a file up; what cannot be had or is too large is nothing.
func (r *renameFinder) read(ctx context.Context, commit, at string) (*diff.Chunks, error) {
	f, err := r.c.File(ctx, r.installation, r.repo, commit, at)
	switch {
	case is(err, ErrNotFound), err == nil && len(f.Text) > maxComparedSize:
		return diff.NewChunks(nil), nil
	case err != nil:
		return nil, err
	}
	return diff.NewChunks(f.Text), nil
}

// likely are the files that may be the two ends of a rename with changes, at most
// maxCompared, and how many more there are.
func likely(files []File) (removed, added []File, unread int) {
	type ends struct{ removed, added []int }
	groups := [2]map[string]*ends{{}, {}} // by name, by ending
	for i := range files {
		f := &files[i]
		if !f.Uncounted || modeKind(cmp.Or(f.NewMode, f.OldMode)) != "100" || f.Status != "removed" && f.Status != "added" {
			continue
		}
		for g, key := range [...]string{path.Base(f.Path), path.Ext(f.Path)} {
			e := groups[g][key]
			if e == nil {
				e = &ends{}
				groups[g][key] = e
			}
			if f.Status == "removed" {
				e.removed = append(e.removed, i)
			} else {
				e.added = append(e.added, i)
			}
		}
	}
	taken, candidates := map[int]bool{}, map[int]bool{}
	for _, group := range groups {
		var list []*ends
		for _, e := range group {
			if len(e.removed) > 0 && len(e.added) > 0 {
				list = append(list, e)
			}
		}
		slices.SortFunc(list, func(a, b *ends) int { // the surest first
			return cmp.Or(cmp.Compare(len(a.removed)+len(a.added), len(b.removed)+len(b.added)), cmp.Compare(a.removed[0], b.removed[0]))
		})
		for _, e := range list {
			both := slices.Concat(e.removed, e.added)
			for _, i := range both {
				candidates[i] = true
			}
			fresh := slices.DeleteFunc(both, func(i int) bool { return taken[i] })
			if len(taken)+len(fresh) <= maxCompared {
				for _, i := range fresh {
					taken[i] = true
				}
			}
		}
	}
	for i := range files {
		switch {
		case !taken[i]:
		case files[i].Status == "removed":
			removed = append(removed, files[i])
		default:
			added = append(added, files[i])
		}
	}
	return removed, added, len(candidates) - len(taken)
}

// paired finds what became what: first the only files of a name, then by how much
// two have in common, the same name deciding between equals.
func paired(removed, added []File, was, is []*diff.Chunks) (pairs []became) {
	type pair struct {
		from, to, score int
		named, alone    bool
	}
	count := map[string]int{}
	for _, f := range slices.Concat(removed, added) {
		count[f.Status+" "+path.Base(f.Path)]++
	}
	var list []pair
	for i := range removed {
		for j := range added {
			base := path.Base(removed[i].Path)
			p := pair{from: i, to: j, score: diff.Similarity(was[i], is[j]), named: base == path.Base(added[j].Path)}
			p.alone = p.named && count["removed "+base] == 1 && count["added "+base] == 1 && p.score >= minSimilarNamed
			if p.score >= minSimilar {
				list = append(list, p)
			}
		}
	}
	first := func(is bool) int {
		if is {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b pair) int {
		return cmp.Or(first(a.alone)-first(b.alone), b.score-a.score, first(a.named)-first(b.named))
	})
	gone, come := make([]bool, len(removed)), make([]bool, len(added))
	for _, p := range list {
		if !gone[p.from] && !come[p.to] {
			gone[p.from], come[p.to] = true, true
			pairs = append(pairs, became{removed[p.from].Path, added[p.to].Path})
		}
	}
	return pairs
}

// withRenames makes one file of the two ends of each rename.
func withRenames(files []File, pairs []became) []File {
	if len(pairs) == 0 {
		return files
	}
	at := make(map[string]int, len(files))
	for i := range files {
		at[files[i].Status+" "+files[i].Path] = i
	}
	out := slices.Clone(files)
	gone := map[int]bool{}
	for _, p := range pairs {
		i, was := at["removed "+p.from]
		j, is := at["added "+p.to]
		if !was || !is {
			continue
		}
		gone[i] = true
		f := &out[j]
		f.Status, f.PreviousPath, f.OldSHA, f.OldMode = "renamed", p.from, out[i].OldSHA, out[i].OldMode
	}
	kept := out[:0]
	for i := range out {
		if !gone[i] {
			kept = append(kept, out[i])
		}
	}
	return kept
}
