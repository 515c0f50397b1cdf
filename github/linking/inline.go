package linking

import "strings"

// inline marks what is within a paragraph: code spans, comments, tags, links.
type inline struct {
	text  string
	marks []mark
	lines []span

	runs     []run
	run      int // the next of runs
	brackets []int
	none     [2]bool // there is no end of a comment, of a code tag, any more
}

// run is backticks side by side.
type run struct {
	at, size int
	closing  int // the next run of the same size, -1 if there is none
}

func (i *inline) mark() {
	i.findRuns()
	at := 0
	for _, l := range i.lines {
		for at = max(at, l.start); at < l.end; {
			at = i.step(at, l.end)
		}
	}
}

// findRuns finds backticks, and for each run the one that would end a code span
// which it begins.
func (i *inline) findRuns() {
	for _, l := range i.lines {
		for at := l.start; at < l.end; at++ {
			next := strings.IndexByte(i.text[at:l.end], '`')
			if next < 0 {
				break
			}
			at += next
			size := 1
			for at+size < l.end && i.text[at+size] == '`' {
				size++
			}
			i.runs = append(i.runs, run{at, size, -1})
			at += size
		}
	}
	if len(i.runs) < 2 {
		return
	}
	last := make(map[int]int)
	for k := len(i.runs) - 1; k >= 0; k-- {
		r := &i.runs[k]
		if next, ok := last[r.size]; ok {
			r.closing = next
		}
		last[r.size] = k
	}
}

// step looks at a byte and gives the place of the next to look at.
func (i *inline) step(at, end int) int {
	switch i.text[at] {
	case '\\':
		return i.escape(at, end)
	case '`':
		return i.code(at)
	case '<':
		return i.tag(at, end)
	case '[':
		i.brackets = append(i.brackets, at)
	case ']':
		return i.link(at, end)
	}
	return at + 1
}

// escape passes a backslash and what it takes the meaning from.
func (i *inline) escape(at, end int) int {
	if at+1 < end && strings.IndexByte("`<[]!\\", i.text[at+1]) >= 0 {
		if i.text[at+1] == '`' && at+2 < end && i.text[at+2] == '`' { // the rest of the run is one of its own
			return i.shorten(at + 1)
		}
		return at + 2
	}
	return at + 1
}

// shorten takes the first backtick from the run that begins at a byte.
func (i *inline) shorten(at int) int {
	for i.run < len(i.runs) && i.runs[i.run].at < at {
		i.run++
	}
	r := &i.runs[i.run]
	r.at++
	r.size--
	r.closing = -1
	for k := i.run + 1; k < len(i.runs) && k < i.run+64; k++ { // bounded, or it might take long
		if i.runs[k].size == r.size {
			r.closing = k
			break
		}
	}
	return at + 1
}

// code passes backticks, and the code span that they begin.
func (i *inline) code(at int) int {
	for i.runs[i.run].at < at {
		i.run++
	}
	r := i.runs[i.run]
	if r.closing < 0 {
		return at + r.size
	}
	closing := i.runs[r.closing]
	set(i.marks, at, closing.at+closing.size, hidden)
	return closing.at + closing.size
}

// tag passes a comment, code in tags, or a tag.
func (i *inline) tag(at, end int) int {
	switch rest := i.text[at:end]; {
	case strings.HasPrefix(rest, "<!--"):
		return i.enclosed(at, "-->", 0, hidden|comment)
	case len(rest) >= 6 && strings.EqualFold(rest[:6], "<code>"):
		return i.enclosed(at, "</code>", 1, hidden)
	case len(rest) > 1 && (isAlnum(rest[1]) || rest[1] == '/'):
		if size := strings.IndexAny(rest[1:], "<>"); size >= 0 && rest[1+size] == '>' {
			set(i.marks, at, at+size+2, address)
			return at + size + 2
		}
	}
	return at + 1
}

// enclosed hides what is up to an end within the paragraph, if there is one.
func (i *inline) enclosed(at int, closing string, which int, m mark) int {
	last := i.lines[len(i.lines)-1].end
	if i.none[which] {
		return at + 1
	}
	size := indexFold(i.text[at:last], closing)
	if size < 0 {
		i.none[which] = true
		return at + 1
	}
	end := at + size + len(closing)
	set(i.marks, at, end, m)
	return end
}

// link passes a closing bracket, and the address behind it if it ends the text
// of a link. Links are not within links.
func (i *inline) link(at, end int) int {
	if len(i.brackets) == 0 {
		return at + 1
	}
	open := i.brackets[len(i.brackets)-1]
	i.brackets = i.brackets[:len(i.brackets)-1]
	size := destinationSize(i.text[at+1 : end])
	if size == 0 {
		return at + 1
	}
	image := open > 0 && i.text[open-1] == '!'
	set(i.marks, open, at+1, label)
	set(i.marks, at+1, at+1+size, address)
	if image {
		set(i.marks, at+1, at+1+size, hidden)
	} else {
		i.brackets = i.brackets[:0]
	}
	return at + 1 + size
}
