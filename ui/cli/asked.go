package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// asked is the paths that a person wants to know about.
type asked struct {
	tree    tree
	args    []entry
	stdin   io.Reader // nil if there are arguments, or none at all
	tracked func(ctx context.Context, folder string, visit func(path string) error) error
	where   string
}

// entry is an argument within the repository.
type entry struct {
	path   string // from the root; "" is the root
	folder bool   // all tracked files in it
}

// newAsked resolves the arguments.
func newAsked(o OwnersOptions) (asked, error) {
	a := asked{tree: newTree(o), tracked: o.Tracked, where: o.where()}
	switch {
	case len(o.Paths) == 0:
		a.args = []entry{{folder: true}}
	case len(o.Paths) == 1 && o.Paths[0] == "-":
		a.stdin = o.Stdin
	default:
		for _, arg := range o.Paths {
			e, err := a.tree.argument(arg)
			if err != nil {
				return asked{}, err
			}
			a.args = append(a.args, e)
		}
	}
	return a, nil
}

// files is how many paths are asked about; ok is false if that is not known yet.
func (a asked) files() (n int, ok bool) {
	for _, e := range a.args {
		if e.folder {
			return 0, false
		}
	}
	return len(a.args), a.stdin == nil
}

// whole reports whether all tracked files are asked about.
func (a asked) whole() bool { return len(a.args) == 1 && a.args[0] == entry{folder: true} }

// each visits the paths in the order asked. waiting is called before standard
// input is waited for, so that a slow producer is followed.
func (a asked) each(ctx context.Context, visit func(path string) error, waiting func() error) error {
	if a.stdin != nil {
		return a.lines(ctx, visit, waiting)
	}
	for _, e := range a.args {
		err := error(nil)
		if e.folder {
			err = a.folder(ctx, e.path, visit)
		} else {
			err = visit(e.path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// all is the paths in the order asked.
func (a asked) all(ctx context.Context) ([]string, error) {
	var paths []string
	err := a.each(ctx, func(path string) error {
		paths = append(paths, path)
		return nil
	}, func() error { return nil })
	return paths, err
}

// folder visits the tracked files in a folder. One that has none is an error:
// git knows no empty folders, so that the name is wrong.
func (a asked) folder(ctx context.Context, folder string, visit func(path string) error) error {
	none := true
	err := a.tracked(ctx, folder, func(path string) error {
		none = false
		return visit(path)
	})
	switch {
	case err != nil || !none:
		return err
	case folder == "":
		return fmt.Errorf("no file is tracked in %s: git add some first, or name another branch with --ref", a.where)
	}
	return fmt.Errorf("no file is tracked in the folder %s of %s: check its name, and that it is no file", shown(folder), a.where)
}

func (a asked) lines(ctx context.Context, visit func(path string) error, waiting func() error) error {
	l := newLines(a.stdin)
	for {
		if l.waits() {
			if err := errors.Join(ctx.Err(), waiting()); err != nil {
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
		e, err := a.tree.rooted(line)
		switch {
		case err != nil:
			return err
		case e.folder:
			return fmt.Errorf("%s is a folder, and standard input names files: name the folder as an argument instead", shown(line))
		}
		if err := visit(e.path); err != nil {
			return err
		}
	}
}
