package github

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A body is as it was, to the byte, when it was linked and unlinked; in between
// GitHub counts each link, and the body alone was sent.
func TestBodiesComeBack(t *testing.T) {
	many := newOffice("many")
	var forty []string
	for n := 100; n < 140; n++ {
		many.issues[fmt.Sprintf("acme/api#%d", n)] = "open"
		forty = append(forty, fmt.Sprint(n))
	}
	absent := newOffice("")
	absent.null = true
	for _, tc := range []struct {
		name   string
		o      *office
		issues []string
	}{
		{"absent", absent, []string{"12"}},
		{"empty", newOffice(""), []string{"12"}},
		{"a line", newOffice("Mends it."), []string{"12", "13"}},
		{"a line with its end", newOffice("Mends it.\n"), []string{"12"}},
		{"line ends of another system", newOffice("Mends it.\r\n\r\n- a\r\n- b\r\n"), []string{"12"}},
		{"keywords already", newOffice("Mends it.\n\nCloses #13\n"), []string{"12"}},
		{"ending in code", newOffice("So:\n\n```go\nfunc main() {}\n```"), []string{"12"}},
		{"ending in code that is not closed", newOffice("So:\n\n```go\nfunc main() {}\n"), []string{"12"}},
		{"a template", newOffice("## What\r\n\r\n<!-- Fixes #1 -->\r\n\r\n- [ ] tests\r\n- [x] docs\r\n"), []string{"12"}},
		{"long", newOffice(strings.Repeat("x", 65_500)), []string{"12"}},
		{"another repository", newOffice("Mends it."), []string{"acme/web#3", "12"}},
		{"forty issues", many, forty},
		{"a null byte and others", newOffice("a\x00\u2028 <b>&\t \u200bé🎉"), []string{"12"}},
	} {
		each(t, tc.name, func(t *testing.T) {
			d := newDesk(t, tc.o)
			first := d.body
			job, err := d.link(t, closing(tc.issues...))
			if err != nil || job.Status != LinkDone || job.Problem != "" || len(job.Links) != len(tc.issues) {
				t.Fatalf("got %s, %q, %v, want it done", job.Status, job.Problem, err)
			}
			for _, l := range job.Links {
				if l.Recognised != Recognised || l.Why != "" || !l.Changed {
					t.Errorf("got %+v, want that GitHub counts it", l)
				}
			}
			if d.patches() != 1 || !strings.HasPrefix(d.writes[0], `PATCH /repos/acme/api/pulls/7 {"body":`) || strings.Count(d.writes[0], `":`) < 1 {
				t.Errorf("got the writes %.200q, want one of the body", d.writes)
			}
			back, err := d.undo(t, job.ID)
			if err != nil || back.Status != LinkDone || d.body != first {
				t.Errorf("got the body %.200q, %s, %v, want %.200q", d.body, back.Status, err, first)
			}
			// And once more without what was kept of it.
			if job, err = d.link(t, closing(tc.issues...)); err != nil {
				t.Fatal(err)
			}
			if err := d.jobs.update(t.Context(), d.state, func(f *linkFile) error { f.find(job.ID).strip(); return nil }); err != nil {
				t.Fatal(err)
			}
			if _, err := d.undo(t, job.ID); err != nil || d.body != first {
				t.Errorf("without what was kept: got the body %.200q, %v, want %.200q", d.body, err, first)
			}
		})
	}
}

