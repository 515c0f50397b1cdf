package github

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"hubtrail/github/codeowners"
)

// Ownership is who owns each file of a tree by a CODEOWNERS file. It is not
// changed once it is made.
type Ownership struct {
	File    *OwnersFile
	Tree    Tree
	Ignored []string // further CODEOWNERS files of the tree, which GitHub does not use

	winners []int32  // by path: the rule that decides, -1 if none matches
	ruleOf  []int32  // by line: the rule on it
	owners  []string // all that own rules, as written first; handles ignore case
	lists   [][]int32

	once sync.Once
	all  []int
}

// Ownership reads a commit's tree and CODEOWNERS file, and decides every path.
// ref is a branch, tag or commit; "" is the default branch.
func (c *Client) Ownership(ctx context.Context, installation int64, repo RepoRef, ref string) (*Ownership, error) {
	commit, err := c.CommitSHA(ctx, installation, repo, ref)
	if err != nil {
		return nil, err
	}
	tree, err := c.Tree(ctx, installation, repo, commit)
	if err != nil {
		return nil, err
	}
	places := placesIn(tree)
	if tree.Cut {
		places = codeowners.Locations()
	}
	file, err := c.ownersFileAt(ctx, installation, repo, commit, places)
	if err != nil {
		return nil, err
	}
	return NewOwnership(file, tree), nil
}

// StoredOwnership is that of a ref as it was last read, and when, without a
// request.
func (c *Client) StoredOwnership(installation int64, repo RepoRef, ref string) (o *Ownership, at time.Time, ok bool) {
	commit, at, ok := c.StoredCommitSHA(installation, repo, ref)
	if !ok {
		return nil, time.Time{}, false
	}
	file, ok := c.StoredOwnersFile(installation, repo, commit)
	if !ok {
		return nil, time.Time{}, false
	}
	tree, ok := c.StoredTree(installation, repo, commit)
	if !ok {
		return nil, time.Time{}, false
	}
	return NewOwnership(file, tree), at, true
}

// placesIn is where the tree has CODEOWNERS files, in the order of GitHub.
func placesIn(t Tree) []string {
	return slices.DeleteFunc(codeowners.Locations(), func(place string) bool { return !t.Has(place) })
}

// NewOwnership decides every path of a tree.
func NewOwnership(file *OwnersFile, tree Tree) *Ownership {
	o := &Ownership{File: file, Tree: tree, winners: make([]int32, len(tree.Paths))}
	o.Ignored = slices.DeleteFunc(placesIn(tree), func(place string) bool { return place == file.Path })
	o.index()
	walk := file.Matcher.Walk()
	for i, path := range tree.Paths {
		o.winners[i] = -1
		if r := walk.Match(path).Rule; r != nil {
			o.winners[i] = o.ruleOf[r.Line]
		}
	}
	return o
}

// index numbers rules and owners.
func (o *Ownership) index() {
	rules := o.File.Rules.Rules
	last := 0
	if n := len(rules); n > 0 {
		last = rules[n-1].Line
	}
	o.ruleOf = make([]int32, last+1)
	o.lists = make([][]int32, len(rules))
	ids := map[string]int32{}
	shared := map[string][]int32{} // the same owners, written alike, are one list
	for i := range rules {
		r := &rules[i]
		o.ruleOf[r.Line] = int32(i)
		if len(r.Owners) == 0 {
			continue
		}
		key := strings.Join(r.Owners, " ")
		list, ok := shared[key]
		if !ok {
			for _, owner := range r.Owners {
				id, ok := ids[strings.ToLower(owner)]
				if !ok {
					id = int32(len(o.owners))
					ids[strings.ToLower(owner)] = id
					o.owners = append(o.owners, owner)
				}
				if !slices.Contains(list, id) {
					list = append(list, id)
				}
			}
			shared[key] = list
		}
		o.lists[i] = list
	}
}

// Rule is the rule that decides the path at an index, nil if none matches.
func (o *Ownership) Rule(i int) *codeowners.Rule {
	if w := o.winners[i]; w >= 0 {
		return &o.File.Rules.Rules[w]
	}
	return nil
}

// Owned is which of the three answers the path at an index has.
func (o *Ownership) Owned(i int) codeowners.Ownership {
	switch r := o.Rule(i); {
	case r == nil:
		return codeowners.Unmatched
	case len(r.Owners) == 0:
		return codeowners.Unset
	}
	return codeowners.Owned
}

// Find is the index of a path, ok is false if the tree does not hold it.
func (o *Ownership) Find(path string) (i int, ok bool) {
	return slices.BinarySearch(o.Tree.Paths, path)
}

// All is the indexes of all paths; not to be changed.
func (o *Ownership) All() []int {
	o.once.Do(func() {
		o.all = make([]int, len(o.winners))
		for i := range o.all {
			o.all[i] = i
		}
	})
	return o.all
}

// Pick is the indexes of the paths whose deciding rule is wanted; the rule is nil
// where none matches.
func (o *Ownership) Pick(want func(r *codeowners.Rule) bool) []int {
	rules := o.File.Rules.Rules
	yes := make([]bool, len(rules)+1) // the last is for no rule
	for i := range rules {
		yes[i] = want(&rules[i])
	}
	yes[len(rules)] = want(nil)
	var list []int
	for i, w := range o.winners {
		if w < 0 {
			w = int32(len(rules))
		}
		if yes[w] {
			list = append(list, i)
		}
	}
	return list
}
