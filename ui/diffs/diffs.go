// Package diffs is the pane of what changed: in a commit, a pull request or
// between two versions. It shows the files and their patches as a virtual list of
// rows, unified or side by side; only what is in sight is cleaned and coloured.
// It does not know where a patch comes from.
package diffs

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/diff"
	"hubtrail/github/gitattributes"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
	"hubtrail/ui/widget/origin"
	"hubtrail/ui/widget/owned"
)

// Reader is what the pane needs of the accounts.
type Reader interface {
	origin.Client
	Now(account string) time.Time
	Commit(ctx context.Context, at github.Place, repo github.RepoRef, sha string, emit func(github.CommitFiles)) error
	StoredCommitList(at github.Place, repo github.RepoRef, sha string) (github.CommitFiles, bool)
	StoredPatches(at github.Place, list github.CommitFiles) (github.CommitFiles, bool)
	PullRequest(ctx context.Context, at github.Place, ref github.IssueRef) (github.PullRequest, error)
	PullFiles(ctx context.Context, at github.Place, ref github.IssueRef, emit func(github.Listing[github.File])) error
	Compare(ctx context.Context, at github.Place, repo github.RepoRef, spec github.CompareSpec, emit func(github.Comparison)) error
	FilePatch(ctx context.Context, at github.Place, repo github.RepoRef, before, after string, f github.File, differ github.Differ) (string, error)
	TreeDiff(ctx context.Context, at github.Place, repo github.RepoRef, oldSHA, newSHA string) ([]github.File, error)
	Modes(ctx context.Context, at github.Place, repo github.RepoRef, oldSHA, newSHA string, listed []github.File) ([]github.File, error)
	Approvals(ctx context.Context, at github.Place, ref github.IssueRef, hand github.PullAtHand) (github.Approvals, error)
	CompareURL(at github.Place, repo github.RepoRef, spec github.CompareSpec) string
	OwnersFile(ctx context.Context, at github.Place, repo github.RepoRef, ref string) (*github.OwnersFile, string, error)
	Mine(ctx context.Context, at github.Place) ([]string, error)
	Attributes(ctx context.Context, at github.Place, repo github.RepoRef, commit string, files []github.File, names ...string) (*gitattributes.Attributes, error)
	FilePatches(ctx context.Context, at github.Place, repo github.RepoRef, before, after string, files []github.File, differ github.Differ, emit func(i int, patch string, err error)) error
	FileURL(at github.Place, repo github.RepoRef, ref, path string, line int) string
}

// Seen is which files a person has looked at.
type Seen interface {
	Seen(at github.Place, repo github.RepoRef, files []github.File) []bool
	SetSeen(ctx context.Context, at github.Place, repo github.RepoRef, f github.File, on bool) error
}

// Options makes a Pane.
type Options struct {
	Context context.Context
	Theme   *theme.Theme
	Client  Reader
	Seen    Seen
}

// typing is what is typed, if anything.
type typing uint8

const (
	notTyping typing = iota
	searching
	finding
)

// Pane shows a change.
type Pane struct {
	o       Options
	subject pane.Subject
	shown   bool

	slot    *load.Slot[*change]
	owners  *load.Slot[*github.OwnersFile]
	mine    *load.Slot[map[string]bool]
	mark    *load.Slot[marked]
	fetch   *load.Slot[fetched]
	reading *load.Slot[readings]
	moving  *load.Slot[moves]
	agreed  *load.Slot[map[string]github.PathApproval] // of a pull request, by path
	trees   *load.Slot[map[string]github.File]         // what lists do not tell, by path
	origin  *load.Slot[origin.Found]
	said    *load.Slot[sayings]
	gather  *load.Slot[gathered]

	parting *load.Slot[parting]
	leading keymap.Action // what is done when it is known

	places map[looked]spot   // where the cursor was left
	wanted spot              // where it is to be, once it is there; no path for nowhere
	anchor github.DiffAnchor // likewise, as an address names it

	change   *change
	heads    headRows
	brought  bool    // the patches of it were read at a key, and nothing followed yet
	missing  bool    // they were looked for in the store in vain
	movesFor *change // that the moves are of
	order    []int   // the files shown, by index
	folded   []bool  // by file
	seen     []bool  // by file
	bodies   []*body // by file; nil until it is laid out
	flow     flow
	list     list.List

	split, wrap bool
	byOwner     bool               // files of the same owners stand together
	noSpaces    bool               // changes of blanks are left out
	made        map[string]fetched // patches made here, by path
	giving      keymap.Action      // what is done with the patches that are gathered
	givingPath  string             // of the one file that is given away, "" for all
	left        int                // cells of code scrolled out at the left

	typing typing
	input  *input.Input
	start  int // the row that a search began at
	query  string
	finder string
	people owned.People
	words  diff.Comparer

	width, height int
}

