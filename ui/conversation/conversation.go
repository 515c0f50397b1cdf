// Package conversation is the pane of one issue or pull request: what it says of
// itself, what it is linked with, its comments, reviews and events, and a pull
// request's commits, checks, files and owners. Texts are laid out by commands, and only
// what is in or near the window is kept laid out, so that a key costs the same
// wherever one is in a conversation of any length. It does not know how texts
// are written or questions are asked: it returns intents.
package conversation

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/list"
)

// Reader is what the pane reads through the accounts.
type Reader interface {
	Now(account string) time.Time
	Viewer(at github.Place) string
	Issue(ctx context.Context, at github.Place, ref github.IssueRef) (github.Issue, error)
	StoredIssue(at github.Place, ref github.IssueRef) (github.Issue, time.Time, bool)
	PullRequest(ctx context.Context, at github.Place, ref github.IssueRef) (github.PullRequest, error)
	StoredPullRequest(at github.Place, ref github.IssueRef) (github.PullRequest, time.Time, bool)
	Timeline(ctx context.Context, at github.Place, ref github.IssueRef, limit int, emit func(github.Listing[github.Event])) error
	StoredTimeline(at github.Place, ref github.IssueRef) (github.Listing[github.Event], bool)
	ReviewThreads(ctx context.Context, at github.Place, ref github.IssueRef, emit func(github.Listing[github.ReviewThread])) error
	LinksOf(ctx context.Context, at github.Place, ref github.IssueRef, pull bool) ([]github.Link, error)
	Checks(ctx context.Context, at github.Place, repo github.RepoRef, sha string) (github.Checks, error)
	PullFiles(ctx context.Context, at github.Place, ref github.IssueRef, emit func(github.Listing[github.File])) error
	PullCommits(ctx context.Context, at github.Place, ref github.IssueRef, emit func(github.Listing[github.Commit])) error
	Approvals(ctx context.Context, at github.Place, ref github.IssueRef, hand github.PullAtHand) (github.Approvals, error)
}

// Writer is what the pane changes through the accounts.
type Writer interface {
	SetIssueState(ctx context.Context, at github.Place, ref github.IssueRef, open bool, reason string) (github.Issue, error)
	DeleteComment(ctx context.Context, at github.Place, ref github.IssueRef, id int64) error
}

// Client is both.
type Client interface {
	Reader
	Writer
}

// Options makes a Pane.
type Options struct {
	Context context.Context
	Theme   *theme.Theme
	Client  Client
	Hosts   func() []string // whose addresses count as references
}

// tab is one of the sheets.
type tab int

const (
	talkTab tab = iota
	commitsTab
	checksTab
	filesTab
	ownersTab
	tabs
)

// The room beside a text: the current part's mark and a margin at its left, the
// scrollbar at its right. No text is laid out for less than narrowest cells.
const (
	margins   = 3
	narrowest = 16
)

// Pane shows an issue or a pull request.
type Pane struct {
	o     Options
	at    pane.IssueAt
	shown bool

	head      *load.Slot[*head]
	events    *load.Slot[github.Listing[github.Event]]
	threads   *load.Slot[github.Listing[github.ReviewThread]]
	linked    *load.Slot[[]github.Link]
	checks    *load.Slot[github.Checks]
	commits   *load.Slot[github.Listing[github.Commit]]
	files     *load.Slot[*fileSet]
	approvals *load.Slot[*github.Approvals]
	docs      *load.Slot[[]laid]
	write     *load.Slot[outcome]
	limit     int  // events asked for
	roamed    bool // the person moved about in the conversation
	owed      owed // requests that wait for the head
	spared    bool // the head took two requests: threads wait for a key

	tab      tab
	sheets   [tabs]sheet
	unfolded map[string]bool // parts, by key
	chosen   choice          // the link chosen
	seeking  int             // a link is looked for beyond texts not laid out yet: 1 or -1

	spots map[pane.IssueAt]spot // where one was in those looked at before

	kept        map[wording]*passage
	bytes       int // of layouts kept
	unlaid      int // texts of the tab without a height for the width
	layoutWidth int // that the command under way lays out for

	note   note
	gone   int64 // a comment that was deleted here
	left   int   // cells of patches scrolled out at the left
	widest int   // cells of the widest patch unfolded

	width, height int
}

