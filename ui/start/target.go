package start

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/pane"
)

// target is what the command line points at.
type target struct {
	github.Target
	given bool
}

// readTarget reads the command line's argument: a folder with a clone becomes
// the session's clone, anything else is a repository, commit or address.
func readTarget(f *flags, arg string) (target, error) {
	if arg == "" {
		return target{}, nil
	}
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		dir, err := filepath.Abs(arg)
		if err != nil {
			return target{}, err
		}
		if cloneTop(dir) == "" && !bare(dir) {
			return target{}, fmt.Errorf("%s is a folder without a git clone: name a clone's folder, or a repository as owner/repo", arg)
		}
		if f.demo || f.clone != "" {
			return target{}, fmt.Errorf("the clone in %s is neither the demo's nor that of --clone: leave out the flag or the folder", arg)
		}
		f.dir = dir
		return target{}, nil
	}
	if filepath.IsAbs(arg) || strings.HasPrefix(arg, "./") || strings.HasPrefix(arg, "../") {
		return target{}, fmt.Errorf("there is no folder %q: name a clone's folder, or a repository as owner/repo", arg)
	}
	t, err := github.ParseTarget(arg)
	return target{t, true}, err
}

// bare reports whether a folder looks like a bare repository.
func bare(dir string) bool {
	_, head := os.Stat(filepath.Join(dir, "HEAD"))
	_, objects := os.Stat(filepath.Join(dir, "objects"))
	return head == nil && objects == nil
}

// firstSubject is what to look at in the very first frame: what needs nobody
// to be asked. settled means that nothing better is to come.
func (s *session) firstSubject(t target) (subject pane.Subject, settled bool) {
	if t.given {
		return pane.Subject{}, false
	}
	if last := s.lastSubject(); last.Place.Account != "" {
		// What is checked out in a clone may have changed since.
		return last, s.clone == nil
	}
	if s.clone != nil {
		return pane.Subject{}, false
	}
	accounts := s.accounts.List()
	if len(accounts) == 0 {
		return pane.Subject{}, false
	}
	if first := accounts[0]; first.Kind == github.KindToken {
		return pane.Subject{Place: github.Place{Account: first.Name}}, true
	}
	return pane.Subject{}, true // which of an App's installations, its listing tells
}

// resolve finds where the target is, by asking GitHub or git if it must, and where
// its ref ends. Without a repository in the target it is the clone's, if that is
// usable, at what is checked out there.
func (s *session) resolve(ctx context.Context, t target, clone bool) (pane.Subject, github.Target, error) {
	host, repo, ref := t.Host, t.Repo, ""
	if repo == (github.RepoRef{}) {
		if !clone {
			if t.given {
				return pane.Subject{}, github.Target{}, fmt.Errorf("commit %s of which repository? Start in a clone, or write owner/repo@%s", t.SHA, t.SHA)
			}
			return pane.Subject{}, github.Target{}, nil
		}
		found, err := s.clone.look()
		if err != nil {
			return pane.Subject{}, github.Target{}, err
		}
		host, repo = cmp.Or(found.Remote.Host, s.clone.dir), s.clone.repo()
		ref = cmp.Or(found.Branch, found.Head)
	}
	place, err := s.place(ctx, host, repo)
	if err != nil {
		return pane.Subject{}, github.Target{}, err
	}
	subject := pane.Subject{Place: place, Repo: repo, Ref: ref}
	if place.Installation != 0 {
		subject.Owner = repo.Owner
	}
	if t.Path != "" {
		if t.Ref, t.Path, err = s.accounts.RefOf(ctx, place, repo, t.Ref, t.Path); err != nil {
			return subject, github.Target{}, err
		}
	}
	return subject, t.Target, nil
}
