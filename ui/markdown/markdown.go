// Package markdown draws GitHub's Markdown in cells: parsed by goldmark, laid
// out by hand once for a width, away from the update goroutine, and drawn row by
// row in the theme of the moment. It knows neither panes nor GitHub's client.
//
// Of goldmark only the parser is used. Its extensions and its HTML renderer
// compile regular expressions before main, which costs every start of the
// program more than the parser itself, so tables, struck text and bare
// addresses are recognised here.
package markdown

import (
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Options say how a text is laid out.
type Options struct {
	Width int
	Hosts []string // whose addresses are shown as references, in lower case
	Most  int      // rows kept of one text; 0 is the default
	Plain bool     // glyphs of ASCII only
}

// most is how many rows are kept unless the options say otherwise: a text of
// 65,536 characters has fewer at any width worth reading.
const most = 5000

// A piece is text in one look. Its text begins where the piece before ends.
type piece struct {
	end  uint32 // in Doc.text
	link int32  // 1 + index in Doc.links, 0 for none
	look look
}

// Doc is a text laid out for a width. It does not change and may be drawn from
// several goroutines.
type Doc struct {
	text   string
	pieces []piece
	rows   []int32 // where each row's pieces end
	links  []Link
	cut    bool
}

// LinkKind is what a link leads to.
type LinkKind int

// The kinds of link.
const (
	LinkURL LinkKind = iota
	LinkIssue
	LinkCommit
	LinkPerson
	LinkTeam
	LinkPath // a path of the repository, as written
	LinkAnchor
)

// Link is something in the text that can be followed.
type Link struct {
	Kind   LinkKind
	Text   string // as shown, cleaned
	URL    string // of LinkURL, as written; of a reference written as an address
	Host   string // of a reference written as an address
	Owner  string // "" where the text names no repository
	Name   string
	Number int
	SHA    string
	Login  string
	Path   string // of LinkAnchor without its #
	Row    int    // where it begins
}

// Render lays a text out. It never fails: what cannot be understood is shown as
// it is written.
func Render(source string, o Options) *Doc {
	if o.Most <= 0 {
		o.Most = most
	}
	o.Width = max(o.Width, 0)
	w := &writer{Options: o}
	src := prepare(source)
	b := blocks{writer: w, src: src}
	b.children(parse(src))
	if w.short = len(source) > maxSource; w.short {
		w.notice(w.ellipsis() + " the rest of this text is too long to be shown")
	}
	return w.doc()
}

// Len is how many rows there are.
func (d *Doc) Len() int { return len(d.rows) }

// Bytes is about how much memory the text takes.
func (d *Doc) Bytes() int {
	const doc, eachPiece, eachRow, eachLink = 120, 12, 4, 152
	n := doc + len(d.text) + eachPiece*len(d.pieces) + eachRow*len(d.rows) + eachLink*cap(d.links)
	for _, l := range d.links {
		n += len(l.Text) + len(l.URL) + len(l.Host) + len(l.Owner) + len(l.Name) + len(l.SHA) + len(l.Login) + len(l.Path)
	}
	return n
}

// Cut reports whether something was left out because there was too much.
func (d *Doc) Cut() bool { return d.cut }

// Links are what can be followed, in the order of their rows.
func (d *Doc) Links() []Link { return d.links }

// Draw appends row i to r, at most as many cells as the width it was laid out
// for. The link chosen, if any, is marked; -1 is none.
func (d *Doc) Draw(r *text.Row, t *theme.Theme, i, chosen int) {
	if i < 0 || i >= len(d.rows) {
		return
	}
	from, at := 0, uint32(0)
	if i > 0 {
		from = int(d.rows[i-1])
	}
	if from > 0 {
		at = d.pieces[from-1].end
	}
	for _, p := range d.pieces[from:d.rows[i]] {
		s := p.look.style(t)
		if p.link > 0 && int(p.link)-1 == chosen {
			s = over(s, t.Cursor)
		}
		r.Put(s, d.text[at:p.end])
		at = p.end
	}
}
