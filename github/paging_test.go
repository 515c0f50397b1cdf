package github

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// numbers is a list of ints in pages, each page after its own delay.
type numbers struct {
	total   int
	noLast  bool
	delay   func(page int) time.Duration
	fail    int // this page fails
	grows   bool
	asked   atomic.Int32
	abreast atomic.Int32
	most    atomic.Int32
}

var errPage = errors.New("page failed")

func (n *numbers) fetch(ctx context.Context, number int) (page[int], error) {
	n.asked.Add(1)
	now := n.abreast.Add(1)
	defer n.abreast.Add(-1)
	for {
		most := n.most.Load()
		if now <= most || n.most.CompareAndSwap(most, now) {
			break
		}
	}
	if n.delay != nil {
		select {
		case <-time.After(n.delay(number)):
		case <-ctx.Done():
			return page[int]{}, ctx.Err()
		}
	}
	if number == n.fail {
		return page[int]{}, errPage
	}
	last := (n.total + perPage - 1) / perPage
	total := n.total
	if n.grows && number >= last {
		last++
		total += 5
	}
	var p page[int]
	for i := (number - 1) * perPage; i < min(total, number*perPage); i++ {
		p.rows = append(p.rows, i)
	}
	if number < last {
		p.next = number + 1
		if !n.noLast {
			p.last = last
		}
	}
	return p, nil
}

func (n *numbers) pager(stale Listing[int], into *[]Listing[int]) *pager[int, int] {
	return &pager[int, int]{
		fetch: n.fetch, key: func(i int) int { return i }, now: time.Now, stale: stale, emit: collect(into),
	}
}

func counting(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func TestPagesInOrder(t *testing.T) {
	for _, tc := range []struct {
		name  string
		src   *numbers
		pages int
		want  int
		asked int
		total int
	}{
		{name: "one page", src: &numbers{total: 7}, want: 7, asked: 1, total: 7},
		{name: "empty", src: &numbers{}, want: 0, asked: 1, total: 0},
		{name: "two pages", src: &numbers{total: 200}, want: 200, asked: 2, total: 200},
		{name: "many, late ones first", src: &numbers{total: 1234, delay: func(p int) time.Duration { return time.Duration(20-p) * time.Second }}, want: 1234, asked: 13, total: 1234},
		{name: "no last page told", src: &numbers{total: 450, noLast: true}, want: 450, asked: 5, total: 450},
		{name: "grown while read", src: &numbers{total: 300, grows: true}, want: 305, asked: 4, total: 305},
		{name: "limited", src: &numbers{total: 1234}, pages: 3, want: 300, asked: 3, total: 1300},
		{name: "limited to one", src: &numbers{total: 1234}, pages: 1, want: 100, asked: 1, total: 1300},
		{name: "limit beyond the end", src: &numbers{total: 150}, pages: 9, want: 150, asked: 2, total: 150},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var got []Listing[int]
				p := tc.src.pager(Listing[int]{}, &got)
				p.pages = tc.pages
				done, err := p.run(t.Context())
				if err != nil {
					t.Fatalf("got error %v, want none", err)
				}
				if !slices.Equal(done.Items, counting(tc.want)) {
					t.Errorf("got %d rows, want 0 to %d in order", len(done.Items), tc.want-1)
				}
				if done.Total != tc.total || !done.Fresh {
					t.Errorf("got total %d fresh %v, want %d true", done.Total, done.Fresh, tc.total)
				}
				if n := int(tc.src.asked.Load()); n != tc.asked {
					t.Errorf("got %d requests, want %d", n, tc.asked)
				}
				if n := tc.src.most.Load(); n > pageWorkers {
					t.Errorf("got %d requests at once, want at most %d", n, pageWorkers)
				}
				for i, l := range got {
					if !slices.Equal(l.Items, counting(len(l.Items))) {
						t.Errorf("listing %d is not a prefix", i)
					}
					if i > 0 && len(l.Items) < len(got[i-1].Items) {
						t.Errorf("listing %d shrank from %d to %d rows", i, len(got[i-1].Items), len(l.Items))
					}
				}
			})
		})
	}
}

func TestFirstPageShowsAtOnceAndEmitsAreCalm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &numbers{total: 10_000, delay: func(int) time.Duration { return 6 * time.Millisecond }}
		start, shown := time.Now(), []time.Duration{}
		p := src.pager(Listing[int]{}, nil)
		p.emit = func(Listing[int]) { shown = append(shown, time.Since(start)) }
		if _, err := p.run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if shown[0] != 6*time.Millisecond {
			t.Errorf("got the first listing after %v, want 6ms", shown[0])
		}
		for i := 1; i < len(shown)-1; i++ {
			if d := shown[i] - shown[i-1]; d < emitEvery {
				t.Errorf("got %v between emits %d and %d, want at least %v", d, i-1, i, emitEvery)
			}
		}
	})
}

