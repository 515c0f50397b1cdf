package source

import (
	"sort"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/highlight"
	"hubtrail/ui/text"
)

const tabStop = 4

// page is a file laid out as lines, made in the command that fetched it.
type page struct {
	file   github.FileText // without its text
	text   string
	folded string  // the text with small letters of ASCII, made when it is first looked for
	starts []int32 // of each line in the text, and its end
	lang   highlight.Lang
	states []highlight.State // before each line; none without a language
	widest int               // cells of the longest line, or more
}

// newPage lays a file out. It scans all of it once: what a comment or a string
// leaves open can come from far above.
func newPage(f github.FileText) *page {
	p := &page{file: f}
	p.file.Text = nil
	if f.Kind != github.EntryFile || f.Binary || f.TooLarge {
		return p
	}
	p.text, p.lang = string(f.Text), highlight.Language(f.Path)
	p.starts = make([]int32, 0, strings.Count(p.text, "\n")+2)
	for at := 0; at < len(p.text); {
		p.starts = append(p.starts, int32(at))
		n := strings.IndexByte(p.text[at:], '\n') + 1
		if n == 0 {
			n = len(p.text) - at
		}
		at += n
	}
	p.starts = append(p.starts, int32(len(p.text)))
	var tokens []highlight.Token
	var state highlight.State
	if p.lang != highlight.None {
		p.states = make([]highlight.State, 0, p.len())
	}
	for i := range p.len() {
		line := p.line(i)
		// No character takes more cells than bytes but the tab.
		p.widest = max(p.widest, len(line)+strings.Count(line, "\t")*(tabStop-1))
		if p.lang != highlight.None {
			p.states = append(p.states, state)
			tokens, state = highlight.Scan(tokens[:0], p.lang, text.CleanLine(line, tabStop), state)
		}
	}
	return p
}

// len is how many lines there are, 0 of a nil page.
func (p *page) len() int {
	if p == nil || len(p.starts) == 0 {
		return 0
	}
	return len(p.starts) - 1
}

// line is a line, from 0, without its end; it is not cleaned.
func (p *page) line(i int) string {
	return strings.TrimSuffix(strings.TrimSuffix(p.text[p.starts[i]:p.starts[i+1]], "\n"), "\r")
}

// tokens are those of a line as it was cleaned.
func (p *page) tokens(dst []highlight.Token, i int, cleaned string) []highlight.Token {
	if p.lang == highlight.None {
		return dst[:0]
	}
	dst, _ = highlight.Scan(dst[:0], p.lang, cleaned, p.states[i])
	return dst
}

// find is the line, from 0, of the nearest match at or after a line, or at or
// before it; wrapped reports whether the search went on at the other end. ok is
// false if there is none.
func (p *page) find(query string, from int, back bool) (line int, wrapped, ok bool) {
	if query == "" || p.len() == 0 {
		return 0, false, false
	}
	in := p.text
	if folds(query) {
		if p.folded == "" {
			p.folded = fold(p.text)
		}
		in = p.folded
	}
	from = min(max(from, 0), p.len())
	var at int
	if back {
		if at = strings.LastIndex(in[:p.starts[min(from+1, p.len())]], query); at < 0 {
			at, wrapped = strings.LastIndex(in, query), true
		}
	} else {
		if at = strings.Index(in[p.starts[from]:], query); at >= 0 {
			at += int(p.starts[from])
		} else {
			at, wrapped = strings.Index(in, query), true
		}
	}
	if at < 0 {
		return 0, false, false
	}
	return sort.Search(p.len(), func(i int) bool { return int(p.starts[i+1]) > at }), wrapped, true
}

// folds reports whether the case of letters does not count: in a query without
// capitals.
func folds(query string) bool { return fold(query) == query }

// fold makes the capitals of ASCII small; everything stays in its place.
func fold(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
