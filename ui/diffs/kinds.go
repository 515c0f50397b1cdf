package diffs

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/diff"
)

// unclear reports whether GitHub's list does not say what became of a file: it
// tells no modes.
func unclear(f *github.File) bool {
	if f.OldMode != "" || f.NewMode != "" || f.PatchLeftOut() {
		return false
	}
	return f.Status == "changed" || !f.HasPatch() && (f.Status == "modified" || f.Status == "renamed") && f.Additions+f.Deletions == 0
}

// askModes asks for the modes that the list of files does not tell: of the two trees
// if it leaves open what became of a file, else as it costs least.
func (p *Pane) askModes() tea.Cmd {
	x, s, client := p.change, p.subject, p.o.Client
	open, known := false, true
	for i := range x.commit.Files {
		f := &x.commit.Files[i]
		open = open || unclear(f)
		known = known && f.OldMode+f.NewMode != ""
	}
	if known || !github.IsWholeSHA(x.old) || !github.IsWholeSHA(x.new) {
		return nil
	}
	return p.trees.Start(0, func(ctx context.Context, emit func(map[string]github.File, time.Time)) error {
		ask := client.Modes
		if open {
			ask = func(ctx context.Context, at github.Place, repo github.RepoRef, oldSHA, newSHA string, _ []github.File) ([]github.File, error) {
				return client.TreeDiff(ctx, at, repo, oldSHA, newSHA)
			}
		}
		files, err := ask(ctx, s.Place, s.Repo, x.old, x.new, x.commit.Files)
		if err != nil && len(files) == 0 {
			return err
		}
		by := make(map[string]github.File, len(files))
		for _, f := range files {
			by[f.Path] = f
		}
		emit(by, time.Time{})
		return err
	})
}

// learn takes over what was told of the files.
func (p *Pane) learn() {
	at := p.place()
	for i, f := range p.change.files {
		known, ok := p.trees.Value()[f.Path]
		if ok && f.source.OldMode == "" && f.source.NewMode == "" && (unclear(f.source) || known.ModeOfNote()) {
			with := *f.source // which others may hold too
			with.OldSHA, with.OldMode, with.NewMode = known.OldSHA, known.OldMode, known.NewMode
			p.change.files[i] = p.remade(&with)
			p.bodies[i] = nil
		}
	}
	p.layOut()
	p.goTo(at)
}

// isSubmodule reports whether there is no text to compare, because one side at
// least is a commit.
func isSubmodule(f *github.File) bool {
	return f.OldMode == github.ModeSubmodule || f.NewMode == github.ModeSubmodule
}

// kinds is what modes say of a file: that it is none, or that it became another
// kind.
func kinds(f *github.File) []string {
	is, was := kindOf(f.NewMode), kindOf(f.OldMode)
	switch {
	case diff.OfSubmodule(f.Patch):
		return []string{"a submodule: another repository's commit"}
	case f.OldMode == "" && f.NewMode == "":
		if f.Status == "changed" {
			return []string{"it became another kind: file, symbolic link or submodule"}
		}
		return nil
	case f.OldMode == "" && is != plainFile, f.OldMode == f.NewMode && is != plainFile && f.NewMode != github.ModeExecutable:
		return []string{is}
	case f.NewMode == "" && was != plainFile:
		return []string{was}
	case f.NewMode == github.ModeExecutable && was == plainFile:
		return []string{"it became executable"}
	case f.OldMode == github.ModeExecutable && is == plainFile:
		return []string{"it is not executable any more"}
	case is != was:
		return []string{"it was " + was + ", it is " + is}
	case !f.HasPatch() && f.Status == "modified" && !f.Uncounted:
		return []string{"binary"}
	}
	return nil
}

// plainFile is what needs no word where nothing else was there.
const plainFile = "a file"

func kindOf(mode string) string {
	switch mode {
	case github.ModeLink:
		return "a symbolic link"
	case github.ModeSubmodule:
		return "a submodule: another repository's commit"
	case github.ModeExecutable:
		return "an executable file"
	}
	return plainFile
}
