package conversation

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
)

const (
	stale        = 2 * time.Minute
	pageOfEvents = 100
	growth       = 2 // of the number of events asked for, each time their end is near
	ahead        = 2 // windows before that end
)

// head is the issue or pull request itself.
type head struct {
	pull  bool
	whole bool // of a pull request: not only what a list tells
	pr    github.PullRequest
}

// owed is the requests that need to know what the head says.
type owed uint8

const (
	owedLinks owed = 1 << iota
	owedChecks
	owedThreads
)

// fileSet is a pull request's files with the lines of their patches.
type fileSet struct {
	head    string // where the head was when they were asked for; "" if it is not known
	files   []github.File
	patches [][]string
}

// begin asks for what is looked at if it can be seen and was not asked for.
func (p *Pane) begin() tea.Cmd {
	started := p.head.Complete() || p.head.Err() != nil || !p.head.Busy().IsZero()
	if p.at.Ref.Number == 0 || !p.shown || started {
		return nil
	}
	return p.load()
}

// load asks for everything that was asked for before, or for the first screen:
// an issue takes three requests, a pull request six. Where it is not known which
// of the two it is, the head of a pull request takes one more and the threads
// wait for a key.
func (p *Pane) load() tea.Cmd {
	if p.at.Ref.Number == 0 {
		return nil
	}
	if p.docs.Err() != nil {
		p.docs.Reset()
	}
	h := p.head.Value()
	p.spared = h == nil
	p.owed = owedLinks | owedChecks | owedThreads
	cmds := []tea.Cmd{p.loadHead(h), p.loadEvents(), p.pay()}
	if p.commits.Has() || p.commits.Err() != nil {
		cmds = append(cmds, p.loadCommits())
	}
	if p.files.Has() || p.files.Err() != nil {
		cmds = append(cmds, p.loadFiles())
	}
	if p.approvals.Has() || p.approvals.Err() != nil {
		cmds = append(cmds, p.loadApprovals())
	}
	return tea.Batch(cmds...)
}

func (p *Pane) loadHead(known *head) tea.Cmd {
	at, c := p.at, p.o.Client
	return p.head.Start(0, func(ctx context.Context, emit func(*head, time.Time)) error {
		if known == nil || !known.pull {
			i, err := c.Issue(ctx, at.Place, at.Ref)
			if err != nil {
				return err
			}
			emit(&head{pull: i.Pull, whole: !i.Pull, pr: github.PullRequest{Issue: i}}, time.Time{})
			if !i.Pull {
				return nil
			}
		}
		pr, err := c.PullRequest(ctx, at.Place, at.Ref)
		if err != nil {
			return err
		}
		pr.Pull = true
		emit(&head{pull: true, whole: true, pr: pr}, time.Time{})
		return nil
	})
}

func (p *Pane) loadEvents() tea.Cmd {
	at, c, limit := p.at, p.o.Client, p.limit
	return p.events.Start(0, func(ctx context.Context, emit func(github.Listing[github.Event], time.Time)) error {
		return c.Timeline(ctx, at.Place, at.Ref, limit, func(l github.Listing[github.Event]) { emit(l, l.At) })
	})
}

// pay makes the requests that are owed, as far as the head tells enough.
func (p *Pane) pay() tea.Cmd {
	h := p.head.Value()
	if h == nil {
		return nil
	}
	if !h.pull {
		p.owed &^= owedChecks | owedThreads
	}
	if !p.head.Complete() { // a stored pull request: its tip may have moved
		return nil
	}
	at, c := p.at, p.o.Client
	var cmds []tea.Cmd
	// Links are read from the text and the conversation, which are not asked for
	// twice.
	if p.owed&owedLinks != 0 && p.events.Busy().IsZero() {
		p.owed &^= owedLinks
		cmds = append(cmds, p.linked.Start(0, func(ctx context.Context, emit func([]github.Link, time.Time)) error {
			l, err := c.LinksOf(ctx, at.Place, at.Ref, h.pull)
			if err == nil {
				emit(l, time.Time{})
			}
			return err
		}))
	}
	if p.owed&owedChecks != 0 {
		p.owed &^= owedChecks
		cmds = append(cmds, p.loadChecks(h.pr))
	}
	if p.owed&owedThreads != 0 && !p.spared {
		p.owed &^= owedThreads
		if h.pr.ReviewComments == 0 {
			p.threads.Reset()
		} else {
			cmds = append(cmds, p.threads.Start(0, func(ctx context.Context, emit func(github.Listing[github.ReviewThread], time.Time)) error {
				return c.ReviewThreads(ctx, at.Place, at.Ref, func(l github.Listing[github.ReviewThread]) { emit(l, l.At) })
			}))
		}
	}
	return tea.Batch(cmds...)
}

