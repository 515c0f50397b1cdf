package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Clone is a git clone or worktree on this machine.
type Clone struct {
	Top     string    // the working tree, absolute; "" for a bare repository
	GitDir  string    // absolute; a worktree's own, where its HEAD is
	Branch  string    // checked out, "" when HEAD is detached
	Head    string    // full id of the commit checked out, "" without commits
	HeadAt  time.Time // when that commit was made
	Shallow bool      // a part of the history is missing
	Remotes []Remote  // those whose address could be read, in git's order
	Remote  Remote    // the one that names the repository; zero if there is none
}

// Errors of FindClone that a caller can act on. The returned error wraps them
// and says more.
var (
	ErrNoClone  = errors.New("not in a git repository")
	ErrNotOwned = errors.New("git does not trust this repository's owner")
)

// FindClone finds the repository that dir is in: a clone, a worktree, a
// submodule, a bare repository, shallow or empty. It runs git, asks no network
// and writes nothing.
func FindClone(ctx context.Context, dir string) (Clone, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Clone{}, fmt.Errorf("find the folder: %w", err)
	}
	if _, err := os.Stat(dir); err != nil {
		return Clone{}, fmt.Errorf("open the clone: %w", err)
	}
	out, err := findGit(ctx, dir, "rev-parse", "--absolute-git-dir", "--is-bare-repository", "--is-shallow-repository")
	if err != nil {
		return Clone{}, explain(dir, err)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if n := len(lines); n < 3 {
		return Clone{}, fmt.Errorf("git rev-parse printed %d lines instead of 3", n)
	}
	// A folder's name may hold line breaks: what remains is the folder.
	n := len(lines)
	c := Clone{GitDir: strings.Join(lines[:n-2], "\n"), Shallow: lines[n-1] == "true"}
	if lines[n-2] != "true" {
		// Inside the git folder itself there is no working tree to name.
		if out, err := findGit(ctx, dir, "rev-parse", "--show-toplevel"); err == nil {
			c.Top = strings.TrimSuffix(string(out), "\n")
		}
	}
	if out, err := runGit(ctx, 1<<16, c.GitDir, "symbolic-ref", "--quiet", "HEAD"); err == nil {
		c.Branch = strings.TrimPrefix(strings.TrimSpace(string(out)), "refs/heads/")
	}
	if out, err := runGit(ctx, 1<<16, c.GitDir, "log", "--max-count=1", "--no-color", "--format=%H %ct", "HEAD", "--"); err == nil {
		head, at, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
		c.Head, c.HeadAt = head, unixTime(at)
	}
	if err := ctx.Err(); err != nil {
		return Clone{}, err
	}
	return c, c.findRemotes(ctx)
}

