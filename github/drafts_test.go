package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github/store"
)

// forum is a GitHub with one repository, acme/api, that takes issues and
// comments, and can fail at it in every way.
type forum struct {
	mu       sync.Mutex
	comments []map[string]any
	issues   []map[string]any
	writes   []string                           // method and path of each request that writes
	fail     func(method string) *http.Response // answers instead; nil goes on
	lose     bool                               // carry a write out, then lose the connection
	drop     bool                               // lose the connection before a write is carried out
	slow     time.Duration                      // a write is carried out only so much later, after the connection was lost
	noRead   bool                               // reading fails
	strip    bool                               // leaves labels and assignees out
	moved    bool                               // issue 12 was transferred to acme/other as 7
	skew     time.Duration                      // how far its clock is ahead
	held     chan struct{}                      // a write waits for it
}

func (f *forum) now() string { return time.Now().Add(f.skew).UTC().Format(time.RFC3339) }

func (f *forum) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	var body map[string]any
	if req.Body != nil {
		data, _ := io.ReadAll(req.Body)
		_ = json.Unmarshal(data, &body)
	}
	if req.Method == http.MethodGet {
		if f.noRead && !strings.HasSuffix(req.URL.Path, "/user") {
			return nil, errors.New("connection reset by peer")
		}
		return f.read(req), nil
	}
	f.mu.Lock()
	f.writes = append(f.writes, req.Method+" "+req.URL.Path)
	f.mu.Unlock()
	if f.held != nil {
		<-f.held
	}
	switch {
	case f.drop:
		return nil, errors.New("connection reset by peer")
	case f.fail != nil:
		if resp := f.fail(req.Method); resp != nil {
			resp.Request = req
			return resp, nil
		}
	}
	if f.slow > 0 {
		go func() {
			time.Sleep(f.slow)
			f.write(req, body)
		}()
		return nil, errors.New("connection reset by peer")
	}
	resp := f.write(req, body)
	if f.lose {
		return nil, errors.New("unexpected EOF")
	}
	return resp, nil
}

func (f *forum) respond(req *http.Request, status int, v any) *http.Response {
	data, _ := json.Marshal(v)
	return &http.Response{
		StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: http.Header{"Content-Type": {"application/json"}, "Date": {time.Now().Add(f.skew).UTC().Format(http.TimeFormat)}},
		Body:   io.NopCloser(strings.NewReader(string(data))),
	}
}

func (f *forum) read(req *http.Request) *http.Response {
	f.mu.Lock()
	defer f.mu.Unlock()
	var since time.Time
	if s := req.URL.Query().Get("since"); s != "" {
		since, _ = time.Parse(time.RFC3339, s)
	}
	recent := func(all []map[string]any) []map[string]any {
		list := []map[string]any{}
		for _, m := range all {
			if at, _ := time.Parse(time.RFC3339, m["updated_at"].(string)); !at.Before(since) {
				list = append(list, m)
			}
		}
		return list
	}
	switch path := req.URL.Path; {
	case path == "/user":
		return f.respond(req, 200, map[string]any{"login": "ada", "id": 7})
	case path == "/repos/acme/api":
		return f.respond(req, 200, map[string]any{"full_name": "acme/api"})
	case path == "/repos/acme/api/issues":
		return f.respond(req, 200, recent(f.issues))
	case path == "/repos/acme/api/issues/12" && f.moved:
		return f.respond(req, 200, map[string]any{"number": 7, "id": 1, "state": "open", "repository_url": "https://api.github.com/repos/acme/other"})
	case path == "/repos/acme/api/issues/12", path == "/repos/acme/other/issues/7":
		n := 12
		if strings.HasSuffix(path, "7") {
			n = 7
		}
		return f.respond(req, 200, map[string]any{"number": n, "id": 1, "state": "open"})
	case path == "/repos/acme/api/issues/12/comments":
		return f.respond(req, 200, recent(f.comments))
	case strings.HasPrefix(path, "/repos/acme/api/issues/comments/"):
		for _, c := range f.comments {
			if fmt.Sprint(c["id"]) == path[len("/repos/acme/api/issues/comments/"):] {
				return f.respond(req, 200, c)
			}
		}
	}
	return f.respond(req, 404, map[string]any{"message": "Not Found"})
}

