package diff

import (
	"strconv"
	"unicode/utf8"
)

// change is old lines that were replaced by new ones; one of both may be none.
type change struct{ old, new lines }

// printer writes the hunks of a comparison.
type printer struct {
	c       *comparison
	out     []byte
	section []byte // the last line seen that may head a hunk
	seen    int    // how many old lines have been looked at for it
}

// print is the unified diff: changes with at most two contexts between them
// share a hunk, as for git.
func (c *comparison) print(context int) []byte {
	p := printer{c: c}
	changes := c.changes()
	p.out = make([]byte, 0, p.size(changes, context))
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].old.from-changes[n-1].old.to <= 2*context {
			n++
		}
		p.hunk(changes[:n], context)
		changes = changes[n:]
	}
	return p.out
}

func (c *comparison) changes() (changes []change) {
	for i, j := 0, 0; i < len(c.old.changed) || j < len(c.new.changed); {
		oldEnd, newEnd := c.old.blockEnd(i), c.new.blockEnd(j)
		if oldEnd > i || newEnd > j {
			changes = append(changes, change{lines{i, oldEnd}, lines{j, newEnd}})
		}
		i, j = oldEnd+1, newEnd+1
	}
	return changes
}

// size is about how long the diff will be: an exact sum would cost as much as
// growing.
func (p *printer) size(changes []change, context int) int {
	n := 0
	for _, c := range changes {
		for _, line := range p.c.old.lines[c.old.from:c.old.to] {
			n += len(line) + 1
		}
		for _, line := range p.c.new.lines[c.new.from:c.new.to] {
			n += len(line) + 1
		}
		n += 40 * (2*min(context, 3) + 2)
	}
	return n
}

func (p *printer) hunk(changes []change, context int) {
	first, last := changes[0], changes[len(changes)-1]
	before := min(context, first.old.from)
	after := min(context, len(p.c.old.lines)-last.old.to)
	old := lines{first.old.from - before, last.old.to + after}
	new := lines{first.new.from - before, last.new.to + after}
	p.out = append(p.out, "@@ -"...)
	p.span(old)
	p.out = append(p.out, " +"...)
	p.span(new)
	p.out = append(p.out, " @@"...)
	p.heading(old.from)
	p.out = append(p.out, '\n')

	at := new.from
	for _, c := range changes {
		p.lines(' ', p.c.new.lines[at:c.new.from])
		p.lines('-', p.c.old.lines[c.old.from:c.old.to])
		p.lines('+', p.c.new.lines[c.new.from:c.new.to])
		at = c.new.to
	}
	p.lines(' ', p.c.new.lines[at:new.to])
}

// span writes the first line and how many there are. That of none is the line
// before.
func (p *printer) span(l lines) {
	n := l.to - l.from
	if n > 0 {
		l.from++
	}
	p.out = strconv.AppendInt(p.out, int64(l.from), 10)
	if n != 1 {
		p.out = append(p.out, ',')
		p.out = strconv.AppendInt(p.out, int64(n), 10)
	}
}

func (p *printer) lines(marker byte, lines [][]byte) {
	for _, line := range lines {
		p.out = append(p.out, marker)
		p.out = append(p.out, line...)
		if line[len(line)-1] != '\n' {
			p.out = append(p.out, "\n\\ No newline at end of file\n"...)
		}
	}
}

// heading writes the section of a hunk: the last old line before it that begins
// with a letter, "_" or "$", cut to 80 bytes. That is git's rule for files whose
// language it does not know.
func (p *printer) heading(from int) {
	for i := from - 1; i >= p.seen; i-- {
		line := p.c.old.lines[i]
		if c := line[0] | 0x20; 'a' <= c && c <= 'z' || line[0] == '_' || line[0] == '$' {
			p.section = line
			break
		}
	}
	p.seen = max(p.seen, from)
	text := p.section[:min(len(p.section), 80)]
	for len(text) < len(p.section) && len(text) > 0 && !utf8.RuneStart(p.section[len(text)]) {
		text = text[:len(text)-1]
	}
	for len(text) > 0 && (isBlank(rune(text[len(text)-1])) || text[len(text)-1] == '\r' || text[len(text)-1] == '\n') {
		text = text[:len(text)-1]
	}
	if len(text) > 0 {
		p.out = append(p.out, ' ')
		p.out = append(p.out, text...)
	}
}
