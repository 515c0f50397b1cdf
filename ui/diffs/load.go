package diffs

import (
	"context"
	"slices"
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
	p.made = map[string]fetched{}
	p.change, p.order, p.folded, p.seen, p.bodies = nil, nil, nil, nil, nil
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
	if c, ok := p.o.Client.StoredCommit(s.Place, s.Repo, s.Commit); ok {
		p.slot.Seed(ofCommit(c, p.o.Client.Now(s.Place.Account)), time.Time{})
		p.take()
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
	case !p.slot.Has():
		return p.load()
	case p.movesFor != p.change:
		return tea.Batch(p.follow(), p.askOwners(p.subject.Commit))
	}
	return nil
}

func (p *Pane) load() tea.Cmd {
	s, client := p.subject, p.o.Client
	if p.none() {
		return nil
	}
	now := client.Now(s.Place.Account)
	cmd := p.slot.Start(0, func(ctx context.Context, emit func(*change, time.Time)) error {
		if s.Commit != "" {
			return client.Commit(ctx, s.Place, s.Repo, s.Commit, func(c github.CommitFiles) { emit(ofCommit(c, now), time.Time{}) })
		}
		if s.Diff.Pull == 0 {
			url := client.CompareURL(s.Place, s.Repo, s.Diff.Compare)
			return client.Compare(ctx, s.Place, s.Repo, s.Diff.Compare, func(c github.Comparison) { emit(ofComparison(c, url, now), time.Time{}) })
		}
		ref := github.IssueRef{Repo: s.Repo, Number: s.Diff.Pull}
		pr, err := client.PullRequest(ctx, s.Place, ref)
		if err != nil {
			return err
		}
		parted := false
		return client.PullFiles(ctx, s.Place, ref, func(l github.Listing[github.File]) {
			if !parted && slices.ContainsFunc(l.Items, func(f github.File) bool { return f.PatchLeftOut() || unclear(&f) }) {
				parted = true
				pr.Base.SHA = p.whereParted(ctx, s, pr.Base.SHA, pr.Head.SHA)
			}
			emit(ofPull(pr, l.Items, now), time.Time{})
		})
	})
	if s.Commit == "" {
		return cmd // whose owners count, the pull request says
	}
	return tea.Batch(cmd, p.askOwners(s.Commit))
}

// whereParted is the commit that a pull request's patches begin at: its base may have
// gone on since. It is the base where GitHub does not say. One request.
func (p *Pane) whereParted(ctx context.Context, s pane.Subject, base, head string) string {
	ctx, enough := context.WithCancel(ctx)
	defer enough()
	found := base
	_ = p.o.Client.Compare(ctx, s.Place, s.Repo, github.CompareSpec{Base: base, Head: head}, func(c github.Comparison) {
		if c.MergeBase != "" {
			found = c.MergeBase
			enough()
		}
	})
	return found
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
	return p.agreed.Start(0, func(ctx context.Context, emit func(map[string]github.PathApproval, time.Time)) error {
		a, err := client.Approvals(ctx, s.Place, github.IssueRef{Repo: s.Repo, Number: s.Diff.Pull})
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
		before := p.slot.Value()
		if p.slot.Take(msg) && p.slot.Value() != before {
			p.take()
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
	cmd := tea.Batch(p.readAhead(), p.askApprovals(), p.askTrees())
	if p.subject.Commit == "" && !p.owners.Has() && p.owners.Busy().IsZero() {
		cmd = tea.Batch(cmd, p.askOwners(p.change.base))
	}
	return cmd
}

// take shows what was loaded; what was folded and where one was is kept as the
// files grow.
func (p *Pane) take() {
	before, at := p.change, p.place()
	p.change = p.slot.Value()
	n := len(p.change.files)
	if p.noSpaces || len(p.made) > 0 {
		for i, f := range p.change.files {
			p.change.files[i] = p.remade(f.source)
		}
	}
	folded := make([]bool, n)
	for i, f := range p.change.files {
		if before != nil && i < len(p.folded) && before.files[i].Path == f.Path {
			folded[i] = p.folded[i]
			continue
		}
		folded[i] = f.noise != ""
	}
	p.folded = folded
	p.seen = make([]bool, n)
	if p.o.Seen != nil {
		p.seen = p.o.Seen.Seen(p.subject.Place, p.subject.Repo, p.change.commit.Files)
		for i, seen := range p.seen {
			folded[i] = folded[i] || seen && before == nil
		}
	}
	p.bodies = make([]*body, n)
	p.narrow()
	p.goTo(at)
	if before == nil && p.subject.Path != "" {
		p.toFile(p.subject.Path)
	}
	p.comeBack()
}
