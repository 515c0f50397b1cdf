package embedded

import "slices"

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
