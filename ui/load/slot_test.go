package load

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/ui/pane"
)

// collect runs a command and what follows it to the end, as the program does,
// and returns every result.
func collect[T any](t *testing.T, cmd tea.Cmd) (results []Result[T]) {
	t.Helper()
	for cmd != nil {
		mail, ok := cmd().(pane.Mail)
		if !ok {
			t.Fatalf("got %+v, want mail", mail)
		}
		if mail.To != pane.Commits {
			t.Errorf("got mail to %q, want %q", mail.To, pane.Commits)
		}
		results = append(results, mail.Msg.(Result[T]))
		cmd = mail.Next
	}
	return results
}

func emitting(values ...int) Fetch[int] {
	return func(_ context.Context, emit func(int, time.Time)) error {
		for _, v := range values {
			emit(v, time.Time{})
		}
		return nil
	}
}

func TestOneValue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New[int](t.Context(), pane.Commits)
		if s.Has() || s.Complete() || !s.Busy().IsZero() || !s.At().IsZero() || s.Err() != nil {
			t.Errorf("a new slot is not empty: %+v", s)
		}
		cmd := s.Start(0, emitting(7))
		if s.Busy() != time.Now() || s.Has() {
			t.Errorf("started: got busy since %v, has %v, want now and no value", s.Busy(), s.Has())
		}
		for _, r := range collect[int](t, cmd) {
			if !s.Take(r) {
				t.Errorf("result %+v was not taken", r)
			}
		}
		if s.Value() != 7 || !s.Has() || !s.Complete() || s.Err() != nil || !s.Busy().IsZero() {
			t.Errorf("got value %d, has %v, complete %v, err %v, busy %v, want 7 and complete", s.Value(), s.Has(), s.Complete(), s.Err(), s.Busy())
		}
		if s.At() != time.Now() {
			t.Errorf("got age %v, want that of the emission", s.At())
		}
	})
}

func TestStartRunsNothingByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ran := false
		s := New[int](t.Context(), pane.Commits)
		s.Start(0, func(context.Context, func(int, time.Time)) error { ran = true; return nil })
		time.Sleep(time.Hour)
		synctest.Wait()
		if ran {
			t.Error("the fetch ran although its command did not")
		}
	})
}

func TestSeveralValuesStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := time.Now().Add(-time.Hour)
		s := New[int](t.Context(), pane.Commits)
		cmd := s.Start(0, func(_ context.Context, emit func(int, time.Time)) error {
			emit(1, at)
			time.Sleep(time.Second)
			emit(2, at.Add(time.Minute))
			time.Sleep(time.Second)
			return nil
		})
		var values []int
		for cmd != nil {
			mail := cmd().(pane.Mail)
			r := mail.Msg.(Result[int])
			s.Take(r)
			values = append(values, s.Value())
			if mail.Next != nil && (s.Complete() || s.Busy().IsZero()) {
				t.Errorf("after %v: got complete %v, busy %v, want it under way", values, s.Complete(), s.Busy())
			}
			if len(values) == 1 && s.At() != at {
				t.Errorf("got age %v, want that of the stored value %v", s.At(), at)
			}
			cmd = mail.Next
		}
		if len(values) != 3 || values[0] != 1 || values[1] != 2 || values[2] != 2 {
			t.Errorf("got values %v, want 1, 2 and the end", values)
		}
		if s.At() != at.Add(time.Minute) || !s.Complete() {
			t.Errorf("got age %v, complete %v, want the last value's", s.At(), s.Complete())
		}
	})
}

func TestValuesNotCollectedAreReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New[int](t.Context(), pane.Commits)
		first := s.Start(0, func(_ context.Context, emit func(int, time.Time)) error {
			emit(1, time.Time{})
			time.Sleep(time.Second)
			for v := 2; v <= 1000; v++ {
				emit(v, time.Time{})
			}
			return nil
		})
		mail := first().(pane.Mail)
		// The program is busy elsewhere while the rest arrives.
		time.Sleep(time.Minute)
		synctest.Wait()
		rest := collect[int](t, mail.Next)
		if len(rest) != 1 || rest[0].value != 1000 || !rest[0].done {
			t.Errorf("got %+v, want the last value and the end in one", rest)
		}
	})
}

