package github

import (
	"context"
	"strconv"
	"strings"

	gh "github.com/google/go-github/v60/github"
)

// maxCommitFiles is how many files GitHub lists of one commit.
const maxCommitFiles = 3000

// Commit reads one commit with its files, which grow page by page; the last one
// emitted is complete: of more than GitHub's 3,000 files, the others come from the
// trees, without counts and patches. A commit read before is emitted from the store, without
// any request. sha is the whole SHA or its beginning, at least seven digits.
func (c *Client) Commit(ctx context.Context, installation int64, repo RepoRef, sha string, emit func(CommitFiles)) error {
	op := "open commit " + shortSHA(sha) + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return err
	}
	if !isSHA(sha) {
		return c.invalid(op, "it is not a commit's SHA", "Write at least 7 hexadecimal digits.")
	}
	sha = strings.ToLower(sha)
	if full, ok := c.StoredCommit(installation, repo, sha); ok {
		emit(full)
		return c.completeCommit(ctx, installation, repo, full, emit)
	}
	var full CommitFiles
	p := &pager[File, string]{
		key: func(f File) string { return f.Path }, now: c.now,
		emit: func(l Listing[File]) {
			grown := full
			grown.Files, grown.Capped = l.Items, len(l.Items) >= maxCommitFiles
			emit(grown)
		},
		fetch: func(ctx context.Context, number int) (page[File], error) {
			// Files come 300 a page whatever per_page says, and the commit with each.
			q := ask{op: op, installation: installation, path: repoPath(repo, "/commits/"+sha)}
			if number > 1 {
				q.path += "?page=" + strconv.Itoa(number)
			}
			var got gh.RepositoryCommit
			a, err := c.get(ctx, q, &got)
			if err != nil {
				return page[File]{}, err
			}
			if !strings.HasPrefix(got.GetSHA(), sha) {
				return page[File]{}, c.unreadable(op, a)
			}
			if number == 1 {
				full = CommitFiles{
					Commit:    c.commit(&got),
					Additions: got.GetStats().GetAdditions(), Deletions: got.GetStats().GetDeletions(),
				}
			}
			return converted(a, got.Files, 0, c.file), nil
		},
	}
	l, err := p.run(ctx)
	if err != nil {
		return err
	}
	full.Files, full.Capped = l.Items, len(l.Items) >= maxCommitFiles
	c.keepCommit(installation, repo, full)
	return c.completeCommit(ctx, installation, repo, full, emit)
}

// completeCommit adds the files beyond those that GitHub lists, by the trees of the
// commit and its first parent, and emits it with them. Where these cannot be had,
// the commit stays as it is.
func (c *Client) completeCommit(ctx context.Context, installation int64, repo RepoRef, full CommitFiles, emit func(CommitFiles)) error {
	if !full.Capped {
		return nil
	}
	old := ""
	if len(full.Parents) > 0 {
		old = full.Parents[0]
	}
	found, err := c.TreeDiff(ctx, installation, repo, old, full.SHA)
	if is(err, context.Canceled) || ctx.Err() != nil {
		return err
	}
	full.Files = CompleteFiles(full.Files, found)
	full.Capped = err != nil
	emit(full)
	return nil
}

func (c *Client) commit(r *gh.RepositoryCommit) Commit {
	if r == nil { // a null among the rows
		return Commit{}
	}
	subject, body, _ := strings.Cut(strings.ReplaceAll(r.GetCommit().GetMessage(), "\r\n", "\n"), "\n")
	commit := Commit{
		SHA: r.GetSHA(), Subject: subject, Body: strings.Trim(body, "\n"),
		Author:    person(r.GetCommit().GetAuthor(), r.GetAuthor()),
		Committer: person(r.GetCommit().GetCommitter(), r.GetCommitter()),
		URL:       c.pageURL(r.GetHTMLURL()),
	}
	c.logins.name(&commit.Author)
	c.logins.name(&commit.Committer)
	for _, p := range r.Parents {
		commit.Parents = append(commit.Parents, p.GetSHA())
	}
	return commit
}

// person joins what the commit says with the account GitHub found for it, which
// may be missing or empty.
func person(a *gh.CommitAuthor, u *gh.User) Person {
	p := Person{Name: a.GetName(), Email: a.GetEmail(), Login: u.GetLogin()}
	if a != nil {
		p.At = stamp(a.Date)
	}
	return p
}

func (c *Client) file(f *gh.CommitFile) File {
	return File{
		Path: f.GetFilename(), PreviousPath: f.GetPreviousFilename(), Status: f.GetStatus(),
		Additions: f.GetAdditions(), Deletions: f.GetDeletions(), Patch: f.GetPatch(), SHA: f.GetSHA(),
		URL: c.pageURL(f.GetBlobURL()),
	}
}

// IsWholeSHA reports whether s names an object of git as a whole: 40 hexadecimal
// digits, or 64 in a repository of SHA-256, which GitHub has none of, but git does.
func IsWholeSHA(s string) bool { return (len(s) == sha1Digits || len(s) == sha256Digits) && isSHA(s) }

const (
	sha1Digits   = 40
	sha256Digits = 64
)

// isSHA reports whether s is the beginning of an object's name, at least seven
// hexadecimal digits, or the whole.
func isSHA(s string) bool {
	if len(s) < 7 || len(s) > sha1Digits && len(s) != sha256Digits {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'f', c >= 'A' && c <= 'F':
		default:
			return false
		}
	}
	return true
}

func shortSHA(sha string) string { return sha[:min(len(sha), 10)] }

// FilePaths is the paths that changed files touch, in their order: of a file that
// was moved, both.
func FilePaths(files []File) []string {
	paths := make([]string, 0, len(files))
	for i := range files {
		if f := &files[i]; f.renamed() {
			paths = append(paths, f.PreviousPath)
		}
		paths = append(paths, files[i].Path)
	}
	return paths
}
