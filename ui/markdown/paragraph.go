package markdown

import (
	"strings"

	"hubtrail/ui/text"
)

// A run is text of a line in one look, up to end.
type run struct {
	end  int
	look look
	link int // 1 + index in writer.links, 0 for none
}

// A line is clean text between two line breaks of a paragraph.
type line struct {
	text string
	runs []run
}

// paragraph lays lines out, wrapped to the room there is.
func (w *writer) paragraph(lines []line) {
	for _, l := range lines {
		for _, at := range l.wrap(w.room()) {
			w.begin()
			w.part(l, at)
			w.end()
		}
	}
}

// part writes a part of a line to the row.
func (w *writer) part(l line, at part) {
	start := at.start
	for _, r := range l.runs[at.run:] {
		end := min(r.end, at.end)
		w.put(l.text[start:end], r.look, r.link)
		if start = end; start == at.end {
			return
		}
	}
}

// A part of a line is text[start:end], which begins in the line's run so
// numbered.
type part struct{ start, end, run int }

// wrap breaks a line as [text.Wrap] does. There is at least one part.
func (l line) wrap(width int) []part {
	rows := text.Wrap(l.text, width)
	parts := make([]part, 0, len(rows))
	at, run := 0, 0
	for i, row := range rows {
		if i > 0 {
			at += len(l.text[at:]) - len(strings.TrimLeft(l.text[at:], " "))
		}
		for run < len(l.runs) && l.runs[run].end <= at {
			run++
		}
		parts = append(parts, part{at, at + len(row), run})
		at += len(row)
	}
	return parts
}

// withoutFirst returns the lines after the first.
func withoutFirst(lines []line) []line {
	if len(lines) == 0 {
		return nil
	}
	return lines[1:]
}
