package owners

import (
	"slices"
	"strings"

	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
)

// filter narrows the files shown.
type filter struct {
	owner string // only what this owner has; "" for all
	line  int    // only what the rule on this line decides; 0 for all
	mine  bool   // only what I or my teams have
}

func (f filter) none() bool { return f == filter{} }

// wants reports whether a file with this deciding rule, nil for none, is shown.
func (p *Pane) wants(r *codeowners.Rule) bool {
	f := p.filter
	switch {
	case f.none():
		return true
	case r == nil, f.line != 0 && r.Line != f.line, f.owner != "" && !owns(r, f.owner):
		return false
	}
	return !f.mine || p.isMine(r.Owners)
}

func owns(r *codeowners.Rule, owner string) bool {
	return slices.ContainsFunc(r.Owners, func(o string) bool { return strings.EqualFold(o, owner) })
}

// isMine reports whether I or a team of mine is among the owners.
func (p *Pane) isMine(owners []string) bool {
	mine := p.mine.Value()
	return slices.ContainsFunc(owners, func(o string) bool { return mine[strings.ToLower(o)] })
}

// filterText is what the files are narrowed to.
func (p *Pane) filterText() string {
	f := p.filter
	var says []string
	if f.owner != "" {
		says = append(says, "owned by "+text.Clean(f.owner))
	}
	if f.line != 0 {
		says = append(says, "decided by line "+text.Count(f.line)+" of "+p.fileName())
	}
	if f.mine {
		says = append(says, "mine")
	}
	return strings.Join(says, ", ")
}

// filterNote is what is to be said beside it.
func (p *Pane) filterNote() string {
	switch {
	case !p.filter.mine:
	case p.mine.Err() != nil:
		return "your teams are not known: " + text.Clean(p.mine.Err().Error())
	case p.mine.Complete() && len(p.mine.Value()) == 0:
		return "this account is no person: nothing is its own"
	}
	return ""
}

// fileName is the CODEOWNERS file's path.
func (p *Pane) fileName() string {
	if p.book == nil || p.book.own.File.Path == "" {
		return "CODEOWNERS"
	}
	return p.book.own.File.Path
}
