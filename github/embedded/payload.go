package embedded

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The structs here are GitHub's JSON objects, as far as clients read them.

type accountJSON struct {
	Login     string `json:"login"`
	ID        int64  `json:"id"`
	NodeID    string `json:"node_id"`
	AvatarURL string `json:"avatar_url"`
	URL       string `json:"url"`
	HTMLURL   string `json:"html_url"`
	ReposURL  string `json:"repos_url"`
	Type      string `json:"type"`
	SiteAdmin bool   `json:"site_admin"`
}

type fullAccountJSON struct {
	accountJSON
	Name        *string `json:"name"`
	Description *string `json:"description,omitempty"`
	Company     *string `json:"company"`
	Blog        string  `json:"blog"`
	Email       *string `json:"email"`
	PublicRepos int     `json:"public_repos"`
	Followers   int     `json:"followers"`
	Following   int     `json:"following"`
	CreatedAt   string  `json:"created_at"`
	UpdatedAt   string  `json:"updated_at"`
}

type permissionsJSON struct {
	Admin    bool `json:"admin"`
	Maintain bool `json:"maintain"`
	Push     bool `json:"push"`
	Triage   bool `json:"triage"`
	Pull     bool `json:"pull"`
}

type repositoryJSON struct {
	ID               int64            `json:"id"`
	NodeID           string           `json:"node_id"`
	Name             string           `json:"name"`
	FullName         string           `json:"full_name"`
	Private          bool             `json:"private"`
	Owner            *accountJSON     `json:"owner"`
	HTMLURL          string           `json:"html_url"`
	Description      *string          `json:"description"`
	Fork             bool             `json:"fork"`
	URL              string           `json:"url"`
	BranchesURL      string           `json:"branches_url"`
	CommitsURL       string           `json:"commits_url"`
	CompareURL       string           `json:"compare_url"`
	ContentsURL      string           `json:"contents_url"`
	HooksURL         string           `json:"hooks_url"`
	IssuesURL        string           `json:"issues_url"`
	PullsURL         string           `json:"pulls_url"`
	TagsURL          string           `json:"tags_url"`
	TreesURL         string           `json:"trees_url"`
	CreatedAt        string           `json:"created_at"`
	UpdatedAt        string           `json:"updated_at"`
	PushedAt         *string          `json:"pushed_at"`
	GitURL           string           `json:"git_url"`
	SSHURL           string           `json:"ssh_url"`
	CloneURL         string           `json:"clone_url"`
	Homepage         *string          `json:"homepage"`
	Size             int              `json:"size"`
	StargazersCount  int              `json:"stargazers_count"`
	WatchersCount    int              `json:"watchers_count"`
	Language         *string          `json:"language"`
	HasIssues        bool             `json:"has_issues"`
	HasProjects      bool             `json:"has_projects"`
	HasDownloads     bool             `json:"has_downloads"`
	HasWiki          bool             `json:"has_wiki"`
	HasPages         bool             `json:"has_pages"`
	ForksCount       int              `json:"forks_count"`
	MirrorURL        *string          `json:"mirror_url"`
	Archived         bool             `json:"archived"`
	Disabled         bool             `json:"disabled"`
	OpenIssuesCount  int              `json:"open_issues_count"`
	License          *licenseJSON     `json:"license"`
	AllowForking     bool             `json:"allow_forking"`
	IsTemplate       bool             `json:"is_template"`
	Topics           []string         `json:"topics"`
	Visibility       string           `json:"visibility"`
	Forks            int              `json:"forks"`
	OpenIssues       int              `json:"open_issues"`
	Watchers         int              `json:"watchers"`
	DefaultBranch    string           `json:"default_branch"`
	Permissions      *permissionsJSON `json:"permissions,omitempty"`
	SubscribersCount *int             `json:"subscribers_count,omitempty"`
	Organization     *accountJSON     `json:"organization,omitempty"`
	Parent           *repositoryJSON  `json:"parent,omitempty"`
	Source           *repositoryJSON  `json:"source,omitempty"`
}

type licenseJSON struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	SPDXID string `json:"spdx_id"`
}

// nodeID is an opaque id in the shape of GitHub's.
func nodeID(prefix string, parts ...any) string {
	return prefix + "_" + base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprint(parts...)))
}

