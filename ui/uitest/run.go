package uitest

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"hubtrail/github"
	"hubtrail/github/store"
	"hubtrail/keymap"
	"hubtrail/ui"
	"hubtrail/ui/pane"
	"hubtrail/ui/screen"
	"hubtrail/ui/theme"
)

// run is one start of the program.
type run struct {
	program *tea.Program
	screen  *screen.Screen
	theme   *theme.Theme
	input   *io.PipeWriter
	cancel  context.CancelFunc
	ended   chan struct{}
	err     error // of Run, once ended is closed

	unseen  bool // the size was changed without waiting
	excused int  // faults of frames that were overtaken by a change of size
}

// start runs the program as ui/start does, but for what asks the machine.
func (t *Term) start() {
	t.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	in, input := io.Pipe()
	r := &run{screen: screen.New(in, t.display, t.display.size), input: input, cancel: cancel, ended: make(chan struct{})}
	model := ui.New(t.uiOptions(ctx, r))
	if err := r.screen.Enter(); err != nil {
		t.t.Fatal(err)
	}
	model.Start(r.screen.Size())
	t.first = t.display.text()
	r.program = tea.NewProgram(model, tea.WithContext(ctx), tea.WithInput(r.screen.Input()), tea.WithOutput(io.Discard),
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithoutCatchPanics(),
		tea.WithFilter(func(_ tea.Model, m tea.Msg) tea.Msg { t.count(); return m }))
	send := func(m tea.Msg) { go r.program.Send(m) }
	r.screen.OnPaste(func(text string) { r.program.Send(ui.Pasted{Text: text}) })
	r.screen.OnBackground(func(red, green, blue uint8) {
		send(ui.Background{Dark: 2126*int(red)+7152*int(green)+722*int(blue) < 5000*255})
	})
	r.screen.OnError(func(error) { cancel() })
	t.display.connect(input)
	r.screen.AskBackground()
	go func() {
		defer close(r.ended)
		_, r.err = r.program.Run()
	}()
	t.run = r
	settle()
}

func (t *Term) uiOptions(ctx context.Context, r *run) ui.Options {
	accounts := github.NewAccounts()
	disk := store.Open(filepath.Join(t.o.Store, "cache"), filepath.Join(t.o.Store, "state"), time.Now)
	log := slog.New(slog.NewTextHandler(t.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	add := func(options []github.Options) {
		for _, o := range options {
			t.addAccount(accounts, o, disk, log)
		}
	}
	add(t.o.Accounts)
	retheme := t.retheme()
	r.theme = retheme(true)
	subject := t.subject
	if len(t.o.Accounts) == 0 {
		subject = pane.Subject{}
	}
	o := ui.Options{
		Context: ctx, Accounts: accounts, Pins: github.NewPins(disk, accounts), Seen: github.NewSeenFiles(disk, accounts),
		Drafts: github.NewDrafts(disk, accounts), Links: github.NewLinkJobs(disk, accounts), Searches: github.NewSearches(disk), Saved: t.o.Saved, SaveSearch: t.o.SaveSearch,
		Edit: t.o.Edit, EditFile: t.o.EditFile, Remember: t.remember, Browse: t.browse,
		Hosts: func() []string { return hosts(accounts) }, Keys: keymap.Default(), Theme: r.theme, Retheme: retheme,
		Terminal: &terminal{r.screen, t}, Log: log, Subject: subject, Focus: focus(subject), Animation: !t.o.Still,
	}
	o.Begin = []ui.Arrive{ui.Leftovers(o.Drafts, o.Links)}
	if t.o.Offered {
		o.Demo = func(context.Context) ui.Arrived {
			add(Demo())
			return ui.Arrived{Note: "the demo runs on this machine alone: choose one of its accounts"}
		}
	}
	return o
}

func (t *Term) retheme() func(dark bool) *theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(t.o.Profile)
	return func(dark bool) *theme.Theme {
		th := theme.New(r, dark)
		if t.o.ASCII {
			th = th.ASCII()
		}
		return th
	}
}

// focus is the pane where a subject is.
func focus(s pane.Subject) pane.ID {
	switch {
	case s.Side == pane.SideIssues && s.Issue.Ref.Number != 0:
		return pane.Conversation
	case s.Side == pane.SideIssues && s.Place.Account != "":
		return pane.Issues
	case s.Side == pane.SideOwners && s.Repo.Name != "":
		return pane.Owners
	case s.Side == pane.SideSource && s.Repo.Name != "" && s.Path != "":
		return pane.Source
	case s.Commit != "":
		return pane.Patch
	case s.Repo.Name != "":
		return pane.Commits
	case s.Place.Account != "":
		return pane.Repositories
	default:
		return pane.Installations
	}
}

func hosts(accounts *github.Accounts) (names []string) {
	for _, a := range accounts.List() {
		if !slices.Contains(names, a.Host) {
			names = append(names, a.Host)
		}
	}
	return names
}
