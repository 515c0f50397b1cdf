// Package help is the page of all keys, made from the key table, the bindings
// of the scope one came from first.
package help

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/lines"
	"hubtrail/ui/widget/list"
)

// Pane shows the keys.
type Pane struct {
	theme *theme.Theme
	keys  *keymap.Map
	from  keymap.Scope
	rows  []row
	lines lines.Lines
}

type row struct{ title, keys, help string }

// New returns the pane. It is empty until it is raised: the first frame of the program
// does not wait for it.
func New(t *theme.Theme, keys *keymap.Map) *Pane {
	p := &Pane{theme: t, keys: keys}
	p.lines.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.HelpPage }

// Status is the title.
func (p *Pane) Status() pane.Status { return pane.Status{Title: "Keys"} }

// Resize takes the space given.
func (p *Pane) Resize(width, height int) { p.lines.Resize(width, height) }

// fill lists the scopes, the one asked about first.
func (p *Pane) fill() {
	p.rows = p.rows[:0]
	section := func(t keymap.Titled) {
		hints := p.keys.Help(t.Scope)
		if len(hints) == 0 || t.Scope == keymap.HelpPage {
			return
		}
		if len(p.rows) > 0 {
			p.rows = append(p.rows, row{})
		}
		p.rows = append(p.rows, row{title: t.Title})
		for _, h := range hints {
			p.rows = append(p.rows, row{keys: h.Keys, help: keymap.DescribeIn(t.Scope, h.Action)})
		}
	}
	for _, t := range keymap.Scopes() {
		if t.Scope == p.from {
			section(t)
		}
	}
	for _, t := range keymap.Scopes() {
		if t.Scope != p.from {
			section(t)
		}
	}
	g := p.theme.Glyphs
	p.rows = append(p.rows, row{}, row{title: "Marks"},
		row{keys: g.Star, help: "pinned"}, row{keys: g.Pointer, help: "what is shown beside"},
		row{keys: "P F A", help: "private, fork, archived"}, row{keys: g.Cross, help: "failed"})
	p.lines.SetLen(len(p.rows))
}

// Update scrolls and closes.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Raised:
		p.from = msg.Scope
		p.fill()
		p.lines.Home()
	case pane.Rethemed:
		p.lines.Bar = list.NewBar(p.theme)
	case pane.Wheel:
		p.lines.Scroll(msg.Delta)
	case keymap.Action:
		switch msg {
		case keymap.Back, keymap.Cancel:
			return pane.Close{}, nil
		default:
			p.lines.Act(msg)
		}
	}
	return nil, nil
}

// View draws the rows in sight.
func (p *Pane) View(bool) []string {
	var r text.Row
	return p.lines.View(func(i, width, left int) string {
		r.ResetAt(width, left, text.Style{})
		switch row := p.rows[i]; {
		case row.title != "":
			r.Add(p.theme.Strong, " "+row.title)
		case row.keys != "":
			r.Add(text.Style{}, "  ")
			r.Fit(p.theme.Key, row.keys, 20)
			r.Add(text.Style{}, " "+row.help)
		}
		return r.String()
	})
}
