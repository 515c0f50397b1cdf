package embedded

import "time"

type personJSON struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	Date  string `json:"date"`
}

type verificationJSON struct {
	Verified   bool    `json:"verified"`
	Reason     string  `json:"reason"`
	Signature  *string `json:"signature"`
	Payload    *string `json:"payload"`
	VerifiedAt *string `json:"verified_at"`
}

type parentJSON struct {
	SHA     string `json:"sha"`
	URL     string `json:"url"`
	HTMLURL string `json:"html_url"`
}

type commitJSON struct {
	SHA    string `json:"sha"`
	NodeID string `json:"node_id"`
	Commit struct {
		Author       personJSON       `json:"author"`
		Committer    personJSON       `json:"committer"`
		Message      string           `json:"message"`
		Tree         shaJSON          `json:"tree"`
		URL          string           `json:"url"`
		CommentCount int              `json:"comment_count"`
		Verification verificationJSON `json:"verification"`
	} `json:"commit"`
	URL         string       `json:"url"`
	HTMLURL     string       `json:"html_url"`
	CommentsURL string       `json:"comments_url"`
	Author      *accountJSON `json:"author"`
	Committer   *accountJSON `json:"committer"`
	Parents     []parentJSON `json:"parents"`
	Stats       *statsJSON   `json:"stats,omitempty"`
	Files       []fileJSON   `json:"files,omitempty"`
}

type statsJSON struct {
	Total     int `json:"total"`
	Additions int `json:"additions"`
	Deletions int `json:"deletions"`
}

// unsigned is what this server says of every signature: it checks none.
func unsigned() verificationJSON { return verificationJSON{Reason: "unsigned"} }

func person(name, email string, at time.Time) personJSON {
	return personJSON{Name: name, Email: email, Date: stamp(at)}
}

func (c *call) commitJSON(r *repo, k *commit) *commitJSON {
	at, web := c.repoURL(r), c.repoWeb(r)
	out := &commitJSON{
		SHA: k.sha, NodeID: nodeID("C", r.ID, k.sha), URL: at + "/commits/" + k.sha, HTMLURL: web + "/commit/" + k.sha,
		CommentsURL: at + "/commits/" + k.sha + "/comments", Parents: c.parentsJSON(r, k, "/commits/"),
	}
	out.Commit.Author = person(k.author, k.authorEmail, k.authored)
	out.Commit.Committer = person(k.committer, k.committerEmail, k.committed)
	out.Commit.Message = k.message
	out.Commit.Tree = shaJSON{k.tree, at + "/git/trees/" + k.tree}
	out.Commit.URL = at + "/git/commits/" + k.sha
	out.Commit.Verification = unsigned()
	if u := c.s.index.author(k.authorEmail); u != nil {
		out.Author = c.userJSON(u)
	}
	if u := c.s.index.author(k.committerEmail); u != nil {
		out.Committer = c.userJSON(u)
	}
	return out
}

func (c *call) parentsJSON(r *repo, k *commit, in string) []parentJSON {
	out := make([]parentJSON, 0, len(k.parents))
	for _, p := range k.parents {
		out = append(out, parentJSON{SHA: p, URL: c.repoURL(r) + in + p, HTMLURL: c.repoWeb(r) + "/commit/" + p})
	}
	return out
}

// oneCommit reads a commit by its id.
func (c *call) oneCommit(r *repo, sha string) (*commitJSON, error) {
	k, err := r.commit(c.ctx(), sha)
	if err != nil {
		return nil, err
	}
	return c.commitJSON(r, k), nil
}
