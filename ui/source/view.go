package source

import (
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/lines"
)

// frame is how the pane's space is shared out.
type frame struct {
	bar, list, foot int // rows
	blame, number   int // cells before the code
	code            int
}

func (p *Pane) frame() frame {
	f := frame{list: max(p.height, 0)}
	if p.hasBar() && f.list >= 2 {
		f.bar = 1
		f.list--
	}
	if p.blaming && f.list >= 4 {
		f.foot = 1
		f.list--
	}
	width := p.width
	if p.list.Len() > f.list {
		width-- // the scrollbar
	}
	f.number = len(strconv.Itoa(p.list.Len())) + 2
	if f.number*3 > width {
		f.number = 0
	}
	if p.blaming {
		f.blame = blameWidth(width - f.number)
	}
	f.code = max(width-f.blame-f.number, 0)
	return f
}

func (p *Pane) hasBar() bool { return p.scanning.typing != nothing || p.scanning.query != "" }

// View draws what is looked for, the lines in sight, and the commit that wrote
// the one under the cursor.
func (p *Pane) View(focused bool) []string {
	if p.height <= 0 {
		return nil
	}
	var r text.Row
	f := p.frame()
	rows := make([]string, 0, p.height)
	if f.bar > 0 {
		rows = append(rows, p.drawBar(&r, focused))
	}
	if say := p.empty(); say != "" {
		rows = append(rows, p.drawEmpty(say, f.list)...)
	} else {
		rows = append(rows, p.drawLines(&r, f, focused)...)
	}
	if f.foot > 0 {
		rows = append(rows, p.drawFoot(&r))
	}
	return rows
}

func (p *Pane) drawBar(r *text.Row, focused bool) string {
	s, th := &p.scanning, p.o.Theme
	if s.typing != nothing {
		if note := "no match"; s.missed && p.width > 2*len(note) {
			r.Reset(len(note)+1, text.Style{})
			r.Space(1)
			r.Add(th.Warn, note)
			return s.input.View(p.width-len(note)-1, focused) + r.String()
		}
		return s.input.View(p.width, focused)
	}
	r.Reset(p.width, text.Style{})
	r.Add(th.Accent, " /"+text.Clean(s.query))
	r.Add(th.Dim, "  n and N go on, esc ends it")
	return r.String()
}

func (p *Pane) drawLines(r *text.Row, f frame, focused bool) []string {
	pg, th := p.slot.Value(), p.o.Theme
	first, _ := p.list.Window()
	now := p.o.Client.Now(p.subject.Place.Account)
	tokens := make([]highlight.Token, 0, 64)
	return p.list.View(p.width, f.list, func(i, width int, selected bool) string {
		base, marked := th.Row(selected, focused), p.selection.has(i+1)
		if marked && !selected {
			base = th.SelectedBlurred
		}
		before := ""
		if f.blame+f.number > 0 {
			r.Reset(min(f.blame+f.number, width), base)
			if f.blame > 0 {
				p.drawBlame(r, f.blame, i, i == first, now)
			}
			if f.number > 0 {
				r.FitRight(th.Dim, strconv.Itoa(i+1), f.number-1)
				if marked { // without colours, too
					r.Put(th.Accent, th.Glyphs.Thumb)
				} else {
					r.Space(1)
				}
			}
			before = r.String()
		}
		r.ResetAt(max(width-f.blame-f.number, 0), p.left, base)
		line := text.CleanLine(pg.line(i), tabStop)
		tokens = pg.tokens(tokens, i, line)
		p.drawCode(r, line, tokens)
		return before + r.String()
	})
}

// drawCode is a line in its colours, with what is looked for marked.
func (p *Pane) drawCode(r *text.Row, line string, tokens []highlight.Token) {
	th, query := p.o.Theme, p.scanning.query
	in := line
	if query != "" && folds(query) {
		in = fold(line)
	}
	if query == "" || !strings.Contains(in, query) {
		lines.Source(r, th, line, tokens)
		return
	}
	at := 0
	for {
		n := strings.Index(in[at:], query)
		if n < 0 {
			break
		}
		tokens = p.drawPart(r, line, tokens, at, at+n)
		at += n
		r.Put(th.Match, line[at:at+len(query)])
		at += len(query)
	}
	p.drawPart(r, line, tokens, at, len(line))
}

// drawPart is a part of a line in its colours. It returns the tokens that the
// next part may hold.
func (p *Pane) drawPart(r *text.Row, line string, tokens []highlight.Token, from, to int) []highlight.Token {
	for len(tokens) > 0 && tokens[0].Start < to {
		t := tokens[0]
		if start := max(t.Start, from); t.End > from {
			r.Put(text.Style{}, line[from:start])
			from = min(t.End, to)
			r.Put(p.o.Theme.Syntax.Of(t.Kind), line[start:from])
		}
		if t.End > to {
			break
		}
		tokens = tokens[1:]
	}
	r.Put(text.Style{}, line[from:to])
	return tokens
}

// empty says why there is no line.
func (p *Pane) empty() string {
	pg := p.slot.Value()
	switch {
	case p.here().path == "":
		return "Press enter on a file among the owners to read it."
	case pg == nil && p.slot.Err() != nil:
		return "Press r to try again."
	case pg == nil:
		return "loading" + text.Ellipsis
	case pg.len() > 0:
		return ""
	}
	f := &pg.file
	switch {
	case f.Kind == github.EntryFolder:
		return "This is a folder. Press t to see what is in it."
	case f.Kind == github.EntrySubmodule && f.Target != "":
		return "This is a submodule: the files are in " + text.Clean(f.Target) + "."
	case f.Kind == github.EntrySubmodule:
		return "This is a submodule: its files are in another repository."
	case f.Kind == github.EntryLink:
		return "This is a link that leads out of the repository, or nowhere: " + text.Clean(f.Target)
	case f.TooLarge:
		return "The file is larger than " + text.Count(github.MaxFileText>>20) + " MB. Press o to see it in the browser."
	case f.Binary:
		return "This is no text. Press o to see it in the browser."
	}
	return "The file is empty."
}

func (p *Pane) drawEmpty(say string, height int) []string {
	wrapped := text.Wrap(say, max(p.width-2, 1))
	rows := make([]string, height)
	for y := range rows {
		line := ""
		if y < len(wrapped) {
			line = " " + wrapped[y]
		}
		rows[y] = p.o.Theme.Dim.Render(text.Fit(line, p.width))
	}
	return rows
}

// quoted is what a person typed, for the status line.
func quoted(s string) string { return strconv.Quote(text.Clean(s)) }
