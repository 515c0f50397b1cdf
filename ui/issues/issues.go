// Package issues is the pane that searches issues and pull requests. A query is
// answered from the store as it is typed, and by GitHub after a pause; GitHub's
// answer replaces the stored one without moving the selected row, and a late or
// failed one changes nothing. It knows GitHub's syntax through github/query
// alone, and what is shown of one issue is another pane's business.
package issues

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/query"
	"hubtrail/keymap"
	"hubtrail/ui/load"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/theme"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
)

// Client is what the pane needs of the accounts.
type Client interface {
	SearchIssues(ctx context.Context, s github.IssueSearch, emit func(github.SearchResult)) error
	SearchStored(ctx context.Context, s github.IssueSearch) github.SearchResult
	SearchScopes(level github.ScopeLevel, at github.Place, owner string, repo github.RepoRef) []github.SearchScope
	SearchWords(at github.Place, repo github.RepoRef) github.Words
	Labels(ctx context.Context, at github.Place, repo github.RepoRef) ([]github.Label, error)
	Assignable(ctx context.Context, at github.Place, repo github.RepoRef) ([]string, error)
	Milestones(ctx context.Context, at github.Place, repo github.RepoRef) ([]github.Milestone, error)
	OwnTeams(ctx context.Context, at github.Place) ([]string, error)
	PullSummaries(ctx context.Context, at github.Place, refs []github.IssueRef) (map[github.IssueRef]github.PullSummary, error)
	StoredBase(at github.Place, ref github.IssueRef) string
	StoredRepositories(at github.Place, owner string) (github.Listing[github.Repository], bool)
	Now(account string) time.Time
	List() []github.Account
}

// History is the searches made before, newest first.
type History interface {
	List() []string
	Add(ctx context.Context, text string) error
}

// Saved is a search with a name, shown as a tab.
type Saved struct {
	Name  string
	Query string
	Kind  github.SearchKind
	Order github.SearchOrder
	Scope github.ScopeLevel
}

// Options are what the pane works with.
type Options struct {
	Context context.Context
	Theme   *theme.Theme
	Client  Client
	History History           // nil remembers nothing
	Saved   []Saved           // the tabs beside one's own search
	Save    func(Saved) error // keeps one more; nil where there is nowhere to keep it
}

// byDefault is the query a person meets first.
const byDefault = "is:open"

// Pane searches issues and pull requests.
type Pane struct {
	o      Options
	theme  *theme.Theme
	client Client

	subject pane.Subject
	shown   bool
	owed    bool // something changed while the pane could not be seen

	tabs   []tab // one's own search first
	tab    int
	views  seen
	scopes []github.SearchScope // of the tab's level, as far as the subject has it
	level  github.ScopeLevel    // that they are of
	where  string               // they, in one word
	// wide and everywhere report whether rows may be of several repositories, and
	// of several accounts.
	wide, everywhere bool

	query    string // what the newest search is, beside its limit; see effective
	limit    int
	parsed   *query.Query
	problems []query.Problem // of the text
	refused  *refusal        // what GitHub said of it; nil if nothing
	asked    asking
	pace     pace
	local    *load.Slot[*book]
	fresh    *load.Slot[*book]
	recent   []answer            // of GitHub, newest first
	book     *book               // that the rows are of; nil before the first answer
	want     key                 // to be selected in the first answer to a query
	sent     []github.SentSearch // the newest requests that were answered
	list     list.List
	moved    bool // the person has chosen a row of this search

	sums    map[key]summary
	summing *load.Slot[map[key]summary]
	sumsErr error
	marks   map[key]github.Hit
	marked  []key // in the order of marking

	mode    mode
	input   *input.Input
	popup   popup
	words   *load.Slot[*lexicon]
	lookups *load.Slot[lookup]
	looked  map[lookup]bool // what was asked for in this session
	lexicon *lexicon        // nil until the words are known
	past    past
	keeping *load.Slot[Saved]
	adding  *load.Slot[struct{}]

	note          string // of what was done last
	explain       bool
	width, height int
}

