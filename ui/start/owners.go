package start

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"hubtrail/config"
	"hubtrail/github"
	"hubtrail/ui/cli"
)

func (p *program) owners() *cobra.Command {
	var o cli.OwnersOptions
	var repo string
	c := &cobra.Command{
		Use:   "owners [PATH...]",
		Short: "Who owns files, by the last matching rule of CODEOWNERS; what is wrong with it; who owns how much",
		Long: `Prints the owners of each path, one line a path, by the last matching rule of
CODEOWNERS. Paths are relative to the current folder, and a folder stands for all
tracked files in it; with - they are read from standard input, relative to the
top of the repository, as git prints them. Without a path it prints the owners
of every tracked file.

--lint prints what is wrong with the file instead, one problem a line, and with
--repo what GitHub itself reports, such as owners that do not exist. --stats
prints how many files have owners, who owns how many of them (a file of several
owners counts for each), and how many rules decide none of them.

In a clone the working tree's CODEOWNERS is read, and nobody is asked.

Exit status: 0; 1 if there is no CODEOWNERS, with --check if a path has no owner,
or with --lint if there is a problem; 2 for any other error.`,
		Example: `  hubtrail owners main.go ui/
  git diff --name-only main | hubtrail owners --check -
  hubtrail owners --json | jq -r 'select(.status == "unmatched") | .path'
  hubtrail owners --lint --repo cli/cli --ref trunk
  hubtrail owners --stats docs`,
		Args: p.args(cobra.ArbitraryArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			p.exit = 2
			o.Paths, o.Stdin, o.Stdout, o.Stderr, o.Terminal = args, p.in, p.out, p.errs, p.outTerminal()
			if err := checkOwners(o); err != nil {
				return err
			}
			if repo != "" {
				r, err := github.ParseRepo(repo)
				if err != nil {
					return err
				}
				o.Repo = r
			}
			if !p.ownersOfTree(&o) {
				s := open(p.flags, p.version)
				defer s.close()
				if err := s.forOwners(cmd.Context(), &o); err != nil {
					return err
				}
				o.Styles = s.styles(o.Terminal)
			}
			exit, err := cli.Owners(cmd.Context(), o)
			p.exit = exit
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&o.Ref, "ref", "", "the CODEOWNERS at this branch, tag or `COMMIT`, not the working tree's")
	f.StringVar(&repo, "repo", "", "of this repository, not the clone's: `OWNER/NAME`")
	f.BoolVar(&o.Lint, "lint", false, "print what is wrong with the file")
	f.BoolVar(&o.Stats, "stats", false, "print who owns how much")
	f.BoolVar(&o.JSON, "json", false, "print one JSON object a path or problem, one in all with --stats")
	f.BoolVar(&o.Check, "check", false, "exit with 1 if a path has no owner")
	return c
}

// checkOwners refuses what cannot be asked together.
func checkOwners(o cli.OwnersOptions) error {
	switch {
	case o.Lint && o.Stats:
		return errors.New("--lint and --stats are two answers: ask for one after the other")
	case o.Lint && len(o.Paths) > 0:
		return errors.New("--lint looks at the whole CODEOWNERS file: leave the paths out")
	case o.Lint && o.Check:
		return errors.New("--lint has an exit status of its own, 1 if there is a problem: leave --check out")
	}
	return nil
}

// ownersOfTree prepares for the file of a working tree, if it can be found by
// looking for .git alone. That takes no configuration, account or git, which
// cost more than the answer.
func (p *program) ownersOfTree(o *cli.OwnersOptions) bool {
	if o.Ref != "" || o.Repo != (github.RepoRef{}) || p.flags.demo {
		return false
	}
	s := session{flags: p.flags, env: os.Getenv}
	var err error
	if s.dir, err = os.Getwd(); err != nil {
		return false
	}
	from := s.dir
	if p.flags.clone != "" {
		from = s.absolute(p.flags.clone)
	}
	top := cloneTop(from)
	if top == "" || !plainClone(top) {
		return false
	}
	o.Root, o.Dir, o.Tracked = top, s.dir, trackedIn(top)
	if p.flags.clone != "" {
		o.Dir = top
	}
	if o.Terminal {
		s.config, _ = config.Load(p.flags.Flags, s.env, os.ReadFile)
		o.Styles = s.styles(true)
	}
	return true
}

// forOwners says where the CODEOWNERS is to come from: the working tree, the
// clone's objects, or a repository of an account.
func (s *session) forOwners(ctx context.Context, o *cli.OwnersOptions) error {
	o.Dir = s.dir
	usable := false
	if s.clone != nil {
		found, err := s.clone.look()
		switch {
		case err == nil && s.flags.clone != "":
			usable, o.Root, o.Dir = true, found.Top, found.Top
		case err == nil:
			usable, o.Root = true, found.Top
			s.addClone()
		case o.Repo == (github.RepoRef{}) || s.flags.clone != "":
			return err
		}
	}
	switch {
	case o.Repo == (github.RepoRef{}) && usable && o.Ref == "":
		o.Tracked = trackedIn(o.Root)
	case o.Repo == (github.RepoRef{}) && usable:
		for _, a := range s.accounts.List() {
			if a.Kind == github.KindClone {
				s.ownersAt(github.Place{Account: a.Name}, s.clone.repo(), o)
			}
		}
	case o.Repo != (github.RepoRef{}):
		if s.flags.clone == "" && !s.flags.demo {
			s.addGH(ctx)
		}
		place, err := s.place(ctx, "", o.Repo)
		if err != nil {
			return err
		}
		s.ownersAt(place, o.Repo, o)
	case s.flags.demo:
		return fmt.Errorf("which of the demo's repositories? Add --repo northwind/storefront, for example")
	}
	return nil
}

// outTerminal reports whether a person reads the output.
func (p *program) outTerminal() bool {
	f, ok := p.out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// styles colour plain output on a terminal.
func (s *session) styles(tty bool) cli.Styles {
	if !tty {
		return cli.Styles{}
	}
	t := s.retheme()(s.config.Theme != "light")
	return cli.Styles{Good: t.Good, Warn: t.Warn, Bad: t.Bad, Dim: t.Dim}
}
