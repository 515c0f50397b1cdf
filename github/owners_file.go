package github

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hubtrail/github/codeowners"
)

// OwnersFile is the CODEOWNERS file that counts at a commit. It is shared and
// not to be changed.
type OwnersFile struct {
	Path     string // one of codeowners.Locations(); "" if there is none
	Blob     string // its id in git, "" if there is none
	Text     string
	Rules    *codeowners.File // without rules if there is no file
	Matcher  *codeowners.Matcher
	Problems []codeowners.Problem // what Parse reports
}

// ParseOwners makes an OwnersFile of a text. It costs some milliseconds for
// thousands of rules.
func ParseOwners(path, text string) *OwnersFile {
	f := &OwnersFile{Path: path, Text: text}
	if path != "" {
		f.Blob = blobID(text)
	}
	f.Rules, f.Problems = codeowners.Parse(strings.NewReader(text))
	f.Matcher = f.Rules.Compile()
	return f
}

// blobID is the id that git gives to a file's content.
func blobID(text string) string {
	h := sha1.New()
	h.Write([]byte("blob " + strconv.Itoa(len(text)) + "\x00"))
	h.Write([]byte(text))
	return hex.EncodeToString(h.Sum(nil))
}

// maxCompiled is how many compiled files a client holds.
const maxCompiled = 16

// compiled holds the files compiled last, the newest last.
type compiled struct{ files []*OwnersFile }

// find gives a file by place and id.
func (k *compiled) find(path, blob string) *OwnersFile {
	for i, f := range k.files {
		if f.Path == path && f.Blob == blob {
			k.files = append(slices.Delete(k.files, i, i+1), f)
			return f
		}
	}
	return nil
}

func (k *compiled) add(f *OwnersFile) {
	if len(k.files) == maxCompiled {
		k.files = slices.Delete(k.files, 0, 1)
	}
	k.files = append(k.files, f)
}

// owned is the compiled form of a file's text, made once for each content.
func (c *Client) owned(path, text string) *OwnersFile {
	blob := ""
	if path != "" {
		blob = blobID(text)
	}
	c.mu.Lock()
	f := c.compiled.find(path, blob)
	c.mu.Unlock()
	if f == nil {
		f = ParseOwners(path, text)
		c.mu.Lock()
		c.compiled.add(f)
		c.mu.Unlock()
	}
	return f
}

// OwnersFile is the CODEOWNERS file at a branch, tag or commit, "" being the
// default branch, with the commit it was read at. A repository without one gives
// a file without a path and no error. A commit looked at before takes no request
// beyond what tells that the ref still means it.
func (c *Client) OwnersFile(ctx context.Context, installation int64, repo RepoRef, ref string) (f *OwnersFile, commit string, err error) {
	if commit, err = c.CommitSHA(ctx, installation, repo, ref); err != nil {
		return nil, "", err
	}
	f, err = c.ownersFileAt(ctx, installation, repo, commit, codeowners.Locations())
	return f, commit, err
}

// ownersFileAt reads the first file that is at one of the places.
func (c *Client) ownersFileAt(ctx context.Context, installation int64, repo RepoRef, commit string, places []string) (*OwnersFile, error) {
	done, err := c.turns.take(ctx, installation, ownersName(repo, commit))
	if err != nil {
		return nil, err
	}
	defer done()
	if f, ok := c.StoredOwnersFile(installation, repo, commit); ok {
		return f, nil
	}
	path, text := "", ""
	for _, place := range places {
		data, err := c.Contents(ctx, installation, repo, place, commit)
		if is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		path, text = place, string(data[:min(len(data), codeowners.MaxSize)]) // so large a file has no rules
		break
	}
	keepAnswer(c, textRows(), installation, ownersName(repo, commit), Listing[string]{Items: []string{path, text}, At: c.now()})
	return c.owned(path, text), nil
}

// StoredOwnersFile is the file of a commit looked at before, without a request.
func (c *Client) StoredOwnersFile(installation int64, repo RepoRef, commit string) (*OwnersFile, bool) {
	l, ok := storedAnswer(c, textRows(), installation, ownersName(repo, commit))
	if !ok || len(l.Items) != 2 {
		return nil, false
	}
	return c.owned(l.Items[0], l.Items[1]), true
}

// StoredOwnersFileOf is the file of a ref as it was last read, without a request.
func (c *Client) StoredOwnersFileOf(installation int64, repo RepoRef, ref string) (*OwnersFile, bool) {
	commit, _, ok := c.StoredCommitSHA(installation, repo, ref)
	if !ok {
		return nil, false
	}
	return c.StoredOwnersFile(installation, repo, commit)
}

func ownersName(repo RepoRef, commit string) string {
	return keptOwners + repo.String() + "\x00" + commit
}

// OwnersErrors is what GitHub itself finds wrong with the CODEOWNERS file at a
// ref: besides what a parser sees, owners that do not exist or may not write.
// Without such a file it is ErrNotFound.
func (c *Client) OwnersErrors(ctx context.Context, installation int64, repo RepoRef, ref string) ([]codeowners.Problem, error) {
	q := ask{op: "check the CODEOWNERS of " + repo.String(), installation: installation, path: repoPath(repo, "/codeowners/errors")}
	if err := c.checkRepo(q.op, repo); err != nil {
		return nil, err
	}
	if ref != "" {
		q.path += "?ref=" + url.QueryEscape(ref)
	}
	var got struct {
		Errors []struct {
			Line       int    `json:"line"`
			Column     int    `json:"column"`
			Kind       string `json:"kind"`
			Source     string `json:"source"`
			Suggestion string `json:"suggestion"`
		} `json:"errors"`
	}
	a, err := c.get(ctx, q, &got)
	if err != nil {
		return nil, err
	}
	if got.Errors == nil {
		return nil, c.unreadable(q.op, a)
	}
	list := make([]codeowners.Problem, 0, len(got.Errors))
	for _, e := range got.Errors {
		list = append(list, codeowners.Problem{
			Line: max(e.Line, 0), Column: max(e.Column, 1), Kind: codeowners.Kind(e.Kind), Suggestion: e.Suggestion, Source: e.Source,
		})
	}
	return list, nil
}
