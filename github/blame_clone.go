package github

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
)

// maxCloneBlame bounds what is read of a clone's answer, in bytes.
const maxCloneBlame = 64 << 20

// cloneBlame asks a clone on this machine who wrote the lines of a file; ok is
// false if there is none, or it does not have what it takes. What git says of a
// commit is as true as what GitHub says, and it never gives up on a long history.
func (c *Client) cloneBlame(ctx context.Context, repo RepoRef, commit, path string) (ranges []rangeJSON, ok bool) {
	if c.local == nil {
		return nil, false
	}
	clone := c.local(repo.Owner, repo.Name)
	if clone == nil {
		return nil, false
	}
	body, err := json.Marshal(blameRequest(repo, commit, path))
	if err != nil {
		return nil, false
	}
	at := url.URL{Scheme: "https", Host: c.api.Host, Path: "/graphql"}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, false
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := clone.RoundTrip(req)
	if err != nil {
		return nil, false
	}
	defer resp.Body.Close()
	var got struct {
		Data struct {
			Repository blameJSON `json:"repository"`
		} `json:"data"`
	}
	err = json.NewDecoder(io.LimitReader(resp.Body, maxCloneBlame)).Decode(&got)
	said := got.Data.Repository.Object
	if err != nil || resp.StatusCode != http.StatusOK || said == nil || said.Blame == nil {
		return nil, false
	}
	return said.Blame.Ranges, true
}