// Two people edit at once: nothing of either is lost, and nothing is written
// that was not shown.
func TestEditedMeanwhile(t *testing.T) {
	for _, n := range []int{2, 3} { // the readings after the plan's
		each(t, fmt.Sprint(n), func(t *testing.T) {
			d := newDesk(t, newOffice("Mends it."))
			d.onRead = func(read int) {
				if read == n {
					d.body = "Mends it, and more."
				}
			}
			job, err := d.link(t, closing("12"))
			var changed *BodyChanged
			if !errors.As(err, &changed) || !errors.Is(err, ErrConflict) || d.patches() != 0 || job.Status != LinkPlanned {
				t.Fatalf("got %s, %v and %q, want that it changed and nothing sent", job.Status, err, d.writes)
			}
			p := changed.Plan
			if p.Before != "Mends it, and more." || p.After == p.Before || p.Job != job.ID || p.PR.Title != "Mend it" {
				t.Errorf("got the plan %+v, want it on the new text", p)
			}
			if again, err := d.jobs.Run(t.Context(), d.start(t, p), nil); err != nil || again.ID != job.ID || again.Status != LinkDone || d.body != "Mends it, and more.\n\nCloses #12" {
				t.Errorf("got %s, %v and %q, want both texts", again.Status, err, d.body)
			}
			if len(d.jobs.List()) != 1 {
				t.Errorf("got %d jobs, want the one", len(d.jobs.List()))
			}
			d.body += "\n\nA word behind it."
			if _, err := d.undo(t, job.ID); err != nil || d.body != "Mends it, and more.\n\nA word behind it." {
				t.Errorf("undone: got %q, %v, want the keyword gone alone", d.body, err)
			}
		})
	}
	each(t, "they did the same", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		d.onRead = func(read int) {
			if read == 3 {
				d.body = "Fixes #12. Mends it."
			}
		}
		job, err := d.link(t, closing("12"))
		if err != nil || job.Status != LinkDone || d.patches() != 0 || job.Problem == "" || job.Links[0].Changed || job.Links[0].Recognised != Recognised {
			t.Errorf("got %+v, %v and %q, want it done by them", job, err, d.writes)
		}
		if _, err := d.jobs.Undo(t.Context(), job.ID); !errors.Is(err, ErrInvalid) {
			t.Errorf("undoing what others did: got %v, want ErrInvalid", err)
		}
	})
	each(t, "at the very moment", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		d.lose = func() bool { d.body = "All new."; return false }
		job, err := d.link(t, closing("12"))
		var changed *BodyChanged
		if !errors.As(err, &changed) || changed.Plan.Before != "All new." || job.Status != LinkPlanned || d.patches() != 1 {
			t.Errorf("got %s, %v, want that it was overwritten, once", job.Status, err)
		}
	})
	each(t, "another base", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		id := d.start(t, d.plan(t, closing("12")))
		d.base = "release"
		_, err := d.jobs.Run(t.Context(), id, nil)
		var changed *BodyChanged
		if !errors.As(err, &changed) || d.patches() != 0 || !slices.ContainsFunc(changed.Plan.Warnings, func(w string) bool { return strings.Contains(w, "release") }) {
			t.Errorf("got %v, want a plan with the warning", err)
		}
	})
}

// What GitHub refuses was not written, is not tried again, and says what to do.
func TestRefusedLinks(t *testing.T) {
	answer := func(code int, body string) func(*office) {
		return func(o *office) {
			o.onWrite = func(method string) (*http.Response, error) {
				if method == http.MethodPatch {
					return status(code, body)(""), nil
				}
				return nil, nil
			}
		}
	}
	for _, tc := range []struct {
		name    string
		change  func(*office)
		err     error
		patches int
		comment bool
	}{
		{"the right was lost", answer(403, `{"message":"Resource not accessible by personal access token"}`), ErrNotGranted, 1, true},
		{"not allowed", answer(403, `{"message":"Must have admin rights to Repository."}`), ErrForbidden, 1, true},
		{"hidden", answer(404, `{"message":"Not Found"}`), ErrNotFound, 1, true},
		{"gone", answer(410, `{"message":"Gone"}`), ErrGone, 1, false},
		{"too long", answer(422, `{"message":"Validation Failed","errors":[{"message":"body is too long"}]}`), ErrInvalid, 1, true},
		{"archived by now", answer(403, `{"message":"Repository was archived so is read-only."}`), ErrForbidden, 1, false},
		{"archived", func(o *office) { o.archived = true }, ErrForbidden, 0, false},
		{"merged", func(o *office) { o.state = "merged" }, ErrConflict, 0, false},
		{"closed", func(o *office) { o.state = "closed" }, ErrConflict, 0, false},
	} {
		each(t, tc.name, func(t *testing.T) {
			d := newDesk(t, newOffice("Mends it."))
			id := d.start(t, d.plan(t, closing("12")))
			tc.change(d.office)
			job, err := d.jobs.Run(t.Context(), id, nil)
			var refused *LinkRefusal
			if !errors.As(err, &refused) || !errors.Is(err, tc.err) || job.Status != LinkRefused || d.patches() != tc.patches || job.Problem == "" {
				t.Fatalf("got %s %q, %v and %q, want it refused: %v", job.Status, job.Problem, err, d.writes, tc.err)
			}
			if refused.Plan.Blocked == nil || refused.Comment != tc.comment || strings.Contains(refused.Remedy(), "comment that refers") != tc.comment || refused.Plan.After != "Mends it.\n\nCloses #12" {
				t.Errorf("got %+v, want a comment offered: %v", refused, tc.comment)
			}
			if d.body != "Mends it." || d.jobs.Pending() != 0 {
				t.Errorf("got the body %q and %d pending, want neither", d.body, d.jobs.Pending())
			}
			if !tc.comment {
				return
			}
			r := refused.Plan.LinkRequest
			r.Comment = true
			if done, err := d.link(t, r); err != nil || done.Status != LinkDone || len(d.comments) != 1 || d.comments[50] != "Refs #12" {
				t.Errorf("the comment: got %s, %v and %v", done.Status, err, d.comments)
			}
		})
	}
}

