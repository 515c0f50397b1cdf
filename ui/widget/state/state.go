// Package state is the mark of an issue or pull request, the same in every pane:
// a shape for each state, so that it reads without colour too.
package state

import (
	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Of is the mark, one cell, and its style.
func Of(t *theme.Theme, i *github.Issue) (glyph string, style text.Style) {
	g := &t.Glyphs
	switch {
	case i.State == github.IssueDraft:
		return g.PullDraft, t.Dim
	case i.State == github.IssueMerged:
		return g.PullMerged, t.Badge
	case i.State == github.IssueNotPlanned:
		return g.NotPlanned, t.Dim
	case i.State == github.IssueClosed && i.Pull:
		return g.PullClosed, t.Bad
	case i.State == github.IssueClosed:
		return g.IssueDone, t.Badge
	case i.Pull:
		return g.PullOpen, t.Good
	}
	return g.IssueOpen, t.Good
}