func TestSlowPageDoesNotHideAnEarlierOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &numbers{total: 300, delay: func(p int) time.Duration {
			return map[int]time.Duration{1: time.Millisecond, 2: 10 * time.Millisecond, 3: time.Hour}[p]
		}}
		var at []time.Duration
		start := time.Now()
		p := src.pager(Listing[int]{}, nil)
		p.emit = func(l Listing[int]) {
			if len(l.Items) == 200 {
				at = append(at, time.Since(start))
			}
		}
		if _, err := p.run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(at) != 1 || at[0] > 100*time.Millisecond {
			t.Errorf("got two pages shown at %v, want once within 100ms", at)
		}
	})
}

func TestStaleRowsStayUntilComplete(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		old := Listing[int]{Items: append(counting(900), 5000), At: time.Now().Add(-time.Hour)}
		src := &numbers{total: 950, delay: func(p int) time.Duration { return time.Duration(p) * time.Second }}
		var got []Listing[int]
		if _, err := src.pager(old, &got).run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i, l := range got[:len(got)-1] {
			if len(l.Items) < 901 || l.Fresh || !l.At.Equal(old.At) {
				t.Errorf("listing %d: got %d rows, fresh %v, at %v; want all of the stale ones, at %v", i, len(l.Items), l.Fresh, l.At, old.At)
			}
			if n := len(slices.Compact(slices.Sorted(slices.Values(l.Items)))); n != len(l.Items) {
				t.Errorf("listing %d: got %d rows twice", i, len(l.Items)-n)
			}
		}
		end := got[len(got)-1]
		if !slices.Equal(end.Items, counting(950)) || !end.Fresh {
			t.Errorf("got %d rows at the end, fresh %v; want 950 without the stale one", len(end.Items), end.Fresh)
		}
	})
}

func TestFailingPageKeepsWhatCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &numbers{total: 9000, fail: 4, delay: func(p int) time.Duration {
			if p == 4 {
				return 1500 * time.Millisecond // the pages after it have come, out of turn
			}
			return time.Second
		}}
		var got []Listing[int]
		l, err := src.pager(Listing[int]{}, &got).run(t.Context())
		if !errors.Is(err, errPage) {
			t.Fatalf("got error %v, want the page's", err)
		}
		want := slices.Concat(counting(300), counting(600)[400:], counting(9000)[8900:])
		if !slices.Equal(l.Items, want) || !slices.Equal(got[len(got)-1].Items, want) {
			t.Errorf("got %d rows, want the %d of the pages that came, emitted", len(l.Items), len(want))
		}
		if n := src.asked.Load(); n > 1+pageWorkers*2 {
			t.Errorf("got %d requests, want none begun after the failure", n)
		}
	})
}

func TestFailingFirstPageKeepsTheStaleRows(t *testing.T) {
	src := &numbers{total: 10, fail: 1}
	l, err := src.pager(Listing[int]{Items: []int{1, 2}}, nil).run(t.Context())
	if !errors.Is(err, errPage) || len(l.Items) != 2 {
		t.Errorf("got %d rows and %v, want the two stale ones and the page's error", len(l.Items), err)
	}
}

func TestCancelEndsPaging(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		src := &numbers{total: 100_000, delay: func(int) time.Duration { return time.Second }}
		var got []Listing[int]
		if _, err := src.pager(Listing[int]{}, &got).run(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got error %v, want the context's", err)
		}
		if n := src.asked.Load(); n > 1+pageWorkers {
			t.Errorf("got %d requests, want at most %d", n, 1+pageWorkers)
		}
	})
}

func TestDuplicatesAreOneRow(t *testing.T) {
	p := &pager[string, string]{
		fetch: func(_ context.Context, n int) (page[string], error) {
			return page[string]{rows: []string{"a", fmt.Sprint(n), "a"}, next: (n + 1) % 4, last: 3}, nil
		},
		key: func(s string) string { return s }, now: time.Now, emit: func(Listing[string]) {},
	}
	l, err := p.run(t.Context())
	if want := []string{"a", "1", "2", "3"}; err != nil || !slices.Equal(l.Items, want) {
		t.Errorf("got %v, %v, want %v", l.Items, err, want)
	}
}
