package embedded

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"

	"hubtrail/github/codeowners"
)

// treeEntry is one entry of a tree.
type treeEntry struct {
	mode, kind, id string
	size           int64
	path           string
}

// list runs git ls-tree, which treats paths as they are written.
func (r *repo) list(ctx context.Context, treeish string) ([]treeEntry, error) {
	return r.lsTree(ctx, "-l", treeish)
}

// all lists a tree and all below it, without the sizes of blobs: git looks each
// of them up, which takes three times as long.
func (r *repo) all(ctx context.Context, treeish string) ([]treeEntry, error) {
	return r.lsTree(ctx, "-r", "-t", treeish)
}

func (r *repo) lsTree(ctx context.Context, args ...string) ([]treeEntry, error) {
	out, err := r.git(ctx, append([]string{"ls-tree", "-z", "--full-tree"}, args...)...)
	if err != nil && !errors.Is(err, errTooLarge) {
		return nil, err
	}
	return parseTree(out), err
}

// parseTree reads git ls-tree -z, with or without -l; a record that was cut off
// is left out.
func parseTree(out []byte) []treeEntry {
	list := make([]treeEntry, 0, bytes.Count(out, []byte{0}))
	rest := string(out)
	for {
		record, after, whole := strings.Cut(rest, "\x00")
		if !whole {
			return list
		}
		rest = after
		head, p, ok := strings.Cut(record, "\t")
		mode, head, _ := strings.Cut(head, " ")
		kind, head, _ := strings.Cut(head, " ")
		id, size, _ := strings.Cut(head, " ")
		if !ok || mode == "" || kind == "" || id == "" {
			continue
		}
		e := treeEntry{mode: mode, kind: kind, id: id, path: p}
		e.size, _ = strconv.ParseInt(strings.TrimLeft(size, " "), 10, 64) // "-" for what is no blob
		list = append(list, e)
	}
}

// at finds what lies at a path of a commit.
func (r *repo) at(ctx context.Context, commit, p string) (treeEntry, error) {
	if p == "" {
		o, err := r.first(ctx, commit+"^{tree}")
		return treeEntry{mode: "040000", kind: "tree", id: o.id}, err
	}
	if !insidePath(p) || strings.Contains(p, "//") {
		return treeEntry{}, errNoObject
	}
	out, err := r.git(ctx, "ls-tree", "-z", "-l", "--full-tree", commit, "--", p)
	if err != nil {
		return treeEntry{}, err
	}
	for _, e := range parseTree(out) {
		if e.path == p {
			return e, nil
		}
	}
	return treeEntry{}, errNoObject
}

// codeowners finds the CODEOWNERS file that GitHub uses: the first of its places
// that holds a file. Links are no files here: where they lead is not documented.
func (r *repo) codeowners(ctx context.Context, commit string) (treeEntry, error) {
	places := codeowners.Locations()
	out, err := r.git(ctx, append([]string{"ls-tree", "-z", "-l", "--full-tree", commit, "--"}, places...)...)
	if err != nil {
		return treeEntry{}, err
	}
	entries := parseTree(out)
	for _, p := range places {
		for _, e := range entries {
			if e.path == p && e.kind == "blob" && e.mode != "120000" {
				return e, nil
			}
		}
	}
	return treeEntry{}, errNoObject
}

// blob reads a blob of at most limit bytes.
func (r *repo) blob(ctx context.Context, id string, limit int) ([]byte, error) {
	if r.dir == "" {
		return nil, errNoObject
	}
	return output(ctx, r.command(ctx, "cat-file", "blob", id), limit)
}

// submodules reads the addresses of submodules by path from .gitmodules; one
// that cannot be read counts as none.
func (r *repo) submodules(ctx context.Context, commit string) map[string]string {
	out, err := r.git(ctx, "config", "--blob", commit+":.gitmodules", "-z", "--get-regexp", `^submodule\..*\.(path|url)$`)
	if err != nil {
		return nil
	}
	paths, urls := map[string]string{}, map[string]string{}
	for rec := range strings.SplitSeq(string(out), "\x00") {
		key, value, _ := strings.Cut(rec, "\n")
		if name, ok := strings.CutSuffix(key, ".path"); ok {
			paths[name] = value
		} else if name, ok := strings.CutSuffix(key, ".url"); ok {
			urls[name] = value
		}
	}
	found := map[string]string{}
	for name, p := range paths {
		found[p] = urls[name]
	}
	return found
}
