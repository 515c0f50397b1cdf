package github

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github/store"
)

// Whoever wants the same file at the same time waits for who asked first.
func TestOneAsksForWhatDoesNotChange(t *testing.T) {
	w := routes{
		"GET /user": text(200, user),
		"GET /repos/acme/app/contents/CODEOWNERS": text(200, "* @acme/core\n", "Content-Type", "application/vnd.github.raw+json"),
		"GET /repos/acme/app/contents/a.go":       text(200, "package a\n", "Content-Type", "application/vnd.github.raw+json"),
	}.wire()
	c := tokenClient(t, w, store.Open(t.TempDir(), "", nil))
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if f, _, err := c.OwnersFile(t.Context(), 0, app, commit); err != nil || f.Text != "* @acme/core\n" {
				t.Errorf("owners: got %+v, %v", f, err)
			}
			if f, err := c.File(t.Context(), 0, app, commit, "a.go"); err != nil || string(f.Text) != "package a\n" {
				t.Errorf("file: got %+v, %v", f, err)
			}
		})
	}
	all.Wait()
	for _, path := range []string{"/contents/CODEOWNERS", "/contents/a.go"} {
		if n := w.count(path); n != 1 {
			t.Errorf("%s: got %d requests of eight who want it, want one", path, n)
		}
	}
}

func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var turns turns
		done, err := turns.take(t.Context(), 1, "x")
		if err != nil {
			t.Fatal(err)
		}
		// Another name, or another's, does not wait.
		for _, other := range []struct {
			installation int64
			name         string
		}{{1, "y"}, {2, "x"}} {
			free, err := turns.take(t.Context(), other.installation, other.name)
			if err != nil {
				t.Fatal(err)
			}
			free()
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := turns.take(ctx, 1, "x"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v from one who does not wait longer, want the end of its time", err)
		}
		second := make(chan struct{})
		go func() {
			free, err := turns.take(t.Context(), 1, "x")
			if err != nil {
				t.Error(err)
			} else {
				free()
			}
			close(second)
		}()
		synctest.Wait()
		select {
		case <-second:
			t.Error("the second did not wait for the first")
		default:
		}
		done()
		<-second
		if len(turns.under) != 0 {
			t.Errorf("got %d names left, want none", len(turns.under))
		}
	})
}
