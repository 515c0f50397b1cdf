package diffs

import (
	"fmt"
	"path"
	"strings"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// patchHere is the patch of the file under the cursor, else of all files, with
// what it is of, and how many of the files have none: their patches were left
// out and not fetched yet, or they are no text.
func (p *Pane) patchHere() (patch, what string, without int) {
	if p.change == nil {
		return "", "", 0
	}
	if i := p.fileHere(); i >= 0 {
		f := p.change.files[i]
		return github.PatchOf(f.File), "the patch of " + text.Clean(f.Path), 0
	}
	var all strings.Builder
	for _, f := range p.change.files {
		one := github.PatchOf(f.File)
		if one == "" {
			without++
		}
		all.WriteString(one)
	}
	return all.String(), "the patch of " + count(len(p.change.files)-without, "file"), without
}

// copyPatch gives the patch of the file under the cursor, or of all.
func (p *Pane) copyPatch() pane.Intent {
	patch, what, without := p.patchHere()
	if patch == "" {
		return pane.Say{Text: "there is no patch here"}
	}
	return pane.Copy{Text: patch, What: what + lacking(without)}
}

// givePatch saves the patch of the file under the cursor, or of all, or gives it
// to the person's pager.
func (p *Pane) givePatch(a keymap.Action) pane.Intent {
	patch, _, without := p.patchHere()
	switch {
	case patch == "":
		return pane.Say{Text: "there is no patch here"}
	case a == keymap.Pipe:
		return pane.PipeText{Text: patch}
	}
	return pane.SaveText{Text: patch, Name: p.patchName(), Note: strings.TrimPrefix(lacking(without), ", ")}
}

// lacking says how much of a change is not in its patch.
func lacking(without int) string {
	switch without {
	case 0:
		return ""
	case 1:
		return ", without 1 file that has no patch here"
	}
	return ", without " + count(without, "file") + " that have no patch here"
}

// patchName is the name of a file for the patch.
func (p *Pane) patchName() string {
	name := p.subject.Repo.Name
	switch d := p.subject.Diff; {
	case p.subject.Commit != "":
		name += "-" + github.ShortRef(p.subject.Commit)
	case d.Pull != 0:
		name += fmt.Sprintf("-%d", d.Pull)
	default:
		name += "-" + d.Compare.String()
	}
	if i := p.fileHere(); i >= 0 {
		name += "-" + path.Base(p.change.files[i].Path)
	}
	return name + ".patch"
}
