package github

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hubtrail/github/store"
)

// monorepo is paths and a CODEOWNERS file of a repository of such a size.
func monorepo(files, rules int) (paths []string, text string) {
	for i := range files {
		paths = append(paths, fmt.Sprintf("plugins/plugin_%02d/server/lib_%02d/part_%d/file_%05d.ts", i%38, i/38%50, i/1900%10, i))
	}
	slices.Sort(paths)
	var b strings.Builder
	for i := range rules {
		path := paths[i*7919%files]
		for range i % 4 {
			path = path[:strings.LastIndexByte(path, '/')]
		}
		fmt.Fprintf(&b, "/%s  @acme/team-%d\n", path, i%200)
	}
	return paths, b.String()
}

// Owners of everything, from the store, without a request.
func BenchmarkStoredOwnership(b *testing.B) {
	for _, size := range [][2]int{{12_000, 600}, {95_000, 3_900}} {
		paths, owners := monorepo(size[0], size[1])
		r := ownersRoutes("CODEOWNERS", owners)
		r["GET /repos/acme/app/git/trees/"+commit] = tree(false, append(paths, "CODEOWNERS")...)
		disk := store.Open(b.TempDir(), "", nil)
		if _, err := tokenClient(b, r.wire(), disk).Ownership(b.Context(), 0, app, "main"); err != nil {
			b.Fatal(err)
		}
		c := tokenClient(b, r.wire(), disk)
		if _, err := c.CommitSHA(b.Context(), 0, app, "main"); err != nil { // who it is, is known from now on
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("%d files, %d rules", size[0], size[1]), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.compiled = compiled{} // as at the start of the program
				if _, _, ok := c.StoredOwnership(0, app, "main"); !ok {
					b.Fatal("got nothing stored")
				}
			}
		})
	}
}

// Owners of the files of a change, from the text of CODEOWNERS on, and with the
// file compiled before.
func BenchmarkOwnersOfAChange(b *testing.B) {
	paths, owners := monorepo(95_000, 3_900)
	paths = paths[:300]
	file := ParseOwners("CODEOWNERS", owners)
	decide := func(f *OwnersFile) {
		walk := f.Matcher.Walk()
		for _, path := range paths {
			walk.Match(path)
		}
	}
	b.Run("300 files, text", func(b *testing.B) {
		for b.Loop() {
			decide(ParseOwners("CODEOWNERS", owners))
		}
	})
	b.Run("300 files, compiled", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			decide(file)
		}
	})
}
