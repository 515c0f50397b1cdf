package transport

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	concurrent = 8
	// writePause is the least time from the end of a write to the start of the next, as GitHub asks.
	writePause = time.Second
	// waitable is the longest pause that a request sits out; before a longer one it fails.
	waitable = 3 * time.Second
	// shortestPause is that after a secondary limit whose length GitHub did not say, longestPause what is believed.
	shortestPause = time.Minute
	longestPause  = time.Hour
)

// Limit keeps to GitHub's limits. At most Concurrent requests are under way at once, the most urgent
// first; writes go one at a time, a second apart. What GitHub says of its budgets is kept for
// Quotas and taken off the response. A request that GitHub would refuse is held back for up to three
// seconds or fails with a *Paused: after a secondary limit any request, with a used-up budget those that draw on it.
// A response that is such a refusal becomes a *Limited.
type Limit struct {
	next   http.RoundTripper
	base   *url.URL
	now    func() time.Time
	places places
	writes chan struct{} // holds the turn of the one write

	mu        sync.Mutex
	budgets   map[string]budget
	names     map[string]string // guessed resources that this host calls otherwise
	paused    Paused
	inRow     int // pauses since the last success
	lastWrite time.Time
}

// NewLimit returns a Limit for the API at base; requests to other origins pass. concurrency 0 is 8.
func NewLimit(next http.RoundTripper, base *url.URL, now func() time.Time, concurrency int) *Limit {
	if concurrency <= 0 {
		concurrency = concurrent
	}
	return &Limit{
		next: next, base: base, now: now,
		places:  places{free: concurrency},
		writes:  make(chan struct{}, 1),
		budgets: map[string]budget{},
		names:   map[string]string{},
	}
}

// Quotas gives what is known of each budget, by resource.
func (l *Limit) Quotas() map[string]Quota {
	l.mu.Lock()
	defer l.mu.Unlock()
	quotas := make(map[string]Quota, len(l.budgets))
	for name, b := range maps.All(l.budgets) {
		quotas[name] = b.Quota
	}
	return quotas
}

// Pause reports the pause after a secondary limit, if one holds now.
func (l *Limit) Pause() (Paused, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.paused, l.paused.Until.After(l.now())
}

// RoundTrip waits for its turn and sends. The place is free again when the answer begins: held until
// the body is closed, eight readers that ask for more would wait for each other.
func (l *Limit) RoundTrip(req *http.Request) (*http.Response, error) {
	if !within(l.base, req.URL) {
		return l.next.RoundTrip(req)
	}
	ctx, guess := req.Context(), resource(l.base, req.URL)
	write := !reads(req)
	if write {
		if err := l.enterWrite(ctx); err != nil {
			abandon(req)
			return nil, err
		}
		defer l.leaveWrite()
	}
	if err := l.admit(ctx, guess); err != nil {
		abandon(req)
		return nil, err
	}
	resp, err := func() (*http.Response, error) {
		defer l.places.give()
		return l.next.RoundTrip(req)
	}()
	if err != nil {
		return nil, err
	}
	return l.learn(resp, guess)
}

// enterWrite waits until no write is under way and the last has ended a second ago.
func (l *Limit) enterWrite(ctx context.Context) error {
	select {
	case l.writes <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	l.mu.Lock()
	wait := l.lastWrite.Add(writePause).Sub(l.now())
	l.mu.Unlock()
	if !pause(ctx.Done(), min(wait, writePause)) {
		<-l.writes
		return ctx.Err()
	}
	return nil
}

func (l *Limit) leaveWrite() {
	l.mu.Lock()
	l.lastWrite = l.now()
	l.mu.Unlock()
	<-l.writes
}

// admit returns with a place taken when nothing speaks against a request to the resource.
func (l *Limit) admit(ctx context.Context, guess string) error {
	for {
		if err := l.sitOut(ctx, guess); err != nil {
			return err
		}
		if err := l.places.take(ctx, urgency(ctx)); err != nil {
			return err
		}
		// An answer may have changed things while this request waited for its place.
		if l.held(guess) == nil {
			return nil
		}
		l.places.give()
	}
}

// sitOut waits for the end of a short pause and fails before a long one, or one that outlasts the context.
func (l *Limit) sitOut(ctx context.Context, guess string) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		held := l.held(guess)
		if held == nil {
			return nil
		}
		wait := held.Until.Sub(l.now())
		if end, ok := ctx.Deadline(); wait > waitable || ok && held.Until.After(end) {
			return held
		}
		if !pause(ctx.Done(), wait) {
			return ctx.Err()
		}
	}
}

// held gives what keeps a request to the resource back now, or nil.
func (l *Limit) held(guess string) *Paused {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if l.paused.Until.After(now) {
		held := l.paused
		return &held
	}
	name := l.name(guess)
	if b, ok := l.budgets[name]; ok && b.spent(now) {
		return &Paused{Until: b.Reset, Resource: name}
	}
	return nil
}

// name is what this host calls a guessed resource. The lock is held.
func (l *Limit) name(guess string) string {
	if name, ok := l.names[guess]; ok {
		return name
	}
	return guess
}

// learn takes from an answer what it says about limits.
func (l *Limit) learn(resp *http.Response, guess string) (*http.Response, error) {
	complaint, over := refused(resp, guess)
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b, counted := readBudget(resp.Header, l.name(guess), now)
	if counted && b.Resource != "" {
		if known, ok := l.budgets[b.Resource]; !ok || b.newer(known) {
			l.budgets[b.Resource] = b
		}
		// Of core there are many sub-budgets, by path; they must not stand in for it.
		if guess != "core" && guess != "" {
			l.names[guess] = b.Resource
		}
	}
	if !over {
		// An answer that was on its way when the pause began says nothing about what comes after it.
		if resp.StatusCode < http.StatusBadRequest && !l.paused.Until.After(now) {
			l.inRow = 0
		}
		hideRate(resp.Header)
		return resp, nil
	}
	limited := &Limited{
		Paused: Paused{Resource: l.name(guess), Secondary: complaint.secondary},
		Status: resp.StatusCode, Message: complaint.message, RequestID: resp.Header.Get("X-Github-Request-Id"),
	}
	if counted && b.Resource != "" {
		limited.Resource = b.Resource
	}
	if limited.Resource == "" {
		limited.Resource = "core"
	}
	if complaint.secondary {
		// Requests sent together are refused together: that is one limit met, not several.
		if !l.paused.Until.After(now) {
			l.inRow++
		}
		limited.Until = now.Add(pauseFor(resp.Header, b.Quota, l.inRow-1, now))
		if limited.Until.After(l.paused.Until) {
			l.paused = limited.Paused
		}
	} else {
		limited.Until = l.exhaust(limited.Resource, resp.Header, now)
	}
	_ = resp.Body.Close()
	return nil, limited
}

// exhaust records that a budget is used up and gives the end of its window, also where the headers
// do not say so. The lock is held.
func (l *Limit) exhaust(name string, h http.Header, now time.Time) time.Time {
	b := l.budgets[name]
	b.Resource, b.Remaining, b.Observed = name, 0, now
	if !b.Reset.After(now) {
		wait, ok := retryAfter(h, now)
		if !ok {
			wait = shortestPause
		}
		b.Reset = now.Add(min(max(wait, time.Second), longestPause))
	}
	l.budgets[name] = b
	return b.Reset
}
