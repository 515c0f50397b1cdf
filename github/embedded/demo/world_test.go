package demo

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/embedded"
)

func TestWorld(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	w := World(cache)
	if n := len(w.Repositories); n != 152 {
		t.Errorf("got %d repositories, want 152", n)
	}
	if _, err := os.Stat(cache); err == nil {
		t.Error("making the world has made the cache folder, want nothing on the disk")
	}
	kinds, branches, seen := map[string]int{}, map[string]int{}, map[string]bool{}
	ids := map[int64]bool{}
	for _, r := range w.Repositories {
		full := r.Owner + "/" + r.Name
		if seen[full] || ids[r.ID] {
			t.Errorf("%s is there twice", full)
		}
		seen[full], ids[r.ID] = true, true
		if !r.PushedAt.Before(Day) || !r.CreatedAt.Before(Day) || !r.PushedAt.IsZero() && !r.CreatedAt.Before(r.PushedAt) {
			t.Errorf("%s: got created %v, pushed %v, want them in order before %v", full, r.CreatedAt, r.PushedAt, Day)
		}
		for kind, is := range map[string]bool{"private": r.Private, "fork": r.Fork, "archived": r.Archived, "starred": r.Stars > 0} {
			if is {
				kinds[kind]++
			}
		}
		branches[r.DefaultBranch]++
	}
	for _, kind := range []string{"private", "fork", "archived", "starred"} {
		if kinds[kind] < 5 {
			t.Errorf("got %d %s repositories, want some", kinds[kind], kind)
		}
	}
	for _, b := range []string{"main", "master", "trunk"} {
		if branches[b] == 0 {
			t.Errorf("got no repository with the default branch %s", b)
		}
	}
	in := w.Apps[0].Installations
	if len(in) != 3 || in[0].Selection != "all" || in[1].Selection != "selected" || in[2].SuspendedAt.IsZero() {
		t.Errorf("got installations %+v, want all, selected, suspended", in)
	}
	for _, name := range in[1].Repositories {
		if !seen[in[1].Account+"/"+name] {
			t.Errorf("%s is selected, but there is no such repository", name)
		}
	}
}

func TestCredentialsBelongTogether(t *testing.T) {
	block, _ := pem.Decode(PrivateKey())
	if block == nil {
		t.Fatal("got no PEM")
	}
	private, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	w := World(t.TempDir())
	if a := w.Apps[0]; !private.PublicKey.Equal(a.Key) || a.ID != AppID || a.ClientID != ClientID {
		t.Errorf("got App %d %s, want the one of the key", a.ID, a.ClientID)
	}
	for _, token := range []string{UserToken, FineGrainedToken} {
		if w.Tokens[token].User != personal {
			t.Errorf("got %+v, want a token of %s", w.Tokens[token], personal)
		}
	}
}

func TestLarge(t *testing.T) {
	w := Large(10_000)
	names := map[string]bool{}
	for _, r := range w.Repositories {
		names[r.Name] = true
	}
	if len(names) != 10_000 || len(w.Apps[0].Installations) != 1 || len(w.Tokens) != 1 {
		t.Errorf("got %d names, want 10,000 under one installation and one token", len(names))
	}
}

func BenchmarkWorld(b *testing.B) {
	for b.Loop() {
		World("/nowhere")
	}
}

func BenchmarkNewServer(b *testing.B) {
	for b.Loop() {
		embedded.New(World("/nowhere"), embedded.Options{})
	}
}

func BenchmarkOpen(b *testing.B) {
	s := named(b, "northwind/storefront")
	for b.Loop() {
		if _, err := open(context.Background(), b.TempDir(), s); err != nil {
			b.Fatal(err)
		}
	}
}

// named is a line of the table by its name.
func named(t testing.TB, full string) *spec {
	t.Helper()
	list := specs()
	i := slices.IndexFunc(list, func(s spec) bool { return s.owner+"/"+s.name == full })
	if i < 0 {
		t.Fatalf("the demo has no %s", full)
	}
	return &list[i]
}

func TestTableIsWellFormed(t *testing.T) {
	for _, s := range specs() {
		if s.owner == "" || s.name == "" || s.about == "" || strings.Trim(s.flags, "pfamtebilon") != "" {
			t.Errorf("got %+v", s)
		}
		if !slices.Contains([]string{"", "Go", "TypeScript", "Python", "Rust", "Java"}, s.language) {
			t.Errorf("%s: the generator writes no %s", s.name, s.language)
		}
	}
}
