package embedded

type labelJSON struct {
	ID          int64   `json:"id"`
	NodeID      string  `json:"node_id"`
	URL         string  `json:"url"`
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Color       string  `json:"color"`
	Default     bool    `json:"default"`
}

func (c *call) labelJSON(r *Repository, l Label) labelJSON {
	color := l.Color
	if color == "" {
		color = "ededed"
	}
	id := nameID(r.ID, l.Name)
	return labelJSON{
		ID: id, NodeID: nodeID("LA", id), URL: c.at(r) + "/labels/" + escapeSegment(l.Name), Name: l.Name,
		Description: nullable(l.Description), Color: color, Default: l.Default,
	}
}

// nameID makes an id of a name that has none of its own.
func nameID(of int64, name string) int64 {
	id := uint64(of)
	for i := range len(name) {
		id = id*1099511628211 + uint64(name[i])
	}
	return int64(id>>16&0xFFFFFFFF) + 1
}

func (c *call) labelsJSON(b *book, names []string) []labelJSON {
	out := make([]labelJSON, 0, len(names))
	for _, name := range names {
		l, _ := b.label(name)
		out = append(out, c.labelJSON(b.repo, l))
	}
	return out
}
