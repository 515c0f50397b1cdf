package embedded

import (
	"cmp"
	"errors"
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
