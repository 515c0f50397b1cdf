// Package welcome is the pane a person meets when there is no account: it says
// how to sign in and starts the demo on one key. It knows no account.
package welcome

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Pane says how to sign in.
type Pane struct {
	theme         *theme.Theme
	keys          *keymap.Map
	width, height int
	top           int
}

// New returns the pane.
func New(t *theme.Theme, keys *keymap.Map) *Pane { return &Pane{theme: t, keys: keys} }

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.Welcome }

// Status is the title.
func (p *Pane) Status() pane.Status { return pane.Status{Title: "Welcome to hubtrail"} }

// Resize takes the space given.
func (p *Pane) Resize(width, height int) { p.width, p.height = width, height }

// Update scrolls, and starts the demo.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	last := max(len(p.rows())-p.height, 0)
	switch msg := msg.(type) {
	case keymap.Action:
		switch msg {
		case keymap.Down:
			p.top++
		case keymap.Up:
			p.top--
		}
	case pane.Wheel:
		p.top += msg.Delta
	}
	p.top = min(max(p.top, 0), last)
	return nil, nil
}

// View draws the page.
func (p *Pane) View(bool) []string {
	rows := p.rows()
	rows = rows[min(p.top, len(rows)):]
	out := make([]string, p.height)
	for i := range out {
		var r text.Row
		r.Reset(p.width, text.Style{})
		if i < len(rows) {
			for _, s := range rows[i] {
				r.Add(s.Style, s.Text)
			}
		}
		out[i] = r.String()
	}
	return out
}

// rows is the page in lines of spans, wrapped to the width.
func (p *Pane) rows() [][]text.Span {
	th := p.theme
	var rows [][]text.Span
	say := func(style text.Style, indent, s string) {
		for _, line := range text.Wrap(s, max(p.width-2-len(indent), 1)) {
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
	say(text.Style{}, "  ", "export HUBTRAIL_APP_ID=12345 HUBTRAIL_APP_PRIVATE_KEY_FILE=key.pem")
	say(th.Dim, "    ", "as a GitHub App, with all of its installations")
	say(text.Style{}, "  ", "~/.config/hubtrail/config.yml")
	say(th.Dim, "    ", "several accounts side by side, GitHub Enterprise: see the README")
	blank()
	say(th.Dim, "", "Or start hubtrail inside a git clone: its branches, commits and owners are shown without any account.")
	blank()
	rows = append(rows, []text.Span{
		{Text: " "}, {Text: key(keymap.Help), Style: th.Key}, {Text: " help   "},
		{Text: key(keymap.BackOrQuit), Style: th.Key}, {Text: " quit"}})
	return rows
}
