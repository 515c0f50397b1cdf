package embedded

import (
	"net/http"
	"strconv"
	"strings"
)

func repositoryRoutes() []route {
	return []route{
		get("/repos/{owner}/{repo}", "metadata=read", getRepository),
		get("/repositories/{id}", "metadata=read", getRepositoryByID),
		get("/repositories/{id}/{rest...}", "", byRepositoryID),
		newRoute(http.MethodPost, "/repositories/{id}/{rest...}", "", byRepositoryID),
		newRoute(http.MethodPatch, "/repositories/{id}/{rest...}", "", byRepositoryID),
		newRoute(http.MethodDelete, "/repositories/{id}/{rest...}", "", byRepositoryID),
		get("/repos/{owner}/{repo}/hooks", "repository_hooks=read", listHooks),
	}
}

func getRepository(c *call) (answer, error) {
	r, err := c.repository()
	if err != nil {
		return answer{}, err
	}
	c.s.issues.book(r) // a repository asked for by itself says exactly how many issues are open
	j, err := c.repositoryJSON(r)
	if err != nil {
		return answer{}, err
	}
	none := 0
	j.SubscribersCount = &none
	if j.Owner.Type == "Organization" {
		j.Organization = j.Owner
	}
	if up := c.s.index.parent(r); up != nil && c.s.sees(c.who, up) {
		if j.Parent, err = c.repositoryJSON(up); err != nil {
			return answer{}, err
		}
		if j.Source, err = c.repositoryJSON(c.s.index.source(r)); err != nil {
			return answer{}, err
		}
	}
	return c.json(j)
}

// getRepositoryByID serves the addresses that GitHub's redirects and Link
// headers use.
func getRepositoryByID(c *call) (answer, error) {
	if err := c.byID(); err != nil {
		return answer{}, err
	}
	return getRepository(c)
}

func (c *call) byID() error {
	id, err := strconv.ParseInt(c.arg("id"), 10, 64)
	r := c.s.index.byID[id]
	if err != nil || r == nil {
		return notFound()
	}
	c.args["owner"], c.args["repo"] = r.Owner, r.Name
	return nil
}

// byRepositoryID answers what lies under /repositories/{id} as if the
// repository had been named.
func byRepositoryID(c *call) (answer, error) {
	if err := c.byID(); err != nil {
		return answer{}, err
	}
	segments := append([]string{"repos", c.args["owner"], c.args["repo"]}, strings.Split(c.args["rest"], "/")...)
	for i := range c.s.routes {
		rt := &c.s.routes[i]
		if rt.method != c.r.Method && (rt.method != http.MethodGet || c.r.Method != http.MethodHead) {
			continue
		}
		if args, ok := rt.match(segments); ok {
			c.route, c.args = rt, args
			return rt.answer(c)
		}
	}
	return answer{}, notFound()
}

// listHooks is for administrators only: others are told that there is nothing,
// those with rights but without the permission that it is not granted.
func listHooks(c *call) (answer, error) {
	r, err := c.repository()
	if err != nil {
		return answer{}, err
	}
	if c.who.kind == asUser {
		if c.who.user == nil || c.s.index.role(c.who.user, r) != "admin" {
			return answer{}, notFound()
		}
		if c.who.token.Kind == Classic && !c.who.scope("repo", "admin:repo_hook", "write:repo_hook", "read:repo_hook") {
			return answer{}, notFound()
		}
	} else if c.who.kind != asInstallation {
		return answer{}, notFound()
	}
	type hookJSON struct {
		Type   string            `json:"type"`
		ID     int64             `json:"id"`
		Name   string            `json:"name"`
		Active bool              `json:"active"`
		Events []string          `json:"events"`
		Config map[string]string `json:"config"`
		URL    string            `json:"url"`
	}
	out := []hookJSON{}
	for _, h := range window(c, r.Hooks) {
		out = append(out, hookJSON{
			Type: "Repository", ID: h.ID, Name: "web", Active: h.Active, Events: append([]string{}, h.Events...),
			Config: map[string]string{"url": h.URL, "content_type": "json", "insecure_ssl": "0"},
			URL:    c.url("/repos/%s/%s/hooks/%d", escapeSegment(r.Owner), escapeSegment(r.Name), h.ID),
		})
	}
	return c.json(out)
}

func metaRoutes() []route {
	limit := get("/rate_limit", "", getRateLimit)
	limit.free = true
	return []route{limit, get("/meta", "", getMeta)}
}

func getMeta(c *call) (answer, error) {
	out := map[string]any{"verifiable_password_authentication": false}
	if v := c.s.index.world.InstalledVersion; v != "" {
		out["installed_version"] = v
	}
	return c.json(out)
}

// getRateLimit tells what is left of each budget and costs nothing.
func getRateLimit(c *call) (answer, error) {
	if c.s.quotas.limits.Off {
		return answer{}, refuse(http.StatusNotFound, "Rate limiting is not enabled.")
	}
	type rateJSON struct {
		Limit     int    `json:"limit"`
		Used      int    `json:"used"`
		Remaining int    `json:"remaining"`
		Reset     int64  `json:"reset"`
		Resource  string `json:"resource"`
	}
	resources := map[string]rateJSON{}
	for _, name := range []string{"core", "search", "code_search", "graphql"} {
		w, _ := c.s.quotas.spend(c.who.quota, name, 0, c.now())
		resources[name] = rateJSON{w.limit, w.used, w.limit - w.used, w.reset.Unix(), name}
	}
	return c.json(map[string]any{"resources": resources, "rate": resources["core"]})
}
