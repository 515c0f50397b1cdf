package github

import (
	"math/bits"
	"slices"
	"sort"
)

// Share is what the files of a part of the tree come to.
type Share struct {
	Files     int
	Unset     int      // decided by a rule without owners
	Unmatched int      // no rule matches
	Owners    []string // of every file, if all have the same; else nil
	Count     int      // how many different owners there are
}

// Share sums files, given by the indexes of their paths, in time of their number.
func (o *Ownership) Share(paths []int) Share {
	s := Share{Files: len(paths)}
	seen := make([]uint64, (len(o.owners)+63)/64)
	first, same := int32(-2), true
	rules := o.File.Rules.Rules
	last := int32(-2)
	for _, i := range paths {
		w := o.winners[i]
		if w == -1 {
			s.Unmatched++
		} else if len(o.lists[w]) == 0 {
			s.Unset++
		}
		if w == last {
			continue
		}
		last = w
		switch {
		case first == -2:
			first = w
		case same && w != first:
			same = w >= 0 && first >= 0 && len(rules[w].Owners) > 0 && slices.Equal(o.lists[w], o.lists[first])
		}
		if w >= 0 {
			for _, id := range o.lists[w] {
				seen[id/64] |= 1 << (id % 64)
			}
		}
	}
	for _, word := range seen {
		s.Count += bits.OnesCount64(word)
	}
	if same && first >= 0 {
		s.Owners = rules[first].Owners
	}
	return s
}

// Tally is how many of these files each owner has, most first; owners of none
// are left out.
func (o *Ownership) Tally(paths []int) []OwnerShare {
	wins := make([]int, len(o.lists))
	for _, i := range paths {
		if w := o.winners[i]; w >= 0 {
			wins[w]++
		}
	}
	list := make([]OwnerShare, len(o.owners))
	for rule, n := range wins {
		if n == 0 {
			continue
		}
		for _, id := range o.lists[rule] {
			list[id].Owner = o.owners[id]
			list[id].Files += n
			list[id].Rules++
		}
	}
	list = slices.DeleteFunc(list, func(s OwnerShare) bool { return s.Files == 0 })
	sort.SliceStable(list, func(i, j int) bool { return list[i].Files > list[j].Files })
	return list
}

// Census is who owns how much.
type Census struct {
	Files, Owned, Unset, Unmatched int
	Owners                         []OwnerShare // most files first
	Wins                           []int        // by rule of File.Rules: the files it decides
}

// OwnerShare is what one owner has.
type OwnerShare struct {
	Owner string
	Files int
	Rules int // that name the owner; of a part of the tree, that decide there
}

// Census counts the whole tree.
func (o *Ownership) Census() Census {
	c := Census{Files: len(o.winners), Wins: make([]int, len(o.lists)), Owners: make([]OwnerShare, len(o.owners))}
	for _, w := range o.winners {
		switch {
		case w < 0:
			c.Unmatched++
			continue
		case len(o.lists[w]) == 0:
			c.Unset++
		default:
			c.Owned++
		}
		c.Wins[w]++
	}
	for i := range c.Owners {
		c.Owners[i].Owner = o.owners[i]
	}
	for rule, list := range o.lists {
		for _, id := range list {
			c.Owners[id].Rules++
			c.Owners[id].Files += c.Wins[rule]
		}
	}
	sort.SliceStable(c.Owners, func(i, j int) bool { return c.Owners[i].Files > c.Owners[j].Files })
	return c
}