func (f *forum) write(req *http.Request, body map[string]any) *http.Response {
	f.mu.Lock()
	defer f.mu.Unlock()
	made := map[string]any{"user": map[string]any{"login": "ada"}, "created_at": f.now(), "updated_at": f.now()}
	switch path := req.URL.Path; {
	case path == "/repos/acme/api/issues":
		made["number"], made["id"], made["title"], made["body"], made["state"] = 100+len(f.issues), 1000+len(f.issues), body["title"], body["body"], "open"
		if !f.strip {
			labels := []map[string]any{}
			names, _ := body["labels"].([]any)
			for _, n := range names {
				labels = append(labels, map[string]any{"name": n})
			}
			made["labels"] = labels
			people := []map[string]any{}
			logins, _ := body["assignees"].([]any)
			for _, n := range logins {
				people = append(people, map[string]any{"login": n})
			}
			made["assignees"] = people
		}
		f.issues = append(f.issues, made)
		return f.respond(req, 201, made)
	case strings.HasSuffix(path, "/comments"):
		// GitHub's pages write line ends so.
		made["id"], made["body"] = 500+len(f.comments), strings.ReplaceAll(body["body"].(string), "\n", "\r\n")
		f.comments = append(f.comments, made)
		return f.respond(req, 201, made)
	case strings.HasPrefix(path, "/repos/acme/api/issues/comments/"):
		for _, c := range f.comments {
			if fmt.Sprint(c["id"]) == path[len("/repos/acme/api/issues/comments/"):] {
				c["body"] = body["body"]
				return f.respond(req, 200, c)
			}
		}
	}
	return f.respond(req, 404, map[string]any{"message": "Not Found"})
}

// count is how many comments and issues it has.
func (f *forum) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.comments) + len(f.issues)
}

// status is an answer of that status.
func status(code int, body string, header ...string) func(string) *http.Response {
	return func(string) *http.Response {
		h := http.Header{"Content-Type": {"application/json"}}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h, Body: io.NopCloser(strings.NewReader(body))}
	}
}

// draftsOn are the drafts of a program whose account is served by f. With the
// same store they are another copy of it, or its next run.
func draftsOn(t testing.TB, f http.RoundTripper, s StateStore) *Drafts {
	t.Helper()
	return NewDrafts(s, NewAccounts(tokenClient(t, f, nil)))
}

func aComment(body string) Draft {
	return Draft{Kind: DraftComment, Place: Place{Account: "me"}, Repo: RepoRef{"acme", "api"}, Number: 12, Body: body}
}

func anIssue(title, body string) Draft {
	return Draft{Kind: DraftIssue, Place: Place{Account: "me"}, Repo: RepoRef{"acme", "api"}, Title: title, Body: body}
}

