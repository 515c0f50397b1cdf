package transport

import (
	"context"
	"slices"
	"sync"
)

// places admits a number of requests at once, the most urgent first, those of one urgency in order
// of arrival.
type places struct {
	mu      sync.Mutex
	free    int
	waiting [Waiting + 1][]chan struct{}
}

// take waits for a place. It is given back by give.
func (p *places) take(ctx context.Context, u Urgency) error {
	p.mu.Lock()
	if p.free > 0 {
		p.free--
		p.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	p.waiting[u] = append(p.waiting[u], turn)
	p.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	i := slices.Index(p.waiting[u], turn)
	if i >= 0 {
		p.waiting[u] = slices.Delete(p.waiting[u], i, i+1)
	}
	p.mu.Unlock()
	if i < 0 { // the place came at the same time
		p.give()
	}
	return ctx.Err()
}

// give hands the place to the most urgent who waits.
func (p *places) give() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for u := Waiting; u >= Sync; u-- {
		if queue := p.waiting[u]; len(queue) > 0 {
			close(queue[0])
			p.waiting[u] = slices.Delete(queue, 0, 1)
			return
		}
	}
	p.free++
}
