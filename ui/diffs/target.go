package diffs

import (
	"cmp"
	"strconv"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// target is what the cursor is on, in the repository: a file at one end of the
// change, and a line of it.
type target struct {
	path string
	ref  string // SHA of the end that has it, "" if it is not known
	line int    // from 1, 0 for none
	old  bool   // the end is the older one
}

// target is the file under the cursor, also in the list of files, at the newer end;
// what was removed is at the older one. ok is false on no file.
func (p *Pane) target() (t target, ok bool) {
	i := p.fileHere()
	if i < 0 {
		return target{}, false
	}
	f := p.change.files[i]
	t = target{path: f.Path, ref: p.change.new}
	if file, it, _ := p.here(); file >= 0 && it.kind == codeItem {
		l := f.patch().Line(p.body(file).lineAt(it.at))
		if t.line = l.NewNo; t.line == 0 && l.OldNo > 0 {
			t.line, t.old = l.OldNo, true
		}
	}
	if t.old = t.old || f.Status == "removed"; t.old {
		t.ref, t.path = p.change.old, cmp.Or(f.PreviousPath, f.Path)
	}
	return t, true
}

// whoOwns asks who owns the file under the cursor, among all files of the change.
func (p *Pane) whoOwns() pane.Intent {
	if p.change == nil || len(p.change.files) == 0 {
		return pane.Say{Text: "no path is spoken of here"}
	}
	ref := p.subject.Commit
	if ref == "" {
		ref = p.change.base
	}
	w := pane.WhoOwns{Place: p.subject.Place, Repo: p.subject.Repo, Ref: ref, At: max(p.fileHere(), 0)}
	for _, f := range p.change.files {
		w.Paths = append(w.Paths, f.Path)
	}
	return w
}

// page is where GitHub shows the change, at the line under the cursor.
func (p *Pane) page() string {
	if p.change == nil || p.change.url == "" {
		return p.url()
	}
	page := p.change.url
	if p.subject.Commit == "" && p.subject.Diff.Pull != 0 {
		page += "/files"
	}
	i := p.fileHere()
	if i < 0 {
		return page
	}
	t, _ := p.target()
	return page + "#" + github.AnchorOf(p.change.files[i].Path, t.old, t.line).String()
}

// url is the page of the line under the cursor in its file, else of the change: a
// permalink by SHA.
func (p *Pane) url() string {
	if p.change == nil {
		return ""
	}
	t, _ := p.target()
	if file, _, _ := p.here(); file < 0 || t.ref == "" {
		return p.change.url
	}
	return p.o.Client.FileURL(p.subject.Place, p.subject.Repo, t.ref, t.path, t.line)
}

// viewFile shows the file under the cursor at its line, as it is after the change.
func (p *Pane) viewFile() pane.Intent {
	t, ok := p.target()
	if !ok {
		return pane.Say{Text: "go to a file first"}
	}
	return pane.ShowFile{Place: p.subject.Place, Repo: p.subject.Repo, Ref: t.ref, Path: t.path, Line: t.line}
}

// editFile opens the file under the cursor at its line in the person's editor.
func (p *Pane) editFile() pane.Intent {
	t, ok := p.target()
	switch {
	case !ok:
		return pane.Say{Text: "go to a file first"}
	case t.ref == "":
		return pane.Say{Text: "it is not known yet which commit the file is of"}
	}
	e := pane.EditFile{Place: p.subject.Place, Repo: p.subject.Repo, Commit: t.ref, Path: t.path, Line: t.line}
	if f := p.change.files[p.fileHere()]; t.ref == p.change.new {
		e.Blob = f.SHA
	}
	return e
}

// copyName gives the path and the line under the cursor, else the commit's SHA.
func (p *Pane) copyName() pane.Intent {
	if p.change == nil {
		return nil
	}
	t, ok := p.target()
	switch {
	case !ok:
		return pane.Copy{Text: p.change.new, What: "SHA"}
	case t.line > 0:
		t.path += ":" + strconv.Itoa(t.line)
	}
	return pane.Copy{Text: text.Clean(t.path), What: "path"}
}
