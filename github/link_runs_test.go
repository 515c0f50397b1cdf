package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"hubtrail/github/store"
)

// GitHub's records are a little behind: hubtrail asks again for some seconds, and
// says why where it is told otherwise.
func TestReadBack(t *testing.T) {
	for _, tc := range []struct {
		name       string
		change     func(*office)
		r          func(*LinkRequest)
		recognised Recognition
		why        string
		asked      int // GraphQL, after the write
	}{
		{name: "at once", recognised: Recognised, asked: 1},
		{name: "behind", change: func(o *office) { o.behind = 3 }, recognised: Recognised, asked: 4},
		{name: "never", change: func(o *office) { o.behind = 100 }, recognised: NotRecognised, why: "GitHub does not list it: its records may be behind, so look again in a minute", asked: 5},
		{name: "another repository", change: func(o *office) { o.behind = 100 }, r: func(r *LinkRequest) { r.Issues = issuesNamed("acme/web#3") }, recognised: NotRecognised,
			why: "GitHub does not list it: in another repository it counts only if the author may write there", asked: 5},
		{name: "merged before", change: func(o *office) { o.behind, o.state = 100, "merged" }, recognised: NotRecognised, why: "GitHub does not list it: the pull request is merged", asked: 5},
		{name: "not into the default branch", change: func(o *office) { o.base = "release" }, recognised: NotRecognised,
			why: "the pull request goes into release, and keywords count for the default branch main only"},
		{name: "no GraphQL", change: func(o *office) { o.noGraph = true }, recognised: RecognitionUnknown, why: "this host cannot be asked which links it counts", asked: 1},
		{name: "a reference", r: func(r *LinkRequest) { r.Kind = LinkRefers }, recognised: RecognitionUnknown, why: "it only refers: GitHub shows a mention, and closes nothing"},
		{name: "unlinked", change: func(o *office) { o.body = "Closes #12" }, r: func(r *LinkRequest) { r.Unlink = true }, recognised: NotRecognised, asked: 1},
		{name: "unlinked, and by hand still", change: func(o *office) { o.body, o.manual = "Closes #12", []string{"acme/api#12"} }, r: func(r *LinkRequest) { r.Unlink = true },
			recognised: Recognised, why: "GitHub links them still: by hand on the web, or its records are behind", asked: 5},
		{name: "a reference unlinked", change: func(o *office) { o.body = "Refs #12" }, r: func(r *LinkRequest) { r.Unlink = true }, recognised: NotRecognised, why: "the reference is gone"},
	} {
		each(t, tc.name, func(t *testing.T) {
			o := newOffice("Mends it.")
			if tc.change != nil {
				tc.change(o)
			}
			r := closing("12")
			if tc.r != nil {
				tc.r(&r)
			}
			start := time.Now()
			job, err := newDesk(t, o).link(t, r)
			if err != nil || job.Status != LinkDone || len(job.Links) != 1 {
				t.Fatalf("got %+v, %v", job, err)
			}
			if l := job.Links[0]; l.Recognised != tc.recognised || l.Why != tc.why || o.graphs != tc.asked {
				t.Errorf("got %d %q after %d questions, want %d %q after %d", l.Recognised, l.Why, o.graphs, tc.recognised, tc.why, tc.asked)
			}
			if time.Since(start) > 6*time.Second {
				t.Errorf("got an answer after %v, want it within some five seconds", time.Since(start))
			}
		})
	}
}

