package owners

import (
	"fmt"
	"slices"
	"strings"

	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/facts"
	"hubtrail/ui/widget/owned"
)

// telling is what the cursor is on.
type telling struct {
	book   *book
	tab    tab
	cursor int
	query  string
}

// settle works out what is told about what the cursor is on.
func (p *Pane) settle() {
	now := telling{p.book, p.tab, p.lists[p.tab].Cursor(), p.input.Value()}
	if p.told == nil || now != p.toldOf {
		p.told, p.toldOf = p.facts(), now
	}
}

// mostOwners and mostRules are how many of them are told.
const (
	mostOwners = 12
	mostRules  = 40
)

// facts is what is told about what the cursor is on.
func (p *Pane) facts() []facts.Fact {
	if p.book == nil {
		return nil
	}
	switch p.tab {
	case filesTab, unownedTab:
		return p.pathFacts()
	case ownersTab:
		return p.ownerFacts()
	case rulesTab:
		return p.ruleFacts(p.currentRule())
	}
	return p.problemFacts()
}

func (p *Pane) pathFacts() []facts.Fact {
	path, index, ok := p.currentPath()
	switch {
	case !ok:
		return nil
	case index < 0:
		return append([]facts.Fact{{Text: text.Clean(path), Ink: facts.Strong}}, p.folderFacts()...)
	}
	return owned.Explain(p.book.own.File.Path, path, p.book.own.File.Rules.Explain(path))
}

func (p *Pane) folderFacts() []facts.Fact {
	r := p.outlineOf().rows[p.lists[p.tab].Cursor()]
	list := []facts.Fact{facts.Of("files", text.Count(r.share.Files), facts.Plain)}
	var says []string
	for i, x := range p.outlineOf().tally(r) {
		if i == mostOwners {
			says = append(says, text.Ellipsis)
			break
		}
		says = append(says, text.Clean(x.Owner)+" "+text.Count(x.Files))
	}
	if len(says) > 0 {
		list = append(list, facts.Of("owners", strings.Join(says, ", "), facts.Info))
	}
	if n := r.share.Unmatched + r.share.Unset; n > 0 {
		list = append(list, facts.Of("nobody's", fmt.Sprintf("%s: %s matched by no rule, %s by a rule without owners", count(n, "file"), text.Count(r.share.Unmatched), text.Count(r.share.Unset)), facts.Warn))
	}
	return list
}

func (p *Pane) ownerFacts() []facts.Fact {
	owner := p.currentOwner()
	if owner == "" {
		return nil
	}
	list := []facts.Fact{facts.Of("", text.Clean(owner), facts.Strong)}
	if advice, ok := p.unknown[strings.ToLower(owner)]; ok {
		list = append(list, facts.Of("GitHub", "does not know this owner: "+text.Clean(advice), facts.Bad))
	}
	if team, ok := p.currentTeam(); ok {
		switch m := p.teams[team]; {
		case len(m.logins) > 0:
			list = append(list, facts.Of("members", text.Count(len(m.logins))+": "+text.Clean("@"+strings.Join(m.logins, " @")), facts.Plain))
		case m.err != nil:
			list = append(list, facts.Of("members", "not shown: "+text.Clean(reason(m.err)), facts.Dim))
		case m.team != "":
			list = append(list, facts.Of("members", "none", facts.Dim))
		default:
			list = append(list, facts.Of("members", "asking"+text.Ellipsis, facts.Dim))
		}
	}
	for i := range p.book.own.File.Rules.Rules {
		if r := &p.book.own.File.Rules.Rules[i]; owns(r, owner) {
			if list = append(list, facts.Of("rule", p.ruleText(r)+"  "+count(p.book.census.Wins[i], "file"), facts.Dim)); len(list) > mostRules {
				break
			}
		}
	}
	return list
}

func (p *Pane) ruleFacts(r *codeowners.Rule) []facts.Fact {
	if r == nil {
		return nil
	}
	list := []facts.Fact{facts.Of("", p.ruleText(r), facts.Strong)}
	if len(r.Owners) > 0 {
		list = append(list, facts.Of("owners", owned.List(r.Owners), facts.Info))
	} else {
		list = append(list, facts.Of("owners", "nobody: it takes the owner from what it matches", facts.Warn))
	}
	for _, i := range p.rules {
		if p.book.own.File.Rules.Rules[i].Line == r.Line {
			list = append(list, facts.Of("decides", count(p.book.census.Wins[i], "file"), facts.Plain))
		}
	}
	for _, x := range p.problems {
		if x.Line == r.Line {
			list = append(list, problemFact(string(x.Kind), x.Suggestion))
			if other := p.ruleAt(x.Other); other != nil {
				list = append(list, facts.Of("", p.ruleText(other), facts.Dim))
			}
		}
	}
	return list
}

func (p *Pane) ruleAt(line int) *codeowners.Rule {
	rules := p.book.own.File.Rules.Rules
	if i := slices.IndexFunc(rules, func(r codeowners.Rule) bool { return r.Line == line }); line > 0 && i >= 0 {
		return &rules[i]
	}
	return nil
}

func (p *Pane) problemFacts() []facts.Fact {
	x, ok := p.currentProblem()
	if !ok {
		return nil
	}
	list := []facts.Fact{problemFact(string(x.Kind), x.Suggestion)}
	if source := strings.TrimRight(x.Source, "\r\n"); source != "" {
		list = append(list, facts.Of(fmt.Sprintf("line %d", x.Line), text.CleanLine(source, 4), facts.Plain))
	}
	if other := p.ruleAt(x.Other); other != nil {
		list = append(list, facts.Of(fmt.Sprintf("line %d", x.Other), p.ruleText(other), facts.Dim))
	}
	switch {
	case x.Kind == notAsked:
	case x.Ours && x.GitHub:
		list = append(list, facts.Of("found", "here, and GitHub reports it too", facts.Dim))
	case x.GitHub:
		list = append(list, facts.Of("found", "by GitHub", facts.Dim))
	default:
		list = append(list, facts.Of("found", "here: GitHub does not report it", facts.Dim))
	}
	return list
}

func problemFact(kind, suggestion string) facts.Fact {
	if suggestion != "" {
		kind += ": " + suggestion
	}
	return facts.Of("", text.Clean(kind), facts.Warn)
}

// ruleText is a rule with its place.
func (p *Pane) ruleText(r *codeowners.Rule) string { return owned.Rule(p.fileName(), r) }

// count is a number of things in words.
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return text.Count(n) + " " + one + "s"
}

// reason is an error without what was being done.
func reason(err error) string {
	if r, ok := err.(interface{ Reason() string }); ok {
		return r.Reason()
	}
	return err.Error()
}