func saved(t testing.TB, d *Drafts, draft Draft) Draft {
	t.Helper()
	kept, err := d.Save(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func stateStore(t testing.TB) *store.Store {
	t.Helper()
	return store.Open("", t.TempDir(), nil)
}

func TestSendingADraft(t *testing.T) {
	for _, draft := range []Draft{aComment("hello\nthere"), anIssue("it breaks", "always"), anIssue("no text", "")} {
		synctest.Test(t, func(t *testing.T) {
			f, s := &forum{}, stateStore(t)
			d := draftsOn(t, f, s)
			kept := saved(t, d, draft)
			if kept.ID == "" || kept.Host != "github.com" || kept.Status != DraftEditing || kept.ChangedAt.IsZero() {
				t.Errorf("got %+v, want an ID, a host, a status and a time", kept)
			}
			got, err := d.Send(t.Context(), kept.ID)
			if err != nil || got.Found || got.Kept || len(got.Dropped) > 0 {
				t.Fatalf("got %+v, %v", got, err)
			}
			if draft.Kind == DraftIssue && got.Issue.IssueRef.String() != "acme/api#100" || draft.Kind == DraftComment && got.Comment.ID != 500 {
				t.Errorf("got %+v, want what GitHub made", got)
			}
			if f.count() != 1 || len(f.writes) != 1 || len(d.List()) != 0 || len(draftsOn(t, f, s).List()) != 0 {
				t.Errorf("got %d made by %q and %d drafts, want one and none", f.count(), f.writes, len(d.List()))
			}
			// A save that comes late does not bring it back.
			if _, err := d.Save(t.Context(), kept); !errors.Is(err, ErrDraftGone) || len(d.List()) != 0 {
				t.Errorf("a late save: got %v and %d drafts, want ErrDraftGone", err, len(d.List()))
			}
			if _, err := d.Send(t.Context(), kept.ID); !errors.Is(err, ErrDraftGone) || f.count() != 1 {
				t.Errorf("sent again: got %v, want ErrDraftGone", err)
			}
		})
	}
}

func TestWhatGitHubDropsIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &forum{strip: true}
		d := draftsOn(t, f, nil)
		draft := anIssue("x", "y")
		draft.Labels, draft.Assignees = []string{"bug"}, []string{"ada"}
		got, err := d.Send(t.Context(), saved(t, d, draft).ID)
		if err != nil || !slices.Equal(got.Dropped, []string{"label bug", "assignee ada"}) {
			t.Errorf("got %q, %v, want both", got.Dropped, err)
		}
		f.strip = false
		got, err = d.Send(t.Context(), saved(t, d, draft).ID)
		if err != nil || got.Dropped != nil {
			t.Errorf("got %q, %v, want none", got.Dropped, err)
		}
	})
}

// A clear refusal keeps the text and says what GitHub said, and what to do.
func TestRefusals(t *testing.T) {
	for _, tc := range []struct {
		code int
		body string
		says []string
		kind error
	}{
		{401, `{"message":"Bad credentials"}`, []string{"Bad credentials", "Sign in again"}, ErrBadCredentials},
		{403, `{"message":"Repository was archived so is read-only."}`, []string{"archived"}, ErrForbidden},
		{403, `{"message":"Resource not accessible by personal access token"}`, []string{"permission", "Grant"}, ErrNotGranted},
		{404, `{"message":"Not Found"}`, []string{"does not exist", "Check the name"}, ErrNotFound},
		{410, `{"message":"Issues are disabled for this repo"}`, []string{"Issues are disabled"}, ErrGone},
		{422, `{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing_field"},"another"]}`, []string{"title missing field", "another"}, ErrInvalid},
		{429, `{"message":"You have exceeded a secondary rate limit"}`, []string{"rate limit"}, ErrRateLimited},
	} {
		for _, draft := range []Draft{aComment("hello"), anIssue("it breaks", "always")} {
			synctest.Test(t, func(t *testing.T) {
				f, s := &forum{fail: status(tc.code, tc.body)}, stateStore(t)
				d := draftsOn(t, f, s)
				kept := saved(t, d, draft)
				_, err := d.Send(t.Context(), kept.ID)
				if !errors.Is(err, tc.kind) || errors.Is(err, ErrUnclear) {
					t.Errorf("%d: got %v, want %v", tc.code, err, tc.kind)
				}
				now, ok := draftsOn(t, f, s).Find(kept.ID)
				if !ok || now.Status != DraftEditing || now.Body != draft.Body || now.Title != draft.Title || now.Sent != "" {
					t.Errorf("%d: got %+v, want the text for editing", tc.code, now)
				}
				for _, want := range tc.says {
					if !strings.Contains(now.Problem, want) {
						t.Errorf("%d: got problem %q, want %q in it", tc.code, now.Problem, want)
					}
				}
				if len(f.writes) != 1 {
					t.Errorf("%d: got %q, want one request", tc.code, f.writes)
				}
			})
		}
	}
}

