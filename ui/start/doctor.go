package start

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/muesli/termenv"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"hubtrail/ui/cli"
	"hubtrail/ui/theme"
)

func (p *program) doctor() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check configuration, credentials, clock, terminal and disk, and say what to fix",
		Long: `Checks the configuration, the clock, each account's credential and
permissions, git, the terminal and the disk, and ends in what to fix.

Exit status: 1 if a check fails, else 0.`,
		Args: p.args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			s := open(p.flags, p.version)
			defer s.close()
			o := s.doctor(cmd.Context())
			o.JSON, o.Stdout = asJSON, p.out
			o.Terminal = s.terminal(p.outTerminal())
			o.Styles = s.styles(p.outTerminal())
			p.exit = cli.Doctor(cmd.Context(), o)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

// doctor is what there is to look at.
func (s *session) doctor(ctx context.Context) cli.DoctorOptions {
	o := cli.DoctorOptions{
		Folders: cli.Folders{Config: s.folders.Config, Cache: s.folders.Cache, State: s.folders.State, Log: s.folders.Log},
		Git:     func(ctx context.Context) (string, error) { return printed(ctx, "git", "--version") },
		GH: func(ctx context.Context) (string, error) {
			gh, err := s.gh()
			if err != nil {
				return "", err
			}
			return printed(ctx, gh, "--version")
		},
		Browser: s.browserName(), Clipboard: "OSC 52",
		Store: cli.Store{Writable: writable, Size: size, Problems: s.store.Problems},
	}
	if s.copyLocal() != nil {
		o.Clipboard = "the system's clipboard and OSC 52"
	}
	if s.clone != nil {
		found, err := s.clone.look()
		o.Clone = cli.Clone{Root: found.Top, Branch: found.Branch, Shallow: found.Shallow, Err: err}
		if r := found.Remote; r.Host != "" {
			o.Clone.Repo = r.Host + "/" + r.Owner + "/" + r.Repo
		}
	}
	for _, r := range s.config.Clones {
		if r.Wild() {
			o.Patterns++
			continue
		}
		k := newClone(r.Folder)
		found, err := k.look()
		if err == nil && !k.itself(found) {
			err = fmt.Errorf("%s lies inside the clone %s", r.Folder, cmp.Or(found.Top, found.GitDir))
		}
		o.Clones = append(o.Clones, cli.NamedClone{Name: r.String(), Clone: cli.Clone{Root: r.Folder, Shallow: found.Shallow, Err: err}})
	}
	if !s.flags.demo && s.flags.clone == "" {
		s.addGH(ctx)
	}
	for _, a := range s.accounts.List() {
		if c, err := s.accounts.Client(a.Name); err == nil {
			o.Clients = append(o.Clients, c)
		}
	}
	s.keys() // what is wrong with the key bindings becomes a problem too
	for _, p := range s.problems {
		place := p.File
		if p.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
		}
		o.Problems = append(o.Problems, cli.Problem{Place: place, Message: p.Message, Fix: p.Fix})
	}
	return o
}

func printed(ctx context.Context, name string, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	first, _, _ := strings.Cut(string(out), "\n")
	return first, err
}

// terminal is what is known of the terminal without asking it.
func (s *session) terminal(tty bool) cli.Terminal {
	t := cli.Terminal{TTY: tty, Name: s.env("TERM"), UTF8: theme.Unicode(s.env), NoColor: s.env("NO_COLOR") != ""}
	t.Width, t.Height, _ = term.GetSize(int(os.Stdout.Fd()))
	switch theme.Profile(s.env, tty) {
	case termenv.TrueColor:
		t.Profile = "true colour"
	case termenv.ANSI256:
		t.Profile = "256 colours"
	case termenv.ANSI:
		t.Profile = "16 colours"
	default:
		t.Profile = "no colours"
	}
	return t
}

// browserName is what would open a page.
func (s *session) browserName() string {
	for _, name := range browserVariables {
		if v := s.env(name); v != "" {
			return v
		}
	}
	if s.os() != "linux" {
		return "the system's browser"
	}
	for _, name := range []string{"xdg-open", "x-www-browser", "www-browser", "wslview"} {
		if _, err := exec.LookPath(name); err == nil {
			return name
		}
	}
	return ""
}

// writable makes the folder and tries to write in it.
func writable(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, ".doctor-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString("hubtrail doctor was here\n"); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// size adds up the files of a folder.
func size(ctx context.Context, folder string) (total int64, err error) {
	err = filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return nil // removed by another copy of the program meanwhile
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return nil
	})
	return total, err
}
