package github

// maxKeptComparison is the longest comparison that is kept, in bytes.
const maxKeptComparison = 8 << 20

// Fixed reports whether both ends are whole SHAs: what is between them never
// changes.
func (s CompareSpec) Fixed() bool {
	return IsWholeSHA(s.Base) && IsWholeSHA(s.Head)
}

// StoredComparison is a comparison as it was last read to its end, without a
// request. Of a Fixed one it is as good as GitHub's answer.
func (c *Client) StoredComparison(installation int64, repo RepoRef, spec CompareSpec) (Comparison, bool) {
	l, ok := storedAnswer(c, comparisonRows(), installation, keptComparison+repo.String()+"\x00"+spec.String())
	if !ok || len(l.Items) != 1 || l.Items[0].Spec != spec {
		return Comparison{}, false
	}
	k := l.Items[0]
	k.At = l.At
	return k, true
}

// keepComparison keeps a comparison that was read to its end, unless something is
// missing from it or it is very long.
func (c *Client) keepComparison(installation int64, repo RepoRef, k Comparison) {
	who := c.identity(installation)
	if who == "" || c.store == nil || k.FilesCut || k.Moved {
		return
	}
	data := comparisonRows().encode(Listing[Comparison]{Items: []Comparison{k}, At: k.At})
	if len(data) <= maxKeptComparison {
		c.store.Put(c.answerKey(who, keptComparison+repo.String()+"\x00"+k.Spec.String()), data)
	}
}

// same reports whether two comparisons are of the same commits.
func (k *Comparison) same(other *Comparison) bool {
	return k.BaseSHA != "" && k.HeadSHA != "" && k.BaseSHA == other.BaseSHA && k.HeadSHA == other.HeadSHA
}

// comparisonRows is how comparisons are kept: a listing of one. Why files are
// missing is not in it, as none is kept of which any are.
func comparisonRows() layout[Comparison] {
	return layout[Comparison]{
		fields: 15,
		put: func(w *writer, k *Comparison) {
			for _, s := range [...]string{k.Spec.Base, k.Spec.Head, k.BaseSHA, k.HeadSHA, k.MergeBase, k.Status} {
				w.str(s)
			}
			w.bits(k.Spec.TwoDot)
			for _, n := range [...]int{k.Ahead, k.Behind, k.TotalCommits, k.Listed, k.Unread} {
				w.uint(uint64(max(n, 0)))
			}
			w.uint(uint64(len(k.Commits)))
			for i := range k.Commits {
				putCommit(w, &k.Commits[i])
			}
			w.uint(uint64(len(k.Files)))
			for i := range k.Files {
				putFile(w, &k.Files[i])
				treeFileRows().put(w, &k.Files[i])
			}
		},
		get: func(r *reader, k *Comparison) {
			for _, s := range [...]*string{&k.Spec.Base, &k.Spec.Head, &k.BaseSHA, &k.HeadSHA, &k.MergeBase, &k.Status} {
				*s = r.str()
			}
			k.Spec.TwoDot = r.bits()&1 != 0
			for _, n := range [...]*int{&k.Ahead, &k.Behind, &k.TotalCommits, &k.Listed, &k.Unread} {
				*n = r.number()
			}
			k.Commits = make([]Commit, r.count(commitRows().fields))
			for i := range k.Commits {
				getCommit(r, &k.Commits[i])
			}
			k.Files = make([]File, r.count(16))
			for i := range k.Files {
				getFile(r, &k.Files[i])
				treeFileRows().get(r, &k.Files[i])
			}
		},
	}
}
