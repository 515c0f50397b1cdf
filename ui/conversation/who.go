package conversation

import (
	"path"
	"slices"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/markdown"
	"hubtrail/ui/pane"
)

// changes goes to the changes of the pull request, at the file of the current part
// if it is about one.
func (p *Pane) changes() pane.Intent {
	if !p.pull() {
		return pane.Say{Text: "an issue has no changes: only pull requests do"}
	}
	d := pane.ShowDiff{Place: p.at.Place, Repo: p.ref().Repo, Diff: pane.DiffAt{Pull: p.ref().Number}}
	if paths, at := p.meant(); p.tab != talkTab && at < len(paths) {
		d.Path = paths[at]
	}
	return d
}

// whoOwns asks who owns what the link chosen leads to, or else the paths that
// the current part is about or speaks of.
func (p *Pane) whoOwns() pane.Intent {
	base := p.base()
	w := pane.WhoOwns{Place: p.at.Place, Repo: base.Repo, Ref: base.Ref}
	if l, ok := p.link(); ok {
		switch l.Kind {
		case markdown.LinkPath:
			name, _, _ := strings.Cut(l.Path, "#")
			if name = strings.TrimPrefix(path.Clean("/"+name), "/"); name != "" {
				w.Paths = []string{name}
				return w
			}
		case markdown.LinkURL:
			for _, one := range github.PathsIn(l.URL, p.o.Hosts()...) {
				if one.Repo != (github.RepoRef{}) {
					return pane.WhoOwns{Place: p.at.Place, Repo: one.Repo, Ref: one.Ref, Paths: []string{one.Path}}
				}
			}
		}
	}
	w.Paths, w.At = p.meant()
	if len(w.Paths) == 0 {
		return pane.Say{Text: "no path is spoken of here"}
	}
	return w
}

// meant is the paths of the current part, and which of them is meant.
func (p *Pane) meant() (paths []string, at int) {
	s := p.sheet()
	current := s.current()
	if current < 0 {
		return nil, 0
	}
	x := &s.parts[current]
	switch {
	case len(x.paths) > 0:
		return x.paths, x.at
	case p.tab != talkTab:
		return nil, 0
	case x.thread != nil:
		said := ""
		for i := range x.thread.Comments {
			said += x.thread.Comments[i].Body + "\n"
		}
		return p.spokenOf(said, x.thread.Path), 0
	case x.event != nil:
		return p.spokenOf(x.event.Body), 0
	case x.key == "body":
		return p.spokenOf(p.issue().Body), 0
	case x.key != "head":
		return nil, 0
	}
	if set := p.files.Value(); set != nil {
		return set.paths(), 0
	}
	if a := p.approvals.Value(); a != nil && len(a.Paths) > 0 {
		for i := range a.Paths {
			paths = append(paths, a.Paths[i].Path)
		}
		return paths, 0
	}
	return p.spokenOf(p.issue().Title + "\n" + p.issue().Body), 0
}

// paths is the paths of the files.
func (f *fileSet) paths() []string {
	paths := make([]string, len(f.files))
	for i := range f.files {
		paths[i] = f.files[i].Path
	}
	return paths
}

// spokenOf is the paths of this repository in a text, after those given. What may
// as well be two words with a slash between counts only if nothing else is there.
func (p *Pane) spokenOf(said string, paths ...string) []string {
	repo := p.base().Repo
	found := slices.DeleteFunc(github.PathsIn(said, p.o.Hosts()...), func(one github.PathAt) bool {
		return one.Repo != (github.RepoRef{}) && !strings.EqualFold(one.Repo.String(), repo.String())
	})
	likely := slices.ContainsFunc(found, github.PathAt.Likely)
	for _, one := range found {
		if (one.Likely() || !likely && len(paths) == 0) && !slices.Contains(paths, one.Path) {
			paths = append(paths, one.Path)
		}
	}
	return paths
}
