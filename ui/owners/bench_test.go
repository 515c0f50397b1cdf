package owners

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// grown is a repository of so many files and rules.
func grown(files, rules int) *estate {
	r := rand.New(rand.NewPCG(1, 2))
	e := &estate{mine: []string{"@acme/team-7"}}
	for i := range files {
		e.paths = append(e.paths, fmt.Sprintf("plugins/%s/plugin_%02d/server/lib_%02d/part_%d/file_%05d.ts", []string{"shared", "private"}[i%2], i%38, i/38%50, i/1900%10, i))
	}
	slices.Sort(e.paths)
	var b strings.Builder
	for range rules {
		path := e.paths[r.IntN(len(e.paths))]
		for range r.IntN(4) {
			path = path[:strings.LastIndexByte(path, '/')]
		}
		fmt.Fprintf(&b, "/%s  @acme/team-%d\n", path, r.IntN(200))
	}
	e.text = b.String()
	return e
}

// sizes are files and rules.
var sizes = [][2]int{{100, 10}, {95_000, 3_900}}

// From the text of the file and the list of paths to the first frame.
func BenchmarkOpen(b *testing.B) {
	for _, size := range sizes {
		e := grown(size[0], size[1])
		b.Run(fmt.Sprintf("%d files, %d rules", size[0], size[1]), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				book := newBook(e.own("main"))
				p := New(Options{Context: context.Background(), Theme: panetest.Theme(), Client: e})
				p.Resize(120, 40)
				p.subject, p.book = subject(), book
				p.slot.Seed(book, time.Time{})
				p.layOut()
				p.settle()
				p.View(true)
			}
		})
	}
}

// shown is a pane of the repository, with the folders above its first file
// unfolded.
func shown(b *testing.B, e *estate) *Pane {
	p := New(Options{Context: b.Context(), Theme: panetest.Theme(), Client: e})
	p.Resize(120, 40)
	panetest.Send(p, pane.Shown{})
	s := subject()
	s.Path = e.paths[0]
	panetest.Send(p, pane.SubjectChanged{Subject: s})
	return p
}

// A key that moves, and its rows.
func BenchmarkKey(b *testing.B) {
	for _, size := range sizes {
		p := shown(b, grown(size[0], size[1]))
		for t, name := range []string{"files", "owners", "rules"} {
			p.turnTo(tab(t))
			b.Run(fmt.Sprintf("%s, %d files", name, size[0]), func(b *testing.B) {
				b.ReportAllocs()
				for i := range b.N {
					p.Update([]keymap.Action{keymap.Down, keymap.Up}[i%2])
					p.View(true)
				}
			})
		}
	}
}

// A folder folded or unfolded, and its rows.
func BenchmarkFold(b *testing.B) {
	for _, size := range sizes {
		p := shown(b, grown(size[0], size[1]))
		p.lists[filesTab].Home()
		b.Run(fmt.Sprintf("%d files", size[0]), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				p.Update(keymap.Open)
				p.View(true)
			}
		})
	}
}

// A letter of a path, and its rows.
func BenchmarkFind(b *testing.B) {
	p := shown(b, grown(sizes[1][0], sizes[1][1]))
	p.Update(keymap.Filter)
	for _, query := range []string{"f", "fi", "file9"} {
		b.Run(query, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				p.input.SetValue(query[:len(query)-1])
				p.narrow()
				p.input.SetValue(query)
				p.narrow()
				p.View(true)
			}
		})
	}
}

// What a changed rule hands over, worked out away from the keys.
func BenchmarkTry(b *testing.B) {
	p := shown(b, grown(sizes[1][0], sizes[1][1]))
	d := github.NewOwnersDraft(p.book.own.File)
	d.Set(1, "* @acme/all")
	b.ReportAllocs()
	for b.Loop() {
		later := github.NewOwnership(d.File(), p.book.own.Tree)
		if p.book.own.Handovers(later) == nil && len(p.book.own.Tree.Paths) == 0 {
			b.Fatal("got no paths")
		}
	}
}
