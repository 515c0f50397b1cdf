package conversation

import (
	"time"

	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// Status names the issue and tells how much of it is shown.
func (p *Pane) Status() pane.Status {
	st := pane.Status{Title: "Conversation", At: p.head.At(), Busy: p.head.Busy(), Err: p.head.Err()}
	if p.at.Ref.Number == 0 {
		return st
	}
	st.Title = clip(p.at.Ref.String())
	if title := p.issue().Title; title != "" {
		st.Title += " · " + clip(title)
	}
	if st.Busy.IsZero() {
		st.Busy = p.events.Busy()
	}
	if st.Err == nil {
		st.Err = p.events.Err()
	}
	switch p.tab {
	case talkTab:
		st.Count = p.howMany()
	case commitsTab:
		st.Count = count(len(p.commits.Value().Items), "commit")
		also(&st, p.commits.Busy(), p.commits.Err())
	case checksTab:
		st.Count = count(len(p.checks.Value().Checks), "check")
		also(&st, p.checks.Busy(), nil)
	case filesTab:
		if set := p.files.Value(); set != nil {
			st.Count = count(len(set.files), "file")
		}
		also(&st, p.files.Busy(), p.files.Err())
	case ownersTab:
		if a := p.approvals.Value(); a != nil {
			st.Count = count(len(a.Owners), "owner")
		}
		also(&st, p.approvals.Busy(), p.approvals.Err())
	}
	if w := p.write.Busy(); !w.IsZero() {
		st.Busy = w
	}
	if st.Err == nil {
		st.Err = p.docs.Err()
	}
	return st
}

// also adds what a tab's own request is doing.
func also(st *pane.Status, busy time.Time, err error) {
	if st.Busy.IsZero() {
		st.Busy = busy
	}
	if st.Err == nil {
		st.Err = err
	}
}

// howMany is how much of the conversation is there.
func (p *Pane) howMany() string {
	l := p.events.Value()
	switch n := len(l.Items); {
	case l.Total > n:
		return text.Count(n) + " of " + text.Count(l.Total)
	case p.unfinished():
		return text.Count(n) + "+"
	case n > 0:
		return text.Count(n)
	}
	return ""
}
