package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

func shop(n int) github.IssueRef {
	return github.IssueRef{Repo: github.RepoRef{Owner: "acme", Name: "shop"}, Number: n}
}

// fakeLinker plans what it was told to, and fails or reads back as it was told to.
type fakeLinker struct {
	plan     github.LinkPlan
	planErr  error
	startErr error
	runErrs  []error       // of each run in turn; nil after the last
	back     []github.Link // what a run reads back
	known    []github.Link // what LinksOf gives
	knownErr error
	started  []github.LinkPlan
	runs     []string
	forgot   []string
	notes    []string      // of each run
	pause    time.Duration // after each, in a bubble of fake time
}

func (f *fakeLinker) PlanLink(_ context.Context, r github.LinkRequest) (github.LinkPlan, error) {
	f.plan.LinkRequest = r
	return f.plan, f.planErr
}

func (f *fakeLinker) LinksOf(_ context.Context, _ github.Place, ref github.IssueRef, pull bool) ([]github.Link, error) {
	if ref != shop(12) || !pull {
		return nil, fmt.Errorf("asked for %s, %v", ref, pull)
	}
	return f.known, f.knownErr
}

func (f *fakeLinker) Start(_ context.Context, p github.LinkPlan) (github.LinkJob, error) {
	f.started = append(f.started, p)
	return github.LinkJob{ID: fmt.Sprintf("job %d", len(f.started)), Links: p.Links}, f.startErr
}

func (f *fakeLinker) Run(_ context.Context, id string, emit func(github.LinkProgress)) (github.LinkJob, error) {
	f.runs = append(f.runs, id)
	for _, note := range f.notes {
		emit(github.LinkProgress{Note: note})
		time.Sleep(f.pause)
	}
	if n := len(f.runs); n <= len(f.runErrs) && f.runErrs[n-1] != nil {
		status := github.LinkPlanned
		if errors.Is(f.runErrs[n-1], github.ErrUnclear) {
			status = github.LinkUnclear
		}
		return github.LinkJob{ID: id, Status: status}, f.runErrs[n-1]
	}
	return github.LinkJob{ID: id, Status: github.LinkDone, Links: f.back}, nil
}

func (f *fakeLinker) Forget(_ context.Context, id string) error {
	f.forgot = append(f.forgot, id)
	return nil
}

func link(n int, kind github.LinkKind, r github.Recognition, why string, changed bool) github.Link {
	return github.Link{Issue: shop(n), Pull: shop(12), Kind: kind, Where: github.LinkInBody, Recognised: r, Why: why, Changed: changed}
}

// planned is a plan to link #7 and #9, of which #9 is there already.
func planned() github.LinkPlan {
	return github.LinkPlan{
		PR:     github.PullRequest{Issue: github.Issue{IssueRef: shop(12), Title: "Fix the <basket>\x1b[2J"}},
		Before: "Baskets lose\x1b[2J lines.\r\n\r\nCloses #9\r\n", After: "Baskets lose\x1b[2J lines.\r\n\r\nCloses #9\r\nCloses #7\r\n",
		Links: []github.Link{
			link(7, github.LinkCloses, github.RecognitionUnknown, "", true), link(9, github.LinkCloses, github.RecognitionUnknown, "", false),
		},
	}
}

type linked struct {
	exit      int
	out, errs string
	err       error
}

// linkUp runs the command. #12 and #13 are pull requests, #404 is not there.
func linkUp(t *testing.T, f *fakeLinker, change func(*LinkOptions)) linked {
	t.Helper()
	var stdout, stderr strings.Builder
	o := LinkOptions{
		Request: github.LinkRequest{Issues: []github.IssueRef{shop(7), shop(9)}, Pull: shop(12), Kind: github.LinkCloses},
		Linker:  f, Command: "hubtrail link", Typed: []string{"7", "#9", "12"}, Stdout: &stdout, Stderr: &stderr,
		Issue: func(_ context.Context, ref github.IssueRef) (github.Issue, error) {
			if ref.Number == 404 {
				return github.Issue{}, fmt.Errorf("read %s: %w", ref, github.ErrNotFound)
			}
			return github.Issue{IssueRef: ref, Pull: ref.Number == 12 || ref.Number == 13}, nil
		},
	}
	if change != nil {
		change(&o)
	}
	exit, err := Link(t.Context(), o)
	return linked{exit, stdout.String(), stderr.String(), err}
}

