package ui

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// frame is what was composed last. Its rows are reused from frame to frame.
type frame struct {
	dirty  bool
	rows   []string
	pieces [][]byte // of each row, while it is put together
	beside []beside // of each row, what a pane above the layout leaves of it
	row    text.Row
}

// beside is what is seen of a row left and right of a pane that lies over it
// from x1 to x2. It is kept since it seldom changes and takes long to cut out.
type beside struct {
	row         string
	x1, x2      int
	left, right string
}

// View paints, if anything could have changed, and returns nothing for Bubble
// Tea to paint.
func (m *Model) View() string {
	if m.frame.dirty && m.width > 0 && m.height > 0 && !m.quit {
		m.frame.dirty = false
		m.o.Terminal.Paint(m.Frame())
	}
	return ""
}

// Frame composes the screen: one string a row, each exactly as wide as the
// screen. It is valid until the next call.
func (m *Model) Frame() []string {
	f := &m.frame
	if cap(f.pieces) < m.height {
		f.pieces, f.rows, f.beside = make([][]byte, m.height), make([]string, m.height), make([]beside, m.height)
	}
	f.pieces, f.rows, f.beside = f.pieces[:m.height], f.rows[:m.height], f.beside[:m.height]
	for y := range f.pieces {
		f.pieces[y] = f.pieces[y][:0]
	}
	for i, p := range m.plan {
		if i < len(m.plan)-len(m.above) {
			m.drawPane(p)
		}
	}
	for y := range f.rows {
		f.rows[y] = string(f.pieces[y])
	}
	for _, p := range m.plan[len(m.plan)-len(m.above):] {
		m.drawAbove(p)
	}
	m.drawBars()
	if m.o.Theme.Plain {
		for y := range f.rows {
			f.rows[y] = strings.Map(plain, f.rows[y])
		}
	}
	return f.rows
}

// plain is the ASCII for the few marks that panes and texts use whatever the
// locale is, each of one cell. What GitHub's texts hold beyond ASCII stays: no
// two terminals fail at it alike.
func plain(r rune) rune {
	switch r {
	case '…':
		return '~'
	case '·', '—', '–':
		return '-'
	case '›', '→':
		return '>'
	case '↑':
		return '^'
	case '↓':
		return 'v'
	case '←':
		return '<'
	case '⇧':
		return '+'
	case '\uFFFD': // text.Mark
		return '?'
	}
	return r
}

// drawPane appends a pane's rows to the screen's. The plan goes column by
// column, so each piece belongs to the right of what is there.
func (m *Model) drawPane(p Placed) {
	y := p.Rect.Y
	m.paneRows(p, func(left, row, right string) {
		piece := append(m.frame.pieces[y], left...)
		piece = append(piece, row...)
		m.frame.pieces[y] = append(piece, right...)
		y++
	})
}

// drawAbove lays a pane over the rows that are composed already.
func (m *Model) drawAbove(p Placed) {
	y, x2 := p.Rect.Y, p.Rect.X+p.Rect.W
	m.paneRows(p, func(left, row, right string) {
		b := &m.frame.beside[y]
		switch under := m.frame.rows[y]; {
		case p.Rect.W == m.width:
			*b = beside{}
		case b.row != under || b.x1 != p.Rect.X || b.x2 != x2:
			*b = beside{under, p.Rect.X, x2, leftOf(under, p.Rect.X), rightOf(under, x2, m.width-x2)}
		}
		m.frame.rows[y] = b.left + left + row + right + b.right
		y++
	})
}

// leftOf is the first width cells of a row, with no style left on. Half a wide
// character becomes a space.
func leftOf(row string, width int) string {
	left := ansi.Truncate(row, width, "")
	return left + text.Spaces(width-ansi.StringWidth(left)) + "\x1b[m"
}

// rightOf is the last width cells of a row, from x on.
func rightOf(row string, x, width int) string {
	right := ansi.TruncateLeft(row, x, "")
	if ansi.StringWidth(right) > width {
		right = " " + ansi.TruncateLeft(row, x+1, "")
	}
	return right
}

// paneRows yields a pane's rows with its frame and error, top to bottom, each in
// three parts: the frame's left side, the row, the frame's right side.
func (m *Model) paneRows(p Placed, yield func(left, row, right string)) {
	focused := p.ID == m.focused()
	rows := m.paneView(p, focused)
	problem := m.problem(p.ID)
	if problem != nil {
		r := p.inner()
		n := m.errorRows(p.ID, r)
		rows = rows[:min(len(rows), max(r.H-n, 0))] // it may have failed only now
		for _, line := range errorLines(problem, r.W)[:n] {
			rows = append(rows, m.o.Theme.Bad.Render(text.Fit(line, r.W)))
		}
	}
	if !p.Frame {
		for _, row := range rows {
			yield("", row, "")
		}
		return
	}
	border := m.o.Theme.Border
	if focused {
		border = m.o.Theme.BorderFocused
	}
	box := m.o.Theme.Glyphs.Border
	st := m.status(p.ID)
	yield("", m.topEdge(st, p.Rect.W, focused, border), "")
	side := border.Render(box.Left)
	for _, row := range rows {
		yield(side, row, side)
	}
	yield("", m.bottomEdge(st, p.Rect.W, border), "")
}

