package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// An align is the side of its column that a cell's text stands on.
type align uint8

const (
	left align = iota
	centre
	right
)

// The nodes of a table are text blocks to the parser, so that it parses the
// cells' text. A row may have fewer cells than the table has columns.
type (
	table struct {
		ast.TextBlock
		columns []align
	}
	tableRow  struct{ ast.TextBlock }
	tableCell struct{ ast.TextBlock }
)

// tables makes tables of paragraphs as GitHub Flavored Markdown extends
// Markdown (section 4.10): a line of names, a line of dashes, lines of cells.
type tables struct{}

func (tables) Transform(p *ast.Paragraph, r text.Reader, _ parser.Context) {
	lines, src := p.Lines(), r.Source()
	for i := 1; i < lines.Len(); i++ {
		columns := delimiters(value(lines.At(i), src))
		if columns == nil {
			continue
		}
		names := cells(lines.At(i-1), src, len(columns)+1)
		if len(names) != len(columns) {
			return
		}
		t := &table{columns: columns}
		t.SetPos(lines.At(i - 1).Start)
		t.add(names)
		for j := i + 1; j < lines.Len(); j++ {
			t.add(cells(lines.At(j), src, len(columns)))
		}
		p.Parent().InsertAfter(p.Parent(), p, t)
		above(p, i-1)
		return
	}
}

// above leaves a paragraph its first n lines, and removes it if there are
// none.
func above(p *ast.Paragraph, n int) {
	if n == 0 {
		p.Parent().RemoveChild(p.Parent(), p)
		return
	}
	p.Lines().SetSliced(0, n)
	last := p.Lines().At(n - 1)
	last.Stop--
	p.Lines().Set(n-1, last)
}

func (t *table) add(cells []text.Segment) {
	row := &tableRow{}
	for _, c := range cells {
		cell := &tableCell{}
		cell.Lines().Append(c)
		row.AppendChild(row, cell)
	}
	t.AppendChild(t, row)
}

// delimiters reads the line below a table's names, nil if it is none.
func delimiters(line []byte) []align {
	line = bytes.TrimSpace(line)
	if bytes.IndexByte(line, '-') < 0 || bytes.IndexByte(line, '|') < 0 && bytes.IndexByte(line, ':') < 0 {
		return nil
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	var columns []align
	for part := range bytes.SplitSeq(line, []byte("|")) {
		part = bytes.TrimSpace(part)
		dashes := bytes.TrimSuffix(bytes.TrimPrefix(part, []byte(":")), []byte(":"))
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return nil
		}
		switch {
		case part[len(part)-1] != ':':
			columns = append(columns, left)
		case part[0] == ':':
			columns = append(columns, centre)
		default:
			columns = append(columns, right)
		}
	}
	return columns
}

// cells finds the cells of a line, at most so many.
func cells(line text.Segment, src []byte, most int) []text.Segment {
	line = line.TrimLeftSpace(src)
	line = line.TrimRightSpace(src)
	at, end := line.Start, line.Stop
	if at < end && src[at] == '|' {
		at++
	}
	if at < end && src[end-1] == '|' && (end-1 == at || src[end-2] != '\\') {
		end--
	}
	var found []text.Segment
	for at <= end && len(found) < most {
		stop := at
		for stop < end && (src[stop] != '|' || stop > at && src[stop-1] == '\\') {
			stop++
		}
		cell := text.NewSegment(at, stop)
		cell = cell.TrimLeftSpace(src)
		found = append(found, cell.TrimRightSpace(src))
		at = stop + 1
	}
	return found
}

// value is the text of a segment.
func value(s text.Segment, src []byte) []byte { return s.Value(src) }