// unclear are the ways in which an answer leaves open what happened.
func unclear() map[string]func(*forum) {
	return map[string]func(*forum){
		"500":        func(f *forum) { f.fail = status(500, `{"message":"oops"}`) },
		"502 html":   func(f *forum) { f.fail = status(502, `<html>`, "Content-Type", "text/html") },
		"200 html":   func(f *forum) { f.fail = status(200, `<html>`, "Content-Type", "text/html") },
		"unreadable": func(f *forum) { f.fail = status(201, `{"id":`) },
		"a list":     func(f *forum) { f.fail = status(200, `[]`) },
		"nothing":    func(f *forum) { f.fail = status(201, ``) },
		"something":  func(f *forum) { f.fail = status(200, `{"login":"ada"}`) },
		"lost":       func(f *forum) { f.drop = true },
	}
}

func TestAnUnclearAnswerThatWasNotCarriedOut(t *testing.T) {
	for name, how := range unclear() {
		for _, draft := range []Draft{aComment("hello"), anIssue("it breaks", "always")} {
			synctest.Test(t, func(t *testing.T) {
				f, s := &forum{}, stateStore(t)
				how(f)
				d := draftsOn(t, f, s)
				kept := saved(t, d, draft)
				start := time.Now()
				_, err := d.Send(t.Context(), kept.ID)
				if !errors.Is(err, ErrNotSent) || errors.Is(err, ErrUnclear) {
					t.Errorf("%s: got %v, want ErrNotSent", name, err)
				}
				if took := time.Since(start); took < settled {
					t.Errorf("%s: it was settled after %s, want not before GitHub is done", name, took)
				}
				now, _ := d.Find(kept.ID)
				if now.Status != DraftEditing || !strings.Contains(now.Problem, "send it again") || now.Body != draft.Body {
					t.Errorf("%s: got %+v, want the text for sending again", name, now)
				}
				*f = forum{writes: f.writes}
				got, err := d.Send(t.Context(), kept.ID)
				if err != nil || got.Found || f.count() != 1 || len(f.writes) != 2 {
					t.Errorf("%s: again: got %+v, %v and %d made, want it sent", name, got, err, f.count())
				}
			})
		}
	}
}

func TestAnUnclearAnswerThatWasCarriedOut(t *testing.T) {
	for _, skew := range []time.Duration{0, -3 * time.Hour, 26 * time.Hour} {
		for name, f := range map[string]*forum{"lost": {lose: true}, "slow": {slow: 8 * time.Second}} {
			for _, draft := range []Draft{aComment("hello\nthere "), anIssue("it breaks", "always\r\n")} {
				synctest.Test(t, func(t *testing.T) {
					f := &forum{lose: f.lose, slow: f.slow, skew: skew}
					// The same words, of long ago and of somebody else.
					old := time.Now().Add(skew - time.Hour).UTC().Format(time.RFC3339)
					for _, who := range [][2]string{{"ada", old}, {"bob", f.now()}} {
						m := map[string]any{"id": 1, "number": 1, "body": draft.Body, "title": draft.Title, "user": map[string]any{"login": who[0]}, "created_at": who[1], "updated_at": f.now()}
						f.comments, f.issues = append(f.comments, m), append(f.issues, m)
					}
					before := f.count()
					d := draftsOn(t, f, stateStore(t))
					kept := saved(t, d, draft)
					got, err := d.Send(t.Context(), kept.ID)
					if err != nil || !got.Found || got.Comment.ID+got.Issue.ID < 500 {
						t.Errorf("%s %s: got %+v, %v, want it found", name, skew, got, err)
					}
					if f.count() != before+1 || len(f.writes) != 1 || len(d.List()) != 0 {
						t.Errorf("%s %s: got %d made by %q, want one", name, skew, f.count()-before, f.writes)
					}
				})
			}
		}
	}
}

