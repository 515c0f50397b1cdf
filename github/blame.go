package github

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Blame is who wrote the lines of a file last, as of a commit.
type Blame struct {
	Commit, Path string
	Ranges       []BlameRange // in the order of lines; not to be changed
}

// BlameRange is neighbouring lines that one commit wrote last.
type BlameRange struct {
	First, Last int  // lines, from 1
	Age         int  // among the ranges of the file: from 1, the newest, to 10
	Ignored     bool // its commit is listed in IgnoreRevsFile, and GitHub names it all the same
	Commit      BlameCommit
}

// BlameCommit is a commit as blame tells of it.
type BlameCommit struct {
	SHA     string
	Subject string // its first line, which GitHub cuts after 72 characters
	Author  Person // At is not told
	At      time.Time
	Pull    int // number of the pull request that the subject names, as GitHub's merges do; 0 if it names none
}

// Range is the index of the range that a line, from 1, is in; false if none is.
func (b Blame) Range(line int) (int, bool) {
	return slices.BinarySearchFunc(b.Ranges, line, func(r BlameRange, line int) int {
		switch {
		case r.Last < line:
			return -1
		case r.First > line:
			return 1
		}
		return 0
	})
}

const blameQuery = `query($owner: String!, $name: String!, $commit: String!, $path: String!) {
	repository(owner: $owner, name: $name) {
		object(expression: $commit) {
			... on Commit {
				blame(path: $path) {
					ranges {
						startingLine
						endingLine
						age
						commit {
							oid
							messageHeadline
							committedDate
							author { name email user { login } }
						}
					}
				}
			}
		}
	}
}`

type blameJSON struct {
	Object *struct {
		Blame *struct {
			Ranges []rangeJSON `json:"ranges"`
		} `json:"blame"`
	} `json:"object"`
}

type rangeJSON struct {
	StartingLine int `json:"startingLine"`
	EndingLine   int `json:"endingLine"`
	Age          int `json:"age"`
	Commit       struct {
		OID             string   `json:"oid"`
		MessageHeadline string   `json:"messageHeadline"`
		CommittedDate   wireTime `json:"committedDate"`
		Author          *struct {
			Name  string    `json:"name"`
			Email string    `json:"email"`
			User  *userJSON `json:"user"`
		} `json:"author"`
	} `json:"commit"`
}

// Blame is who wrote the lines of a file last, as of a commit given by its whole
// SHA: asked of a clone on this machine, else of GraphQL, which alone tells it. One
// that was asked for before comes from the store without a request. GitHub works out the whole file at once and gives
// up on long histories: the error is ErrTimeout or ErrServer then, and its URL
// and remedy lead to GitHub's own page.
func (c *Client) Blame(ctx context.Context, installation int64, repo RepoRef, commit, path string) (Blame, error) {
	path = strings.Trim(path, "/")
	op := "blame " + path + " of " + repo.String()
	if err := c.checkRepo(op, repo); err != nil {
		return Blame{}, err
	}
	if !IsWholeSHA(commit) {
		return Blame{}, c.invalid(op, "it is not a commit's SHA", "Write it whole: 40 hexadecimal digits.")
	}
	commit = strings.ToLower(commit)
	if b, ok := c.StoredBlame(installation, repo, commit, path); ok {
		return b, nil
	}
	wire, ok := c.cloneBlame(ctx, repo, commit, path)
	if !ok {
		var err error
		if wire, err = c.askBlame(ctx, op, installation, repo, commit, path); err != nil {
			return Blame{}, c.slowBlame(err, repo, commit, path)
		}
	}
	b := Blame{Commit: commit, Path: path, Ranges: blameRanges(wire)}
	ignored, err := c.ignoredRevs(ctx, installation, repo, commit)
	if ctx.Err() != nil {
		return Blame{}, err
	}
	for i := range b.Ranges {
		r := &b.Ranges[i]
		r.Ignored = slices.Contains(ignored, r.Commit.SHA)
	}
	if err == nil {
		keepAnswer(c, blameRows(), installation, blameName(repo, commit, path), Listing[BlameRange]{Items: b.Ranges, At: c.now()})
	}
	return b, nil
}

// askBlame asks GraphQL.
func (c *Client) askBlame(ctx context.Context, op string, installation int64, repo RepoRef, commit, path string) ([]rangeJSON, error) {
	q := blameRequest(repo, commit, path)
	got, err := c.graph(ctx, graphAsk{op: op, feature: "blame", installation: installation, query: q.Query, variables: q.Variables})
	if err != nil {
		return nil, err
	}
	var wire blameJSON
	if json.Unmarshal(got.data["repository"], &wire) != nil || wire.Object == nil || wire.Object.Blame == nil {
		if err = got.errors["repository"]; err == nil {
			err = c.fault(op, ErrNotFound)
		}
		return nil, err
	}
	return wire.Object.Blame.Ranges, nil
}

// blameRequest is the question about a file at a commit.
func blameRequest(repo RepoRef, commit, path string) graphRequest {
	return graphRequest{blameQuery, map[string]any{"owner": repo.Owner, "name": repo.Name, "commit": commit, "path": path}}
}

