package github

import (
	"context"
	"strconv"
	"sync"
)

// turns lets one at a time ask for what does not change: whoever comes second finds
// it in the store. The zero value is ready.
type turns struct {
	mu    sync.Mutex
	under map[string]chan struct{} // closed when the one who asks is done
}

// take waits until nobody else asks for the name, and then is the one who does until
// done is called.
func (t *turns) take(ctx context.Context, installation int64, name string) (done func(), err error) {
	name = strconv.FormatInt(installation, 10) + "\x00" + name
	for {
		t.mu.Lock()
		under, ok := t.under[name]
		if !ok {
			if t.under == nil {
				t.under = map[string]chan struct{}{}
			}
			mine := make(chan struct{})
			t.under[name] = mine
			t.mu.Unlock()
			return func() {
				t.mu.Lock()
				delete(t.under, name)
				t.mu.Unlock()
				close(mine)
			}, nil
		}
		t.mu.Unlock()
		select {
		case <-under:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
