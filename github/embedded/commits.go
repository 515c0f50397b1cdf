package embedded

import (
	"errors"
	"net/http"
	"strings"
	"time"
)

func commitRoutes() []route {
	var list []route
	// What hangs on a commit must not be taken for a ref with a slash.
	for _, part := range []string{"branches-where-head", "check-suites", "comments"} {
		list = append(list, get("/repos/{owner}/{repo}/commits/{ref...}/"+part, "contents=read", unserved))
	}
	return append(list,
		get("/repos/{owner}/{repo}/commits", "contents=read", listCommits),
		get("/repos/{owner}/{repo}/commits/{ref...}", "contents=read", getCommit),
		get("/repos/{owner}/{repo}/git/commits/{sha}", "contents=read", getGitCommit),
		get("/repos/{owner}/{repo}/compare/{basehead...}", "contents=read", compareCommits),
	)
}

// unserved is a part of the API that this server has nothing of.
func unserved(*call) (answer, error) { return answer{}, notFound() }

// start resolves where a listing begins: the given name, or the default
// branch. An empty repository is refused as GitHub does.
func (c *call) start(r *repo, name string) (string, error) {
	if r.dir == "" {
		return "", emptyRepository()
	}
	given := name != ""
	if !given {
		var err error
		if name, err = c.defaultBranch(r.Repository); err != nil {
			return "", err
		}
	}
	o, err := r.resolve(c.ctx(), name, "commit")
	if err == nil {
		return o.id, nil
	}
	if !errors.Is(err, errNoObject) {
		return "", err
	}
	if id, err := c.pulled(r, name); !errors.Is(err, errNoObject) {
		return id, err
	}
	empty, emptyErr := r.empty(c.ctx())
	switch {
	case emptyErr != nil:
		return "", emptyErr
	case empty:
		return "", emptyRepository()
	}
	return "", errNoObject
}

func listCommits(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	start, err := c.start(r, c.query.Get("sha"))
	if errors.Is(err, errNoObject) {
		return answer{}, notFound()
	}
	if err != nil {
		return answer{}, err
	}
	w := walk{start: start, path: strings.Trim(c.query.Get("path"), "/")}
	if w.authors, err = c.people("author"); err != nil {
		return answer{}, err
	}
	if w.committers, err = c.people("committer"); err != nil {
		return answer{}, err
	}
	if w.since, err = c.moment("since"); err != nil {
		return answer{}, err
	}
	if w.until, err = c.moment("until"); err != nil {
		return answer{}, err
	}
	p := c.page()
	list, err := r.log(c.ctx(), w, p.skip(), p.size+1)
	if err != nil {
		return answer{}, err
	}
	more := len(list) > p.size
	list = list[:min(len(list), p.size)]
	total := unknownTotal
	if w.plain() && (more || p.number > 1) {
		if total, err = r.count(c.ctx(), start); err != nil {
			return answer{}, err
		}
	}
	c.links(p, total, more)
	out := make([]*commitJSON, 0, len(list))
	for i := range list {
		out = append(out, c.commitJSON(r, &list[i]))
	}
	return c.json(out)
}

// people turns a login or an address of a filter into addresses, and the login
// itself into the one that GitHub's no-reply addresses hold.
func (c *call) people(param string) ([]string, error) {
	who := c.query.Get(param)
	switch {
	case who == "":
		return nil, nil
	case strings.ContainsAny(who, "\n\x00"):
		return nil, invalid("Commit", param)
	case strings.Contains(who, "@"):
		return []string{"<" + who + ">"}, nil
	}
	list := []string{"<" + who + "@users.noreply.github.com>", "+" + who + "@users.noreply.github.com>"}
	if u := c.s.index.users[strings.ToLower(who)]; u != nil {
		for _, e := range u.Emails {
			list = append(list, "<"+e+">")
		}
	}
	return list, nil
}

func (c *call) moment(param string) (time.Time, error) {
	v := c.query.Get(param)
	if v == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, v); err == nil {
			return t, nil
		}
	}
	return time.Time{}, invalid("Commit", param)
}

// commitPage is how many of a commit's files one page holds, commitFiles how
// many can be reached at all.
const (
	commitPage  = 300
	commitFiles = 3000
)

func getCommit(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	name := c.arg("ref")
	var k *commit
	if isHex(name) && len(name) == 40 && r.dir != "" && !c.accepts("sha") {
		k, _ = r.commit(c.ctx(), name) // what is no commit of that id is looked for below
	}
	if k == nil {
		sha, err := c.start(r, name)
		if errors.Is(err, errNoObject) {
			return answer{}, noCommit(name)
		}
		if err != nil {
			return answer{}, err
		}
		if c.accepts("sha") {
			return answer{status: http.StatusOK, contentType: "application/vnd.github.sha; charset=utf-8", body: []byte(sha)}, nil
		}
		if k, err = r.commit(c.ctx(), sha); err != nil {
			return answer{}, err
		}
	}
	span := k.span()
	if c.accepts("diff") || c.accepts("patch") {
		return c.rawDiff(r, span)
	}
	p := c.page()
	p.size = commitPage
	from := min(p.skip(), commitFiles)
	files, shown, err := r.page(c.ctx(), span, from, min(p.size, commitFiles-from))
	if err != nil {
		return answer{}, err
	}
	out := c.commitJSON(r, k)
	out.Stats = stats(files)
	c.links(p, min(len(files), commitFiles), false)
	out.Files = c.filesJSON(r, span, shown)
	return c.json(out)
}

func noCommit(name string) *refusal {
	return refuse(http.StatusUnprocessableEntity, "No commit found for SHA: %s", name)
}

func getGitCommit(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	sha := c.arg("sha")
	if !isHex(sha) || len(sha) < 40 {
		return answer{}, refuse(http.StatusUnprocessableEntity, "The sha parameter must be exactly 40 characters and contain only [0-9a-f].")
	}
	o, err := r.first(c.ctx(), sha+"^{commit}")
	if errors.Is(err, errNoObject) {
		return answer{}, notFound()
	}
	if err != nil {
		return answer{}, err
	}
	k, err := r.commit(c.ctx(), o.id)
	if err != nil {
		return answer{}, err
	}
	at := c.repoURL(r)
	return c.json(struct {
		SHA          string           `json:"sha"`
		NodeID       string           `json:"node_id"`
		URL          string           `json:"url"`
		HTMLURL      string           `json:"html_url"`
		Author       personJSON       `json:"author"`
		Committer    personJSON       `json:"committer"`
		Tree         shaJSON          `json:"tree"`
		Message      string           `json:"message"`
		Parents      []parentJSON     `json:"parents"`
		Verification verificationJSON `json:"verification"`
	}{
		k.sha, nodeID("C", r.ID, k.sha), at + "/git/commits/" + k.sha, c.repoWeb(r) + "/commit/" + k.sha,
		person(k.author, k.authorEmail, k.authored), person(k.committer, k.committerEmail, k.committed),
		shaJSON{k.tree, at + "/git/trees/" + k.tree}, k.message, c.parentsJSON(r, k, "/git/commits/"), unsigned(),
	})
}
