// Package ui is the program a person sees: one Bubble Tea model, the root,
// which routes kinds of message and composes frames. Of GitHub's data it holds
// only the current subject. Every pane is a package of its own behind the
// contract of ui/pane; what a pane shows and asks for is no business of the
// root.
package ui

import (
	"context"
	"log/slog"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/issues"
	"hubtrail/ui/pane"
	"hubtrail/ui/theme"
)

// Terminal is what the root needs of the screen beneath Bubble Tea.
type Terminal interface {
	Paint(rows []string)
	Clipboard(text string)
}

// Options makes a Model.
type Options struct {
	Context    context.Context // ends every request of the program
	Accounts   *github.Accounts
	Pins       *github.Pins
	Seen       *github.SeenFiles
	Drafts     *github.Drafts
	Links      *github.LinkJobs
	Searches   *github.Searches // made before
	Saved      []issues.Saved
	SaveSearch func(issues.Saved) error // keeps one more; may be nil
	Begin      []Arrive                 // run after the first paint, side by side
	Demo       Arrive                   // adds the demo's accounts; nil if they are there already
	Remember   func(pane.Subject)       // keeps the subject for the next start; may be nil
	Browse     func(url string) error
	Clipboard  func(text string) error                 // the machine's own clipboard; may be nil
	Edit       func(text, name string) (string, error) // the person's own editor; blocks meanwhile
	// EditFile opens a file in the person's own editor, blocks meanwhile, and gives
	// what is to be said of it.
	EditFile  func(ctx context.Context, f pane.EditFile) (note string, err error)
	Pipe      func(text string) error                 // the person's own pager; blocks meanwhile
	Save      func(text, name string) (string, error) // a new file, whose path comes back
	Suspend   func() tea.Msg                          // leaves the screen, stops the process, comes back; nil where there is no job control
	Hosts     func() []string                         // whose links may be opened
	Keys      *keymap.Map
	Theme     *theme.Theme
	Retheme   func(dark bool) *theme.Theme // nil keeps the theme whatever the background is
	Terminal  Terminal
	Log       *slog.Logger
	Subject   pane.Subject // to begin with
	Focus     pane.ID      // to begin with
	Note      string       // said at the start
	Animation bool
}

// Arrive does what takes time at the start, such as asking gh for its logins or
// git for a clone's remote, and says what came of it.
type Arrive func(context.Context) Arrived

// Arrived is the outcome. The accounts it found are in Options.Accounts by then.
type Arrived struct {
	Subject pane.Subject  // to look at from now on, unless the user has begun to move; zero for none
	Target  github.Target // what of it, with a ref that is settled; zero for no more than the subject says
	Note    string        // for the status line
}

// Model is the root. It is changed in place on the update goroutine.
type Model struct {
	o       Options
	panes   map[pane.ID]pane.Pane
	order   []pane.ID // of panes, as they were made
	subject pane.Subject

	width, height int
	focus         pane.ID
	zoomed        bool
	past, future  []visit   // what was looked at before, and what was gone back from
	about         bool      // the detail pane holds the chosen installation
	above         []pane.ID // the stack of panes above the layout, topmost last
	visible       []pane.ID
	plan          []Placed
	sizes         map[pane.ID][2]int // last given to each pane: width, height

	said     string
	keys     int       // pressed so far
	arriving int       // how many Arrive are under way
	first    []tea.Cmd // of what happened before the program ran
	failed   map[pane.ID]error
	spin     spinner
	resume   resume
	frame    frame
	quit     bool
}

// New makes the model and lets every pane fill itself from the store, so that
// the first frame shows what the last session showed. It makes no request.
func New(o Options) *Model {
	m := &Model{o: o, panes: map[pane.ID]pane.Pane{}, failed: map[pane.ID]error{}, sizes: map[pane.ID][2]int{}, subject: o.Subject, focus: o.Focus, said: o.Note}
	m.addPanes()
	if m.focus == "" {
		m.focus = pane.Installations
	}
	m.broadcast(pane.Restored{Subject: m.subject})
	if len(o.Accounts.List()) == 0 {
		m.above = append(m.above, pane.Welcome)
	}
	return m
}

// Start gives the screen its size and paints the first frame. It is called once,
// before the program runs.
func (m *Model) Start(width, height int) {
	m.width, m.height = width, height
	m.first = append(m.first, m.arrange(), m.broadcast(pane.SubjectChanged{Subject: m.subject}))
	m.arrange()
	m.View()
}

// Init begins the requests for what is on screen, and what takes time at the
// start.
func (m *Model) Init() tea.Cmd {
	cmds := append(m.first, m.spin.follow(m))
	m.first = nil
	for _, begin := range m.o.Begin {
		cmds = append(cmds, m.arrive(begin))
	}
	return tea.Batch(cmds...)
}

// arrive runs one of the things that take time.
func (m *Model) arrive(begin Arrive) tea.Cmd {
	m.arriving++
	ctx, keys := m.o.Context, m.keys
	return m.guard(func() tea.Msg { return arrival{begin(ctx), keys} })
}

// add puts a pane among those the root knows.
func (m *Model) add(id pane.ID, p pane.Pane) {
	m.panes[id] = p
	m.order = append(m.order, id)
}

// focused is the pane that keys go to.
func (m *Model) focused() pane.ID {
	if n := len(m.above); n > 0 {
		return m.above[n-1]
	}
	return m.focus
}

// broadcast tells every pane of an event.
func (m *Model) broadcast(event tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, id := range m.order {
		if cmd := m.tell(id, event); cmd != nil {
			cmds = append(cmds, cmd)
		}
	}
	return tea.Batch(cmds...)
}

// tell hands an event to a pane. An intent in reply to an event is dropped: only
// the user moves the user about.
func (m *Model) tell(id pane.ID, event tea.Msg) tea.Cmd {
	_, cmd := m.ask(id, event)
	return cmd
}

// ask hands a message to a pane. A pane that panics is marked as failed and
// left alone; the terminal and the other panes live.
func (m *Model) ask(id pane.ID, msg tea.Msg) (intent pane.Intent, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			intent, cmd = nil, nil
			m.fail(id, r)
		}
	}()
	delete(m.frame.kept, id)
	return m.panes[id].Update(msg)
}
