package github

import (
	"slices"
	"unsafe"

	"hubtrail/github/diff"
)

// A commit is kept as its list: all that is told of it, and patches. Where these are
// long, most of them are one body of the store beside it, with the files' addresses on
// the web, which are as long as all the rest: then what a person sees first is read
// without them. The list names the body by its hash, so that it never goes with another
// one's.
const (
	mostTogether = 256 << 10 // bytes of patches up to which the list has them all
	leastListed  = 64 << 10  // bytes of patches that a list has at least: more than a screen
)

// PatchApart is what a list of files tells of a patch that is kept apart from it.
type PatchApart struct {
	Lines int       // of the patch, as diff.LinesOf counts them; 0 if the patch is not apart
	Noise string    // as diff.NoiseOfPatch says
	Ends  diff.Ends // as diff.EndsOf says
}

// StoredCommit is a commit with all its files, without any request. A commit
// never changes, so that it is as good as GitHub's answer.
func (c *Client) StoredCommit(installation int64, repo RepoRef, sha string) (CommitFiles, bool) {
	list, ok := c.StoredCommitList(installation, repo, sha)
	if !ok {
		return CommitFiles{}, false
	}
	return c.StoredPatches(list)
}

// StoredCommitList is StoredCommit, at once however long the patches are: if Apart of
// the commit is not "", most files have an Apart instead of their Patch and none has a
// URL, and StoredPatches gives both.
func (c *Client) StoredCommitList(installation int64, repo RepoRef, sha string) (CommitFiles, bool) {
	if c.store == nil || !IsWholeSHA(sha) {
		return CommitFiles{}, false
	}
	key, ok := c.commitKey(installation, repo, sha)
	if !ok {
		return CommitFiles{}, false
	}
	data, ok := c.store.Get(key)
	if !ok {
		return CommitFiles{}, false
	}
	l, ok := changesRows().decode(data)
	if !ok || len(l.Items) != 1 || l.Items[0].SHA != sha {
		return CommitFiles{}, false
	}
	return l.Items[0], true
}

// StoredPatches is what StoredCommitList gave with what is kept apart, without any
// request; false if that is not there any more.
func (c *Client) StoredPatches(list CommitFiles) (CommitFiles, bool) {
	if list.Apart == "" {
		return list, true
	}
	if c.store == nil {
		return CommitFiles{}, false
	}
	data, ok := c.store.Body(list.Apart)
	if !ok {
		return CommitFiles{}, false
	}
	r := &reader{text: unsafe.String(unsafe.SliceData(data), len(data))} // which nobody else has
	if r.str() != list.SHA {
		return CommitFiles{}, false
	}
	list.Apart, list.Files = "", slices.Clone(list.Files)
	for i := range list.Files {
		f := &list.Files[i]
		f.URL = r.str()
		if f.Apart.Lines == 0 {
			continue
		}
		if f.Patch = r.str(); diff.LinesOf(f.Patch) != f.Apart.Lines {
			return CommitFiles{}, false
		}
		f.Apart = PatchApart{}
	}
	if r.bad || r.rest() > 0 {
		return CommitFiles{}, false
	}
	return list, true
}

// keepCommit keeps a complete commit as one or two of the store's answers: they need
// no sync to the disk, as they can be had again. The patches go first: without them
// there is to be no list of them.
func (c *Client) keepCommit(installation int64, repo RepoRef, full CommitFiles) {
	if c.store == nil || !IsWholeSHA(full.SHA) {
		return
	}
	key, ok := c.commitKey(installation, repo, full.SHA)
	if !ok {
		return
	}
	list, patches := full.parted()
	if patches != nil {
		hash, err := c.store.PutBody(patches)
		if err != nil {
			return // the store tells of it
		}
		list.Apart = hash
	}
	c.store.Put(key, changesRows().encode(Listing[CommitFiles]{Items: []CommitFiles{list}, At: c.now()}))
}

// parted is a commit as its list and the bytes to be kept apart, nil if there are none:
// the commit's SHA, and of each file its URL and the patch, unless the list has it.
// What is folded at first is not on the first screen, and a submodule is known by its
// patch.
func (full CommitFiles) parted() (list CommitFiles, patches []byte) {
	size := 0
	for i := range full.Files {
		size += len(full.Files[i].Patch)
	}
	if size <= mostTogether {
		return full, nil
	}
	list = full
	list.Files = slices.Clone(full.Files)
	w := &writer{buf: make([]byte, 0, size+len(full.Files)*200)}
	w.str(full.SHA)
	listed, apart := 0, false
	for i := range list.Files {
		f := &list.Files[i]
		w.str(f.URL)
		f.URL = ""
		if f.Patch == "" || diff.OfSubmodule(f.Patch) {
			continue
		}
		noise := diff.NoiseOfPatch(f.Path, f.Patch)
		if noise == "" && listed < leastListed {
			listed += len(f.Patch)
			continue
		}
		w.str(f.Patch)
		f.Apart = PatchApart{Lines: diff.LinesOf(f.Patch), Noise: noise, Ends: diff.EndsOf(f.Patch)}
		f.Patch, apart = "", true
	}
	if !apart {
		return full, nil
	}
	return list, w.buf
}

func (c *Client) commitKey(installation int64, repo RepoRef, sha string) (string, bool) {
	who := c.identity(installation)
	return c.account.Host + "\x00" + who + "\x00" + keptCommit + repo.String() + "\x00" + sha, who != ""
}
