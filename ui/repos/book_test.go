package repos

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
)

// naive is an order as its definition says: by what is asked for, then by name
// without regard to case, then as listed.
func naive(repos []github.Repository, o order, oneOwner bool) []int32 {
	idx := make([]int32, len(repos))
	for i := range idx {
		idx[i] = int32(i)
	}
	name := func(i int32) string {
		if oneOwner {
			return strings.ToLower(repos[i].Name)
		}
		return strings.ToLower(repos[i].RepoRef.String())
	}
	slices.SortStableFunc(idx, func(i, j int32) int {
		first := 0
		switch o {
		case byPush:
			first = repos[j].PushedAt.Compare(repos[i].PushedAt)
		case byStars:
			first = cmp.Compare(repos[j].Stars, repos[i].Stars)
		}
		return cmp.Or(first, strings.Compare(name(i), name(j)))
	})
	return idx
}

func TestSortedAsDefined(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abAB-.é日\x00")
	for _, oneOwner := range []bool{true, false} {
		for range 300 {
			repos := make([]github.Repository, r.IntN(60))
			for i := range repos {
				name := make([]rune, r.IntN(10))
				for j := range name {
					name[j] = letters[r.IntN(len(letters))]
				}
				repos[i] = github.Repository{RepoRef: github.RepoRef{Owner: "acme", Name: string(name)}, Stars: r.IntN(5)}
				if n := r.IntN(5); n > 0 { // some were never pushed to
					repos[i].PushedAt = time.Unix(int64(n), 0)
				}
				if !oneOwner && i == 0 {
					repos[i].Owner = "globex"
				}
			}
			b := newBook(github.Listing[github.Repository]{Items: repos}, nil)
			for o := range orders {
				if want := naive(repos, o, b.oneOwner); !slices.Equal(b.sorted[o], want) {
					t.Fatalf("%s of %+v: got %v, want %v", o, repos, b.sorted[o], want)
				}
			}
		}
	}
}

func TestOwnersAreShownWhereTheyDiffer(t *testing.T) {
	one := newBook(github.Listing[github.Repository]{Items: some()}, nil)
	two := newBook(github.Listing[github.Repository]{Items: append(some(), github.Repository{RepoRef: github.RepoRef{Owner: "globex", Name: "x"}})}, nil)
	if !one.oneOwner || one.labels[1] != "api" || two.oneOwner || two.labels[1] != "acme/api" {
		t.Errorf("got %q of one owner, %q of two, want api and acme/api", one.labels[1], two.labels[1])
	}
	if one.total != 5 || newBook(github.Listing[github.Repository]{Items: some(), Total: 9}, nil).total != 9 {
		t.Errorf("got total %d, want 5, and 9 where GitHub says so", one.total)
	}
}
