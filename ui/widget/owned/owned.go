// Package owned tells who owns a path, and why, for every pane that shows one.
package owned

import (
	"fmt"
	"slices"
	"strings"

	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/facts"
)

// Explain is what there is to tell of a path: its owners, the rule that decides
// and those it beats. file is the CODEOWNERS file's path, "" if there is none;
// rules are those that match, the deciding one last.
func Explain(file, path string, rules []*codeowners.Rule) []facts.Fact {
	list := []facts.Fact{{Text: text.Clean(path), Ink: facts.Strong}}
	switch {
	case file == "":
		return append(list, facts.Fact{Label: "owners", Text: "nobody: there is no CODEOWNERS file", Ink: facts.Warn})
	case len(rules) == 0:
		return append(list, facts.Fact{Label: "owners", Text: "nobody: no rule of " + file + " matches it", Ink: facts.Warn})
	}
	winner := rules[len(rules)-1]
	if len(winner.Owners) == 0 {
		list = append(list, facts.Fact{Label: "owners", Text: fmt.Sprintf("nobody: line %d names no owner", winner.Line), Ink: facts.Warn})
	} else {
		list = append(list, facts.Fact{Label: "owners", Text: List(winner.Owners), Ink: facts.Info})
	}
	list = append(list, facts.Fact{Label: "by rule", Text: Rule(file, winner)})
	for _, r := range slices.Backward(rules[:len(rules)-1]) {
		says := Rule(file, r)
		if len(r.Owners) > 0 {
			says += "  " + List(r.Owners)
		}
		list = append(list, facts.Fact{Label: "it beats", Text: says, Ink: facts.Dim})
	}
	return list
}

// Rule is a rule with its place: "CODEOWNERS:12  /docs/".
func Rule(file string, r *codeowners.Rule) string {
	return text.Clean(fmt.Sprintf("%s:%d  %s", file, r.Line, r.Pattern))
}

// List is owners one after another.
func List(owners []string) string { return text.Clean(strings.Join(owners, " ")) }

// People is what is known of owners, whose names are in lower case.
type People struct {
	Mine    map[string]bool
	Unknown map[string]string // to GitHub, with its advice
}

// Put writes who a rule gives a path to, nil if no rule matches. One's own
// owners stand out, and so do those that GitHub does not know.
func (p People) Put(r *text.Row, t *theme.Theme, rule *codeowners.Rule) {
	switch {
	case rule == nil:
		r.Add(t.Warn, "nobody")
	case len(rule.Owners) == 0:
		r.Add(t.Warn, fmt.Sprintf("nobody: unset by line %d", rule.Line))
	default:
		p.PutOwners(r, t, rule.Owners)
	}
}

// PutOwners writes owners.
func (p People) PutOwners(r *text.Row, t *theme.Theme, owners []string) {
	for i, owner := range owners {
		if i > 0 {
			r.Space(1)
		}
		r.Add(p.Style(t, owner), text.Clean(owner))
	}
}

// Style is how an owner is written.
func (p People) Style(t *theme.Theme, owner string) text.Style {
	owner = strings.ToLower(owner)
	if _, ok := p.Unknown[owner]; ok {
		return t.Bad
	}
	if p.Mine[owner] {
		return t.Good
	}
	return t.Info
}
