package github

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hubtrail/github/store"
)

// A release that was read whole is there without a network, and comes first.
func TestReleaseIsKept(t *testing.T) {
	disk := store.Open(t.TempDir(), "", nil)
	s := &story{commits: []string{"Squashed (#10)|-", "Loose|-"}, pulls: map[int]string{10: "Ten|Fixes #3|3"}}
	c := tokenClient(t, s.wire(), disk)
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	first, err := release(t, c)
	if err != nil {
		t.Fatal(err)
	}
	whole := first[len(first)-1]
	kept, ok := c.StoredRelease(0, app, "v1", "v2")
	if diff := cmp.Diff(whole, kept, cmpopts.EquateEmpty()); !ok || diff != "" {
		t.Fatalf("kept (-read +kept):\n%s", diff)
	}
	off := tokenClient(t, failing{errTarget}, disk)
	got, err := release(t, off)
	if err == nil || len(got) != 1 || len(got[0].Pulls) != 1 || got[0].Pulls[0].Title != "Ten" || !got[0].At.Equal(day) {
		t.Errorf("without a network: got %+v, %v, want what was kept, and an error", got, err)
	}
	s.pulls[10] = "Eleven|Fixes #3|3"
	again, err := release(t, c)
	if err != nil || len(again) != 2 || again[0].Pulls[0].Title != "Ten" || again[1].Pulls[0].Title != "Eleven" {
		t.Errorf("again: got %+v, %v, want what was kept, then the new one whole", again, err)
	}
	if _, ok := c.StoredRelease(0, app, "v1", "v3"); ok {
		t.Error("got one of other ends")
	}
	c.keepRelease(0, Release{Repo: app, From: "a", To: "b", Problem: errTarget})
	if _, ok := c.StoredRelease(0, app, "a", "b"); ok {
		t.Error("got one of which something could not be asked")
	}
}
