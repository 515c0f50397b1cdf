package cli

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// tree says what paths are called within a repository.
type tree struct {
	root   string // of the working tree, links resolved; "" if there is none
	dir    string // where arguments begin, links resolved; "" is the root
	asIs   bool   // files on disk are those that are asked about
	folder string // the root as it was handed in
}

func newTree(o OwnersOptions) tree {
	if o.Root == "" || o.Repo != (github.RepoRef{}) {
		return tree{}
	}
	t := tree{root: resolved(o.Root), folder: o.Root, asIs: o.Ref == ""}
	if t.dir = t.root; o.Dir != "" {
		t.dir = resolved(o.Dir)
	}
	return t
}

// resolved is a path with the links in its existing part resolved. git names
// the root that way, the shell the current folder as it was entered.
func resolved(p string) string {
	p = filepath.Clean(p)
	rest := ""
	for at := p; ; {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		up := filepath.Dir(at)
		if up == at {
			return p
		}
		rest = filepath.Join(filepath.Base(at), rest)
		at = up
	}
}

// argument resolves what was typed.
func (t tree) argument(arg string) (entry, error) {
	if t.root == "" || arg == "" {
		return t.rooted(filepath.ToSlash(arg))
	}
	full := arg
	if !filepath.IsAbs(full) {
		full = filepath.Join(t.dir, arg)
	}
	p, ok := t.within(full)
	switch {
	case !ok:
		return entry{}, t.outside(arg)
	case p == ".":
		return entry{folder: true}, nil
	case os.IsPathSeparator(arg[len(arg)-1]) || t.asIs && isFolder(filepath.Join(t.root, filepath.FromSlash(p))):
		return entry{path: p, folder: true}, nil
	}
	return entry{path: p}, nil
}

// rooted makes a path relative to the root out of one that begins there, as
// git prints it. One slash in front is forgiven where there is no file system
// in which it could mean something else.
func (t tree) rooted(given string) (entry, error) {
	if given == "" {
		return entry{}, errors.New("a path is empty: name a file")
	}
	p := given
	if p[0] == '/' {
		if t.root == "" {
			p = p[1:]
		} else if within, ok := t.within(filepath.FromSlash(p)); ok {
			p = within
		} else {
			return entry{}, t.outside(given)
		}
	}
	clean := path.Clean(p)
	switch {
	case clean == ".":
		return entry{folder: true}, nil
	case clean == ".." || strings.HasPrefix(clean, "../"):
		return entry{}, t.outside(given)
	}
	return entry{path: clean, folder: strings.HasSuffix(given, "/")}, nil
}

// within is an absolute path as seen from the root, with slashes. The last
// element is never resolved: a link is a file of its own in git.
func (t tree) within(full string) (string, bool) {
	full = filepath.Clean(full)
	for _, try := range [...]string{full, filepath.Join(resolved(filepath.Dir(full)), filepath.Base(full))} {
		if rel, err := filepath.Rel(t.root, try); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel), true
		}
	}
	return "", false
}

func (t tree) outside(given string) error {
	if t.root == "" {
		return fmt.Errorf("%s is outside the repository: name a path from its top, like docs/README.md", shown(given))
	}
	return fmt.Errorf("%s is outside the clone %s: name a path within it", shown(given), shown(t.folder))
}

// shown is a path fit for a message.
func shown(p string) string { return text.Middle(text.Clean(p), 200) }

// isFolder reports whether a folder is there that is not a repository of its
// own: a submodule is tracked like a file, and has an owner.
func isFolder(p string) bool {
	info, err := os.Lstat(p)
	if err != nil || !info.IsDir() {
		return false
	}
	_, err = os.Lstat(filepath.Join(p, ".git"))
	return err != nil
}
