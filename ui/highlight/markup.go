package highlight

import "strings"

// What a line of markup leaves open.
const (
	inComment = 1 + iota
	inTag
	inFence
	inTildeFence
)

// scanMarkup scans HTML and XML: comments, tags, attributes and their values,
// entities. Scripts and styles inside are taken as text.
func scanMarkup(dst []Token, line string, state State) ([]Token, State) {
	s := scanner{dst: dst, line: line, mark: len(dst), syntax: &syntaxes[HTML]}
	mode := state.span
	for s.i < len(line) {
		switch mode {
		case inComment:
			end, closed := after(line, s.i, "-->")
			s.add(s.i, end, Comment)
			if closed {
				mode = 0
			}
		case inTag:
			mode = s.tag()
		default:
			mode = s.prose()
		}
	}
	if mode != inComment && mode != inTag {
		mode = 0
	}
	return s.dst, State{span: mode}
}

// prose takes text up to the next tag, comment or entity, and what opens it.
func (s *scanner) prose() uint8 {
	next := strings.IndexAny(s.line[s.i:], "<&")
	if next < 0 {
		s.i = len(s.line)
		return 0
	}
	s.i += next
	rest := s.line[s.i:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		s.add(s.i, s.i+4, Comment)
		return inComment
	case rest[0] == '&':
		if end := strings.IndexByte(rest[:min(len(rest), 12)], ';'); end > 0 {
			s.add(s.i, s.i+end+1, Number)
		} else {
			s.i++
		}
		return 0
	}
	name := 1 + len(rest[1:]) - len(strings.TrimLeft(rest[1:], "/?!"))
	end := name + markupName(rest[name:])
	if end == name {
		s.i++
		return 0
	}
	s.add(s.i+name, s.i+end, Keyword)
	return inTag
}

// tag takes the next piece of a tag and returns the mode after it.
func (s *scanner) tag() uint8 {
	switch c := s.line[s.i]; {
	case c == '>':
		s.i++
		return 0
	case c == '"' || c == '\'':
		end, _ := after(s.line, s.i+1, string(c))
		s.add(s.i, end, String)
	case isLetter(c):
		s.add(s.i, s.i+markupName(s.line[s.i:]), Key)
	default:
		s.i++
	}
	return inTag
}

func markupName(s string) int {
	i := 0
	for i < len(s) && (isLetter(s[i]) || isDigit(s[i]) || strings.IndexByte("-:.@", s[i]) >= 0) {
		i++
	}
	return i
}

// scanMarkdown scans Markdown: headings, code, quotes, list marks and links.
func scanMarkdown(dst []Token, line string, state State) ([]Token, State) {
	s := scanner{dst: dst, line: line, mark: len(dst), syntax: &syntaxes[Markdown]}
	start := indent(line)
	fence := uint8(0)
	switch {
	case strings.HasPrefix(line[start:], "```"):
		fence = inFence
	case strings.HasPrefix(line[start:], "~~~"):
		fence = inTildeFence
	}
	if open := state.span; open == inFence || open == inTildeFence {
		s.add(start, len(line), String)
		if fence == open {
			return s.dst, State{}
		}
		return s.dst, state
	}
	if fence != 0 {
		s.add(start, len(line), String)
		return s.dst, State{span: fence}
	}
	if level := len(line) - len(strings.TrimLeft(line, "#")); level > 0 && level <= 6 && (level == len(line) || line[level] == ' ') {
		s.add(0, len(line), Heading)
		return s.dst, State{}
	}
	s.i = start
	switch rest := line[start:]; {
	case strings.HasPrefix(rest, ">"):
		s.add(start, len(line), Comment)
	case strings.HasPrefix(rest, "- "), strings.HasPrefix(rest, "* "), strings.HasPrefix(rest, "+ "):
		s.add(start, start+1, Keyword)
	}
	for s.i < len(line) {
		s.inline()
	}
	return s.dst, State{}
}

// inline takes text up to the next code span or link, and that.
func (s *scanner) inline() {
	next := strings.IndexAny(s.line[s.i:], "`[")
	if next < 0 {
		s.i = len(s.line)
		return
	}
	s.i += next
	rest := s.line[s.i:]
	if rest[0] == '`' {
		ticks := rest[:len(rest)-len(strings.TrimLeft(rest, "`"))]
		if end, closed := after(s.line, s.i+len(ticks), ticks); closed {
			s.add(s.i, end, String)
		} else {
			s.i += len(ticks)
		}
		return
	}
	if text := strings.Index(rest, "]("); text > 0 {
		if end := strings.IndexByte(rest[text:], ')'); end > 0 {
			at := s.i
			s.add(at+1, at+text, Key)
			s.add(at+text+2, at+text+end, String)
			return
		}
	}
	s.i++
}

// after returns where what begins at i ends: after the next close, or at the
// end of the line.
func after(line string, i int, close string) (end int, closed bool) {
	if n := strings.Index(line[i:], close); n >= 0 {
		return i + n + len(close), true
	}
	return len(line), false
}
