package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Bounds against texts that are made to be slow. The parser's time grows with
// the square of what these count; texts that people write stay far below.
const (
	maxSource     = 256 << 10 // bytes: GitHub takes 65,536 characters of up to four
	maxDepth      = 100       // quotes and lists inside one another
	maxBrackets   = 1000      // [ and ] of one paragraph
	maxDelimiters = 2000      // runs of *, _ and ~ of one paragraph
)

// prepare makes a source ready for the parser: line breaks are line feeds.
func prepare(source string) []byte {
	if len(source) > maxSource {
		source = source[:maxSource]
	}
	if strings.IndexByte(source, '\r') >= 0 {
		source = strings.ReplaceAll(source, "\r\n", "\n")
		source = strings.ReplaceAll(source, "\r", "\n")
	}
	return []byte(source)
}

// parse makes the tree of a source. The parser is made anew each time, 10 us:
// its limits count within one text.
func parse(src []byte) ast.Node {
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(&few{InlineParser: parser.NewLinkParser(), most: maxBrackets}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(&few{InlineParser: parser.NewEmphasisParser(), most: maxDelimiters}, 500),
			util.Prioritized(&few{InlineParser: strikes{}, most: maxDelimiters}, 500),
			util.Prioritized(addresses{}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tables{}, 200),
		),
	)
	return p.Parse(text.NewReader(src))
}

// shallow is a parser of containers that opens none where too many are open:
// what is deeper is a paragraph as it is written.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, r, pc)
}

// few is an inline parser that parses so often in a paragraph and no more:
// what follows is text as it is written.
type few struct {
	parser.InlineParser
	most, count int
}

func (f *few) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	if f.count++; f.count > f.most {
		return nil
	}
	return f.InlineParser.Parse(parent, r, pc)
}

func (f *few) CloseBlock(parent ast.Node, r text.Reader, pc parser.Context) {
	f.count = 0
	if c, ok := f.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, r, pc)
	}
}

// strikes parses text struck out: ~ or ~~ on both sides.
type strikes struct{}

// struck is the level of emphasis that stands for struck text.
const struck = 0

func (strikes) Trigger() []byte { return []byte{'~'} }

func (s strikes) Parse(_ ast.Node, r text.Reader, pc parser.Context) ast.Node {
	before := r.PrecendingCharacter()
	line, at := r.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, s)
	if d == nil || d.OriginalLength > 2 || before == '~' {
		return nil
	}
	d.Segment = at.WithStop(at.Start + d.OriginalLength)
	r.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

func (strikes) IsDelimiter(c byte) bool { return c == '~' }

func (strikes) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.OriginalLength == closer.OriginalLength
}

func (strikes) OnMatch(int) ast.Node { return ast.NewEmphasis(struck) }
