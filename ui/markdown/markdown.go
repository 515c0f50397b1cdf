// Package markdown draws GitHub's Markdown in cells: parsed by goldmark, laid
// out by hand once for a width, away from the update goroutine, and drawn row by
// row in the theme of the moment. It knows neither panes nor GitHub's client.
package markdown

import (
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
)

// Options say how a text is laid out.
type Options struct {
	Width int
	Hosts []string // whose addresses are shown as references
	Most  int      // rows kept of one text; 0 is the default
	Plain bool     // glyphs of ASCII only
}

// Doc is a text laid out for a width. It does not change and may be drawn from
// several goroutines.
type Doc struct{ rows []string }

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
	URL    string // of LinkURL, as written
	Host   string // of a reference written as an address
	Owner  string // "" where the text names no repository
	Name   string
	Number int
	SHA    string
	Login  string
	Path   string
	Row    int // where it begins
}

// Render lays a text out. It never fails: what cannot be understood is shown as
// it is written.
func Render(source string, o Options) *Doc { return &Doc{} }

// Len is how many rows there are.
func (d *Doc) Len() int { return len(d.rows) }

// Bytes is about how much memory the text takes.
func (d *Doc) Bytes() int { return 0 }

// Cut reports whether rows were left out because there were too many.
func (d *Doc) Cut() bool { return false }

// Links are what can be followed, in the order of their rows.
func (d *Doc) Links() []Link { return nil }

// Draw appends row i to r, at most as many cells as the width it was laid out
// for. The link chosen, if any, is marked; -1 is none.
func (d *Doc) Draw(r *text.Row, t *theme.Theme, i, chosen int) {}
