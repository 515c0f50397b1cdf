package ui

import (
	"time"
	"unicode"
	"unicode/utf8"

	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// topEdge is the title, the spinner, and how much there is.
func (m *Model) topEdge(st pane.Status, width int, focused bool, border text.Style) string {
	th, box, row := m.o.Theme, &m.o.Theme.Glyphs.Border, &m.frame.row
	title := th.Title
	if focused {
		title = th.TitleFocused
	}
	row.Reset(width, text.Style{})
	row.Add(border, box.TopLeft+box.Top)
	spin := m.spin.glyph(m, st)
	room := width - 4 // between the corners
	if spin != "" {
		room -= text.Width(spin) + 1
	}
	count := st.Count
	if room-text.Width(count)-2 < 8 {
		count = ""
	}
	if count != "" {
		room -= text.Width(count) + 2
	}
	if w := room - 2; w > 0 && st.Title != "" {
		name := st.Title
		if text.Width(name) > w {
			name = text.Fit(name, w)
		}
		row.Add(title, " "+name+" ")
	}
	if spin != "" {
		row.Add(th.Accent, spin+" ")
	}
	rest := row.Rest() - 2
	if count != "" {
		rest -= text.Width(count) + 2
	}
	row.Fill(border, box.Top, rest)
	if count != "" {
		row.Add(th.Dim, " "+count+" ")
	}
	row.Add(border, box.Top+box.TopRight)
	return row.String()
}

// bottomEdge is the age of the data.
func (m *Model) bottomEdge(st pane.Status, width int, border text.Style) string {
	th, box, row := m.o.Theme, &m.o.Theme.Glyphs.Border, &m.frame.row
	age := ""
	if !st.At.IsZero() {
		if d := time.Since(st.At); d >= time.Minute {
			age = " " + text.Ago(d) + " old "
		}
	}
	if text.Width(age)+4 > width {
		age = ""
	}
	row.Reset(width, text.Style{})
	row.Add(border, box.BottomLeft)
	row.Fill(border, box.Top, width-3-text.Width(age))
	row.Add(th.Dim, age)
	row.Add(border, box.Top+box.BottomRight)
	return row.String()
}

// problem is what went wrong in a pane, nil if nothing did.
func (m *Model) problem(id pane.ID) error {
	if err := m.failed[id]; err != nil {
		return err
	}
	return m.status(id).Err
}

// errorRows is how many rows at the foot of a pane its error takes: at most
// six, and never more than half of it.
func (m *Model) errorRows(id pane.ID, r Rect) int {
	err := m.problem(id)
	if err == nil || r.H < 2 {
		return 0
	}
	return min(len(errorLines(err, r.W)), 6, r.H/2)
}

func errorLines(err error, width int) []string {
	lines := text.Wrap(sentence(text.Clean(err.Error())), max(width-1, 1))
	if fix := remedy(err); fix != "" {
		lines = append(lines, text.Wrap("→ "+text.Clean(fix), max(width-1, 1))...)
	}
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// sentence begins with a capital letter: errors in Go do not, sentences on a
// screen do.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
