package start

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/github/embedded"
	"hubtrail/ui/cli"
)

// trackedIn lists the files of a working tree.
func trackedIn(top string) func(context.Context, string, func(string) error) error {
	return func(ctx context.Context, folder string, visit func(string) error) error {
		return embedded.Tracked(ctx, top, folder, visit)
	}
}

// plainClone reports whether .git in a folder is such that git, too, takes the
// folder for the top of a working tree. Where it says no, git is to be asked.
func plainClone(top string) bool {
	dir := filepath.Join(top, ".git")
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return false
	case !info.IsDir(): // of a worktree or a submodule
		data, err := os.ReadFile(dir)
		at, ok := strings.CutPrefix(string(data), "gitdir: ")
		if err != nil || !ok {
			return false
		}
		if dir = strings.TrimRight(at, "\r\n"); !filepath.IsAbs(dir) {
			dir = filepath.Join(top, dir)
		}
		_, err = os.Stat(filepath.Join(dir, "HEAD"))
		return err == nil
	}
	for _, name := range []string{"HEAD", "objects", "refs"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	// A configuration may put the working tree elsewhere, or deny that there is one.
	data, err := os.ReadFile(filepath.Join(dir, "config"))
	settings := strings.NewReplacer(" ", "", "\t", "").Replace(strings.ToLower(string(data)))
	return err == nil && !strings.Contains(settings, "worktree") &&
		(strings.Contains(settings, "bare=false") || !strings.Contains(settings, "bare"))
}

// ownersAt takes what is asked from a repository of an account.
func (s *session) ownersAt(place github.Place, repo github.RepoRef, o *cli.OwnersOptions) {
	r := &ownersRepo{s: s, place: place, repo: repo, ref: o.Ref}
	o.File, o.Tracked, o.Reported = r.file, r.tracked, r.reported
	if o.Repo == (github.RepoRef{}) {
		o.Reported = nil // a clone's file is not looked for at GitHub
	}
}

// ownersRepo is a repository of an account, at one commit: what its ref means is
// asked once.
type ownersRepo struct {
	s      *session
	place  github.Place
	repo   github.RepoRef
	ref    string
	commit string // "" until asked
}

// client is that of the account, with the commit known.
func (r *ownersRepo) client(ctx context.Context) (*github.Client, error) {
	c, err := r.s.accounts.Client(r.place.Account)
	if err == nil && r.commit == "" {
		r.commit, err = c.CommitSHA(ctx, r.place.Installation, r.repo, r.ref)
	}
	return c, err
}

func (r *ownersRepo) file(ctx context.Context) (*github.OwnersFile, error) {
	c, err := r.client(ctx)
	if err != nil {
		return nil, err
	}
	f, _, err := c.OwnersFile(ctx, r.place.Installation, r.repo, r.commit)
	return f, err
}

func (r *ownersRepo) tracked(ctx context.Context, folder string, visit func(string) error) error {
	c, err := r.client(ctx)
	if err != nil {
		return err
	}
	t, err := c.Tree(ctx, r.place.Installation, r.repo, r.commit)
	switch {
	case err != nil:
		return err
	case t.Cut:
		return fmt.Errorf("GitHub lists only a part of the files of %s: name the paths, or ask in a clone", r.repo)
	}
	from := 0
	if folder != "" {
		folder += "/"
		from, _ = slices.BinarySearch(t.Paths, folder)
	}
	for _, path := range t.Paths[from:] {
		if !strings.HasPrefix(path, folder) {
			break
		}
		if err := visit(path); err != nil {
			return err
		}
	}
	return nil
}

func (r *ownersRepo) reported(ctx context.Context) ([]codeowners.Problem, error) {
	c, err := r.client(ctx)
	switch {
	case err != nil:
		return nil, err
	case c.Account().Kind == github.KindClone:
		return nil, errors.New("the clone in " + c.Account().Host + " is not GitHub: sign in with gh auth login, or set GH_TOKEN")
	}
	return c.OwnersErrors(ctx, r.place.Installation, r.repo, r.commit)
}