func TestLinkLines(t *testing.T) {
	f := &fakeLinker{plan: planned(), back: []github.Link{
		link(7, github.LinkCloses, github.Recognised, "", true), link(9, github.LinkCloses, github.NotRecognised, "the base is \x1b[1mnot main", false),
	}}
	f.plan.Warnings = []string{"develop is not the default branch\u202e."}
	diff := "acme/shop#12  Fix the <basket>\n@@ -1,3 +1,4 @@\n  Baskets lose lines.\n\n  Closes #9\n+ Closes #7\n"
	want := linked{
		exit: 1, errs: "hubtrail: develop is not the default branch�.\n",
		out: diff + "acme/shop#7\tcloses\tbody\twritten\tGitHub recognises it\n" +
			"acme/shop#9\tcloses\tbody\talready there\tGitHub does not recognise it: the base is not main\n",
	}
	if got := linkUp(t, f, nil); got != want {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
	want.out = strings.NewReplacer("@@ -1,3 +1,4 @@", "<@@ -1,3 +1,4 @@>", "+ Closes #7", "[+ Closes #7]").Replace(diff) +
		"acme/shop#7  closes  body  written        [GitHub recognises it]\n" +
		"acme/shop#9  closes  body  already there  {GitHub does not recognise it: the base is not main}\n"
	got := linkUp(t, f, func(o *LinkOptions) {
		o.Terminal = true
		o.Styles = Styles{Good: text.Style{Open: "[", Close: "]"}, Warn: text.Style{Open: "{", Close: "}"}, Dim: text.Style{Open: "<", Close: ">"}}
	})
	if got != want {
		t.Errorf("on a terminal: got\n%+v, want\n%+v", got, want)
	}
	if len(f.started) != 2 || f.started[0].After != planned().After || f.runs[1] != "job 2" {
		t.Errorf("got %+v and %q, want each plan started and run once", f.started, f.runs)
	}
}

func TestLinkJSON(t *testing.T) {
	f := &fakeLinker{plan: planned(), back: []github.Link{
		link(7, github.LinkCloses, github.Recognised, "", true),
		link(9, github.LinkCloses, github.NotRecognised, "the base <dev> is not main ghp_012345678901234567890123456789012345", false),
		{Issue: github.IssueRef{Repo: github.RepoRef{Owner: "x", Name: "y"}, Number: 1}, Pull: shop(12), Kind: github.LinkRefers, Where: github.LinkInComment, Why: "\x1b"},
	}}
	f.plan.Warnings = []string{"Careful."}
	got := linkUp(t, f, func(o *LinkOptions) { o.JSON, o.Terminal = true, true })
	want := `{"issue":"acme/shop#7","pull_request":"acme/shop#12","kind":"closes","where":"body","recognised":true,"why":"","changed":true}
{"issue":"acme/shop#9","pull_request":"acme/shop#12","kind":"closes","where":"body","recognised":false,"why":"the base <dev> is not main [redacted]","changed":false}
{"issue":"x/y#1","pull_request":"acme/shop#12","kind":"refers","where":"comment","recognised":null,"why":"\u001b","changed":false}
`
	if got.out != want || got.errs != "hubtrail: Careful.\n" || got.exit != 1 || got.err != nil {
		t.Errorf("got %+v, want\n%s", got, want)
	}
	for line := range strings.Lines(got.out) {
		if !json.Valid([]byte(line)) {
			t.Errorf("got %q, want one object a line", line)
		}
	}
}

func TestLinkExit(t *testing.T) {
	const yes, no, unknown = github.Recognised, github.NotRecognised, github.RecognitionUnknown
	tests := []struct {
		name    string
		back    github.Recognition
		planned github.Recognition
		change  func(*LinkOptions)
		exit    int
		verdict string
	}{
		{name: "recognised", back: yes, exit: 0, verdict: "written\tGitHub recognises it"},
		{name: "not recognised", back: no, exit: 1, verdict: "written\tGitHub does not recognise it"},
		{name: "not known", back: unknown, exit: 1, verdict: "written\tit is not known whether GitHub recognises it"},
		{name: "--refer", back: no, change: func(o *LinkOptions) { o.Request.Kind = github.LinkRefers }, exit: 0, verdict: "written\tit closes nothing"},
		{name: "--comment", back: no, change: commenting, exit: 0, verdict: "written\tit closes nothing"},
		{name: "--dry-run", planned: unknown, change: func(o *LinkOptions) { o.DryRun = true }, exit: 0, verdict: "to be written\t\n"},
		{name: "--dry-run, in vain", planned: no, change: func(o *LinkOptions) { o.DryRun = true }, exit: 1, verdict: "to be written\tGitHub does not recognise it"},
		{name: "unlink", back: no, change: unlinking, exit: 0, verdict: "removed\tGitHub does not link them"},
		{name: "unlink, not known", back: unknown, change: unlinking, exit: 0, verdict: "removed\tit is not known whether GitHub still links them"},
		{name: "unlink what is linked by hand", back: yes, change: unlinking, exit: 1, verdict: "removed\tGitHub still links them"},
		{name: "unlink --dry-run", planned: yes, change: func(o *LinkOptions) { o.Request.Unlink, o.DryRun = true, true }, exit: 0, verdict: "to be removed\t\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeLinker{plan: planned(), back: []github.Link{link(7, github.LinkCloses, tt.back, "", true)}}
			f.plan.Links = []github.Link{link(7, github.LinkCloses, tt.planned, "", true)}
			f.plan.Text = "Refs #7"
			got := linkUp(t, f, tt.change)
			if got.exit != tt.exit || got.err != nil || !strings.Contains(got.out, tt.verdict) {
				t.Errorf("got %+v, want %d and %q", got, tt.exit, tt.verdict)
			}
			if dry := strings.HasPrefix(tt.name, "--dry") || strings.HasSuffix(tt.name, "--dry-run"); dry != (len(f.started) == 0) || dry != (got.errs == "hubtrail: nothing was written\n") {
				t.Errorf("got %d jobs and %q, want none with --dry-run, and that said", len(f.started), got.errs)
			}
		})
	}
}

