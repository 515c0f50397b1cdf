package github

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"hubtrail/github/transport"
)

// EntryKind is what lies at a path, as far as the API tells: a link to another
// file of the repository comes as that file.
type EntryKind int

// The kinds of what lies at a path.
const (
	EntryFile EntryKind = iota
	EntryFolder
	EntrySubmodule
	EntryLink // one that leads to no file of the repository
)

// FileText is what lies at a path of a commit.
type FileText struct {
	Path     string
	Commit   string // its SHA
	Kind     EntryKind
	Blob     string // the id that git gives to Text, "" without one
	Text     []byte // not to be changed; nil if it is no file or TooLarge
	Target   string // where a link leads, or a submodule comes from; "" if it is not told
	Binary   bool   // Text holds a NUL within the first 8,000 bytes, which is git's rule
	TooLarge bool   // it is larger than MaxFileText, or than GitHub gives
}

const (
	// MaxFileText is how many bytes of a file are taken.
	MaxFileText = 20 << 20
	// maxKeptFile is how many bytes of a file are kept for the next time.
	maxKeptFile = 5 << 20
	// binaryWithin is how far git looks for a NUL.
	binaryWithin = 8000
)

// File reads what lies at a path of a commit, given by its whole SHA. One that
// was read before comes from the store without a request, and one that a local
// clone has, from there. A path at which nothing lies is ErrNotFound.
func (c *Client) File(ctx context.Context, installation int64, repo RepoRef, commit, path string) (FileText, error) {
	path = strings.Trim(path, "/")
	op := "read " + path + " of " + repo.String()
	if !IsWholeSHA(commit) {
		return FileText{}, c.invalid(op, "it is not a commit's SHA", "Write it whole: 40 hexadecimal digits.")
	}
	commit = strings.ToLower(commit)
	done, err := c.turns.take(ctx, installation, fileName(repo, commit, path))
	if err != nil {
		return FileText{}, err
	}
	defer done()
	if f, ok := c.StoredFile(installation, repo, commit, path); ok {
		return f, nil
	}
	f := FileText{Path: path, Commit: commit}
	a, err := c.contents(ctx, op, installation, repo, path, commit)
	var large *transport.TooLarge
	switch {
	case errors.As(err, &large), is(err, ErrBadAnswer) && a.status == 403:
		f.TooLarge = true
		return f, nil
	case err != nil:
		return FileText{}, err
	case !a.raw():
		if !f.describe(a.body) {
			return FileText{}, c.unreadable(op, a)
		}
	default:
		f.fill(a.body)
	}
	if len(f.Text) <= maxKeptFile && !f.TooLarge {
		keepAnswer(c, textRows(), installation, fileName(repo, commit, path), Listing[string]{
			Items: []string{string(rune('0' + f.Kind)), f.Target, string(f.Text)}, At: c.now(),
		})
	}
	return f, nil
}

// fill takes in the bytes of a file.
func (f *FileText) fill(text []byte) {
	if len(text) > MaxFileText {
		f.TooLarge = true
		return
	}
	f.Text, f.Blob = text, blobID(string(text))
	f.Binary = bytes.IndexByte(text[:min(len(text), binaryWithin)], 0) >= 0
}

// describe takes in the JSON that comes for what is no file; false if it is
// something else.
func (f *FileText) describe(body []byte) bool {
	if body = bytes.TrimSpace(body); bytes.HasPrefix(body, []byte("[")) {
		f.Kind = EntryFolder
		return true
	}
	var got struct {
		Type      string `json:"type"`
		Target    string `json:"target"`
		Submodule string `json:"submodule_git_url"`
	}
	if json.Unmarshal(body, &got) != nil {
		return false
	}
	switch got.Type {
	case "dir":
		f.Kind = EntryFolder
	case "submodule":
		f.Kind, f.Target = EntrySubmodule, got.Submodule
	case "symlink":
		f.Kind, f.Target = EntryLink, got.Target
	default:
		return false
	}
	return true
}

// StoredFile is what File read before, without a request.
func (c *Client) StoredFile(installation int64, repo RepoRef, commit, path string) (FileText, bool) {
	path = strings.Trim(path, "/")
	l, ok := storedAnswer(c, textRows(), installation, fileName(repo, commit, path))
	if !ok || len(l.Items) != 3 || len(l.Items[0]) != 1 {
		return FileText{}, false
	}
	f := FileText{Path: path, Commit: commit, Kind: EntryKind(l.Items[0][0] - '0'), Target: l.Items[1]}
	if f.Kind == EntryFile {
		f.fill([]byte(l.Items[2]))
	}
	return f, true
}

func fileName(repo RepoRef, commit, path string) string {
	return keptFile + repo.String() + "\x00" + commit + "\x00" + path
}
