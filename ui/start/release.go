package start

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"hubtrail/github"
	"hubtrail/ui/cli"
	"hubtrail/ui/text"
)

func (p *program) release() *cobra.Command {
	var repo string
	var asJSON bool
	c := &cobra.Command{
		Use:   "release FROM...TO",
		Short: "What came between two tags, branches or commits: pull requests, the issues they close, commits",
		Long: `Prints as Markdown what TO has that FROM has not: the pull requests with their
authors and the issues they close, the commits of no pull request, and all issues
that are closed. FROM...TO may also be the address of a comparison.

Without --repo it is about the clone you stand in, and nobody is asked: a clone has
no pull requests, so that it lists commits alone, and the issues their messages close.

Exit status: 0; 2 for any error. What could not be looked up is told on standard
error, and in the text.`,
		Example: `  hubtrail release v1.0...v1.1 --repo cli/cli
  hubtrail release v1.1...HEAD
  hubtrail release --json v1.0...v1.1 --repo cli/cli | jq -r 'select(.kind == "issue") | .url'`,
		Args: p.args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			p.exit = 2
			of, spec, ok := github.ParseCompare(args[0])
			if !ok {
				return fmt.Errorf("%q is nothing to compare: write FROM...TO, such as v1.0...v1.1", text.Clean(args[0]))
			}
			if repo != "" {
				var err error
				if of, err = github.ParseRepo(repo); err != nil {
					return err
				}
			}
			s := open(p.flags, p.version)
			defer s.close()
			at, of, err := s.releaseOf(cmd.Context(), of)
			if err != nil {
				return err
			}
			client, err := s.accounts.Client(at.Account)
			if err != nil {
				return err
			}
			exit, err := cli.Release(cmd.Context(), cli.ReleaseOptions{
				Release: func(ctx context.Context, emit func(github.Release)) error {
					return s.accounts.Release(ctx, at, of, spec.Base, spec.Head, emit)
				},
				Clone: client.Account().Kind == github.KindClone, JSON: asJSON, Stdout: p.out, Stderr: p.errs,
			})
			p.exit = exit
			return err
		},
	}
	c.Flags().StringVar(&repo, "repo", "", "of this repository, not the clone's: `OWNER/NAME`")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object an entry, one a line")
	return c
}

// releaseOf is where a repository is reached for its release; a zero one is the
// clone.
func (s *session) releaseOf(ctx context.Context, repo github.RepoRef) (github.Place, github.RepoRef, error) {
	usable := false
	if s.clone != nil {
		switch _, err := s.clone.look(); {
		case err == nil:
			usable = true
			if s.flags.clone == "" {
				s.addClone()
			}
		case repo == (github.RepoRef{}) || s.flags.clone != "":
			return github.Place{}, repo, err
		}
	}
	switch {
	case repo != (github.RepoRef{}):
		if s.flags.clone == "" && !s.flags.demo {
			s.addGH(ctx)
		}
		at, err := s.place(ctx, "", repo)
		return at, repo, err
	case usable:
		for _, a := range s.accounts.List() {
			if a.Kind == github.KindClone {
				return github.Place{Account: a.Name}, s.clone.repo(), nil
			}
		}
	case s.flags.demo:
		return github.Place{}, repo, errors.New("which of the demo's repositories? Add --repo northwind/monorepo, for example")
	}
	return github.Place{}, repo, fmt.Errorf("%s is not in a clone: go into one, or name a repository with --repo OWNER/NAME", text.Clean(cmp.Or(s.dir, "this folder")))
}
