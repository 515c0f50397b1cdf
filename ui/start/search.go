package start

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"hubtrail/github"
	"hubtrail/ui/cli"
)

func (p *program) search() *cobra.Command {
	var repo, account string
	var limit int
	var asJSON bool
	c := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Issues and pull requests by GitHub's search syntax",
		Long: `Prints the issues and pull requests that GitHub finds, the latest updated first,
one line each. QUERY is GitHub's search syntax; relative dates such as
updated:>-2w work as well. Without --repo it looks through everything that the
account, or without --account every account, reaches.

Exit status: 0; 1 if one of several accounts failed; 2 for any other error.`,
		Example: `  hubtrail search is:open is:pr review-requested:@me
  hubtrail search --repo cli/cli 'label:bug updated:>-1w'
  hubtrail search --json --limit 500 is:issue no:assignee | jq -r .url`,
		Args: p.args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			p.exit = 2
			if limit < 1 || limit > 1000 {
				return fmt.Errorf("--limit %d: GitHub gives between 1 and 1000 results", limit)
			}
			s := open(p.flags, p.version)
			defer s.close()
			scopes, now, err := s.searchScopes(cmd.Context(), repo, account)
			if err != nil {
				return err
			}
			tty := p.outTerminal()
			o := cli.SearchOptions{
				Search: github.IssueSearch{Text: strings.Join(args, " "), Order: github.ByUpdated, Scopes: scopes, Limit: limit},
				Issues: s.accounts.SearchIssues, JSON: asJSON, Terminal: tty, Width: p.outWidth(), Now: now,
				Stdout: p.out, Stderr: p.errs, Styles: s.styles(tty),
			}
			exit, err := cli.Search(cmd.Context(), o)
			p.exit = exit
			return err
		},
	}
	c.Flags().StringVar(&repo, "repo", "", "only in this repository: `OWNER/NAME`")
	c.Flags().StringVar(&account, "account", "", "only with the account of this `NAME`")
	c.Flags().IntVar(&limit, "limit", 30, "at most `N` results, up to 1000")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	return c
}

func (p *program) outWidth() int {
	if f, ok := p.out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			return w
		}
	}
	return 80
}

// searchScopes is where a search of the command line looks, and the day its
// dates are counted from.
func (s *session) searchScopes(ctx context.Context, repo, account string) ([]github.SearchScope, time.Time, error) {
	if s.flags.clone != "" {
		return nil, time.Time{}, errors.New("a clone has no issues: leave --clone out to ask GitHub")
	}
	if !s.flags.demo {
		s.addGH(ctx)
	}
	var names []string
	for _, a := range s.accounts.List() {
		if a.Kind != github.KindClone && (account == "" || a.Name == account) {
			names = append(names, a.Name)
		}
	}
	switch {
	case len(names) == 0 && account != "":
		_, err := s.accounts.Client(account)
		return nil, time.Time{}, cmp.Or(err, fmt.Errorf("account %q is a clone, which has no issues", account))
	case len(names) == 0:
		return nil, time.Time{}, errNoAccount
	}
	now := s.accounts.Now(names[0])
	if repo != "" {
		r, err := github.ParseRepo(repo)
		if err != nil {
			return nil, now, err
		}
		at, err := s.placeAmong(ctx, names, r)
		if err != nil {
			return nil, now, err
		}
		return s.accounts.SearchScopes(github.ScopeRepository, at, "", r), s.accounts.Now(at.Account), nil
	}
	var scopes []github.SearchScope
	if account != "" {
		scopes = s.accounts.SearchScopes(github.ScopeAccount, github.Place{Account: account}, "", github.RepoRef{})
	} else {
		scopes = s.accounts.SearchScopes(github.ScopeEverywhere, github.Place{}, "", github.RepoRef{})
	}
	if len(scopes) == 0 {
		return nil, now, errors.New("the account reaches nothing to search: hubtrail doctor says more")
	}
	return scopes, now, nil
}

// placeAmong is the place of a repository for one of the accounts named.
func (s *session) placeAmong(ctx context.Context, names []string, repo github.RepoRef) (github.Place, error) {
	if len(names) > 1 {
		return s.place(ctx, "", repo)
	}
	c, err := s.accounts.Client(names[0])
	if err != nil || c.Account().Kind != github.KindApp {
		return github.Place{Account: names[0]}, err
	}
	i, err := c.InstallationFor(ctx, repo)
	return github.Place{Account: names[0], Installation: i.ID}, err
}
