package diffs

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

// look takes over what is looked at; a commit looked at before is shown at once.
func (p *Pane) look(s pane.Subject) {
	was := p.subject
	p.subject = s
	if s.Place != was.Place {
		p.mine.Reset()
	}
	if s.Place == was.Place && s.Repo == was.Repo && s.Commit == was.Commit && s.Diff == was.Diff {
		if s.Path != was.Path {
			p.toFile(s.Path)
		}
		return
	}
	p.leaves(was)
	p.slot.Reset()
	p.owners.Reset()
	p.fetch.Reset()
	p.reading.Reset()
	p.moving.Reset()
	p.agreed.Reset()
	p.trees.Reset()
	p.origin.Reset()
	p.said.Reset()
	p.parting.Reset()
	p.gather.Reset()
	p.made = map[string]fetched{}
	p.change, p.order, p.folded, p.seen, p.bodies = nil, nil, nil, nil, nil
	p.brought, p.missing = false, false
	p.typing, p.query, p.finder, p.left = notTyping, "", "", 0
	p.people.Unknown = nil
	p.list.SetLen(0)
	p.list.Home()
	if left := p.places[lookedAt(s)]; s.Path == "" || s.Path == left.path {
		p.wanted = left
	}
	if s.Commit == "" {
		return
	}
	if c, ok := p.o.Client.StoredCommitList(s.Place, s.Repo, s.Commit); ok {
		p.slot.Seed(ofCommit(c, p.o.Client.Now(s.Place.Account)), time.Time{})
		p.take()
		p.reveal()
	}
}

// none reports whether there is nothing to show.
func (p *Pane) none() bool { return p.subject.Commit == "" && p.subject.Diff == (pane.DiffAt{}) }

// begin asks for what is looked at if it was not asked for. A commit that was
// stored is as good as GitHub's answer.
func (p *Pane) begin() tea.Cmd {
	started := p.slot.Complete() || p.slot.Err() != nil || !p.slot.Busy().IsZero()
	switch {
	case p.none() || !p.shown || started:
		return nil
	case !p.slot.Has() || !p.whole():
		return p.load()
	case p.movesFor != p.change:
		return tea.Batch(p.follow(), p.askOwners(p.subject.Commit))
	}
	return nil
}

// afterFrame is when what is not on the first screen is read: not while that is drawn.
const afterFrame = 20 * time.Millisecond

func (p *Pane) load() tea.Cmd {
	s, client := p.subject, p.o.Client
	if p.none() {
		return nil
	}
	now, listed := client.Now(s.Place.Account), 0
	if !p.whole() {
		listed = len(p.change.files) // fewer than are shown are no news
	}
	delay := time.Duration(0)
	if listed > 0 && p.slot.Err() == nil {
		delay = afterFrame
	}
	cmd := p.slot.Start(delay, func(ctx context.Context, emit func(*change, time.Time)) error {
		if s.Commit != "" {
			return client.Commit(ctx, s.Place, s.Repo, s.Commit, func(c github.CommitFiles) {
				if len(c.Files) >= listed {
					emit(ofCommit(c, now), time.Time{})
				}
			})
		}
		if s.Diff.Pull == 0 {
			url := client.CompareURL(s.Place, s.Repo, s.Diff.Compare)
			return client.Compare(ctx, s.Place, s.Repo, s.Diff.Compare, func(c github.Comparison) { emit(ofComparison(c, url, now), c.At) })
		}
		return readPull(ctx, client, s, now, emit)
	})
	if s.Commit == "" {
		return cmd // whose owners count, the pull request says
	}
	return tea.Batch(cmd, p.askOwners(s.Commit))
}

