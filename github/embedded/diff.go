package embedded

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Limits of one file's patch, from GitHub's documentation of diff limits, and
// of all patches in one answer.
const (
	patchLines    = 20000
	patchBytes    = 500 << 10
	patchesTotal  = 16 << 20
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

// changes lists the changed files in git's order, with line counts.
func (r *repo) changes(ctx context.Context, s span) ([]change, error) {
	args := []string{"diff-tree", "-r", "-M", "-z", "--raw", "--numstat", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color"}
	out, err := r.git(ctx, append(args, s.args()...)...)
	if err != nil {
		return nil, err
	}
	return parseChanges(out)
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
		v := strings.Fields(head[1:])
		if len(v) != 5 {
			return nil, fmt.Errorf("git diff-tree printed %q", head)
		}
		path, ok := next()
		if !ok {
			return nil, errors.New("git diff-tree printed no path")
		}
		ch := change{oldMode: v[0], mode: v[1], oldBlob: v[2], blob: v[3], path: path, status: statusWord(v[4])}
		if v[4][0] == 'R' || v[4][0] == 'C' {
			ch.oldPath = path
			if ch.path, ok = next(); !ok {
				return nil, errors.New("git diff-tree printed no new path")
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

// patchOptions make git's patch the same whatever the user has configured.
func patchOptions() []string {
	return []string{
		"-r", "-M", "-p", "--no-ext-diff", "--no-textconv", "--no-color", "--full-index", "--submodule=short",
		"--src-prefix=a/", "--dst-prefix=b/", "--unified=3", "--inter-hunk-context=0",
	}
}

// patches fills in the patches of files[from:to], which must be what changes
// gave for the same span. git prints them in the same order: one section for
// each file, two for one that changed its type.
func (r *repo) patches(ctx context.Context, s span, files []change, from, to int) error {
	if from >= to {
		return nil
	}
	if r.dir == "" {
		return emptyRepository()
	}
	args := append([]string{"diff-tree"}, patchOptions()...)
	cmd := gitCommand(ctx, r.dir, "", append(args, s.args()...)...)
	return stream(ctx, cmd, func(out io.Reader) error { return readPatches(out, files, from, to) })
}

func readPatches(out io.Reader, files []change, from, to int) error {
	in := bufio.NewReaderSize(out, 64<<10)
	file, sections, total := -1, 0, 0
	var patch patchText
	store := func() {
		if file < from || file >= to {
			return
		}
		files[file].patch = patch.text()
		if total += len(files[file].patch); total > patchesTotal {
			files[file].patch = ""
		}
	}
	lineStart := true
	for {
		chunk, err := in.ReadSlice('\n')
		if lineStart && bytes.HasPrefix(chunk, []byte("diff --git ")) {
			if file >= 0 && files[file].status == typeChanged && sections < 2 {
				sections++
			} else {
				store()
				file++
				sections = 1
				patch = patchText{}
				if file >= to {
					return errEnough
				}
			}
			patch.header()
		} else if file >= from {
			patch.add(chunk, lineStart)
		}
		lineStart = err == nil
		switch {
		case err == nil, errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			store()
			return nil
		default:
			return err
		}
	}
}

// patchText gathers the hunks of one file up to GitHub's limits.
type patchText struct {
	b        strings.Builder
	lines    int
	inHunks  bool
	tooLarge bool
}

// header begins the next section: what comes before its first hunk is left out.
func (p *patchText) header() { p.inHunks = false }

func (p *patchText) add(chunk []byte, lineStart bool) {
	if lineStart && bytes.HasPrefix(chunk, []byte("@@ ")) {
		p.inHunks = true
	}
	if !p.inHunks || p.tooLarge {
		return
	}
	if lineStart {
		p.lines++
	}
	if p.lines > patchLines || p.b.Len()+len(chunk) > patchBytes {
		p.tooLarge = true
		p.b.Reset()
		return
	}
	p.b.Write(chunk)
}

func (p *patchText) text() string { return strings.TrimSuffix(p.b.String(), "\n") }

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