// New returns the pane.
func New(o Options) *Pane {
	ctx := o.Context
	p := &Pane{
		o:         o,
		head:      load.New[*head](ctx, pane.Conversation),
		events:    load.New[github.Listing[github.Event]](ctx, pane.Conversation),
		threads:   load.New[github.Listing[github.ReviewThread]](ctx, pane.Conversation),
		linked:    load.New[[]github.Link](ctx, pane.Conversation),
		checks:    load.New[github.Checks](ctx, pane.Conversation),
		commits:   load.New[github.Listing[github.Commit]](ctx, pane.Conversation),
		files:     load.New[*fileSet](ctx, pane.Conversation),
		approvals: load.New[*github.Approvals](ctx, pane.Conversation),
		docs:      load.New[[]laid](ctx, pane.Conversation),
		write:     load.New[outcome](ctx, pane.Conversation),
		limit:     pageOfEvents,
		unfolded:  map[string]bool{},
		spots:     map[pane.IssueAt]spot{},
		kept:      map[wording]*passage{},
	}
	for t := commitsTab; t < tabs; t++ {
		p.sheets[t].rows = true
	}
	p.bars()
	return p
}

func (p *Pane) bars() {
	for t := range p.sheets {
		p.sheets[t].lines.Bar, p.sheets[t].list.Bar = list.NewBar(p.o.Theme), list.NewBar(p.o.Theme)
	}
}

// Scope names the bindings that hold.
func (p *Pane) Scope() keymap.Scope { return keymap.Thread }

// Resize takes the space given. Texts are laid out for another width by the
// command that follows the next message: [pane.Resized], if nothing else.
func (p *Pane) Resize(width, height int) {
	if width == p.width && height == p.height {
		return
	}
	wider := width != p.width
	p.width, p.height = width, height
	p.room()
	if wider {
		p.build()
	}
}

// room gives the sheets the space that tabs and note leave.
func (p *Pane) room() {
	for t := range p.sheets {
		p.sheets[t].resize(p.width, max(p.height-p.chrome(), 0))
	}
}

func (p *Pane) sheet() *sheet { return &p.sheets[p.tab] }

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	intent, cmd := p.handle(msg)
	switch msg.(type) {
	case pane.Restored, pane.Rethemed: // nothing may be started in reply to these
		return intent, cmd
	}
	return intent, tea.Batch(cmd, p.more(), p.settle())
}

func (p *Pane) handle(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject.Issue)
	case pane.SubjectChanged:
		p.look(msg.Subject.Issue)
		return nil, p.begin()
	case pane.Shown:
		p.shown = true
		p.build()
		return nil, p.begin()
	case pane.AccountsChanged:
		return nil, p.begin()
	case pane.Hidden:
		p.shown = false
	case pane.Due:
		if p.shown && p.head.Has() && time.Since(p.head.At()) > stale {
			return nil, p.load()
		}
	case pane.Written:
		if msg.At.Ref.Number != 0 && msg.At.Place == p.at.Place && (msg.At.Ref == p.at.Ref || msg.At.Ref == p.ref()) {
			return nil, p.load()
		}
	case pane.Confirmed:
		return p.confirmed(msg)
	case pane.Rethemed:
		p.bars()
		p.build()
	case pane.Wheel:
		p.roamed = true
		p.sheet().scroll(msg.Delta)
	case pane.Click:
		p.click(msg)
	case keymap.Action:
		return p.act(msg)
	default:
		return p.answer(msg)
	}
	return nil, nil
}

// click makes the part under the mouse the current one.
func (p *Pane) click(c pane.Click) {
	s, y := p.sheet(), c.Y-p.tabRows()
	first, end := s.window()
	if y < 0 || first+y >= end {
		return
	}
	if s.rows {
		s.list.Click(y)
		return
	}
	s.at = s.pieces[s.pieceAt(first+y)].part
}
