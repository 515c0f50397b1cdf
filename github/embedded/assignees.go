package embedded

import (
	"net/http"
	"slices"
	"strings"
)

func addAssignees(c *call) (answer, error) {
	return c.editAssignees(http.StatusCreated, func(was, given []string) []string {
		for _, login := range given {
			if !containsFold(was, login) {
				was = append(was, login)
			}
		}
		return was
	})
}

func removeAssignees(c *call) (answer, error) {
	return c.editAssignees(http.StatusOK, func(was, given []string) []string {
		return slices.DeleteFunc(was, func(login string) bool { return containsFold(given, login) })
	})
}

// editAssignees changes who is assigned. Who cannot be is left out, without a
// word.
func (c *call) editAssignees(status int, edit func(was, given []string) []string) (answer, error) {
	e, w, err := c.labelEditor()
	if err != nil {
		return answer{}, err
	}
	var in struct {
		Assignees []string `json:"assignees"`
	}
	if err := c.input(&in); err != nil {
		return answer{}, err
	}
	can := slices.DeleteFunc(in.Assignees, func(login string) bool { return c.assignable(e.book.repo, login) == nil })
	e, err = c.edit(e, &issueInput{Assignees: field[[]string]{given: true, value: edit(slices.Clone(e.Assignees), can)}}, w)
	if err != nil {
		return answer{}, err
	}
	return c.jsonStatus(status, c.fullIssueJSON(e))
}

// assignable is the user of a login who can be assigned, nil if he cannot.
func (c *call) assignable(r *Repository, login string) *User {
	u := c.s.index.users[strings.ToLower(login)]
	if u == nil || u.Type == "Bot" || c.s.index.role(u, r) == "" {
		return nil
	}
	return u
}

func listAssignees(c *call) (answer, error) {
	r, err := c.repository()
	if err != nil {
		return answer{}, err
	}
	var list []*User
	for i := range c.s.index.world.Users {
		if u := &c.s.index.world.Users[i]; c.assignable(r, u.Login) != nil {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, func(a, b *User) int { return strings.Compare(strings.ToLower(a.Login), strings.ToLower(b.Login)) })
	out := []*accountJSON{}
	for _, u := range window(c, list) {
		out = append(out, c.userJSON(u))
	}
	return c.json(out)
}

func checkAssignee(c *call) (answer, error) {
	r, err := c.repository()
	if err != nil {
		return answer{}, err
	}
	if c.assignable(r, c.arg("login")) == nil {
		return answer{}, notFound()
	}
	return answer{status: http.StatusNoContent}, nil
}
