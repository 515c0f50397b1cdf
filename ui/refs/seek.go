package refs

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// seek looks for the commit that the text stands for where it is no listed name: a
// SHA, or an ancestor such as main~3.
func (p *Pane) seek() (pane.Intent, tea.Cmd) {
	typed := strings.TrimSpace(p.input.Value())
	if typed == "" {
		return pane.Say{Text: "no branch or tag matches"}, nil
	}
	if problem, instead := github.CheckRef(typed); problem != "" {
		return pane.Say{Text: problem + ". " + instead}, nil
	}
	at, repo, lister := p.subject.Place, p.subject.Repo, p.lister
	return pane.Say{Text: "looking for " + text.Clean(typed) + text.Ellipsis}, p.sought.Start(0, func(ctx context.Context, emit func(string, time.Time)) error {
		sha, err := lister.CommitSHA(ctx, at, repo, typed)
		if err == nil {
			emit(sha, time.Time{})
		}
		return err
	})
}

// takeSought goes to the commit that was looked for, or says why not.
func (p *Pane) takeSought(r load.Result[string]) pane.Intent {
	switch {
	case !p.sought.Take(r):
	case p.sought.Err() != nil:
		return pane.Say{Text: text.Clean(p.sought.Err().Error())}
	case p.sought.Complete():
		sha := p.sought.Value()
		return pane.ChooseRef{Ref: sha, Said: text.Clean(strings.TrimSpace(p.input.Value()) + " is " + github.ShortRef(sha))}
	}
	return nil
}
