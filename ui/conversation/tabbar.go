package conversation

import (
	"hubtrail/github"
	"hubtrail/ui/text"
)

// The names of the tabs, and shorter ones.
var (
	tabNames   = [tabs]string{"Conversation", "Commits", "Checks", "Files", "Owners"}
	shortNames = [tabs]string{"Talk", "Commits", "Checks", "Files", "Owners"}
)

// tabRows is the rows that the tabs take: an issue has none.
func (p *Pane) tabRows() int {
	if p.pull() && p.height >= 3 {
		return 1
	}
	return 0
}

// drawTabs names the tabs, shorter where all would not fit, and only the current
// one where that is too wide as well.
func (p *Pane) drawTabs(r *text.Row) string {
	th := p.o.Theme
	r.Reset(p.width, text.Style{})
	for _, short := range [...]bool{false, true} {
		labels := p.tabLabels(short)
		cells := 0
		for _, l := range labels {
			cells += 2 + text.Width(l[0].text) + text.Width(l[1].text)
		}
		if cells > p.width {
			continue
		}
		for t, l := range labels {
			style := th.Dim
			if tab(t) == p.tab {
				style = th.TitleFocused
			}
			r.Space(1)
			r.Put(style, l[0].text)
			r.Put(p.style(l[1].ink), l[1].text)
			r.Space(1)
		}
		return r.String()
	}
	r.Put(th.TitleFocused, " "+text.Count(int(p.tab)+1)+"/"+text.Count(int(tabs))+" "+tabNames[p.tab])
	return r.String()
}

// tabLabels is the name of each tab and its mark.
func (p *Pane) tabLabels(short bool) (labels [tabs][2]span) {
	h := p.head.Value()
	for t := range labels {
		name := tabNames[t]
		if short {
			name = shortNames[t]
		}
		var mark span
		switch tab(t) {
		case commitsTab:
			if h.whole {
				name += " " + text.Count(h.pr.Commits)
			}
		case checksTab:
			if p.checks.Has() && p.checks.Value().State != github.CheckNone {
				mark = checkMark(p.o.Theme, p.checks.Value().State)
			}
		case filesTab:
			if h.whole {
				name += " " + text.Count(h.pr.ChangedFiles)
			}
		case ownersTab:
			mark = p.ownersMark(short)
		}
		if mark.text != "" {
			mark.text = " " + mark.text
		}
		labels[t] = [2]span{{text: name}, mark}
	}
	return labels
}

// ownersMark is what the approvals come to, as far as they are known.
func (p *Pane) ownersMark(short bool) span {
	a := p.approvals.Value()
	switch {
	case a == nil || a.Needed == 0:
		return span{}
	case a.Approved == a.Needed:
		return span{good, p.o.Theme.Glyphs.Check, nil}
	case len(a.Missing) == 0:
		return span{warn, "?", nil}
	case short:
		return span{warn, text.Count(len(a.Missing)), nil}
	}
	return span{warn, text.Count(len(a.Missing)) + " missing", nil}
}
