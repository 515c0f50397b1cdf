package github_test

import (
	"errors"
	"testing"

	"hubtrail/github"
)

// In an address a ref with slashes runs into the path behind it.
func TestWhereTheRefOfAnAddressEnds(t *testing.T) {
	c := script(t,
		"mkdir -p src/x; echo one > src/x/a.go; say Begin",
		"git branch feature/x; git branch feature/x-ray/src; git tag rel/1.0; git tag feature/x/v1; git tag src; git branch topic")
	for _, tt := range []struct{ ref, path, wantRef, wantPath string }{
		{"main", "src/x/a.go", "main", "src/x/a.go"},
		{"main", "", "main", ""},
		{"HEAD", "src", "HEAD", "src"},
		{"feature", "x/src/x/a.go", "feature/x", "src/x/a.go"},
		{"feature", "x", "feature/x", ""},
		{"feature", "x-ray/src/src/x", "feature/x-ray/src", "src/x"},
		{"feature", "x/v1/src", "feature/x/v1", "src"},
		{"rel", "1.0/src", "rel/1.0", "src"},
		{"src", "src/x", "src", "src/x"},
	} {
		ref, path, err := c.RefOf(t.Context(), 0, shop, tt.ref, tt.path)
		if err != nil || ref != tt.wantRef || path != tt.wantPath {
			t.Errorf("%s/%s: got %s and %s, %v, want %s and %s", tt.ref, tt.path, ref, path, err, tt.wantRef, tt.wantPath)
		}
	}
	for ref, want := range map[string]error{"feature": github.ErrNoRef, "none": github.ErrNoRef, "..": github.ErrInvalid} {
		if got, _, err := c.RefOf(t.Context(), 0, shop, ref, "xenon/a.go"); !errors.Is(err, want) {
			t.Errorf("%s/xenon/a.go: got %s, %v, want %v", ref, got, err, want)
		}
	}
}
