package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"hubtrail/ui/text"
)

// An inliner makes lines of what a paragraph holds. Text of one look is
// gathered before it is cleaned, so that what the parser took apart (an escape
// sequence, a reference with an underscore) is seen whole.
type inliner struct {
	*writer
	src     []byte
	lines   []line
	text    strings.Builder // of the last line
	runs    []run           // of the last line
	raw     []byte          // not cleaned yet
	look    look
	link    int  // the link under way
	drawn   bool // the link under way has text that is no image
	literal bool // raw is code: no references, no emoji
	cell    bool // in a table
	tags    []tag
}

// inline returns the lines of a block in a look.
func (b *blocks) inline(n ast.Node, l look) []line {
	in := inliner{writer: b.writer, src: b.src, look: l}
	_, in.cell = n.(*tableCell)
	in.nodes(n)
	return in.done()
}

func (in *inliner) done() []line {
	if len(in.tags) > 0 {
		in.close(in.tags[0].name)
	}
	in.flush()
	if in.text.Len() > 0 || len(in.lines) == 0 && len(in.runs) > 0 {
		in.lines = append(in.lines, line{in.text.String(), in.runs})
	}
	for n := len(in.lines); n > 0 && in.lines[n-1].text == ""; n-- {
		in.lines = in.lines[:n-1]
	}
	return in.lines
}

// newLine ends a line.
func (in *inliner) newLine() {
	in.flush()
	in.lines = append(in.lines, line{in.text.String(), in.runs})
	in.text, in.runs = strings.Builder{}, nil
}

func (in *inliner) nodes(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		in.node(n)
	}
}

func (in *inliner) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		in.words(n.Segment.Value(in.src))
		if n.SoftLineBreak() || n.HardLineBreak() {
			in.newLine()
		}
	case *ast.String:
		in.words(n.Value)
	case *ast.Emphasis:
		in.emphasis(n)
	case *ast.CodeSpan:
		in.codeSpan(n)
	case *ast.Link:
		in.linkNode(n)
	case *ast.AutoLink:
		in.autoLink(n)
	case *ast.Image:
		in.image(alt(n, in.src), string(unescape(nil, n.Destination)))
	case *ast.RawHTML:
		in.html(n.Segments.Value(in.src))
	default:
		in.nodes(n)
	}
}

// words adds text in which backslashes and entities stand for characters. What
// would begin a reference or an emoji's code does not after a backslash.
func (in *inliner) words(s []byte) {
	for {
		at := escaped(s)
		if at < 0 {
			in.raw = unescape(in.raw, s)
			return
		}
		in.raw = unescape(in.raw, s[:at])
		in.flush()
		before := in.literal
		in.literal = true
		in.raw = append(in.raw, s[at+1])
		in.flush()
		in.literal = before
		s = s[at+2:]
	}
}

// escaped returns where a backslash stands before #, @ or :, -1 if nowhere.
func escaped(s []byte) int {
	for i := 0; i < len(s)-1; i++ {
		if s[i] != '\\' {
			continue
		}
		if i++; s[i] == '#' || s[i] == '@' || s[i] == ':' {
			return i - 1
		}
	}
	return -1
}

// within adds what f adds in a look of its own.
func (in *inliner) within(l look, f func()) {
	in.flush()
	before := in.look
	in.look = in.look.with(l)
	f()
	in.flush()
	in.look = before
}

func (in *inliner) emphasis(n *ast.Emphasis) {
	switch n.Level {
	case struck:
		in.struck(func() { in.nodes(n) })
	case 1:
		in.within(emphasis, func() { in.nodes(n) })
	default:
		in.within(strong, func() { in.nodes(n) })
	}
}

// struck keeps the signs around struck text: few terminals can strike, and
// faint text alone does not say it.
func (in *inliner) struck(f func()) {
	in.within(dim, func() {
		in.raw = append(in.raw, "~~"...)
		f()
		in.raw = append(in.raw, "~~"...)
	})
}

func (in *inliner) codeSpan(n *ast.CodeSpan) {
	var s []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			s = append(s, t.Segment.Value(in.src)...)
		}
	}
	s = bytes.ReplaceAll(s, []byte("\n"), []byte(" "))
	if in.cell {
		s = bytes.ReplaceAll(s, []byte(`\|`), []byte("|"))
	}
	in.code(func() { in.raw = append(in.raw, s...) })
}

// code keeps the signs around code, which need no colour to be seen.
func (in *inliner) code(f func()) {
	in.within(code, func() {
		before := in.literal
		in.literal = true
		in.raw = append(in.raw, '`')
		f()
		in.raw = append(in.raw, '`')
		in.flush()
		in.literal = before
	})
}

// image adds what stands for a picture: a link to it, since a terminal does
// not show it.
func (in *inliner) image(alt, address string) {
	s := "[image]"
	if alt = strings.TrimSpace(alt); alt != "" {
		s = "[image: " + alt + "]"
	}
	in.flush()
	s = text.Clean(s)
	if in.link > 0 {
		drawn := in.drawn
		in.add(s, in.look, in.link)
		in.drawn = drawn
		return
	}
	l, ok := target(address, in.Hosts)
	if !ok {
		in.add(s, in.look.with(dim), 0)
		return
	}
	in.links = append(in.links, l)
	in.add(s, in.look.with(linked), len(in.links))
}

// alt is the text of an image, without looks.
func alt(n ast.Node, src []byte) string {
	var b []byte
	var add func(n ast.Node)
	add = func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				b = unescape(b, t.Segment.Value(src))
				if t.SoftLineBreak() || t.HardLineBreak() {
					b = append(b, ' ')
				}
			}
			add(c)
		}
	}
	add(n)
	return string(b)
}

// flush cleans the text gathered and adds it in the present look.
func (in *inliner) flush() {
	if len(in.raw) == 0 {
		return
	}
	s := string(in.raw)
	in.raw = in.raw[:0]
	if !in.literal && !in.Plain {
		s = emoji(s)
	}
	s = text.Clean(s)
	if in.literal || in.link > 0 {
		in.add(s, in.look, in.link)
		return
	}
	in.references(s)
}

// add adds clean text to the line.
func (in *inliner) add(s string, l look, link int) {
	if s == "" {
		return
	}
	in.text.WriteString(s)
	in.runs = append(in.runs, run{in.text.Len(), l, link})
	if link > 0 {
		in.links[link-1].Text += s
		in.drawn = true
	}
}
