package linker

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/widget/preview"
)

// planned is what one request comes to.
type planned struct {
	plan github.LinkPlan
	diff []edit
	err  error // why nothing can be planned

	blocked error // why the body cannot be written; the plan is a comment
}

// writes reports whether there is anything to write.
func (x *planned) writes() bool {
	return x.err == nil && x.plan.Blocked == nil && !x.plan.Idle()
}

// writes is how many of them write anything.
func (o *proposal) writes() (n int) {
	for i := range o.all {
		if o.all[i].writes() {
			n++
		}
	}
	return n
}

// planned takes the plans. Those that only take back what was done a moment ago
// are carried out at once.
func (p *Pane) planned(r load.Result[proposal]) tea.Cmd {
	if !p.plans.Take(r) || p.step != reviewing {
		return nil
	}
	if !p.plans.Complete() {
		p.redraw()
		return nil
	}
	o := p.plans.Value()
	p.review.ready = true
	p.review.yes = o.writes() > 0 && !o.unlink() && p.review.batch == nil
	p.redraw()
	if o.reverse && p.exact(o) {
		return p.write()
	}
	return nil
}

// exact reports whether undoing gives back the very texts that were there
// before.
func (p *Pane) exact(o proposal) bool {
	was := map[github.IssueRef]string{}
	if p.batch == nil {
		return false
	}
	for _, i := range p.batch.items {
		was[i.plan.Pull] = i.plan.Before
	}
	for i := range o.all {
		before, ok := was[o.all[i].plan.Pull]
		if o.all[i].err != nil || o.all[i].plan.Comment || !ok || o.all[i].plan.After != before {
			return false
		}
	}
	return len(o.all) > 0
}

// review is what is shown before anything is written.
type review struct {
	ready  bool   // what will be written is known
	branch string // to be made; "" if links are written
	note   string // why it is shown again
	batch  *batch // that it is a second look at; nil for a new one
	yes    bool   // the chosen answer
	hasty  bool   // enter was pressed before it was known, perhaps by a key held down
	preview.Text
}

// decide carries out an action of the review.
func (p *Pane) decide(a keymap.Action) (pane.Intent, tea.Cmd) {
	r := &p.review
	enter := a == keymap.Accept || a == keymap.Open
	if !enter {
		r.hasty = false
	}
	if r.Act(a, preview.Room(p.height)) {
		return nil, nil
	}
	switch a {
	case keymap.Yes:
		return nil, p.write()
	case keymap.Accept, keymap.Open:
		if !p.plans.Busy().IsZero() {
			r.hasty = true
			return nil, nil
		}
		if r.hasty {
			return pane.Say{Text: "enter was pressed before this was here: read it, then press y or choose with tab"}, nil
		}
		if r.yes {
			return nil, p.write()
		}
		if r.ready || r.branch != "" || p.plans.Err() != nil {
			return p.decline()
		}
	case keymap.Cancel, keymap.Back:
		return p.decline()
	case keymap.NextField, keymap.PreviousField, keymap.Left, keymap.Right:
		r.yes = !r.yes && p.writable()
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.replan()
	}
	return p.hand(a), nil
}

// writable reports whether the other button does anything.
func (p *Pane) writable() bool {
	o := p.plans.Value()
	return p.review.branch != "" || p.review.ready && o.writes() > 0
}

// decline goes back without writing.
func (p *Pane) decline() (pane.Intent, tea.Cmd) {
	p.plans.Cancel()
	if b := p.review.batch; b != nil {
		p.show(b)
		return nil, nil
	}
	return p.back()
}

// replan reads anew what the requests come to.
func (p *Pane) replan() tea.Cmd {
	o := p.plans.Value()
	if p.review.branch != "" || p.review.batch != nil || o.reverse || !p.plans.Busy().IsZero() || len(o.all) == 0 {
		return nil
	}
	requests := make([]github.LinkRequest, len(o.all))
	for i := range o.all {
		requests[i] = o.all[i].plan.LinkRequest
		if o.all[i].blocked != nil {
			requests[i].Comment = false // perhaps it can be written now
		}
	}
	return p.plan(requests)
}

// redraw makes the lines of the review and of the outcome anew.
func (p *Pane) redraw() {
	switch p.step {
	case reviewing:
		p.review.Set(p.reviewLines())
	case showing:
		p.out.Set(p.outcomeLines())
	}
}

// reviewView draws the lines in view and the buttons.
func (p *Pane) reviewView(focused bool) []string {
	verb := ""
	if p.writable() {
		verb = p.verb()
	}
	return p.review.ViewAbove(p.theme, p.width, p.height, preview.Answers(p.theme, p.width, verb, p.review.yes, focused))
}

// verb is what the button does.
func (p *Pane) verb() string {
	o := p.plans.Value()
	switch {
	case p.review.branch != "":
		return "make the branch"
	case o.unlink():
		return "take it away"
	}
	for i := range o.all {
		if o.all[i].writes() && !o.all[i].plan.Comment {
			return "write it"
		}
	}
	return "write the comment"
}
