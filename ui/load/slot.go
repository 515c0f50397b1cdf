// Package load is the only way work is done in the background: a Slot starts a
// request, drops the one before, waits out a debounce, brings the answers to
// the pane that asked, and lets only the newest through. The pane keeps showing
// the old value until a new one is there, and after an error.
package load

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github/transport"
	"hubtrail/ui/pane"
)

// Fetch gets a value. It may emit several, each whole and better than the one
// before: the stored one first, then the growing fresh one. at is when the
// value was fetched from GitHub. It must end soon after ctx does.
type Fetch[T any] func(ctx context.Context, emit func(value T, at time.Time)) error

// Slot is the place of one value that is loaded in the background. Its methods
// are called from Update and View alone; only the command it returns runs
// elsewhere, and it touches nothing of the slot.
type Slot[T any] struct {
	ctx      context.Context
	to       pane.ID
	ticket   uint64
	cancel   context.CancelFunc
	busy     time.Time
	value    T
	at       time.Time
	has      bool
	complete bool
	err      error
}

// tickets are never reused, not even between slots: an answer fits one slot.
var tickets atomic.Uint64

// Result is one value of a slot, or the end of its request.
type Result[T any] struct {
	ticket uint64
	value  T
	at     time.Time
	has    bool
	done   bool
	err    error
}

// New returns an empty slot whose answers go to a pane. Requests end with ctx.
func New[T any](ctx context.Context, to pane.ID) *Slot[T] {
	return &Slot[T]{ctx: ctx, to: to}
}

// Seed fills the slot with a stored value, before the program runs or when the
// subject changes to one that is known already.
func (s *Slot[T]) Seed(value T, at time.Time) {
	s.value, s.at, s.has = value, at, true
}

// Start drops the request in flight and returns the command that begins a new
// one after delay. Calling it on every keystroke is a debounce.
func (s *Slot[T]) Start(delay time.Duration, fetch Fetch[T]) tea.Cmd {
	s.Cancel()
	ctx, cancel := context.WithCancel(transport.WithAsker(s.ctx, string(s.to)))
	s.ticket, s.cancel, s.busy, s.complete = tickets.Add(1), cancel, time.Now(), false
	s.err = nil
	box := &outbox[T]{to: s.to, ticket: s.ticket}
	box.wake = sync.NewCond(&box.mu)
	return func() tea.Msg {
		go box.run(ctx, delay, fetch)
		return box.next()
	}
}

// Cancel drops the request in flight. The value stays.
func (s *Slot[T]) Cancel() {
	if s.cancel != nil {
		s.cancel()
	}
	s.ticket, s.cancel, s.busy = 0, nil, time.Time{}
}

// Reset drops the request in flight and forgets the value: for a new subject.
func (s *Slot[T]) Reset() {
	s.Cancel()
	var none T
	s.value, s.at, s.has, s.complete, s.err = none, time.Time{}, false, false, nil
}

// Take accepts a result and reports whether it belongs to the newest request.
// An older one, however late, changes nothing.
func (s *Slot[T]) Take(r Result[T]) bool {
	if r.ticket == 0 || r.ticket != s.ticket {
		return false
	}
	if r.has {
		s.value, s.at, s.has = r.value, r.at, true
	}
	if r.done {
		s.err, s.complete = r.err, r.err == nil
		s.Cancel()
	}
	return true
}

// Value is the newest value, whole but perhaps still growing.
func (s *Slot[T]) Value() T { return s.value }

// Has reports whether there is a value at all.
func (s *Slot[T]) Has() bool { return s.has }

// At is when the value was fetched; zero if there is none.
func (s *Slot[T]) At() time.Time { return s.at }

// Complete reports whether the last request came to its end without an error.
func (s *Slot[T]) Complete() bool { return s.complete }

// Err is why the last request failed, nil while one is under way.
func (s *Slot[T]) Err() error { return s.err }

// Busy is since when a request is under way; zero if none is.
func (s *Slot[T]) Busy() time.Time { return s.busy }

// outbox carries values from the request to the program. A value that has not
// been collected is replaced by the next: each is whole.
type outbox[T any] struct {
	to      pane.ID
	ticket  uint64
	mu      sync.Mutex
	wake    *sync.Cond
	pending Result[T]
}

func (b *outbox[T]) run(ctx context.Context, delay time.Duration, fetch Fetch[T]) {
	err := b.guarded(ctx, delay, fetch)
	b.mu.Lock()
	b.pending.done, b.pending.err = true, err
	b.mu.Unlock()
	b.wake.Broadcast()
}

func (b *outbox[T]) guarded(ctx context.Context, delay time.Duration, fetch Fetch[T]) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Panic{Value: r, Stack: debug.Stack()}
		}
	}()
	if delay > 0 {
		t := time.NewTimer(delay)
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return fetch(ctx, func(value T, at time.Time) {
		if ctx.Err() != nil {
			return
		}
		if at.IsZero() {
			at = time.Now()
		}
		b.mu.Lock()
		b.pending.value, b.pending.at, b.pending.has = value, at, true
		b.mu.Unlock()
		b.wake.Broadcast()
	})
}

// next waits for a value or the end and wraps it as mail.
func (b *outbox[T]) next() tea.Msg {
	b.mu.Lock()
	defer b.mu.Unlock()
	for !b.pending.has && !b.pending.done {
		b.wake.Wait()
	}
	r := b.pending
	r.ticket = b.ticket
	b.pending = Result[T]{}
	mail := pane.Mail{To: b.to, Msg: r}
	if !r.done {
		mail.Next = b.next
	}
	return mail
}

// Panic is a fault of the program inside a request, made an error so that the
// terminal survives it.
type Panic struct {
	Value any
	Stack []byte
}

// Error names the fault.
func (p *Panic) Error() string { return fmt.Sprintf("the program failed inside: %v", p.Value) }

// Remedy is what to do next.
func (p *Panic) Remedy() string { return "press r to try again; the log has the details" }