// paneView is what the pane draws, or blank rows if it fails.
func (m *Model) paneView(p Placed, focused bool) (rows []string) {
	r := p.inner()
	want := max(r.H-m.errorRows(p.ID, r), 0)
	defer func() {
		if reason := recover(); reason != nil {
			m.fail(p.ID, reason)
			rows = nil
		}
		for len(rows) < want {
			rows = append(rows, text.Spaces(r.W))
		}
		rows = rows[:want:want]
	}()
	return m.panes[p.ID].View(focused)
}

func (m *Model) status(id pane.ID) (st pane.Status) {
	defer func() {
		if r := recover(); r != nil {
			m.fail(id, r)
			st = pane.Status{Title: string(id)}
		}
	}()
	return m.panes[id].Status()
}

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
	row.Add(border, strings.Repeat(box.Top, max(rest, 0)))
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
	row.Add(border, box.BottomLeft+strings.Repeat(box.Top, max(width-3-text.Width(age), 0)))
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

// drawBars writes the status line and the help line beneath the panes.
func (m *Model) drawBars() {
	n := bars(m.height)
	if n >= 1 {
		m.frame.rows[m.height-n] = m.statusLine()
	}
	if n >= 2 {
		m.frame.rows[m.height-1] = m.helpLine()
	}
}

// statusLine is what is looked at, what was just said, and what is left of the
// account's quota.
func (m *Model) statusLine() string {
	th, row := m.o.Theme, &m.frame.row
	row.Reset(m.width, text.Style{})
	right := quotaText(m.o.Accounts.Quotas(m.subject.Place))
	row.Add(th.Strong, " "+m.subjectText())
	if note := m.localText(); note != "" {
		row.Add(th.Warn, "  "+note)
	}
	if m.said != "" && !m.saidBelow() {
		row.Add(th.Accent, "  "+text.Clean(m.said))
	}
	if pad := row.Rest() - text.Width(right) - 1; right != "" && pad > 0 {
		row.Space(pad)
		row.Add(th.Dim, right)
	}
	return row.String()
}

// saidBelow reports whether what was said is too long for the status line: then
// it takes the help line's place until the next key.
func (m *Model) saidBelow() bool {
	used := text.Width(m.subjectText()) + text.Width(m.localText()) + 6
	return bars(m.height) > 1 && used+text.Width(text.Clean(m.said)) > m.width
}

func (m *Model) subjectText() string {
	s := m.subject
	switch {
	case s.Place.Account == "":
		return "hubtrail"
	case s.Repo.Name == "" && s.Owner == "":
		return text.Clean(s.Place.Account)
	case s.Repo.Name == "":
		return text.Clean(s.Place.Account + " › " + s.Owner)
	}
	out := s.Place.Account + " › " + s.Repo.String()
	if s.Head() != "" {
		out += " @ " + s.Head()
	}
	if len(s.Commit) >= 7 {
		out += " › " + s.Commit[:7]
	}
	return text.Clean(out)
}

// localText says that the embedded GitHub answers: nothing local may look as if
// GitHub had received it.
func (m *Model) localText() string {
	for _, a := range m.o.Accounts.List() {
		if a.Name != m.subject.Place.Account {
			continue
		}
		switch {
		case a.Demo:
			return "demo: nothing leaves this machine"
		case a.Local:
			return "local clone: nothing leaves this machine"
		}
	}
	return ""
}

// quotaText is what is left of the rate limit, and when it is filled again once
// it runs low.
func quotaText(quotas []github.Quota) string {
	for _, q := range quotas {
		if q.Limit == 0 {
			continue
		}
		s := fmt.Sprintf("%s %s/%s", q.Resource, text.Count(q.Remaining), text.Count(q.Limit))
		if !q.Reset.IsZero() {
			s += " until " + q.Reset.Local().Format("15:04")
		}
		return s + " "
	}
	return ""
}

// helpLine is the keys that count now.
func (m *Model) helpLine() string {
	th, row := m.o.Theme, &m.frame.row
	row.Reset(m.width, text.Style{})
	if m.said != "" && m.saidBelow() {
		row.Add(th.Accent, " "+text.Clean(m.said))
		return row.String()
	}
	hints, always := m.o.Keys.Line(m.scope(m.focused()))
	width := func(h keymap.Hint) int { return text.Width(h.Keys) + text.Width(h.Help) + 3 }
	room := m.width
	for _, h := range always {
		room -= width(h)
	}
	put := func(h keymap.Hint) {
		row.Add(th.Key, " "+h.Keys)
		row.Add(th.Dim, " "+h.Help+" ")
	}
	for _, h := range hints {
		if room -= width(h); room < 0 {
			break
		}
		put(h)
	}
	for _, h := range always {
		if width(h) <= row.Rest() {
			put(h)
		}
	}
	return row.String()
}
