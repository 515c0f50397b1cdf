package linking

import "strings"

// lines are, for each keyword that goes, the line that holds nothing else; empty
// if there is more on it.
func (r *removal) lines() []span {
	list := make([]span, len(r.going))
	last := 0
	for i, g := range r.going {
		start := strings.LastIndexByte(r.body[last:g.start], '\n')
		from := last
		last = g.end
		if start < 0 && from > 0 {
			continue
		}
		start += from + 1
		if !blank(r.body[start:g.start]) || strings.IndexByte(r.body[g.start:g.end], '\n') >= 0 {
			continue
		}
		end := len(r.body)
		if size := strings.IndexByte(r.body[g.end:], '\n'); size >= 0 {
			end = g.end + size
			if r.body[end-1] == '\r' {
				end--
			}
		}
		if isTail(r.body[g.end:end]) {
			list[i] = span{start, end}
		}
	}
	return list
}

// cuts are the parts that go, and what they are about. If lines are to go whole,
// those that follow each other go as one.
func (r *removal) cuts(lines []span, whole bool) (cuts []span, gone map[Target]bool) {
	gone = make(map[Target]bool)
	_, unclosed := read(r.body)
	refs, before := r.refs, 0
	for i := 0; i < len(r.going); i++ {
		g := r.going[i]
		for len(refs) > 0 && refs[0].Start < g.start {
			before, refs = refs[0].End, refs[1:]
		}
		switch {
		case whole && lines[i].end > 0:
			run := lines[i]
			gone[g.key()] = true
			for i+1 < len(r.going) && lines[i+1].end > 0 && lines[i+1].start == next(r.body, run.end) {
				i++
				run.end = lines[i].end
				gone[r.going[i].key()] = true
			}
			cut := cutLines(r.body, run, unclosed)
			if n := len(cuts); n > 0 { // the blank line before may be gone already
				cut.start = max(cut.start, cuts[n-1].end)
			}
			cuts = append(cuts, cut)
		case !g.only:
			cuts = append(cuts, cutKeyword(r.body, g, before))
			gone[g.key()] = true
		}
	}
	return cuts, gone
}

// next is where the line begins that follows one which ends at a byte, the end of
// the text if it is the last.
func next(text string, end int) int {
	if end < len(text) && text[end] == '\r' {
		end++
	}
	return min(end+1, len(text))
}

// cutLines is what goes with lines: a line break, and the blank line before them
// if that is how Add would have written them there.
func cutLines(text string, run span, unclosed int) span {
	follows := next(text, run.end)
	if run.start == 0 {
		if strings.Trim(text[run.end:], " \t\r\n") == "" {
			return run
		}
		run.end = follows
		if rest := text[follows:]; strings.HasPrefix(rest, "\n") || strings.HasPrefix(rest, "\r\n") {
			run.end = next(text, follows)
		}
		return run
	}
	if follows != unclosed && !blankAt(text, follows) {
		run.end = follows
		return run
	}
	size := 1
	if before(text, run.start-1) == '\r' {
		size = 2
	}
	run.start -= size
	if line := text[run.start : run.start+size]; run.start > size && strings.HasSuffix(text[:run.start], line) && (size == 2 || text[run.start-2] != '\r') {
		run.start -= size
	}
	return run
}

// blankAt reports whether the line that begins at a byte is blank.
func blankAt(text string, at int) bool {
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	return at == len(text) || text[at] == '\n' || text[at] == '\r' && byteAt(text, at+1) == '\n'
}

// cutKeyword is a keyword with the spaces and the colon behind it. Another before
// it, behind the reference that ends at a byte, goes too: it would be that of the
// reference now. A space stays where what is before would make another word of
// the reference.
func cutKeyword(text string, g going, bound int) span {
	cut := span{g.start, g.ref}
	for {
		start, ok := keywordBefore(text, cut.start, bound)
		if !ok {
			break
		}
		cut.start = start
	}
	if c := before(text, cut.start); c != 0 && !isBlank(c) && strings.IndexByte("([{\"'*_>|", c) < 0 && isBlank(text[cut.end-1]) {
		cut.end--
	}
	return cut
}

// keywordBefore is where a keyword begins that ends before a byte, but for spaces
// and colons.
func keywordBefore(text string, at, bound int) (start int, ok bool) {
	end, breaks := at, 0
	for end > bound && at-end <= maxGap && (isBlank(text[end-1]) || text[end-1] == ':') {
		if end--; text[end] == '\n' {
			breaks++
		}
	}
	if breaks > 1 || at-end > maxGap {
		return 0, false
	}
	start = end
	for start > bound && isAlnum(text[start-1]) && end-start <= len("resolved") {
		start--
	}
	word := text[start:end]
	return start, isKeyword(word) && !wordBefore(text, start) && (before(text, start) != '-' || assumed().hyphenated)
}
