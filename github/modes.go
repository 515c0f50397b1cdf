package github

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"hubtrail/github/diff"
)

// The bounds of a diff that GitHub gives in one piece.
const (
	maxDiffFiles = 300
	maxDiffLines = 20_000
)

// Modes tells of the changed files between two commits, given by their whole SHAs,
// what GitHub's lists leave out: Path, OldMode and NewMode of those whose mode
// changed, or is not that of an ordinary file. The older commit is an ancestor of the
// newer one, or the base of a pull request. It costs one request, of the diff in one
// piece; where the files as listed show that GitHub does not give that, or it says
// so, the two trees are compared instead. What was found before comes from the
// store.
func (c *Client) Modes(ctx context.Context, installation int64, repo RepoRef, oldSHA, newSHA string, listed []File) ([]File, error) {
	op := "look up the modes of files of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return nil, err
	}
	for _, sha := range []string{oldSHA, newSHA} {
		if !IsWholeSHA(sha) {
			return nil, c.invalid(op, "it is not a commit's SHA", "Write it whole: 40 hexadecimal digits.")
		}
	}
	name := repo.String() + "\x00" + strings.ToLower(oldSHA) + "\x00" + strings.ToLower(newSHA)
	if l, ok := storedAnswer(c, treeFileRows(), installation, keptModes+name); ok {
		return l.Items, nil
	}
	if l, ok := storedAnswer(c, treeFileRows(), installation, keptTreeDiff+name); ok {
		return ofNote(l.Items), nil
	}
	lines := 0
	for i := range listed {
		lines += listed[i].Additions + listed[i].Deletions
	}
	if len(listed) <= maxDiffFiles && lines <= maxDiffLines {
		a, err := c.send(ctx, ask{
			op: op, installation: installation, path: repoPath(repo, "/compare/"+oldSHA+"..."+newSHA), accept: "application/vnd.github.diff",
		})
		var e *Error
		switch {
		case err == nil:
			l := Listing[File]{Items: ofNote(modesOf(a.body)), At: c.now()}
			keepAnswer(c, treeFileRows(), installation, keptModes+name, l)
			return l.Items, nil
		case !errors.As(err, &e) || e.Status != http.StatusNotAcceptable:
			return nil, err
		}
	}
	files, err := c.TreeDiff(ctx, installation, repo, oldSHA, newSHA)
	return ofNote(files), err
}

// modesOf reads the modes of a diff as git prints it, in which what became another
// kind is there twice: removed, then added.
func modesOf(text []byte) []File {
	mode := func(m uint32) string {
		if m == 0 {
			return ""
		}
		return fmt.Sprintf("%06o", m)
	}
	var files []File
	at := map[string]int{} // from 1
	parsed := diff.Parse(text).Files
	for i := range parsed {
		f := &parsed[i]
		if n := at[f.Path()]; n > 0 {
			files[n-1].OldMode = cmp.Or(files[n-1].OldMode, mode(f.OldMode))
			files[n-1].NewMode = cmp.Or(files[n-1].NewMode, mode(f.NewMode))
			continue
		}
		files = append(files, File{Path: f.Path(), OldMode: mode(f.OldMode), NewMode: mode(f.NewMode)})
		at[f.Path()] = len(files)
	}
	return files
}

// ofNote are the files whose modes are worth telling.
func ofNote(files []File) []File {
	return slices.DeleteFunc(slices.Clone(files), func(f File) bool { return !f.ModeOfNote() })
}

// ModeOfNote reports whether the mode of a file changed, as far as it is known, or is
// not that of an ordinary file.
func (f *File) ModeOfNote() bool {
	const ordinary = "100644"
	if f.OldMode == "" || f.NewMode == "" {
		mode := cmp.Or(f.OldMode, f.NewMode)
		return mode != "" && mode != ordinary
	}
	return f.OldMode != f.NewMode || modeKind(f.OldMode) != modeKind(ordinary)
}
