package owners

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

const stale = 5 * time.Minute

// book is who owns what, with what follows from it.
type book struct {
	own    *github.Ownership
	census github.Census
	paths  *fuzzy.Index // made when a path is first looked for
}

func newBook(o *github.Ownership) *book { return &book{own: o, census: o.Census()} }

func (b *book) index() *fuzzy.Index {
	if b.paths == nil {
		b.paths = fuzzy.New(b.own.Tree.Paths)
	}
	return b.paths
}

// look takes over what is looked at.
func (p *Pane) look(s pane.Subject) {
	was, asked := p.place(), p.subject.Path
	p.subject = s
	if p.place() == was {
		if s.Path != asked && p.book != nil {
			p.turnBack(asked, s.Path)
		}
		return
	}
	if was.at != s.Place {
		p.mine.Reset()
		p.teams = map[string]membership{}
	}
	p.keepDraft(was)
	p.slot.Reset()
	p.lint.Reset()
	p.errors.Reset()
	p.trial.Reset()
	p.members.Reset()
	p.book, p.draft, p.try, p.typing = nil, p.drafts[p.place()], nil, false
	p.filter = filter{mine: p.filter.mine}
	p.files, p.unowned, p.left = outline{}, outline{}, map[string]string{}
	p.layOut()
}

// turnBack goes from the path that was asked for to another one: to where the cursor
// was left if that was asked for before.
func (p *Pane) turnBack(asked, path string) {
	if here, _, ok := p.currentPath(); ok {
		p.left[asked] = here
	}
	switch left := p.left[path]; {
	case left != "":
		p.reveal(left)
	case path != "":
		p.show(path)
	}
}

// restore shows what is stored in the first frame, if it is of this pane.
func (p *Pane) restore() {
	if p.subject.Side != pane.SideOwners || p.subject.Repo.Name == "" {
		return
	}
	at := p.place()
	if own, read, ok := p.o.Client.StoredOwnership(at.at, at.repo, at.ref); ok {
		p.slot.Seed(newBook(own), read)
		p.book = p.slot.Value()
		p.layOut()
		if p.subject.Path != "" {
			p.show(p.subject.Path)
		}
	}
}

// begin asks for what is looked at if it can be seen and was not asked for.
func (p *Pane) begin() tea.Cmd {
	started := p.slot.Complete() || p.slot.Err() != nil || !p.slot.Busy().IsZero()
	if p.subject.Repo.Name == "" || !p.shown || started {
		return nil
	}
	return p.load()
}

// load asks for the ownership: the stored one first, if none is shown.
func (p *Pane) load() tea.Cmd {
	at, client, shown := p.place(), p.o.Client, p.slot.Value()
	if at.repo.Name == "" {
		return nil
	}
	cmd := p.slot.Start(0, func(ctx context.Context, emit func(*book, time.Time)) error {
		if shown == nil {
			if own, read, ok := client.StoredOwnership(at.at, at.repo, at.ref); ok {
				shown = newBook(own)
				emit(shown, read)
			}
		}
		own, err := client.Ownership(ctx, at.at, at.repo, at.ref)
		if err != nil {
			return err
		}
		if shown == nil || own.Tree.Commit != shown.own.Tree.Commit {
			shown = newBook(own)
		}
		emit(shown, time.Now())
		return nil
	})
	return tea.Batch(cmd, p.askMine())
}

// askMine asks who the person is, once an account.
func (p *Pane) askMine() tea.Cmd {
	if p.mine.Complete() || !p.mine.Busy().IsZero() {
		return nil
	}
	at, client := p.subject.Place, p.o.Client
	return p.mine.Start(0, func(ctx context.Context, emit func(map[string]bool, time.Time)) error {
		list, err := client.Mine(ctx, at)
		mine := map[string]bool{}
		for _, owner := range list {
			mine[strings.ToLower(owner)] = true
		}
		emit(mine, time.Time{}) // beside an error there is the login
		return err
	})
}