// A comment is written once and deleted by undoing it, but not after somebody
// edited it.
func TestLinkComments(t *testing.T) {
	comment := closing("12", "acme/web#3")
	comment.Comment = true
	for _, lose := range []bool{false, true} {
		each(t, fmt.Sprintf("lost %v", lose), func(t *testing.T) {
			d := newDesk(t, newOffice("Mends it."))
			d.lose = func() bool { return lose }
			job, err := d.link(t, comment)
			if err != nil || job.Status != LinkDone || job.CommentID != 50 || d.comments[50] != "Refs #12\nRefs acme/web#3" || len(d.writes) != 1 {
				t.Fatalf("got %+v, %v, %q", job, err, d.writes)
			}
			if !strings.Contains(job.Links[0].URL, "#issuecomment-50") || job.Links[0].Recognised != NotRecognised {
				t.Errorf("got the link %+v, want the comment's page", job.Links[0])
			}
			if own := NewDrafts(d.state, d.accounts).List(); len(own) != 0 {
				t.Errorf("got %v among the person's own texts", own)
			}
			back, err := d.undo(t, job.ID)
			if err != nil || back.Status != LinkDone || len(d.comments) != 0 || d.body != "Mends it." {
				t.Errorf("undone: got %s, %v, %v", back.Status, err, d.comments)
			}
			if old, _ := d.jobs.Find(job.ID); old.Status != LinkUndone {
				t.Errorf("got %s, want it undone", old.Status)
			}
			if _, err := d.jobs.Undo(t.Context(), back.ID); !errors.Is(err, ErrInvalid) {
				t.Errorf("undoing the undoing: got %v", err)
			}
		})
	}
	each(t, "edited", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		job, err := d.link(t, comment)
		if err != nil {
			t.Fatal(err)
		}
		d.comments[50] = "and more"
		if back, err := d.undo(t, job.ID); !errors.Is(err, ErrConflict) || back.Status != LinkRefused || len(d.comments) != 1 {
			t.Errorf("got %s, %v, want the comment kept", back.Status, err)
		}
	})
	each(t, "deleted by others", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		job, err := d.link(t, comment)
		if err != nil {
			t.Fatal(err)
		}
		delete(d.comments, 50)
		if back, err := d.undo(t, job.ID); err != nil || back.Status != LinkDone || len(d.writes) != 1 {
			t.Errorf("got %s, %v, want nothing to do", back.Status, err)
		}
	})
	each(t, "refused", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		d.onWrite = func(string) (*http.Response, error) { return status(403, `{"message":"no"}`)(""), nil }
		job, err := d.link(t, comment)
		var refused *LinkRefusal
		if !errors.As(err, &refused) || refused.Comment || job.Status != LinkRefused {
			t.Errorf("got %s, %v, want it refused", job.Status, err)
		}
	})
	each(t, "not sent", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		d.onWrite = func(string) (*http.Response, error) { return nil, errors.New("connection reset by peer") }
		job, err := d.link(t, comment)
		if !errors.Is(err, ErrNotSent) || job.Status != LinkPlanned || len(d.writes) != 1 {
			t.Fatalf("got %s, %v, want it not sent", job.Status, err)
		}
		d.onWrite = nil
		if job, err = d.jobs.Run(t.Context(), job.ID, nil); err != nil || job.Status != LinkDone || len(d.comments) != 1 {
			t.Errorf("again: got %s, %v", job.Status, err)
		}
	})
}

