package github

import (
	"cmp"
	"slices"

	"hubtrail/github/codeowners"
)

// OwnersProblem is something wrong with a CODEOWNERS file, and who says so.
type OwnersProblem struct {
	codeowners.Problem
	Ours   bool // found here
	GitHub bool // reported by GitHub
}

// JoinProblems puts what was found here and what GitHub reports side by side, in
// the order of the file: what both say of one place in one line is one problem,
// with GitHub's words where it has some.
func JoinProblems(ours, theirs []codeowners.Problem) []OwnersProblem {
	type place struct {
		line, column int
		kind         codeowners.Kind
	}
	list := make([]OwnersProblem, 0, len(ours)+len(theirs))
	at := map[place]int{}
	for _, p := range ours {
		if p.Line > 0 {
			at[place{p.Line, p.Column, p.Kind}] = len(list)
		}
		list = append(list, OwnersProblem{Problem: p, Ours: true})
	}
	for _, p := range theirs {
		if i, ok := at[place{p.Line, p.Column, p.Kind}]; ok {
			list[i].GitHub = true
			list[i].Suggestion = cmp.Or(p.Suggestion, list[i].Suggestion)
			continue
		}
		list = append(list, OwnersProblem{Problem: p, GitHub: true})
	}
	slices.SortStableFunc(list, func(a, b OwnersProblem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return list
}