// A lost answer is looked for; a second request is only sent when the first is
// known not to have arrived, and the person says so.
func TestLostAnswers(t *testing.T) {
	each(t, "not carried out", func(t *testing.T) {
		for _, fail := range []func(string) (*http.Response, error){
			func(string) (*http.Response, error) { return nil, errors.New("connection reset by peer") },
			func(string) (*http.Response, error) { return status(502, "<html>")(""), nil },
		} {
			d := newDesk(t, newOffice("Mends it."))
			d.onWrite = fail
			job, err := d.link(t, closing("12"))
			if !errors.Is(err, ErrNotSent) || job.Status != LinkPlanned || d.patches() != 1 || job.Problem == "" {
				t.Fatalf("got %s, %v, %q, want it not sent", job.Status, err, d.writes)
			}
			d.onWrite = nil
			if job, err = d.jobs.Run(t.Context(), job.ID, nil); err != nil || job.Status != LinkDone || d.patches() != 2 || job.Problem != "" {
				t.Errorf("again: got %s, %v, %q", job.Status, err, d.writes)
			}
		}
	})
	each(t, "carried out", func(t *testing.T) {
		for _, garbage := range []bool{false, true} {
			d := newDesk(t, newOffice("Mends it."))
			d.lose = func() bool { return !garbage }
			if garbage {
				d.onWrite = func(string) (*http.Response, error) {
					d.body = "Mends it.\n\nCloses #12"
					return status(200, `{"number":9,"body":"x"}`)(""), nil
				}
			}
			if job, err := d.link(t, closing("12")); err != nil || job.Status != LinkDone || d.patches() != 1 {
				t.Errorf("got %s, %v, %q, want it found", job.Status, err, d.writes)
			}
		}
	})
	each(t, "and nobody can look", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		down := false
		d.lose = func() bool { down = true; return true }
		o := d.office
		d.accounts = NewAccounts(present(t, &severed{to: o, when: func(req *http.Request) bool { return down && req.Method == http.MethodGet }}))
		d.jobs = NewLinkJobs(d.state, d.accounts)
		job, err := d.link(t, closing("12"))
		if !errors.Is(err, ErrUnclear) || job.Status != LinkUnclear || d.jobs.Pending() != 1 {
			t.Fatalf("got %s, %v, %d pending, want it unclear", job.Status, err, d.jobs.Pending())
		}
		if _, err := d.jobs.Run(t.Context(), job.ID, nil); !errors.Is(err, ErrUnclear) || d.patches() != 1 {
			t.Errorf("run while nobody can look: got %v, %q", err, d.writes)
		}
		down = false
		if job, err = d.jobs.Resume(t.Context(), job.ID); err != nil || job.Status != LinkDone || d.patches() != 1 || job.Links[0].Recognised != Recognised {
			t.Errorf("looked for: got %+v, %v, %q", job, err, d.writes)
		}
	})
}

// severed is a way to a GitHub that breaks for some requests.
type severed struct {
	to   http.RoundTripper
	when func(*http.Request) bool
}

func (c *severed) RoundTrip(req *http.Request) (*http.Response, error) {
	if c.when(req) {
		return nil, errors.New("connection reset by peer")
	}
	return c.to.RoundTrip(req)
}