// Jobs of a batch are carried out one after the other, a second apart; those that
// fail are named, and do not stop the others.
func TestRunAll(t *testing.T) {
	each(t, "one fails", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		var ids []string
		for _, n := range []string{"12", "13", "acme/web#3"} {
			ids = append(ids, d.start(t, d.plan(t, closing(n))))
		}
		var at []time.Time
		var read time.Time
		d.onRead = func(int) { read = time.Now() }
		d.onWrite = func(string) (*http.Response, error) {
			if !time.Now().Equal(read) {
				t.Errorf("got a write %v after the last reading, want nothing between them", time.Since(read))
			}
			if at = append(at, time.Now()); len(at) == 1 {
				return status(403, `{"message":"no"}`)(""), nil
			}
			return nil, nil
		}
		var heard []string
		jobs, err := d.jobs.RunAll(t.Context(), ids, func(p LinkProgress) { heard = append(heard, fmt.Sprintf("%d/%d %s", p.Done, p.Total, p.Note)) })
		var got []LinkStatus
		for _, job := range jobs {
			got = append(got, job.Status)
		}
		// The third was planned on a body that the second changed.
		if want := []LinkStatus{LinkRefused, LinkDone, LinkPlanned}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		var changed *BodyChanged
		if !errors.Is(err, ErrForbidden) || !errors.As(err, &changed) || !strings.Contains(err.Error(), "link acme/api#12 to acme/api#7") || !strings.Contains(err.Error(), "link acme/web#3 to acme/api#7") {
			t.Errorf("got %v, want both named", err)
		}
		if len(at) != 2 || at[1].Sub(at[0]) < time.Second {
			t.Errorf("got writes at %v, want them a second apart", at)
		}
		want := []string{"0/3 reading acme/api#7", "0/3 writing acme/api#7", "1/3 ", "1/3 reading acme/api#7", "1/3 writing acme/api#7", "1/3 asking GitHub whether it links them", "1/3 ", "2/3 ", "2/3 reading acme/api#7", "3/3 "}
		if !slices.Equal(heard, want) {
			t.Errorf("got %q, want %q", heard, want)
		}
	})
	each(t, "stopped", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		ctx, stop := context.WithCancel(t.Context())
		ids := []string{d.start(t, d.plan(t, closing("12"))), d.start(t, d.plan(t, closing("13")))}
		d.lose = func() bool { stop(); return false }
		jobs, err := d.jobs.RunAll(ctx, ids, nil)
		if len(jobs) != 2 || jobs[0].Status != LinkDone || jobs[1].Status != LinkPlanned || !errors.Is(err, context.Canceled) || d.patches() != 1 {
			t.Errorf("got %+v, %v, want the first finished and the second not begun", jobs, err)
		}
	})
	each(t, "stopped between the readings", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		ctx, stop := context.WithCancel(t.Context())
		id := d.start(t, d.plan(t, closing("12")))
		d.onRead = func(n int) {
			if n == 3 {
				stop()
			}
		}
		job, err := d.jobs.Run(ctx, id, nil)
		if job.Status != LinkPlanned || !errors.Is(err, context.Canceled) || len(d.writes) != 0 {
			t.Errorf("got %s, %v, %q, want nothing written", job.Status, err, d.writes)
		}
	})
}

