package embedded

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

type treeEntryJSON struct {
	Path string  `json:"path"`
	Mode string  `json:"mode"`
	Type string  `json:"type"`
	SHA  string  `json:"sha"`
	Size *int64  `json:"size,omitempty"`
	URL  *string `json:"url,omitempty"`
}

// getTree lists a tree by its id, a commit's or a ref's; any value of recursive
// makes it the whole tree below, where sizes are left out: GitHub's schema does
// not promise them.
func getTree(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	if r.dir == "" {
		return answer{}, emptyRepository()
	}
	o, err := r.resolve(c.ctx(), c.arg("sha"), "tree")
	if errors.Is(err, errNoObject) {
		if empty, err := r.empty(c.ctx()); err == nil && empty {
			return answer{}, emptyRepository()
		}
		return answer{}, notFound()
	}
	if err != nil {
		return answer{}, err
	}
	list, recursive := r.list, c.query.Has("recursive")
	if recursive {
		list = r.all
	}
	entries, err := list(c.ctx(), o.id)
	truncated := errors.Is(err, errTooLarge)
	if err != nil && !truncated {
		return answer{}, err
	}
	if len(entries) > treeLimit {
		entries, truncated = entries[:treeLimit], true
	}
	at := c.repoURL(r)
	out := make([]treeEntryJSON, 0, len(entries))
	for _, e := range entries {
		j := treeEntryJSON{Path: e.path, Mode: e.mode, Type: e.kind, SHA: e.id}
		switch e.kind {
		case "blob":
			u := at + "/git/blobs/" + e.id
			j.URL = &u
			if !recursive {
				j.Size = &e.size
			}
		case "tree":
			u := at + "/git/trees/" + e.id
			j.URL = &u
		}
		out = append(out, j)
	}
	return c.json(struct {
		SHA       string          `json:"sha"`
		URL       string          `json:"url"`
		Tree      []treeEntryJSON `json:"tree"`
		Truncated bool            `json:"truncated"`
	}{o.id, at + "/git/trees/" + o.id, out, truncated})
}

func getBlob(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	sha := c.arg("sha")
	if !isHex(sha) || len(sha) < 40 {
		return answer{}, refuse(http.StatusUnprocessableEntity, "The sha parameter must be exactly 40 characters and contain only [0-9a-f].")
	}
	o, err := r.first(c.ctx(), sha+"^{blob}")
	if errors.Is(err, errNoObject) {
		return answer{}, notFound()
	}
	if err != nil {
		return answer{}, err
	}
	size, err := strconv.ParseInt(o.size, 10, 64)
	if err != nil {
		return answer{}, fmt.Errorf("git cat-file: size %q: %w", o.size, err)
	}
	if size > blobLimit {
		f := refuse(http.StatusForbidden, "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.")
		f.errors = []fieldError{{Resource: "Blob", Field: "data", Code: "too_large"}}
		return answer{}, f
	}
	if c.accepts("raw") {
		return c.raw(r, o.id)
	}
	b, err := r.blob(c.ctx(), o.id, blobLimit)
	if err != nil {
		return answer{}, err
	}
	return c.json(struct {
		SHA      string `json:"sha"`
		NodeID   string `json:"node_id"`
		Size     int64  `json:"size"`
		URL      string `json:"url"`
		Content  string `json:"content"`
		Encoding string `json:"encoding"`
	}{o.id, nodeID("B", r.ID, o.id), size, c.repoURL(r) + "/git/blobs/" + o.id, wrapBase64(b), "base64"})
}
