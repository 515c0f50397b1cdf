package linker

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
)

// found is what might be meant by what was typed.
type found struct {
	typed string
	rows  []github.LinkCandidate
}

// picker finds the other end.
type picker struct {
	pulls bool // it looks for pull requests
	input *input.Input
	slot  *load.Slot[found]
	list  list.List
	marks []github.LinkCandidate
	eager bool // enter was pressed before the rows were those of the text
}

func newPicker(ctx context.Context, t *theme.Theme) picker {
	return picker{input: input.New(t, "> ", ""), slot: load.New[found](ctx, pane.Linker)}
}

// toPicker begins looking for pull requests, or for issues.
func (p *Pane) toPicker(pulls bool) tea.Cmd {
	p.start(picking)
	k := &p.pick
	k.pulls, k.marks, k.eager = pulls, nil, false
	k.slot.Reset()
	k.list.SetLen(0)
	k.list.Home()
	hint := "issue: number, URL or words"
	if pulls {
		hint = "pull request: number, URL or words"
	}
	k.input.SetPrompt("> ", hint)
	k.input.SetValue("")
	return p.look()
}

// look finds candidates for the text.
func (p *Pane) look() tea.Cmd {
	k := &p.pick
	typed, of, at, pulls, from := k.input.Value(), p.wish.pulls, p.wish.place, k.pulls, p.accounts
	if pulls {
		of = p.wish.issues
	}
	return k.slot.Start(0, func(ctx context.Context, emit func(found, time.Time)) error {
		rows := from.LinkCandidates(ctx, at, of, pulls, typed)
		emit(found{typed, rows}, time.Time{})
		return ctx.Err()
	})
}

// found takes the candidates. A new text begins at the best of them.
func (p *Pane) found(r load.Result[found]) tea.Cmd {
	k := &p.pick
	if !k.slot.Take(r) {
		return nil
	}
	k.list.SetLen(p.pickRows())
	k.list.Home()
	if k.eager && p.step == picking && p.current() {
		k.eager = false
		return p.picked()
	}
	return nil
}

// current reports whether the rows are those of the text.
func (p *Pane) current() bool {
	k := &p.pick
	return k.slot.Has() && k.slot.Value().typed == k.input.Value()
}

// pickRows is how many rows there are: the last may be to make a branch.
func (p *Pane) pickRows() int {
	n := len(p.pick.slot.Value().rows)
	if p.branching() {
		n++
	}
	return n
}

// branching reports whether a branch for the issue is offered.
func (p *Pane) branching() bool { return p.pick.pulls && len(p.wish.issues) == 1 }

// find carries out an action while something is looked for.
func (p *Pane) find(a keymap.Action) (pane.Intent, tea.Cmd) {
	k := &p.pick
	if k.list.Act(a) {
		return nil, nil
	}
	switch a {
	case keymap.Accept, keymap.Open:
		if !p.current() && len(k.marks) == 0 {
			k.eager = true
			return nil, nil
		}
		return nil, p.picked()
	case keymap.Mark:
		p.mark()
	case keymap.Branch:
		if !p.branching() {
			return pane.Say{Text: "a branch is made for one issue"}, nil
		}
		p.toName()
	case keymap.Cancel, keymap.Back:
		return p.back()
	}
	return nil, nil
}

// mark marks or unmarks the row: of issues there may be several.
func (p *Pane) mark() {
	k := &p.pick
	c, ok := p.candidate()
	switch {
	case k.pulls:
		p.note = "One pull request is chosen: press enter."
		return
	case !ok || !p.current():
		return
	}
	if at := k.marked(c.IssueRef); at >= 0 {
		k.marks = slices.Delete(k.marks, at, at+1)
	} else {
		k.marks = append(k.marks, c)
	}
	k.list.Move(1)
}

func (k *picker) marked(ref github.IssueRef) int {
	return slices.IndexFunc(k.marks, func(m github.LinkCandidate) bool { return m.IssueRef == ref })
}

// candidate is what is under the cursor; not ok if that is no candidate.
func (p *Pane) candidate() (c github.LinkCandidate, ok bool) {
	rows, i := p.pick.slot.Value().rows, p.pick.list.Cursor()
	if i < 0 || i >= len(rows) {
		return c, false
	}
	return rows[i], true
}

// picked goes on with what is marked, or else with what is under the cursor.
func (p *Pane) picked() tea.Cmd {
	k := &p.pick
	var ends []github.Issue
	for i := range k.marks {
		ends = append(ends, k.marks[i].Issue)
	}
	if c, ok := p.candidate(); ok && len(ends) == 0 {
		ends = append(ends, c.Issue)
	}
	switch {
	case len(ends) > 0 && k.pulls:
		p.wish.pulls = ends
	case len(ends) > 0:
		p.wish.issues = ends
	case p.branching() && k.list.Cursor() >= 0:
		p.toName()
		return nil
	default:
		p.note = "Nothing matches: type a number, owner/name#12 or a URL."
		return nil
	}
	p.toChoice()
	return nil
}
