package github_test

import (
	"context"
	"crypto/rsa"
	"errors"
	"os/exec"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
	"hubtrail/github/auth"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
	"hubtrail/github/store"
)

func now() time.Time { return demo.Day }

// demoApp is a client of the demo's App.
func demoApp(t testing.TB, server *embedded.Server, disk *store.Store) *github.Client {
	t.Helper()
	return client(t, github.Options{
		Account: github.Account{Name: "demo", Kind: github.KindApp, Host: "github.com", Local: true, Demo: true},
		App:     &github.AppCredential{Issuer: demo.ClientID, Key: func() (*rsa.PrivateKey, error) { return auth.ParseKey(demo.PrivateKey()) }},
		Base:    embedded.Transport(server), Store: disk, Now: now,
	})
}

func demoToken(t testing.TB, server *embedded.Server, token string) *github.Client {
	t.Helper()
	return client(t, github.Options{
		Account: github.Account{Name: "me", Kind: github.KindToken, Host: "github.com", Local: true, Demo: true},
		Token:   func(context.Context) (string, error) { return token, nil },
		Base:    embedded.Transport(server), Now: now,
	})
}

func client(t testing.TB, o github.Options) *github.Client {
	t.Helper()
	c, err := github.NewClient(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// last runs a listing and gives what it ended with.
func last[T any](t testing.TB, list func(func(github.Listing[T])) error) github.Listing[T] {
	t.Helper()
	var l github.Listing[T]
	if err := list(func(grown github.Listing[T]) { l = grown }); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestDemoByItsApp(t *testing.T) {
	ctx := t.Context()
	c := demoApp(t, embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now}), store.Open(t.TempDir(), "", now))
	id, err := c.Identity(ctx)
	if err != nil || id.Login == "" || id.Permissions["metadata"] != "read" {
		t.Errorf("got identity %+v, %v, want the App with its permissions", id, err)
	}
	installations := last(t, func(emit func(github.Listing[github.Installation])) error { return c.Installations(ctx, emit) })
	byOwner := map[string]github.Installation{}
	for _, i := range installations.Items {
		byOwner[i.Owner.Login] = i
	}
	if !byOwner["tidewater"].Suspended() || len(github.Missing(byOwner["northwind"].Permissions)) != 0 || len(github.Missing(byOwner["northwind-labs"].Permissions)) == 0 {
		t.Errorf("got installations %+v, want tidewater suspended, labs with permissions missing", installations.Items)
	}
	err = c.Repositories(ctx, byOwner["tidewater"].ID, "tidewater", func(github.Listing[github.Repository]) {})
	var e *github.Error
	if !errors.Is(err, github.ErrSuspended) || !errors.As(err, &e) || !strings.Contains(e.URL, "/tidewater/settings/installations/") {
		t.Errorf("got %v with %q, want ErrSuspended with the settings' address", err, e.URL)
	}

	at := byOwner["northwind"].ID
	repositories := last(t, func(emit func(github.Listing[github.Repository])) error {
		return c.Repositories(ctx, at, "northwind", emit)
	})
	if len(repositories.Items) < 50 || repositories.Total != len(repositories.Items) {
		t.Fatalf("got %d repositories of %d, want all", len(repositories.Items), repositories.Total)
	}
	if q := c.Quotas(0); len(q) == 0 || q[0].Resource != "core" || q[0].Remaining == 0 {
		t.Errorf("got quotas %v, want core first", q)
	}
	if limits, err := c.RateLimit(ctx); err != nil || len(limits) < 2 || limits[0].Resource != "core" {
		t.Errorf("got limits %v, %v, want core first", limits, err)
	}
	if when, err := c.ServerTime(ctx); err != nil || when.Sub(demo.Day).Abs() > time.Second {
		t.Errorf("got %v, %v, want the demo's day", when, err)
	}
	for _, repo := range repositories.Items {
		switch repo.Name {
		case "storefront":
			walk(t, c, at, repo)
		case "new-warehouse":
			if err := c.Commits(ctx, at, repo.RepoRef, "", 10, nil); !errors.Is(err, github.ErrEmptyRepository) {
				t.Errorf("got %v, want ErrEmptyRepository", err)
			}
		}
	}
}

// walk goes through a repository as a person does.
func walk(t *testing.T, c *github.Client, at int64, repo github.Repository) {
	t.Helper()
	ctx := t.Context()
	commits := last(t, func(emit func(github.Listing[github.Commit])) error {
		return c.Commits(ctx, at, repo.RepoRef, "", 10, emit)
	}).Items
	if _, ok := c.StoredCommits(at, repo.RepoRef, ""); !ok {
		t.Error("got no stored commits, want those just listed")
	}
	var full github.CommitFiles
	for range 2 {
		if err := c.Commit(ctx, at, repo.RepoRef, commits[0].SHA, func(f github.CommitFiles) { full = f }); err != nil {
			t.Fatal(err)
		}
	}
	if full.SHA != commits[0].SHA || full.Subject != commits[0].Subject || len(full.Files) == 0 {
		t.Errorf("got commit %+v, want %s with files", full.Commit, commits[0].SHA)
	}
	refs := last(t, func(emit func(github.Listing[github.Ref])) error { return c.Refs(ctx, at, repo.RepoRef, emit) })
	if len(refs.Items) == 0 || refs.Items[0].Kind != github.Branch || refs.Items[0].SHA == "" {
		t.Errorf("got refs %+v, want branches first, with their commits", refs.Items)
	}
	for _, ref := range refs.Items {
		l := last(t, func(emit func(github.Listing[github.Commit])) error {
			return c.Commits(ctx, at, repo.RepoRef, ref.Name, 1, emit)
		})
		if l.Items[0].SHA != ref.SHA {
			t.Errorf("%s: got commit %s first, want %s", ref.Name, l.Items[0].SHA, ref.SHA)
		}
	}
	data, err := c.Contents(ctx, at, repo.RepoRef, "README.md", commits[0].SHA)
	if err != nil || len(data) == 0 || data[0] == '{' {
		t.Errorf("got %.40q, %v, want the file itself", data, err)
	}
	if _, err := c.Contents(ctx, at, repo.RepoRef, "no/such.file", ""); !errors.Is(err, github.ErrNotFound) {
		t.Errorf("got %v for a file that is not there, want ErrNotFound", err)
	}
	if _, err := c.Contents(ctx, at, repo.RepoRef, ".github", ""); !errors.Is(err, github.ErrNotFound) {
		t.Errorf("got %v for a folder, want ErrNotFound", err)
	}
	if err := c.Commits(ctx, at, repo.RepoRef, "no-such-branch", 1, func(github.Listing[github.Commit]) {}); !errors.Is(err, github.ErrNotFound) {
		t.Errorf("got %v for a branch that is not there, want ErrNotFound", err)
	}
	access, err := c.Access(ctx, at, repo.RepoRef)
	if err != nil || access.State != github.AccessGranted || access.Repository.ID != repo.ID {
		t.Errorf("got %+v, %v, want access", access, err)
	}
	access, err = c.Access(ctx, at, github.RepoRef{Owner: repo.Owner, Name: "no-such-repository"})
	if err != nil || access.State != github.AccessNotFound {
		t.Errorf("got %+v, %v, want not found", access, err)
	}
	if i, err := c.InstallationFor(ctx, repo.RepoRef); err != nil || i.ID != at {
		t.Errorf("got installation %d, %v, want %d", i.ID, err, at)
	}
}

func TestDemoByAToken(t *testing.T) {
	for _, token := range []string{demo.UserToken, demo.FineGrainedToken} {
		c := demoToken(t, embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now}), token)
		id, err := c.Identity(t.Context())
		if err != nil || id.Login == "" {
			t.Fatalf("got identity %+v, %v, want the user", id, err)
		}
		owners := last(t, func(emit func(github.Listing[github.Installation])) error { return c.Installations(t.Context(), emit) })
		if len(owners.Items) < 2 || !owners.Items[0].Everything || owners.Items[0].Owner.Login != id.Login {
			t.Fatalf("%s: got owners %+v, want the user first, then organisations", id.TokenKind, owners.Items)
		}
		for _, o := range owners.Items {
			l := last(t, func(emit func(github.Listing[github.Repository])) error {
				return c.Repositories(t.Context(), 0, o.Owner.Login, emit)
			})
			if len(l.Items) == 0 || l.Total != len(l.Items) {
				t.Errorf("%s, %s: got %d repositories of %d, want some, all", id.TokenKind, o.Owner.Login, len(l.Items), l.Total)
			}
		}
	}
}

