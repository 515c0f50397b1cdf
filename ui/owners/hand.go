package owners

import (
	"strings"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// view asks for the file under the cursor, or for the CODEOWNERS file at the line
// of the rule.
func (p *Pane) view() pane.Intent {
	path, index, ok := p.currentPath()
	line := 0
	if r := p.currentRule(); p.tab == rulesTab && r != nil && p.draft == nil {
		path, line, ok = p.book.own.File.Path, r.Line, true
	}
	if !ok || index < 0 {
		return pane.Say{Text: "go to a file first: v shows what is in it"}
	}
	return pane.ShowFile{
		Place: p.subject.Place, Repo: p.subject.Repo, DefaultBranch: p.subject.DefaultBranch, Ref: p.subject.Head(), Path: path, Line: line,
	}
}

// history asks for the commits that change the file or folder under the cursor.
func (p *Pane) history() pane.Intent {
	path, _, ok := p.currentPath()
	if !ok {
		return pane.Say{Text: "go to a file first: H shows the commits that change it"}
	}
	return pane.ShowHistory{
		Place: p.subject.Place, Repo: p.subject.Repo, DefaultBranch: p.subject.DefaultBranch, Ref: p.subject.Head(), Path: strings.TrimSuffix(path, "/"),
	}
}

// hand gives the address or the name of what the cursor is on to the browser or
// the clipboard.
func (p *Pane) hand(a keymap.Action) pane.Intent {
	if p.book == nil {
		return nil
	}
	path, line, name, what := "", 0, "", "path"
	switch p.tab {
	case filesTab, unownedTab:
		path, _, _ = p.currentPath()
		name = path
	case ownersTab:
		name, what = p.currentOwner(), "owner"
	case rulesTab:
		if r := p.currentRule(); r != nil {
			path, line, name, what = p.book.own.File.Path, r.Line, r.Pattern, "pattern"
		}
	case problemsTab:
		if x, ok := p.currentProblem(); ok {
			path, line, name, what = p.book.own.File.Path, x.Line, string(x.Kind)+": "+x.Suggestion, "problem"
		}
	}
	if a == keymap.CopyShort {
		return pane.Copy{Text: text.Clean(name), What: what}
	}
	url := ""
	if path != "" && p.draft == nil {
		url = p.o.Client.FileURL(p.subject.Place, p.subject.Repo, p.book.own.Tree.Commit, path, line)
	}
	if a == keymap.Browse {
		return pane.Browse{URL: url}
	}
	return pane.Copy{Text: url, What: "URL"}
}
