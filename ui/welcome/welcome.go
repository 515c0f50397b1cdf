// Package welcome is the pane a person meets when there is no account: it says
// how to sign in and starts the demo on one key. It knows no account.
package welcome

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/lines"
	"hubtrail/ui/widget/list"
)

// Pane says how to sign in.
type Pane struct {
	theme *theme.Theme
	keys  *keymap.Map
	rows  [][]text.Span
	width int
	lines lines.Lines
}

// New returns the pane.
func New(t *theme.Theme, keys *keymap.Map) *Pane {
	p := &Pane{theme: t, keys: keys}
	p.lines.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.Welcome }

// Status is the title.
func (p *Pane) Status() pane.Status { return pane.Status{Title: "Welcome to hubtrail"} }

// Resize takes the space given and wraps the page to it.
func (p *Pane) Resize(width, height int) {
	p.lines.Resize(width, height)
	if width != p.width || p.rows == nil {
		p.width = width
		p.fill()
	}
}

// Update scrolls. The demo is started by the root.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case keymap.Action:
		p.lines.Act(msg)
	case pane.Wheel:
		p.lines.Scroll(msg.Delta)
	case pane.Rethemed:
		p.lines.Bar = list.NewBar(p.theme)
		p.fill()
	}
	return nil, nil
}

// View draws the rows in sight.
func (p *Pane) View(bool) []string {
	var r text.Row
	return p.lines.View(func(i, width, left int) string {
		r.ResetAt(width, left, text.Style{})
		for _, s := range p.rows[i] {
			r.Add(s.Style, s.Text)
		}
		return r.String()
	})
}

// fill writes the page, wrapped to the width beside a scrollbar.
func (p *Pane) fill() {
	th := p.theme
	var rows [][]text.Span
	say := func(style text.Style, indent, s string) {
		for _, line := range text.Wrap(s, max(p.width-3-len(indent), 1)) {
			rows = append(rows, []text.Span{{Text: " " + indent}, {Text: line, Style: style}})
		}
	}
	blank := func() { rows = append(rows, nil) }
	key := func(a keymap.Action) string {
		if keys := p.keys.Keys(a, keymap.Welcome); len(keys) > 0 {
			return keymap.Shown(keys[0])
		}
		return "?"
	}
	blank()
	say(th.Strong, "", "No account was found, so there is nothing to show yet.")
	blank()
	rows = append(rows, []text.Span{
		{Text: " Press "}, {Text: key(keymap.StartDemo), Style: th.Key},
		{Text: " to look around in the demo: no account, no network."}})
	blank()
	say(th.Strong, "", "To sign in, do one of these and start hubtrail again:")
	say(text.Style{}, "  ", "gh auth login            with GitHub's own command line")
	say(text.Style{}, "  ", "export GH_TOKEN=...      with a personal access token")
	say(text.Style{}, "  ", "export HUBTRAIL_APP_ID=12345")
	say(text.Style{}, "  ", "export HUBTRAIL_APP_PRIVATE_KEY_FILE=key.pem")
	say(th.Dim, "    ", "as a GitHub App, with all of its installations")
	say(text.Style{}, "  ", "~/.config/hubtrail/config.yml")
	say(th.Dim, "    ", "several accounts side by side, GitHub Enterprise: see the README")
	blank()
	say(th.Dim, "", "Or start hubtrail inside a git clone: its branches, commits and owners are shown without any account.")
	blank()
	rows = append(rows, []text.Span{
		{Text: " "}, {Text: key(keymap.Help), Style: th.Key}, {Text: " help   "},
		{Text: key(keymap.BackOrQuit), Style: th.Key}, {Text: " quit"}})
	p.rows = rows
	p.lines.SetLen(len(rows))
}