func TestWhatCannotBeLookedForStaysUnclear(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, s := &forum{lose: true}, stateStore(t)
		d := draftsOn(t, f, s)
		kept := saved(t, d, aComment("hello"))
		f.fail = func(string) *http.Response { f.noRead = true; return nil }
		_, err := d.Send(t.Context(), kept.ID)
		now, _ := d.Find(kept.ID)
		if !errors.Is(err, ErrUnclear) || now.Status != DraftUnclear || now.Problem == "" || d.Pending(t.Context()) != 1 {
			t.Fatalf("got %v and %+v, want it unclear", err, now)
		}
		// Still not: nothing is written.
		if _, err := d.Send(t.Context(), kept.ID); !errors.Is(err, ErrUnclear) || len(f.writes) != 1 {
			t.Errorf("got %v after %q, want it unclear after one write", err, f.writes)
		}
		// The next run looks first, and finds it.
		f.noRead = false
		d = draftsOn(t, f, s)
		got, err := d.Send(t.Context(), kept.ID)
		if err != nil || !got.Found || f.count() != 1 || len(f.writes) != 1 || d.Pending(t.Context()) != 0 {
			t.Errorf("got %+v, %v and %d made by %q, want it found", got, err, f.count(), f.writes)
		}
	})
}

func TestACrashWhileSending(t *testing.T) {
	for _, arrived := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			f, s := &forum{drop: !arrived, lose: arrived}, stateStore(t)
			d := draftsOn(t, f, s)
			kept := saved(t, d, aComment("hello"))
			// The first program gets no further than its request.
			sender := sending{drafts: d, home: d.disk, draft: kept}
			sender.client, _ = d.accounts.Client("me")
			_, since, err := sender.prepare(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if err := sender.mark(t.Context(), since); err != nil {
				t.Fatal(err)
			}
			_, _ = sender.post(t.Context())

			f.drop, f.lose = false, false
			d = draftsOn(t, f, s)
			if now, _ := d.Find(kept.ID); now.Status != DraftSending {
				t.Fatalf("got %+v, want it on record as being sent", now)
			}
			got, err := d.Send(t.Context(), kept.ID)
			if arrived {
				if err != nil || !got.Found || f.count() != 1 || len(f.writes) != 1 {
					t.Errorf("got %+v, %v and %d made, want it found", got, err, f.count())
				}
				return
			}
			// Its sender may be alive still.
			if !errors.Is(err, ErrBeingSent) || f.count() != 0 || d.Pending(t.Context()) != 0 {
				t.Errorf("at once: got %v and %d made, want ErrBeingSent", err, f.count())
			}
			if err := d.Remove(t.Context(), kept.ID); !errors.Is(err, ErrBeingSent) {
				t.Errorf("remove: got %v, want ErrBeingSent", err)
			}
			time.Sleep(alive)
			if d.Pending(t.Context()) != 1 {
				t.Errorf("got %d pending, want 1", d.Pending(t.Context()))
			}
			// The person is told before it is sent again.
			if _, err := d.Send(t.Context(), kept.ID); !errors.Is(err, ErrNotSent) || f.count() != 0 {
				t.Errorf("later: got %v and %d made, want ErrNotSent", err, f.count())
			}
			if got, err := d.Send(t.Context(), kept.ID); err != nil || got.Found || f.count() != 1 {
				t.Errorf("then: got %+v, %v and %d made, want it sent", got, err, f.count())
			}
		})
	}
}