// What another process left is found out about, unless it may be at it still.
func TestResume(t *testing.T) {
	for _, tc := range []struct {
		name   string
		left   func(*LinkJob)
		now    func(*office)
		status LinkStatus
		err    error
		after  time.Duration // that the answer takes
	}{
		{name: "written", now: func(o *office) { o.body = "Mends it.\n\nCloses #12" }, status: LinkDone},
		{name: "written, and edited since", now: func(o *office) { o.body = "Mends it. More.\n\nCloses #12" }, status: LinkDone},
		{name: "not written", status: LinkPlanned, left: func(j *LinkJob) { j.WritingAt = j.WritingAt.Add(-time.Hour) }},
		{name: "perhaps under way at GitHub", status: LinkPlanned, left: func(j *LinkJob) { j.Status = LinkUnclear }, after: settled},
		{name: "perhaps by another", left: func(j *LinkJob) { j.Writer = "1 elsewhere" }, status: LinkWriting, err: ErrBeingSent},
		{name: "by another that is done", left: func(j *LinkJob) { j.Writer = "1 elsewhere" }, now: func(o *office) { o.body = "Closes #12" }, status: LinkDone},
		{name: "edited, without it", left: func(j *LinkJob) { j.WritingAt = j.WritingAt.Add(-time.Hour) }, now: func(o *office) { o.body = "New." }, status: LinkPlanned},
		{name: "planned", left: func(j *LinkJob) { j.Status = LinkPlanned }, status: LinkPlanned},
	} {
		each(t, tc.name, func(t *testing.T) {
			d := newDesk(t, newOffice("Mends it."))
			id := d.start(t, d.plan(t, closing("12")))
			err := d.jobs.update(t.Context(), d.state, func(f *linkFile) error {
				job := f.find(id)
				job.Status, job.WritingAt = LinkWriting, time.Now()
				if tc.left != nil {
					tc.left(job)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if tc.now != nil {
				tc.now(d.office)
			}
			next := NewLinkJobs(d.state, d.accounts)
			if tc.left == nil { // its process has ended; that this one is another is not known
				next.now = func() time.Time { return time.Now().Add(alive + time.Second) }
			}
			start := time.Now()
			job, err := next.Resume(t.Context(), id)
			if job.Status != tc.status || !errors.Is(err, tc.err) || tc.err == nil && err != nil || len(d.writes) != 0 {
				t.Fatalf("got %s %q, %v, %q, want %s, %v", job.Status, job.Problem, err, d.writes, tc.status, tc.err)
			}
			if took := time.Since(start); tc.status == LinkPlanned && took != tc.after {
				t.Errorf("got an answer after %v, want %v", took, tc.after)
			}
			if kept, _ := next.Find(id); kept.Status != tc.status {
				t.Errorf("got %s on record, want %s", kept.Status, tc.status)
			}
		})
	}
}

// What is kept is bounded, holds no secrets, and works without a disk.
func TestKeptLinks(t *testing.T) {
	each(t, "a secret in the body", func(t *testing.T) {
		d := newDesk(t, newOffice("The token "+secret+" is out."))
		first := d.body
		folder := t.TempDir()
		d.jobs = NewLinkJobs(store.Open("", folder, nil), d.accounts)
		job, err := d.link(t, closing("12"))
		if err != nil || job.Status != LinkDone || !strings.HasSuffix(d.body, "Closes #12") {
			t.Fatalf("got %+v, %v", job, err)
		}
		kept, ok := NewLinkJobs(store.Open("", folder, nil), d.accounts).Find(job.ID)
		if !ok || kept.Before != "" || kept.BeforeSum == "" {
			t.Errorf("got %+v, want it on disk without the body", kept)
		}
		if _, err := d.undo(t, job.ID); err != nil || d.body != first {
			t.Errorf("got %q, %v, want the first body", d.body, err)
		}
	})
	each(t, "no folder", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		d.jobs = NewLinkJobs(store.Open("", "", nil), d.accounts)
		if job, err := d.link(t, closing("12")); err != nil || job.Status != LinkDone || len(d.jobs.List()) != 1 {
			t.Errorf("got %s, %v", job.Status, err)
		}
	})
	each(t, "a disk that takes nothing", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		d.jobs.disk = deaf{}
		if _, err := d.jobs.Start(t.Context(), d.plan(t, closing("12"))); err == nil || !strings.Contains(err.Error(), "nothing was sent") {
			t.Errorf("got %v, want nothing sent", err)
		}
	})
	each(t, "many", func(t *testing.T) {
		d := newDesk(t, newOffice(""))
		err := d.jobs.update(t.Context(), d.state, func(f *linkFile) error {
			for n := range 300 {
				f.Jobs = append(f.Jobs, LinkJob{ID: fmt.Sprint(n), Status: LinkDone, Before: "a", After: "b", At: time.Unix(int64(n), 0)})
			}
			f.Jobs = append(f.Jobs, LinkJob{ID: "old", Status: LinkUnclear, Before: "a"})
			return nil
		})
		list := d.jobs.List()
		if err != nil || len(list) != keptJobs+1 || list[0].ID != "299" || list[0].Before != "a" || list[keptBodies].Before != "" || list[keptJobs].ID != "old" || list[keptJobs].Before != "a" {
			t.Errorf("got %d jobs, %v, the first %+v, want the newest and what is open", len(list), err, list[0])
		}
	})
	each(t, "forgotten", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		id := d.start(t, d.plan(t, closing("12")))
		d.lose = func() bool {
			if err := d.jobs.Forget(t.Context(), id); !errors.Is(err, ErrBeingSent) {
				t.Errorf("while it is written: got %v, want ErrBeingSent", err)
			}
			if _, err := d.jobs.Run(t.Context(), id, nil); !errors.Is(err, ErrBeingSent) {
				t.Errorf("twice at once: got %v, want ErrBeingSent", err)
			}
			return false
		}
		if _, err := d.jobs.Run(t.Context(), id, nil); err != nil {
			t.Fatal(err)
		}
		if err := d.jobs.Forget(t.Context(), id); err != nil || len(d.jobs.List()) != 0 {
			t.Errorf("got %v and %v, want it gone", err, d.jobs.List())
		}
		if _, err := d.jobs.Run(t.Context(), id, nil); !errors.Is(err, ErrLinkGone) {
			t.Errorf("got %v, want ErrLinkGone", err)
		}
	})
}

