package diffs

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// parting is where the branches of a pull request parted: the commit whose lines the
// removed ones of its patches are counted in.
type parting struct{ tip, head, base string }

// whereParted is the commit that a pull request's patches begin at: its base may have
// gone on since. It is the base where the two have no history in common. One request.
func whereParted(ctx context.Context, client Reader, s pane.Subject, base, head string) (string, error) {
	ctx, enough := context.WithCancel(ctx)
	defer enough()
	found := ""
	err := client.Compare(ctx, s.Place, s.Repo, github.CompareSpec{Base: base, Head: head}, func(c github.Comparison) {
		if found = c.MergeBase; found != "" {
			enough()
		}
	})
	switch {
	case found != "":
		return found, nil
	case err != nil:
		return "", err
	}
	return base, nil
}

// lead shows the file under the cursor or opens it in the editor, gives its address
// away or shows more of it.
// Where that takes the version before a pull request, GitHub is asked first, once,
// where the branches parted.
func (p *Pane) lead(a keymap.Action) (pane.Intent, tea.Cmd) {
	t, ok := p.target()
	if !ok || !p.change.tip || !t.old && a != keymap.Context {
		return p.leadTo(a)
	}
	p.leading = a
	s, client, tip, head := p.subject, p.o.Client, p.change.old, p.change.new
	cmd := p.parting.Start(0, func(ctx context.Context, emit func(parting, time.Time)) error {
		base, err := whereParted(ctx, client, s, tip, head)
		if err == nil {
			emit(parting{tip, head, base}, time.Time{})
		}
		return err
	})
	return pane.Say{Text: "asking where the branches parted"}, cmd
}

// leadTo does what lead is for, once it is known what the line is one of.
func (p *Pane) leadTo(a keymap.Action) (pane.Intent, tea.Cmd) {
	switch a {
	case keymap.CopyURL:
		return pane.Copy{Text: p.url(), What: "URL"}, nil
	case keymap.Context:
		return nil, p.moreContext()
	case keymap.Editor:
		return p.editFile(), nil
	}
	return p.viewFile(), nil
}

// takeParting goes on with what was asked for; any key gives that up.
func (p *Pane) takeParting(r load.Result[parting]) (pane.Intent, tea.Cmd) {
	switch {
	case !p.parting.Take(r), p.change == nil:
	case p.parting.Err() != nil:
		return pane.Say{Text: "it is not known where the branches parted: " + text.Clean(reason(p.parting.Err()))}, nil
	case p.parting.Complete():
		p.begunAt()
		return p.leadTo(p.leading)
	}
	return nil, nil
}

// begunAt corrects what a pull request's patches begin at, if that was found.
func (p *Pane) begunAt() {
	at := p.parting.Value()
	if x := p.change; x.tip && at.base != "" && at.tip == x.old && at.head == x.new {
		x.old, x.tip = at.base, false
	}
}
