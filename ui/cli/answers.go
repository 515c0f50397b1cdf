package cli

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
)

// maxWaiting bounds how many rows wait for the width of their column.
const maxWaiting = 1000

// widestPath bounds the column of paths, in cells; longer ones stick out.
const widestPath = 80

// answers writes paths with their owners. Everything after the path depends on
// the rule alone, and is made once for each rule.
type answers struct {
	w       *bufio.Writer
	o       OwnersOptions
	file    string
	tails   map[*codeowners.Rule]string // nil's is that of no rule
	waiting []answer                    // of a terminal, until their width is known
	width   int                         // of the column of paths; it only grows
	count   int
	unowned int
	row     []byte
}

type answer struct{ path, tail string }

func newAnswers(o OwnersOptions, file string) *answers {
	return &answers{w: bufio.NewWriterSize(o.Stdout, 32<<10), o: o, file: file, tails: map[*codeowners.Rule]string{}}
}

// add answers for one path.
func (a *answers) add(path string, r codeowners.Result) {
	a.count++
	if r.Ownership != codeowners.Owned {
		a.unowned++
	}
	tail, ok := a.tails[r.Rule]
	if !ok {
		tail = a.tail(r)
		a.tails[r.Rule] = tail
	}
	switch {
	case a.o.JSON:
		a.row = append(a.row[:0], `{"path":`...)
		a.row = appendJSON(a.row, path)
		a.row = append(a.row, tail...)
	case a.o.Terminal:
		path = text.Clean(path)
		a.waiting = append(a.waiting, answer{path, tail})
		if w := text.Width(path); w <= widestPath {
			a.width = max(a.width, w)
		}
		if len(a.waiting) == maxWaiting {
			_ = a.flush() // a failure is kept for the last one
		}
		return
	default:
		a.row = appendQuoted(a.row[:0], path)
		a.row = append(a.row, tail...)
	}
	a.w.Write(a.row) // a failure is kept until Flush
}

// flush writes what was added.
func (a *answers) flush() error {
	for _, n := range a.waiting {
		a.row = append(a.row[:0], n.path...)
		a.row = append(a.row, text.Spaces(a.width-text.Width(n.path))...)
		a.row = append(a.row, n.tail...)
		a.w.Write(a.row)
	}
	a.waiting = a.waiting[:0]
	if err := a.w.Flush(); err != nil {
		return fmt.Errorf("write the owners: %w", err)
	}
	return nil
}

// tail is what follows the path, to the end of the line.
func (a *answers) tail(r codeowners.Result) string {
	if a.o.JSON {
		return string(a.tailJSON(r))
	}
	words := "(no owner: no rule matches)"
	switch r.Ownership {
	case codeowners.Owned:
		words = text.Clean(strings.Join(r.Rule.Owners, " "))
	case codeowners.Unset:
		words = fmt.Sprintf("(no owner: unset by %s:%d)", a.file, r.Rule.Line)
	}
	switch {
	case !a.o.Terminal:
		return "\t" + words + "\n"
	case r.Ownership != codeowners.Owned:
		words = a.o.Styles.Warn.Render(words)
	}
	return "  " + words + "\n"
}

func (a *answers) tailJSON(r codeowners.Result) []byte {
	b := []byte(`,"status":`)
	b = appendJSON(b, r.Ownership.String())
	b = append(b, `,"owners":[`...)
	if r.Rule == nil {
		return append(b, `],"rule":null}`+"\n"...)
	}
	for i, owner := range r.Rule.Owners {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, owner)
	}
	b = append(b, `],"rule":{"file":`...)
	b = appendJSON(b, a.file)
	b = append(b, `,"line":`...)
	b = strconv.AppendInt(b, int64(r.Rule.Line), 10)
	b = append(b, `,"pattern":`...)
	b = appendJSON(b, r.Rule.Pattern)
	return append(b, "}}\n"...)
}

// appendQuoted appends a path, quoted as git does with core.quotePath off if
// it holds what would break the line, C1 controls or bytes that are no UTF-8.
func appendQuoted(b []byte, path string) []byte {
	start := len(b)
	b = append(b, '"')
	quote := false
	for i := 0; i < len(path); {
		c := path[i]
		if c >= ' ' && c < 0x7f && c != '"' && c != '\\' {
			b = append(b, c)
			i++
			continue
		}
		if at := strings.IndexByte(escapeBytes, c); at >= 0 {
			b, quote = append(b, '\\', escapeLetters[at]), true
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(path[i:])
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError && size == 1 {
			for _, c := range []byte(path[i : i+size]) {
				b = append(b, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
			}
			quote = true
		} else {
			b = append(b, path[i:i+size]...)
		}
		i += size
	}
	if !quote {
		return append(b[:start], path...)
	}
	return append(b, '"')
}
