package start

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"hubtrail/github"
	"hubtrail/ui/cli"
)

func (p *program) owners() *cobra.Command {
	var ref, repo string
	var asJSON, check bool
	c := &cobra.Command{
		Use:   "owners PATH...",
		Short: "Who owns files, by the last matching rule of CODEOWNERS",
		Long: `Prints the owners of each path, one line a path, by the last matching rule of
CODEOWNERS. Paths are relative to the current folder; with - they are read from
standard input, relative to the top of the repository, as git prints them.

Exit status: 0; 1 if there is no CODEOWNERS, or with --check if a path has no
owner; 2 for any other error.`,
		Example: `  hubtrail owners main.go ui/model.go
  git diff --name-only main | hubtrail owners -
  hubtrail owners --repo cli/cli --ref trunk README.md`,
		Args: p.args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o := cli.OwnersOptions{
				Paths: args, Ref: ref, JSON: asJSON, Check: check,
				Stdin: p.in, Stdout: p.out, Stderr: p.errs,
			}
			p.exit = 2
			if repo != "" {
				r, err := github.ParseRepo(repo)
				if err != nil {
					return err
				}
				o.Repo = r
			}
			s := open(p.flags, p.version)
			defer s.close()
			if err := s.forOwners(cmd.Context(), &o); err != nil {
				return err
			}
			o.Terminal, o.Styles = p.outTerminal(), s.styles(p.outTerminal())
			exit, err := cli.Owners(cmd.Context(), o)
			p.exit = exit
			return err
		},
	}
	c.Flags().StringVar(&ref, "ref", "", "the CODEOWNERS at this branch, tag or `COMMIT`, not the working tree's")
	c.Flags().StringVar(&repo, "repo", "", "of this repository, not the clone's: `OWNER/NAME`")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a path")
	c.Flags().BoolVar(&check, "check", false, "exit with 1 if a path has no owner")
	return c
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
	case o.Repo == (github.RepoRef{}) && usable:
		repo := s.clone.repo()
		for _, a := range s.accounts.List() {
			if a.Kind == github.KindClone {
				o.Contents = s.contents(github.Place{Account: a.Name}, repo)
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
		o.Contents = s.contents(place, o.Repo)
	case s.flags.demo:
		return fmt.Errorf("which of the demo's repositories? Add --repo northwind/storefront, for example")
	}
	return nil
}

func (s *session) contents(at github.Place, repo github.RepoRef) func(ctx context.Context, path, ref string) ([]byte, error) {
	return func(ctx context.Context, path, ref string) ([]byte, error) {
		c, err := s.accounts.Client(at.Account)
		if err != nil {
			return nil, err
		}
		return c.Contents(ctx, at.Installation, repo, path, ref)
	}
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
