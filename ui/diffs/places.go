package diffs

import (
	"hubtrail/github"
	"hubtrail/ui/pane"
)

// looked is what a change is known by.
type looked struct {
	at     github.Place
	repo   github.RepoRef
	commit string
	diff   pane.DiffAt
}

func lookedAt(s pane.Subject) looked { return looked{s.Place, s.Repo, s.Commit, s.Diff} }

// mostPlaces bounds the changes whose places are remembered.
const mostPlaces = 200

// leaves remembers where the cursor was in a change, for when the person comes
// back to it.
func (p *Pane) leaves(s pane.Subject) {
	p.wanted, p.anchor = spot{}, github.DiffAnchor{}
	if p.change == nil || p.list.Len() == 0 {
		return
	}
	if p.places == nil || len(p.places) >= mostPlaces {
		p.places = map[looked]spot{}
	}
	p.places[lookedAt(s)] = p.place()
}

// comeBack puts the cursor where it was in the change, once the file of it is
// there; the first key ends that.
func (p *Pane) comeBack() {
	if p.wanted.path == "" {
		return
	}
	for _, i := range p.order {
		if p.change.files[i].Path == p.wanted.path {
			p.goTo(p.wanted)
			p.wanted = spot{}
			return
		}
	}
}