// Email is the address that git writes into commits made in the clone, as it is
// configured; "" if it is not.
func (c *Clone) Email(ctx context.Context) string {
	out, err := runGit(ctx, 1<<16, c.GitDir, "config", "--get", "user.email")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// findGit runs a command where the repository is still to be found.
func findGit(ctx context.Context, dir string, args ...string) ([]byte, error) {
	return output(ctx, gitCommand(ctx, "", dir, args...), 1<<16)
}

// explain says what a person can do about a folder that git refuses.
func explain(dir string, err error) error {
	f, ok := errors.AsType[*gitError](err)
	switch {
	case !ok:
		return err
	case strings.Contains(f.stderr, "dubious ownership"):
		return fmt.Errorf("%w: %s belongs to another user. If you trust it, run: git config --global --add safe.directory %s", ErrNotOwned, dir, shellQuote(dir))
	case strings.Contains(f.stderr, "not a git repository"):
		return fmt.Errorf("%w: %s. Change to a clone, or name one", ErrNoClone, dir)
	}
	return fmt.Errorf("open the clone in %s: %w", dir, err)
}

func shellQuote(s string) string {
	if !strings.ContainsAny(s, " \t\n'\"\\$`!*?[](){}<>|&;#~") {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// findRemotes reads the remotes and chooses the one that names the repository.
func (c *Clone) findRemotes(ctx context.Context) error {
	out, err := runGit(ctx, 1<<20, c.GitDir, "remote")
	if err != nil {
		return fmt.Errorf("list the remotes: %w", err)
	}
	for name := range strings.Lines(string(out)) {
		name = strings.TrimSuffix(name, "\n")
		if name == "" || name[0] == '-' {
			continue
		}
		// get-url applies url.*.insteadOf, as git itself does before it connects.
		at, err := runGit(ctx, 1<<16, c.GitDir, "remote", "get-url", "--", name)
		if err != nil {
			continue // a remote without an address names no repository
		}
		if r, ok := ParseRemote(strings.TrimSuffix(string(at), "\n")); ok {
			r.Name = name
			c.Remotes = append(c.Remotes, r)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	c.Remote = choose(c.Remotes, c.resolved(ctx))
	return nil
}

// resolved is the remote that gh's "repo set-default" has marked: the setting
// is "base" or the owner and name of another repository.
func (c *Clone) resolved(ctx context.Context) Remote {
	out, err := runGit(ctx, 1<<20, c.GitDir, "config", "-z", "--get-regexp", `^remote\..*\.gh-resolved$`)
	if err != nil {
		return Remote{}
	}
	for rec := range bytes.SplitSeq(out, []byte{0}) {
		key, value, ok := strings.Cut(string(rec), "\n")
		if !ok {
			continue
		}
		name := strings.TrimSuffix(strings.TrimPrefix(key, "remote."), ".gh-resolved")
		i := slices.IndexFunc(c.Remotes, func(r Remote) bool { return r.Name == name })
		if i < 0 {
			continue
		}
		r := c.Remotes[i]
		if value != "base" {
			parts := strings.Split(value, "/")
			if n := len(parts); n >= 2 {
				r.Owner, r.Repo = parts[n-2], parts[n-1]
			}
			if len(parts) == 3 {
				r.Host = parts[0]
			}
		}
		return r
	}
	return Remote{}
}

// choose follows gh: the remote marked as resolved, then upstream, github,
// origin, then the first.
func choose(remotes []Remote, resolved Remote) Remote {
	if resolved.Name != "" {
		return resolved
	}
	for _, name := range []string{"upstream", "github", "origin"} {
		if i := slices.IndexFunc(remotes, func(r Remote) bool { return r.Name == name }); i >= 0 {
			return remotes[i]
		}
	}
	if len(remotes) > 0 {
		return remotes[0]
	}
	return Remote{}
}

// World is the clone as the only repository of a world that any credential, or
// none, may read. Its name is the remote's, or "local/" and the folder's. It
// has no App, no issues, and no user but the one who reads.
func (c Clone) World() World {
	owner, name := c.Remote.Owner, c.Remote.Repo
	if owner == "" || name == "" {
		folder := c.Top
		if folder == "" {
			folder = strings.TrimSuffix(c.GitDir, ".git")
		}
		owner, name = "local", strings.TrimSuffix(repositoryName(filepath.Base(folder)), ".git")
	}
	const reader = "you"
	users := []User{{ID: 1, Login: reader, Name: "You, in this clone", CreatedAt: time.Unix(0, 0)}}
	if !strings.EqualFold(owner, reader) {
		users = append(users, User{ID: 2, Login: owner, CreatedAt: time.Unix(0, 0)})
	}
	return World{
		AnyToken: true,
		Users:    users,
		Repositories: []Repository{{
			Owner: owner, Name: name, ID: 1, Remote: c.Remote.Name, CreatedAt: time.Unix(0, 0),
			PushedAt:      c.HeadAt,
			NoIssues:      true,
			Description:   "A clone on this machine",
			Collaborators: map[string]string{reader: "read"},
			Open:          func(context.Context) (string, error) { return c.GitDir, nil },
		}},
	}
}

// repositoryName makes a folder's name one that GitHub would allow: what it
// does not allow becomes a dash, as on the web site.
func repositoryName(folder string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			return r
		}
		return '-'
	}, folder)
	if strings.Trim(name, ".-") == "" {
		return "clone"
	}
	return name
}