func TestTwoCopiesDoNotBothSend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, s := &forum{held: make(chan struct{})}, stateStore(t)
		one, two := draftsOn(t, f, s), draftsOn(t, f, s)
		kept := saved(t, one, aComment("hello"))
		errs := make(chan error, 2)
		for _, d := range []*Drafts{one, two} {
			go func() {
				_, err := d.Send(t.Context(), kept.ID)
				errs <- err
			}()
		}
		err := <-errs // of the one that did not get to send
		if !errors.Is(err, ErrBeingSent) {
			t.Errorf("got %v, want ErrBeingSent", err)
		}
		close(f.held)
		if err := <-errs; err != nil || f.count() != 1 {
			t.Errorf("the other: got %v and %d made, want one", err, f.count())
		}
	})
}

func TestATextThatAnotherCopyChangedIsNotSentUnseen(t *testing.T) {
	f, s := &forum{}, stateStore(t)
	d := draftsOn(t, f, s)
	kept := saved(t, d, aComment("hello"))
	sender := sending{drafts: d, home: d.disk, draft: kept}
	kept.Body = "changed"
	saved(t, draftsOn(t, f, s), kept)
	if err := sender.mark(t.Context(), time.Now()); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("got %v, want a refusal", err)
	}
}

func TestWhatIsChangedWhileItWasUnclear(t *testing.T) {
	for _, draft := range []Draft{aComment("hello"), anIssue("it breaks", "always")} {
		synctest.Test(t, func(t *testing.T) {
			f := &forum{lose: true}
			d := draftsOn(t, f, stateStore(t))
			kept := saved(t, d, draft)
			f.fail = func(string) *http.Response { f.noRead = true; return nil }
			if _, err := d.Send(t.Context(), kept.ID); !errors.Is(err, ErrUnclear) {
				t.Fatal(err)
			}
			*f = forum{comments: f.comments, issues: f.issues}
			kept.Body += " and more"
			if kept = saved(t, d, kept); kept.Status != DraftUnclear {
				t.Errorf("got %+v, want a save to leave the status alone", kept)
			}
			got, err := d.Send(t.Context(), kept.ID)
			if err != nil || !got.Found || !got.Kept || f.count() != 1 {
				t.Fatalf("got %+v, %v, want the first text found and the second kept", got, err)
			}
			now, _ := d.Find(kept.ID)
			if now.Problem == "" || now.Status != DraftEditing || now.Body != kept.Body {
				t.Errorf("got %+v, want the new text for editing", now)
			}
			if draft.Kind == DraftIssue {
				return
			}
			if _, err := d.Send(t.Context(), kept.ID); err != nil || f.count() != 1 || f.comments[0]["body"] != "hello and more" {
				t.Errorf("got %v and %v, want the comment edited", err, f.comments)
			}
		})
	}
}

