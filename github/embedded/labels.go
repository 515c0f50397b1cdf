package embedded

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// names are the labels of a request: a list of names or of objects that have
// one.
type names []string

// UnmarshalJSON takes both forms, also mixed.
func (n *names) UnmarshalJSON(b []byte) error {
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	for _, v := range raw {
		var name string
		if len(v) > 0 && v[0] == '{' {
			var label struct {
				Name string `json:"name"`
			}
			if err := json.Unmarshal(v, &label); err != nil {
				return err
			}
			name = label.Name
		} else if err := json.Unmarshal(v, &name); err != nil {
			return err
		}
		if name != "" {
			*n = append(*n, name)
		}
	}
	return nil
}

// createLabels adds the labels that the repository does not have, as GitHub
// does when somebody who may uses them.
func (b *book) createLabels(list []string) {
	for _, name := range list {
		if _, ok := b.label(name); !ok {
			b.mu.Lock()
			b.labels = append(slices.Clip(b.labels), Label{Name: name})
			b.mu.Unlock()
		}
	}
}

// known are the names in the letter case of the repository's labels, each once.
// The caller holds the lock.
func (b *book) known(list []string) []string {
	out := []string{}
	for _, name := range list {
		for _, l := range b.labels {
			if strings.EqualFold(l.Name, name) {
				name = l.Name
				break
			}
		}
		if !containsFold(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func listLabels(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	b.mu.Lock()
	list := slices.Clone(b.labels)
	b.mu.Unlock()
	slices.SortStableFunc(list, func(a, b Label) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	out := []labelJSON{}
	for _, l := range window(c, list) {
		out = append(out, c.labelJSON(b.repo, l))
	}
	return c.json(out)
}

func getLabel(c *call) (answer, error) {
	b, err := c.book()
	if err != nil {
		return answer{}, err
	}
	l, ok := b.label(c.arg("name"))
	if !ok {
		return answer{}, notFound()
	}
	return c.json(c.labelJSON(b.repo, l))
}

func listIssueLabels(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	return c.json(c.labelsJSON(e.book, window(c, e.Labels)))
}

// labelEditor is an issue whose labels the caller may change.
func (c *call) labelEditor() (*entry, writer, error) {
	e, err := c.entry()
	if err != nil {
		return nil, writer{}, err
	}
	w, err := c.writer(e.book.repo)
	if err == nil && !w.pushes {
		err = mayNot()
	}
	return e, w, err
}

func addIssueLabels(c *call) (answer, error) {
	e, w, err := c.labelEditor()
	if err != nil {
		return answer{}, err
	}
	// The body is a list, or an object that holds one.
	var list names
	var raw json.RawMessage
	if err := c.input(&raw); err != nil {
		return answer{}, err
	}
	var in struct {
		Labels names `json:"labels"`
	}
	if json.Unmarshal(raw, &list) != nil {
		if json.Unmarshal(raw, &in) != nil {
			return answer{}, invalid("Label", "name")
		}
		list = in.Labels
	}
	return c.setLabels(e, w, slices.Concat(e.Labels, list))
}

func removeIssueLabels(c *call) (answer, error) {
	e, w, err := c.labelEditor()
	if err != nil {
		return answer{}, err
	}
	if _, err := c.setLabels(e, w, nil); err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, nil
}

func removeIssueLabel(c *call) (answer, error) {
	e, w, err := c.labelEditor()
	if err != nil {
		return answer{}, err
	}
	name := c.arg("name")
	if !containsFold(e.Labels, name) {
		return answer{}, refuse(http.StatusNotFound, "Label does not exist")
	}
	kept := slices.DeleteFunc(slices.Clone(e.Labels), func(l string) bool { return strings.EqualFold(l, name) })
	return c.setLabels(e, w, kept)
}

func (c *call) setLabels(e *entry, w writer, list []string) (answer, error) {
	e, err := c.edit(e, &issueInput{Labels: field[names]{given: true, value: list}}, w)
	if err != nil {
		return answer{}, err
	}
	return c.json(c.labelsJSON(e.book, e.Labels))
}
