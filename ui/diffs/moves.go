package diffs

import (
	"context"
	"slices"
	"sort"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github/diff"
)

// moved is a block of lines of a file's patch that was moved.
type moved struct {
	first, end int
	file       int // of the other end
	line       int // the first line of the other end, in its patch
}

// moves are the moved blocks of each file, in order.
type moves [][]moved

// head is how many lines stand above a patch where all are put together.
const head = 2

// findMoves looks for moved blocks in all files at once, away from the keys.
func (p *Pane) findMoves() tea.Cmd {
	files := slices.Clone(p.change.files) // which may be exchanged one by one
	return p.moving.Start(0, func(ctx context.Context, emit func(moves, time.Time)) error {
		emit(movesOf(files), time.Time{})
		return nil
	})
}

// movesOf finds the blocks that were moved, within files and between them.
func movesOf(files []*file) moves {
	var all strings.Builder
	starts := make([]int, len(files)+1)
	size := 0
	for _, f := range files {
		size += len(f.Patch) + 16
	}
	all.Grow(size)
	for i, f := range files {
		lines := f.lines
		if lines > 0 {
			all.WriteString("--- a/x\n+++ b/x\n")
			all.WriteString(f.Patch)
			if !strings.HasSuffix(f.Patch, "\n") {
				all.WriteByte('\n')
			}
			lines += head
		}
		starts[i+1] = starts[i] + lines
	}
	at := func(line int) (file, within int) {
		file = sort.SearchInts(starts, line+1) - 1
		return file, line - starts[file] - head
	}
	found := make(moves, len(files))
	for _, m := range diff.FindMoves(diff.ParseString(all.String())) {
		file, first := at(m.First)
		other, line := at(m.Other)
		found[file] = append(found[file], moved{first, first + m.End - m.First, other, line})
	}
	return found
}

// moveAt is the moved block that a line of a file belongs to.
func (p *Pane) moveAt(file, line int) (moved, bool) {
	all := p.moving.Value()
	if file >= len(all) || p.movesFor != p.change || p.noSpaces {
		return moved{}, false
	}
	list := all[file]
	i := sort.Search(len(list), func(i int) bool { return list[i].end > line })
	if i < len(list) && list[i].first <= line {
		return list[i], true
	}
	return moved{}, false
}

// otherEnd goes to where a moved block came from, or went to.
func (p *Pane) otherEnd() bool {
	file, it, _ := p.here()
	if file < 0 || it.kind != codeItem {
		return false
	}
	line := p.body(file).lineAt(it.at)
	m, ok := p.moveAt(file, line)
	if !ok {
		return false
	}
	if p.folded[m.file] {
		p.folded[m.file] = false
		p.layOut()
	}
	p.goTo(spot{path: p.change.files[m.file].Path, line: m.line + line - m.first})
	return true
}
