package who

import (
	"slices"
	"strings"

	"hubtrail/ui/text"
	"hubtrail/ui/widget/facts"
	"hubtrail/ui/widget/owned"
)

// tell works out what is told about the path the cursor is on.
func (p *Pane) tell() {
	path, at := p.current()
	f := p.file.Value()
	p.told = nil
	if at < 0 || f == nil {
		return
	}
	p.told = owned.Explain(f.Path, path, f.Rules.Explain(path))
	var teams []facts.Fact
	for _, owner := range p.owners() {
		team := strings.ToLower(strings.TrimPrefix(owner, "@"))
		if !strings.Contains(team, "/") || !strings.HasPrefix(owner, "@") {
			continue
		}
		m, ok := p.teams.Value()[team]
		switch {
		case !ok:
			teams = append(teams, facts.Of("members", text.Clean(owner)+": asking"+text.Ellipsis, facts.Dim))
		case m.err != nil:
			teams = append(teams, facts.Of("members", text.Clean(owner+": not shown: "+reason(m.err)), facts.Dim))
		case len(m.logins) == 0:
			teams = append(teams, facts.Of("members", text.Clean(owner)+": none", facts.Dim))
		default:
			teams = append(teams, facts.Of("members", text.Clean(owner+": @"+strings.Join(m.logins, " @")), facts.Plain))
		}
	}
	if mine := p.mine.Value(); slices.ContainsFunc(p.owners(), func(o string) bool { return mine[strings.ToLower(o)] }) {
		teams = append(teams, facts.Of("you", "own this", facts.Good))
	}
	p.told = slices.Insert(p.told, min(2, len(p.told)), teams...)
}

// reason is an error without what was being done.
func reason(err error) string {
	if r, ok := err.(interface{ Reason() string }); ok {
		return r.Reason()
	}
	return err.Error()
}

// View draws the paths, if there are several, and what there is to tell about
// the one under the cursor.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	rows := make([]string, 0, p.height)
	if n := p.listHeight(); n > 0 {
		var r text.Row
		paths, people := p.shown(), owned.People{Mine: p.mine.Value()}
		rows = append(rows, p.list.View(p.width, n, func(i, width int, selected bool) string {
			r.Reset(width, p.theme.Row(selected, focused))
			r.Space(1)
			owners := min(max(width*4/10, 12), 48)
			r.Fit(text.Style{}, text.Clean(paths[i]), max(width-owners-2, 1))
			r.Space(1)
			if i < len(p.match) {
				people.Put(&r, p.theme, p.match[i].Rule)
			}
			return r.String()
		})...)
		if len(rows) < p.height {
			rows = append(rows, p.theme.Border.Render(strings.Repeat(p.theme.Glyphs.Border.Top, p.width)))
		}
	}
	if say := p.empty(); say != "" && len(rows) < p.height {
		rows = append(rows, p.theme.Dim.Render(text.Fit(" "+say, p.width)))
	}
	return append(rows, facts.Draw(p.theme, p.width, p.height-len(rows), p.told)...)
}

// empty says why there is nothing to tell.
func (p *Pane) empty() string {
	switch {
	case len(p.told) > 0:
		return ""
	case p.file.Err() != nil || p.paths.Err() != nil:
		return "Press r to try again."
	case p.paths.Complete() && len(p.shown()) == 0:
		return "The commit changes no file."
	}
	return "loading" + text.Ellipsis
}
