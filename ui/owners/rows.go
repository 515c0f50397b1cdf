package owners

import (
	"cmp"
	"slices"
	"strings"

	"hubtrail/github"
	"hubtrail/github/codeowners"
)

// layOut makes the rows of every view anew and keeps the cursor where it was.
func (p *Pane) layOut() {
	p.told = nil
	if p.book == nil {
		p.owners, p.rules, p.problems, p.hits = nil, nil, nil, nil
		for t := range p.lists {
			p.lists[t].SetLen(0)
			p.lists[t].Home()
		}
		return
	}
	own := p.book.own
	all := own.All()
	if !p.filter.none() {
		all = own.Pick(p.wants)
	}
	p.follow(filesTab, &p.files, all)
	p.follow(unownedTab, &p.unowned, own.Pick(func(r *codeowners.Rule) bool { return r == nil || len(r.Owners) == 0 }))
	p.narrow()
	p.layOutOwners()
	p.layOutRules()
	p.judge()
}

// follow shows other files in an outline, with the cursor on the same path.
func (p *Pane) follow(t tab, o *outline, set []int) {
	was := ""
	if at := p.lists[t].Cursor(); at >= 0 && at < len(o.rows) {
		was = o.rows[at].path
	}
	o.show(p.book.own, set)
	at := -1
	if was != "" {
		at = o.find(strings.TrimSuffix(was, "/"))
	}
	p.lists[t].Follow(len(o.rows), at)
}

func (p *Pane) layOutOwners() {
	list := p.book.census.Owners
	was := ""
	if at := p.lists[ownersTab].Cursor(); at >= 0 && at < len(p.owners) && p.owners[at] < len(list) {
		was = list[p.owners[at]].Owner
	}
	p.owners = p.owners[:0]
	for i := range list {
		if !p.filter.mine || p.isMine([]string{list[i].Owner}) {
			p.owners = append(p.owners, i)
		}
	}
	if p.sorted[ownersTab] {
		slices.SortStableFunc(p.owners, func(a, b int) int {
			return cmp.Compare(strings.ToLower(list[a].Owner), strings.ToLower(list[b].Owner))
		})
	}
	at := slices.IndexFunc(p.owners, func(i int) bool { return strings.EqualFold(list[i].Owner, was) })
	p.lists[ownersTab].Follow(len(p.owners), at)
}

func (p *Pane) layOutRules() {
	list, wins := p.book.own.File.Rules.Rules, p.book.census.Wins
	was := 0
	if r := p.currentRule(); r != nil {
		was = r.Line
	}
	p.rules = p.rules[:0]
	for i := range list {
		if !p.filter.mine || p.isMine(list[i].Owners) {
			p.rules = append(p.rules, i)
		}
	}
	if p.sorted[rulesTab] {
		slices.SortStableFunc(p.rules, func(a, b int) int { return cmp.Compare(wins[b], wins[a]) })
	}
	at := slices.IndexFunc(p.rules, func(i int) bool { return list[i].Line == was })
	p.lists[rulesTab].Follow(len(p.rules), at)
}

// judge joins what was found wrong here with what GitHub reports.
func (p *Pane) judge() {
	if p.book == nil {
		return
	}
	theirs := p.errors.Value()
	if p.draft != nil {
		theirs = nil // they are about another file
	}
	ours := p.lint.Value()
	if !p.lint.Has() {
		ours = fileProblems(p.book.own)
	}
	if err := p.errors.Err(); err != nil && p.draft == nil {
		ours = append([]codeowners.Problem{{Kind: notAsked, Suggestion: "GitHub's own check is missing: " + reason(err)}}, ours...)
	}
	p.problems = github.JoinProblems(ours, theirs)
	p.lists[problemsTab].SetLen(len(p.problems))
	p.marks, p.unknown = map[int]codeowners.Problem{}, map[string]string{}
	for _, x := range p.problems {
		switch x.Kind {
		case codeowners.Duplicate, codeowners.NeverWins, codeowners.NeverMatches, codeowners.NoFile, codeowners.OtherCase, codeowners.OwnerAsPattern:
			if _, ok := p.marks[x.Line]; !ok {
				p.marks[x.Line] = x.Problem
			}
		case unknownOwner:
			if owner := wordAt(x.Problem); owner != "" {
				p.unknown[strings.ToLower(owner)] = x.Suggestion
			}
		}
	}
}

// notAsked says that GitHub could not tell what it finds wrong.
const notAsked codeowners.Kind = "Not asked"

// unknownOwner is GitHub's kind for one that does not exist or may not write.
const unknownOwner codeowners.Kind = "Unknown owner"

