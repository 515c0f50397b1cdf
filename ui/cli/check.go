package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"
)

// checkTimeout is how long a check may take. Those that do not stop at the end
// of their context are left behind after checkGrace more.
const (
	checkTimeout = 10 * time.Second
	checkGrace   = 500 * time.Millisecond
)

// Status is the outcome of a check.
type Status int

// The outcomes. Only Fail is an error.
const (
	OK Status = iota
	Warn
	Fail
)

// String is the word for it, as JSON has it.
func (s Status) String() string {
	switch s {
	case Warn:
		return "warn"
	case Fail:
		return "fail"
	default:
		return "ok"
	}
}

// Check is one thing that doctor looks at.
type Check struct {
	Name string
	Run  func(ctx context.Context) Result
}

// Result is what came of it.
type Result struct {
	Status Status
	Detail string // what was found; may have several lines
	Fix    string // what to do about it, "" if nothing
}

// run runs the checks side by side and yields each result in order, as soon as
// those before it are done too.
func run(ctx context.Context, checks []Check) iter.Seq2[int, Result] {
	return func(yield func(int, Result) bool) {
		done := make([]chan Result, len(checks))
		var all sync.WaitGroup
		for i, c := range checks {
			done[i] = make(chan Result, 1)
			all.Go(func() { done[i] <- runOne(ctx, c) })
		}
		for i := range checks {
			if !yield(i, <-done[i]) {
				return
			}
		}
	}
}

// runOne runs a check and outlives one that hangs or panics.
func runOne(ctx context.Context, c Check) Result {
	limited, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	done := make(chan Result, 1)
	var one sync.WaitGroup
	one.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				done <- Result{Fail, fmt.Sprintf("the check itself broke: %v", p), "Please report this as a bug of hubtrail."}
			}
		}()
		done <- c.Run(limited)
	})
	hung := time.NewTimer(checkTimeout + checkGrace)
	defer hung.Stop()
	select {
	case r := <-done:
		return r
	case <-hung.C:
	}
	return noAnswer()
}

func noAnswer() Result {
	return Result{Fail, fmt.Sprintf("no answer within %v", checkTimeout), "Run it again; if it stays so, the network or the disk it waits for hangs."}
}

// troubled is the result of an error, with the remedy that it knows of or else
// the one given.
func troubled(s Status, what string, err error, remedy string) Result {
	if errors.Is(err, context.DeadlineExceeded) {
		r := noAnswer()
		r.Status = s
		return r
	}
	var r interface{ Remedy() string }
	if errors.As(err, &r) {
		remedy = cmp.Or(r.Remedy(), remedy)
	}
	return Result{s, what + err.Error(), remedy}
}
