package diffs

import (
	"bytes"
	"strconv"

	"hubtrail/github/diff"
	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
)

// unified is a row of a patch with the numbers of both versions.
func (b *brush) unified(f *file, it item, width int, selected bool, base text.Style) {
	line := it.at
	l := f.patch().Line(line)
	move, isMoved := b.p.moveAt(b.file, line)
	if !selected && !isMoved {
		base = b.ground(l.Kind, base)
	}
	b.r.Reset(width, base)
	if l.Kind == diff.HunkStart {
		b.hunk(f, line, it)
		return
	}
	old, new := number(l.OldNo), number(l.NewNo)
	if it.part > 0 {
		old, new = "", ""
	}
	b.r.FitRight(b.th.Dim, old, f.digits())
	b.r.Space(1)
	b.r.FitRight(b.th.Dim, new, f.digits())
	b.sign(l.Kind, it.part, isMoved)
	b.code(f, line, &l, it.part, b.p.room(f))
	b.lineEnd(f, &l)
	if isMoved && line == move.first && it.part == 0 && !b.p.wrap {
		b.r.Add(b.th.Info, "  "+b.movedText(l.Kind, move))
	}
}

// movedText is where a block went to, or came from.
func (b *brush) movedText(k diff.Kind, m moved) string {
	f := b.p.change.files[m.file]
	l := f.patch().Line(m.line)
	if k == diff.Removed {
		return "moved to " + text.Clean(f.Path) + ":" + number(l.NewNo)
	}
	return "moved from " + text.Clean(f.Path) + ":" + number(l.OldNo)
}

// pair is a row of the two versions side by side.
func (b *brush) pair(f *file, it item, width int, selected bool, base text.Style) {
	x := b.p.body(b.file).pairs[it.at]
	if x.old == x.new && f.patch().Kind(int(x.old)) == diff.HunkStart {
		b.r.Reset(width, base)
		b.hunk(f, int(x.old), it)
		return
	}
	if width < 3 {
		b.r.Reset(width, base)
		return
	}
	half := (width - 1) / 2
	left := b.half(f, int(x.old), it, half, selected, base, true)
	right := b.half(f, int(x.new), it, width-half-1, selected, base, false)
	b.r.Reset(width, base)
	b.r.Drawn(left, half)
	b.r.Add(b.th.Border, b.th.Glyphs.Track)
	b.r.Drawn(right, width-half-1)
}

// half is one version of a row; line is -1 where it has none.
func (b *brush) half(f *file, line int, it item, width int, selected bool, base text.Style, old bool) string {
	if line < 0 {
		b.r.Reset(width, base)
		return b.r.String()
	}
	l := f.patch().Line(line)
	_, isMoved := b.p.moveAt(b.file, line)
	if !selected && !isMoved {
		base = b.ground(l.Kind, base)
	}
	b.r.Reset(width, base)
	no := number(l.NewNo)
	if old {
		no = number(l.OldNo)
	}
	if it.part > 0 {
		no = ""
	}
	b.r.FitRight(b.th.Dim, no, f.digits())
	b.sign(l.Kind, it.part, isMoved)
	b.code(f, line, &l, it.part, min(b.p.room(f), width-f.digits()-2))
	b.lineEnd(f, &l)
	return b.r.String()
}

// lineEnd shows the carriage return at the end of a changed line, where others
// have none.
func (b *brush) lineEnd(f *file, l *diff.Line) {
	if f.ends && !b.p.wrap && l.Kind != diff.Context && bytes.HasSuffix(l.Text, []byte("\r")) {
		b.r.Add(b.th.Warn, "^M")
	}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ground is the background of a line.
func (b *brush) ground(k diff.Kind, base text.Style) text.Style {
	switch k {
	case diff.Added:
		return b.th.AddLine
	case diff.Removed:
		return b.th.DelLine
	}
	return base
}

// sign is what happened to the line: what was only moved is quiet.
func (b *brush) sign(k diff.Kind, part int, isMoved bool) {
	b.r.Space(1)
	switch {
	case part > 0:
		b.r.Space(1)
	case isMoved && k == diff.Added:
		b.r.Add(b.th.Info, "+")
	case isMoved && k == diff.Removed:
		b.r.Add(b.th.Info, "-")
	case k == diff.Added:
		b.r.Add(b.th.Add, "+")
	case k == diff.Removed:
		b.r.Add(b.th.Del, "-")
	default:
		b.r.Space(1)
	}
}

// hunk is the head of a hunk: where it is.
func (b *brush) hunk(f *file, line int, it item) {
	if it.part > 0 {
		return
	}
	b.r.Space(1)
	b.r.Add(b.th.Hunk, text.CleanLine(f.code(line), tabStop))
}

// code is the text of a line, or of one of its rows.
func (b *brush) code(f *file, line int, l *diff.Line, part, room int) {
	raw := f.code(line)
	clean := text.CleanLine(raw, tabStop)
	switch l.Kind {
	case diff.NoNewline, diff.Binary, diff.Header, diff.Other:
		b.r.Add(b.th.Dim, clean)
		return
	}
	tokens := b.tokens(f, line, clean)
	style := text.Style{}
	if !b.th.Tinted {
		// Without a background the line is told by its colour alone.
		switch l.Kind {
		case diff.Added:
			style, tokens = b.th.Add, nil
		case diff.Removed:
			style, tokens = b.th.Del, nil
		}
	}
	skip := b.p.left
	if b.p.wrap {
		skip = part * room
	}
	b.pieces(clean, tokens, b.marks(f, line, raw), style, skip, room)
}

// pieces writes a clean line from a cell on, in at most so many cells. What is
// marked goes before its tokens.
func (b *brush) pieces(clean string, tokens []highlight.Token, marks []mark, plain text.Style, skip, room int) {
	b.r.Window(skip, room)
	at := 0
	for at < len(clean) {
		end, style := len(clean), plain
		for len(tokens) > 0 && tokens[0].End <= at {
			tokens = tokens[1:]
		}
		if len(tokens) > 0 {
			if t := tokens[0]; t.Start > at {
				end = min(end, t.Start)
			} else {
				end, style = min(end, t.End), b.th.Syntax.Of(t.Kind)
			}
		}
		for _, m := range marks {
			switch {
			case m.from <= at && at < m.to:
				end, style = min(end, m.to), m.style
			case m.from > at:
				end = min(end, m.from)
			}
		}
		b.r.Put(style, clean[at:end])
		at = end
	}
	b.r.EndWindow()
}