func commenting(o *LinkOptions) { o.Request.Comment = true }

func unlinking(o *LinkOptions) { o.Request.Unlink = true }

// Where nothing is to be written, nothing is; GitHub is asked what it makes of
// what is there.
func TestLinkAlreadyThere(t *testing.T) {
	f := &fakeLinker{plan: planned(), known: []github.Link{
		{Issue: shop(9), Kind: github.LinkMention, Recognised: github.NotRecognised}, link(9, github.LinkCloses, github.Recognised, "", false),
		{Issue: github.IssueRef{Repo: github.RepoRef{Owner: "Acme", Name: "Shop"}, Number: 7}, Recognised: github.NotRecognised, Why: "the base is not main"},
	}}
	f.plan.After = f.plan.Before
	for i := range f.plan.Links {
		f.plan.Links[i].Changed = false
	}
	got := linkUp(t, f, nil)
	want := "acme/shop#7\tcloses\tbody\talready there\tGitHub does not recognise it: the base is not main\n" +
		"acme/shop#9\tcloses\tbody\talready there\tGitHub recognises it\n"
	if got.out != want || got.exit != 1 || got.err != nil || len(f.started) != 0 {
		t.Errorf("got %+v and %d jobs, want\n%s", got, len(f.started), want)
	}
	f.known, f.knownErr = nil, errors.New("no GraphQL there")
	if got := linkUp(t, f, nil); got.exit != 1 || !strings.Contains(got.out, "not known whether GitHub recognises it: no GraphQL there") {
		t.Errorf("without an answer: got %+v, want it to be not known", got)
	}
}

func TestUnlinkWhatStays(t *testing.T) {
	f := &fakeLinker{plan: planned()}
	f.plan.After = f.plan.Before
	f.plan.Links = []github.Link{link(7, github.LinkManual, github.Recognised, "it was linked by hand", false)}
	f.plan.Links[0].Where = github.LinkOnWeb
	got := linkUp(t, f, unlinking)
	want := linked{exit: 1, out: "acme/shop#7\tmanual\tweb\tstays\tGitHub recognises it: it was linked by hand\n"}
	if got != want || len(f.started) != 0 {
		t.Errorf("got %+v, want %+v", got, want)
	}
	f.plan.Links[0] = link(7, github.LinkCommit, github.NotRecognised, "it is in a commit", false)
	if got := linkUp(t, f, unlinking); got.exit != 1 || !strings.Contains(got.out, "stays\tGitHub does not recognise it: it is in a commit") {
		t.Errorf("a keyword in a commit: got %+v, want 1: merging closes the issue", got)
	}
}