// askOwners asks who owns files at a ref: a commit itself, or the branch that a pull
// request is to be merged into.
func (p *Pane) askOwners(ref string) tea.Cmd {
	s, client := p.subject, p.o.Client
	cmds := []tea.Cmd{p.owners.Start(0, func(ctx context.Context, emit func(*github.OwnersFile, time.Time)) error {
		f, _, err := client.OwnersFile(ctx, s.Place, s.Repo, ref)
		if err == nil {
			emit(f, time.Time{})
		}
		return err
	})}
	if !p.mine.Complete() && p.mine.Busy().IsZero() {
		cmds = append(cmds, p.mine.Start(0, func(ctx context.Context, emit func(map[string]bool, time.Time)) error {
			list, err := client.Mine(ctx, s.Place)
			mine := map[string]bool{}
			for _, owner := range list {
				mine[strings.ToLower(owner)] = true
			}
			emit(mine, time.Time{})
			return err
		}))
	}
	return tea.Batch(cmds...)
}

// askApprovals asks which owners have approved the files of a pull request.
func (p *Pane) askApprovals() tea.Cmd {
	s, client := p.subject, p.o.Client
	if s.Commit != "" || s.Diff.Pull == 0 {
		return nil
	}
	hand := github.PullAtHand{Pull: p.change.pull, Files: p.change.commit.Files, Head: p.change.pull.Head.SHA}
	return p.agreed.Start(0, func(ctx context.Context, emit func(map[string]github.PathApproval, time.Time)) error {
		a, err := client.Approvals(ctx, s.Place, github.IssueRef{Repo: s.Repo, Number: s.Diff.Pull}, hand)
		by := make(map[string]github.PathApproval, len(a.Paths))
		for _, path := range a.Paths {
			by[path.Path] = path
		}
		emit(by, time.Time{})
		return err
	})
}

// marked is a file that was marked as seen, or not.
type marked struct {
	path string
	on   bool
}

// answer takes in what a command brought.
func (p *Pane) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case load.Result[*change]:
		before, absent := p.slot.Value(), !p.whole()
		if p.slot.Take(msg) && p.slot.Value() != before {
			p.take()
			if absent && p.typing == searching {
				p.seek() // what was typed, in what is there now
			}
			if p.slot.Complete() {
				return p.follow()
			}
			if p.subject.Commit == "" && !p.owners.Has() && p.owners.Busy().IsZero() {
				return p.askOwners(p.change.base)
			}
		} else if p.slot.Complete() && p.change != nil && p.movesFor != p.change {
			return p.follow()
		}
	case load.Result[*github.OwnersFile]:
		if p.owners.Take(msg) && (p.finder != "" || p.byOwner) && p.change != nil {
			at := p.place()
			p.narrow()
			p.goTo(at)
		}
	case load.Result[map[string]bool]:
		if p.mine.Take(msg) {
			p.people.Mine = p.mine.Value()
		}
	case load.Result[readings]:
		if !p.reading.Take(msg) {
			return nil
		}
		p.reading.Value().adopt()
		if p.reading.Complete() {
			p.reading.Reset() // it is of no use any more
			return p.findMoves()
		}
	case load.Result[moves]:
		p.moving.Take(msg)
	case load.Result[map[string]github.PathApproval]:
		p.agreed.Take(msg)
	case load.Result[map[string]github.File]:
		if p.trees.Take(msg) && p.trees.Has() && p.change != nil {
			p.learn()
		}
	case load.Result[sayings]:
		if p.said.Take(msg) && p.said.Has() && p.change != nil {
			p.heed()
		}
	case load.Result[marked]:
		p.mark.Take(msg)
	case load.Result[fetched]:
		if p.fetch.Take(msg) && p.fetch.Complete() && p.change != nil {
			p.adopt(p.fetch.Value())
		}
	}
	return nil
}

// follow reads all patches, and then looks for what was moved, once all files are
// there.
func (p *Pane) follow() tea.Cmd {
	p.movesFor = p.change
	cmd := tea.Batch(p.readAhead(), p.askApprovals(), p.askModes(), p.askAttributes())
	if p.subject.Commit == "" && !p.owners.Has() && p.owners.Busy().IsZero() {
		cmd = tea.Batch(cmd, p.askOwners(p.change.base))
	}
	return cmd
}