// New returns the pane.
func New(o Options) *Pane {
	ctx := o.Context
	p := &Pane{
		o:       o,
		slot:    load.New[*change](ctx, pane.Patch),
		owners:  load.New[*github.OwnersFile](ctx, pane.Patch),
		mine:    load.New[map[string]bool](ctx, pane.Patch),
		mark:    load.New[marked](ctx, pane.Patch),
		fetch:   load.New[fetched](ctx, pane.Patch),
		reading: load.New[readings](ctx, pane.Patch),
		moving:  load.New[moves](ctx, pane.Patch),
		agreed:  load.New[map[string]github.PathApproval](ctx, pane.Patch),
		trees:   load.New[map[string]github.File](ctx, pane.Patch),
		origin:  load.New[origin.Found](ctx, pane.Patch),
		said:    load.New[sayings](ctx, pane.Patch),
		parting: load.New[parting](ctx, pane.Patch),
		gather:  load.New[gathered](ctx, pane.Patch),
		made:    map[string]fetched{},
		input:   input.New(o.Theme, "/", ""),
	}
	p.list.Bar = list.NewBar(o.Theme)
	return p
}

// Scope names the bindings that hold: text while something is typed.
func (p *Pane) Scope() keymap.Scope {
	switch p.typing {
	case searching:
		return keymap.QueryText
	case finding:
		return keymap.FilterText
	}
	return keymap.Patch
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	at, wider := p.place(), width != p.width
	p.width, p.height = width, height
	if wider {
		p.relay(at)
	}
	p.list.SetHeight(p.listHeight())
	p.reveal()
}

// listHeight is what the row of what is typed leaves.
func (p *Pane) listHeight() int { return max(p.height-p.bars(), 0) }

func (p *Pane) bars() int {
	if (p.typing != notTyping || p.query != "" || p.finder != "") && p.height > 1 {
		return 1
	}
	return 0
}

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	intent, cmd := p.handle(msg)
	p.list.SetHeight(p.listHeight())
	p.reveal()
	switch msg.(type) {
	case pane.Restored, pane.Rethemed: // nothing may be started in reply to these
		return intent, cmd
	}
	return intent, tea.Batch(cmd, p.wants(), p.goOn())
}

func (p *Pane) handle(msg tea.Msg) (pane.Intent, tea.Cmd) {
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject)
	case pane.SubjectChanged:
		p.look(msg.Subject)
		return nil, p.begin()
	case pane.Shown:
		p.shown = true
		return nil, p.begin()
	case pane.Hidden:
		p.shown = false
	case pane.AccountsChanged:
		return nil, p.begin()
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.o.Theme)
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
	case pane.Click:
		was := p.list.Cursor()
		if p.list.Click(msg.Y-p.bars()) && msg.Again && p.list.Cursor() == was {
			return p.open(), nil
		}
	case tea.KeyMsg:
		p.typed(msg)
	case keymap.Action:
		return p.act(msg)
	case load.Result[origin.Found]:
		return p.takeOrigin(msg), nil
	case load.Result[parting]:
		return p.takeParting(msg)
	case github.DiffAnchor:
		p.anchor, p.wanted = msg, spot{}
		return p.toAnchor(), nil
	case load.Result[gathered]:
		return p.takeGathered(msg), nil
	default:
		cmd := p.answer(msg)
		return p.toAnchor(), cmd
	}
	return nil, nil
}
