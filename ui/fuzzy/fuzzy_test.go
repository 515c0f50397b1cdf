package fuzzy

import (
	"cmp"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

func matched(names []string, query string) string {
	var hits []string
	for _, i := range New(names).Match(query) {
		hits = append(hits, names[i])
	}
	return strings.Join(hits, " ")
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct{ names, query, want string }{
		{"b a c", "", "b a c"},
		{"b a c", "  ", "b a c"},
		{"api web api-docs", "api", "api api-docs"},
		{"zapi api", "api", "api zapi"},
		{"foobar foo-bar f-oobar", "fb", "foo-bar foobar f-oobar"},
		{"Api api", "api", "Api api"},
		{"Api api", "Api", "Api"},
		{"hubtrail trail-hub x", "hub trail", "trail-hub hubtrail"},
		{"abc acb", "'ab", "abc"},
		{"abc a-b-c", "'abc'", "abc"},
		{"ab-abc abcd", "'abc'", "ab-abc"},
		{"abc cab", "^a", "abc"},
		{"main.go go.mod", ".go$", "main.go"},
		{"a ab", "^a$", "a"},
		{"abc abd b", "!c", "abd b"},
		{"abc xab b", "!^a", "xab b"},
		{"a.go a.md", "!.md$", "a.go"},
		{"abc acb x", "!'ac", "x"},
		{"go rust c", "^go$ | ^rust$", "rust go"},
		{"go-a rust-a c-a", "go | rust !c a", "rust-a go-a"},
		{"nándor nandor", "nandor", "nándor nandor"},
		{"nándor nandor", "nándor", "nándor"},
		{"ÄRGER arger", "ärger", "ÄRGER"},
		{"x$y xy", "$", "x$y"},
		{"x!y xy", "!", "x!y xy"},
		{"日本語 日語", "日語", "日語 日本語"},
		{"a b", "c", ""},
		{"", "a", ""},
	} {
		names := strings.Fields(tt.names)
		if got := matched(names, tt.query); got != tt.want {
			t.Errorf("%q in %q: got %q, want %q", tt.query, tt.names, got, tt.want)
		}
	}
}

func TestEscapedSpace(t *testing.T) {
	names := []string{"a b", "ab", "a-b"}
	if got, want := fmt.Sprint(New(names).Match(`'a\ b`)), "[0]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPositions(t *testing.T) {
	for _, tt := range []struct {
		query, name string
		want        []int
	}{
		{"fb", "foo-bar", []int{0, 4}},
		{"'bar", "foo-bar", []int{4, 5, 6}},
		{"bar$ ^fo", "foo-bar", []int{0, 1, 4, 5, 6}},
		{"oo foo", "foo", []int{0, 1, 2}},
		{"語", "日本語", []int{2}},
		{"!x f", "foo", []int{0}},
		{"x | o", "foo", []int{1}},
		{"x", "foo", nil},
		{"f !o", "foo", nil},
		{"", "foo", nil},
	} {
		if got := Positions(tt.query, tt.name); !slices.Equal(got, tt.want) {
			t.Errorf("Positions(%q, %q): got %v, want %v", tt.query, tt.name, got, tt.want)
		}
	}
}

// naive orders the names by fzf's algorithm for one fuzzy term, as simply as
// it can be done.
func naive(names []string, query string) []int {
	type result struct{ index, score, length int }
	var all []result
	for i, name := range names {
		chars := util.ToChars([]byte(name))
		r, _ := algo.FuzzyMatchV2(query != strings.ToLower(query), true, true, &chars, []rune(query), false, nil)
		if r.Start >= 0 {
			all = append(all, result{i, r.Score, len([]rune(strings.TrimSpace(name)))})
		}
	}
	slices.SortFunc(all, func(a, b result) int {
		return cmp.Or(b.score-a.score, a.length-b.length, a.index-b.index)
	})
	var order []int
	for _, r := range all {
		order = append(order, r.index)
	}
	return order
}

// someNames returns n names of repositories, the same for the same n.
func someNames(n int) []string {
	rnd := rand.New(rand.NewSource(7))
	words := strings.Fields("api web server client core tools data Sync auth proxy cache kernel docs infra Build edge über café 日本")
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("owner%d/%s-%s", rnd.Intn(20), words[rnd.Intn(len(words))], words[rnd.Intn(len(words))])
		if rnd.Intn(4) == 0 {
			names[i] += fmt.Sprintf("%c%d", 'A'+rune(rnd.Intn(50)), rnd.Intn(100))
		}
	}
	return names
}

