package github

import (
	"context"
	"time"

	"hubtrail/github/gitattributes"
)

// StoredCommitSHA is the commit that a ref stood for when last asked, and when
// that was, without a request.
func (a *Accounts) StoredCommitSHA(p Place, repo RepoRef, ref string) (sha string, at time.Time, ok bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return "", time.Time{}, false
	}
	return c.StoredCommitSHA(p.Installation, repo, ref)
}

// File is what lies at a path of a commit.
func (a *Accounts) File(ctx context.Context, p Place, repo RepoRef, commit, path string) (FileText, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return FileText{}, err
	}
	return c.File(ctx, p.Installation, repo, commit, path)
}

// StoredFile is what File read before, without a request.
func (a *Accounts) StoredFile(p Place, repo RepoRef, commit, path string) (FileText, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return FileText{}, false
	}
	return c.StoredFile(p.Installation, repo, commit, path)
}

// FilePatch makes the patch of a changed file that GitHub left out.
func (a *Accounts) FilePatch(ctx context.Context, p Place, repo RepoRef, before, after string, f File, differ Differ) (string, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return "", err
	}
	return c.FilePatch(ctx, p.Installation, repo, before, after, f, differ)
}

// FilePatches makes the patches of several changed files.
func (a *Accounts) FilePatches(ctx context.Context, p Place, repo RepoRef, before, after string, files []File, differ Differ, emit func(i int, patch string, err error)) error {
	c, err := a.Client(p.Account)
	if err != nil {
		return err
	}
	return c.FilePatches(ctx, p.Installation, repo, before, after, files, differ, emit)
}

// Attributes is what the .gitattributes files of a commit say of changed files.
func (a *Accounts) Attributes(ctx context.Context, p Place, repo RepoRef, commit string, files []File, names ...string) (*gitattributes.Attributes, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return nil, err
	}
	return c.Attributes(ctx, p.Installation, repo, commit, files, names...)
}

// Blame is who wrote the lines of a file last, as of a commit.
func (a *Accounts) Blame(ctx context.Context, p Place, repo RepoRef, commit, path string) (Blame, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Blame{}, err
	}
	return c.Blame(ctx, p.Installation, repo, commit, path)
}

// StoredBlame is what Blame was told before, without a request.
func (a *Accounts) StoredBlame(p Place, repo RepoRef, commit, path string) (Blame, bool) {
	c, err := a.Client(p.Account)
	if err != nil {
		return Blame{}, false
	}
	return c.StoredBlame(p.Installation, repo, commit, path)
}

// LineBefore is where a line was before the commit that wrote it.
func (a *Accounts) LineBefore(ctx context.Context, p Place, repo RepoRef, commit, path string, line int, text []byte) (LineBefore, error) {
	c, err := a.Client(p.Account)
	if err != nil {
		return LineBefore{}, err
	}
	return c.LineBefore(ctx, p.Installation, repo, commit, path, line, text)
}
