// Package linker is the pane that links issues to pull requests and takes links
// away: a stack of steps from what is meant, over how, to a preview of exactly
// what is written, and what GitHub made of it. It also lists the links made by
// this program, to undo them or to find out what became of them. What is written,
// and how a text is changed, it does not know: it shows plans and runs jobs.
package linker

import (
	"context"
	"time"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
	"hubtrail/ui/widget/preview"
)

// Accounts is what the pane needs of the accounts.
type Accounts interface {
	List() []github.Account
	Viewer(at github.Place) string
	PlanLink(ctx context.Context, r github.LinkRequest) (github.LinkPlan, error)
	LinksOf(ctx context.Context, at github.Place, ref github.IssueRef, pull bool) ([]github.Link, error)
	LinkCandidates(ctx context.Context, at github.Place, of []github.Issue, pulls bool, typed string) []github.LinkCandidate
	CreateBranch(ctx context.Context, at github.Place, issue github.IssueRef, name string) (string, error)
}

// Jobs writes what was planned, and remembers it.
type Jobs interface {
	List() []github.LinkJob
	Start(ctx context.Context, p github.LinkPlan) (github.LinkJob, error)
	Run(ctx context.Context, id string, emit func(github.LinkProgress)) (github.LinkJob, error)
	Undo(ctx context.Context, id string) (github.LinkPlan, error)
	Resume(ctx context.Context, id string) (github.LinkJob, error)
	Forget(ctx context.Context, id string) error
}

// step is what the pane shows.
type step int

const (
	listing   step = iota // the links made here
	picking               // what to link to
	choosing              // how
	naming                // a branch
	untying               // the links of an issue or pull request, to take one away
	reviewing             // what will be written, once it is known
	working               // it is being written
	showing               // what came of it
)

// wish is what the person wants linked.
type wish struct {
	place         github.Place
	issues, pulls []github.Issue
}

// Pane links one wish at a time; what it writes goes on beneath.
type Pane struct {
	theme    *theme.Theme
	accounts Accounts
	jobs     Jobs
	subject  pane.Subject
	shown    bool
	asked    bool // a wish came, and the pane is about to be put on top

	step step
	way  []step // that led here
	note string // about what was asked for last

	wish    wish
	pick    picker
	choices list.List
	branch  *input.Input
	ends    ends
	review  review
	plans   *load.Slot[proposal]

	batch *batch   // that is shown
	queue []*batch // being written, and waiting for it
	run   *load.Slot[ran]

	wroteAt time.Time // when a write ended last
	out     preview.Text

	kept *load.Slot[[]github.LinkJob]
	list list.List

	width, height int
}

// New returns the pane.
func New(ctx context.Context, t *theme.Theme, accounts Accounts, jobs Jobs) *Pane {
	p := &Pane{
		theme: t, accounts: accounts, jobs: jobs,
		pick:   newPicker(ctx, t),
		branch: input.New(t, "Branch ", "a name"),
		ends:   newEnds(ctx),
		plans:  load.New[proposal](ctx, pane.Linker),
		run:    load.New[ran](ctx, pane.Linker),
		kept:   load.New[[]github.LinkJob](ctx, pane.Linker),
	}
	p.bars()
	return p
}

func (p *Pane) bars() {
	bar := list.NewBar(p.theme)
	p.pick.list.Bar, p.choices.Bar, p.ends.list.Bar, p.list.Bar = bar, bar, bar, bar
}

// Scope names the bindings that hold: text while something is looked for.
func (p *Pane) Scope() keymap.Scope {
	switch p.step {
	case picking:
		return keymap.LinkText
	case choosing:
		return keymap.LinkWay
	case naming:
		return keymap.BranchText
	case untying:
		return keymap.LinkEnds
	case reviewing:
		return keymap.ConfirmBox
	case working:
		return keymap.LinkWork
	case showing:
		return keymap.LinkOutcome
	default:
		return keymap.Linker
	}
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.arrange()
}

// arrange makes what depends on the space.
func (p *Pane) arrange() {
	p.pick.list.SetHeight(max(p.height-p.pickHead(), 0))
	p.choices.SetHeight(max(p.height-len(p.about()), 0))
	p.ends.list.SetHeight(max(p.height-1, 0))
	p.list.SetHeight(p.height)
	p.review.Wrap(p.width-2, preview.Room(p.height))
	p.out.Wrap(p.width-2, p.height)
}
