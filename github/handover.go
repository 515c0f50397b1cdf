package github

import (
	"slices"
	"strings"

	"hubtrail/github/codeowners"
)

// Handover is a path whose owners another file would change.
type Handover struct {
	Path   string
	Before *codeowners.Rule // nil if no rule matches
	After  *codeowners.Rule
}

// Handovers is the paths whose owners differ in a later Ownership of the same
// tree. A rule that moved, or is worded in another way, is no difference.
func (o *Ownership) Handovers(later *Ownership) []Handover {
	var list []Handover
	for i := range o.winners {
		before, after := o.Rule(i), later.Rule(i)
		if !sameOwners(before, after) {
			list = append(list, Handover{o.Tree.Paths[i], before, after})
		}
	}
	return list
}

// sameOwners reports whether two rules give the same people, in any order.
func sameOwners(a, b *codeowners.Rule) bool {
	switch {
	case a == nil || b == nil:
		return a == b
	case len(a.Owners) != len(b.Owners):
		return false
	}
	for _, owner := range a.Owners {
		if !slices.ContainsFunc(b.Owners, func(other string) bool { return strings.EqualFold(owner, other) }) {
			return false
		}
	}
	return true
}