func TestLinkComment(t *testing.T) {
	f := &fakeLinker{plan: planned(), back: []github.Link{link(7, github.LinkRefers, github.NotRecognised, "a comment links nothing", true)}}
	f.plan.After, f.plan.Text = f.plan.Before, "Refs #7"
	got := linkUp(t, f, commenting)
	want := linked{out: "acme/shop#12  Fix the <basket>\n+ Refs #7\nacme/shop#7\trefers\tbody\twritten\ta comment links nothing\n"}
	if got != want || len(f.runs) != 1 {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// changedErr is somebody's edit between the plan and the writing.
type changedErr struct{ *github.BodyChanged }

func (changedErr) Error() string   { return "the body was edited" }
func (c changedErr) Unwrap() error { return c.BodyChanged }

func TestLinkBodyChanged(t *testing.T) {
	now := planned()
	now.Before, now.After = "New words\nCloses #9", "New words\nCloses #9\nCloses #7"
	other := planned()
	other.Links = other.Links[1:] // somebody took #7 out of what is to be done
	blocked := now
	blocked.Blocked = errors.New("archived")
	rebased := planned()
	rebased.Links[0].Recognised = github.NotRecognised // the base was changed
	tests := []struct {
		name string
		errs []error
		exit int
		runs int
		out  string
	}{
		{name: "the same links", errs: []error{changedErr{&github.BodyChanged{Plan: now}}}, exit: 0, runs: 2, out: "@@ -1,2 +1,3 @@\n  New words"},
		{name: "twice", errs: []error{changedErr{&github.BodyChanged{Plan: now}}, changedErr{&github.BodyChanged{Plan: now}}}, exit: 2, runs: 2},
		{name: "other links", errs: []error{changedErr{&github.BodyChanged{Plan: other}}}, exit: 2, runs: 1},
		{name: "in vain now", errs: []error{changedErr{&github.BodyChanged{Plan: rebased}}}, exit: 2, runs: 1},
		{name: "not to be written any more", errs: []error{changedErr{&github.BodyChanged{Plan: blocked}}}, exit: 2, runs: 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeLinker{plan: planned(), runErrs: tt.errs, back: []github.Link{link(7, github.LinkCloses, github.Recognised, "", true)}}
			got := linkUp(t, f, nil)
			if got.exit != tt.exit || len(f.runs) != tt.runs || !strings.Contains(got.out, tt.out) || (got.out == "") != (tt.exit == 2) {
				t.Errorf("got %+v and %d runs, want %d after %d runs, with %q", got, len(f.runs), tt.exit, tt.runs, tt.out)
			}
			if tt.exit == 2 && !strings.Contains(remedy(got.err), "--dry-run") {
				t.Errorf("got %v, want to be told to look", got.err)
			}
			if kept := strings.Contains(got.errs, "edited meanwhile; the edit is kept"); kept != (tt.runs == 2) {
				t.Errorf("got %q, want the edit told only if it was merged", got.errs)
			}
		})
	}
}

func remedy(err error) string {
	var advice interface{ Remedy() string }
	if errors.As(err, &advice) {
		return advice.Remedy()
	}
	return ""
}

// refusedErr is GitHub's refusal.
type refusedErr struct{ *github.LinkRefusal }

func (refusedErr) Error() string   { return "it is refused" }
func (r refusedErr) Unwrap() error { return r.LinkRefusal }

func TestLinkFailures(t *testing.T) {
	refused := errors.New("refused")
	blocked := planned()
	blocked.Blocked = refused
	tests := []struct {
		name   string
		f      *fakeLinker
		change func(*LinkOptions)
		err    string
		remedy string
		runs   int
	}{
		{name: "no plan", f: &fakeLinker{planErr: refused}, err: "refused"},
		{name: "no job", f: &fakeLinker{plan: planned(), startErr: refused}, err: "refused"},
		{name: "no write", f: &fakeLinker{plan: planned(), runErrs: []error{refused}}, err: "refused", runs: 1},
		{
			name: "unclear", f: &fakeLinker{plan: planned(), runErrs: []error{fmt.Errorf("edit: %w", github.ErrUnclear)}}, runs: 1,
			err: "edit: it is not known whether it was done", remedy: "Look what is there before anything is tried again: hubtrail links 12",
		},
		{
			name: "interrupted", f: &fakeLinker{plan: planned(), runErrs: []error{fmt.Errorf("edit: %w", context.Canceled)}}, runs: 1,
			err: "interrupted: nothing was written to acme/shop#12",
		},
		{
			name: "blocked", f: &fakeLinker{plan: blocked, startErr: refusedErr{&github.LinkRefusal{Comment: true}}}, err: "it is refused",
			remedy: "With --comment, a comment refers to the issues instead, which closes nothing.",
		},
		{name: "blocked, a comment too", f: &fakeLinker{plan: blocked, startErr: refusedErr{&github.LinkRefusal{}}}, err: "it is refused"},
		{
			name: "refused", f: &fakeLinker{plan: planned(), runErrs: []error{refusedErr{&github.LinkRefusal{Comment: true}}}}, runs: 1, err: "it is refused",
			remedy: "With --comment",
		},
		{name: "an issue that is not there", f: &fakeLinker{plan: planned()}, change: named(404, 12), err: "read acme/shop#404: it does not exist"},
		{
			name: "swapped", f: &fakeLinker{}, change: named(12, 7), err: "acme/shop#7 is an issue and acme/shop#12 a pull request: the pull request comes last",
			remedy: "Write: hubtrail link 7 12",
		},
		{name: "swapped among more", f: &fakeLinker{}, change: named(7, 12, 9), err: "the pull request comes last", remedy: "Write: hubtrail link 7 9 12"},
		{name: "no pull request", f: &fakeLinker{}, change: named(7, 9), err: "acme/shop#9 is an issue: the last one has to be a pull request", remedy: "hubtrail link ISSUE... PR"},
		{name: "two pull requests", f: &fakeLinker{}, change: named(7, 13, 12), err: "acme/shop#13 is a pull request too", remedy: "one pull request"},
		{name: "two, and an issue last", f: &fakeLinker{}, change: named(13, 12, 7), err: "acme/shop#7 is an issue: the last one has to be a pull request", remedy: "ISSUE... PR"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := linkUp(t, tt.f, tt.change)
			if got.exit != 2 || got.out != "" || got.err == nil || !strings.Contains(got.err.Error(), tt.err) || !strings.Contains(remedy(got.err), tt.remedy) || (remedy(got.err) == "") != (tt.remedy == "") {
				t.Errorf("got %+v (%s), want 2 with %q and %q", got, remedy(got.err), tt.err, tt.remedy)
			}
			if len(tt.f.runs) != tt.runs {
				t.Errorf("got %d runs, want %d: nothing is tried again", len(tt.f.runs), tt.runs)
			}
			if kept := len(tt.f.forgot) < tt.runs; kept != (tt.name == "unclear") {
				t.Errorf("forgot %q, want what was surely not written forgotten, and nothing else", tt.f.forgot)
			}
		})
	}
	if got := linkUp(t, &fakeLinker{plan: planned()}, func(o *LinkOptions) { named(404, 12)(o); unlinking(o) }); got.err != nil {
		t.Errorf("unlinking what is not there any more: got %v, want the text taken out", got.err)
	}
	if got := linkUp(t, &fakeLinker{plan: planned()}, func(o *LinkOptions) { named(13, 12)(o); unlinking(o) }); got.err != nil {
		t.Errorf("unlinking a pull request that the body names: got %v, want the text taken out", got.err)
	}
}

