package repos

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// remote is the search for repositories on GitHub, beside the listing, which
// stays as it is. It sends a request when the person asks for it, none a letter.
type remote struct {
	on      bool // its hits are shown instead of the listing
	forks   bool // forks are wanted too
	asked   string
	outside map[github.RepoRef]bool
	sent    string // as GitHub got it
	partial bool   // GitHub ran out of time
}

// beginRemote lets the person type what GitHub is asked.
func (p *Pane) beginRemote() {
	p.typing, p.remote.on = true, true
	p.input.SetValue(p.remote.asked)
	p.input.SetPrompt("S ", "search on GitHub, enter sends")
	p.showFound()
}

// leaveRemote goes back to the listing.
func (p *Pane) leaveRemote() {
	p.found.Cancel()
	p.typing, p.remote.on = false, false
	p.input.SetValue("")
	p.input.SetPrompt("/", "type to narrow")
	p.layOut()
}

// sendRemote asks GitHub for what was typed.
func (p *Pane) sendRemote() tea.Cmd {
	p.typing, p.remote.asked = false, p.input.Value()
	place, owner, asked, forks, lister := p.place, p.ownerNow(), p.remote.asked, p.remote.forks, p.lister
	return p.found.Start(0, func(ctx context.Context, emit func(github.RepositorySearch, time.Time)) error {
		return lister.SearchRepositories(ctx, place, owner, asked, forks, func(r github.RepositorySearch) {
			emit(r, r.At)
		})
	})
}

// ownerNow is whose repositories are listed, with the kind of account it is.
func (p *Pane) ownerNow() github.Owner {
	l, _ := p.lister.StoredInstallations(p.place.Account)
	for _, i := range l.Items {
		if i.Owner.Login == p.owner && p.owner != "" {
			return i.Owner
		}
	}
	return github.Owner{Login: p.owner}
}

// showFound makes the rows of what was found, in GitHub's order.
func (p *Pane) showFound() {
	if !p.found.Has() {
		p.book, p.rows = nil, p.rows[:0]
		p.list.SetLen(0)
		return
	}
	r := p.found.Value()
	repos := make([]github.Repository, len(r.Hits))
	p.remote.outside = map[github.RepoRef]bool{}
	for i, h := range r.Hits {
		repos[i] = h.Repository
		if h.Outside {
			p.remote.outside[h.RepoRef] = true
		}
	}
	p.remote.sent, p.remote.partial = r.Query, r.Incomplete
	p.book = outline(github.Listing[github.Repository]{Items: repos, Total: r.Total, At: r.At}, p.pins.Pinned(p.place, repos))
	p.rows = p.rows[:0]
	for i := range repos {
		p.rows = append(p.rows, int32(i))
	}
	p.list.SetLen(len(p.rows))
	p.list.Home()
}

// remoteNote is what was sent, and what is wrong with it.
func (p *Pane) remoteNote() string {
	if err := p.found.Err(); err != nil {
		var problem *github.SearchProblem
		if errors.As(err, &problem) {
			note := problem.Text
			if problem.End > problem.Start && problem.End <= len(p.remote.asked) {
				note = "at " + p.remote.asked[problem.Start:problem.End] + ": " + note
			}
			if problem.Fix != "" {
				note += " " + p.theme.Glyphs.Arrow + " " + problem.Fix
			}
			return text.Clean(note)
		}
		return ""
	}
	if p.remote.sent == "" {
		return ""
	}
	note := "sent: " + p.remote.sent
	if p.remote.partial {
		note += " (GitHub ran out of time: some may be missing)"
	}
	return text.Clean(note)
}

// remoteStatus is the frame's text while GitHub's hits are shown.
func (p *Pane) remoteStatus() pane.Status {
	st := pane.Status{Title: "Search for repositories", At: p.found.At(), Busy: p.found.Busy()}
	if p.owner != "" {
		st.Title += " of " + text.Clean(p.owner)
	}
	if p.remote.forks {
		st.Title += ", forks too"
	}
	if err := p.found.Err(); err != nil {
		var problem *github.SearchProblem
		if !errors.As(err, &problem) {
			st.Err = err
		}
	}
	if p.found.Has() {
		st.Count = text.Count(len(p.rows))
		if total := p.found.Value().Total; total > len(p.rows) {
			st.Count += " of " + text.Count(total)
		}
	}
	return st
}