// wordAt is the pattern or owner that a problem points at; columns count
// characters.
func wordAt(x codeowners.Problem) string {
	runes := []rune(x.Source)
	if x.Column < 1 || x.Column > len(runes) {
		return ""
	}
	word := string(runes[x.Column-1:])
	if end := strings.IndexAny(word, " \t\r\n#"); end >= 0 {
		word = word[:end]
	}
	return word
}

// narrow shows the paths that match what is typed, best first.
func (p *Pane) narrow() {
	p.hits = p.hits[:0]
	query := p.input.Value()
	if p.book == nil || query == "" {
		return
	}
	for _, i := range p.book.index().Match(query) {
		if p.filter.none() || p.wants(p.book.own.Rule(i)) {
			p.hits = append(p.hits, i)
		}
	}
	p.lists[filesTab].SetLen(len(p.hits))
	p.lists[filesTab].Home()
}

// finding reports whether the files are those that match what is typed.
func (p *Pane) finding() bool { return p.tab == filesTab && p.input.Value() != "" }

// reveal shows a path in the tree of files.
func (p *Pane) reveal(path string) {
	p.turnTo(filesTab)
	p.clearFind()
	if i, ok := p.book.own.Find(path); ok && !p.wants(p.book.own.Rule(i)) {
		p.filter = filter{}
		p.layOut()
	}
	at := p.files.reveal(path)
	p.lists[filesTab].SetLen(len(p.files.rows))
	p.lists[filesTab].Select(at)
}

// show puts the cursor on a path that was asked for; a folder is unfolded.
func (p *Pane) show(path string) {
	p.reveal(path)
	at := p.lists[filesTab].Cursor()
	if at < 0 || !p.files.rows[at].folder || p.files.open[p.files.rows[at].path] || !strings.HasPrefix(p.files.rows[at].path, strings.TrimSuffix(path, "/")+"/") {
		return
	}
	p.toggle(&p.files, at)
}

// clearFind ends looking for a path.
func (p *Pane) clearFind() {
	p.typing = false
	if p.input.Value() != "" {
		p.input.SetValue("")
		p.hits = p.hits[:0]
		p.lists[filesTab].SetLen(len(p.files.rows))
	}
}

// outlineOf is the tree of the view, nil if it is none.
func (p *Pane) outlineOf() *outline {
	switch p.tab {
	case filesTab:
		return &p.files
	case unownedTab:
		return &p.unowned
	}
	return nil
}

// currentPath is the file or folder under the cursor; ok is false if there is
// none. A file's index is in the tree of the repository, a folder's is -1.
func (p *Pane) currentPath() (path string, index int, ok bool) {
	at := p.lists[p.tab].Cursor()
	o := p.outlineOf()
	switch {
	case at < 0 || o == nil || p.book == nil:
		return "", 0, false
	case p.finding():
		return p.book.own.Tree.Paths[p.hits[at]], p.hits[at], true
	case o.rows[at].folder:
		return o.rows[at].path, -1, true
	}
	return o.rows[at].path, o.set[o.rows[at].from], true
}

// currentRule is the rule under the cursor of the rules, nil if there is none.
func (p *Pane) currentRule() *codeowners.Rule {
	at := p.lists[rulesTab].Cursor()
	if p.book == nil || at < 0 || at >= len(p.rules) || p.rules[at] >= len(p.book.own.File.Rules.Rules) {
		return nil
	}
	return &p.book.own.File.Rules.Rules[p.rules[at]]
}

// currentOwner is the owner under the cursor of the owners, "" if there is none.
func (p *Pane) currentOwner() string {
	at := p.lists[ownersTab].Cursor()
	if p.book == nil || at < 0 || at >= len(p.owners) {
		return ""
	}
	return p.book.census.Owners[p.owners[at]].Owner
}

// currentProblem is the problem under the cursor.
func (p *Pane) currentProblem() (github.OwnersProblem, bool) {
	at := p.lists[problemsTab].Cursor()
	if at < 0 || at >= len(p.problems) {
		return github.OwnersProblem{}, false
	}
	return p.problems[at], true
}

// currentTeam is the team under the cursor of the owners, as "org/slug".
func (p *Pane) currentTeam() (string, bool) {
	if p.tab != ownersTab {
		return "", false
	}
	team, ok := strings.CutPrefix(p.currentOwner(), "@")
	return team, ok && strings.Contains(team, "/")
}

// toLine puts the cursor of the rules on the rule of a line.
func (p *Pane) toLine(line int) bool {
	for i, at := range p.rules {
		if p.book.own.File.Rules.Rules[at].Line == line {
			p.turnTo(rulesTab)
			p.lists[rulesTab].Select(i)
			return true
		}
	}
	return false
}
