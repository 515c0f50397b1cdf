package linking

import "strings"

// Add writes references to targets into a text of a repository, each on its own
// line, where GitHub reads them: at the end, or before what is not closed there.
// Nothing else of the text changes, and Remove gives the same bytes again. added
// are those that were written: not those that the text refers to already with the
// same effect, nor those that no reference can be written to or, if it is to
// close, that are on another host. The first of hosts is the text's own.
func Add(body string, targets []Target, s Style, hosts []string) (after string, added []Target) {
	added = s.missing(body, targets, hosts)
	if len(added) == 0 {
		return body, nil
	}
	lines := make([]string, len(added))
	for i, t := range added {
		lines[i] = s.line(t)
	}
	marks, unclosed := read(body)
	p := placeIn(body, unclosed, hosts)
	if after = p.write(body, lines); !harmless(marks, after, p.at) {
		after = top(body).write(body, lines)
	}
	return after, added
}

// harmless reports whether what was written into a text at a byte is text there,
// and all else is marked as it was.
func harmless(marks []mark, after string, at int) bool {
	now := markdown(after)
	end := at + len(after) - len(marks)
	return plain(after[at:end], now[at:end]) && alike(marks, after, now, []span{{at, end}})
}

// missing are the targets that a text does not yet refer to with the effect of a
// style.
func (s Style) missing(body string, targets []Target, hosts []string) (list []Target) {
	there := make(map[Target]bool)
	if s.closes() {
		for _, c := range Closing(body, s.Owner, s.Name, hosts) {
			if c.Counts {
				there[c.key()] = true
			}
		}
	} else {
		for _, t := range Mentions(body, s.Owner, s.Name, hosts) {
			there[t.key()] = true
		}
	}
	for _, t := range targets {
		t = t.within(s.Owner, s.Name, hosts)
		if there[t.key()] || !t.writable(hosts) || t.Host != "" && s.closes() {
			continue
		}
		there[t.key()] = true
		list = append(list, t)
	}
	return list
}

// place is where lines are written in a text, and how many line breaks go before
// and behind them.
type place struct {
	at            int
	before, after int
	newline       string
}

// top is before everything else.
func top(body string) place { return place{after: 2, newline: newline(body, 0)} }

// placeIn is the place behind the last line that is not blank, without the part
// of a text that is not closed if there is one. That the lines go behind the
// line, and not behind the blank ones after it, tells Remove what Add has put.
func placeIn(body string, unclosed int, hosts []string) place {
	text := body
	if unclosed >= 0 {
		text = body[:unclosed]
	}
	if text == "" {
		p := top(body)
		if body == "" {
			p.after = 0
		}
		return p
	}
	start, end := lastLine(text)
	p := place{at: end, before: 2, newline: newline(body, end)}
	if blank(text[start:end]) || isBlock(text, start, end, hosts) {
		p.before = 1
	}
	return p
}

// write puts lines into a text.
func (p place) write(body string, lines []string) string {
	var b strings.Builder
	b.WriteString(body[:p.at])
	b.WriteString(strings.Repeat(p.newline, p.before))
	b.WriteString(strings.Join(lines, p.newline))
	b.WriteString(strings.Repeat(p.newline, p.after))
	b.WriteString(body[p.at:])
	return b.String()
}

// newline is the line break of a text, as its last is, for what is written at a
// byte. Behind a single carriage return a line feed would make one break of both.
func newline(body string, at int) string {
	last := strings.LastIndexByte(body, '\n')
	if before(body, at) == '\r' || last > 0 && body[last-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// lastLine is the last line of a text that is not blank, without its break; the
// first if all are blank.
func lastLine(text string) (start, end int) {
	end = len(text)
	for {
		start = strings.LastIndexByte(text[:end], '\n') + 1
		stop := end
		if end < len(text) && stop > start && text[stop-1] == '\r' {
			stop--
		}
		if start == 0 || !blank(text[start:stop]) {
			return start, stop
		}
		end = start - 1
	}
}

// blank reports whether a line has nothing but spaces.
func blank(line string) bool { return strings.Trim(line, " \t") == "" }

// alike reports whether the bytes of a text are marked as those of the text that
// is left of it without cuts.
func alike(left []mark, text string, marks []mark, cuts []span) bool {
	at := 0
	for _, m := range left {
		for len(cuts) > 0 && at == cuts[0].start {
			at, cuts = cuts[0].end, cuts[1:]
		}
		if marks[at] != m && !isBlank(text[at]) {
			return false
		}
		at++
	}
	return true
}
