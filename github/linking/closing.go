package linking

import "strings"

// Close is a reference that says of itself that it closes.
type Close struct {
	Target
	Keyword    string // as written
	Start, End int    // in bytes of the text, from the keyword to the end of the reference
	Line       int    // of the keyword, from 0
	Counts     bool   // GitHub reads it, as far as the text is concerned
	Why        string // why not, as the end of a sentence; "" if it counts
}

// Why a keyword does not count.
const (
	whyCode    = "it is in code"
	whyComment = "it is in a comment"
	whyLink    = "it is in the text of a link"
	whyQuote   = "it is in a quote"
	whyListed  = "it is in a list item, where GitHub is reported to overlook keywords"
	whyHost    = "it is on another host"
	whySpace   = "there is no space before the reference"
	whyMarkup  = "there is more than spaces and a colon between the keyword and the reference"
	whyFirst   = "a keyword counts for the one reference behind it"
)

// Closing finds every closing keyword with its reference in a text of a
// repository, also those that GitHub does not read. The first of hosts is the
// text's own.
func Closing(body, owner, name string, hosts []string) []Close {
	c := closings{body: body, marks: markdown(body)}
	real := scanner{text: body, hosts: hosts, marks: c.marks}
	bare := Plain(body, hosts)
	for _, r := range real.references() {
		for len(bare) > 0 && bare[0].Start < r.End {
			if bare[0].End <= r.Start {
				c.take(bare[0], false)
			}
			bare = bare[1:]
		}
		c.take(r, r.Keyword != "")
	}
	for _, r := range bare {
		c.take(r, false)
	}
	for i := range c.list {
		t := &c.list[i]
		if t.Target = t.within(owner, name, hosts); t.Host != "" && t.Counts {
			t.Counts, t.Why = false, whyHost
		}
	}
	return c.list
}

// closings collects what Closing finds.
type closings struct {
	body  string
	marks []mark
	list  []Close
	end   int    // of the last reference
	word  string // its keyword, "" if it has none
	from  int    // where that begins
	line  int    // of counted
	upTo  int    // up to where lines are counted
}

// take notes a reference if it counts, or there is a keyword before it, or it is
// one more behind a reference that has one.
func (c *closings) take(r Reference, counts bool) {
	if r.Kind != Issue {
		c.end, c.word = r.End, ""
		return
	}
	from, word, why := c.before(r)
	switch {
	case counts:
		from, word, why = keywordStart(c.body, r), r.Keyword, ""
	case word == "" && c.word != "" && enumerates(c.body[c.end:r.Start]):
		from, word, why = c.from, c.word, whyFirst
	}
	c.end, c.from, c.word = r.End, from, word
	if word == "" {
		return
	}
	c.line += strings.Count(c.body[c.upTo:from], "\n")
	c.upTo = from
	c.list = append(c.list, Close{
		Target: Target{r.Host, r.Owner, r.Name, r.Number}, Keyword: word,
		Start: from, End: r.End, Line: c.line, Counts: counts, Why: why,
	})
}

// keywordStart is where the keyword of a reference begins.
func keywordStart(text string, r Reference) int {
	end := r.Start
	for isBlank(text[end-1]) || text[end-1] == ':' {
		end--
	}
	return end - len(r.Keyword)
}

// before looks for a keyword before a reference, through whatever markup.
func (c *closings) before(r Reference) (from int, word, why string) {
	end, plain := c.gap(r.Start)
	if end < 0 {
		return 0, "", ""
	}
	from = end
	for from > c.end && isAlnum(c.body[from-1]) && end-from <= len("resolved") {
		from--
	}
	word = c.body[from:end]
	if !isKeyword(word) || wordBefore(c.body, from) || before(c.body, from) == '-' && !assumed().hyphenated {
		return 0, "", ""
	}
	return from, word, c.why(r.Start, from, end, plain)
}

// why is the reason that a keyword does not count, if it does not, before a
// reference that begins at start.
func (c *closings) why(start, from, end int, plain bool) string {
	switch m := c.marks[start] | c.marks[from]; {
	case m&comment != 0:
		return whyComment
	case m&label != 0 && c.marks[start]&address == 0:
		return whyLink
	case m&hidden != 0:
		return whyCode
	}
	s := scanner{text: c.body, marks: c.marks, end: c.end}
	h := assumed()
	h.listedCloses = true
	if s.keywordBy(start, h) != "" {
		return whyListed
	}
	h.quotedCloses = true
	switch {
	case s.keywordBy(start, h) != "":
		return whyQuote
	case plain && end == start-1 && c.body[end] == ':':
		return whySpace
	}
	return whyMarkup
}

// gap is where a keyword would have to end for a reference that begins at a
// byte, -1 if it is too far; plain is a gap of spaces and a colon.
func (c *closings) gap(start int) (end int, plain bool) {
	end, plain = start, true
	breaks := 0
	for ; end > c.end; end-- {
		b := c.body[end-1]
		if b == '(' && c.linked(end-2) {
			end = c.label(end - 2)
			start, plain = end, false
			b = before(c.body, end)
		}
		switch {
		case b == '\n':
			breaks++
		case isBlank(b), b == ':':
		case strings.IndexByte("*_~`([<\"-", b) >= 0:
			plain = false
		default:
			return end, plain
		}
		if start-end >= maxGap || breaks > 2 || end == 0 {
			return -1, false
		}
	}
	return -1, false
}

// linked reports whether the text of a link ends at a byte.
func (c *closings) linked(at int) bool {
	return at >= c.end && c.body[at] == ']' && c.marks[at]&label != 0
}

// label is where the text of a link begins that ends at a byte.
func (c *closings) label(at int) int {
	for at >= c.end && c.marks[at]&label != 0 {
		at--
	}
	return at + 1
}

// enumerates reports whether what is between two references makes a list of
// them.
func enumerates(between string) bool {
	if len(between) == 0 || len(between) > maxGap {
		return false
	}
	for _, word := range strings.Fields(strings.ReplaceAll(between, ",", " ")) {
		switch strings.ToLower(word) {
		case "and", "or", "&", "+", "-", "*":
		default:
			return false
		}
	}
	return strings.Count(between, "\n") < 2
}