func TestEditingAComment(t *testing.T) {
	edit := func(f *forum, body string) Draft {
		f.comments = []map[string]any{{"id": 500, "body": "be\r\nfore", "user": map[string]any{"login": "ada"}, "created_at": f.now(), "updated_at": f.now()}}
		d := aComment(body)
		d.Kind, d.CommentID, d.Base = DraftEdit, 500, "be\nfore"
		return d
	}
	t.Run("done", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := &forum{}
			d := draftsOn(t, f, nil)
			_, err := d.Send(t.Context(), saved(t, d, edit(f, "after")).ID)
			if err != nil || f.comments[0]["body"] != "after" || len(f.writes) != 1 {
				t.Errorf("got %v, %v", err, f.comments)
			}
		})
	})
	t.Run("the same already", func(t *testing.T) {
		f := &forum{}
		d := draftsOn(t, f, nil)
		got, err := d.Send(t.Context(), saved(t, d, edit(f, "be\nfore")).ID)
		if err != nil || !got.Found || len(f.writes) != 0 || len(d.List()) != 0 {
			t.Errorf("got %+v, %v after %q, want nothing written", got, err, f.writes)
		}
	})
	t.Run("changed by others", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := &forum{}
			d := draftsOn(t, f, stateStore(t))
			kept := saved(t, d, edit(f, "mine"))
			f.comments[0]["body"] = "theirs"
			_, err := d.Send(t.Context(), kept.ID)
			var conflict *EditConflict
			if !errors.As(err, &conflict) || !errors.Is(err, ErrConflict) || conflict.Ours != "mine" || conflict.Theirs != "theirs" || len(f.writes) != 0 {
				t.Fatalf("got %v after %q, want a conflict and nothing written", err, f.writes)
			}
			now, _ := d.Find(kept.ID)
			if now.Body != "mine" || now.Theirs != "theirs" || !strings.Contains(now.Problem, "nothing was overwritten") || !strings.Contains(now.Problem, "Both texts are kept") {
				t.Errorf("got %+v, want both texts", now)
			}
			if _, err := d.Adopt(t.Context(), kept.ID); err != nil {
				t.Fatal(err)
			}
			if _, err := d.Send(t.Context(), kept.ID); err != nil || f.comments[0]["body"] != "mine" {
				t.Errorf("got %v and %v, want mine", err, f.comments)
			}
		})
	})
	t.Run("lost after it was done", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := &forum{lose: true}
			d := draftsOn(t, f, stateStore(t))
			got, err := d.Send(t.Context(), saved(t, d, edit(f, "mine")).ID)
			if err != nil || !got.Found || len(f.writes) != 1 || len(d.List()) != 0 {
				t.Errorf("got %+v, %v after %q", got, err, f.writes)
			}
		})
	})
	t.Run("gone", func(t *testing.T) {
		f := &forum{}
		d := draftsOn(t, f, nil)
		kept := saved(t, d, edit(f, "mine"))
		f.comments = nil
		if _, err := d.Send(t.Context(), kept.ID); !errors.Is(err, ErrNotFound) || len(d.List()) != 1 {
			t.Errorf("got %v, want ErrNotFound and the draft", err)
		}
	})
}

func TestAMovedIssueIsNotWrittenToUnseen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &forum{moved: true}
		d := draftsOn(t, f, stateStore(t))
		kept := saved(t, d, aComment("hello"))
		_, err := d.Send(t.Context(), kept.ID)
		now, _ := d.Find(kept.ID)
		if !errors.Is(err, ErrConflict) || len(f.writes) != 0 || now.Repo.Name != "other" || now.Number != 7 || !strings.Contains(now.Problem, "acme/other#7") {
			t.Fatalf("got %v after %q and %+v, want the new place and nothing written", err, f.writes, now)
		}
		if _, err := d.Send(t.Context(), kept.ID); err != nil || !slices.Equal(f.writes, []string{"POST /repos/acme/other/issues/7/comments"}) {
			t.Errorf("got %v after %q", err, f.writes)
		}
	})
}

func TestRedirectsOfWrites(t *testing.T) {
	t.Run("301", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := &forum{fail: status(301, `{}`, "Location", "https://api.github.com/repositories/1/issues/12/comments")}
			d := draftsOn(t, f, stateStore(t))
			kept := saved(t, d, aComment("hello"))
			_, err := d.Send(t.Context(), kept.ID)
			now, _ := d.Find(kept.ID)
			if err == nil || errors.Is(err, ErrUnclear) || now.Status != DraftEditing || !strings.Contains(now.Problem, "Nothing was written") || f.count() != 0 {
				t.Errorf("got %v and %+v, want the text and that nothing was written", err, now)
			}
		})
	})
	t.Run("307", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			f := &forum{}
			first := true
			f.fail = func(string) *http.Response {
				if !first {
					return nil
				}
				first = false
				return status(307, `{}`, "Location", "https://api.github.com/repos/acme/api/issues/12/comments")("")
			}
			d := draftsOn(t, f, stateStore(t))
			if _, err := d.Send(t.Context(), saved(t, d, aComment("hello")).ID); err != nil || f.count() != 1 {
				t.Errorf("got %v and %d made, want the write followed", err, f.count())
			}
		})
	})
}