// named gives other references, as they are typed.
func named(numbers ...int) func(*LinkOptions) {
	return func(o *LinkOptions) {
		o.Request.Issues, o.Typed = nil, nil
		for _, n := range numbers {
			o.Request.Issues, o.Typed = append(o.Request.Issues, shop(n)), append(o.Typed, fmt.Sprint(n))
		}
		last := len(numbers) - 1
		o.Request.Issues, o.Request.Pull = o.Request.Issues[:last], shop(numbers[last])
	}
}

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"12": "12", "#12": "'#12'", "acme/shop#12": "acme/shop#12", "https://x.y/a/b/pull/1?w=1&x": "'https://x.y/a/b/pull/1?w=1&x'", "a'b": `'a'\''b'`, "": "''",
	} {
		if got := Quoted(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

// Whoever waits for long is told what for, and nobody else.
func TestLinkNotes(t *testing.T) {
	for _, tt := range []struct {
		pause    time.Duration
		terminal bool
		want     string
	}{
		{1100 * time.Millisecond, true, "hubtrail: reading...\nhubtrail: asking...\n"}, {900 * time.Millisecond, true, ""}, {time.Hour, false, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &fakeLinker{plan: planned(), notes: []string{"reading", "asking", ""}, pause: tt.pause}
			if got := linkUp(t, f, func(o *LinkOptions) { o.Terminal = tt.terminal }); got.errs != tt.want {
				t.Errorf("%v: got %q, want %q", tt.pause, got.errs, tt.want)
			}
		})
	}
}