func TestFaults(t *testing.T) {
	server := embedded.New(demo.World(t.TempDir()), embedded.Options{Now: now})
	for _, tc := range []struct {
		fault string
		want  error
	}{
		{"fail 401 /user", github.ErrBadCredentials},
		{"html 502 /user", github.ErrServer},
		{"garbage /user", github.ErrBadAnswer},
		{"drop after 10 bytes /user", github.ErrBadAnswer},
		{"secondary /user", github.ErrRateLimited},
		{"exhaust core", github.ErrRateLimited},
	} {
		faults, err := embedded.ParseFaults(tc.fault)
		if err != nil {
			t.Fatal(err)
		}
		server.SetFaults(faults)
		_, err = demoToken(t, server, demo.UserToken).Identity(t.Context())
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.fault, err, tc.want)
		}
	}
}

func TestTenThousandRepositories(t *testing.T) {
	c := largeApp(t, embedded.New(demo.Large(10_000), embedded.Options{Now: now}), store.Open(t.TempDir(), "", now))
	l := last(t, func(emit func(github.Listing[github.Repository])) error { return c.repositories(t.Context(), emit) })
	if len(l.Items) != 10_000 || l.Total != 10_000 || !l.Fresh {
		t.Errorf("got %d repositories of %d, fresh %v; want 10,000", len(l.Items), l.Total, l.Fresh)
	}
	stored, ok := c.StoredRepositories(c.installation, "")
	if !ok || len(stored.Items) != 10_000 || stored.Items[9_999] != l.Items[9_999] {
		t.Errorf("got %d stored repositories, want the same 10,000", len(stored.Items))
	}
}

