package owners

import (
	"errors"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/facts"
)

// View draws the views' names, what is typed, the rows in sight, and what there
// is to tell about the one under the cursor.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	var r text.Row
	f := p.frame()
	rows := make([]string, 0, p.height)
	if f.tabs > 0 {
		rows = append(rows, p.drawTabs(&r))
	}
	if f.bar > 0 {
		rows = append(rows, p.drawBar(&r, focused))
	}
	body := p.drawList(&r, f, focused)
	if f.side > 0 {
		side := facts.Draw(p.o.Theme, f.side-2, f.list, p.told)
		for y := range body {
			body[y] += p.o.Theme.Border.Render(p.o.Theme.Glyphs.Track) + " " + side[y]
		}
	}
	rows = append(rows, body...)
	if f.facts > 0 {
		rows = append(rows, p.o.Theme.Border.Render(strings.Repeat(p.o.Theme.Glyphs.Border.Top, p.width)))
		rows = append(rows, facts.Draw(p.o.Theme, p.width, f.facts-1, p.told)...)
	}
	return rows
}

// tabNames are the views with how much is in each.
func (p *Pane) tabNames() [tabs]string {
	names := [tabs]string{"Files", "Owners", "Rules", "Nobody's", "Problems"}
	if p.book == nil {
		return names
	}
	c := p.book.census
	counts := [tabs]int{c.Files, len(c.Owners), len(c.Wins), c.Unset + c.Unmatched, len(p.problems)}
	total := 0
	known := tabs
	if !p.lint.Has() {
		known = problemsTab // they are still looked for
	}
	for t := range names {
		total += len(names[t]) + len(text.Count(counts[t])) + 3
	}
	if total <= p.width {
		for t := range known {
			names[t] += " " + text.Count(counts[t])
		}
	}
	return names
}

func (p *Pane) drawTabs(r *text.Row) string {
	th := p.o.Theme
	r.Reset(p.width, text.Style{})
	if p.try != nil {
		r.Add(th.TitleFocused, " Trying a rule")
		r.Add(th.Dim, "  nothing is written anywhere")
		return r.String()
	}
	names := p.tabNames()
	if total := len(strings.Join(names[:], "  ")) + 2; total > p.width {
		r.Add(th.TitleFocused, " "+text.Count(int(p.tab)+1)+"/"+text.Count(int(tabs))+" "+names[p.tab])
		return r.String()
	}
	for t, name := range names {
		style := th.Dim
		if tab(t) == p.tab {
			style = th.TitleFocused
		}
		r.Add(style, " "+name+" ")
	}
	if p.book != nil && p.book.own.File.Path != "" {
		if room := r.Rest() - 1; room >= len(p.book.own.File.Path)+1 {
			r.FitRight(th.Dim, p.book.own.File.Path, room)
		}
	}
	return r.String()
}

// tabAt is the view whose name is at a column.
func (p *Pane) tabAt(x int) (tab, bool) {
	names := p.tabNames()
	if len(strings.Join(names[:], "  "))+2 > p.width {
		return 0, false
	}
	at := 0
	for t, name := range names {
		if at += text.Width(name) + 2; x < at {
			return tab(t), true
		}
	}
	return 0, false
}

// drawBar is the row of what is typed, narrowed or changed.
func (p *Pane) drawBar(r *text.Row, focused bool) string {
	th := p.o.Theme
	switch {
	case p.try != nil:
		return p.try.input.View(p.width, focused)
	case p.typing || p.input.Value() != "":
		return p.input.View(p.width, focused && p.typing)
	}
	r.Reset(p.width, text.Style{})
	if p.draft != nil {
		r.Add(th.Warn, " "+p.draftText())
		r.Add(th.Dim, "  p copies the patch, D throws it away")
	}
	if !p.filter.none() {
		r.Add(th.Accent, " "+p.filterText())
		r.Add(th.Warn, prefixed("  ", p.filterNote()))
		r.Add(th.Dim, "  esc shows all")
	}
	return r.String()
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func (p *Pane) drawList(r *text.Row, f frame, focused bool) []string {
	if say := p.empty(); say != "" {
		rows := make([]string, f.list)
		lines := text.Wrap(say, max(f.width-2, 1))
		for y := range rows {
			line := ""
			if y < len(lines) {
				line = " " + lines[y]
			}
			rows[y] = p.o.Theme.Dim.Render(text.Fit(line, f.width))
		}
		return rows
	}
	draw := [tabs]func(*text.Row, int){p.drawFile, p.drawOwner, p.drawRule, p.drawFile, p.drawProblem}[p.tab]
	if p.try != nil {
		return p.drawTrial(r, f, focused)
	}
	return p.lists[p.tab].View(f.width, f.list, func(i, width int, selected bool) string {
		r.Reset(width, p.o.Theme.Row(selected, focused))
		r.Space(1)
		draw(r, i)
		return r.String()
	})
}

// drawTrial is which files would change hands.
func (p *Pane) drawTrial(r *text.Row, f frame, focused bool) []string {
	if f.list == 0 {
		return nil
	}
	r.Reset(f.width, text.Style{})
	if p.try.mistake != "" {
		r.Add(p.o.Theme.Bad, " "+text.Clean(p.try.mistake))
		r.Add(p.o.Theme.Dim, "; GitHub skips such a line")
	} else {
		r.Add(p.o.Theme.Strong, " "+handoverText(p.try.handover))
	}
	rows := []string{r.String()}
	return append(rows, p.try.list.View(f.width, f.list-1, func(i, width int, selected bool) string {
		h := p.try.handover[i]
		r.Reset(width, p.o.Theme.Row(selected, focused))
		r.Space(1)
		owners := max((width-5)*3/10, 8)
		r.Fit(text.Style{}, text.Clean(h.Path), max(width-2*owners-5, 1))
		r.Space(1)
		r.Fit(p.o.Theme.Dim, ownersOf(h.Before), owners)
		r.Add(p.o.Theme.Dim, " "+p.o.Theme.Glyphs.Arrow+" ")
		p.people().Put(r, p.o.Theme, h.After)
		return r.String()
	})...)
}

// empty says why there is no row.
func (p *Pane) empty() string {
	switch {
	case p.subject.Repo.Name == "":
		return "Press w on a repository to see who owns its files."
	case errors.Is(p.slot.Err(), github.ErrEmptyRepository):
		return "There are no files yet."
	case p.book == nil && p.slot.Err() != nil:
		return "Press r to try again."
	case p.book == nil:
		return "loading" + text.Ellipsis
	case p.try != nil:
		return ""
	case p.finding() && len(p.hits) == 0:
		return "No path matches."
	case p.lists[p.tab].Len() > 0 || p.finding():
		return ""
	case p.tab == unownedTab:
		return "Every file has an owner."
	case p.tab == problemsTab && !p.lint.Has():
		return "checking" + text.Ellipsis
	case p.tab == problemsTab:
		return "Nothing is wrong with " + p.fileName() + "."
	case p.filter.mine:
		return "Nothing here is owned by you or your teams. Press m to see everything."
	case p.book.own.File.Path == "":
		return "There is no CODEOWNERS file in .github/, the root or docs/, so nobody owns anything. Press n to try a first rule."
	case p.tab == filesTab:
		return "There are no files."
	}
	return "The file has no rules. Press n to try one."
}
