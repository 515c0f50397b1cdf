package embedded

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// compareCommitsLimit and compareFilesLimit bound how many commits and files one comparison lists.
const (
	compareCommitsLimit = 250
	compareFilesLimit   = 300
)

// compareCommits answers BASE...HEAD: commits oldest first, the newest 250 of
// them, and the files between the merge base and head. Either end may be in a fork,
// as OWNER:BRANCH or OWNER:REPOSITORY:BRANCH.
func compareCommits(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	base, head, ok := strings.Cut(c.arg("basehead"), "...")
	if !ok {
		return answer{}, notFound()
	}
	var ids [2]string
	for i, name := range []string{base, head} {
		if ids[i], err = c.end(r, name); errors.Is(err, errNoObject) {
			return answer{}, notFound()
		} else if err != nil {
			return answer{}, err
		}
	}
	if r, err = c.open(r.Repository); err != nil { // with the objects of forks
		return answer{}, err
	}
	cmp, err := r.compare(c.ctx(), ids[0], ids[1])
	if errors.Is(err, errUnrelated) {
		return answer{}, refuse(http.StatusNotFound, "No common ancestor between %s and %s.", base, head)
	}
	if err != nil {
		return answer{}, err
	}
	sp := span{base: cmp.mergeBase, head: ids[1]}
	if c.accepts("diff") || c.accepts("patch") {
		return c.rawDiff(r, sp)
	}
	return c.comparisonJSON(r, cmp, sp, ids[0], base+"..."+head)
}

// end resolves one end of a comparison to a commit, errNoObject if there is none: a
// name as elsewhere, or "owner:branch" of a repository of the same network. Of forks
// that are not there the branches are known that pull requests come from.
func (c *call) end(r *repo, name string) (string, error) {
	owner, ref, elsewhere := strings.Cut(name, ":")
	if !elsewhere {
		return c.start(r, name)
	}
	repository, ref2, named := strings.Cut(ref, ":")
	if named {
		ref = ref2
	}
	if ref == "" {
		return "", errNoObject
	}
	for _, other := range append([]*Repository{r.Repository}, c.s.index.network(r.Repository)...) {
		if strings.EqualFold(other.Owner, owner) && (!named || strings.EqualFold(other.Name, repository)) && c.s.sees(c.who, other) {
			fork, err := c.open(other)
			if err != nil {
				return "", err
			}
			return c.start(fork, ref)
		}
	}
	for _, e := range slices.Backward(c.s.issues.book(r.Repository).all()) {
		if e.Pull != nil && !e.Pull.Gone && e.Pull.Branch == ref && strings.EqualFold(e.headLabel(), name) {
			return c.pullHead(r, e)
		}
	}
	return "", errNoObject
}

// pullHead is the commit at the head of a pull request.
func (c *call) pullHead(r *repo, e *entry) (string, error) {
	ids, err := e.book.resolve(c.ctx(), r)
	if err != nil {
		return "", err
	}
	if head := e.Pull.headRevision(); ids.has(head) {
		return ids.id(head), nil
	}
	return "", errNoObject
}

// pulled resolves "refs/pull/N/head", which GitHub keeps of every pull request.
func (c *call) pulled(r *repo, name string) (string, error) {
	middle, ok := strings.CutPrefix(strings.TrimPrefix(name, "refs/"), "pull/")
	digits, head := strings.CutSuffix(middle, "/head")
	number, err := strconv.Atoi(digits)
	if !ok || !head || err != nil {
		return "", errNoObject
	}
	e := c.s.issues.book(r.Repository).find(number)
	if e == nil || e.Pull == nil {
		return "", errNoObject
	}
	return c.pullHead(r, e)
}

func (c *call) comparisonJSON(r *repo, cmp comparison, sp span, baseID, name string) (answer, error) {
	p := page{number: 1, size: compareCommitsLimit}
	skip := max(0, cmp.ahead-compareCommitsLimit) // the newest ones
	if c.query.Has("page") || c.query.Has("per_page") {
		p = c.page()
		skip = p.skip()
		c.links(p, cmp.ahead, false)
	}
	list, err := r.between(c.ctx(), baseID, sp.head, skip, p.size)
	if err != nil {
		return answer{}, err
	}
	var files []change
	if p.number == 1 {
		if _, files, err = r.page(c.ctx(), sp, 0, compareFilesLimit); err != nil {
			return answer{}, err
		}
	}
	base, err := c.oneCommit(r, baseID)
	if err != nil {
		return answer{}, err
	}
	mergeBase, err := c.oneCommit(r, cmp.mergeBase)
	if err != nil {
		return answer{}, err
	}
	commits := make([]*commitJSON, 0, len(list))
	for i := range list {
		commits = append(commits, c.commitJSON(r, &list[i]))
	}
	at, web := c.repoURL(r)+"/compare/"+escapePath(name), c.repoWeb(r)+"/compare/"+escapePath(name)
	return c.json(struct {
		URL             string        `json:"url"`
		HTMLURL         string        `json:"html_url"`
		PermalinkURL    string        `json:"permalink_url"`
		DiffURL         string        `json:"diff_url"`
		PatchURL        string        `json:"patch_url"`
		BaseCommit      *commitJSON   `json:"base_commit"`
		MergeBaseCommit *commitJSON   `json:"merge_base_commit"`
		Status          string        `json:"status"`
		AheadBy         int           `json:"ahead_by"`
		BehindBy        int           `json:"behind_by"`
		TotalCommits    int           `json:"total_commits"`
		Commits         []*commitJSON `json:"commits"`
		Files           []fileJSON    `json:"files"`
	}{
		at, web, fmt.Sprintf("%s/compare/%s...%s", c.repoWeb(r), baseID, sp.head), web + ".diff", web + ".patch",
		base, mergeBase, cmp.status(), cmp.ahead, cmp.behind, cmp.ahead, commits, c.filesJSON(r, sp, files),
	})
}
