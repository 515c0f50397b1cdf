package github

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hubtrail/github/store"
)

func TestListsSurviveTheSession(t *testing.T) {
	dir := t.TempDir()
	open := func() *store.Store { return store.Open(dir, "", func() time.Time { return day }) }
	total := 230
	list := func(w http.ResponseWriter, r *http.Request) {
		paged(total, "", func(i int) string { return repoRow(i, "acme", "Organization") })(w, r)
	}
	w := routes{"GET /user": text(200, user), "GET /user/orgs": text(200, `[{"login":"acme"}]`), "GET /user/repos": list}.wire()
	c := tokenClient(t, w, open())
	if _, ok := c.StoredRepositories(0, ""); ok {
		t.Error("got rows from an empty store, want none")
	}
	var first []Listing[Repository]
	var owners []Listing[Installation]
	if err := errors.Join(c.Installations(t.Context(), collect(&owners)), c.Repositories(t.Context(), 0, "", collect(&first))); err != nil {
		t.Fatal(err)
	}

	asked := 0
	later, err := NewClient(Options{
		Account: c.Account(), Base: w, Store: open(), Now: func() time.Time { return day.Add(time.Hour) },
		Token: func(context.Context) (string, error) { asked++; return secret, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, owner := range []string{"", "ADA"} {
		l, ok := later.StoredRepositories(0, owner)
		if !ok || len(l.Items) != 230 || l.Fresh || !l.At.Equal(day) || l.Items[3] != first[len(first)-1].Items[3] {
			t.Errorf("owner %q: got %d rows, fresh %v, at %v, %v; want the 230 of the session before", owner, len(l.Items), l.Fresh, l.At, ok)
		}
	}
	if l, ok := later.StoredInstallations(); !ok || logins(l.Items) != "ada* acme" {
		t.Errorf("got %s, want ada* acme", logins(l.Items))
	}
	if asked != 0 {
		t.Errorf("the token's source was asked %d times for what is stored, want never", asked)
	}

	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("the token is in the file %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}

	total = 240
	var second []Listing[Repository]
	if err := later.Repositories(t.Context(), 0, "", collect(&second)); err != nil {
		t.Fatal(err)
	}
	for i, l := range second {
		if len(l.Items) < 230 {
			t.Errorf("listing %d has %d rows, want never fewer than before", i, len(l.Items))
		}
	}
	if end := second[len(second)-1]; second[0].Fresh || !end.Fresh || len(end.Items) != 240 {
		t.Errorf("got fresh %v first, %v at the end with %d rows; want false, true, 240", second[0].Fresh, end.Fresh, len(end.Items))
	}
}

func TestOneUsersRowsAreNotShownToAnother(t *testing.T) {
	disk := store.Open(t.TempDir(), "", func() time.Time { return day })
	w := routes{"GET /user": text(200, user), "GET /user/orgs": text(200, `[{"login":"acme"}]`)}.wire()
	var got []Listing[Installation]
	ada := tokenClient(t, w, disk)
	if err := ada.Installations(t.Context(), collect(&got)); err != nil {
		t.Fatal(err)
	}
	account := ada.Account()
	eve, err := NewClient(Options{
		Account: account, Store: disk, Now: func() time.Time { return day },
		Base:  routes{"GET /user": text(200, `{"login":"eve","id":8}`), "GET /user/orgs": text(200, `[{"login":"evil"}]`)}.wire(),
		Token: func(context.Context) (string, error) { return "gho_another", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := eve.Renew(t.Context(), 0); err != nil { // the token is known now
		t.Fatal(err)
	}
	if l, ok := eve.StoredInstallations(); ok {
		t.Errorf("got %s for another token of the account, want nothing", logins(l.Items))
	}
	account.Host = "git.example.com"
	elsewhere, err := NewClient(Options{Account: account, Store: disk, Base: w, Token: func(context.Context) (string, error) { return secret, nil }})
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := elsewhere.StoredInstallations(); ok {
		t.Errorf("got %s at another host, want nothing", logins(l.Items))
	}
	account.Host, account.Demo, account.Local = "github.com", true, true
	demo, err := NewClient(Options{Account: account, Store: disk, Base: w, Token: func(context.Context) (string, error) { return secret, nil }})
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := demo.StoredInstallations(); ok {
		t.Errorf("got %s in the demo, want nothing", logins(l.Items))
	}
}

func TestTokenReplacedByAnotherPersons(t *testing.T) {
	disk := store.Open(t.TempDir(), "", func() time.Time { return day })
	w := routes{
		"GET /user": func(w http.ResponseWriter, r *http.Request) {
			switch r.Header.Get("Authorization") {
			case "Bearer gho_ada":
				text(200, user)(w, r)
			case "Bearer gho_eve":
				text(200, `{"login":"eve","id":8}`)(w, r)
			default:
				text(401, `{"message":"Bad credentials"}`)(w, r)
			}
		},
		"GET /user/orgs": text(200, `[{"login":"acme"}]`),
	}.wire()
	tokens := []string{"gho_ada"}
	c, err := NewClient(Options{
		Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, Base: w, Store: disk, Now: func() time.Time { return day },
		Token: func(context.Context) (string, error) { return tokens[0], nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Installations(t.Context(), func(Listing[Installation]) {}); err != nil {
		t.Fatal(err)
	}
	tokens[0] = "gho_eve"
	if err := c.Renew(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if l, ok := c.StoredInstallations(); ok {
		t.Errorf("got %s for the new token, want nothing", logins(l.Items))
	}
	var got []Listing[Installation]
	if err := c.Installations(t.Context(), collect(&got)); err != nil {
		t.Fatal(err)
	}
	if l, ok := c.StoredInstallations(); !ok || logins(l.Items) != "eve* acme" || len(got) != 1 {
		t.Errorf("got %s after %d listings, want eve* acme after the fresh one", logins(l.Items), len(got))
	}
}