func TestDebounce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ran []string
		s := New[string](t.Context(), pane.Commits)
		late := make(chan []Result[string], 3)
		for _, word := range []string{"a", "ab", "abc"} {
			cmd := s.Start(200*time.Millisecond, func(_ context.Context, emit func(string, time.Time)) error {
				ran = append(ran, word)
				emit(word, time.Time{})
				return nil
			})
			go func() { late <- collect[string](t, cmd) }()
			time.Sleep(100 * time.Millisecond)
		}
		start := time.Now()
		taken := 0
		for range 3 {
			for _, r := range <-late {
				if s.Take(r) {
					taken++
				}
			}
		}
		if len(ran) != 1 || ran[0] != "abc" || s.Value() != "abc" || s.Err() != nil {
			t.Errorf("got requests %v, value %q, err %v, want abc alone", ran, s.Value(), s.Err())
		}
		// The value and the end come in one result or in two.
		if taken != 1 && taken != 2 {
			t.Errorf("%d results were taken, want those of the last request", taken)
		}
		if waited := time.Since(start); waited != 100*time.Millisecond {
			t.Errorf("it came %v after the last key's pause, want 100ms", waited)
		}
	})
}

func TestLateAnswerChangesNothing(t *testing.T) {
	s := New[int](t.Context(), pane.Commits)
	old := s.Start(0, emitting(1))
	// The old answer is there already, but the pane has not seen it yet.
	stale := old().(pane.Mail)
	for _, r := range collect[int](t, s.Start(0, emitting(2))) {
		s.Take(r)
	}
	for _, r := range append(collect[int](t, stale.Next), stale.Msg.(Result[int])) {
		if s.Take(r) {
			t.Errorf("the late %+v was taken", r)
		}
	}
	if s.Value() != 2 || !s.Complete() || s.Err() != nil {
		t.Errorf("got %d, complete %v, err %v, want 2 untouched", s.Value(), s.Complete(), s.Err())
	}
}

func TestTicketsFitOneSlot(t *testing.T) {
	a, b := New[int](t.Context(), pane.Commits), New[int](t.Context(), pane.Commits)
	cmd := a.Start(0, emitting(1))
	b.Start(0, emitting(2))
	for _, r := range collect[int](t, cmd) {
		if b.Take(r) {
			t.Errorf("slot b took slot a's %+v", r)
		}
	}
	if a.Take(Result[int]{}) || New[int](t.Context(), pane.Commits).Take(Result[int]{}) {
		t.Error("a result of no request was taken")
	}
}

func TestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New[int](t.Context(), pane.Commits)
		for _, r := range collect[int](t, s.Start(0, emitting(1))) {
			s.Take(r)
		}
		var ended error
		cmd := s.Start(0, func(ctx context.Context, emit func(int, time.Time)) error {
			<-ctx.Done()
			ended = ctx.Err()
			emit(2, time.Time{}) // a server may answer all the same
			return ctx.Err()
		})
		results := make(chan []Result[int], 1)
		go func() { results <- collect[int](t, cmd) }()
		synctest.Wait()
		s.Cancel()
		for _, r := range <-results {
			if r.has {
				t.Errorf("a value was emitted after the cancellation: %+v", r)
			}
			if s.Take(r) {
				t.Errorf("the cancelled %+v was taken", r)
			}
		}
		if !errors.Is(ended, context.Canceled) {
			t.Errorf("the request ended by %v, want its context cancelled", ended)
		}
		if s.Value() != 1 || s.Err() != nil || !s.Busy().IsZero() {
			t.Errorf("got value %d, err %v, busy %v, want the old value, idle", s.Value(), s.Err(), s.Busy())
		}
	})
}

