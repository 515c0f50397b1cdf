package markdown

import (
	"slices"
	"strings"

	"hubtrail/ui/text"
)

// least is how many cells a container leaves for its content: deeper ones are
// not indented any further.
const least = 12

// maxPrefixes is how many containers inside one another are drawn as such.
const maxPrefixes = 300

// A prefix is what stands before the rows of a container: a quote's bar, a
// list item's mark and then its indent.
type prefix struct {
	first, rest string
	look        look
	used        bool // first has been drawn
}

// A writer collects rows. Rows beyond those to keep are counted only.
type writer struct {
	Options
	text     strings.Builder
	pieces   []piece
	rows     []int32
	links    []Link
	prefixes []prefix
	indent   int  // cells of the prefixes after their first rows
	gap      bool // an empty row is due before the next
	total    int  // rows, with those not kept
	used     int  // cells of the row under way
	short    bool // the source was longer than what was read of it
}

// room is how many cells there are beside the prefixes, at least one.
func (w *writer) room() int { return max(w.Width-w.indent, 1) }

// push begins a container. It returns what ends it. Where there is no room to
// indent it, it is not: an item keeps its mark, a quote loses its bar. Where
// containers are too deep to be told apart, nothing is put before their rows.
func (w *writer) push(first, rest string, l look) (pop func()) {
	n := len(w.prefixes)
	if n >= maxPrefixes {
		return func() {}
	}
	indent := text.Width(rest)
	if w.room()-indent < min(least, w.Width/2+1) {
		if first == rest {
			first = ""
		}
		rest, indent = "", 0
	}
	if text.Width(first) >= w.Width {
		first = strings.TrimRight(first, " ")
	}
	w.prefixes = append(w.prefixes, prefix{first: first, rest: rest, look: l})
	w.indent += indent
	return func() {
		if p := w.prefixes[n]; !p.used && p.first != p.rest {
			w.begin()
			w.end()
		}
		w.prefixes = w.prefixes[:n]
		w.indent -= indent
	}
}

// begin begins a row: an empty one first where one is due, then the prefixes.
func (w *writer) begin() {
	if w.gap && w.total > 0 {
		for _, p := range w.prefixes {
			if !p.used {
				break
			}
			w.put(strings.TrimRight(p.rest, " "), p.look, 0)
			w.put(spaces(p.rest), plain, 0)
		}
		w.end()
	}
	w.gap = false
	for i := range w.prefixes {
		p := &w.prefixes[i]
		s := p.rest
		if !p.used {
			s, p.used = p.first, true
		}
		w.put(s, p.look, 0)
	}
}

// spaces returns the spaces at the end of s.
func spaces(s string) string { return s[len(strings.TrimRight(s, " ")):] }

// put appends text to the row. What has no room begins another row, so that
// nothing is lost where pieces are wider side by side than they are together.
func (w *writer) put(s string, l look, link int) {
	for s != "" {
		fits := text.Cut(s, w.Width-w.used)
		if fits == "" {
			if w.used > 0 {
				w.end()
				continue
			}
			// A wide character where there is one cell, or none.
			s = s[max(len(text.Cut(s, 2)), 1):]
			if w.Width > 0 {
				w.used = 1
				w.add("?", l, link)
			}
			continue
		}
		w.used += text.Width(fits)
		w.add(fits, l, link)
		s = s[len(fits):]
	}
}

func (w *writer) add(s string, l look, link int) {
	if w.total >= w.Most {
		return
	}
	w.text.WriteString(s)
	end := uint32(w.text.Len())
	if n := len(w.pieces); n > w.rowStart() && w.pieces[n-1].look == l && int(w.pieces[n-1].link) == link {
		w.pieces[n-1].end = end
		return
	}
	w.pieces = append(w.pieces, piece{end: end, link: int32(link), look: l})
}

func (w *writer) rowStart() int {
	if n := len(w.rows); n > 0 {
		return int(w.rows[n-1])
	}
	return 0
}

func (w *writer) end() {
	w.used = 0
	if w.total++; w.total <= w.Most {
		w.rows = append(w.rows, int32(len(w.pieces)))
	}
}

// row writes one row of text in one look.
func (w *writer) row(s string, l look) {
	w.begin()
	w.put(s, l, 0)
	w.end()
}

// notice writes what the program itself has to say below a text.
func (w *writer) notice(s string) {
	w.gap = true
	for _, line := range text.Wrap(s, w.room()) {
		w.row(line, dim)
	}
}

func (w *writer) ellipsis() string {
	if w.Plain {
		return "..."
	}
	return text.Ellipsis
}

// doc returns what was written.
func (w *writer) doc() *Doc {
	d := &Doc{cut: w.short || w.total > w.Most}
	if w.total > w.Most {
		w.cut()
	}
	d.text, d.pieces, d.rows = strings.Clone(w.text.String()), slices.Clone(w.pieces), slices.Clone(w.rows)
	d.number(w.links)
	return d
}

// cut puts in the place of the last row kept how many there would be more.
func (w *writer) cut() {
	w.rows = w.rows[:w.Most-1]
	w.pieces = w.pieces[:w.rowStart()]
	end := 0
	if n := len(w.pieces); n > 0 {
		end = int(w.pieces[n-1].end)
	}
	kept, more := w.text.String()[:end], w.total-w.Most+1
	w.text = strings.Builder{}
	w.text.WriteString(kept)
	w.total, w.used = w.Most-1, 0
	w.add(text.Cut(w.ellipsis()+" "+text.Count(more)+" more rows are not shown", w.Width), dim, 0)
	w.end()
}

// number gives the links the order in which they are drawn and leaves out
// those that are not.
func (d *Doc) number(links []Link) {
	if len(links) == 0 {
		return
	}
	index := make([]int32, len(links)+1)
	row := 0
	for i := range d.pieces {
		for int(d.rows[row]) <= i {
			row++
		}
		p := &d.pieces[i]
		if p.link == 0 {
			continue
		}
		if index[p.link] == 0 {
			l := links[p.link-1]
			l.Row = row
			d.links = append(d.links, l)
			index[p.link] = int32(len(d.links))
		}
		p.link = index[p.link]
	}
}
