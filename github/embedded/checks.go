package embedded

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
)

func checkRoutes() []route {
	const at = "/repos/{owner}/{repo}/commits/{ref...}"
	return []route{
		get(at+"/status", "statuses=read", getStatus),
		get(at+"/statuses", "statuses=read", listStatuses),
		get(at+"/check-runs", "checks=read", listCheckRuns),
		get(at+"/pulls", "pull_requests=read", listCommitPulls),
	}
}

// commitOf resolves the commit of the path, with the book and its revisions.
func (c *call) commitOf() (r *repo, b *book, ids revisions, sha string, err error) {
	if r, err = c.objects(); err != nil {
		return nil, nil, ids, "", err
	}
	b = c.s.issues.book(r.Repository)
	if ids, err = b.resolve(c.ctx(), r); err != nil {
		return nil, nil, ids, "", err
	}
	name := c.arg("ref")
	sha, err = c.start(r, name)
	if errors.Is(err, errNoObject) {
		// The head of a fork may be gone and its checks still known.
		if isHex(name) && len(name) == 40 && len(b.headed(name, ids)) > 0 {
			return r, b, ids, name, nil
		}
		err = noCommit(name)
	}
	return r, b, ids, sha, err
}

// headed are the pull requests whose head is a commit.
func (b *book) headed(sha string, ids revisions) []*entry {
	var list []*entry
	for _, e := range b.all() {
		if e.Pull != nil && e.listed() && ids.id(e.Pull.headRevision()) == sha {
			list = append(list, e)
		}
	}
	return list
}

type statusJSON struct {
	URL         string       `json:"url"`
	ID          int64        `json:"id"`
	NodeID      string       `json:"node_id"`
	State       string       `json:"state"`
	Description *string      `json:"description"`
	TargetURL   *string      `json:"target_url"`
	Context     string       `json:"context"`
	CreatedAt   string       `json:"created_at"`
	UpdatedAt   string       `json:"updated_at"`
	AvatarURL   *string      `json:"avatar_url"`
	Creator     *accountJSON `json:"creator,omitempty"` // not in the combined status
}

// statuses are the statuses of a commit, newest first; of each context the last
// only, if latest.
func (c *call) statuses(r *repo, b *book, ids revisions, sha string, latest bool) []statusJSON {
	out := []statusJSON{}
	for _, e := range b.headed(sha, ids) {
		list := slices.Clone(e.Pull.Statuses)
		if latest {
			list = latestStatuses(list)
		} else {
			slices.Reverse(list)
		}
		for _, s := range list {
			id := nameID(r.ID, sha+" "+s.Context+" "+stamp(s.At))
			j := statusJSON{
				URL: c.at(r.Repository) + "/statuses/" + sha, ID: id, NodeID: nodeID("SC", id), State: s.State, Description: nullable(s.Description),
				TargetURL: nullable(s.URL), Context: s.Context, CreatedAt: stamp(s.At), UpdatedAt: stamp(s.At),
			}
			if !latest {
				j.Creator = c.person(s.Creator)
			}
			out = append(out, j)
		}
	}
	return out
}

// getStatus combines the last status of each context. Without any it is
// pending.
func getStatus(c *call) (answer, error) {
	r, b, ids, sha, err := c.commitOf()
	if err != nil {
		return answer{}, err
	}
	list := c.statuses(r, b, ids, sha, true)
	combined := "success"
	if len(list) == 0 {
		combined = "pending"
	}
	for _, s := range list {
		switch {
		case s.State == "error" || s.State == "failure":
			combined = "failure"
		case s.State == "pending" && combined == "success":
			combined = "pending"
		}
	}
	repository, err := c.repositoryJSON(r.Repository)
	if err != nil {
		return answer{}, err
	}
	at := c.at(r.Repository) + "/commits/" + sha
	return c.json(struct {
		State      string          `json:"state"`
		Statuses   []statusJSON    `json:"statuses"`
		SHA        string          `json:"sha"`
		TotalCount int             `json:"total_count"`
		Repository *repositoryJSON `json:"repository"`
		CommitURL  string          `json:"commit_url"`
		URL        string          `json:"url"`
	}{combined, window(c, list), sha, len(list), repository, at, at + "/status"})
}

func listStatuses(c *call) (answer, error) {
	r, b, ids, sha, err := c.commitOf()
	if err != nil {
		return answer{}, err
	}
	return c.json(window(c, c.statuses(r, b, ids, sha, false)))
}

type checkOutputJSON struct {
	Title            *string `json:"title"`
	Summary          *string `json:"summary"`
	Text             *string `json:"text"`
	AnnotationsCount int     `json:"annotations_count"`
	AnnotationsURL   string  `json:"annotations_url"`
}

