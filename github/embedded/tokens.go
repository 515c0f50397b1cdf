package embedded

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"time"
)

// tokenLifetime is how long an installation token lives.
const tokenLifetime = time.Hour

// maxTokenBody bounds the body of a token request: 500 names of 100 bytes and
// some permissions are far below it.
const maxTokenBody = 256 << 10

// createInstallationToken mints a token, whole or restricted to repositories
// and permissions among those the installation has.
func createInstallationToken(c *call) (answer, error) {
	in, err := c.installation()
	if err != nil {
		return answer{}, err
	}
	if !in.SuspendedAt.IsZero() {
		return answer{}, suspended()
	}
	var want struct {
		Repositories  []string          `json:"repositories"`
		RepositoryIDs []int64           `json:"repository_ids"`
		Permissions   map[string]string `json:"permissions"`
	}
	body, err := io.ReadAll(io.LimitReader(c.r.Body, maxTokenBody))
	if err != nil {
		return answer{}, refuse(http.StatusBadRequest, "Problems parsing JSON")
	}
	if len(body) > 0 {
		if err := json.Unmarshal(body, &want); err != nil {
			return answer{}, refuse(http.StatusBadRequest, "Problems parsing JSON")
		}
	}
	g := &grant{installation: in.ID, permissions: in.Permissions, expires: c.now().Add(tokenLifetime).Truncate(time.Second)}
	scoped, err := c.scopedRepositories(in, want.Repositories, want.RepositoryIDs)
	if err != nil {
		return answer{}, err
	}
	if scoped != nil {
		g.repositories = map[int64]bool{}
		for _, r := range scoped {
			g.repositories[r.ID] = true
		}
	}
	if len(want.Permissions) > 0 {
		if g.permissions, err = subset(in.Permissions, want.Permissions); err != nil {
			return answer{}, err
		}
	}
	long := c.r.Header.Get("X-GitHub-Stateless-S2S-Token") == "enabled"
	out := struct {
		Token               string            `json:"token"`
		ExpiresAt           string            `json:"expires_at"`
		Permissions         map[string]string `json:"permissions"`
		RepositorySelection string            `json:"repository_selection"`
		Repositories        []*repositoryJSON `json:"repositories,omitempty"`
	}{
		Token:     c.s.minted.mint(g, in.app.ID, long, c.now()),
		ExpiresAt: stamp(g.expires), Permissions: notNil(g.permissions), RepositorySelection: in.Selection,
	}
	if scoped != nil {
		out.RepositorySelection = "selected"
		if out.Repositories, err = c.repositoriesJSON(scoped); err != nil {
			return answer{}, err
		}
	}
	return c.jsonStatus(http.StatusCreated, out)
}

// scopedRepositories are the repositories a token is asked for: nil for all.
func (c *call) scopedRepositories(in *installed, names []string, ids []int64) ([]*Repository, error) {
	if len(names) == 0 && len(ids) == 0 {
		return nil, nil
	}
	if len(names)+len(ids) > 500 {
		return nil, refuse(http.StatusUnprocessableEntity, "The request names more than 500 repositories.")
	}
	missing := refuse(http.StatusUnprocessableEntity, "There is at least one repository that does not exist or is not accessible to the parent installation.")
	var list []*Repository
	add := func(r *Repository) bool {
		if r == nil || !in.covers(r) {
			return false
		}
		if !slices.Contains(list, r) {
			list = append(list, r)
		}
		return true
	}
	for _, n := range names {
		if !add(c.s.index.repository(in.Account, n)) {
			return nil, missing
		}
	}
	for _, id := range ids {
		if !add(c.s.index.byID[id]) {
			return nil, missing
		}
	}
	return list, nil
}

// subset checks that the permissions asked for are among those granted.
func subset(granted, want map[string]string) (map[string]string, error) {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if level(want[name]) == 0 || level(granted[name]) < level(want[name]) {
			return nil, refuse(http.StatusUnprocessableEntity, "The permissions requested are not granted to this installation.")
		}
	}
	out := maps.Clone(want)
	if granted["metadata"] != "" {
		out["metadata"] = "read" // every token has it
	}
	return out, nil
}
