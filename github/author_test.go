package github

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestCommitsByMe(t *testing.T) {
	answers := routes{"GET /user": text(200, user), "GET /repos/acme/app/commits": text(200, "["+commitRow(1)+"]")}
	clone := func(email string) *Client {
		c, err := NewClient(Options{
			Account: Account{Name: "app", Kind: KindClone, Host: "/src/app", Local: true}, Base: answers.wire(),
			Email: func(context.Context) string { return email },
		})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, tt := range []struct {
		name   string
		client *Client
		author string // as it is asked for; "" if nothing is
		says   string // of the remedy, where there is an error
	}{
		{"a token", tokenClient(t, answers.wire(), nil), "ada", ""},
		{"an App", appClient(t, answers.wire(), nil), "", "Write a login or an e-mail address"},
		{"a clone", clone("ada+x@example.org"), "ada%2Bx%40example.org", ""},
		{"a clone of nobody", clone(""), "", "git config user.email ADDRESS"},
	} {
		w := tt.client.base.(*wire)
		var got []Listing[Commit]
		err := tt.client.CommitsWhere(t.Context(), 0, app, CommitQuery{Author: Me}, 100, collect(&got))
		if tt.author == "" {
			var e *Error
			if !errors.As(err, &e) || !errors.Is(err, ErrInvalid) || !strings.Contains(e.Remedy(), tt.says) || !strings.Contains(e.Message, Me) || len(w.asked) != 0 {
				t.Errorf("%s: got %v after %q, want it said without a request", tt.name, err, w.asked)
			}
			continue
		}
		if err != nil || len(got) == 0 || w.count("author="+tt.author+"&") != 1 {
			t.Errorf("%s: got %v after %q, want the commits of %s", tt.name, err, w.asked, tt.author)
		}
	}
	me := tokenClient(t, answers.wire(), nil)
	for range 2 {
		if err := me.CommitsWhere(t.Context(), 0, app, CommitQuery{Author: Me}, 100, func(Listing[Commit]) {}); err != nil {
			t.Fatal(err)
		}
	}
	if n := me.base.(*wire).count("/user"); n != 1 {
		t.Errorf("got %d requests for who is signed in, want one", n)
	}
	refused := tokenClient(t, routes{}.wire(), nil)
	if err := refused.CommitsWhere(t.Context(), 0, app, CommitQuery{Author: Me}, 100, func(Listing[Commit]) {}); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v where GitHub does not tell who it is, want that", err)
	}
}