func formatID(id int64) string { return strconv.FormatInt(id, 10) }

// escapeSegment escapes one segment of an address.
func escapeSegment(s string) string { return url.PathEscape(s) }

// escapePath escapes a path but for its slashes.
func escapePath(s string) string {
	parts := strings.Split(s, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// nullable is nil for "", which GitHub writes as null.
func nullable(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func nullableTime(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := stamp(t)
	return &s
}

func (c *call) userJSON(u *User) *accountJSON {
	kind := u.Type
	if kind == "" {
		kind = "User"
	}
	return c.accountJSON(u.Login, u.ID, "U", kind)
}

func (c *call) orgJSON(o *Org) *accountJSON { return c.accountJSON(o.Login, o.ID, "O", "Organization") }

func (c *call) accountJSON(login string, id int64, prefix, kind string) *accountJSON {
	at := c.url("/users/%s", escapeSegment(login))
	return &accountJSON{
		Login: login, ID: id, NodeID: nodeID(prefix, id), URL: at, ReposURL: at + "/repos", Type: kind,
		AvatarURL: c.web("/avatars/u/%d", id), HTMLURL: c.web("/%s", escapeSegment(login)),
	}
}

// owner is the account of a login; one that the World does not know is a user
// without an id.
func (c *call) owner(login string) *accountJSON {
	a, ok := c.s.index.account(login)
	switch {
	case !ok:
		return c.accountJSON(login, 0, "U", "User")
	case a.org != nil:
		return c.orgJSON(a.org)
	}
	return c.userJSON(a.user)
}

// repositoryJSON is a repository as listings have it. A default branch that
// only git knows opens the repository.
func (c *call) repositoryJSON(r *Repository) (*repositoryJSON, error) {
	branch, err := c.defaultBranch(r)
	if err != nil {
		return nil, err
	}
	owner := c.owner(r.Owner)
	full := owner.Login + "/" + r.Name
	at := c.url("/repos/%s/%s", escapeSegment(owner.Login), escapeSegment(r.Name))
	host := strings.TrimPrefix(strings.TrimPrefix(c.s.options.WebURL, "https://"), "http://")
	visibility := "public"
	if r.Private {
		visibility = "private"
	}
	updated := r.PushedAt
	if updated.IsZero() {
		updated = r.CreatedAt
	}
	var license *licenseJSON
	if r.License != "" {
		license = &licenseJSON{strings.ToLower(r.License), r.License, r.License}
	}
	open := c.s.issues.openCount(r)
	return &repositoryJSON{
		ID: r.ID, NodeID: nodeID("R", r.ID), Name: r.Name, FullName: full, Private: r.Private, Owner: owner,
		HTMLURL: c.web("/%s", full), Description: nullable(r.Description), Fork: r.Fork, URL: at,
		BranchesURL: at + "/branches{/branch}", CommitsURL: at + "/commits{/sha}", CompareURL: at + "/compare/{base}...{head}",
		ContentsURL: at + "/contents/{+path}", HooksURL: at + "/hooks", IssuesURL: at + "/issues{/number}", PullsURL: at + "/pulls{/number}",
		TagsURL: at + "/tags", TreesURL: at + "/git/trees{/sha}",
		CreatedAt: stamp(r.CreatedAt), UpdatedAt: stamp(updated), PushedAt: nullableTime(r.PushedAt),
		GitURL: "git://" + host + "/" + full + ".git", SSHURL: "git@" + host + ":" + full + ".git", CloneURL: c.web("/%s.git", full),
		StargazersCount: r.Stars, WatchersCount: r.Stars, Watchers: r.Stars, Language: nullable(r.Language),
		HasIssues: !r.NoIssues, OpenIssuesCount: open, OpenIssues: open, License: license, Size: r.Size, ForksCount: r.Forks, Forks: r.Forks,
		HasProjects: true, HasDownloads: true, Archived: r.Archived, AllowForking: true, Topics: append([]string{}, r.Topics...),
		Visibility: visibility, DefaultBranch: branch, Permissions: c.s.roleOf(c.who, r),
	}, nil
}

func (c *call) repositoriesJSON(list []*Repository) ([]*repositoryJSON, error) {
	out := make([]*repositoryJSON, 0, len(list))
	for _, r := range list {
		j, err := c.repositoryJSON(r)
		if err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	return out, nil
}
