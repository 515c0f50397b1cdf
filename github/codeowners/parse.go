package codeowners

import (
	"bytes"
	"io"
	"strings"
)

// maxProblems bounds how many problems are reported for one file.
const maxProblems = 1000

// Parse reads a CODEOWNERS file. A line that is not valid is reported and
// skipped, the others count, as on GitHub. A file that is too large or cannot
// be read to its end has no rules: half of the file would give wrong owners.
func Parse(r io.Reader) (*File, []Problem) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize))
	f := &File{Size: len(data)}
	switch {
	case err != nil:
		return f, []Problem{{Kind: Unreadable, Suggestion: err.Error()}}
	case len(data) >= MaxSize:
		return f, []Problem{{Kind: TooLarge, Suggestion: "GitHub ignores files of 3 MB or more"}}
	}
	var p parser
	if len(data) >= WarnSize {
		p.report(Problem{Kind: TooLarge, Suggestion: "GitHub may ignore it: the limit is 3 MB"})
	}
	text := string(bytes.TrimPrefix(data, []byte("\ufeff")))
	for number := 1; text != ""; number++ {
		line, rest, _ := strings.Cut(text, "\n")
		source := text[:len(text)-len(rest)]
		if rule, ok := p.line(strings.TrimSuffix(line, "\r"), source, number); ok {
			f.Rules = append(f.Rules, rule)
		}
		text = rest
	}
	if p.unreported > 0 {
		p.problems = append(p.problems, Problem{Kind: MoreProblems, Count: p.unreported})
	}
	return f, p.problems
}

type parser struct {
	problems   []Problem
	unreported int
}

func (p *parser) report(problem Problem) {
	if len(p.problems) == maxProblems {
		p.unreported++
		return
	}
	p.problems = append(p.problems, problem)
}

// line reads one line without its end. The rule counts if ok.
func (p *parser) line(text, source string, number int) (rule Rule, ok bool) {
	start := skipBlanks(text, 0)
	if start == len(text) || text[start] == '#' {
		return Rule{}, false
	}
	problem := func(at int, kind Kind, suggestion string) {
		p.report(Problem{Line: number, Column: column(text, at), Kind: kind, Suggestion: suggestion, Source: source})
	}
	end := patternEnd(text, start)
	rule = Rule{Pattern: text[start:end], Line: number}
	if suggestion, valid := checkPattern(rule.Pattern); !valid {
		problem(start, InvalidPattern, suggestion)
		return Rule{}, false
	}
	ok = true
	for at := skipBlanks(text, end); at < len(text) && text[at] != '#'; {
		ownerEnd := at + tokenSize(text[at:])
		owner := text[at:ownerEnd]
		switch classify(owner) {
		case ownerValid:
			rule.Owners = append(rule.Owners, owner)
		case ownerIgnored:
			problem(at, IgnoredOwner, "")
		case ownerInvalid:
			problem(at, InvalidOwner, "")
			ok = false
		}
		at = skipBlanks(text, ownerEnd)
	}
	return rule, ok
}

// patternEnd is the end of the pattern that begins at start: a blank or a "#"
// that no backslash escapes.
func patternEnd(text string, start int) int {
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case ' ', '\t', '#':
			return i
		}
	}
	return len(text)
}

// tokenSize is how many bytes come before the next blank or "#".
func tokenSize(text string) int {
	if i := strings.IndexAny(text, " \t#"); i >= 0 {
		return i
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