// check looks for mistakes in the file: here, and by asking GitHub, which knows
// who exists.
func (p *Pane) check() tea.Cmd {
	own := p.book.own
	cmds := []tea.Cmd{p.lint.Start(0, func(ctx context.Context, emit func([]codeowners.Problem, time.Time)) error {
		emit(append(fileProblems(own), own.File.Matcher.Lint(own.Tree.Paths)...), time.Time{})
		return nil
	})}
	if at, client := p.place(), p.o.Client; p.draft == nil && own.File.Path != "" {
		cmds = append(cmds, p.errors.Start(0, func(ctx context.Context, emit func([]codeowners.Problem, time.Time)) error {
			list, err := client.OwnersErrors(ctx, at.at, at.repo, own.Tree.Commit)
			if err == nil {
				emit(list, time.Time{})
			}
			return err
		}))
	}
	return tea.Batch(cmds...)
}

// fileProblems is what is wrong with the file as a whole, and its bad lines.
func fileProblems(own *github.Ownership) []codeowners.Problem {
	var list []codeowners.Problem
	for _, path := range own.Ignored {
		list = append(list, codeowners.Problem{
			Kind: "Ignored file", Suggestion: path + " does not count: GitHub uses the first of " + strings.Join(codeowners.Locations(), ", "),
		})
	}
	if own.Tree.Cut {
		list = append(list, codeowners.Problem{Kind: codeowners.NotChecked, Suggestion: "the repository has more files than were listed"})
	}
	return append(list, own.File.Problems...)
}

// membership is who is in a team, or why that is not known.
type membership struct {
	team   string
	logins []string
	err    error
	asked  bool // of GitHub, in this session
}

// settled is how long the cursor rests on a team before its members are asked
// for.
const settled = 250 * time.Millisecond

// askMembers asks for the members of the team under the cursor.
func (p *Pane) askMembers() tea.Cmd {
	team, ok := p.currentTeam()
	if !ok || !p.shown {
		return nil
	}
	if p.teams[team].asked || p.members.Value().team == team && !p.members.Busy().IsZero() {
		return nil
	}
	if logins, ok := p.o.Client.StoredTeamMembers(p.subject.Place, team); ok {
		p.teams[team] = membership{team: team, logins: logins}
	}
	at, client := p.subject.Place, p.o.Client
	p.members.Seed(membership{team: team}, time.Time{})
	return p.members.Start(settled, func(ctx context.Context, emit func(membership, time.Time)) error {
		logins, err := client.TeamMembers(ctx, at, team)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		emit(membership{team, logins, err, true}, time.Time{})
		return nil
	})
}

// answer takes in what a command brought.
func (p *Pane) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case load.Result[*book]:
		before := p.slot.Value()
		switch {
		case !p.slot.Take(msg):
		case p.slot.Value() != before:
			return p.take()
		case p.slot.Complete() && !p.errors.Has() && p.errors.Busy().IsZero():
			return p.check() // it was asked for again, or the first frame had it
		case p.slot.Err() != nil && p.book != nil && !p.lint.Has() && p.lint.Busy().IsZero():
			return p.check() // what is stored can be judged all the same
		}
	case load.Result[[]codeowners.Problem]:
		if p.lint.Take(msg) || p.errors.Take(msg) {
			p.judge()
		}
	case load.Result[map[string]bool]:
		if p.mine.Take(msg) && p.filter.mine {
			p.layOut()
		}
	case load.Result[membership]:
		if p.members.Take(msg) {
			p.teams[p.members.Value().team] = p.members.Value()
		}
	case load.Result[*trial]:
		if p.trial.Take(msg) {
			return p.tried()
		}
	}
	return nil
}

// take shows what was loaded, or the draft that was begun on it.
func (p *Pane) take() tea.Cmd {
	first := p.book == nil
	p.book = p.slot.Value()
	if p.draft != nil {
		return p.redraft()
	}
	p.layOut()
	if first && p.subject.Path != "" {
		p.show(p.subject.Path)
	}
	return p.check()
}
