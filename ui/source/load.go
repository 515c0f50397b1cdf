package source

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
)

const (
	stale = 5 * time.Minute
	// maxFirst is how many bytes of a file are laid out for the first frame, which
	// takes ten milliseconds; a larger one comes a moment later.
	maxFirst = 1 << 20
)

// restore shows what is stored, in the first frame.
func (p *Pane) restore() {
	if pg, read := stored(p.o.Client, p.here(), maxFirst); pg != nil {
		p.slot.Seed(pg, read)
		p.layOut()
	}
}

// stored is the file as it was read last, nil if it was not or is larger than
// most bytes.
func stored(client Client, at place, most int) (*page, time.Time) {
	commit, read, ok := client.StoredCommitSHA(at.at, at.repo, at.ref)
	if !ok || at.path == "" {
		return nil, time.Time{}
	}
	f, ok := client.StoredFile(at.at, at.repo, commit, at.path)
	if !ok || len(f.Text) > most {
		return nil, time.Time{}
	}
	return newPage(f), read
}

// begin asks for the file if it can be seen and was not asked for.
func (p *Pane) begin() tea.Cmd {
	if p.slot.Complete() || p.slot.Err() != nil || !p.slot.Busy().IsZero() || !p.shown {
		return nil
	}
	return p.load()
}

// load asks for the file: the stored one first, if none is shown.
func (p *Pane) load() tea.Cmd {
	at, client, shown := p.here(), p.o.Client, p.slot.Value()
	if at.repo.Name == "" || at.path == "" {
		return nil
	}
	return p.slot.Start(0, func(ctx context.Context, emit func(*page, time.Time)) error {
		if shown == nil {
			var read time.Time
			if shown, read = stored(client, at, github.MaxFileText); shown != nil {
				emit(shown, read)
			}
		}
		commit, err := client.CommitSHA(ctx, at.at, at.repo, at.ref)
		if err != nil {
			return err
		}
		if shown == nil || shown.file.Commit != commit {
			f, err := client.File(ctx, at.at, at.repo, commit, at.path)
			if err != nil {
				return err
			}
			shown = newPage(f)
		}
		emit(shown, time.Now())
		return nil
	})
}

// answer takes in what a command brought.
func (p *Pane) answer(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case load.Result[*page]:
		shown := p.slot.Value()
		if !p.slot.Take(msg) {
			return nil, nil
		}
		if p.slot.Value() != shown {
			p.blame.Reset()
			return p.layOut(), p.askBlame()
		}
		return nil, p.askBlame()
	case load.Result[github.Blame]:
		p.blame.Take(msg)
	case load.Result[github.LineBefore]:
		if p.before.Take(msg) && p.before.Busy().IsZero() {
			return p.arrive()
		}
	}
	return nil, nil
}

// layOut shows the lines of the file, with the cursor where it is to be.
func (p *Pane) layOut() pane.Intent {
	goal, n := p.goal, p.slot.Value().len()
	p.list.SetLen(n)
	if goal == 0 || n == 0 {
		return nil
	}
	p.list.Select(goal - 1)
	p.goal = 0
	return beyond(goal, n)
}

// askBlame asks who wrote the lines, if that is to be seen and was not asked for.
func (p *Pane) askBlame() tea.Cmd {
	pg := p.slot.Value()
	if !p.blaming || !p.shown || pg.len() == 0 || p.blame.Has() || p.blame.Err() != nil || !p.blame.Busy().IsZero() {
		return nil
	}
	at, client := p.here(), p.o.Client
	commit, path := pg.file.Commit, pg.file.Path
	if b, ok := client.StoredBlame(at.at, at.repo, commit, path); ok {
		p.blame.Seed(b, time.Time{})
		return nil
	}
	return p.blame.Start(0, func(ctx context.Context, emit func(github.Blame, time.Time)) error {
		b, err := client.Blame(ctx, at.at, at.repo, commit, path)
		if err == nil {
			emit(b, time.Time{})
		}
		return err
	})
}

// blamed is who wrote a line, from 0; nil if that is not shown or not known.
func (p *Pane) blamed(line int) *github.BlameRange {
	b := p.blame.Value()
	if i, ok := b.Range(line + 1); ok && p.blaming {
		return &b.Ranges[i]
	}
	return nil
}

// goBefore asks where the line under the cursor was before the commit that wrote
// it.
func (p *Pane) goBefore() (pane.Intent, tea.Cmd) {
	line := p.list.Cursor()
	r := p.blamed(line)
	switch {
	case line < 0:
		return nil, nil
	case r == nil:
		return p.wantBlame()
	}
	at, client, commit, path := p.here(), p.o.Client, r.Commit.SHA, p.slot.Value().file.Path
	words := []byte(p.slot.Value().line(line))
	p.asked = line
	return nil, p.before.Start(0, func(ctx context.Context, emit func(github.LineBefore, time.Time)) error {
		b, err := client.LineBefore(ctx, at.at, at.repo, commit, path, line+1, words)
		if err == nil {
			emit(b, time.Time{})
		}
		return err
	})
}

// arrive shows the file before the commit that was asked about, unless the cursor
// went elsewhere meanwhile: nobody is carried off from what they do.
func (p *Pane) arrive() (pane.Intent, tea.Cmd) {
	b, err := p.before.Value(), p.before.Err()
	p.before.Reset()
	switch {
	case err != nil:
		return pane.Say{Text: reason(err)}, nil
	case p.list.Cursor() != p.asked:
		return nil, nil
	}
	next := p.here()
	next.ref, next.path = b.Commit, b.Path
	p.leave()
	p.trail = append(p.trail, next)
	p.enter(b.Line)
	return nil, p.load()
}

// goBack leaves the file that was gone to last behind a commit.
func (p *Pane) goBack() tea.Cmd {
	p.leave()
	p.trail = p.trail[:len(p.trail)-1]
	p.enter(0)
	return p.load()
}

// reason is an error without what was being done.
func reason(err error) string {
	if r, ok := err.(interface{ Reason() string }); ok {
		return r.Reason()
	}
	return err.Error()
}
