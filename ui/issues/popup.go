package issues

import (
	"hubtrail/ui/text"
)

// drawPopup puts the completions over the first rows of the list.
func (p *Pane) drawPopup(rows []string, room int) {
	th := p.theme
	var r text.Row
	u := &p.popup
	height := u.height(room)
	wide := min(max(p.width/3, 18), 40)
	for y, row := range u.list.View(p.width, height, func(i, width int, selected bool) string {
		base := th.SelectedBlurred
		if selected {
			base = th.Selected
		}
		r.Reset(width, base)
		if selected {
			r.Add(th.Accent, th.Glyphs.Pointer)
		} else {
			r.Space(1)
		}
		r.Space(1)
		c := u.choices[i]
		if c.help == "" {
			r.Add(text.Style{}, text.Clean(c.value))
		} else {
			r.Fit(text.Style{}, text.Clean(c.value), wide)
			r.Space(1)
			r.Add(th.Dim, text.Clean(c.help))
		}
		return r.String()
	}) {
		rows[y] = row
	}
}
