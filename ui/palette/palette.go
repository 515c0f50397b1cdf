// Package palette is the list of every action, found by its help text and
// carried out in the pane beneath.
package palette

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
)

// Pane lists the actions.
type Pane struct {
	theme   *theme.Theme
	keys    *keymap.Map
	actions []keymap.Described
	index   *fuzzy.Index
	rows    []int
	from    keymap.Scope
	input   *input.Input
	list    list.List

	width, height int
}

// New returns the pane.
func New(t *theme.Theme, keys *keymap.Map) *Pane {
	p := &Pane{theme: t, keys: keys, input: input.New(t, "> ", "what do you want to do?")}
	p.list.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.PaletteText }

// Status is the title.
func (p *Pane) Status() pane.Status {
	return pane.Status{Title: "Actions", Count: text.Count(len(p.rows))}
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.list.SetHeight(max(height-1, 0))
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Raised:
		p.from = msg.Scope
		p.fill()
		p.input.SetValue("")
		p.narrow()
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
	case pane.Click:
		if p.list.Click(msg.Y - 1) {
			return p.choose(), nil
		}
	case tea.KeyMsg:
		before := p.input.Value()
		p.input.Update(msg)
		if p.input.Value() != before {
			p.narrow()
		}
	case keymap.Action:
		if p.list.Act(msg) {
			return nil, nil
		}
		switch msg {
		case keymap.Accept:
			return p.choose(), nil
		case keymap.Cancel, keymap.Back:
			return pane.Close{}, nil
		}
	}
	return nil, nil
}

// fill lists the actions that mean something where the palette was opened,
// those of the pane itself first.
func (p *Pane) fill() {
	p.actions = p.actions[:0]
	var others []keymap.Described
	for _, a := range keymap.Actions() {
		switch {
		case a.Action == keymap.Palette, p.keys.Keys(a.Action, p.from) == nil && !everywhere(a.Action):
		case p.own(a.Action):
			a.Help = keymap.DescribeIn(p.from, a.Action)
			p.actions = append(p.actions, a)
		default:
			others = append(others, a)
		}
	}
	p.actions = append(p.actions, others...)
	names := make([]string, len(p.actions))
	for i, a := range p.actions {
		names[i] = a.Help
	}
	p.index = fuzzy.New(names)
}

// everywhere reports whether the root carries the action out wherever it is
// asked for, key or no key.
func everywhere(a keymap.Action) bool { return a == keymap.StartDemo || a == keymap.ReloadAll }

func (p *Pane) own(a keymap.Action) bool {
	for _, h := range p.keys.Help(p.from) {
		if h.Action == a {
			return true
		}
	}
	return false
}

func (p *Pane) narrow() {
	p.rows = p.rows[:0]
	if q := p.input.Value(); q != "" {
		p.rows = append(p.rows, p.index.Match(q)...)
	} else {
		for i := range p.actions {
			p.rows = append(p.rows, i)
		}
	}
	p.list.SetLen(len(p.rows))
	p.list.Home()
}

func (p *Pane) choose() pane.Intent {
	if i := p.list.Cursor(); i >= 0 {
		return pane.Perform{Action: p.actions[p.rows[i]].Action}
	}
	return pane.Say{Text: "no action matches"}
}

// View draws the input and the rows in sight.
func (p *Pane) View(focused bool) []string {
	if p.height == 0 {
		return nil
	}
	var r text.Row
	rows := []string{p.input.View(p.width, focused)}
	if len(p.rows) == 0 {
		for say := " no action matches"; len(rows) < p.height; say = "" {
			rows = append(rows, p.theme.Dim.Render(text.Fit(say, p.width)))
		}
		return rows
	}
	return append(rows, p.list.View(p.width, p.height-1, func(i, width int, selected bool) string {
		r.Reset(width, p.theme.Row(selected, focused))
		a := p.actions[p.rows[i]]
		var at []int
		if q := p.input.Value(); q != "" {
			at = fuzzy.Positions(q, a.Help)
		}
		r.Space(1)
		r.Mark(text.Style{}, p.theme.Match, a.Help, max(r.Rest()-13, 8), at)
		key := ""
		if keys := p.keys.Keys(a.Action, p.from); len(keys) > 0 {
			key = keymap.Shown(keys[0])
		}
		r.FitRight(p.theme.Key, key, 12)
		return r.String()
	})...)
}
