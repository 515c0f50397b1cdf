package source

import (
	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// step is how many cells one key moves sideways.
const step = 8

func (p *Pane) act(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.scanning.typing != nothing {
		return p.actTyping(a), nil
	}
	if p.list.Act(a) {
		return nil, nil
	}
	switch a {
	case keymap.Left:
		p.left -= step
	case keymap.Right:
		p.left += step
	case keymap.Open:
		return p.open()
	case keymap.Back:
		return p.back()
	case keymap.Blame:
		p.blaming = !p.blaming
		return nil, p.askBlame()
	case keymap.Before:
		return p.goBefore()
	case keymap.Filter, keymap.ToLine:
		if p.list.Len() == 0 {
			return pane.Say{Text: "there are no lines here"}, nil
		}
		t := words
		if a == keymap.ToLine {
			t = number
		}
		p.scanning.start(t, p.list.Cursor())
	case keymap.NextMatch, keymap.PreviousMatch:
		return p.match(a == keymap.PreviousMatch), nil
	case keymap.Select:
		return p.selectLines(), nil
	case keymap.CopyLines:
		return p.copyLines(), nil
	case keymap.Reload, keymap.ReloadAll:
		p.blame.Reset()
		return nil, p.load()
	case keymap.Refs:
		if p.subject.Repo.Name != "" {
			return pane.Show{Pane: pane.Refs}, nil
		}
	default:
		if p.here().path == "" {
			return nil, nil
		}
		return p.hand(a), nil
	}
	return nil, nil
}

// open goes to the commit that wrote the line.
func (p *Pane) open() (pane.Intent, tea.Cmd) {
	if p.list.Cursor() < 0 {
		return nil, nil
	}
	if r := p.blamed(p.list.Cursor()); r != nil {
		return pane.ChooseCommit{SHA: r.Commit.SHA}, nil
	}
	return p.wantBlame()
}

// wantBlame shows who wrote the lines, which has to be known first.
func (p *Pane) wantBlame() (pane.Intent, tea.Cmd) {
	p.blaming = true
	switch cmd := p.askBlame(); {
	case cmd != nil:
		return pane.Say{Text: "asking who wrote the lines: then once more"}, cmd
	case !p.blame.Busy().IsZero():
		return pane.Say{Text: "still asking who wrote the lines"}, nil
	case p.blame.Err() != nil:
		return pane.Say{Text: "it is not known who wrote the lines: r asks again"}, nil
	case p.blamed(p.list.Cursor()) == nil:
		return pane.Say{Text: "GitHub does not say who wrote this line"}, nil
	}
	return nil, nil
}

// back undoes what was done last: what is selected or marked, the search, then the
// step behind a commit.
func (p *Pane) back() (pane.Intent, tea.Cmd) {
	switch {
	case p.selection.any():
		p.selection = selection{}
	case p.scanning.query != "":
		p.scanning.stop()
	case len(p.trail) > 0:
		return nil, p.goBack()
	default:
		return pane.Leave{}, nil
	}
	return nil, nil
}

// hand gives the lines or the file to the browser, the clipboard, the editor or
// another pane.
func (p *Pane) hand(a keymap.Action) pane.Intent {
	at, ref := p.here(), p.here().ref
	first, last := p.linesHere()
	if pg := p.slot.Value(); pg != nil {
		ref = pg.file.Commit
	}
	switch a {
	case keymap.Browse:
		return pane.Browse{URL: p.o.Client.LinesURL(at.at, at.repo, ref, at.path, first, last)}
	case keymap.CopyURL:
		return pane.Copy{Text: p.o.Client.LinesURL(at.at, at.repo, ref, at.path, first, last), What: "URL"}
	case keymap.CopyShort:
		name := text.Clean(at.path)
		if first > 0 {
			name += ":" + lineName(first, last)
		}
		return pane.Copy{Text: name, What: "place"}
	case keymap.Who:
		return pane.WhoOwns{Place: at.at, Repo: at.repo, Ref: at.ref, Paths: []string{at.path}}
	case keymap.FindFile:
		return pane.ShowOwners{Place: at.at, Repo: at.repo, DefaultBranch: p.subject.DefaultBranch, Ref: at.ref, Path: at.path}
	case keymap.History:
		return pane.ShowHistory{Place: at.at, Repo: at.repo, DefaultBranch: p.subject.DefaultBranch, Ref: at.ref, Path: at.path}
	case keymap.Editor:
		if p.list.Len() == 0 {
			return pane.Say{Text: "there is no text to open in an editor"}
		}
		f := p.slot.Value().file
		return pane.EditFile{Place: at.at, Repo: at.repo, Commit: f.Commit, Path: at.path, Line: first, Blob: f.Blob, Text: p.slot.Value().text}
	}
	return nil
}
