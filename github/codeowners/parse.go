package codeowners

import (
	"io"
	"strings"
	"unicode/utf8"
)

// maxProblems bounds how many problems are reported for one file.
const maxProblems = 1000

// Parse reads a CODEOWNERS file. A line that is not valid is reported and
// skipped, the others count, as on GitHub. A file that is too large or cannot
// be read to its end has no rules: half of the file would give wrong owners.
func Parse(r io.Reader) (*File, []Problem) {
	text, err := readText(r)
	f := &File{Size: len(text)}
	switch {
	case err != nil:
		return f, []Problem{{Kind: Unreadable, Suggestion: err.Error()}}
	case len(text) >= MaxSize:
		return f, []Problem{{Kind: TooLarge, Suggestion: "GitHub ignores files of 3 MB or more"}}
	}
	var p parser
	if len(text) >= WarnSize {
		p.report(Problem{Kind: TooLarge, Suggestion: "GitHub may ignore it: the limit is 3 MB"})
	}
	f.text = strings.TrimPrefix(text, "\ufeff")
	f.Rules = p.rules(f.text)
	if p.unreported > 0 {
		p.problems = append(p.problems, Problem{Kind: MoreProblems, Count: p.unreported})
	}
	return f, p.problems
}

// readText reads up to MaxSize bytes.
func readText(r io.Reader) (string, error) {
	var b strings.Builder
	limited := io.LimitReader(r, MaxSize)
	switch r := r.(type) {
	case interface {
		io.WriterTo
		Len() int
	}:
		// Of bytes and strings: they say how much they have and write it at once.
		if n := r.Len(); n <= MaxSize {
			b.Grow(n)
			limited = r.(io.Reader)
		}
	}
	_, err := io.Copy(&b, limited)
	return b.String(), err
}

// parser reads the lines of a file.
type parser struct {
	lists      ownerLists
	problems   []Problem
	unreported int
	line       string // without its end
	source     string // the line with its end
	number     int

	// The column of a byte of the line, from which later ones are counted.
	columnAt, column int
}

// rules reads all lines.
func (p *parser) rules(text string) []Rule {
	lines := strings.Count(text, "\n") + 1
	rules := make([]Rule, 0, min(lines, 1+len(text)/24))
	for text != "" {
		p.number++
		end := strings.IndexByte(text, '\n')
		next := end + 1
		if end < 0 {
			end, next = len(text), len(text)
		}
		p.source, p.line = text[:next], text[:end]
		text = text[next:]
		if n := len(p.line); n > 0 && p.line[n-1] == '\r' {
			p.line = p.line[:n-1]
		}
		p.columnAt, p.column = 0, 1
		start := skipBlanks(p.line, 0)
		if start == len(p.line) || p.line[start] == '#' {
			continue
		}
		if rule, ok := p.rule(start); ok {
			rules = append(rules, rule)
		}
	}
	if len(rules) == 0 {
		return nil
	}
	return rules
}

func (p *parser) report(problem Problem) {
	if len(p.problems) == maxProblems {
		p.unreported++
		return
	}
	p.problems = append(p.problems, problem)
}

// reportAt reports something at a byte of the line. The bytes must ascend.
func (p *parser) reportAt(at int, kind Kind, suggestion string) {
	if len(p.problems) < maxProblems {
		p.column += utf8.RuneCountInString(p.line[p.columnAt:at])
		p.columnAt = at
	}
	p.report(Problem{Line: p.number, Column: p.column, Kind: kind, Suggestion: suggestion, Source: p.source})
}

// rule reads the line from the start of its pattern on. The rule counts if ok.
func (p *parser) rule(start int) (rule Rule, ok bool) {
	end, plain := patternEnd(p.line, start)
	rule = Rule{Pattern: p.line[start:end], Line: p.number, Column: start + 1} // blanks are one byte
	if !plain || rule.Pattern == "/" {
		if suggestion, valid := checkPattern(rule.Pattern); !valid {
			p.reportAt(start, InvalidPattern, suggestion)
			return Rule{}, false
		}
	}
	from := skipBlanks(p.line, end)
	if from == len(p.line) || p.line[from] == '#' {
		return rule, true
	}
	rule.Owners, ok = p.owners(from)
	return rule, ok
}

// owners reads the rest of the line, from the first owner on. It fails if one of
// them is invalid.
func (p *parser) owners(from int) (owners []string, ok bool) {
	known, hash := p.lists.find(p.line[from:])
	if known != nil {
		return known.owners, true
	}
	ok = true
	valid := true
	p.lists.begin()
	for at := from; at < len(p.line) && p.line[at] != '#'; {
		end := at + tokenSize(p.line[at:])
		owner := p.line[at:end]
		switch classify(owner) {
		case ownerValid:
			p.lists.add(owner)
		case ownerIgnored:
			p.reportAt(at, IgnoredOwner, "")
			valid = false
		case ownerInvalid:
			p.reportAt(at, InvalidOwner, "")
			ok = false
		}
		at = skipBlanks(p.line, end)
	}
	owners = p.lists.end()
	if ok && valid {
		p.lists.keep(p.line[from:], hash, owners)
	}
	return owners, ok
}

// isSpecial are the bytes that end a pattern or need a closer look.
var isSpecial = [256]bool{' ': true, '\t': true, '#': true, '\\': true, '*': true, '[': true, ']': true, '!': true}

// patternEnd is the end of the pattern that begins at start: a blank or a "#"
// that no backslash escapes. A plain pattern holds nothing that may be invalid.
func patternEnd(text string, start int) (end int, plain bool) {
	plain = true
	for i := start; i < len(text); i++ {
		if !isSpecial[text[i]] {
			continue
		}
		switch text[i] {
		case ' ', '\t', '#':
			return i, plain
		case '\\':
			i++
		}
		plain = false
	}
	return len(text), plain
}

// tokenSize is how many bytes come before the next blank or "#".
func tokenSize(text string) int {
	for i := range len(text) {
		if c := text[i]; c == ' ' || c == '\t' || c == '#' {
			return i
		}
	}
	return len(text)
}

func skipBlanks(text string, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	return at
}

// checkPattern says whether GitHub takes a pattern, and what it suggests
// instead. Sources: the examples of the REST schema of codeowners/errors, and
// the docs for what gitignore has and CODEOWNERS has not.
func checkPattern(text string) (suggestion string, valid bool) {
	switch {
	case text == "/":
		return "The pattern `/` will never match anything, did you mean `*` instead?", false
	case text[0] == '!':
		return "`!` cannot negate a pattern: name the path on a later line without owners", false
	case strings.HasPrefix(text, `\#`):
		return "a pattern cannot begin with `#`", false
	}
	stars, longest := 0, 0
	for i := 0; i < len(text); i++ {
		if text[i] == '*' {
			stars++
			longest = max(longest, stars)
			continue
		}
		stars = 0
		switch text[i] {
		case '\\':
			if i++; i == len(text) {
				return "a final `\\` escapes nothing", false
			}
		case '[', ']':
			return "both `[` and `]` must be escaped with a `\\`", false
		}
	}
	if longest > 2 {
		return "Did you mean `" + shortenStars(text) + "`?", false
	}
	return "", true
}

// shortenStars makes two of each run of more than two stars.
func shortenStars(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			b.WriteByte(text[i])
			i++
		} else if i > 1 && text[i-2:i+1] == "***" && !(i > 2 && text[i-3] == '\\') {
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
