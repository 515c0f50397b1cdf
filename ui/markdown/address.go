package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addresses parses addresses without brackets, as GitHub Flavored Markdown
// extends Markdown (section 6.9): http, https and www.
type addresses struct{}

// before is what may stand before an address.
const before = " *_~(\"':,=>|"

// Trigger is what may stand before an address; a space is any space and the
// start of a line.
func (addresses) Trigger() []byte { return []byte(before) }

func (addresses) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, at := r.PeekLine()
	skip := 0
	if strings.IndexByte(before, line[0]) >= 0 || line[0] == '\t' {
		skip = 1
	}
	line = line[skip:]
	scheme := 0
	switch {
	case bytes.HasPrefix(line, []byte("https://")):
		scheme = len("https://")
	case bytes.HasPrefix(line, []byte("http://")):
		scheme = len("http://")
	case !bytes.HasPrefix(line, []byte("www.")):
		return nil
	}
	n := extent(line, scheme)
	if n == 0 {
		return nil
	}
	if skip > 0 {
		ast.MergeOrAppendTextSegment(parent, at.WithStop(at.Start+1))
	}
	r.Advance(skip + n)
	link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(at.Start+skip, at.Start+skip+n)))
	if scheme == 0 {
		link.Protocol = []byte("http")
	}
	return link
}

// extent returns how long the address at the start of a line is, 0 if there is
// none: a host of two labels or more, then anything up to a space or <, without
// the punctuation that ends a sentence.
func extent(line []byte, scheme int) int {
	host := scheme
	for host < len(line) && (isWord(line[host]) || strings.IndexByte("-.:@", line[host]) >= 0 || line[host] >= 0x80) {
		host++
	}
	dot := bytes.IndexByte(line[scheme:host], '.')
	if dot <= 0 || scheme+dot+1 == host {
		return 0
	}
	end := host
	for end < len(line) && line[end] > ' ' && line[end] != '<' && line[end] != 0x7f {
		end++
	}
	return trimmed(line[:end])
}

// trimmed returns the length of an address without what belongs to the text
// around it: punctuation, a bracket that was not opened in it, an entity.
func trimmed(s []byte) int {
	open := bytes.Count(s, []byte("(")) - bytes.Count(s, []byte(")"))
	for len(s) > 0 {
		last := s[len(s)-1]
		switch {
		case strings.IndexByte("?!.,:*_~'\"|", last) >= 0:
		case last == ')' && open < 0:
			open++
		case last == ';':
			at := bytes.LastIndexByte(s, '&')
			if at < 0 || len(bytes.Trim(s[at+1:len(s)-1], letters)) > 0 || at+2 == len(s) {
				return len(s)
			}
			s = s[:at]
			continue
		default:
			return len(s)
		}
		s = s[:len(s)-1]
	}
	return 0
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool { return isLetter(c) || isDigit(c) || c == '_' }