func TestOrderIsThatOfTheAlgorithm(t *testing.T) {
	names := someNames(3000)
	x := New(names)
	for _, query := range []string{"s", "se", "ser", "serv", "servapi", "1", "owner1", "o/c", "S", "Sync", "-", "zz", "uber", "日", "a1"} {
		if got, want := x.Match(query), naive(names, query); !slices.Equal(got, want) {
			t.Errorf("%q: got %d hits %v..., want %d hits %v...", query, len(got), head(got), len(want), head(want))
		}
	}
}

func head(s []int) []int { return s[:min(len(s), 8)] }

// TestTyping types and erases at random, with names arriving meanwhile, and
// compares with an index that has seen nothing before.
func TestTyping(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	names := someNames(400)
	keys := []rune("serapcdo1/-' ^$!|ASé")
	x := New(names[:50])
	known, query := 50, []rune{}
	for step := range 4000 {
		switch r := rnd.Intn(20); {
		case r < 11:
			query = append(query, keys[rnd.Intn(len(keys))])
		case r < 17:
			query = query[:max(len(query)-1, 0)]
		case r < 18:
			query = nil
		default:
			more := min(rnd.Intn(3), len(names)-known)
			x.Append(names[known : known+more]...)
			known += more
			if r == 19 {
				continue // the next key comes before a drawing
			}
		}
		got, want := x.Match(string(query)), New(names[:known]).Match(string(query))
		if !slices.Equal(got, want) {
			t.Fatalf("step %d, %q over %d names: got %d hits %v..., want %d hits %v...",
				step, string(query), known, len(got), head(got), len(want), head(want))
		}
	}
	if got := x.Len(); got != known {
		t.Errorf("length: got %d, want %d", got, known)
	}
}

func TestTheNextQueryNeedNotBeLonger(t *testing.T) {
	names := []string{"a-b", "ab", "ba", "xab", "cab-b"}
	x := New(names)
	for _, query := range []string{"'ab", "ab", "^ab", "ab", "ab$", "ab$b", "!a", "!ab", "b", "b | a", "A", "a", "'ab'", "'ab'b", "", "a"} {
		if got, want := x.Match(query), New(names).Match(query); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
	}
}

func TestAKeyAllocatesNothingByLength(t *testing.T) {
	x := New(someNames(20_000))
	keys := func() {
		for _, query := range []string{"s", "se", "ser", "se", "s", ""} {
			x.Match(query)
		}
	}
	keys()
	if got := testing.AllocsPerRun(10, keys); got > 40 {
		t.Errorf("six keys over 20,000 names: got %v allocations, want at most 40", got)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("api-Server", "'ap !x | ^a$")
	f.Add("日本é", `e\ a`)
	f.Fuzz(func(t *testing.T, name, query string) {
		names := []string{name, "api", name + name}
		x := New(names)
		for end := range query {
			x.Match(query[:end])
		}
		got, want := x.Match(query), New(names).Match(query)
		if !slices.Equal(got, want) {
			t.Errorf("%q typed over %q: got %v, want %v", query, names, got, want)
		}
		n := len([]rune(name))
		last := -1
		for _, i := range Positions(query, name) {
			if i <= last || i >= n {
				t.Errorf("Positions(%q, %q): got %d after %d of %d runes", query, name, i, last, n)
			}
			last = i
		}
	})
}

func benchmarkNames(n int) []string {
	rnd := rand.New(rand.NewSource(7))
	words := strings.Fields("api web server client core tools data sync auth proxy cache kernel docs infra build edge search service")
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("owner%d/%s-%s", rnd.Intn(20), words[rnd.Intn(len(words))], words[rnd.Intn(len(words))])
	}
	return names
}

func BenchmarkMatch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		x := New(benchmarkNames(n))
		for _, query := range []string{"s", "se", "serv", "serverapi", "'serv", "!s"} {
			b.Run(fmt.Sprintf("%d/%s", n, query), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					x.depth = 0
					x.Match(query)
				}
			})
		}
		b.Run(fmt.Sprintf("%d/s-se", n), func(b *testing.B) {
			x.Match("s")
			for b.Loop() {
				x.Match("se")
				x.Match("s")
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	names := benchmarkNames(100_000)
	b.ReportAllocs()
	for b.Loop() {
		New(names)
	}
}

func BenchmarkPositions(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Positions("servapi", "owner12/server-api")
	}
}