// large is a client of the only installation of a world with many repositories.
type large struct {
	*github.Client
	installation int64
}

func largeApp(t testing.TB, server *embedded.Server, disk *store.Store) large {
	t.Helper()
	c := demoApp(t, server, disk)
	all := last(t, func(emit func(github.Listing[github.Installation])) error {
		return c.Installations(context.Background(), emit)
	})
	return large{c, all.Items[0].ID}
}

func (l large) repositories(ctx context.Context, emit func(github.Listing[github.Repository])) error {
	return l.Repositories(ctx, l.installation, "", emit)
}

func TestAClone(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{
		{"init", "--quiet", "--initial-branch=main"},
		{"remote", "add", "origin", "git@github.com:acme/shop.git"},
		{"-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "--allow-empty", "--message=First"},
	} {
		git := exec.CommandContext(t.Context(), "git", append([]string{"-C", dir}, args...)...)
		if out, err := git.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	clone, err := embedded.FindClone(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, github.Options{
		Account: github.Account{Name: "shop", Kind: github.KindClone, Host: clone.Top, Local: true},
		Base:    embedded.Transport(embedded.New(clone.World(), embedded.Options{ReadOnly: true})),
	})
	owners := last(t, func(emit func(github.Listing[github.Installation])) error { return c.Installations(t.Context(), emit) })
	if len(owners.Items) == 0 || !owners.Items[0].Everything {
		t.Fatalf("got owners %+v, want one that stands for everything", owners.Items)
	}
	repositories := last(t, func(emit func(github.Listing[github.Repository])) error {
		return c.Repositories(t.Context(), 0, owners.Items[0].Owner.Login, emit)
	})
	if len(repositories.Items) != 1 || repositories.Items[0].String() != "acme/shop" {
		t.Fatalf("got repositories %+v, want acme/shop", repositories.Items)
	}
	commits := last(t, func(emit func(github.Listing[github.Commit])) error {
		return c.Commits(t.Context(), 0, repositories.Items[0].RepoRef, "", 1, emit)
	})
	if len(commits.Items) != 1 || commits.Items[0].Subject != "First" || commits.Total != 1 {
		t.Errorf("got commits %+v, want the first one", commits.Items)
	}
}

func BenchmarkStoredRepositories(b *testing.B) {
	disk := store.Open(b.TempDir(), "", now)
	c := largeApp(b, embedded.New(demo.Large(10_000), embedded.Options{Now: now}), disk)
	last(b, func(emit func(github.Listing[github.Repository])) error { return c.repositories(b.Context(), emit) })
	b.ReportAllocs()
	for b.Loop() {
		if l, ok := c.StoredRepositories(c.installation, ""); !ok || len(l.Items) != 10_000 {
			b.Fatal("not read")
		}
	}
}

func BenchmarkTenThousandRepositories(b *testing.B) {
	server := embedded.New(demo.Large(10_000), embedded.Options{Now: now})
	b.ReportAllocs()
	for b.Loop() {
		c := largeApp(b, server, nil)
		last(b, func(emit func(github.Listing[github.Repository])) error { return c.repositories(b.Context(), emit) })
	}
}
