package owners

import (
	"cmp"
	"fmt"
	"strings"

	"hubtrail/github/codeowners"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/owned"
)

// drawFile is a row of a tree, or a path that matches what is typed.
func (p *Pane) drawFile(r *text.Row, i int) {
	th, width := p.o.Theme, r.Rest()
	owners := min(max(width*46/100, 12), 60)
	if p.finding() {
		owners = min(max(width*4/10, 12), 48)
		path := text.Clean(p.book.own.Tree.Paths[p.hits[i]])
		r.Mark(text.Style{}, th.Match, path, width-owners-1, fuzzy.Positions(p.input.Value(), path))
		r.Space(1)
		p.people().Put(r, p.o.Theme, p.book.own.Rule(p.hits[i]))
		return
	}
	o := p.outlineOf()
	x := &o.rows[i]
	count := 0
	if width >= 60 {
		count = 8
	}
	glyph := " "
	if x.folder {
		glyph = th.Glyphs.Closed
		if o.open[x.path] {
			glyph = th.Glyphs.Open
		}
	}
	indent := min(2*x.depth, max(width-owners-count-14, 0))
	r.Space(indent)
	r.Add(th.Dim, glyph+" ")
	style := text.Style{}
	if x.folder {
		style = th.Strong
	}
	r.Fit(style, text.Clean(x.path[x.name:]), max(width-owners-count-indent-3, 1))
	if count > 0 {
		n := ""
		if x.folder {
			n = text.Count(x.share.Files)
		}
		r.FitRight(th.Dim, n, count)
	}
	r.Space(1)
	if !x.folder {
		p.people().Put(r, p.o.Theme, p.book.own.Rule(o.set[x.from]))
		return
	}
	s := &x.share
	switch {
	case s.Owners != nil:
		p.people().PutOwners(r, p.o.Theme, s.Owners)
	case s.Count == 1:
		r.Add(th.Info, "1 owner")
	case s.Count > 1:
		r.Add(th.Info, text.Count(s.Count)+" owners")
	}
	if n := s.Unmatched + s.Unset; n > 0 && s.Count == 0 {
		r.Add(th.Warn, "nobody")
	} else if n > 0 {
		r.Add(th.Warn, ", "+text.Count(n)+" nobody's")
	}
}

// people is what is known of owners.
func (p *Pane) people() owned.People { return owned.People{Mine: p.mine.Value(), Unknown: p.unknown} }

// ownersOf is who a rule gives a file to, in words.
func ownersOf(rule *codeowners.Rule) string {
	if rule == nil || len(rule.Owners) == 0 {
		return "nobody"
	}
	return owned.List(rule.Owners)
}

// drawOwner is a row of the owners.
func (p *Pane) drawOwner(r *text.Row, i int) {
	th, width := p.o.Theme, r.Rest()
	x := &p.book.census.Owners[p.owners[i]]
	note := ""
	if _, ok := p.unknown[strings.ToLower(x.Owner)]; ok {
		note = "unknown to GitHub"
		if width < 64 {
			note = "unknown"
		}
	}
	columns := 13
	rules := 0
	if width >= 60 {
		rules = 14
	}
	marks := 0
	if note != "" {
		marks = len(note) + 2
	}
	r.Fit(p.people().Style(th, x.Owner), text.Clean(x.Owner), max(width-columns-rules-marks-1, 4))
	if note != "" {
		r.Add(th.Bad, "  "+note)
	}
	if rules > 0 {
		r.FitRight(th.Dim, count(x.Rules, "rule"), rules)
	}
	r.FitRight(text.Style{}, text.Count(x.Files), 8)
	r.FitRight(th.Dim, share(x.Files, p.book.census.Files), 5)
}

// drawRule is a row of the rules.
func (p *Pane) drawRule(r *text.Row, i int) {
	th, width := p.o.Theme, r.Rest()
	at := p.rules[i]
	x, wins := &p.book.own.File.Rules.Rules[at], p.book.census.Wins[at]
	owners := min(max(width*38/100, 10), 60)
	r.FitRight(th.Dim, text.Count(x.Line), 6)
	r.Space(2)
	note, mark := p.ruleNote(x, wins)
	room := max(width-owners-8-9-1, 4)
	r.Fit(text.Style{}, text.Clean(x.Pattern), room)
	r.Space(1)
	if note == "" {
		r.FitRight(text.Style{}, text.Count(wins), 8)
	} else {
		r.FitRight(mark, note, 8)
	}
	r.Space(1)
	if len(x.Owners) == 0 {
		r.Add(th.Warn, "nobody")
		return
	}
	p.people().PutOwners(r, p.o.Theme, x.Owners)
}

// ruleNote is why a rule decides nothing, in a word.
func (p *Pane) ruleNote(x *codeowners.Rule, wins int) (string, text.Style) {
	if wins > 0 {
		return "", text.Style{}
	}
	switch m := p.marks[x.Line]; m.Kind {
	case codeowners.Duplicate, codeowners.NeverWins:
		if m.Other != 0 {
			return "by " + text.Count(m.Other), p.o.Theme.Bad
		}
		return "never", p.o.Theme.Bad
	case codeowners.NeverMatches:
		return "never", p.o.Theme.Bad
	case codeowners.OtherCase:
		return "case", p.o.Theme.Bad
	case codeowners.OwnerAsPattern:
		return "pattern", p.o.Theme.Bad
	case codeowners.NoFile:
		return "no file", p.o.Theme.Warn
	}
	return "0", p.o.Theme.Dim
}

// drawProblem is a row of the problems.
func (p *Pane) drawProblem(r *text.Row, i int) {
	th, width := p.o.Theme, r.Rest()
	x := &p.problems[i]
	at := ""
	if x.Line > 0 {
		at = fmt.Sprintf("%d:%d", x.Line, x.Column)
	}
	r.Fit(th.Dim, at, 8)
	by := 8
	if width < 50 {
		by = 0
	}
	style := th.Warn
	if x.GitHub || x.Kind == codeowners.InvalidPattern || x.Kind == codeowners.InvalidOwner {
		style = th.Bad
	}
	r.Fit(style, text.Clean(string(x.Kind)), min(18, max(width-8-by, 4)))
	room := width - 8 - min(18, max(width-8-by, 4)) - by
	if room > 4 {
		r.Space(1)
		r.Fit(text.Style{}, text.Clean(cmp.Or(x.Suggestion, wordAt(x.Problem))), room-2)
		r.Space(1)
	}
	switch {
	case by == 0:
	case x.Ours && x.GitHub:
		r.FitRight(th.Dim, "both", by)
	case x.GitHub:
		r.FitRight(th.Dim, "GitHub", by)
	default:
		r.FitRight(th.Dim, "here", by)
	}
}
