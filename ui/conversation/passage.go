package conversation

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/load"
	"hubtrail/ui/markdown"
)

// What is kept of texts laid out, and how much one command lays out.
const (
	keptBytes  = 8 << 20
	batchBytes = 256 << 10
	batchTexts = 64
	emitTexts  = 8
	near       = 3 // windows above and below within which texts are kept laid out
)

// wording names a text and the room taken from its width.
type wording struct {
	source string
	indent int
}

// passage is a Markdown text with its layout. Far away it keeps its height only.
type passage struct {
	wording
	width int // that rows is for, 0 before the first layout
	rows  int
	doc   *markdown.Doc // of the last layout, nil once it was dropped
	near  bool
}

// laid is a text as a command laid it out.
type laid struct {
	wording
	width int
	doc   *markdown.Doc
}

// passage returns the text's passage, the one of before if there is one.
func (p *Pane) passage(source string, indent int) *passage {
	w := wording{source, indent}
	if have := p.kept[w]; have != nil {
		return have
	}
	made := &passage{wording: w}
	made.rows = guess(source, p.textWidth(indent))
	p.kept[w] = made
	return made
}

// guess is about how many rows a text takes.
func guess(source string, width int) int {
	return max(len(source)/max(width, 1), strings.Count(source, "\n")) + 1
}

// textWidth is the cells that a text has, beside mark, margin and scrollbar.
func (p *Pane) textWidth(indent int) int { return max(p.width-margins-indent, narrowest) }

// settle starts laying out what is in view or near and not laid out, then the
// rest, nearest first; a command does it, once for each width.
func (p *Pane) settle() tea.Cmd {
	if p.width <= 0 || p.height <= 0 || !p.shown || p.docs.Err() != nil {
		return nil
	}
	if !p.docs.Busy().IsZero() && p.layoutWidth == p.width {
		return nil
	}
	want := p.wanted()
	if len(want) == 0 {
		return nil
	}
	p.layoutWidth = p.width
	o := markdown.Options{Hosts: p.o.Hosts(), Plain: p.o.Theme.Plain}
	return p.docs.Start(0, func(ctx context.Context, emit func([]laid, time.Time)) error {
		done := make([]laid, 0, len(want))
		for _, l := range want {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			each := o
			each.Width = l.width
			l.doc = markdown.Render(l.source, each)
			done = append(done, l)
			if len(done)%emitTexts == 0 {
				emit(done, time.Time{})
			}
		}
		emit(done, time.Time{})
		return nil
	})
}

// wanted is the next texts to lay out.
func (p *Pane) wanted() []laid {
	s := p.sheet()
	var want []laid
	size, seen := 0, map[*passage]bool{}
	add := func(t *passage) (full bool) {
		if !seen[t] {
			seen[t] = true
			want = append(want, laid{wording: t.wording, width: p.textWidth(t.indent)})
			size += len(t.source)
		}
		return size >= batchBytes || len(want) >= batchTexts
	}
	from, to := p.nearby(s)
	for i := from; i < to; i++ {
		if t := s.pieces[i].text; t != nil && (t.doc == nil || t.width != p.textWidth(t.indent)) && add(t) {
			return want
		}
	}
	for low, high := from-1, to; p.unlaid > 0 && (low >= 0 || high < len(s.pieces)); low, high = low-1, high+1 {
		for _, i := range [...]int{high, low} {
			if i < 0 || i >= len(s.pieces) {
				continue
			}
			if t := s.pieces[i].text; t != nil && t.width != p.textWidth(t.indent) && add(t) {
				return want
			}
		}
	}
	return want
}

// nearby is the pieces in and near the window.
func (p *Pane) nearby(s *sheet) (from, to int) {
	if len(s.pieces) == 0 {
		return 0, 0
	}
	first, end := s.window()
	height := max(p.height, 1)
	from = max(s.pieceAt(max(first-near*height, 0)), 0)
	to = s.pieceAt(min(end+near*height, max(s.total-1, 0))) + 1
	return from, to
}

// takeLayout puts the texts that a command laid out where they belong.
func (p *Pane) takeLayout(r load.Result[[]laid]) {
	if !p.docs.Take(r) {
		return
	}
	for _, l := range p.docs.Value() {
		t := p.kept[l.wording]
		if t == nil {
			continue
		}
		if t.doc != nil {
			p.bytes -= t.doc.Bytes()
		}
		t.doc, t.width, t.rows = l.doc, l.width, max(l.doc.Len(), 1)
		p.bytes += l.doc.Bytes()
	}
	if p.docs.Complete() {
		p.docs.Reset()
	}
	p.sheet().reflow()
	p.trim()
	p.count()
	p.resume()
}

// count is how many texts of the tab have no height yet.
func (p *Pane) count() {
	p.unlaid = 0
	for _, piece := range p.sheet().pieces {
		if t := piece.text; t != nil && t.width != p.textWidth(t.indent) {
			p.unlaid++
		}
	}
}

// trim drops the layouts farthest from the window until what is kept is within
// its bounds.
func (p *Pane) trim() {
	if p.bytes <= keptBytes {
		return
	}
	s := p.sheet()
	for _, t := range p.kept {
		t.near = false
	}
	from, to := p.nearby(s)
	for i := from; i < to; i++ {
		if t := s.pieces[i].text; t != nil {
			t.near = true
		}
	}
	drop := func(t *passage) {
		if t != nil && t.doc != nil && !t.near && p.bytes > keptBytes {
			p.bytes -= t.doc.Bytes()
			t.doc = nil
		}
	}
	low, high := 0, len(s.pieces)-1
	for p.bytes > keptBytes && (low < from || high >= to) {
		if from-low > high-to {
			drop(s.pieces[low].text)
			low++
		} else {
			drop(s.pieces[high].text)
			high--
		}
	}
	for _, t := range p.kept { // of other tabs
		drop(t)
	}
}

// forget drops the texts that are no part of any tab any more.
func (p *Pane) forget() {
	used := map[*passage]bool{}
	for i := range p.sheets {
		for _, piece := range p.sheets[i].pieces {
			used[piece.text] = true
		}
	}
	for w, t := range p.kept {
		if used[t] {
			continue
		}
		if t.doc != nil {
			p.bytes -= t.doc.Bytes()
		}
		delete(p.kept, w)
	}
}
