package story

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"
	"golang.org/x/tools/txtar"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
	"hubtrail/ui/issues"
	"hubtrail/ui/pane"
	"hubtrail/ui/uitest"
)

// script is a story being told.
type script struct {
	t        *testing.T
	lines    []string
	files    map[string]string
	recorded []txtar.File // as they are now
	o        uitest.Options
	term     *uitest.Term
	faults   []string
	at       int // the line being carried out, from 0
}

func newScript(t *testing.T, a *txtar.Archive) *script {
	s := &script{t: t, lines: strings.Split(string(a.Comment), "\n"), files: map[string]string{}}
	for _, f := range a.Files {
		s.files[f.Name] = string(f.Data)
	}
	s.o.World = demo.World(demoDir)
	s.o.Accounts = uitest.Demo()
	s.o.Server.RateLimit.Off = true
	return s
}

// run carries the lines out. The program starts with the first step.
func (s *script) run() {
	s.t.Helper()
	told := map[string]bool{}
	for i, line := range s.lines {
		s.at = i
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		verb, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		if s.term == nil && s.setting(verb, rest) {
			continue
		}
		if s.term == nil {
			s.term = uitest.New(s.t, s.o)
		}
		told[rest] = true
		s.step(verb, rest)
	}
	for name := range s.files {
		if !told[name] {
			s.t.Errorf("file %s: got no step that shows it, want one; remove the file", name)
		}
	}
}

func (s *script) fatalf(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("line %d: %s: %s", s.at+1, strings.TrimSpace(s.lines[s.at]), fmt.Sprintf(format, args...))
}

func (s *script) errorf(format string, args ...any) {
	s.t.Helper()
	s.t.Errorf("line %d: %s: %s", s.at+1, strings.TrimSpace(s.lines[s.at]), fmt.Sprintf(format, args...))
}

// setting changes what the program is started with; false if it is none.
func (s *script) setting(verb, rest string) bool {
	switch verb {
	case "size":
		s.o.Width, s.o.Height = s.size(rest)
	case "accounts":
		s.o.Accounts = nil
		for _, name := range strings.Fields(rest) {
			s.account(name)
		}
	case "world":
		s.world(rest)
	case "colours":
		profile, ok := map[string]termenv.Profile{"none": termenv.Ascii, "16": termenv.ANSI, "256": termenv.ANSI256, "true": termenv.TrueColor}[rest]
		if !ok {
			s.fatalf("want none, 16, 256 or true")
		}
		s.o.Profile = profile
	case "quota":
		s.o.Server.RateLimit.Off = false
	case "begin":
		faults, err := embedded.ParseFaults(rest)
		if err != nil {
			s.fatalf("%v", err)
		}
		s.o.Server.Faults = append(s.o.Server.Faults, faults...)
	case "light":
		s.o.Light = true
	case "ascii":
		s.o.ASCII = true
	case "still":
		s.o.Still = true
	case "offered":
		s.o.Offered = true
	case "saved":
		name, query, ok := strings.Cut(rest, ": ")
		if !ok {
			s.fatalf("write a name, a colon and a query")
		}
		s.o.Saved = append(s.o.Saved, issues.Saved{Name: name, Query: query, Order: github.ByUpdated})
	case "editor":
		s.o.Edit = func(text, _ string) (string, error) { return text + rest, nil }
		s.o.EditFile = func(_ context.Context, f pane.EditFile) (string, error) {
			return fmt.Sprintf("the editor has %s of %s at line %d", f.Path, github.ShortRef(f.Commit), f.Line), nil
		}
	case "skew":
		d := s.duration(rest)
		s.o.Server.Now = func() time.Time { return time.Now().Add(d) }
	default:
		return false
	}
	return true
}

func (s *script) account(name string) {
	switch name {
	case "demo-app":
		s.o.Accounts = append(s.o.Accounts, uitest.Demo()[0])
	case "demo":
		s.o.Accounts = append(s.o.Accounts, uitest.Demo()[1])
	case "app":
		s.o.Accounts = append(s.o.Accounts, uitest.App(name))
	case "user":
		s.o.Accounts = append(s.o.Accounts, uitest.Token(name, demo.UserToken))
	case "fine":
		s.o.Accounts = append(s.o.Accounts, uitest.Token(name, demo.FineGrainedToken))
	case "revoked":
		s.o.Accounts = append(s.o.Accounts, uitest.Token(name, "ghp_RevokedTokenOfTheStoriesOpensNothing00"))
	default:
		s.fatalf("there is no account %q", name)
	}
}

func (s *script) world(name string) {
	switch name {
	case "demo":
		s.o.World = demo.World(demoDir)
	case "large":
		s.o.World = demo.Large(10_000)
	case "odd":
		s.o.World = oddWorld(s.t)
	case "foreign":
		s.o.Server.WebURL = "https://github.example.net"
	case "empty":
		w := demo.World(demoDir)
		w.Repositories, w.Orgs = nil, nil
		s.o.World = w
	default:
		s.fatalf("there is no world %q", name)
	}
}

func (s *script) size(text string) (w, h int) {
	if _, err := fmt.Sscanf(text, "%dx%d", &w, &h); err != nil {
		s.fatalf("write a size like 80x24")
	}
	return w, h
}

func (s *script) duration(text string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil {
		s.fatalf("%v", err)
	}
	return d
}

// step does one thing, or looks at what has come of it.
func (s *script) step(verb, rest string) {
	s.t.Helper()
	switch verb {
	case "press":
		s.term.Press(strings.Fields(rest)...)
	case "together":
		s.term.PressTogether(strings.Fields(rest)...)
	case "type":
		s.term.Type(rest)
	case "paste":
		s.term.Paste(strings.ReplaceAll(rest, `\n`, "\n"))
	case "click":
		var x, y int
		if _, err := fmt.Sscan(rest, &x, &y); err != nil {
			s.fatalf("write a column and a row")
		}
		s.term.Click(x, y)
	case "wait":
		s.term.Wait(s.duration(rest))
	case "resize":
		for _, one := range strings.Fields(rest) {
			s.term.Resize(s.size(one))
		}
	case "elsewhere":
		method, rest, _ := strings.Cut(rest, " ")
		path, body, _ := strings.Cut(rest, " ")
		s.term.Elsewhere(method, path, body)
	case "restart":
		s.term.Restart()
	case "heal":
		s.faults = nil
		s.term.SetFaults("")
	case "fail", "html", "latency", "drop", "garbage", "secondary", "exhaust", "incomplete", "after":
		s.faults = append(s.faults, verb+" "+rest)
		s.term.SetFaults(strings.Join(s.faults, "\n"))
	default:
		s.look(verb, rest)
	}
}
