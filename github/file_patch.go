package github

import (
	"context"
	"strings"
	"sync"
)

// Differ gives the hunks that lead from one text to another, from "@@" on.
type Differ func(before, after []byte) []byte

// FilePatch makes the patch of a changed file that GitHub left out, see
// File.PatchLeftOut: from what lies at its paths at the two commits, given by
// their whole SHAs. ErrBinary and ErrTooLarge say why there is none; what is no
// file on one of the sides is ErrInvalid.
func (c *Client) FilePatch(ctx context.Context, installation int64, repo RepoRef, before, after string, f File, differ Differ) (string, error) {
	op := "compare " + f.Path + " of " + repo.String()
	old, path := f.Path, f.Path
	if f.renamed() {
		old = f.PreviousPath
	}
	switch f.Status {
	case "added":
		old = ""
	case "removed":
		path = ""
	}
	type side struct {
		text []byte
		err  error
	}
	first := make(chan side, 1)
	go func() {
		text, err := c.sideOf(ctx, op, installation, repo, before, old)
		first <- side{text, err}
	}()
	now, err := c.sideOf(ctx, op, installation, repo, after, path)
	was := <-first
	switch {
	case was.err != nil:
		return "", was.err
	case err != nil:
		return "", err
	}
	return string(differ(was.text, now)), nil
}

// FilePatches makes the patches of several files as FilePatch does, a few at a time,
// and emits each with the file's number, one after the other. Files that have none
// (ErrBinary, ErrTooLarge, ErrInvalid, ErrNotFound) are emitted with the error; any
// other error ends it, with what has not been emitted undone.
func (c *Client) FilePatches(ctx context.Context, installation int64, repo RepoRef, before, after string, files []File, differ Differ, emit func(i int, patch string, err error)) error {
	var one sync.Mutex
	_, err := atOnce(ctx, len(files), func(ctx context.Context, i int) error {
		patch, err := c.FilePatch(ctx, installation, repo, before, after, files[i], differ)
		if err != nil && !is(err, ErrBinary) && !is(err, ErrTooLarge) && !is(err, ErrInvalid) && !is(err, ErrNotFound) {
			return err
		}
		one.Lock()
		defer one.Unlock()
		emit(i, patch, err)
		return nil
	})
	return err
}

// sideOf is the text of one side of a change; path "" is a side without the file.
func (c *Client) sideOf(ctx context.Context, op string, installation int64, repo RepoRef, commit, path string) ([]byte, error) {
	if strings.Trim(path, "/") == "" {
		return nil, nil
	}
	f, err := c.File(ctx, installation, repo, commit, path)
	switch {
	case err != nil:
		return nil, err
	case f.TooLarge:
		return nil, c.fault(op, ErrTooLarge)
	case f.Binary:
		return nil, c.fault(op, ErrBinary)
	case f.Kind != EntryFile:
		return nil, c.invalid(op, "it is a folder, a link or a submodule on one of the sides", "Open it in the browser instead.")
	}
	return f.Text, nil
}
