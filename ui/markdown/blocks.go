package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"hubtrail/ui/text"
)

// blocks lays out the blocks of one text.
type blocks struct {
	*writer
	src   []byte
	quiet bool // no empty rows between blocks, as in a list without them
}

// children lays out what a container holds.
func (b *blocks) children(n ast.Node) {
	var details []func()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.PreviousSibling() != nil && !b.quiet {
			b.gap = true
		}
		if h, ok := c.(*ast.HTMLBlock); ok {
			details = b.html(h, details)
			continue
		}
		b.block(c)
	}
	for len(details) > 0 {
		details = end(details)
	}
}

func (b *blocks) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		b.paragraph(b.inline(n, plain))
	case *ast.Heading:
		b.heading(n)
	case *ast.ThematicBreak:
		b.row(strings.Repeat(b.glyph("─", "-"), b.room()), frame)
	case *ast.Blockquote:
		b.quote(n)
	case *ast.List:
		b.list(n)
	case *ast.FencedCodeBlock:
		b.code(n, string(n.Language(b.src)))
	case *ast.CodeBlock:
		b.code(n, "")
	case *table:
		b.table(n)
	}
}

// glyph is a mark, or what stands for it where only ASCII is drawn.
func (w *writer) glyph(mark, ascii string) string {
	if w.Plain {
		return ascii
	}
	return mark
}

// heading draws a heading behind as many # as its level: they take no row and
// need no colour.
func (b *blocks) heading(n *ast.Heading) {
	mark := strings.Repeat("#", n.Level) + " "
	defer b.push(mark, text.Spaces(len(mark)), dim)()
	b.paragraph(b.inline(n, heading|strong))
}

func (b *blocks) quote(n *ast.Blockquote) {
	bar := b.glyph("│", "|") + " "
	a, is := alertOf(n, b.src)
	if !is {
		defer b.push(bar, bar, frame)()
		b.contents(n, false)
		return
	}
	defer b.push(bar, bar, a.look)()
	b.row(a.name, a.look|strong)
	lines := withoutFirst(b.inline(n.FirstChild(), plain))
	b.paragraph(lines)
	n.RemoveChild(n, n.FirstChild())
	b.gap = len(lines) > 0
	b.contents(n, false)
}

// contents lays out what a container holds, with or without empty rows.
func (b *blocks) contents(n ast.Node, quiet bool) {
	before := b.quiet
	b.quiet = quiet
	b.children(n)
	b.quiet = before
}

func (b *blocks) list(n *ast.List) {
	digits := len(strconv.Itoa(n.Start + max(n.ChildCount()-1, 0)))
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.PreviousSibling() != nil && !n.IsTight {
			b.gap = true
		}
		mark := b.glyph("•", "-") + " "
		if n.IsOrdered() {
			s := strconv.Itoa(number)
			mark = text.Spaces(digits-len(s)) + s + string(n.Marker) + " "
			number++
		}
		if box, is := b.task(item); is {
			if !n.IsOrdered() {
				mark = ""
			}
			mark += box + " "
		}
		pop := b.push(mark, text.Spaces(text.Width(mark)), plain)
		b.contents(item, n.IsTight)
		pop()
	}
}

// task takes the box of a task off the start of an item's text and returns
// what is drawn for it.
func (b *blocks) task(item ast.Node) (box string, is bool) {
	block := item.FirstChild()
	switch block.(type) {
	case *ast.Paragraph, *ast.TextBlock:
	default:
		return "", false
	}
	first, ok := block.FirstChild().(*ast.Text)
	if !ok {
		return "", false
	}
	s := b.src[first.Segment.Start:]
	if len(s) < 4 || s[0] != '[' || s[2] != ']' || s[3] != ' ' || strings.IndexByte(" xX", s[1]) < 0 || !dropBytes(first, 4) {
		return "", false
	}
	if s[1] == ' ' {
		return b.glyph("☐", "[ ]"), true
	}
	return b.glyph("☑", "[x]"), true
}

// dropBytes takes n bytes off the start of a text and those that follow it.
func dropBytes(t *ast.Text, n int) bool {
	for {
		take := min(n, t.Segment.Stop-t.Segment.Start)
		t.Segment.Start += take
		n -= take
		if n == 0 {
			return true
		}
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || t.SoftLineBreak() {
			return false
		}
		t = next
	}
}

// An alert is a quote that GitHub draws as a box with a name.
type alert struct {
	name string
	look look
}

// alertOf reports whether a quote is an alert: its first line names the kind
// and nothing else.
func alertOf(n *ast.Blockquote, src []byte) (alert, bool) {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return alert{}, false
	}
	line := p.Lines().At(0)
	switch strings.ToUpper(strings.TrimSpace(string(line.Value(src)))) {
	case "[!NOTE]":
		return alert{"Note", info}, true
	case "[!TIP]":
		return alert{"Tip", good}, true
	case "[!IMPORTANT]":
		return alert{"Important", badge}, true
	case "[!WARNING]":
		return alert{"Warning", warn}, true
	case "[!CAUTION]":
		return alert{"Caution", bad}, true
	}
	return alert{}, false
}
