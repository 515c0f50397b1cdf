package github

import (
	"context"
	"time"
)

// Paging follows GitHub's advice on size and stays modest in concurrency.
const (
	perPage     = 100 // the most GitHub gives
	pageWorkers = 6
	maxPages    = 5000 // against a server whose pages never end
	emitEvery   = 50 * time.Millisecond
)

// page is one page of a list.
type page[T any] struct {
	rows  []T
	total int // the whole list's length, 0 if the answer does not tell
	next  int // the number of the next page, 0 on the last
	last  int // the number of the last page, 0 if the answer does not tell

	filtered bool // rows are missing on purpose: the length cannot be told from the pages
}

// pager reads a list page by page: the first, then, if it names the last, the
// rest with a few workers, else one after the other. It is not safe for
// concurrent use and serves once.
type pager[T any, K comparable] struct {
	fetch func(ctx context.Context, number int) (page[T], error)
	key   func(T) K // rows with one key are one row: the list may shift while it is read
	emit  func(Listing[T])
	now   func() time.Time
	pages int        // read no more than these; 0 reads all
	stale Listing[T] // rows of an earlier session, shown behind the fresh ones until all are fresh

	fresh   []T
	seen    map[K]bool
	waiting map[int][]T // pages that came before their turn
	turn    int         // the next page to append
	total   int
	counted bool // total follows from the last page's length
	at      time.Time
	shown   time.Time // of the last emit
	unshown bool
}

// arrival is a worker's answer.
type arrival[T any] struct {
	number int
	page   page[T]
	err    error
}

// run reads the list, emitting it as it grows, from the calling goroutine only.
// Each listing is whole. It returns the complete list, or what came together
// with the first failing page's error.
func (p *pager[T, K]) run(ctx context.Context) (Listing[T], error) {
	p.seen, p.waiting, p.turn = map[K]bool{}, map[int][]T{}, 1
	p.at = p.now()
	first, err := p.fetch(ctx, 1)
	if err != nil {
		return p.stale, err
	}
	p.take(1, first)
	last, next := first.last, first.next
	if last > p.bound() {
		last = p.bound()
	}
	if next != 0 && p.bound() > 1 {
		p.show(false)
	}
	if last > 1 && next != 0 {
		next, err = p.parallel(ctx, last, first.last)
	}
	for err == nil && next != 0 && next <= p.bound() && next == p.turn {
		var got page[T]
		if got, err = p.fetch(ctx, next); err == nil {
			p.take(next, got)
			next = got.next
			if len(got.rows) == 0 {
				next = 0
			}
			p.show(false)
		}
	}
	if err != nil {
		p.gather()
		p.show(true)
		return p.listing(false), err
	}
	if next == 0 {
		if first.total == 0 {
			p.total = len(p.fresh)
		}
	}
	done := p.listing(true)
	p.emit(done)
	return done, nil
}

func (p *pager[T, K]) bound() int {
	if p.pages > 0 && p.pages < maxPages {
		return p.pages
	}
	return maxPages
}

// parallel reads pages 2 to last. It returns the page to go on with, if the
// list has grown since the first page named its last one.
func (p *pager[T, K]) parallel(ctx context.Context, last, end int) (next int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	whole := last == end // then the last page's length makes the total exact: read it early
	numbers := make(chan int, last)
	if whole {
		numbers <- last
	}
	for n := 2; n < last; n++ {
		numbers <- n
	}
	if !whole {
		numbers <- last
	}
	close(numbers)
	arrivals := make(chan arrival[T])
	workers := min(pageWorkers, last-1)
	for range workers {
		go func() {
			for n := range numbers {
				a := arrival[T]{number: n}
				if a.err = ctx.Err(); a.err == nil {
					a.page, a.err = p.fetch(ctx, n)
				}
				arrivals <- a
			}
		}()
	}
	flush := time.NewTimer(time.Hour)
	flush.Stop()
	for left := last - 1; left > 0; {
		select {
		case <-flush.C:
			p.show(true)
		case a := <-arrivals:
			left--
			switch {
			case a.err != nil && err == nil:
				err = a.err
				cancel() // the others end at once, and are still waited for
			case a.err == nil:
				p.take(a.number, a.page)
				if a.number == last {
					next = a.page.next
					if whole && a.page.next == 0 && a.page.total == 0 && !a.page.filtered {
						p.total, p.counted = (last-1)*perPage+len(a.page.rows), true
					}
				}
			}
			if err == nil && !p.show(false) {
				flush.Reset(emitEvery)
			}
		}
	}
	return next, err
}

// take keeps a page, and appends it and those waiting behind it if it is its turn.
func (p *pager[T, K]) take(number int, got page[T]) {
	if !p.counted {
		switch {
		case got.total > 0:
			p.total = got.total
		case got.last > 0 && !got.filtered:
			p.total = got.last * perPage
		}
	}
	p.waiting[number] = got.rows
	for {
		rows, ok := p.waiting[p.turn]
		if !ok {
			return
		}
		delete(p.waiting, p.turn)
		p.turn++
		p.append(rows)
	}
}

// append grows the fresh prefix. Listings shown before share its array and are
// not touched: only what lies beyond their length is written.
func (p *pager[T, K]) append(rows []T) {
	for _, r := range rows {
		if k := p.key(r); !p.seen[k] {
			p.seen[k] = true
			p.fresh = append(p.fresh, r)
			p.unshown = true
		}
	}
}

// gather appends what came out of turn, once a page before it has failed.
func (p *pager[T, K]) gather() {
	for n := p.turn; len(p.waiting) > 0; n++ {
		p.append(p.waiting[n])
		delete(p.waiting, n)
	}
}

// show emits the list so far, if there is anything new and the last emit is not
// too recent. It reports whether nothing is left unshown.
func (p *pager[T, K]) show(now bool) bool {
	if !p.unshown {
		return true
	}
	if !now && !p.shown.IsZero() && time.Since(p.shown) < emitEvery {
		return false
	}
	p.shown, p.unshown = time.Now(), false
	p.emit(p.listing(false))
	return true
}

// listing is the fresh rows and, unless all have come, the stale ones that none
// of them replaces.
func (p *pager[T, K]) listing(complete bool) Listing[T] {
	l := Listing[T]{Items: p.fresh[:len(p.fresh):len(p.fresh)], Total: p.total, At: p.at, Fresh: true}
	if complete || len(p.stale.Items) == 0 {
		return l
	}
	merged := make([]T, len(p.fresh), len(p.fresh)+len(p.stale.Items))
	copy(merged, p.fresh)
	for _, r := range p.stale.Items {
		if !p.seen[p.key(r)] {
			merged = append(merged, r)
		}
	}
	if len(merged) > len(p.fresh) {
		l.Items, l.At, l.Fresh = merged, p.stale.At, false
	}
	return l
}
