package github

import (
	"context"
	"sync"
)

// atOnce does n things with a few workers, in order as far as that goes. The first
// error ends it: what has not begun is left, what has is cancelled and waited for.
// It gives the numbers of those that were begun.
func atOnce(ctx context.Context, n int, do func(ctx context.Context, i int) error) (begun []int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		workers sync.WaitGroup
		mu      sync.Mutex
	)
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		i := len(begun)
		if i == n || err != nil {
			return 0, false
		}
		if err = ctx.Err(); err != nil {
			return 0, false
		}
		begun = append(begun, i)
		return i, true
	}
	for range min(pageWorkers, n) {
		workers.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				if failed := do(ctx, i); failed != nil {
					mu.Lock()
					if err == nil {
						err = failed
					}
					mu.Unlock()
					cancel()
				}
			}
		})
	}
	workers.Wait()
	return begun, err
}
