package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// ledger is a GitHub with one issue or pull request and one comment.
type ledger struct {
	state, reason string
	pull          bool
	merged        bool
	gone          bool   // the comment is
	number        int    // that the issue answers with, 0 for 12
	lose          string // "before" or "after" a write is carried out
	noRead        bool   // after the first write
	answer        func(string) *http.Response
	writes        []string
}

func (l *ledger) RoundTrip(req *http.Request) (*http.Response, error) {
	reply := func(code int, body string) (*http.Response, error) {
		resp := status(code, body)("")
		resp.Request = req
		return resp, nil
	}
	switch {
	case req.URL.Path == "/user":
		return reply(200, user)
	case req.Method == http.MethodGet && l.noRead && len(l.writes) > 0:
		return nil, errors.New("connection reset by peer")
	case req.Method != http.MethodGet:
		body := ""
		if req.Body != nil {
			data, _ := io.ReadAll(req.Body)
			body = strings.TrimSpace(string(data))
		}
		l.writes = append(l.writes, strings.TrimSpace(req.Method+" "+req.URL.Path+" "+body))
		if l.lose == "before" {
			return nil, errors.New("connection reset by peer")
		}
		if l.answer != nil {
			resp := l.answer(req.Method)
			resp.Request = req
			return resp, nil
		}
		var change struct {
			State  string `json:"state"`
			Reason string `json:"state_reason"`
		}
		_ = json.Unmarshal([]byte(body), &change)
		if change.State != "" {
			l.state, l.reason = change.State, change.Reason
		} else {
			l.gone = true
		}
		if l.lose == "after" {
			return nil, errors.New("unexpected EOF")
		}
	}
	if strings.Contains(req.URL.Path, "/issues/comments/") {
		switch {
		case req.Method == http.MethodDelete:
			return reply(204, "")
		case l.gone:
			return reply(404, `{"message":"Not Found"}`)
		}
		return reply(200, `{"id":5,"body":"x"}`)
	}
	number := 12
	if l.number != 0 {
		number = l.number
	}
	pull := ""
	switch {
	case l.merged:
		pull = `,"pull_request":{"merged_at":"2026-01-02T03:04:05Z"}`
	case l.pull:
		pull = `,"pull_request":{}`
	}
	return reply(200, fmt.Sprintf(`{"number":%d,"id":1,"state":%q,"state_reason":%q%s}`, number, l.state, l.reason, pull))
}

var twelve = IssueRef{Repo: RepoRef{"acme", "api"}, Number: 12}

