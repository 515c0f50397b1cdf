package codeowners

import (
	"fmt"
	"slices"
	"strings"
)

// Lint finds mistakes in valid lines, beyond what Parse reports, in the order of
// the file. With the paths of the tree, sorted and without a slash in front, it
// also finds what is wrong with regard to its files. All positions are those of
// the pattern; Other is the line that a rule has to do with.
//
// Of rules with the same pattern only the last counts (GitHub's docs), so the
// others are reported as duplicates and not looked at further.
func (m *Matcher) Lint(paths []string) []Problem {
	l := linter{m: m, done: make([]bool, len(m.file.Rules))}
	l.texts(len(paths) > 0)
	if len(paths) > 0 {
		l.files(paths)
	}
	slices.SortStableFunc(l.problems, func(a, b Problem) int { return a.Line - b.Line })
	l.addSources()
	return l.problems
}

type linter struct {
	m        *Matcher
	done     []bool // rules about which enough is said
	problems []Problem
}

func (l *linter) report(rule int, kind Kind, other ticket, suggestion string) {
	r := &l.m.file.Rules[rule]
	p := Problem{Line: r.Line, Column: r.Column, Kind: kind, Suggestion: suggestion}
	if other != 0 {
		p.Other = l.m.file.Rules[other.rule()].Line
	}
	l.problems = append(l.problems, p)
}

// texts looks at the patterns alone. What may be a path is left to files.
func (l *linter) texts(hasPaths bool) {
	rules := l.m.file.Rules
	shadows := newShadows(l.m)
	for i := range rules {
		r := &rules[i]
		s, ok := shapeOf(r.Pattern)
		if !ok || !canMatch(s.body) {
			l.report(i, NeverMatches, 0, "paths begin at the root and hold no empty name, `.` or `..`")
			l.done[i] = true
			continue
		}
		if !hasPaths && isOwner(r.Pattern) {
			l.report(i, OwnerAsPattern, 0, ownerAdvice)
			l.done[i] = true
			continue
		}
		by := shadows.of(s)
		if by <= newTicket(i, r) {
			continue
		}
		l.done[i] = true
		other := &rules[by.rule()]
		if t, _ := shapeOf(other.Pattern); t == s {
			l.report(i, Duplicate, by, fmt.Sprintf("line %d has the same pattern and counts instead", other.Line))
		} else {
			l.report(i, NeverWins, by, fmt.Sprintf("`%s` on line %d takes all that it matches", other.Pattern, other.Line))
		}
	}
	if shadows.left < 0 {
		l.problems = append(l.problems, Problem{Kind: NotChecked, Suggestion: "there are too many wildcards to tell which rules never win"})
	}
}

const ownerAdvice = "the line names no pattern: begin it with one, such as `*`"

// isOwner says whether a pattern looks like an owner.
func isOwner(pattern string) bool { return classify(pattern) == ownerValid }

// canMatch says whether tracked paths can have such segments.
func canMatch(body string) bool {
	for from := 0; body != "" && from <= len(body); {
		end := segmentEnd(body, from)
		switch body[from:end] {
		case "", ".", "..":
			return false
		}
		if _, ok := unescape(body[from:end]); !ok {
			return false
		}
		from = end + 1
	}
	return true
}

// record is what the tree says about a rule.
type record struct {
	matches, wins int
	unsets        bool // it takes an owner from a path
	// The rule that wins most often instead; certain if one wins more than half
	// of the time (Boyer and Moore's vote).
	by    ticket
	votes int
}

// files looks at the rules with the paths of the tree.
func (l *linter) files(paths []string) {
	rules := l.m.file.Rules
	records := make([]record, len(rules))
	trace := newTracer(l.m)
	for _, path := range paths {
		matches := trace.path(path)
		if trace.left < 0 {
			l.problems = append(l.problems, Problem{Kind: NotChecked, Suggestion: "too many rules match each file"})
			return
		}
		if len(matches) == 0 {
			continue
		}
		winner := slices.Max(matches)
		lowest := ticket(0) // of those with owners
		for _, t := range matches {
			if t&1 != 0 && (lowest == 0 || t < lowest) {
				lowest = t
			}
		}
		for _, t := range matches {
			r := &records[t.rule()]
			r.matches++
			switch {
			case t == winner:
				r.wins++
				r.unsets = r.unsets || lowest != 0 && lowest < t
			case r.votes == 0:
				r.by, r.votes = winner, 1
			case r.by == winner:
				r.votes++
			default:
				r.votes--
			}
		}
	}
	var missing []int
	for i := range rules {
		r := &records[i]
		switch {
		case l.done[i]:
		case r.matches == 0:
			missing = append(missing, i)
		case r.wins == 0:
			other := &rules[r.by.rule()]
			l.report(i, NeverWins, r.by, fmt.Sprintf("later lines take every file that it matches, such as `%s` on line %d", other.Pattern, other.Line))
		case len(rules[i].Owners) == 0 && !r.unsets:
			l.report(i, UnsetsNothing, 0, "no earlier line gives an owner to what it matches")
		case trace.nested[newTicket(i, &rules[i])] && !isRootOnly(rules[i].Pattern):
			l.report(i, OneLevel, 0, fmt.Sprintf("it leaves out the folders inside: `%s` takes them too", strings.TrimSuffix(rules[i].Pattern, "*")))
		}
	}
	l.missing(missing, paths)
}

// isRootOnly says whether a pattern is "/*", which nobody writes by mistake.
func isRootOnly(pattern string) bool {
	s, _ := shapeOf(pattern)
	return s.body == ""
}

// missing reports the rules that match no file.
func (l *linter) missing(rules []int, paths []string) {
	if len(rules) == 0 {
		return
	}
	folded := &File{Rules: make([]Rule, len(rules))}
	for i, rule := range rules {
		folded.Rules[i] = Rule{Pattern: strings.ToLower(l.m.file.Rules[rule].Pattern), Line: rule}
	}
	found := make(map[string]string) // folded pattern to the first path
	trace := newTracer(folded.Compile())
	for _, path := range paths {
		for _, t := range trace.path(strings.ToLower(path)) {
			pattern := folded.Rules[t.rule()].Pattern
			if _, ok := found[pattern]; !ok {
				found[pattern] = path
			}
		}
		if trace.left < 0 {
			break // what was found is right
		}
	}
	for i, rule := range rules {
		pattern := l.m.file.Rules[rule].Pattern
		path, ok := found[folded.Rules[i].Pattern]
		switch {
		case ok:
			l.report(rule, OtherCase, 0, fmt.Sprintf("patterns are case-sensitive: it would match `%s`", path))
		case isOwner(pattern):
			l.report(rule, OwnerAsPattern, 0, ownerAdvice)
		default:
			l.report(rule, NoFile, 0, "")
		}
	}
}

// addSources adds the text of their line to all problems, which are in the order
// of the file.
func (l *linter) addSources() {
	text, line := l.m.file.text, 0
	source := ""
	for i := range l.problems {
		p := &l.problems[i]
		for line < p.Line && text != "" {
			end := strings.IndexByte(text, '\n') + 1
			if end == 0 {
				end = len(text)
			}
			source, text = text[:end], text[end:]
			line++
		}
		if line == p.Line && line > 0 {
			p.Source = source
		}
	}
}