func TestFailureKeepsTheValueAndCanBeRetried(t *testing.T) {
	s := New[int](t.Context(), pane.Commits)
	run := func(f Fetch[int]) {
		for _, r := range collect[int](t, s.Start(0, f)) {
			s.Take(r)
		}
	}
	run(emitting(1))
	at := s.At()
	broken := errors.New("broken")
	run(func(context.Context, func(int, time.Time)) error { return broken })
	if s.Value() != 1 || s.At() != at || s.Err() != broken || s.Complete() || !s.Busy().IsZero() {
		t.Errorf("got value %d, err %v, complete %v, busy %v, want 1 beside the error", s.Value(), s.Err(), s.Complete(), s.Busy())
	}
	// A part that came before the failure is kept too.
	run(func(_ context.Context, emit func(int, time.Time)) error { emit(2, time.Time{}); return broken })
	if s.Value() != 2 || s.Err() != broken || s.Complete() {
		t.Errorf("got value %d, err %v, complete %v, want 2 beside the error", s.Value(), s.Err(), s.Complete())
	}
	cmd := s.Start(0, emitting(3))
	if s.Err() != nil || s.Value() != 2 {
		t.Errorf("while retrying: got err %v, value %d, want none and 2", s.Err(), s.Value())
	}
	for _, r := range collect[int](t, cmd) {
		s.Take(r)
	}
	if s.Value() != 3 || s.Err() != nil || !s.Complete() {
		t.Errorf("got value %d, err %v, complete %v, want 3 and complete", s.Value(), s.Err(), s.Complete())
	}
}

func TestReset(t *testing.T) {
	s := New[int](t.Context(), pane.Commits)
	s.Seed(5, time.Unix(1, 0))
	if s.Value() != 5 || !s.Has() || s.At() != time.Unix(1, 0) || s.Complete() || !s.Busy().IsZero() {
		t.Errorf("seeded: got %d, has %v, at %v, complete %v, want 5 as stored", s.Value(), s.Has(), s.At(), s.Complete())
	}
	var ctx context.Context
	cmd := s.Start(0, func(c context.Context, emit func(int, time.Time)) error {
		ctx = c
		emit(6, time.Time{})
		<-c.Done()
		return c.Err()
	})
	mail := cmd().(pane.Mail)
	if s.Value() != 5 || !s.Has() {
		t.Errorf("while loading: got %d, has %v, want the seed", s.Value(), s.Has())
	}
	s.Reset()
	if ctx.Err() == nil {
		t.Error("the request in flight was not cancelled")
	}
	if s.Take(mail.Msg.(Result[int])) || s.Value() != 0 || s.Has() || !s.At().IsZero() || s.Complete() || s.Err() != nil || !s.Busy().IsZero() {
		t.Errorf("got %+v, want an empty slot", s)
	}
	collect[int](t, mail.Next)
}

func TestPanicBecomesAnError(t *testing.T) {
	s := New[int](t.Context(), pane.Commits)
	s.Seed(1, time.Time{})
	var nowhere map[string]int
	for _, r := range collect[int](t, s.Start(0, func(context.Context, func(int, time.Time)) error {
		nowhere["x"] = 1
		return nil
	})) {
		s.Take(r)
	}
	var p *Panic
	if !errors.As(s.Err(), &p) || !strings.Contains(p.Error(), "nil map") || !strings.Contains(string(p.Stack), "slot_test.go") || p.Remedy() == "" {
		t.Errorf("got %v, want a panic with its reason, stack and a remedy", s.Err())
	}
	if s.Value() != 1 || !s.Busy().IsZero() {
		t.Errorf("got value %d, busy %v, want the old value, idle", s.Value(), s.Busy())
	}
}

func TestTheProgramsEndEndsARequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := New[int](ctx, pane.Commits)
		results := make(chan []Result[int], 2)
		waiting := s.Start(time.Hour, emitting(1))
		other := New[int](ctx, pane.Commits)
		running := other.Start(0, func(ctx context.Context, _ func(int, time.Time)) error { <-ctx.Done(); return ctx.Err() })
		begun := time.Now()
		for _, cmd := range []tea.Cmd{waiting, running} {
			go func() { results <- collect[int](t, cmd) }()
		}
		synctest.Wait()
		cancel()
		for range 2 {
			got := <-results
			if len(got) != 1 || !errors.Is(got[0].err, context.Canceled) || got[0].has {
				t.Errorf("got %+v, want the end alone", got)
			}
		}
		if time.Since(begun) != 0 {
			t.Errorf("it took %v, want no waiting", time.Since(begun))
		}
	})
}
