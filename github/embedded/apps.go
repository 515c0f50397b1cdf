package embedded

import (
	"net/http"
	"strconv"
	"time"
)

type appJSON struct {
	ID                 int64             `json:"id"`
	ClientID           string            `json:"client_id"`
	Slug               string            `json:"slug"`
	NodeID             string            `json:"node_id"`
	Owner              *accountJSON      `json:"owner"`
	Name               string            `json:"name"`
	Description        *string           `json:"description"`
	ExternalURL        string            `json:"external_url"`
	HTMLURL            string            `json:"html_url"`
	CreatedAt          string            `json:"created_at"`
	UpdatedAt          string            `json:"updated_at"`
	Permissions        map[string]string `json:"permissions"`
	Events             []string          `json:"events"`
	InstallationsCount int               `json:"installations_count"`
}

type installationJSON struct {
	ID                  int64             `json:"id"`
	ClientID            string            `json:"client_id"`
	AppID               int64             `json:"app_id"`
	AppSlug             string            `json:"app_slug"`
	TargetID            int64             `json:"target_id"`
	TargetType          string            `json:"target_type"`
	Account             *accountJSON      `json:"account"`
	RepositorySelection string            `json:"repository_selection"`
	Permissions         map[string]string `json:"permissions"`
	Events              []string          `json:"events"`
	HTMLURL             string            `json:"html_url"`
	AccessTokensURL     string            `json:"access_tokens_url"`
	RepositoriesURL     string            `json:"repositories_url"`
	SingleFileName      *string           `json:"single_file_name"`
	HasMultipleFiles    bool              `json:"has_multiple_single_files"`
	SingleFilePaths     []string          `json:"single_file_paths"`
	CreatedAt           string            `json:"created_at"`
	UpdatedAt           string            `json:"updated_at"`
	SuspendedAt         *string           `json:"suspended_at"`
	SuspendedBy         *accountJSON      `json:"suspended_by"`
	ContactEmail        *string           `json:"contact_email"`
}

func appRoutes() []route {
	return []route{
		get("/app", "", getApp),
		get("/app/installations", "", listInstallations),
		get("/app/installations/{id}", "", getInstallation),
		newRoute(http.MethodPost, "/app/installations/{id}/access_tokens", "", createInstallationToken),
		get("/orgs/{login}/installation", "", findInstallation),
		get("/users/{login}/installation", "", findInstallation),
		get("/repos/{owner}/{repo}/installation", "", findRepositoryInstallation),
		get("/installation/repositories", "metadata=read", listInstallationRepositories),
	}
}

// asApp requires an App's JWT.
func (c *call) asApp() error {
	switch c.who.kind {
	case asApp:
		return nil
	case anonymous:
		return undecodable()
	}
	if c.who.all {
		return notFound()
	}
	return undecodable()
}

func getApp(c *call) (answer, error) {
	if err := c.asApp(); err != nil {
		return answer{}, err
	}
	a := c.who.app
	return c.json(appJSON{
		ID: a.ID, ClientID: a.ClientID, Slug: a.Slug, NodeID: nodeID("A", a.ID), Owner: c.owner(a.Owner), Name: a.Name,
		Description: nullable(a.Description), ExternalURL: c.web("/apps/%s", a.Slug), HTMLURL: c.web("/apps/%s", a.Slug),
		CreatedAt: stamp(a.CreatedAt), UpdatedAt: stamp(a.CreatedAt), Permissions: notNil(a.Permissions), Events: append([]string{}, a.Events...),
		InstallationsCount: len(a.Installations),
	})
}

func notNil(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

func (c *call) installationJSON(a *App, in *Installation) installationJSON {
	account := c.owner(in.Account)
	settings := c.web("/settings/installations/%d", in.ID)
	if account.Type == "Organization" {
		settings = c.web("/organizations/%s/settings/installations/%d", escapeSegment(account.Login), in.ID)
	}
	out := installationJSON{
		ID: in.ID, ClientID: a.ClientID, AppID: a.ID, AppSlug: a.Slug, TargetID: account.ID, TargetType: account.Type, Account: account,
		RepositorySelection: in.Selection, Permissions: notNil(in.Permissions), Events: append([]string{}, in.Events...), HTMLURL: settings,
		AccessTokensURL: c.url("/app/installations/%d/access_tokens", in.ID), RepositoriesURL: c.url("/installation/repositories"),
		SingleFilePaths: []string{}, CreatedAt: stamp(in.CreatedAt), UpdatedAt: stamp(in.UpdatedAt), SuspendedAt: nullableTime(in.SuspendedAt),
	}
	if in.SuspendedBy != "" && !in.SuspendedAt.IsZero() {
		out.SuspendedBy = c.owner(in.SuspendedBy)
	}
	return out
}

func listInstallations(c *call) (answer, error) {
	if err := c.asApp(); err != nil {
		return answer{}, err
	}
	since, _ := time.Parse(time.RFC3339, c.query.Get("since"))
	var list []*Installation
	for i := range c.who.app.Installations {
		in := &c.who.app.Installations[i]
		if !in.UpdatedAt.Before(since) {
			list = append(list, in)
		}
	}
	out := []installationJSON{}
	for _, in := range window(c, list) {
		out = append(out, c.installationJSON(c.who.app, in))
	}
	return c.json(out)
}

// installation finds the installation of the App itself that the path names.
func (c *call) installation() (*installed, error) {
	if err := c.asApp(); err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(c.arg("id"), 10, 64)
	in := c.s.index.installs[id]
	if err != nil || in == nil || in.app != c.who.app {
		return nil, notFound()
	}
	return in, nil
}

func getInstallation(c *call) (answer, error) {
	in, err := c.installation()
	if err != nil {
		return answer{}, err
	}
	return c.json(c.installationJSON(in.app, in.Installation))
}

func findInstallation(c *call) (answer, error) {
	if err := c.asApp(); err != nil {
		return answer{}, err
	}
	in := c.who.app.installationOn(c.arg("login"))
	if in == nil {
		return answer{}, notFound()
	}
	return c.json(c.installationJSON(c.who.app, in))
}

func findRepositoryInstallation(c *call) (answer, error) {
	if err := c.asApp(); err != nil {
		return answer{}, err
	}
	r := c.s.index.repository(c.arg("owner"), c.arg("repo"))
	in := c.who.app.installationOn(c.arg("owner"))
	if r == nil || in == nil || !c.s.index.installs[in.ID].covers(r) {
		return answer{}, notFound()
	}
	return c.json(c.installationJSON(c.who.app, in))
}

func listInstallationRepositories(c *call) (answer, error) {
	if c.who.kind != asInstallation {
		if c.who.kind == asApp || c.who.kind == anonymous {
			return answer{}, refuse(http.StatusUnauthorized, "Requires authentication")
		}
		return answer{}, refuse(http.StatusForbidden, "You must authenticate with an installation access token in order to list repositories for an installation.")
	}
	var list []*Repository
	for _, r := range c.s.index.orders["id"]() {
		if c.s.reaches(c.who, r) {
			list = append(list, r)
		}
	}
	repos, err := c.repositoriesJSON(window(c, list))
	if err != nil {
		return answer{}, err
	}
	selection := c.who.inst.Selection
	if c.who.grant.repositories != nil {
		selection = "selected"
	}
	return c.json(struct {
		TotalCount          int               `json:"total_count"`
		RepositorySelection string            `json:"repository_selection"`
		Repositories        []*repositoryJSON `json:"repositories"`
	}{len(list), selection, repos})
}
