package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/ui/text"
)

// OwnersOptions is what `hubtrail owners` is asked.
type OwnersOptions struct {
	// Paths are the arguments: files, and folders that stand for all tracked
	// files in them. "-" alone reads paths of files from Stdin, one a line or
	// separated by NUL. Arguments are relative to Dir, paths on Stdin to the
	// root of the repository, quoted or not, as git prints them. Without any,
	// all tracked files are asked about.
	Paths []string

	Dir  string // the current folder, absolute; "" counts as Root
	Root string // the top of the clone's working tree; "" outside a clone and in a bare one

	// Ref and Repo take the CODEOWNERS file from File and not from the working
	// tree. With Repo, arguments are relative to the root too.
	Ref  string
	Repo github.RepoRef
	// File reads the file of Repo, or of the clone without one, at Ref ("" is
	// the default branch). nil counts as being outside a clone.
	File func(ctx context.Context) (*github.OwnersFile, error)
	// Tracked visits the tracked files in a folder ("" is the root), in the
	// order of their bytes: the working tree's, or those of Repo and Ref.
	Tracked func(ctx context.Context, folder string, visit func(path string) error) error
	// Reported is what GitHub itself finds wrong with the file of Repo at Ref;
	// nil where GitHub is not to be asked.
	Reported func(ctx context.Context) ([]codeowners.Problem, error)

	Lint  bool // problems of the file instead of owners; without Paths
	Stats bool // who owns how much instead of each path

	JSON     bool // one object a path or problem, one in all with Stats
	Check    bool // exit status 1 if a path has no owner
	Terminal bool // Stdout is a terminal: columns and not tabs

	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Styles         Styles // of columns
}

// inTree reports whether the working tree's file is asked about.
func (o OwnersOptions) inTree() bool { return o.Ref == "" && o.Repo == (github.RepoRef{}) }

// where names what is asked about.
func (o OwnersOptions) where() string {
	where := "this clone"
	if o.Repo != (github.RepoRef{}) {
		where = o.Repo.String()
	}
	if o.Ref != "" {
		where += " at " + text.Clean(o.Ref)
	}
	return where
}

// Owners writes who owns each path, in the order asked, as they are read:
//
//	src/main.go  @acme/core @mona
//	LICENSE      (no owner: no rule matches)
//	docs/new.md  (no owner: unset by .github/CODEOWNERS:12)
//
// with a tab between the columns where Stdout is no terminal; a path that
// holds control characters, quotes or backslashes is then quoted as git does.
// As JSON it is one object a line:
//
//	{"path":"src/main.go","status":"owned","owners":["@acme/core","@mona"],"rule":{"file":"CODEOWNERS","line":3,"pattern":"*.go"}}
//
// where status is owned, unset or unmatched, and rule is null when unmatched.
// Bad lines of the file are told on Stderr, unless only a few paths are asked
// about: the file is then read from its end, and not whole. With Lint it writes the problems of
// the file, with Stats who owns how much.
//
// The exit status is 0; 1 if there is no CODEOWNERS (with an error), with Check
// if a path has no owner, or with Lint if there is a problem; 2 with any other
// error.
func Owners(ctx context.Context, o OwnersOptions) (exit int, err error) {
	if o.inTree() && o.Root == "" || !o.inTree() && o.File == nil {
		return exitError, fmt.Errorf("%s is not in a clone: go into one, or name a repository with --repo OWNER/NAME",
			text.Clean(cmp.Or(o.Dir, "this folder")))
	}
	asked, err := newAsked(o)
	if err != nil {
		return exitError, err
	}
	file, err := findFile(ctx, o)
	switch {
	case errors.Is(err, errNoFile):
		return exitNo, err
	case err != nil:
		return exitError, err
	}
	if o.Lint {
		return lint(ctx, o, asked, file)
	}
	if o.Stats {
		file.compile()
		file.warn(o.Stderr)
		return stats(ctx, o, asked, file)
	}
	a := newAnswers(o, file.Path)
	match := file.match(asked)
	file.warn(o.Stderr)
	err = asked.each(ctx, func(path string) error {
		a.add(path, match(path))
		return nil
	}, a.flush)
	if err := errors.Join(err, a.flush()); err != nil {
		return exitError, err
	}
	return checked(o, a.unowned, a.count), nil
}

// checked is the exit status by how many paths have no owner.
func checked(o OwnersOptions, unowned, count int) (exit int) {
	if !o.Check || unowned == 0 {
		return exitYes
	}
	fmt.Fprintf(o.Stderr, "paths without an owner: %s of %s\n", text.Count(unowned), text.Count(count))
	return exitNo
}
