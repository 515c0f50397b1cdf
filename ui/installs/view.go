package installs

import (
	"errors"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// row is one line of the pane: an account, one of its installations, or what
// went wrong with the account.
type row struct {
	entry *entry
	index int // of the installation, -1 for the account and its notes
	note  string
	bad   bool // of a note: a failure rather than advice
}

func (r row) installation() github.Installation {
	if items := r.entry.slot.Value().Items; r.index >= 0 && r.index < len(items) {
		return items[r.index]
	}
	return github.Installation{}
}

// detail is all that is known of what the row is about.
func (r row) detail() pane.ShowDetail {
	return pane.ShowDetail{Account: r.entry.account, Identity: r.entry.slot.Value().identity, Installation: r.installation(), Err: r.entry.slot.Err()}
}

// url is the page of what the row is about.
func (r row) url() string {
	if i := r.installation(); i.SettingsURL != "" {
		return i.SettingsURL
	} else if i.Owner.Login != "" {
		return "https://" + r.entry.account.Host + "/" + i.Owner.Login
	}
	if u := r.entry.slot.Value().identity.URL; u != "" {
		return u
	}
	return "https://" + r.entry.account.Host
}

func (r row) name() string {
	if i := r.installation(); i.Owner.Login != "" {
		return i.Owner.Login
	}
	return r.entry.account.Name
}

func (p *Pane) current() (row, bool) {
	if i := p.list.Cursor(); i >= 0 {
		return p.rows[i], true
	}
	return row{}, false
}

// layOut makes the rows anew and keeps the cursor on what it was on.
func (p *Pane) layOut() {
	was, had := p.current()
	p.rows = p.rows[:0]
	at := -1
	put := func(r row) {
		if had && r.entry == was.entry && r.index == was.index && (r.note == "") == (was.note == "") && at < 0 {
			at = len(p.rows)
		}
		p.rows = append(p.rows, r)
	}
	for _, e := range p.entries {
		put(row{entry: e, index: -1})
		if err := e.slot.Err(); err != nil {
			for _, line := range few(wrapped(reason(err), p.width)) {
				put(row{entry: e, index: -1, note: line, bad: true})
			}
			var advice interface{ Remedy() string }
			if errors.As(err, &advice) && advice.Remedy() != "" {
				for _, line := range few(wrapped(p.theme.Glyphs.Arrow+" "+advice.Remedy(), p.width)) {
					put(row{entry: e, index: -1, note: line})
				}
			}
		}
		if e.folded || e.account.Kind == github.KindClone {
			continue
		}
		for i := range e.slot.Value().Items {
			put(row{entry: e, index: i})
		}
	}
	if at < 0 && had {
		for i, r := range p.rows {
			if r.entry == was.entry {
				at = i
				break
			}
		}
	}
	p.list.Follow(len(p.rows), at)
}

// reason is what went wrong. That it happened to the account, its row says.
func reason(err error) string {
	var e interface{ Reason() string }
	if errors.As(err, &e) {
		return e.Reason()
	}
	return err.Error()
}

// few leaves the first lines of a failure, so that one account does not push the
// others out of sight. The details tell all.
func few(lines []string) []string {
	const most = 3
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	lines[most-1] += text.Ellipsis
	return lines
}

func wrapped(s string, width int) []string {
	return text.Wrap(text.Clean(s), max(width-4, 8))
}

// View draws the rows in sight.
func (p *Pane) View(focused bool) []string {
	var r text.Row
	return p.list.View(p.width, p.height, func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		p.draw(&r, p.rows[i])
		return r.String()
	})
}

func (p *Pane) draw(r *text.Row, row row) {
	th := p.theme
	switch {
	case row.note != "" && row.bad:
		r.Add(th.Bad, "   "+row.note)
	case row.note != "":
		r.Add(th.Warn, "   "+row.note)
	case row.index < 0:
		p.drawAccount(r, row.entry)
	default:
		p.drawInstallation(r, row.installation(), row.entry.account.Name)
	}
}

func (p *Pane) drawAccount(r *text.Row, e *entry) {
	th, g := p.theme, p.theme.Glyphs
	mark, style := g.Open, th.Dim
	switch {
	case e.slot.Err() != nil:
		mark, style = g.Cross, th.Bad
	case e.account.Kind == github.KindClone:
		mark = g.Dot
	case e.folded:
		mark = g.Closed
	}
	name := th.Strong
	if e.account.Name == p.chosen.Account {
		name = th.Accent
	}
	r.Add(style, " "+mark+" ")
	r.Add(name, text.Clean(e.account.Name))
	what := e.account.Kind.String()
	if e.account.Kind == github.KindToken {
		if login := e.slot.Value().identity.Login; login != "" {
			what = login
		}
	}
	r.Add(th.Dim, "  "+text.Clean(what))
	for _, s := range []string{e.account.Host, e.account.Source} {
		if s = text.Clean(s); s != "" && !e.account.Demo && s != e.account.Name && r.Rest() > text.Width(s)+4 {
			r.Add(th.Dim, " · "+s)
		}
	}
}

func (p *Pane) drawInstallation(r *text.Row, i github.Installation, account string) {
	th := p.theme
	name, side, sideStyle := text.Style{}, "", th.Dim
	switch missing := github.Missing(i.Permissions); {
	case i.Suspended():
		name, side, sideStyle = th.Dim, "suspended", th.Warn
	case i.ID != 0 && len(missing) > 0:
		side, sideStyle = text.Count(len(missing))+" permissions missing", th.Warn
		if r.Rest() < 50 {
			side = text.Count(len(missing)) + " missing"
		}
	case i.Everything:
		side = "everything"
	case i.Selection != "":
		side = text.Clean(i.Selection)
	case i.Owner.Type == "Organization":
		side = "organisation"
	}
	login := text.Clean(i.Owner.Login)
	if kind := kindOf(i.Owner); i.ID != 0 && kind != "" && text.Width(login)+text.Width(kind)+text.Width(side)+10 <= r.Rest() {
		side = kind + ", " + side
	}
	if login == "" {
		login = "enterprise"
	}
	if account == p.chosen.Account && i.ID == p.chosen.Installation && (i.Owner.Login == p.owner || i.Everything && p.owner == "") {
		name = th.Accent
		r.Add(th.Accent, "   "+th.Glyphs.Pointer+" ")
	} else {
		r.Add(text.Style{}, "     ")
	}
	r.Fit(name, login, max(r.Rest()-text.Width(side)-2, min(r.Rest(), 10)))
	r.Space(1)
	r.Add(sideStyle, side)
}

// kindOf is the kind of an installation's account in a word.
func kindOf(o github.Owner) string {
	switch o.Type {
	case "Organization":
		return "org"
	case "User":
		return "user"
	case "Enterprise":
		return "enterprise"
	}
	return ""
}
