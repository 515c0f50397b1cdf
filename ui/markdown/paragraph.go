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

// part writes the part of a line to the row.
func (w *writer) part(l line, at extents) {
	start := 0
	for _, r := range l.runs {
		from, to := max(start, at.start), min(r.end, at.end)
		if from < to {
			w.put(l.text[from:to], r.look, r.link)
		}
		if start = r.end; start >= at.end {
			return
		}
	}
}

// extents are where a part of a line starts and ends.
type extents struct{ start, end int }

// wrap breaks a line as [text.Wrap] does. There is at least one part.
func (l line) wrap(width int) []extents {
	parts := text.Wrap(l.text, width)
	found := make([]extents, 0, len(parts))
	at := 0
	for i, part := range parts {
		if i > 0 {
			at += len(l.text[at:]) - len(strings.TrimLeft(l.text[at:], " "))
		}
		found = append(found, extents{at, at + len(part)})
		at += len(part)
	}
	return found
}

// withoutFirst returns the lines after the first.
func withoutFirst(lines []line) []line {
	if len(lines) == 0 {
		return nil
	}
	return lines[1:]
}
