package linker

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/preview"
)

// Status says what the step is about.
func (p *Pane) Status() pane.Status {
	st := pane.Status{}
	switch p.step {
	case listing:
		st.Title, st.Err = "Links made here", p.kept.Err()
		if n := len(p.kept.Value()); n > 0 {
			st.Count = text.Count(n)
		}
	case picking:
		st.Busy, st.Err = p.pick.slot.Busy(), p.pick.slot.Err()
		st.Title = "Issues for " + names(refsOf(p.wish.pulls), github.RepoRef{})
		if p.pick.pulls {
			st.Title = "A pull request for " + names(refsOf(p.wish.issues), github.RepoRef{})
			if p.branching() {
				st.Title += " " + text.Clean(p.wish.issues[0].Title)
			}
		}
		st.Count = text.Count(len(p.pick.slot.Value().rows))
	case choosing:
		st.Title = "How are they linked?"
	case naming:
		st.Title = "A branch for " + text.Clean(p.wish.issues[0].IssueRef.String())
	case untying:
		st.Title = "Links of " + text.Clean(p.ends.at.Ref.String())
		st.Busy, st.Err = p.ends.slot.Busy(), p.ends.slot.Err()
	case reviewing:
		o := p.plans.Value()
		st.Title, st.Busy = "Write this?", p.plans.Busy()
		switch {
		case p.review.branch != "":
			st.Title = "Make this branch?"
		case o.unlink():
			st.Title = "Take the link away?"
		}
	case working:
		st.Title, st.Busy = "Writing", p.run.Busy()
		if i := p.batch.current(); i != nil && i.look {
			st.Title = "Looking whether it was written"
		}
	case showing:
		st.Title = "What became of it"
	}
	return st
}

// View draws what the step shows, in exactly the space given.
func (p *Pane) View(focused bool) []string {
	var rows []string
	switch p.step {
	case listing:
		rows = p.listView(focused)
	case picking:
		rows = p.pickView(focused)
	case choosing:
		rows = p.chooseView(focused)
	case naming:
		rows = p.nameView(focused)
	case untying:
		rows = p.endsView(focused)
	case reviewing:
		rows = p.reviewView(focused)
	case working:
		rows = p.workView()
	case showing:
		rows = p.out.View(p.width, p.height)
	}
	for len(rows) < p.height {
		rows = append(rows, text.Spaces(p.width))
	}
	rows = rows[:max(p.height, 0)]
	if p.width <= 0 {
		clear(rows)
	}
	return rows
}

// workView draws how far a batch has come.
func (p *Pane) workView() []string {
	b, th := p.batch, p.theme
	done := len(b.items) - b.left()
	say := "Writing. Press esc to leave it running."
	if i := b.current(); i != nil && i.look {
		say = "Asking GitHub whether it is there: nothing is sent again. Press esc to leave it running."
	}
	switch waits := b.left() > 1; {
	case b.stopped && waits:
		say = "Stopping after the one that is being written. Press esc to leave."
	case waits:
		say = "Written " + text.Count(done) + " of " + text.Count(len(b.items)) + ". Press esc to stop after the one that is being written."
	}
	if len(p.queue) > 0 && p.queue[0] != b {
		say = "Waiting for the links before these. Press esc to stop."
	}
	rows := p.say(say, th.Dim)
	room := max(p.height-len(rows), 0)
	first := max(min(done-room/2, len(b.items)-room), 0)
	for _, i := range b.items[first:] {
		if len(rows) >= p.height {
			break
		}
		glyph, style, more := th.Glyphs.Circle, th.Dim, ""
		switch i.fate {
		case writing:
			glyph, style, more = th.Glyphs.Pointer, th.Info, text.Clean(i.note)
		case written:
			glyph, style = th.Glyphs.Check, th.Good
		case failed, refused:
			glyph, style = th.Glyphs.Cross, th.Bad
		case unclear, edited:
			glyph, style = "?", th.Warn
		}
		if i.branch != "" {
			more = ""
		}
		if more != "" {
			more = ": " + more
		}
		rows = append(rows, style.Render(text.Fit(" "+glyph+" "+itemName(i)+more, p.width)))
	}
	return rows
}

// wheel scrolls what the step shows.
func (p *Pane) wheel(rows int) {
	switch p.step {
	case listing:
		p.list.Scroll(rows)
	case picking:
		p.pick.list.Scroll(rows)
	case choosing:
		p.choices.Scroll(rows)
	case untying:
		p.ends.list.Scroll(rows)
	case reviewing:
		p.review.Move(rows, preview.Room(p.height))
	case showing:
		p.out.Move(rows, p.height)
	}
}

// click chooses a row; what is under the cursor already is opened.
func (p *Pane) click(c pane.Click) (pane.Intent, tea.Cmd) {
	switch p.step {
	case listing:
		was := p.list.Cursor()
		if p.list.Click(c.Y) && c.Again && p.list.Cursor() == was {
			return p.manage(keymap.Open)
		}
	case picking:
		if was := p.pick.list.Cursor(); p.pick.list.Click(c.Y-p.pickHead()) && p.pick.list.Cursor() == was {
			return p.find(keymap.Accept)
		}
	case choosing:
		if was := p.choices.Cursor(); p.choices.Click(c.Y-len(p.about())) && p.choices.Cursor() == was {
			return p.choose(keymap.Open)
		}
	case untying:
		p.ends.list.Click(c.Y - 1)
	}
	return nil, nil
}
