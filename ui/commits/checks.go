package commits

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
)

const (
	// rest is how long rows that were scrolled to stay in sight before they are
	// asked about.
	rest = 500 * time.Millisecond
	// checksKept bounds what is remembered of rows that are gone.
	checksKept = 5000
)

// check is how all checks of a commit came out, and when that was so.
type check struct {
	state github.CheckState
	known bool // GitHub told
	got   time.Time
}

// checks is what is known of the checks of commits, by SHA: a repository's whole
// objects, so that another ref has the same.
type checks struct {
	slot   *load.Slot[map[string]github.CheckState]
	of     map[string]check
	asked  []string // about which a request is under way
	next   []string // about which one is wanted; its memory is used again
	failed bool     // the last request did; r asks again
}

func (c *checks) reset() {
	c.slot.Reset()
	clear(c.of)
	c.asked, c.failed = nil, false
}

// again forgets what may have changed.
func (c *checks) again() {
	c.failed = false
	for sha, k := range c.of {
		if k.state != github.CheckPassed && k.state != github.CheckFailed {
			delete(c.of, sha)
		}
	}
}

// wanted reports whether a commit is to be asked about.
func (c *checks) wanted(sha string) bool {
	k, ok := c.of[sha]
	return github.IsWholeSHA(sha) && (!ok || k.state == github.CheckPending && time.Since(k.got) > stale)
}

// wants asks for the checks of the commits in sight, and with them of those that
// come after: what one request can take. The first rows of all are asked about at
// once, what is scrolled to after a rest.
func (p *Pane) wants() tea.Cmd {
	c, g := &p.checks, p.page()
	first, end := p.list.Window()
	if end = min(end, g.length()); !p.shown || c.failed {
		end = first
	}
	for ; first < end && !c.wanted(g.at(first).SHA); first++ {
	}
	if first >= end {
		c.slot.Cancel() // what it was to ask about is not in sight any more
		return nil
	}
	c.next = c.next[:0]
	for ; first < g.length() && len(c.next) < github.MaxCommitChecks; first++ {
		if sha := g.at(first).SHA; c.wanted(sha) {
			c.next = append(c.next, sha)
		}
	}
	busy := !c.slot.Busy().IsZero()
	if busy && slices.Equal(c.next, c.asked) {
		return nil
	}
	shas := slices.Clone(c.next)
	delay := rest
	if len(c.of) == 0 && !busy {
		delay = 0
	}
	c.asked = shas
	at, repo, lister := p.subject.Place, p.subject.Repo, p.lister
	return c.slot.Start(delay, func(ctx context.Context, emit func(map[string]github.CheckState, time.Time)) error {
		got, err := lister.CommitChecks(ctx, at, repo, shas)
		if err == nil {
			emit(got, time.Time{})
		}
		return err
	})
}

// take keeps what came of it.
func (c *checks) take(r load.Result[map[string]github.CheckState]) {
	if !c.slot.Take(r) || !c.slot.Busy().IsZero() {
		return
	}
	if c.failed = c.slot.Err() != nil; c.failed {
		return
	}
	if len(c.of) > checksKept {
		clear(c.of)
	}
	for _, sha := range c.asked {
		state, known := c.slot.Value()[sha]
		c.of[sha] = check{state, known, time.Now()}
	}
}

// err is why checks are missing, nil where the account or the host has none to
// show: that is no failure.
func (c *checks) err() error {
	err := c.slot.Err()
	if errors.Is(err, github.ErrUnsupported) || errors.Is(err, github.ErrNotGranted) || errors.Is(err, github.ErrForbidden) || errors.Is(err, github.ErrNotFound) {
		return nil
	}
	return err
}