func TestWhatGitHubWouldNotTakeIsNotSent(t *testing.T) {
	for _, tc := range []struct {
		draft Draft
		says  string
	}{
		{anIssue(" ", "x"), "no title"},
		{anIssue(strings.Repeat("é", MaxTitle+1), "x"), "257 characters"},
		{anIssue("x", strings.Repeat("é", MaxBody+1)), "65537 characters"},
		{aComment(" \n"), "no text"},
		{Draft{Kind: DraftComment, Place: Place{Account: "me"}, Repo: RepoRef{"acme", "../x"}, Number: 1, Body: "x"}, "not a repository's name"},
		{Draft{Kind: DraftComment, Place: Place{Account: "gone"}, Repo: RepoRef{"acme", "api"}, Number: 1, Body: "x"}, "no account called"},
	} {
		f := &forum{}
		d := draftsOn(t, f, nil)
		kept := saved(t, d, tc.draft)
		_, err := d.Send(t.Context(), kept.ID)
		now, _ := d.Find(kept.ID)
		if err == nil || !strings.Contains(now.Problem, tc.says) || len(f.writes) != 0 {
			t.Errorf("got %v and problem %q, want %q", err, now.Problem, tc.says)
		}
	}
	f := &forum{}
	d := draftsOn(t, f, nil)
	if _, err := d.Send(t.Context(), saved(t, d, anIssue(strings.Repeat("é", MaxTitle), strings.Repeat("é", MaxBody))).ID); err != nil {
		t.Errorf("the longest: %v", err)
	}
}

func TestATextWithATokenLivesInMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, s := &forum{}, stateStore(t)
		d := draftsOn(t, f, s)
		kept := saved(t, d, aComment("before"))
		kept.Body = "my token is " + secret
		if _, err := d.Save(t.Context(), kept); !Secret(err) {
			t.Fatalf("got %v, want that there is a token in it", err)
		}
		if got := d.List(); len(got) != 1 || got[0].Body != kept.Body {
			t.Errorf("got %+v, want the new text", got)
		}
		if got := draftsOn(t, f, s).List(); len(got) != 1 || got[0].Body != "before" {
			t.Errorf("another copy: got %+v, want the text without the token", got)
		}
		if _, err := d.Send(t.Context(), kept.ID); err != nil || f.comments[0]["body"] != kept.Body {
			t.Errorf("got %v, want it sent if the person insists", err)
		}
		if a, b := len(d.List()), len(draftsOn(t, f, s).List()); a+b != 0 {
			t.Errorf("got %d and %d drafts, want none", a, b)
		}

		kept = saved(t, d, aComment("other"))
		kept.Body = secret
		_, _ = d.Save(t.Context(), kept)
		kept.Body = "without"
		saved(t, d, kept)
		if got := draftsOn(t, f, s).List(); len(got) != 1 || got[0].Body != "without" || len(d.List()) != 1 {
			t.Errorf("got %+v, want it on disk again", got)
		}
	})
}

func TestDraftsOfTwoCopiesMeet(t *testing.T) {
	s := stateStore(t)
	one, two := draftsOn(t, &forum{}, s), draftsOn(t, &forum{}, s)
	a := saved(t, one, aComment("a"))
	b := saved(t, two, aComment("b"))
	a.Body = "a2"
	saved(t, one, a)
	var got []string
	for _, d := range two.List() {
		got = append(got, d.Body)
	}
	if !slices.Equal(got, []string{"a2", "b"}) {
		t.Errorf("got %q, want both, the newest first", got)
	}
	if err := one.Remove(t.Context(), b.ID); err != nil || len(two.List()) != 1 {
		t.Errorf("got %v and %d drafts, want one", err, len(two.List()))
	}
}
