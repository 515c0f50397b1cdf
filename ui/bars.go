package ui

import (
	"fmt"
	"strconv"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// drawBars writes the status line and the help line beneath the panes.
func (m *Model) drawBars() {
	n := bars(m.height)
	if n >= 1 {
		m.frame.rows[m.height-n] = m.statusLine()
	}
	if n >= 2 {
		m.frame.rows[m.height-1] = m.helpLine()
	}
}

// statusLine is what is looked at, what was just said, and what is left of the
// account's quota.
func (m *Model) statusLine() string {
	th, row := m.o.Theme, &m.frame.row
	row.Reset(m.width, text.Style{})
	right := quotaText(m.o.Accounts.Quotas(m.subject.Place))
	row.Add(th.Strong, " "+m.subjectText())
	if note := m.localText(); note != "" {
		row.Add(th.Warn, "  "+note)
	}
	if m.said != "" && !m.saidBelow() {
		row.Add(th.Accent, "  "+text.Clean(m.said))
	}
	if pad := row.Rest() - text.Width(right) - 1; right != "" && pad > 0 {
		row.Space(pad)
		row.Add(th.Dim, right)
	}
	return row.String()
}

// saidBelow reports whether what was said is too long for the status line: then
// it takes the help line's place until the next key.
func (m *Model) saidBelow() bool {
	used := text.Width(m.subjectText()) + text.Width(m.localText()) + 6
	return bars(m.height) > 1 && used+text.Width(text.Clean(m.said)) > m.width
}

func (m *Model) subjectText() string {
	s := m.subject
	switch {
	case s.Place.Account == "":
		return "hubtrail"
	case s.Repo.Name == "" && s.Owner == "":
		return text.Clean(s.Place.Account)
	case s.Repo.Name == "":
		return text.Clean(s.Place.Account + " › " + s.Owner)
	}
	out := s.Place.Account + " › " + s.Repo.String()
	if s.Side == pane.SideIssues {
		if n := s.Issue.Ref.Number; n != 0 {
			out += " › #" + strconv.Itoa(n)
		}
		return text.Clean(out)
	}
	if s.Head() != "" {
		out += " @ " + github.ShortRef(s.Head())
	}
	if s.Side == pane.SideCode && len(s.Commit) >= 7 {
		out += " › " + s.Commit[:7]
	}
	return text.Clean(out)
}

// localText says that the embedded GitHub answers: nothing local may look as if
// GitHub had received it.
func (m *Model) localText() string {
	switch a := m.account(); {
	case a.Demo:
		return "demo: nothing leaves this machine"
	case a.Local:
		return "local clone: nothing leaves this machine"
	}
	return ""
}

// account is the one looked at, zero if there is none.
func (m *Model) account() github.Account {
	for _, a := range m.o.Accounts.List() {
		if a.Name == m.subject.Place.Account {
			return a
		}
	}
	return github.Account{}
}

// quotaText is what is left of the rate limit, and when it is filled again once
// it runs low.
func quotaText(quotas []github.Quota) string {
	for _, q := range quotas {
		if q.Limit == 0 {
			continue
		}
		s := fmt.Sprintf("%s %s/%s", q.Resource, text.Count(q.Remaining), text.Count(q.Limit))
		if !q.Reset.IsZero() {
			s += " until " + q.Reset.Local().Format("15:04")
		}
		return s + " "
	}
	return ""
}

// helpLine is the keys that count now.
func (m *Model) helpLine() string {
	th, row := m.o.Theme, &m.frame.row
	row.Reset(m.width, text.Style{})
	if m.said != "" && m.saidBelow() {
		row.Add(th.Accent, " "+text.Clean(m.said))
		return row.String()
	}
	hints, always := m.hints(m.scope(m.focused()))
	width := func(h keymap.Hint) int { return text.Width(h.Keys) + text.Width(h.Help) + 3 }
	room := m.width
	for _, h := range always {
		room -= width(h)
	}
	put := func(h keymap.Hint) {
		row.Add(th.Key, " "+h.Keys)
		row.Add(th.Dim, " "+h.Help+" ")
	}
	for _, h := range hints {
		if room -= width(h); room < 0 {
			break
		}
		put(h)
	}
	for _, h := range always {
		if width(h) <= row.Rest() {
			put(h)
		}
	}
	return row.String()
}

// line is the help line of a scope.
type line struct{ hints, always []keymap.Hint }

// hints are the keys of a scope, as its help line has them. They are kept, since
// to look them up takes as long as to draw the rest of the frame.
func (m *Model) hints(scope keymap.Scope) (hints, always []keymap.Hint) {
	l, ok := m.frame.help[scope]
	if !ok {
		if m.frame.help == nil {
			m.frame.help = map[keymap.Scope]line{}
		}
		l.hints, l.always = m.o.Keys.Line(scope)
		m.frame.help[scope] = l
	}
	return l.hints, l.always
}
