package diffs

import (
	"fmt"
	"path"

	"hubtrail/github"
)

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
	if p.givingPath != "" {
		name += "-" + path.Base(p.givingPath)
	}
	return name + ".patch"
}
