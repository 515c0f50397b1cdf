package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	screen "hubtrail/ui/text"
)

// Bounds against texts that are made to be slow. The parser's time grows with
// the square of what these count; texts that people write stay far below.
const (
	maxSource     = 256 << 10 // bytes: GitHub takes 65,536 characters of up to four
	maxDepth      = 100       // quotes and lists inside one another
	maxBrackets   = 1000      // [ and ] of one paragraph
	maxReach      = 16 << 20  // bytes that follow the brackets of one paragraph on their lines
	maxDelimiters = 2000      // runs of *, _ and ~ of one paragraph
)

// prepare makes a source ready for the parser: line breaks are line feeds, and
// control characters are gone with the escape sequences they begin, which the
// parser might otherwise take apart.
func prepare(source string) []byte {
	if len(source) > maxSource {
		source = source[:maxSource]
	}
	if strings.IndexByte(source, '\r') >= 0 {
		source = strings.ReplaceAll(source, "\r\n", "\n")
		source = strings.ReplaceAll(source, "\r", "\n")
	}
	if !controlled(source) {
		return []byte(source)
	}
	b := make([]byte, 0, len(source))
	for line := range strings.Lines(source) {
		line, feed := strings.CutSuffix(line, "\n")
		for i, part := range strings.Split(line, "\t") {
			if i > 0 {
				b = append(b, '\t')
			}
			b = append(b, screen.Clean(part)...)
		}
		if feed {
			b = append(b, '\n')
		}
	}
	return b
}

// controlled reports whether s has control characters besides those that
// Markdown gives a meaning.
func controlled(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' && c != '\n' && c != '\t', c == 0x7f, c == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0:
			return true
		}
	}
	return false
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
			util.Prioritized(&few{InlineParser: parser.NewLinkParser(), most: maxBrackets, reach: maxReach}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(&few{InlineParser: parser.NewEmphasisParser(), most: maxDelimiters}, 500),
			util.Prioritized(&few{InlineParser: strikes{}, most: maxDelimiters}, 500),
			util.Prioritized(addresses{}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
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
	most, reach       int // reach 0 is any
	count, hasReached int
}

func (f *few) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	line, _ := r.PeekLine()
	f.count++
	f.hasReached += len(line)
	if f.count > f.most || f.reach > 0 && f.hasReached > f.reach {
		return nil
	}
	return f.InlineParser.Parse(parent, r, pc)
}

func (f *few) CloseBlock(parent ast.Node, r text.Reader, pc parser.Context) {
	f.count, f.hasReached = 0, 0
	if c, ok := f.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, r, pc)
	}
}

// definitions takes link definitions out of paragraphs, but leaves footnotes,
// which look like them, where they are.
type definitions struct{ parser.ParagraphTransformer }

func (d definitions) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	line := p.Lines().At(0)
	if !strings.HasPrefix(string(line.Value(r.Source())), "[^") {
		d.ParagraphTransformer.Transform(p, r, pc)
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