// mode is what is typed.
type mode int

const (
	reading mode = iota
	searching
	naming // the name under which the search is saved
)

// New returns the pane. It starts nothing.
func New(o Options) *Pane {
	p := &Pane{
		o: o, theme: o.Theme, client: o.Client,
		limit:   step,
		local:   load.New[*book](o.Context, pane.Issues),
		fresh:   load.New[*book](o.Context, pane.Issues),
		summing: load.New[map[key]summary](o.Context, pane.Issues),
		words:   load.New[*lexicon](o.Context, pane.Issues),
		keeping: load.New[Saved](o.Context, pane.Issues),
		adding:  load.New[struct{}](o.Context, pane.Issues),
		lookups: load.New[lookup](o.Context, pane.Issues),
		looked:  map[lookup]bool{},
		sums:    map[key]summary{},
		marks:   map[key]github.Hit{},
		input:   input.New(o.Theme, queryPrompt, queryHint),
	}
	p.tabs = append(p.tabs, tab{Saved: Saved{Query: byDefault, Order: github.ByUpdated}})
	for _, s := range o.Saved {
		p.tabs = append(p.tabs, tab{Saved: s})
	}
	p.parsed = query.Parse(byDefault)
	p.input.SetValue(byDefault)
	p.list.Bar = list.NewBar(o.Theme)
	return p
}

// The field for the query, and for a name.
const (
	queryPrompt, queryHint = "/ ", "every issue and pull request; type to narrow"
	namePrompt, nameHint   = "save as ", "a name for this search"
)

// Scope names the bindings that hold: text while a query is typed.
func (p *Pane) Scope() keymap.Scope {
	if p.mode != reading {
		return keymap.QueryText
	}
	return keymap.IssueList
}

// Resize takes the space given.
func (p *Pane) Resize(width, height int) {
	p.width, p.height = width, height
	p.settle()
}

// settle gives the list the room that is left.
func (p *Pane) settle() { p.list.SetHeight(p.plan().list) }

// Update handles one message.
func (p *Pane) Update(msg tea.Msg) (pane.Intent, tea.Cmd) {
	defer p.settle()
	switch msg := msg.(type) {
	case pane.Restored:
		p.look(msg.Subject)
	case pane.SubjectChanged:
		p.look(msg.Subject)
		return nil, p.catchUp()
	case pane.AccountsChanged:
		p.rescope()
		return nil, p.catchUp()
	case pane.Shown:
		p.shown = true
		return nil, p.catchUp()
	case pane.Hidden:
		p.shown = false
	case pane.Due:
		if p.book != nil && time.Since(p.book.got) > stale {
			p.owed = true
		}
		return nil, p.catchUp()
	case pane.Written:
		p.owed = true
		return nil, p.catchUp()
	case pane.Rethemed:
		p.list.Bar = list.NewBar(p.theme)
	case load.Result[*book]:
		return nil, p.take(msg)
	case load.Result[map[key]summary]:
		p.takeSummaries(msg)
	case load.Result[*lexicon]:
		if p.words.Take(msg) && p.words.Complete() {
			p.learn(p.words.Value())
		}
	case load.Result[Saved]:
		p.takeSaved(msg)
	case load.Result[lookup]:
		if p.lookups.Take(msg) && p.lookups.Busy().IsZero() {
			return nil, p.lookedUp()
		}
	case load.Result[struct{}]:
		if p.adding.Take(msg) && p.adding.Err() != nil {
			p.note = text.Clean(p.adding.Err().Error())
		}
	case pane.Wheel:
		p.list.Scroll(msg.Delta)
		return nil, p.more()
	case pane.Click:
		return p.click(msg)
	case tea.KeyMsg:
		return nil, p.typed(msg)
	case keymap.Action:
		return p.act(msg)
	}
	return nil, nil
}

// stale is the age from which an answer is asked for again.
const stale = 5 * time.Minute
