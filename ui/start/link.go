package start

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"hubtrail/github"
	"hubtrail/ui/cli"
)

func (p *program) link() *cobra.Command {
	var f linkFlags
	var refer, comment bool
	c := &cobra.Command{
		Use:   "link ISSUE... PR",
		Short: "Link issues to a pull request, by a keyword in its body",
		Long: `Writes "Closes #12" for each issue into the body of the pull request, which is the
only way to link them that GitHub offers to programs, and prints how the body
changed and whether GitHub recognises each link. What is there already is not
written twice. ISSUE and PR are numbers, owner/repo#12 or addresses; numbers are
of the clone's repository, or of --repo.

Exit status: 0 if GitHub recognises every link, or if with --refer it was written;
1 if something was written that GitHub does not recognise; 2 if nothing was written,
and for any other error.`,
		Example: `  hubtrail link 12 15 31             #31 closes #12 and #15
  hubtrail link --refer 12 31        #31 only refers to #12
  hubtrail link --dry-run acme/shop#12 https://github.com/acme/web/pull/31`,
		Args: p.args(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			r := github.LinkRequest{Kind: github.LinkCloses, Comment: comment}
			if refer {
				r.Kind = github.LinkRefers
			}
			return p.runLink(cmd, f, r, args)
		},
	}
	f.add(c)
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "print what would be written, and write nothing")
	c.Flags().BoolVar(&refer, "refer", false, "refer to the issues without closing them")
	c.Flags().BoolVar(&comment, "comment", false, "refer to the issues in a comment, and leave the body alone")
	c.MarkFlagsMutuallyExclusive("refer", "comment")
	return c
}

func (p *program) unlink() *cobra.Command {
	var f linkFlags
	c := &cobra.Command{
		Use:   "unlink ISSUE... PR",
		Short: "Take links to issues out of a pull request's body",
		Long: `Takes what links each issue out of the body of the pull request, whoever wrote it,
and prints how the body changed. Links made by hand on the web, and keywords in
commits, cannot be taken away: what is still linked is told. ISSUE and PR are
numbers, owner/repo#12 or addresses; numbers are of the clone's repository, or of
--repo.

Exit status: 0 if GitHub links none of them any more; 1 if it still does; 2 if
nothing was written, and for any other error.`,
		Example: `  hubtrail unlink 12 31              #31 does not close #12 any more
  hubtrail unlink --dry-run 12 15 31`,
		Args: p.args(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.runLink(cmd, f, github.LinkRequest{Kind: github.LinkCloses, Unlink: true}, args)
		},
	}
	f.add(c)
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "print what would be taken out, and write nothing")
	return c
}

func (p *program) links() *cobra.Command {
	var f linkFlags
	c := &cobra.Command{
		Use:   "links REF",
		Short: "What an issue or pull request is linked with, and whether GitHub recognises it",
		Long: `Prints every link of an issue or pull request, one a line: by a keyword in a body or
commit, by hand on the web, by a mere mention; whether GitHub recognises it, and
if not, why. REF is a number, owner/repo#12 or an address; a number is of the
clone's repository, or of --repo.

Exit status: 0; 2 for any error.`,
		Example: `  hubtrail links 12
  hubtrail links --json cli/cli#31 | jq -r 'select(.kind == "closes") | .issue'`,
		Args: p.args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			p.exit = 2
			ctx, stop := stoppable(cmd.Context())
			defer stop()
			s := open(p.flags, p.version)
			defer s.close()
			refs, err := s.linkRefs(ctx, args, f)
			if err != nil {
				return err
			}
			tty := p.outTerminal()
			exit, err := cli.Links(ctx, cli.LinksOptions{
				Ref: refs.of[0], Issue: refs.read, Links: refs.links,
				JSON: f.json, Terminal: tty, Stdout: p.out, Styles: s.styles(tty),
			})
			p.exit = exit
			return err
		},
	}
	f.add(c)
	return c
}

// linkFlags are what the commands about links have in common.
type linkFlags struct {
	repo, account string
	json, dryRun  bool
}

func (f *linkFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.repo, "repo", "", "numbers are of this repository: `OWNER/NAME`")
	c.Flags().StringVar(&f.account, "account", "", "with the account of this `NAME`")
	c.Flags().BoolVar(&f.json, "json", false, "print one JSON object a link")
}

// linker is what plans links and what writes them.
type linker struct {
	*github.Accounts
	*github.LinkJobs
}

// runLink links or unlinks.
func (p *program) runLink(cmd *cobra.Command, f linkFlags, r github.LinkRequest, args []string) error {
	p.exit = 2
	ctx, stop := stoppable(cmd.Context())
	defer stop()
	s := open(p.flags, p.version)
	defer s.close()
	refs, err := s.linkRefs(ctx, args, f)
	if err != nil {
		return err
	}
	last := len(refs.of) - 1
	r.Place, r.Issues, r.Pull = refs.at, refs.of[:last], refs.of[last]
	var disk github.StateStore
	if !s.flags.demo { // of which nothing is left to be undone
		disk = s.store
	}
	tty := p.outTerminal()
	exit, err := cli.Link(ctx, cli.LinkOptions{
		Request: r, Linker: linker{s.accounts, github.NewLinkJobs(disk, s.accounts)}, Issue: refs.read,
		Command: p.linkCommand(f, r), Typed: refs.typed, DryRun: f.dryRun, JSON: f.json, Terminal: tty,
		Stdout: p.out, Stderr: p.errs, Styles: s.styles(tty),
	})
	p.exit = exit
	if err == nil && s.flags.demo && !f.dryRun {
		fmt.Fprintln(p.errs, "hubtrail: this is the demo, which begins anew each time: nothing has left this machine")
	}
	return err
}

// stoppable is a context that ends when the program is told to. The second time
// it is told, it ends as any program would.
func stoppable(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
