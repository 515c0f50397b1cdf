// Package detail shows what is known of an account and one of its
// installations: permissions granted and needed, events, token, dates.
package detail

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/lines"
	"hubtrail/ui/widget/list"
)

// Tokens tells what an installation token was granted.
type Tokens interface {
	Grant(at github.Place) (github.TokenGrant, bool)
}

// Pane shows one account or installation.
type Pane struct {
	theme  *theme.Theme
	tokens Tokens
	about  pane.ShowDetail
	rows   []row
	lines  lines.Lines
	width  int
}

// row is a label and its value; mark tells good from bad.
type row struct {
	label, value string
	mark         mark
}

type mark int

const (
	plain mark = iota
	heading
	good
	warn
	token // the value is made when it is drawn: it counts down
)

// labels is the width of the column of labels, with the space around it.
const labels = 18

// New returns the pane.
func New(t *theme.Theme, tokens Tokens) *Pane {
	p := &Pane{theme: t, tokens: tokens}
	p.lines.Bar = list.NewBar(t)
	return p
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.Detail }

// Status names what is shown.
func (p *Pane) Status() pane.Status {
	name := p.about.Installation.Owner.Login
	if name == "" {
		name = p.about.Account.Name
	}
	return pane.Status{Title: text.Clean(name)}
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.lines.Resize(width, height)
	if width != p.width {
		p.width = width
		p.fill()
	}
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.ShowDetail:
		p.about = msg
		p.fill()
		p.lines.Home()
	case pane.Rethemed:
		p.lines.Bar = list.NewBar(p.theme)
	case pane.Wheel:
		p.lines.Scroll(msg.Delta)
	case keymap.Action:
		i := p.about.Installation
		url := i.SettingsURL
		if url == "" {
			url = p.about.Identity.URL
		}
		switch msg {
		case keymap.Back:
			return pane.Close{}, nil
		case keymap.Browse:
			return pane.Browse{URL: url}, nil
		case keymap.CopyURL:
			return pane.Copy{Text: url, What: "URL"}, nil
		case keymap.Reload:
			p.fill()
		case keymap.Open:
			if i.Suspended() || i.Owner.Login == "" {
				return pane.Close{}, nil
			}
			at := github.Place{Account: p.about.Account.Name, Installation: i.ID}
			if i.Everything {
				return pane.ChooseInstallation{Place: at, About: p.about}, nil
			}
			return pane.ChooseInstallation{Place: at, Owner: i.Owner.Login, About: p.about}, nil
		default:
			p.lines.Act(msg)
		}
	}
	return nil, nil
}

func (p *Pane) put(label, value string) {
	if value != "" {
		p.wrap(label, value, plain)
	}
}

// wrap puts a value of any length beside its label.
func (p *Pane) wrap(label, value string, m mark) {
	for _, line := range text.Wrap(text.Clean(value), max(p.width-labels-1, 16)) {
		p.rows = append(p.rows, row{label, line, m})
		label = ""
	}
}

func (p *Pane) title(s string) { p.rows = append(p.rows, row{}, row{label: s, mark: heading}) }

// fill writes the rows.
func (p *Pane) fill() {
	a, id, i := p.about.Account, p.about.Identity, p.about.Installation
	p.rows = p.rows[:0]
	p.rows = append(p.rows, row{label: "Account", mark: heading})
	if err := p.about.Err; err != nil {
		p.wrap("failed", err.Error(), warn)
		var advice interface{ Remedy() string }
		if errors.As(err, &advice) {
			p.wrap("to do", advice.Remedy(), warn)
		}
	}
	p.put("name", a.Name)
	p.put("kind", a.Kind.String())
	p.put("host", a.Host)
	p.put("from", a.Source)
	p.put("signed in as", id.Login)
	p.put("token", id.TokenKind)
	if !id.Expires.IsZero() {
		p.put("token expires", date(id.Expires))
	}
	p.put("scopes", strings.Join(id.Scopes, ", "))
	if i.Owner.Login != "" || i.ID != 0 {
		p.installation(i)
	}
	granted := i.Permissions
	if granted == nil && i.ID == 0 && i.Owner.Login == "" {
		granted = id.Permissions
	}
	if granted != nil {
		p.permissions(granted)
	}
	if len(i.Events) > 0 {
		p.title("Events")
		p.put("", strings.Join(i.Events, ", "))
	}
	p.lines.SetLen(len(p.rows))
}

