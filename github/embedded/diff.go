package embedded

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// typeChanged is GitHub's word for a file that became a link or the other way.
const (
	typeChanged   = "changed"
	submoduleMode = "160000"
)

// span is what a diff is taken between.
type span struct {
	base   string // "" is nothing: the head's whole tree is new
	head   string
	commit string // the commit that the span is the change of, "" for a comparison
}

// span is a commit's own change: against its first parent, as GitHub shows
// merges.
func (k *commit) span() span {
	s := span{head: k.sha, commit: k.sha}
	if len(k.parents) > 0 {
		s.base = k.parents[0]
	}
	return s
}

func (s span) args() []string {
	if s.base == "" {
		return []string{"--root", "--no-commit-id", s.head}
	}
	return []string{s.base, s.head}
}

// change is one changed file.
type change struct {
	status               string // GitHub's word
	path, oldPath        string // oldPath only of renames and copies
	oldMode, mode        string
	oldBlob, blob        string
	additions, deletions int
	patch                string // hunks only, "" if there are none or too much
}

// changes lists the changed files in git's order, with line counts. They are
// remembered: commits do not change. The list must not be changed.
func (r *repo) changes(ctx context.Context, s span) ([]change, error) {
	if list, ok := r.store.recall(r, s); ok {
		return list, nil
	}
	args := []string{"diff-tree", "-r", "-M", "-z", "--raw", "--numstat", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color"}
	out, err := r.git(ctx, append(args, s.args()...)...)
	if err != nil {
		return nil, err
	}
	list, err := parseChanges(out)
	if err != nil {
		return nil, err
	}
	r.store.remember(r, s, list)
	return list, nil
}

// parseRecord reads the head of a record of git diff-tree --raw; the fields that
// its paths go into follow in their order.
func parseRecord(head string) (change, []func(*change) *string, error) {
	v := strings.Fields(strings.TrimPrefix(head, ":"))
	if len(v) != 5 || head[0] != ':' {
		return change{}, nil, fmt.Errorf("git diff-tree printed %q", head)
	}
	path, old := func(c *change) *string { return &c.path }, func(c *change) *string { return &c.oldPath }
	ch := change{oldMode: v[0], mode: v[1], oldBlob: v[2], blob: v[3], status: statusWord(v[4])}
	if v[4][0] == 'R' || v[4][0] == 'C' {
		return ch, []func(*change) *string{old, path}, nil
	}
	return ch, []func(*change) *string{path}, nil
}

// parseChanges reads git diff-tree -z --raw --numstat: first a record for each
// file with modes and blobs, then one for each with the counts.
func parseChanges(out []byte) ([]change, error) {
	f := strings.Split(string(out), "\x00")
	next := func() (string, bool) {
		if len(f) == 0 {
			return "", false
		}
		v := f[0]
		f = f[1:]
		return v, true
	}
	var list []change
	at := map[string]int{}
	for len(f) > 0 && strings.HasPrefix(f[0], ":") {
		head, _ := next()
		ch, paths, err := parseRecord(head)
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			var ok bool
			if *path(&ch), ok = next(); !ok {
				return nil, errors.New("git diff-tree printed no path")
			}
		}
		at[ch.path] = len(list)
		list = append(list, ch)
	}
	for len(f) > 0 && f[0] != "" {
		line, _ := next()
		v := strings.SplitN(line, "\t", 3)
		if len(v) != 3 {
			return nil, fmt.Errorf("git diff-tree --numstat printed %q", line)
		}
		path := v[2]
		if path == "" { // a rename: the two paths follow
			next()
			path, _ = next()
		}
		i, ok := at[path]
		if !ok {
			return nil, fmt.Errorf("git diff-tree --numstat names %q, which has not changed", path)
		}
		// A binary file has dashes, which count as no lines.
		list[i].additions, _ = strconv.Atoi(v[0])
		list[i].deletions, _ = strconv.Atoi(v[1])
	}
	return list, nil
}

func statusWord(letter string) string {
	switch letter[0] {
	case 'A':
		return "added"
	case 'D':
		return "removed"
	case 'R':
		return "renamed"
	case 'C':
		return "copied"
	case 'T':
		return typeChanged
	}
	return "modified"
}

type fileJSON struct {
	SHA              *string `json:"sha"`
	Filename         string  `json:"filename"`
	Status           string  `json:"status"`
	Additions        int     `json:"additions"`
	Deletions        int     `json:"deletions"`
	Changes          int     `json:"changes"`
	BlobURL          *string `json:"blob_url"`
	RawURL           *string `json:"raw_url"`
	ContentsURL      string  `json:"contents_url"`
	Patch            string  `json:"patch,omitempty"`
	PreviousFilename string  `json:"previous_filename,omitempty"`
}

func (c *call) filesJSON(r *repo, s span, files []change) []fileJSON {
	out := make([]fileJSON, 0, len(files))
	for _, f := range files {
		sha, at, mode := f.blob, s.head, f.mode
		if f.status == "removed" {
			sha, at, mode = f.oldBlob, s.base, f.oldMode
		}
		j := fileJSON{
			SHA: &sha, Filename: f.path, Status: f.status, Additions: f.additions, Deletions: f.deletions, Changes: f.additions + f.deletions,
			ContentsURL: c.repoURL(r) + "/contents/" + escapePath(f.path) + "?ref=" + at, Patch: f.patch, PreviousFilename: f.oldPath,
		}
		if mode != submoduleMode {
			blob := c.repoWeb(r) + "/blob/" + at + "/" + escapePath(f.path)
			raw := c.repoWeb(r) + "/raw/" + at + "/" + escapePath(f.path)
			j.BlobURL, j.RawURL = &blob, &raw
		}
		out = append(out, j)
	}
	return out
}

func stats(files []change) *statsJSON {
	s := &statsJSON{}
	for _, f := range files {
		s.Additions += f.additions
		s.Deletions += f.deletions
	}
	s.Total = s.Additions + s.Deletions
	return s
}
