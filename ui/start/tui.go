package start

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
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

func (s *session) os() string { return runtime.GOOS }

// show runs the program on the terminal: the first frame is painted from what
// is stored before anything else happens.
func (s *session) show(t target) (err error) {
	term, err := screen.Open(os.Stdin, os.Stdout)
	if err != nil {
		return fmt.Errorf("%w; for plain output there are commands: hubtrail --help lists them", err)
	}
	// The first frame is not worth a garbage collection. After it, listings
	// arrive in bursts and make garbage in bursts: with 10,000 repositories 50 is
	// 22 MB of memory instead of 33, for no time that shows.
	debug.SetGCPercent(-1)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("the program failed", "reason", fmt.Sprint(r), "stack", string(debug.Stack()))
			err = fmt.Errorf("hubtrail failed inside: %v; the details are in %s", r, s.logPath())
		}
		_ = term.Close()
	}()
	term.Mouse(s.config.Mouse)

	model := ui.New(s.uiOptions(ctx, term, t))
	p := tea.NewProgram(model, tea.WithContext(ctx), tea.WithInput(term.Input()), tea.WithOutput(io.Discard),
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithoutCatchPanics())
	send := func(m tea.Msg) { go p.Send(m) }
	term.OnPaste(func(text string) { p.Send(ui.Pasted{Text: text}) })
	term.OnBackground(func(r, g, b uint8) {
		// Luma of the colour, as Rec. 709 weighs its parts.
		send(ui.Background{Dark: 2126*int(r)+7152*int(g)+722*int(b) < 5000*255})
	})
	term.OnError(func(error) { cancel() })
	defer term.Watch(func(w, h int) { send(tea.WindowSizeMsg{Width: w, Height: h}) })()
	// The guard stands before the terminal is touched: whatever kills the program
	// from here on, the terminal is given back.
	var killed atomic.Value
	defer term.Guard(func(sig os.Signal) { killed.Store(sig); p.Quit() })()
	if err := term.Enter(); err != nil {
		return fmt.Errorf("the terminal cannot be used: %w", err)
	}
	model.Start(term.Size())
	debug.SetGCPercent(50)
	if s.config.Theme == "auto" {
		term.AskBackground()
	}

	_, err = p.Run()
	if closeErr := term.Close(); err == nil {
		err = closeErr
	}
	if sig, ok := killed.Load().(os.Signal); ok {
		return signalled{sig}
	}
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		return errors.New("the terminal is gone")
	}
	return err
}

// signalled is the end of a program that was told to end.
type signalled struct{ os.Signal }

func (s signalled) Error() string { return "ended by " + s.Signal.String() }

// uiOptions joins the session to the terminal.
func (s *session) uiOptions(ctx context.Context, term *screen.Screen, t target) ui.Options {
	keys, note := s.keys()
	subject, settled := s.firstSubject(t)
	s.lastLook = subject
	retheme := s.retheme()
	o := ui.Options{
		Context: ctx, Accounts: s.accounts, Pins: s.pins, Seen: s.seenFiles,
		Drafts: github.NewDrafts(s.store, s.accounts), Links: github.NewLinkJobs(s.store, s.accounts), Searches: github.NewSearches(s.store),
		Saved: s.savedSearches(), SaveSearch: s.saveSearch,
		Remember: s.remember, Browse: s.browse, Clipboard: s.copyLocal(), Hosts: s.hosts,
		Keys: keys, Theme: retheme(s.config.Theme != "light"), Terminal: term, Log: s.log,
		Subject: subject, Focus: focus(subject), Note: note, Animation: s.config.Animation,
		Edit: s.editor(term), EditFile: s.editFile(term), Pipe: s.pager(term), Save: saveNew,
		Suspend: func() tea.Msg {
			if err := term.Suspend(); err != nil {
				s.log.Warn("not suspended", "error", err.Error())
			}
			return ui.Resumed{}
		},
	}
	if s.config.Theme == "auto" {
		o.Retheme = retheme
	}
	o.Begin = append(o.Begin, s.tidy, ui.Leftovers(o.Drafts, o.Links))
	if runtime.GOOS == "windows" {
		o.Suspend = nil
	}
	if !s.flags.demo {
		o.Demo = func(context.Context) ui.Arrived {
			s.addDemo()
			return ui.Arrived{Note: "the demo has started"}
		}
	}
	if !s.flags.demo || t.given {
		o.Begin = append(o.Begin, func(ctx context.Context) ui.Arrived { return s.begin(ctx, t, settled) })
	}
	return o
}

// begin does what takes time: git is asked what the clone is, gh for its
// logins, GitHub where the target is.
func (s *session) begin(ctx context.Context, t target, settled bool) ui.Arrived {
	usable := false
	var unusable error
	if s.clone != nil {
		_, unusable = s.clone.look()
		if usable = unusable == nil; !usable {
			s.log.Warn("the clone cannot be used", "error", unusable.Error())
		}
	}
	if s.flags.clone == "" && !s.flags.demo {
		s.addGH(ctx)
		if usable && !s.hasClone() {
			s.addClone()
		}
	}
	if unusable != nil && (s.flags.clone != "" || s.flags.dir != "") {
		return ui.Arrived{Note: unusable.Error()}
	}
	if settled {
		return ui.Arrived{}
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	note := ""
	subject, of, err := s.resolve(ctx, t, usable)
	if err != nil {
		note = err.Error()
	}
	if subject == (pane.Subject{}) && !t.given {
		subject, _ = s.firstSubject(t)
	}
	if last := s.lastLook; subject.Place == last.Place && subject.Repo == last.Repo && subject.Head() == last.Head() {
		// It is shown already, perhaps with a commit of it.
		return ui.Arrived{Note: note}
	}
	return ui.Arrived{Subject: subject, Target: of, Note: note}
}

// tidy keeps the cache small, and says what the disk met.
func (s *session) tidy(context.Context) ui.Arrived {
	if err := s.store.Trim(store.DefaultMaxBytes); err != nil {
		s.log.Warn("the cache was not trimmed", "error", err.Error())
	}
	problems := s.store.Problems()
	for _, p := range problems {
		s.log.Warn("store", "problem", p)
	}
	if len(problems) > 0 {
		return ui.Arrived{Note: problems[0]}
	}
	return ui.Arrived{}
}

// keys is the key table with the user's changes, and what to say about them.
func (s *session) keys() (*keymap.Map, string) {
	m := s.table()
	var changes []keymap.Change
	for _, b := range s.config.Keys {
		changes = append(changes, keymap.Change{Scope: b.Scope, Action: b.Action, Keys: b.Keys, Where: fmt.Sprintf("%s:%d:%d", b.File, b.Line, b.Column)})
	}
	wrong, notes := m.Override(changes)
	for _, w := range wrong {
		s.problem(w, "")
	}
	switch n := len(s.problems); {
	case n == 1:
		return m, s.problems[0].String()
	case n > 1:
		return m, fmt.Sprintf("%s (and %d more: hubtrail doctor lists them)", s.problems[0], n-1)
	case len(notes) > 0:
		return m, notes[0]
	}
	return m, ""
}

// retheme makes the theme for a background.
func (s *session) retheme() func(dark bool) *theme.Theme {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(theme.Profile(s.env, true))
	unicode := theme.Unicode(s.env)
	return func(dark bool) *theme.Theme {
		t := theme.New(r, dark)
		if !unicode {
			t = t.ASCII()
		}
		return t
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
