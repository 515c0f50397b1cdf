package start

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/cli"
	"hubtrail/ui/text"
)

// linkRefs are the issues and pull requests that a command was given, and the
// place where the last of them is reached.
type linkRefs struct {
	s     *session
	typed []string // as they were given, each once
	of    []github.IssueRef
	at    github.Place

	host    string
	account string // the only one to use, "" for any
	places  map[github.RepoRef]github.Place
}

// linkRefs reads the arguments of a command about links.
func (s *session) linkRefs(ctx context.Context, args []string, f linkFlags) (*linkRefs, error) {
	if s.flags.clone != "" {
		return nil, errors.New("a clone has no issues: leave --clone out to ask GitHub")
	}
	refs := &linkRefs{s: s, account: f.account, places: map[github.RepoRef]github.Place{}}
	for _, arg := range args {
		if err := refs.add(arg, f.repo); err != nil {
			return nil, err
		}
	}
	if !s.flags.demo {
		s.addGH(ctx)
	}
	at, err := refs.place(ctx, refs.of[len(refs.of)-1].Repo)
	refs.at = at
	return refs, err
}

// add reads one argument.
func (l *linkRefs) add(arg, repo string) error {
	host, ref, err := l.s.linkRef(arg, repo)
	switch {
	case err != nil:
		return err
	case host != "" && l.host != "" && !sameHost(host, l.host):
		return fmt.Errorf("%s is on %s and %s on %s: GitHub links only what is on the same host",
			text.Clean(l.typed[0]), text.Clean(l.host), text.Clean(arg), text.Clean(host))
	}
	l.host = cmp.Or(l.host, host)
	if slices.ContainsFunc(l.of, func(o github.IssueRef) bool { return strings.EqualFold(o.String(), ref.String()) }) {
		return fmt.Errorf("%s is named twice", text.Clean(ref.String()))
	}
	l.typed, l.of = append(l.typed, arg), append(l.of, ref)
	return nil
}

// linkRef reads a number, owner/repo#12 or an address. host is "" where the
// text does not say it.
func (s *session) linkRef(arg, repo string) (host string, ref github.IssueRef, err error) {
	if n, err := strconv.ParseUint(strings.TrimPrefix(arg, "#"), 10, 31); err == nil && n > 0 {
		host, r, err := s.numbered(arg, repo)
		return host, github.IssueRef{Repo: r, Number: int(n)}, err
	}
	t, err := github.ParseTarget(arg)
	switch {
	case err != nil:
		return "", ref, err
	case t.Number == 0:
		return "", ref, fmt.Errorf("%q is no issue or pull request: write its number, owner/repo#12 or its address", text.Clean(arg))
	}
	return t.Host, github.IssueRef{Repo: t.Repo, Number: t.Number}, nil
}

// numbered is the repository that a bare number is of.
func (s *session) numbered(arg, repo string) (host string, r github.RepoRef, err error) {
	if repo != "" {
		r, err = github.ParseRepo(repo)
		return "", r, err
	}
	if s.clone == nil {
		return "", r, fmt.Errorf("%s of which repository? Go into a clone, add --repo OWNER/NAME, or write OWNER/NAME#%s",
			arg, strings.TrimPrefix(arg, "#"))
	}
	found, err := s.clone.look()
	switch {
	case err != nil:
		return "", r, err
	case found.Remote.Host == "":
		return "", r, fmt.Errorf("%s of which repository? The clone in %s has no remote at a GitHub: add --repo OWNER/NAME",
			arg, text.Clean(s.clone.dir))
	}
	return found.Remote.Host, s.clone.repo(), nil
}

// place is where a repository is reached.
func (l *linkRefs) place(ctx context.Context, repo github.RepoRef) (github.Place, error) {
	if at, ok := l.places[repo]; ok {
		return at, nil
	}
	at, err := l.find(ctx, repo)
	if err == nil {
		l.places[repo] = at
	}
	return at, err
}

func (l *linkRefs) find(ctx context.Context, repo github.RepoRef) (github.Place, error) {
	if l.account == "" {
		return l.s.place(ctx, l.host, repo)
	}
	c, err := l.s.accounts.Client(l.account)
	switch {
	case err != nil:
		return github.Place{}, err
	case c.Account().Kind == github.KindClone:
		return github.Place{}, fmt.Errorf("account %q is a clone, which has no issues", l.account)
	case !c.Account().Demo && l.host != "" && !sameHost(l.host, c.Account().Host):
		return github.Place{}, fmt.Errorf("account %q is at %s, and not at %s", l.account, c.Account().Host, text.Clean(l.host))
	}
	return l.s.placeAmong(ctx, []string{l.account}, repo)
}

// read is an issue or pull request. Which of the two it is never changes, so
// that what is stored serves.
func (l *linkRefs) read(ctx context.Context, ref github.IssueRef) (github.Issue, error) {
	at, err := l.place(ctx, ref.Repo)
	switch {
	case err != nil && l.at == (github.Place{}):
		return github.Issue{}, err
	case err != nil: // what is public can be read from anywhere
		at = l.at
	}
	if issue, _, ok := l.s.accounts.StoredIssue(at, ref); ok {
		return issue, nil
	}
	return l.s.accounts.Issue(ctx, at, ref)
}

// links finds what an issue or pull request is linked with at this moment: what
// another program did since the last run counts, and LinksOf goes by what was
// read within the last minute.
func (l *linkRefs) links(ctx context.Context, ref github.IssueRef, pull bool) ([]github.Link, error) {
	var err error
	if pull {
		_, err = l.s.accounts.PullRequest(ctx, l.at, ref)
	} else {
		_, err = l.s.accounts.Issue(ctx, l.at, ref)
	}
	if err != nil {
		return nil, err
	}
	// Without its conversation there are the other links.
	_ = l.s.accounts.Timeline(ctx, l.at, ref, 100, func(github.Listing[github.Event]) {})
	return l.s.accounts.LinksOf(ctx, l.at, ref, pull)
}

// linkCommand is a command with the flags it was given, up to its references.
func (p *program) linkCommand(f linkFlags, r github.LinkRequest) string {
	words := []string{"hubtrail"}
	add := func(given bool, word ...string) {
		if given {
			words = append(words, word...)
		}
	}
	add(p.flags.demo, "--demo")
	add(p.flags.ConfigFile != "", "--config", cli.Quoted(p.flags.ConfigFile))
	add(!r.Unlink, "link")
	add(r.Unlink, "unlink")
	add(r.Comment, "--comment")
	add(!r.Comment && r.Kind == github.LinkRefers, "--refer")
	add(f.dryRun, "--dry-run")
	add(f.json, "--json")
	add(f.repo != "", "--repo", cli.Quoted(f.repo))
	add(f.account != "", "--account", cli.Quoted(f.account))
	return strings.Join(words, " ")
}
