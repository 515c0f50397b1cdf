package embedded

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

type commentJSON struct {
	URL               string        `json:"url"`
	HTMLURL           string        `json:"html_url"`
	IssueURL          string        `json:"issue_url"`
	ID                int64         `json:"id"`
	NodeID            string        `json:"node_id"`
	User              *accountJSON  `json:"user"`
	CreatedAt         string        `json:"created_at"`
	UpdatedAt         string        `json:"updated_at"`
	AuthorAssociation string        `json:"author_association"`
	Body              string        `json:"body"`
	Reactions         reactionsJSON `json:"reactions"`
	App               *viaAppJSON   `json:"performed_via_github_app"`
}

// changed is when a comment was changed last.
func (k *Comment) changed() time.Time {
	if k.UpdatedAt.IsZero() {
		return k.CreatedAt
	}
	return k.UpdatedAt
}

// issueWeb is an issue's address on the web.
func (c *call) issueWeb(e *entry) string {
	kind := "/issues/"
	if e.Pull != nil {
		kind = "/pull/"
	}
	return c.webAt(e.book.repo) + kind + strconv.Itoa(e.Number)
}

func (c *call) commentJSON(e *entry, k *Comment) commentJSON {
	r := e.book.repo
	at := c.at(r) + "/issues/comments/" + formatID(k.ID)
	return commentJSON{
		URL: at, HTMLURL: c.issueWeb(e) + "#issuecomment-" + formatID(k.ID), IssueURL: c.at(r) + "/issues/" + strconv.Itoa(e.Number),
		ID: k.ID, NodeID: nodeID("IC", k.ID), User: c.person(k.Author), CreatedAt: stamp(k.CreatedAt), UpdatedAt: stamp(k.changed()),
		AuthorAssociation: c.association(r, k.Author, k.Association), Body: k.Body, Reactions: c.reactionsJSON(at, k.Reactions), App: c.viaApp(k.App),
	}
}

func listComments(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	list := e.Comments
	if v := c.query.Get("since"); v != "" {
		since, err := time.Parse(time.RFC3339, v)
		if err != nil {
			return answer{}, invalid("IssueComment", "since")
		}
		list = slices.DeleteFunc(slices.Clone(list), func(k Comment) bool { return k.changed().Before(since) })
	}
	out := []commentJSON{}
	for _, k := range window(c, list) {
		out = append(out, c.commentJSON(e, &k))
	}
	return c.json(out)
}

// comment finds the comment that the path names.
func (c *call) comment() (*entry, *Comment, error) {
	b, err := c.book()
	if err != nil {
		return nil, nil, err
	}
	id, err := strconv.ParseInt(c.arg("id"), 10, 64)
	if err != nil {
		return nil, nil, notFound()
	}
	e, i := b.comment(id)
	if e == nil || !e.listed() {
		return nil, nil, notFound()
	}
	return e, &e.Comments[i], nil
}

func getComment(c *call) (answer, error) {
	e, k, err := c.comment()
	if err != nil {
		return answer{}, err
	}
	return c.json(c.commentJSON(e, k))
}

// commentInput reads the text of a comment.
func (c *call) commentInput() (string, error) {
	var in struct {
		Body string `json:"body"`
	}
	if err := c.input(&in); err != nil {
		return "", err
	}
	if strings.TrimSpace(in.Body) == "" {
		return "", unprocessable(fieldError{Resource: "IssueComment", Field: "data", Code: "unprocessable", Message: "Body cannot be blank"})
	}
	return in.Body, checkText("IssueComment", "body", in.Body, textLimit)
}

func createComment(c *call) (answer, error) {
	e, err := c.entry()
	if err != nil {
		return answer{}, err
	}
	w, err := c.writer(e.book.repo)
	if err != nil {
		return answer{}, err
	}
	if e.Locked && !w.pushes {
		return answer{}, refuse(http.StatusForbidden, "Unable to create comment because issue is locked.")
	}
	text, err := c.commentInput()
	if err != nil {
		return answer{}, err
	}
	b := e.book
	k := Comment{Author: w.login, Body: text, CreatedAt: c.written(), App: w.app}
	e, err = b.change(e.Number, func(in *Issue) error {
		k.ID = b.nextID()
		b.comments[k.ID] = in.Number
		in.Comments = append(slices.Clip(in.Comments), k)
		in.UpdatedAt = k.CreatedAt
		return nil
	})
	if err != nil {
		return answer{}, err
	}
	c.mention(e, text, w)
	out := c.commentJSON(e, &k)
	a, err := c.jsonStatus(http.StatusCreated, out)
	a.header = http.Header{"Location": {out.URL}}
	return a, err
}

// mayEdit checks that the caller may change or delete a comment: his own, or
// any where he may push.
func (c *call) mayEdit(e *entry, k *Comment) (writer, error) {
	w, err := c.writer(e.book.repo)
	if err == nil && !w.pushes && !w.owns(k.Author) {
		err = mayNot()
	}
	return w, err
}

func editComment(c *call) (answer, error) {
	e, k, err := c.comment()
	if err != nil {
		return answer{}, err
	}
	w, err := c.mayEdit(e, k)
	if err != nil {
		return answer{}, err
	}
	text, err := c.commentInput()
	if err != nil {
		return answer{}, err
	}
	id := k.ID
	var edited Comment
	e, err = e.book.change(e.Number, func(in *Issue) error {
		at := slices.IndexFunc(in.Comments, func(k Comment) bool { return k.ID == id })
		if at < 0 {
			return notFound()
		}
		in.Comments = slices.Clone(in.Comments)
		in.Comments[at].Body, in.Comments[at].UpdatedAt = text, c.written()
		in.UpdatedAt = c.written()
		edited = in.Comments[at]
		return nil
	})
	if err != nil {
		return answer{}, err
	}
	c.mention(e, text, w)
	return c.json(c.commentJSON(e, &edited))
}

func deleteComment(c *call) (answer, error) {
	e, k, err := c.comment()
	if err != nil {
		return answer{}, err
	}
	if _, err := c.mayEdit(e, k); err != nil {
		return answer{}, err
	}
	id, b := k.ID, e.book
	_, err = b.change(e.Number, func(in *Issue) error {
		was := len(in.Comments)
		in.Comments = slices.DeleteFunc(slices.Clone(in.Comments), func(k Comment) bool { return k.ID == id })
		if len(in.Comments) == was {
			return notFound()
		}
		delete(b.comments, id)
		in.UpdatedAt = c.written()
		return nil
	})
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, nil
}
