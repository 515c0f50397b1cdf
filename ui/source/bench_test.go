package source

import (
	"fmt"
	"strings"
	"testing"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// long is a pane of a file with so many lines, each a range of its own.
func long(b *testing.B, n int) *Pane {
	s := shop()
	s.stored = true
	s.files[id(9)+" sum.go"] = github.FileText{Text: []byte(strings.Repeat("\tif err := run(ctx, \"name\", 42); err != nil { // why\n", n))}
	var ranges []github.BlameRange
	for i := range n {
		ranges = append(ranges, github.BlameRange{First: i + 1, Last: i + 1, Age: i%10 + 1, Commit: github.BlameCommit{SHA: id(i), Author: github.Person{Login: "ada"}, At: now}})
	}
	s.blames[id(9)+" sum.go"] = ranges
	p := New(Options{Context: b.Context(), Theme: panetest.Theme(), Client: s})
	p.Resize(120, 40)
	panetest.Send(p, pane.Restored{Subject: subject()})
	panetest.Send(p, pane.Shown{})
	press(p, keymap.Blame, keymap.PageDown)
	return p
}

// A key that moves, and its rows: the length is no cost.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		p := long(b, n)
		b.Run(fmt.Sprintf("%d lines", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				p.Update([]keymap.Action{keymap.PageDown, keymap.PageUp}[i%2])
				p.View(true)
			}
		})
	}
}

// Looking for what is not there, and its rows.
func BenchmarkFind(b *testing.B) {
	p := long(b, 100_000)
	p.scanning.query = "zzz"
	b.ReportAllocs()
	for b.Loop() {
		p.match(false)
		p.View(true)
	}
}

// From the bytes to the lines, in the command that fetched them.
func BenchmarkNewPage(b *testing.B) {
	f := github.FileText{Path: "sum.go", Text: []byte(strings.Repeat("\tif err := run(ctx, \"name\", 42); err != nil { // why\n", 100_000))}
	b.SetBytes(int64(len(f.Text)))
	b.ReportAllocs()
	for b.Loop() {
		newPage(f)
	}
}
