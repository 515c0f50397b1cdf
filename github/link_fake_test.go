package github

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github/linking"
)

// office is a GitHub with one pull request, acme/api#7, and some issues.
type office struct {
	mu       sync.Mutex
	body     string
	null     bool // the body is null while it is ""
	base     string
	state    string // "", "closed" or "merged"
	archived bool
	issues   map[string]string // owner/name#12 to open, closed, pull, gone or down
	comments map[int]string
	now      func() time.Time // that comments are made at; nil is the tests' day
	manual   []string         // issues linked by hand
	behind   int              // how many questions GraphQL answers without the links
	noGraph  bool

	onRead  func(n int)                                 // before the n-th reading of the pull request is answered
	onWrite func(method string) (*http.Response, error) // instead of carrying it out; nil carries it out
	lose    func() bool                                 // whether the answer to a write that was carried out is lost
	reads   int
	graphs  int
	writes  []string
	asked   []string
}

func newOffice(body string) *office {
	return &office{body: body, base: "main", issues: map[string]string{"acme/api#7": "pull", "acme/api#12": "open", "acme/api#13": "open", "acme/web#3": "open"}, comments: map[int]string{}}
}

var seven = IssueRef{RepoRef{"acme", "api"}, 7}

func (o *office) RoundTrip(req *http.Request) (*http.Response, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	reply := func(code int, body string) (*http.Response, error) {
		resp := status(code, body)("")
		resp.Request = req
		return resp, nil
	}
	path := req.URL.Path
	o.asked = append(o.asked, req.Method+" "+path)
	var sent struct{ Body *string }
	if req.Method == http.MethodPost && path == "/graphql" {
		o.graphs++
		if o.noGraph {
			return reply(404, `{"message":"Not Found"}`)
		}
		return reply(200, o.graph())
	}
	if req.Method != http.MethodGet {
		var data []byte
		if req.Body != nil {
			data, _ = io.ReadAll(req.Body)
		}
		_ = json.Unmarshal(data, &sent)
		o.writes = append(o.writes, strings.TrimSpace(req.Method+" "+path+" "+strings.TrimSpace(string(data))))
		if o.onWrite != nil {
			if resp, err := o.onWrite(req.Method); resp != nil || err != nil {
				if resp != nil {
					resp.Request = req
				}
				return resp, err
			}
		}
	}
	lost := func() bool { return req.Method != http.MethodGet && o.lose != nil && o.lose() }
	switch {
	case path == "/user":
		return reply(200, user)
	case strings.HasSuffix(path, "/pulls/7"):
		if req.Method == http.MethodPatch {
			o.body = *sent.Body
		} else if o.reads++; o.onRead != nil {
			o.onRead(o.reads)
		}
		if lost() {
			return nil, errors.New("unexpected EOF")
		}
		if err := req.Context().Err(); err != nil && req.Method == http.MethodPatch {
			return nil, err
		}
		return reply(200, o.pull())
	case strings.HasSuffix(path, "/issues/7/comments"):
		if req.Method == http.MethodPost {
			o.comments[len(o.comments)+50] = *sent.Body
			if lost() {
				return nil, errors.New("unexpected EOF")
			}
			return reply(201, o.comment(len(o.comments)+49))
		}
		var list []string
		for id := range o.comments {
			list = append(list, o.comment(id))
		}
		return reply(200, "["+strings.Join(list, ",")+"]")
	case strings.Contains(path, "/issues/comments/"):
		id, _ := strconv.Atoi(path[strings.LastIndex(path, "/")+1:])
		if _, ok := o.comments[id]; !ok {
			return reply(404, `{"message":"Not Found"}`)
		}
		if req.Method == http.MethodDelete {
			delete(o.comments, id)
			if lost() {
				return nil, errors.New("unexpected EOF")
			}
			return reply(204, "")
		}
		return reply(200, o.comment(id))
	case strings.HasSuffix(path, "/timeline"):
		return reply(200, "[]")
	case strings.Contains(path, "/issues/"):
		parts := strings.Split(path, "/")
		return reply(o.issue(parts[2]+"/"+parts[3], parts[5]))
	}
	return reply(404, `{"message":"Not Found"}`)
}

func (o *office) comment(id int) string {
	text, _ := json.Marshal(o.comments[id])
	at := day
	if o.now != nil {
		at = o.now().UTC()
	}
	return fmt.Sprintf(`{"id":%d,"body":%s,"user":{"login":"ada"},"created_at":%q,"html_url":"https://github.com/acme/api/pull/7#issuecomment-%d"}`, id, text, at.Format("2006-01-02T15:04:05Z"), id)
}