type checkRunJSON struct {
	ID           int64            `json:"id"`
	NodeID       string           `json:"node_id"`
	HeadSHA      string           `json:"head_sha"`
	ExternalID   string           `json:"external_id"`
	URL          string           `json:"url"`
	HTMLURL      *string          `json:"html_url"`
	DetailsURL   *string          `json:"details_url"`
	Status       string           `json:"status"`
	Conclusion   *string          `json:"conclusion"`
	StartedAt    *string          `json:"started_at"`
	CompletedAt  *string          `json:"completed_at"`
	Output       checkOutputJSON  `json:"output"`
	Name         string           `json:"name"`
	CheckSuite   map[string]int64 `json:"check_suite"`
	App          *viaAppJSON      `json:"app"`
	PullRequests []any            `json:"pull_requests"`
}

func (k *CheckRun) status() string { return cmp.Or(k.Status, "completed") }

func (c *call) checkRunJSON(r *repo, k *CheckRun, sha string) checkRunJSON {
	at := c.at(r.Repository) + "/check-runs/" + formatID(k.ID)
	web := c.repoWeb(r) + "/runs/" + formatID(k.ID)
	slug := cmp.Or(k.App, "github-actions")
	app := c.viaApp(slug)
	if app.ID == 0 {
		app.ID, app.Name = nameID(0, slug), cmp.Or(k.AppName, slug)
		if k.App == "" && k.AppName == "" {
			app.Name = "GitHub Actions"
		}
	}
	out := checkRunJSON{
		ID: k.ID, NodeID: nodeID("CR", k.ID), HeadSHA: sha, URL: at, HTMLURL: &web, DetailsURL: nullable(cmp.Or(k.URL, web)), Status: k.status(),
		StartedAt: nullableTime(k.StartedAt), CompletedAt: nullableTime(k.CompletedAt), Name: k.Name,
		CheckSuite: map[string]int64{"id": nameID(r.ID, sha+" "+slug)}, App: app, PullRequests: []any{},
		Output: checkOutputJSON{nullable(k.Title), nullable(k.Summary), nullable(k.Text), 0, at + "/annotations"},
	}
	if out.Status == "completed" {
		out.Conclusion = nullable(k.Conclusion)
	}
	return out
}

// listCheckRuns lists the last run of each check, or all runs with filter=all.
func listCheckRuns(c *call) (answer, error) {
	filter, err := c.choice("filter", "CheckRun", "latest", "latest", "all")
	if err != nil {
		return answer{}, err
	}
	status, err := c.choice("status", "CheckRun", "", "queued", "in_progress", "completed")
	if err != nil {
		return answer{}, err
	}
	r, b, ids, sha, err := c.commitOf()
	if err != nil {
		return answer{}, err
	}
	name := c.query.Get("check_name")
	list := []*CheckRun{}
	for _, e := range b.headed(sha, ids) {
		runs := e.Pull.CheckRuns
		if filter == "latest" {
			runs = latestRuns(runs)
		}
		for i := range runs {
			if k := &runs[i]; (name == "" || k.Name == name) && (status == "" || k.status() == status) {
				list = append(list, k)
			}
		}
	}
	out := struct {
		TotalCount int            `json:"total_count"`
		CheckRuns  []checkRunJSON `json:"check_runs"`
	}{len(list), []checkRunJSON{}}
	for _, k := range window(c, list) {
		out.CheckRuns = append(out.CheckRuns, c.checkRunJSON(r, k, sha))
	}
	return c.json(out)
}

// listCommitPulls lists the pull requests that have a commit, or that put it on
// their base by merging.
func listCommitPulls(c *call) (answer, error) {
	r, b, ids, sha, err := c.commitOf()
	if err != nil {
		return answer{}, err
	}
	after, err := r.descendants(c.ctx(), sha, ids)
	if err != nil {
		return answer{}, err
	}
	var list []*entry
	for _, e := range b.all() {
		if e.Pull == nil || !e.listed() || e.Closed && !e.merged() {
			continue
		}
		p := e.Pull
		merged := e.merged() && ids.id(p.mergeRevision()) == sha
		if merged || after[ids.id(p.headRevision())] && !after[ids.id(p.baseRevision())] {
			list = append(list, e)
		}
	}
	return c.pullList(b, window(c, list))
}

// descendants are the commits among the history of a book's revisions that have
// a commit in their own history, itself among them.
func (r *repo) descendants(ctx context.Context, sha string, ids revisions) (map[string]bool, error) {
	after := map[string]bool{sha: true}
	tips := map[string]bool{}
	for _, id := range ids.known {
		tips[id] = true
	}
	if r.dir == "" || len(tips) == 0 {
		return after, nil
	}
	var in strings.Builder
	for id := range tips {
		in.WriteString(id + "\n")
	}
	// What the commit itself came from cannot descend from it.
	in.WriteString("^" + sha + "\n")
	cmd := gitCommand(ctx, r.dir, "", "rev-list", "--topo-order", "--reverse", "--parents", "--stdin")
	cmd.Stdin = strings.NewReader(in.String())
	out, err := output(ctx, cmd, maxOutput)
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(out) {
		f := strings.Fields(string(line))
		for _, parent := range f[1:] {
			if after[parent] {
				after[f[0]] = true
			}
		}
	}
	return after, nil
}
