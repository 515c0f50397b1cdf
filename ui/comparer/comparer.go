// Package comparer is the box in which one says what to compare: two branches,
// tags or commits, or an address.
package comparer

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
)

// Pane is the box.
type Pane struct {
	theme         *theme.Theme
	subject       pane.Subject
	input         *input.Input
	begun         string // what stood there at first
	wrong         string // with what was accepted; "" is nothing
	last          asked
	width, height int
}

// asked is what was compared last, and what was looked at then.
type asked struct {
	repo github.RepoRef
	ref  string
	text string
}

// New returns the pane.
func New(t *theme.Theme) *Pane {
	return &Pane{theme: t, input: input.New(t, "compare ", "base...head")}
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.CompareText }

// Status says of which repository.
func (p *Pane) Status() pane.Status {
	return pane.Status{Title: "Compare in " + text.Clean(p.subject.Repo.String())}
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) { p.width, p.height = width, height }

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.SubjectChanged:
		p.subject = msg.Subject
	case pane.Raised:
		p.wrong, p.begun = "", p.guess()
		p.input.SetValue(p.begun)
	case tea.KeyMsg:
		p.wrong = ""
		p.input.Update(msg)
	case keymap.Action:
		return p.act(msg), nil
	}
	return nil, nil
}

// guess is what one probably wants to compare: what is compared now or was last, or
// the branch looked at with the default one.
func (p *Pane) guess() string {
	s := p.subject
	base := cmp.Or(s.DefaultBranch, "HEAD")
	switch {
	case s.Diff.Compare != (github.CompareSpec{}):
		return s.Diff.Compare.String()
	case p.last.text != "" && p.last.repo == s.Repo && p.last.ref == s.Head():
		return p.last.text
	case s.Head() != s.DefaultBranch:
		return base + "..." + s.Head()
	}
	return base + "..."
}

// read is what is typed or pasted. Who writes both ends, or pastes an address, behind
// the base that stood there means these.
func (p *Pane) read() (repo github.RepoRef, spec github.CompareSpec, ok bool) {
	typed := p.input.Value()
	if strings.HasSuffix(p.begun, "...") {
		if rest, found := strings.CutPrefix(typed, p.begun); found {
			if repo, spec, ok = github.ParseCompare(rest); ok {
				return repo, spec, ok
			}
		}
	}
	return github.ParseCompare(typed)
}

func (p *Pane) act(a keymap.Action) pane.Intent {
	switch a {
	case keymap.Cancel, keymap.Back:
		return pane.Close{}
	case keymap.NextField: // the two ends change places
		if _, spec, ok := p.read(); ok {
			spec.Base, spec.Head = spec.Head, spec.Base
			p.input.SetValue(spec.String())
		}
	case keymap.Accept, keymap.Release:
		repo, spec, ok := p.read()
		if p.wrong = wrong(spec, ok); p.wrong != "" {
			return nil
		}
		p.last = asked{p.subject.Repo, p.subject.Head(), p.input.Value()}
		if repo == (github.RepoRef{}) {
			repo = p.subject.Repo
		}
		if a == keymap.Release {
			return pane.ShowRelease{Place: p.subject.Place, Repo: repo, From: spec.Base, To: spec.Head}
		}
		return pane.ShowDiff{Place: p.subject.Place, Repo: repo, Diff: pane.DiffAt{Compare: spec}}
	}
	return nil
}

// wrong says what is wrong with a comparison, "" if nothing is.
func wrong(spec github.CompareSpec, ok bool) string {
	if !ok {
		return "That is nothing to compare: write base...head, such as main...topic, v1.0...v1.1, main~3...main, or owner:branch for a fork's."
	}
	for _, end := range [...]string{spec.Base, spec.Head} {
		if end == "" {
			continue
		}
		if problem, instead := github.CheckRef(end); problem != "" {
			return text.Clean(end) + ": " + problem + ". " + instead
		}
	}
	return ""
}

// View draws the field and what it understands.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	rows := []string{p.input.View(p.width, focused), text.Spaces(p.width)}
	style, say := p.theme.Dim, p.meaning()
	if p.wrong != "" {
		style, say = p.theme.Bad, []string{p.wrong}
	}
	for _, s := range say {
		for _, l := range text.Wrap(s, max(p.width-2, 1)) {
			rows = append(rows, style.Render(text.Fit(" "+l, p.width)))
		}
	}
	for len(rows) < p.height {
		rows = append(rows, text.Spaces(p.width))
	}
	return rows[:p.height]
}

// meaning is what the text says, in words.
func (p *Pane) meaning() []string {
	_, spec, ok := p.read()
	if !ok {
		return []string{
			"Branches, tags, commits, main~3, owner:branch of a fork, or a pasted address.",
			"Three dots: what the second has since the two parted. Two dots: how their files differ.",
		}
	}
	base := spec.Base
	if base == "" {
		base = "the default branch"
	}
	if spec.TwoDot {
		return []string{"How the files of " + text.Clean(spec.Head) + " differ from those of " + text.Clean(base) + "."}
	}
	return []string{"What " + text.Clean(spec.Head) + " has that " + text.Clean(base) + " has not, since the two parted."}
}