// slowBlame is the error of a blame, with where to see it if GitHub gave up.
func (c *Client) slowBlame(err error, repo RepoRef, commit, path string) error {
	var e *Error
	if is(err, ErrTimeout, ErrServer) && errors.As(err, &e) {
		e.URL = c.web.BlameURL(repo, commit, path, 0)
		e.remedy = "The file or its history is too large for GitHub to work it out in time; its own page may show it: " + e.URL
	}
	return err
}

// blameRanges converts ranges; those that lie are left out, so that what is left
// is in order and nothing is in two of them.
func blameRanges(wire []rangeJSON) []BlameRange {
	slices.SortStableFunc(wire, func(a, b rangeJSON) int { return a.StartingLine - b.StartingLine })
	list := make([]BlameRange, 0, len(wire))
	last := 0
	for i := range wire {
		w := &wire[i]
		if w.StartingLine <= last || w.EndingLine < w.StartingLine || !isSHA(w.Commit.OID) {
			continue
		}
		last = w.EndingLine
		r := BlameRange{
			First: w.StartingLine, Last: w.EndingLine, Age: min(max(w.Age, 1), 10),
			Commit: BlameCommit{SHA: strings.ToLower(w.Commit.OID), Subject: w.Commit.MessageHeadline, At: w.Commit.CommittedDate.Time, Pull: pullNamed(w.Commit.MessageHeadline)},
		}
		if a := w.Commit.Author; a != nil {
			r.Commit.Author = Person{Name: a.Name, Email: a.Email, Login: a.User.login()}
		}
		list = append(list, r)
	}
	return list
}

// pullNamed is the number of the pull request that a subject names as GitHub
// does when it merges: "… (#12)" or "Merge pull request #12 from …".
func pullNamed(subject string) int {
	text, ok := strings.CutPrefix(subject, "Merge pull request #")
	if ok {
		text, _, _ = strings.Cut(text, " ")
	} else {
		at := strings.LastIndex(subject, "(#")
		if at < 0 {
			return 0
		}
		if text, ok = strings.CutSuffix(subject[at+2:], ")"); !ok {
			return 0
		}
	}
	if n, err := strconv.ParseUint(text, 10, 31); err == nil {
		return int(n)
	}
	return 0
}

// StoredBlame is what Blame was told before, without a request.
func (c *Client) StoredBlame(installation int64, repo RepoRef, commit, path string) (Blame, bool) {
	path = strings.Trim(path, "/")
	l, ok := storedAnswer(c, blameRows(), installation, blameName(repo, commit, path))
	return Blame{Commit: commit, Path: path, Ranges: l.Items}, ok
}

func blameName(repo RepoRef, commit, path string) string {
	return keptBlame + repo.String() + "\x00" + commit + "\x00" + path
}

func blameRows() layout[BlameRange] {
	return layout[BlameRange]{
		fields: 10,
		put: func(w *writer, b *BlameRange) {
			w.uint(uint64(b.First))
			w.uint(uint64(b.Last))
			w.uint(uint64(b.Age))
			w.bits(b.Ignored)
			w.str(b.Commit.SHA)
			w.str(b.Commit.Subject)
			w.str(b.Commit.Author.Name)
			w.str(b.Commit.Author.Email)
			w.str(b.Commit.Author.Login)
			w.time(b.Commit.At)
		},
		get: func(r *reader, b *BlameRange) {
			b.First = r.number()
			b.Last = r.number()
			b.Age = r.number()
			b.Ignored = r.bits()&1 != 0
			b.Commit.SHA = r.str()
			b.Commit.Subject = r.str()
			b.Commit.Author.Name = r.str()
			b.Commit.Author.Email = r.str()
			b.Commit.Author.Login = r.str()
			b.Commit.At = r.time()
			b.Commit.Pull = pullNamed(b.Commit.Subject)
		},
	}
}

// IgnoreRevsFile lists commits that blame is to pass over, such as those that
// only indent: GitHub's pages and git, where it is told to, follow it.
const IgnoreRevsFile = ".git-blame-ignore-revs"

// IgnoredRevs reads an IgnoreRevsFile: a whole id a line, with comments after
// "#". What is none is left out, as git would refuse all of the file for it.
func IgnoredRevs(text []byte) []string {
	var list []string
	for line := range strings.Lines(string(text)) {
		id, _, _ := strings.Cut(line, "#")
		if id = strings.TrimSpace(id); IsWholeSHA(id) {
			list = append(list, strings.ToLower(id))
		}
	}
	return list
}

// ignoredRevs is the commits that the list at the top of a commit names.
func (c *Client) ignoredRevs(ctx context.Context, installation int64, repo RepoRef, commit string) ([]string, error) {
	if t, ok := c.StoredTree(installation, repo, commit); ok && !t.Cut && !t.Has(IgnoreRevsFile) {
		return nil, nil
	}
	f, err := c.File(ctx, installation, repo, commit, IgnoreRevsFile)
	if is(err, ErrNotFound) {
		return nil, nil
	}
	return IgnoredRevs(f.Text), err
}