// deaf is a disk that is full.
type deaf struct{}

func (deaf) State(string) ([]byte, error) { return nil, nil }

func (deaf) UpdateState(context.Context, string, func([]byte) ([]byte, error)) error {
	return errors.New("no space left on device")
}

// A comment that was under way when its process ended is looked for, and not
// written by looking.
func TestResumeComments(t *testing.T) {
	comment := closing("12")
	comment.Comment = true
	left := func(t *testing.T, d *desk, id string, status LinkStatus) *LinkJobs {
		t.Helper()
		err := d.jobs.update(t.Context(), d.state, func(f *linkFile) error {
			f.find(id).Status, f.find(id).WritingAt = status, time.Now()
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		next := NewLinkJobs(d.state, d.accounts)
		next.now = func() time.Time { return time.Now().Add(alive + time.Second) }
		next.comments.now = next.now
		return next
	}
	each(t, "not begun", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		id := d.start(t, d.plan(t, comment))
		next := left(t, d, id, LinkWriting)
		if job, err := next.Resume(t.Context(), id); err != nil || job.Status != LinkPlanned || len(d.writes) != 0 {
			t.Errorf("got %s, %v, %q, want nothing written", job.Status, err, d.writes)
		}
		if job, err := next.Run(t.Context(), id, nil); err != nil || job.Status != LinkDone || len(d.comments) != 1 {
			t.Errorf("got %s, %v, want it written", job.Status, err)
		}
	})
	each(t, "not begun, perhaps by another", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		id := d.start(t, d.plan(t, comment))
		next := left(t, d, id, LinkWriting)
		next.now = time.Now
		if job, err := next.Resume(t.Context(), id); !errors.Is(err, ErrBeingSent) || job.Status != LinkWriting {
			t.Errorf("got %s, %v, want it left alone", job.Status, err)
		}
	})
	each(t, "done, and not noted", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		job, err := d.link(t, comment)
		if err != nil {
			t.Fatal(err)
		}
		if job, err = left(t, d, job.ID, LinkWriting).Resume(t.Context(), job.ID); err != nil || job.Status != LinkDone || len(d.writes) != 1 {
			t.Errorf("got %s, %v, %q, want it done", job.Status, err, d.writes)
		}
	})
	each(t, "done by an earlier run", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		job, err := d.link(t, comment)
		if err != nil {
			t.Fatal(err)
		}
		if job, err = left(t, d, job.ID, LinkPlanned).Run(t.Context(), job.ID, nil); err != nil || job.Status != LinkDone || len(d.writes) != 1 {
			t.Errorf("got %s, %v, %q, want it not written again", job.Status, err, d.writes)
		}
	})
	for _, gone := range []bool{true, false} {
		each(t, fmt.Sprintf("deleting, gone %v", gone), func(t *testing.T) {
			d := newDesk(t, newOffice("Mends it."))
			job, err := d.link(t, comment)
			if err != nil {
				t.Fatal(err)
			}
			p, err := d.jobs.Undo(t.Context(), job.ID)
			if err != nil {
				t.Fatal(err)
			}
			id := d.start(t, p)
			want := LinkPlanned
			if gone {
				delete(d.comments, 50)
				want = LinkDone
			}
			if job, err = left(t, d, id, LinkUnclear).Resume(t.Context(), id); err != nil || job.Status != want || len(d.writes) != 1 {
				t.Errorf("got %s, %v, %q, want %s", job.Status, err, d.writes, want)
			}
		})
	}
}