func (p *Pane) installation(i github.Installation) {
	if i.ID != 0 {
		p.title("Installation")
	} else {
		p.title(cmp.Or(i.Owner.Type, "Owner"))
	}
	p.put("on", i.Owner.Login)
	p.put("kind", strings.ToLower(i.Owner.Type))
	p.put("App", i.AppSlug)
	switch i.Selection {
	case "all":
		p.put("repositories", "all")
	case "selected":
		p.put("repositories", "selected ones only")
	}
	if i.Suspended() {
		who := "an administrator of " + i.Owner.Login
		if i.SuspendedBy != "" {
			who = i.SuspendedBy + ", or " + who
		}
		p.wrap("suspended", "since "+date(i.SuspendedAt)+"; can be lifted by "+who+", on the settings page: press o", warn)
	}
	if i.ID != 0 && !i.Suspended() {
		p.rows = append(p.rows, row{label: "token", mark: token})
	}
	if !i.CreatedAt.IsZero() {
		p.put("installed", date(i.CreatedAt))
	}
	if !i.UpdatedAt.IsZero() {
		p.put("changed", date(i.UpdatedAt))
	}
	p.put("settings", i.SettingsURL)
}

// permissions lists what is needed, whether it is granted, and what else is.
func (p *Pane) permissions(granted map[string]string) {
	p.title("Permissions needed")
	missing := github.Missing(granted)
	needed := map[string]bool{}
	for _, n := range github.Needs() {
		needed[n.Permission] = true
		value, m := p.theme.Glyphs.Check+" "+n.Level+", "+n.For, good
		if slices.Contains(missing, n) {
			has := granted[n.Permission]
			if has == "" {
				has = "nothing"
			}
			value, m = p.theme.Glyphs.Cross+" "+n.Level+" is missing ("+has+" granted): "+n.For, warn
		}
		p.wrap(n.Permission, value, m)
	}
	var others []string
	for name, lvl := range granted {
		if !needed[name] {
			others = append(others, name+": "+lvl)
		}
	}
	if len(others) > 0 {
		slices.Sort(others)
		p.title("Granted besides")
		for _, o := range others {
			p.put("", o)
		}
	}
}

// tokenText says how long the installation's token is good for.
func (p *Pane) tokenText() string {
	g, ok := p.tokens.Grant(github.Place{Account: p.about.Account.Name, Installation: p.about.Installation.ID})
	if !ok {
		return "asked for when first needed"
	}
	left := time.Until(g.Expires).Round(time.Minute)
	return "expires in " + strings.TrimSuffix(left.String(), "0s") + ", at " + g.Expires.Local().Format("15:04")
}

func date(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// View draws the rows in sight.
func (p *Pane) View(bool) []string {
	var r text.Row
	return p.lines.View(func(i, width, left int) string {
		r.ResetAt(width, left, text.Style{})
		row := p.rows[i]
		if row.mark == heading {
			r.Add(p.theme.Strong, " "+row.label)
			return r.String()
		}
		r.Add(p.theme.Dim, "  ")
		r.Fit(p.theme.Dim, row.label, labels-3)
		style := text.Style{}
		switch row.mark {
		case good:
			style = p.theme.Good
		case warn:
			style = p.theme.Warn
		case token:
			row.value = p.tokenText()
		}
		r.Add(style, " "+row.value)
		return r.String()
	})
}
