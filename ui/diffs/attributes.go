package diffs

import (
	"context"
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/gitattributes"
	"hubtrail/ui/text"
)

// sayings are what .gitattributes files say of files, by path: whether each is
// generated, vendored, to be compared.
type sayings map[string][]gitattributes.Value

// askAttributes asks for the .gitattributes at the newer end. Without an answer
// there are none.
func (p *Pane) askAttributes() tea.Cmd {
	x, s, client := p.change, p.subject, p.o.Client
	if !github.IsWholeSHA(x.new) || len(x.files) == 0 {
		return nil
	}
	files := x.commit.Files
	return p.said.Start(0, func(ctx context.Context, emit func(sayings, time.Time)) error {
		a, err := client.Attributes(ctx, s.Place, s.Repo, x.new, files, "linguist-generated", "linguist-vendored", "diff")
		if err != nil {
			return err
		}
		said := sayings{}
		for i := range files {
			v := a.Of(files[i].Path)
			if slices.ContainsFunc(v, func(v gitattributes.Value) bool { return v.State != gitattributes.Unspecified }) {
				said[files[i].Path] = v
			}
		}
		emit(said, time.Time{})
		return nil
	})
}

// heed folds and unfolds the files of which attributes say other than they look, but
// for what the person is reading.
func (p *Pane) heed() {
	at := p.place()
	for i, f := range p.change.files {
		was := f.noise != ""
		is := p.judge(f).noise != ""
		if reading := at.path == f.Path && at.line >= 0; was != is && !reading {
			p.folded[i] = is || p.seen[i]
		}
	}
	p.layOut()
	p.goTo(at)
}

// judge says why a file is noise by what is said of it; what it looks like counts
// where nothing is. As on GitHub, what says to be no generated file is not folded
// as a lock file or minified either.
func (p *Pane) judge(f *file) *file {
	f.noise = f.looks
	said := p.said.Value()[f.Path]
	if said == nil {
		return f
	}
	generated, vendored, compared := said[0], said[1], said[2]
	by := func(v gitattributes.Value) string { return ", says " + text.Clean(v.Path) + ":" + strconv.Itoa(v.Line) }
	switch {
	case generated.IsSet():
		f.noise = "generated" + by(generated)
	case vendored.IsSet():
		f.noise = "vendored" + by(vendored)
	case compared.State == gitattributes.Unset && (f.HasPatch() || f.PatchLeftOut()):
		f.noise = "not to be compared" + by(compared)
	case vendored.IsUnset() && f.looks == "vendored", generated.IsUnset() && f.looks != "vendored":
		f.noise = ""
	}
	return f
}