func TestSetIssueState(t *testing.T) {
	const patch = "PATCH /repos/acme/api/issues/12 "
	for _, tc := range []struct {
		name   string
		l      ledger
		open   bool
		reason string
		writes []string
		state  IssueState
		err    error
	}{
		{"close", ledger{state: "open"}, false, "", []string{patch + `{"state":"closed"}`}, IssueClosed, nil},
		{"close as not planned", ledger{state: "open"}, false, "not_planned", []string{patch + `{"state":"closed","state_reason":"not_planned"}`}, IssueNotPlanned, nil},
		{"another reason", ledger{state: "closed", reason: "completed"}, false, "not_planned", []string{patch + `{"state":"closed","state_reason":"not_planned"}`}, IssueNotPlanned, nil},
		{"reopen", ledger{state: "closed", reason: "completed"}, true, "completed", []string{patch + `{"state":"open"}`}, IssueOpen, nil},
		{"a pull request has no reason", ledger{state: "open", pull: true}, false, "not_planned", []string{patch + `{"state":"closed"}`}, IssueClosed, nil},
		{"closed already", ledger{state: "closed", reason: "completed"}, false, "completed", nil, IssueClosed, nil},
		{"closed already, for whatever reason", ledger{state: "closed", reason: "completed"}, false, "", nil, IssueClosed, nil},
		{"open already", ledger{state: "open"}, true, "", nil, IssueOpen, nil},
		{"lost after it was done", ledger{state: "open", lose: "after"}, false, "", []string{patch + `{"state":"closed"}`}, IssueClosed, nil},
		{"lost before it was done", ledger{state: "open", lose: "before"}, false, "", []string{patch + `{"state":"closed"}`}, IssueOpen, ErrConflict},
		{"lost, and it cannot be looked", ledger{state: "open", lose: "after", noRead: true}, false, "", []string{patch + `{"state":"closed"}`}, IssueOpen, ErrUnclear},
		{"not done, though accepted", ledger{state: "open", answer: status(200, `{"number":12,"id":1,"state":"open"}`)}, false, "", []string{patch + `{"state":"closed"}`}, IssueOpen, ErrConflict},
		{"answered about another", ledger{state: "open", answer: status(200, `{"number":13,"id":1,"state":"closed"}`)}, false, "", []string{patch + `{"state":"closed"}`}, IssueOpen, ErrConflict},
		{"moved", ledger{state: "open", answer: status(301, `{}`, "Location", "https://api.github.com/repositories/1/issues/7")}, false, "", []string{patch + `{"state":"closed"}`}, IssueOpen, ErrBadAnswer},
		{"transferred", ledger{state: "open", number: 7}, false, "", nil, IssueOpen, ErrConflict},
		{"not allowed", ledger{state: "open", answer: status(403, `{"message":"Must have admin rights"}`)}, false, "", []string{patch + `{"state":"closed"}`}, IssueOpen, ErrForbidden},
		{"merged", ledger{state: "closed", merged: true, answer: status(422, `{"message":"Validation Failed","errors":["state cannot be changed. The pull request cannot be reopened."]}`)}, true, "", []string{patch + `{"state":"open"}`}, IssueOpen, ErrInvalid},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := tc.l
			got, err := NewAccounts(tokenClient(t, &l, nil)).SetIssueState(t.Context(), Place{Account: "me"}, twelve, tc.open, tc.reason)
			if tc.err == nil && err != nil || !errors.Is(err, tc.err) {
				t.Errorf("%s: got error %v, want %v", tc.name, err, tc.err)
			}
			if err == nil && (got.State != tc.state || got.IssueRef != twelve) {
				t.Errorf("%s: got %s %v, want %v", tc.name, got.IssueRef, got.State, tc.state)
			}
			if !slices.Equal(l.writes, tc.writes) {
				t.Errorf("%s: got %q, want %q", tc.name, l.writes, tc.writes)
			}
		})
	}
}

func TestDeleteComment(t *testing.T) {
	for _, tc := range []struct {
		name string
		l    ledger
		err  error
	}{
		{"deleted", ledger{}, nil},
		{"gone already", ledger{gone: true, answer: status(404, `{"message":"Not Found"}`)}, nil},
		{"lost after it was done", ledger{lose: "after"}, nil},
		{"lost before it was done", ledger{lose: "before"}, ErrConflict},
		{"lost, and it cannot be looked", ledger{lose: "after", noRead: true}, ErrUnclear},
		{"not allowed", ledger{answer: status(403, `{"message":"no"}`)}, ErrForbidden},
		{"500", ledger{answer: status(500, `{"message":"no"}`)}, ErrConflict},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := tc.l
			err := NewAccounts(tokenClient(t, &l, nil)).DeleteComment(t.Context(), Place{Account: "me"}, twelve, 5)
			if tc.err == nil && err != nil || !errors.Is(err, tc.err) {
				t.Errorf("%s: got %v, want %v", tc.name, err, tc.err)
			}
			if !slices.Equal(l.writes, []string{"DELETE /repos/acme/api/issues/comments/5"}) {
				t.Errorf("%s: got %q, want one request", tc.name, l.writes)
			}
		})
	}
}

func TestACloneIsNotWrittenTo(t *testing.T) {
	c, err := NewClient(Options{Account: Account{Name: "here", Kind: KindClone, Host: "/src/x", Local: true}, Base: &ledger{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteComment(t.Context(), 0, twelve, 5); !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), "clone") {
		t.Errorf("got %v, want that a clone has no issues", err)
	}
	if _, err := NewAccounts().SetIssueState(t.Context(), Place{Account: "x"}, twelve, true, ""); err == nil {
		t.Error("an account that is not there: got no error")
	}
	if err := NewAccounts().DeleteComment(t.Context(), Place{Account: "x"}, twelve, 1); err == nil {
		t.Error("an account that is not there: got no error")
	}
}
