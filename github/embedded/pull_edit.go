package embedded

import (
	"errors"
	"slices"
)

// editPull changes a pull request's title, body, state and base.
func editPull(c *call) (answer, error) {
	e, r, _, err := c.pull()
	if err != nil {
		return answer{}, err
	}
	w, err := c.writer(r.Repository)
	if err != nil {
		return answer{}, err
	}
	if !w.pushes && !w.owns(e.Author) {
		return answer{}, mayNot()
	}
	var in struct {
		Title *string       `json:"title"`
		Body  field[string] `json:"body"`
		State *string       `json:"state"`
		Base  *string       `json:"base"`
	}
	if err := c.input(&in); err != nil {
		return answer{}, err
	}
	if in.Base != nil && *in.Base != e.Pull.Base {
		if err := c.setBase(e, r, *in.Base, w); err != nil {
			return answer{}, err
		}
	}
	if e, err = c.edit(e, &issueInput{Title: in.Title, Body: in.Body, State: in.State}, w); err != nil {
		return answer{}, err
	}
	ids, err := e.book.resolve(c.ctx(), r)
	if err != nil {
		return answer{}, err
	}
	return c.fullPull(e, r, ids)
}

// setBase gives a pull request another branch to go into.
func (c *call) setBase(e *entry, r *repo, branch string, w writer) error {
	bad := invalid("PullRequest", "base")
	if !validRef(branch) || e.Closed {
		return bad
	}
	if _, err := r.first(c.ctx(), "refs/heads/"+branch+"^{commit}"); errors.Is(err, errNoObject) {
		return bad
	} else if err != nil {
		return err
	}
	b := e.book
	_, err := b.change(e.Number, func(in *Issue) error {
		in.Events = append(slices.Clip(in.Events), Event{
			Kind: "base_ref_changed", ID: b.nextID(), Actor: w.login, App: w.app, At: c.written(),
		})
		in.Pull.Base, in.Pull.BaseCommit = branch, ""
		b.revisions = nil // the branch may be new to the book
		return nil
	})
	return err
}
