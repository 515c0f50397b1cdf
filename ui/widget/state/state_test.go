package state

import (
	"fmt"
	"testing"

	"hubtrail/github"
	"hubtrail/ui/pane/panetest"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

func TestStatesAreToldApartByShape(t *testing.T) {
	for name, th := range map[string]*theme.Theme{"unicode": panetest.Theme(), "ascii": panetest.Theme().ASCII()} {
		seen := map[string]string{}
		for _, pull := range []bool{false, true} {
			for _, s := range []github.IssueState{github.IssueOpen, github.IssueDraft, github.IssueMerged, github.IssueClosed, github.IssueNotPlanned} {
				if !pull && (s == github.IssueDraft || s == github.IssueMerged) || pull && s == github.IssueNotPlanned {
					continue
				}
				glyph, _ := Of(th, &github.Issue{Pull: pull, State: s})
				what := fmt.Sprintf("%s pull=%v", s, pull)
				if seen[glyph] != "" || text.Width(glyph) != 1 {
					t.Errorf("%s: %s is %q, which is %q already or not one cell", name, what, glyph, seen[glyph])
				}
				seen[glyph] = what
			}
		}
	}
}
