package diffs

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/ui/text"
)

// fetched is a patch that was made here, of the two versions of a file.
type fetched struct {
	path  string
	from  string // the file's path before, if it was renamed
	patch string
	lines int // of context
	err   error
}

// ahead is how many files behind those in sight are fetched before they are.
const ahead = 2

// wants asks for the patches that GitHub left out of the files in sight, one after
// the other, and of a few behind them.
func (p *Pane) wants() tea.Cmd {
	if p.change == nil || !p.shown || !p.fetch.Busy().IsZero() || p.change.old == "" && p.change.new == "" {
		return nil
	}
	first, end := p.list.Window()
	if p.flow.total() == 0 || end == 0 {
		return nil
	}
	from, _ := p.flow.at(first)
	to, _ := p.flow.at(end - 1)
	for n := max(from-fileSections, 0); n <= to-fileSections+ahead && n < len(p.order); n++ {
		i := p.order[n]
		f := p.change.files[i]
		if _, done := p.madeOf(f.source); !done && !p.folded[i] && f.PatchLeftOut() && !isSubmodule(f.File) {
			return p.fetchPatch(i, usualContext)
		}
	}
	return nil
}

// usualContext is the lines around changes that GitHub gives.
const usualContext = 3

// fetchPatch makes the patch of a file from its two versions.
func (p *Pane) fetchPatch(i, lines int) tea.Cmd {
	s, client, x := p.subject, p.o.Client, p.change
	f := *x.files[i].File
	return p.fetch.Start(0, func(ctx context.Context, emit func(fetched, time.Time)) error {
		got := fetched{path: f.Path, from: f.PreviousPath, lines: lines}
		got.patch, got.err = client.FilePatch(ctx, s.Place, s.Repo, x.old, x.new, f, differ(lines))
		if ctx.Err() != nil {
			return ctx.Err()
		}
		emit(got, time.Time{})
		return nil
	})
}

// adopt shows patches that were made here.
func (p *Pane) adopt(patches ...fetched) {
	fresh := map[string]bool{}
	for _, got := range patches {
		p.made[got.path], fresh[got.path] = got, true
	}
	at := p.place()
	for i, f := range p.change.files {
		if fresh[f.Path] {
			p.change.files[i] = p.remade(f.source)
			p.bodies[i] = nil
		}
	}
	p.layOut()
	p.goTo(at)
}

// remade is a file as it is to be shown.
func (p *Pane) remade(f *github.File) *file { return p.judge(p.patched(f)) }

// patched is a file with the patch that was made of it, if one was.
func (p *Pane) patched(f *github.File) *file {
	got, ok := p.madeOf(f)
	if !ok {
		return p.spaced(newFile(f))
	}
	if got.err != nil {
		x := newFile(f)
		x.says = append(x.says, "it could not be made here: "+text.Clean(reason(got.err)))
		return x
	}
	with := *f
	with.Patch, with.Apart, with.Uncounted = got.patch, github.PatchApart{}, false
	with.Additions, with.Deletions = countsOf(got.patch)
	x := p.spaced(newFile(&with))
	x.source = f
	return x
}

// madeOf is the patch that was made of a file: none of what it was taken for before
// it was found to be renamed.
func (p *Pane) madeOf(f *github.File) (fetched, bool) {
	got, ok := p.made[f.Path]
	return got, ok && got.from == f.PreviousPath
}

// countsOf is how many lines a patch adds and deletes.
func countsOf(patch string) (additions, deletions int) {
	if files := diff.ParseString(patch).Files; len(files) > 0 {
		return files[0].Additions, files[0].Deletions
	}
	return 0, 0
}

// reason is an error without what was being done.
func reason(err error) string {
	var r interface{ Reason() string }
	if errors.As(err, &r) {
		return r.Reason()
	}
	return err.Error()
}

// moreContext shows more lines around the changes of the file under the cursor.
func (p *Pane) moreContext() tea.Cmd {
	i := p.fileHere()
	if i < 0 || p.change.old == "" && p.change.new == "" {
		return nil
	}
	lines := usualContext
	if got, ok := p.madeOf(p.change.files[i].source); ok {
		lines = got.lines
	}
	return p.fetchPatch(i, lines*4)
}
