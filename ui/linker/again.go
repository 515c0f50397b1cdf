package linker

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// watched reports whether a batch is what the person looks at.
func (p *Pane) watched(b *batch) bool { return p.shown && p.step == working && p.batch == b }

// told reports whether what an item did, or may have done, is to be seen by the
// other panes.
func (p *Pane) told(i *item) bool {
	return i.branch != "" && i.fate == written || i.job.ID != "" && (i.fate == written || i.fate == unclear)
}

// wrote tells the other panes. The one that shows an end of the link reads it
// anew.
func (p *Pane) wrote(b *batch, i *item) pane.Intent {
	at := pane.IssueAt{Place: i.plan.Place, Ref: i.plan.Pull}
	refs := i.plan.Issues
	if i.branch != "" {
		refs = refsOf(b.wish.issues)
		at = pane.IssueAt{Place: b.wish.place, Ref: refs[0]}
	}
	for _, ref := range refs {
		if ref == p.subject.Issue.Ref {
			at.Ref = ref
		}
	}
	w := pane.Wrote{At: at}
	if !p.watched(b) {
		w.Said = p.sentence(i)
	}
	return w
}

// sentence says in one line what became of an item.
func (p *Pane) sentence(i *item) string {
	name := itemName(i)
	switch i.fate {
	case written:
		switch {
		case i.branch != "":
			return "made the branch " + text.Clean(i.note)
		case i.plan.Unlink:
			return "the link was taken away: " + name
		}
		return "linked " + name
	case unclear:
		return "it is not known whether this was written: " + name + ": the list of links finds out"
	case edited:
		return "not linked: somebody edited " + text.Clean(i.plan.Pull.String()) + " meanwhile"
	}
	return "not written: " + name + ": the list of links tells why"
}

// itemName names a write.
func itemName(i *item) string {
	if i.branch != "" {
		return "branch " + text.Clean(i.branch)
	}
	return jobName(i.plan.LinkRequest)
}

// jobName names what a request links.
func jobName(r github.LinkRequest) string {
	return names(r.Issues, r.Pull.Repo) + " with " + text.Clean(r.Pull.String())
}

// ended takes the end of a batch: what became of it, or a second look at what
// somebody edited meanwhile.
func (p *Pane) ended(b *batch) (pane.Intent, tea.Cmd) {
	switch {
	case p.watched(b) && b.surprising():
		return nil, p.lookAgain(b)
	case p.watched(b):
		p.show(b)
		return nil, nil
	}
	var cmd tea.Cmd
	if p.shown && p.step == listing {
		cmd = p.readKept()
	}
	if p.batch == b && p.step == working { // it is shown when the pane comes back
		p.show(b)
	}
	for _, i := range b.items {
		if i.fate == failed || i.again() {
			return pane.Say{Text: p.sentence(i)}, cmd
		}
	}
	return nil, cmd
}

// surprising reports whether something in it turned out to be otherwise than it
// was shown.
func (b *batch) surprising() bool {
	return slices.ContainsFunc(b.items, func(i *item) bool { return i.fate == edited || i.fate == refused })
}

// again reports whether something in it can be planned anew.
func (b *batch) again() bool { return slices.ContainsFunc(b.items, (*item).again) }

// lookAgain shows what would be written now: to the body as somebody else left
// it, or as a comment where the body may not be written.
func (p *Pane) lookAgain(b *batch) tea.Cmd {
	var changed, denied []string
	var all []planned
	anew := map[int]bool{} // those that were not read again
	for _, i := range b.items {
		switch i.fate {
		case edited:
			changed = append(changed, text.Clean(i.plan.Pull.String()))
			all = append(all, i.planned)
		case refused:
			denied = append(denied, text.Clean(i.plan.Pull.String()))
			all = append(all, i.planned)
		case stopped, unsent:
			all = append(all, i.planned)
			anew[len(all)-1] = true
		}
	}
	p.start(reviewing)
	p.batch = b
	note := ""
	if len(changed) > 0 {
		note = "Nothing was written to " + few(changed) + ": somebody edited it meanwhile. This is the change to the text as it is now."
	}
	if len(denied) > 0 {
		if note != "" {
			note += " "
		}
		note += "GitHub refused the change to " + few(denied) + "."
	}
	p.review = review{batch: b, note: note}
	p.plans.Reset()
	accounts, jobs := p.accounts, p.jobs
	return p.plans.Start(0, func(ctx context.Context, emit func(proposal, time.Time)) error {
		var o proposal
		for n, x := range all {
			if anew[n] {
				x = replanned(ctx, accounts, jobs, x)
			}
			o.all = append(o.all, compared(instead(ctx, accounts, x)))
		}
		emit(o, time.Time{})
		return nil
	})
}

// replanned reads anew what a plan comes to.
func replanned(ctx context.Context, accounts Accounts, jobs Jobs, x planned) planned {
	fresh := planned{}
	if id := x.plan.Undoes; id != "" {
		fresh.plan, fresh.err = jobs.Undo(ctx, id)
	} else {
		fresh.plan, fresh.err = accounts.PlanLink(ctx, x.plan.LinkRequest)
	}
	if fresh.err != nil {
		fresh.plan.LinkRequest = x.plan.LinkRequest
	}
	fresh.plan.Job = x.plan.Job
	return fresh
}

func few(names []string) string {
	const most = 3
	if len(names) > most {
		return names[0] + ", " + names[1] + " and " + text.Count(len(names)-2) + " more"
	}
	s := names[0]
	for _, n := range names[1:] {
		s += ", " + n
	}
	return s
}