func (p *Pane) loadChecks(pr github.PullRequest) tea.Cmd {
	if pr.Head.SHA == "" {
		return nil
	}
	at, c := p.at, p.o.Client
	return p.checks.Start(0, func(ctx context.Context, emit func(github.Checks, time.Time)) error {
		got, err := c.Checks(ctx, at.Place, pr.Repo, pr.Head.SHA)
		if err == nil {
			emit(got, time.Time{})
		}
		return err
	})
}

// loadTab asks for what a tab shows when it is opened for the first time.
func (p *Pane) loadTab() tea.Cmd {
	switch {
	case p.tab == commitsTab && !p.commits.Has() && p.commits.Busy().IsZero():
		return p.loadCommits()
	case p.tab == filesTab && !p.files.Has() && p.files.Busy().IsZero():
		return p.loadFiles()
	case p.tab == ownersTab && !p.approvals.Has() && p.approvals.Busy().IsZero():
		return p.loadApprovals()
	}
	return nil
}

func (p *Pane) loadApprovals() tea.Cmd {
	at, c, hand := p.at, p.o.Client, github.PullAtHand{}
	if set := p.files.Value(); set != nil && p.files.Complete() {
		hand.Files, hand.Head = set.files, set.head
	}
	return p.approvals.Start(0, func(ctx context.Context, emit func(*github.Approvals, time.Time)) error {
		a, err := c.Approvals(ctx, at.Place, at.Ref, hand)
		if err == nil {
			emit(&a, time.Time{})
		}
		return err
	})
}

func (p *Pane) loadCommits() tea.Cmd {
	at, c := p.at, p.o.Client
	return p.commits.Start(0, func(ctx context.Context, emit func(github.Listing[github.Commit], time.Time)) error {
		return c.PullCommits(ctx, at.Place, at.Ref, func(l github.Listing[github.Commit]) { emit(l, l.At) })
	})
}

func (p *Pane) loadFiles() tea.Cmd {
	at, c, tip := p.at, p.o.Client, ""
	if h := p.head.Value(); h != nil && p.head.Complete() {
		tip = h.pr.Head.SHA
	}
	return p.files.Start(0, func(ctx context.Context, emit func(*fileSet, time.Time)) error {
		return c.PullFiles(ctx, at.Place, at.Ref, func(l github.Listing[github.File]) {
			set := &fileSet{head: tip, files: l.Items, patches: make([][]string, len(l.Items))}
			for i := range l.Items {
				if patch := strings.TrimSuffix(l.Items[i].Patch, "\n"); patch != "" {
					set.patches[i] = strings.Split(patch, "\n")
				}
			}
			emit(set, l.At)
		})
	})
}

// more asks for later events when the window nears the last one there is, and
// for the threads that waited for a key.
func (p *Pane) more() tea.Cmd {
	if p.tab != talkTab || !p.shown || !p.roamed || !p.unfinished() {
		return nil
	}
	s := p.sheet()
	if _, end := s.window(); end < s.total-ahead*p.height {
		return nil
	}
	p.limit *= growth
	return p.loadEvents()
}

// unfinished reports whether there are more events than were asked for.
func (p *Pane) unfinished() bool {
	l := p.events.Value()
	return p.events.Complete() && len(l.Items) >= p.limit && (l.Total == 0 || len(l.Items) < l.Total)
}
