package issues

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/query"
)

// lookup is a list of words that GitHub has whole: the labels of a repository,
// the teams of an account.
type lookup struct {
	at     github.Place
	repo   github.RepoRef
	source query.Source
}

// lookUp asks for the list behind the qualifier whose value is typed: once, when
// it is first wanted, whatever comes of it. Completion goes on with what is known
// meanwhile.
func (p *Pane) lookUp() tea.Cmd {
	name := query.At(p.input.Value(), p.input.Cursor()).Name
	all := query.Qualifiers()
	i := slices.IndexFunc(all, func(q query.Qualifier) bool { return q.Name == name })
	if i < 0 || !p.lookups.Busy().IsZero() || p.subject.Place.Account == "" {
		return nil
	}
	l := lookup{p.subject.Place, p.subject.Repo, all[i].Of}
	if l.source == query.Teams {
		l.repo = github.RepoRef{}
	}
	fetch := p.fetcher(l)
	if fetch == nil || p.looked[l] {
		return nil
	}
	p.looked[l] = true
	return p.lookups.Start(0, func(ctx context.Context, _ func(lookup, time.Time)) error { return fetch(ctx) })
}

// fetcher is how a list is had, nil for what is no list. The client keeps it for
// the words.
func (p *Pane) fetcher(l lookup) func(context.Context) error {
	client, named := p.client, l.repo != (github.RepoRef{})
	switch {
	case l.source == query.Teams:
		return func(ctx context.Context) error { _, err := client.OwnTeams(ctx, l.at); return err }
	case l.source == query.LabelNames && named:
		return func(ctx context.Context) error { _, err := client.Labels(ctx, l.at, l.repo); return err }
	case l.source == query.Logins && named:
		return func(ctx context.Context) error { _, err := client.Assignable(ctx, l.at, l.repo); return err }
	case l.source == query.MilestoneNames && named:
		return func(ctx context.Context) error { _, err := client.Milestones(ctx, l.at, l.repo); return err }
	}
	return nil
}

// lookedUp reads the words anew. That a list could not be had is no trouble of
// the person's: completion is a help.
func (p *Pane) lookedUp() tea.Cmd {
	if p.lookups.Err() != nil || p.mode != searching {
		return nil
	}
	p.popup.wanted = !p.popup.picked
	return p.readWords()
}
