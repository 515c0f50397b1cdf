package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// maxTags is how many elements inside one another have a look of their own.
const maxTags = 50

// A tag is an element of HTML that is open, with what holds again after it.
type tag struct {
	name    string
	look    look
	literal bool
	end     func()
}

// html lays out a block of HTML: its text, without the tags. details are the
// ends of the folds that are open; those that are after the block are returned.
func (b *blocks) html(n *ast.HTMLBlock, details []func()) []func() {
	s := n.Lines().Value(b.src)
	if n.HasClosure() {
		s = append(s[:len(s):len(s)], n.ClosureLine.Value(b.src)...)
	}
	in := &inliner{writer: b.writer, src: b.src}
	flush := func() {
		b.paragraph(in.done())
		in.lines, in.runs, in.tags = nil, nil, nil
		in.text.Reset()
	}
	for scan := (scanner{rest: s}); len(scan.rest) > 0; {
		switch m := scan.next(); {
		case m.text != nil:
			in.spaced(decode(m.text))
		case m.name == "script" || m.name == "style":
			scan.until(m)
		case m.name == "pre" && !m.closing:
			flush()
			b.pre(scan.until(m))
		case m.name == "details" && m.closing:
			flush()
			details = end(details)
		case m.name == "details":
			flush()
			mark := b.glyph("▾", "v") + " "
			details = append(details, b.push(mark, "  ", plain))
		default:
			in.tag(m)
		}
	}
	flush()
	return details
}

// end ends the innermost fold.
func end(details []func()) []func() {
	if len(details) == 0 {
		return nil
	}
	details[len(details)-1]()
	return details[:len(details)-1]
}

// pre lays out text whose spaces and line breaks count.
func (b *blocks) pre(s []byte) {
	var inside []byte
	for scan := (scanner{rest: s}); len(scan.rest) > 0; {
		inside = append(inside, decode(scan.next().text)...)
	}
	defer b.push("  ", "  ", plain)()
	b.codeLines(strings.Split(strings.Trim(string(inside), "\n"), "\n"), "")
}

// html adds a tag inside a paragraph.
func (in *inliner) html(s []byte) {
	if m, n := scanTag(s); n > 0 {
		in.tag(m)
	}
}

// spaced adds text in which any white space is one space, and none where a
// line begins.
func (in *inliner) spaced(s []byte) {
	for i := 0; i < len(s); {
		n := i
		for n < len(s) && s[n] > ' ' {
			n++
		}
		in.raw = append(in.raw, s[i:n]...)
		for i = n; i < len(s) && s[i] <= ' ' && s[i] != 0x1b; i++ {
		}
		if i > n && !in.begins() {
			in.raw = append(in.raw, ' ')
		}
		if i == n && i < len(s) {
			in.raw = append(in.raw, s[i])
			i++
		}
	}
}

// begins reports whether nothing is on the line yet.
func (in *inliner) begins() bool { return in.text.Len() == 0 && len(in.raw) == 0 }

func (in *inliner) breakLine() {
	if !in.begins() {
		in.newLine()
	}
}

func (in *inliner) tag(m markup) {
	switch m.name {
	case "":
	case "br":
		in.newLine()
	case "img":
		in.image(m.attr("alt"), m.attr("src"))
	case "b", "strong", "summary", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt":
		in.block(m)
		in.element(m, strong, "")
	case "i", "em", "cite", "var", "dfn":
		in.element(m, emphasis, "")
	case "code", "kbd", "samp", "tt":
		in.element(m, code, "`")
	case "del", "s", "strike":
		in.element(m, dim, "~~")
	case "q":
		in.element(m, plain, `"`)
	case "sup", "sub":
		in.script(m)
	case "a":
		in.elementLink(m)
	default:
		in.block(m)
	}
}

// block begins a line where an element of HTML does.
func (in *inliner) block(m markup) {
	switch m.name {
	case "li":
		in.breakLine()
		if !m.closing {
			in.raw = append(in.raw, in.glyph("•", "-")+" "...)
		}
	case "td", "th":
		if !m.closing && !in.begins() {
			in.raw = append(in.raw, " | "...)
		}
	case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "table", "tr", "blockquote", "section",
		"article", "header", "footer", "center", "hr", "figure", "figcaption", "summary", "details", "pre", "address":
		in.breakLine()
	}
}

// element begins or ends an element with a look and signs around it.
func (in *inliner) element(m markup, l look, sign string) {
	if m.closing {
		in.close(m.name)
		return
	}
	in.open(m.name, l, func() { in.raw = append(in.raw, sign...) })
	in.raw = append(in.raw, sign...)
}

func (in *inliner) open(name string, l look, end func()) {
	if len(in.tags) >= maxTags {
		return
	}
	in.flush()
	in.tags = append(in.tags, tag{name, in.look, in.literal, end})
	in.look, in.literal = in.look.with(l), in.literal || l == code
}

// close ends an element, and those in it that were never ended.
func (in *inliner) close(name string) {
	n := len(in.tags) - 1
	for n >= 0 && in.tags[n].name != name {
		n--
	}
	for n >= 0 && len(in.tags) > n {
		last := in.tags[len(in.tags)-1]
		in.tags = in.tags[:len(in.tags)-1]
		last.end()
		in.flush()
		in.look, in.literal = last.look, last.literal
	}
}

// script sets a raised or lowered number apart from the one it follows.
func (in *inliner) script(m markup) {
	if n := len(in.raw); !m.closing && n > 0 && isWord(in.raw[n-1]) {
		sign := byte('^')
		if m.name == "sub" {
			sign = '_'
		}
		in.raw = append(in.raw, sign)
	}
}

// elementLink begins or ends a link.
func (in *inliner) elementLink(m markup) {
	if m.closing {
		in.close(m.name)
		return
	}
	l, ok := target(m.attr("href"), in.Hosts)
	if !ok || in.link > 0 || len(in.tags) >= maxTags {
		return
	}
	in.open(m.name, linked, func() { in.endLink(l) })
	in.startLink(l)
}
