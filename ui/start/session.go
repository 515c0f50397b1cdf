// Package start puts the program together: flags, environment and configuration
// file become accounts, accounts become clients, and these become the screen or
// one of the commands. It is all that main.go would hold if it were not one
// file, and only main imports it. It decides where things come from; what is
// done with them is no business of its.
package start

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"hubtrail/config"
	"hubtrail/github"
	"hubtrail/github/auth"
	"hubtrail/github/store"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
)

// flags are those of every command.
type flags struct {
	config.Flags
	demo  bool
	clone string // a folder to serve as the only account; "" for none
	dir   string // a folder with a clone to begin with, beside the accounts; "" is the current one
}

// session is one run of the program: what it was told, and its accounts.
type session struct {
	flags     flags
	env       config.Env
	dir       string // where it was started
	folders   config.Folders
	config    config.Config
	mu        sync.Mutex // for problems: accounts arrive side by side
	problems  []config.Problem
	store     *store.Store
	log       *slog.Logger
	logFile   *os.File
	accounts  *github.Accounts
	pins      *github.Pins
	seenFiles *github.SeenFiles
	clone     *clone // nil outside of a clone
	clones    clones
	copies    string // folder of the copies that editors have open, "" for none; with mu
	version   string
	table     func() *keymap.Map // the default keys; asked for once
	lastLook  pane.Subject       // what the first frame shows
}

// open reads the configuration and makes the clients of the accounts that are
// known without asking anybody. It runs no program and sends nothing.
func open(f flags, version string) *session {
	home, _ := os.UserHomeDir()
	s := &session{flags: f, env: os.Getenv, version: version, accounts: github.NewAccounts(), table: keymap.Default}
	s.dir, _ = os.Getwd()
	s.folders = config.Paths(s.env, runtime.GOOS, home)
	s.config, s.problems = config.Load(f.Flags, s.env, os.ReadFile)
	s.clones.folder = s.config.CloneFolder
	s.store = store.Open(s.folders.Cache, s.folders.State, nil)
	s.openLog()
	s.pins = github.NewPins(s.store, s.accounts)
	s.seenFiles = github.NewSeenFiles(s.store, s.accounts)
	switch {
	case f.demo:
		s.addDemo()
	case f.clone != "":
		s.clone = newClone(s.absolute(f.clone))
		s.clones.here = s.clone
		s.addClone()
	default:
		if f.dir != "" {
			s.dir = f.dir
		}
		if top := cloneTop(s.dir); top != "" {
			s.clone = newClone(top)
		} else if f.dir != "" {
			s.clone = newClone(f.dir)
		}
		s.clones.here = s.clone
		for _, a := range s.config.Accounts {
			s.addAccount(a)
		}
	}
	return s
}

func (s *session) absolute(dir string) string {
	if filepath.IsAbs(dir) {
		return filepath.Clean(dir)
	}
	return filepath.Join(s.dir, dir)
}

// logLimit is the size from which the log is begun anew; the one before it is
// kept beside it.
const logLimit = 4 << 20

// openLog opens the log. A program that cannot write one runs without.
func (s *session) openLog() {
	s.log = slog.New(slog.DiscardHandler)
	if s.folders.Log == "" || os.MkdirAll(s.folders.Log, 0o700) != nil {
		return
	}
	path := s.logPath()
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		_ = os.Rename(path, path+".old") // else it grows on
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	s.logFile = f
	level := slog.LevelInfo
	if s.env("HUBTRAIL_DEBUG") != "" {
		level = slog.LevelDebug
	}
	s.log = slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Value.Kind() == slog.KindString {
			a.Value = slog.StringValue(auth.Redact(a.Value.String()))
		}
		return a
	}}))
}

func (s *session) logPath() string { return filepath.Join(s.folders.Log, "hubtrail.log") }

func (s *session) close() {
	s.mu.Lock()
	copies := s.copies
	s.mu.Unlock()
	if copies != "" {
		_ = os.RemoveAll(copies) // else the system tidies its temporary folder
	}
	if s.logFile != nil {
		_ = s.logFile.Close()
	}
}

// hosts are those whose pages may be opened.
func (s *session) hosts() []string {
	var hosts []string
	for _, a := range s.accounts.List() {
		host := a.Host
		switch {
		case a.Demo:
			continue
		case a.Kind == github.KindClone:
			host = s.clone.host()
		}
		if host != "" && !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

func (s *session) hasClone() bool {
	return slices.ContainsFunc(s.accounts.List(), func(a github.Account) bool { return a.Kind == github.KindClone })
}

// freeName is name, or name with a number if an account has it already.
func (s *session) freeName(name string) string {
	var taken []config.Account
	for _, a := range s.accounts.List() {
		taken = append(taken, config.Account{Name: a.Name})
	}
	return config.FreeName(taken, name)
}

// problem adds something that is wrong with the configuration.
func (s *session) problem(message, fix string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems = append(s.problems, config.Problem{Message: message, Fix: fix})
}

var errNoAccount = errors.New("there is no account: sign in with gh auth login, set GH_TOKEN, or try hubtrail demo")

// sameHost compares hosts without their ports: a clone's remote is reached by
// another one than the API, if it is not ssh.
func sameHost(a, b string) bool { return strings.EqualFold(portless(a), portless(b)) }

func portless(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return host
}

// place is where requests about a repository go: the first account of the host
// that reaches it. host "" is any host.
func (s *session) place(ctx context.Context, host string, repo github.RepoRef) (github.Place, error) {
	var last error
	for _, a := range s.accounts.List() {
		if !s.serves(a, host, repo) {
			continue
		}
		if a.Kind != github.KindApp {
			return github.Place{Account: a.Name}, nil
		}
		c, err := s.accounts.Client(a.Name)
		if err != nil {
			return github.Place{}, err
		}
		i, err := c.InstallationFor(ctx, repo)
		if err == nil {
			return github.Place{Account: a.Name, Installation: i.ID}, nil
		}
		last = err
	}
	if last == nil {
		last = errNoAccount
	}
	return github.Place{}, last
}

// serves reports whether an account is one to ask about a repository of a host.
// A clone holds one repository and no other.
func (s *session) serves(a github.Account, host string, repo github.RepoRef) bool {
	switch {
	case a.Kind == github.KindClone:
		named := host == "" || host == a.Host || sameHost(s.clone.host(), host)
		return named && strings.EqualFold(s.clone.repo().String(), repo.String())
	case a.Demo:
		return s.flags.demo
	default:
		return host == "" || sameHost(a.Host, host)
	}
}
