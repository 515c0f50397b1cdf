package diffs

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// gathered are patches that are made here before a change is given away.
type gathered struct {
	patches []fetched
	of      int
}

// The bounds of what is made at once: two requests a file, and bytes of patches.
const (
	mostGathered      = 200
	mostGatheredBytes = 64 << 20
)

// give copies, saves or pipes the patch of the file under the cursor, or of all:
// at once, or when those that GitHub left out were made. Any key ends that.
func (p *Pane) give(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.change == nil {
		return pane.Say{Text: "there is no patch here"}, nil
	}
	p.giving, p.givingPath = a, ""
	if i := p.fileHere(); i >= 0 {
		p.givingPath = p.change.files[i].Path
	}
	files := p.leftOut()
	if len(files) == 0 {
		return p.handOver(""), nil
	}
	files = files[:min(len(files), mostGathered)]
	s, client, x := p.subject, p.o.Client, p.change
	cmd := p.gather.Start(0, func(ctx context.Context, emit func(gathered, time.Time)) error {
		ctx, enough := context.WithCancel(ctx)
		defer enough()
		got, size := gathered{of: len(files)}, 0
		err := client.FilePatches(ctx, s.Place, s.Repo, x.old, x.new, files, differ(usualContext), func(i int, patch string, err error) {
			if size += len(patch); size > mostGatheredBytes {
				enough()
				return
			}
			got.patches = append(got.patches, fetched{path: files[i].Path, patch: patch, lines: usualContext, err: err})
			emit(got, time.Time{})
		})
		if size > mostGatheredBytes {
			return nil
		}
		return err
	})
	return p.saysGathered(gathered{of: len(files)}), cmd
}

// differ makes hunks with so many lines of context.
func differ(lines int) github.Differ {
	return func(before, after []byte) []byte { return diff.Blobs(before, after, diff.Options{Context: lines}) }
}

// leftOut are the files to be given away whose patches can be made and were not.
func (p *Pane) leftOut() (files []github.File) {
	if p.change.old == "" && p.change.new == "" {
		return nil
	}
	for _, f := range p.change.files {
		if _, done := p.made[f.Path]; !done && p.isGiven(f) && f.PatchLeftOut() && !isSubmodule(f.File) {
			files = append(files, *f.File)
		}
	}
	return files
}

// isGiven reports whether a file belongs to what is given away.
func (p *Pane) isGiven(f *file) bool { return p.givingPath == "" || p.givingPath == f.Path }

func (p *Pane) saysGathered(g gathered) pane.Intent {
	return pane.Say{Text: "making the patches that GitHub left out: " + text.Count(len(g.patches)) + " of " + text.Count(g.of) + ", any key ends it"}
}

// takeGathered says how far it is, and in the end gives away what there is.
func (p *Pane) takeGathered(r load.Result[gathered]) pane.Intent {
	if !p.gather.Take(r) {
		return nil
	}
	err := p.gather.Err()
	if err == nil && !p.gather.Complete() {
		return p.saysGathered(p.gather.Value())
	}
	p.adopt(p.gather.Value().patches...)
	p.gather.Reset()
	if err != nil {
		return p.handOver(text.Clean(reason(err)))
	}
	return p.handOver("")
}

// handOver gives the patch to whom it is for. why is what went wrong on the way, if
// anything.
func (p *Pane) handOver(why string) pane.Intent {
	var patch strings.Builder
	given := 0
	var lacks lacking
	for _, f := range p.change.files {
		if !p.isGiven(f) {
			continue
		}
		if one := github.PatchOf(f.File); one != "" {
			patch.WriteString(one)
			given++
		} else {
			lacks[p.lack(f)]++
		}
	}
	note := lacks.String()
	if why == "" && len(p.leftOut()) > 0 {
		why = "once more makes the next"
	}
	if why != "" && lacks[notMade] > 0 {
		note += ": " + why
	}
	switch {
	case patch.Len() == 0 && note != "":
		return pane.Say{Text: "there is no patch here: " + note}
	case patch.Len() == 0:
		return pane.Say{Text: "there is no patch here"}
	case p.giving == keymap.Pipe:
		return pane.PipeText{Text: patch.String()}
	case p.giving == keymap.SavePatch:
		return pane.SaveText{Text: patch.String(), Name: p.patchName(), Note: note}
	}
	what := "the patch of " + count(given, "file")
	if p.givingPath != "" {
		what = "the patch of " + text.Clean(p.givingPath)
	}
	if note != "" {
		what += ", " + note
	}
	return pane.Copy{Text: patch.String(), What: what}
}

// lacking counts the files without a patch by the reason.
type lacking [5]int

// The reasons why a file has no patch.
const (
	noText     = iota // as far as GitHub tells
	tooLarge          // than is taken or given
	submodules        // of which this repository has the commit's name alone
	notThere          // what GitHub listed cannot be found, or is no file
	notMade           // yet
)

func (p *Pane) lack(f *file) int {
	made, tried := p.made[f.Path]
	switch {
	case isSubmodule(f.File):
		return submodules
	case tried && errors.Is(made.err, github.ErrTooLarge):
		return tooLarge
	case tried && errors.Is(made.err, github.ErrBinary), !tried && !f.PatchLeftOut(), tried && made.err == nil:
		return noText
	case tried:
		return notThere
	}
	return notMade
}

// String says how many files are lacking and why, "" if none are.
func (l lacking) String() string {
	total := 0
	var why []string
	for i, n := range l {
		if total += n; n > 0 {
			why = append(why, text.Count(n)+" "+[...]string{"not text", "too large", "of submodules", "not to be found", "not made"}[i])
		}
	}
	if total == 0 {
		return ""
	}
	return "without " + count(total, "file") + " (" + strings.Join(why, ", ") + ")"
}
