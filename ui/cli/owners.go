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
	// Paths are the arguments. "-" alone reads paths from Stdin, one a line or
	// separated by NUL. Arguments are relative to Dir, paths on Stdin to the
	// root of the repository, quoted or not, as git prints them.
	Paths []string

	Dir  string // the current folder, absolute; "" counts as Root
	Root string // the top of the clone's working tree; "" outside a clone and in a bare one

	// Ref and Repo take the file from Contents and not from the working tree.
	// With Repo, arguments are relative to the root too.
	Ref  string
	Repo github.RepoRef
	// Contents reads a file of Repo, or of the clone without one, at Ref ("" is
	// the default branch). A missing file is github.ErrNotFound or
	// fs.ErrNotExist. nil counts as being outside a clone.
	Contents func(ctx context.Context, path, ref string) ([]byte, error)

	JSON     bool // one object a path
	Check    bool // exit status 1 if a path has no owner
	Terminal bool // Stdout is a terminal: columns and not tabs

	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Styles         Styles // of columns
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
//	{"path":"src/main.go","owners":["@acme/core","@mona"],"state":"owned","rule":{"pattern":"*.go","file":"CODEOWNERS","line":3}}
//
// where state is owned, unset or unmatched, and rule is null when unmatched.
// Bad lines of the file are told on Stderr.
//
// The exit status is 0; 1 if there is no CODEOWNERS (with an error) or, with
// Check, if a path has no owner; 2 with any other error.
func Owners(ctx context.Context, o OwnersOptions) (exit int, err error) {
	if len(o.Paths) == 0 {
		return exitError, errors.New("no path is given: name paths, or - to read them from standard input")
	}
	inTree := o.Ref == "" && o.Repo == (github.RepoRef{})
	if inTree && o.Root == "" || !inTree && o.Contents == nil {
		return exitError, fmt.Errorf("%s is not in a clone: go into one, or name a repository with --repo OWNER/NAME",
			text.Clean(cmp.Or(o.Dir, "this folder")))
	}
	tree := newTree(o)
	var paths []string
	stdin := len(o.Paths) == 1 && o.Paths[0] == "-"
	if !stdin {
		if paths, err = tree.arguments(o.Paths); err != nil {
			return exitError, err
		}
	}
	file, err := findFile(ctx, o)
	switch {
	case errors.Is(err, errNoFile):
		return exitNo, err
	case err != nil:
		return exitError, err
	}
	for _, w := range file.warnings {
		fmt.Fprintln(o.Stderr, w)
	}

	a := newAnswers(o, file.path)
	match := file.rules.Compile()
	if stdin {
		err = answerLines(ctx, newLines(o.Stdin), tree, match, a)
	} else {
		for _, p := range paths {
			a.add(p, match.Match(p))
		}
	}
	if err := errors.Join(err, a.flush()); err != nil {
		return exitError, err
	}
	if o.Check && a.unowned > 0 {
		fmt.Fprintf(o.Stderr, "paths without an owner: %s of %s\n", text.Count(a.unowned), text.Count(a.count))
		return exitNo, nil
	}
	return exitYes, nil
}

// answerLines answers what stdin names. What is answered is written before
// waiting for more, so that a slow producer is followed.
func answerLines(ctx context.Context, l *lines, tree tree, match *codeowners.Matcher, a *answers) error {
	for {
		if l.waits() {
			if err := errors.Join(ctx.Err(), a.flush()); err != nil {
				return err
			}
		}
		line, err := l.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		p, err := tree.rooted(line)
		if err != nil {
			return err
		}
		a.add(p, match.Match(p))
	}
}