func (o *office) issue(repo, number string) (int, string) {
	state, extra := o.issues[repo+"#"+number], ""
	switch state {
	case "":
		return 404, `{"message":"Not Found"}`
	case "gone":
		return 410, `{"message":"This issue was deleted"}`
	case "down":
		return 422, `{"message":"no"}`
	case "pull":
		state, extra = "open", `,"pull_request":{}`
	}
	if to, ok := strings.CutPrefix(state, "moved "); ok {
		repo, number, _ = strings.Cut(to, "#")
		state = "open"
	}
	return 200, fmt.Sprintf(`{"number":%s,"id":%s,"title":"Issue %s","state":%q,"repository_url":"https://api.github.com/repos/%s"%s}`, number, number, number, state, repo, extra)
}

func (o *office) pull() string {
	body, _ := json.Marshal(o.body)
	if o.null && o.body == "" {
		body = []byte("null")
	}
	state, merged := "open", "null"
	switch o.state {
	case "closed":
		state = "closed"
	case "merged":
		state, merged = "closed", `"2026-01-02T03:04:05Z"`
	}
	return fmt.Sprintf(`{"number":7,"id":70,"title":"Mend it","body":%s,"state":%q,"merged_at":%s,"html_url":"https://github.com/acme/api/pull/7","user":{"login":"ada"},
		"head":{"ref":"mend","repo":{"full_name":"acme/api"}},"base":{"ref":%q,"repo":{"full_name":"acme/api","default_branch":"main","archived":%v}}}`,
		body, state, merged, o.base, o.archived)
}

// graph answers what the pull request closes: what was linked by hand, and, if it
// goes into the default branch, what its body says.
func (o *office) graph() string {
	var all, manual []string
	node := func(ref string) string {
		repo, number, _ := strings.Cut(ref, "#")
		return fmt.Sprintf(`{"id":"I_%s","number":%s,"title":"Issue %s","state":"OPEN","repository":{"nameWithOwner":%q}}`, ref, number, number, repo)
	}
	for _, ref := range o.manual {
		all, manual = append(all, node(ref)), append(manual, node(ref))
	}
	if o.behind--; o.behind < 0 && o.base == "main" {
		for _, one := range linking.Closing(o.body, "acme", "api", []string{"github.com"}) {
			if ref := refOf(one.Target, seven.Repo).String(); one.Counts && o.issues[ref] != "" {
				all = append(all, node(ref))
			}
		}
	}
	return fmt.Sprintf(`{"data":{"repository":{"item":{"all":{"nodes":[%s]},"manual":{"nodes":[%s]}}}}}`, strings.Join(all, ","), strings.Join(manual, ","))
}

// patches is how often the body was written to.
func (o *office) patches() int {
	n := 0
	for _, w := range o.writes {
		if strings.HasPrefix(w, "PATCH ") {
			n++
		}
	}
	return n
}

// issuesNamed names issues: "12" is one of acme/api.
func issuesNamed(names ...string) (list []IssueRef) {
	for _, name := range names {
		repo, number, ok := strings.Cut(name, "#")
		if !ok {
			repo, number = "acme/api", name
		}
		r, err := ParseRepo(repo)
		n, _ := strconv.Atoi(number)
		if err != nil || n == 0 {
			panic(name)
		}
		list = append(list, IssueRef{r, n})
	}
	return list
}

func closing(names ...string) LinkRequest {
	return LinkRequest{Place: Place{Account: "me"}, Pull: seven, Issues: issuesNamed(names...), Kind: LinkCloses}
}

// desk is an office with a client and jobs.
type desk struct {
	*office
	accounts *Accounts
	state    *memoryState
	jobs     *LinkJobs
}

// present is a client whose clock goes on.
func present(t *testing.T, w http.RoundTripper) *Client {
	t.Helper()
	c, err := NewClient(Options{
		Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, Base: w,
		Token: func(context.Context) (string, error) { return secret, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newDesk(t *testing.T, o *office) *desk {
	t.Helper()
	d := &desk{office: o, accounts: NewAccounts(present(t, o)), state: &memoryState{}}
	d.jobs = NewLinkJobs(d.state, d.accounts)
	return d
}

func (d *desk) plan(t *testing.T, r LinkRequest) LinkPlan {
	t.Helper()
	p, err := d.accounts.PlanLink(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (d *desk) start(t *testing.T, p LinkPlan) string {
	t.Helper()
	job, err := d.jobs.Start(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return job.ID
}

// link plans, starts and runs.
func (d *desk) link(t *testing.T, r LinkRequest) (LinkJob, error) {
	t.Helper()
	return d.jobs.Run(t.Context(), d.start(t, d.plan(t, r)), nil)
}

// undo takes a job back.
func (d *desk) undo(t *testing.T, id string) (LinkJob, error) {
	t.Helper()
	p, err := d.jobs.Undo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d.jobs.Run(t.Context(), d.start(t, p), nil)
}

// each runs a test in fake time.
func each(t *testing.T, name string, test func(t *testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) { synctest.Test(t, test) })
}
