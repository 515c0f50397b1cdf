package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"hubtrail/github"
)

// Linker plans links and writes them, as github.Accounts and github.LinkJobs do.
// Start refuses a blocked plan with a *github.LinkRefusal.
type Linker interface {
	PlanLink(ctx context.Context, r github.LinkRequest) (github.LinkPlan, error)
	LinksOf(ctx context.Context, at github.Place, ref github.IssueRef, pull bool) ([]github.Link, error)
	Start(ctx context.Context, p github.LinkPlan) (github.LinkJob, error)
	Run(ctx context.Context, id string, emit func(github.LinkProgress)) (github.LinkJob, error)
	Forget(ctx context.Context, id string) error
}

// LinkOptions is what `hubtrail link` or `hubtrail unlink` is asked.
type LinkOptions struct {
	Request github.LinkRequest
	Linker  Linker
	// Issue reads an issue or pull request, which of the two it is: what is
	// stored serves.
	Issue func(ctx context.Context, ref github.IssueRef) (github.Issue, error)
	// Command is the command line up to the references, and Typed the references
	// as they were written, of Request.Issues and then of Request.Pull: for
	// saying what was meant.
	Command string
	Typed   []string

	DryRun   bool // write nothing
	JSON     bool // one object a link
	Terminal bool // Stdout is a terminal: columns and not tabs

	Stdout, Stderr io.Writer
	Styles         Styles
}

// Link writes links of issues with a pull request into its body, or takes them
// out of it, and prints how the body changed and what became of each link:
//
//	acme/shop#12  Fix the basket
//	@@ -3,1 +3,3 @@
//	  Baskets lose their last line.
//	+
//	+ Closes #7
//	acme/shop#7  closes  body  written  GitHub recognises it
//
// with a tab between the columns where Stdout is no terminal. As JSON it is one
// object a link and no body:
//
//	{"issue":"acme/shop#7","pull_request":"acme/shop#12","kind":"closes","where":"body","recognised":true,"why":"","changed":true}
//
// where kind is closes, refers, manual, mention or commit, where is body,
// comment, commit, web or branch, and recognised is null when GitHub could not
// be asked. Warnings are told on Stderr. With DryRun it is what would be done.
//
// The exit status is 0 when GitHub recognises every link, or does not need to
// (a plain reference); 1 when something was written that it does not recognise
// or, of unlinking, when it still links something; 2 with an error.
func Link(ctx context.Context, o LinkOptions) (exit int, err error) {
	if err := o.check(ctx); err != nil {
		return exitError, err
	}
	plan, err := o.Linker.PlanLink(ctx, o.Request)
	if err != nil {
		return exitError, o.failed(err)
	}
	switch {
	case plan.Blocked != nil:
		o.warn(plan)
		_, err := o.Linker.Start(ctx, plan)
		return exitError, o.failed(cmp.Or(err, plan.Blocked))
	case plan.Idle():
		return o.answer(plan, o.asTheyAre(ctx, plan.Links))
	case o.DryRun:
		return o.answer(plan, plan.Links)
	}
	plan, job, err := o.write(ctx, plan)
	if err != nil {
		return exitError, o.failed(err)
	}
	return o.answer(plan, job.Links)
}

// write carries a plan out. If the body was edited meanwhile and the same links
// are to be written into it as before, the new plan is carried out: once.
func (o LinkOptions) write(ctx context.Context, plan github.LinkPlan) (github.LinkPlan, github.LinkJob, error) {
	job, err := o.run(ctx, plan)
	var changed *github.BodyChanged
	if errors.As(err, &changed) && sameLinks(plan, changed.Plan) {
		plan = changed.Plan
		o.say(fmt.Sprintf("the body of %s was edited meanwhile; the edit is kept", o.Request.Pull))
		job, err = o.run(ctx, plan)
	}
	if err != nil && (job.Status == github.LinkPlanned || job.Status == github.LinkRefused) {
		// The person is told now; nothing is left to be told the next time.
		_ = o.Linker.Forget(context.WithoutCancel(ctx), job.ID)
	}
	return plan, job, err
}

func (o LinkOptions) run(ctx context.Context, plan github.LinkPlan) (github.LinkJob, error) {
	job, err := o.Linker.Start(ctx, plan)
	if err != nil {
		return job, err
	}
	emit, end := o.notes()
	defer end()
	return o.Linker.Run(ctx, job.ID, emit)
}

// sameLinks reports whether two plans come to the same links, in whatever body.
func sameLinks(a, b github.LinkPlan) bool {
	return b.Blocked == nil && slices.EqualFunc(a.Links, b.Links, func(a, b github.Link) bool {
		return a.Issue == b.Issue && a.Kind == b.Kind && a.Where == b.Where && a.Recognised == b.Recognised
	})
}

// asTheyAre adds to links what GitHub makes of them, where nothing is written.
// What cannot be asked stays unknown.
func (o LinkOptions) asTheyAre(ctx context.Context, planned []github.Link) []github.Link {
	known, err := o.Linker.LinksOf(ctx, o.Request.Place, o.Request.Pull, true)
	links := slices.Clone(planned)
	for i, l := range links {
		if l.Recognised != github.RecognitionUnknown {
			continue
		}
		if err != nil {
			links[i].Why = err.Error()
		}
		for _, k := range known {
			if sameIssue(k.Issue, l.Issue) && (links[i].Recognised == github.RecognitionUnknown || k.Recognised == github.Recognised) {
				links[i].Recognised, links[i].Why = k.Recognised, k.Why
			}
		}
	}
	return links
}

// sameIssue compares as GitHub does, which does not tell cases apart.
func sameIssue(a, b github.IssueRef) bool {
	return a.Number == b.Number && strings.EqualFold(a.Repo.String(), b.Repo.String())
}

// answer prints a plan, or with what became of it the links as they were read
// back.
func (o LinkOptions) answer(plan github.LinkPlan, links []github.Link) (exit int, err error) {
	if err := o.print(plan, links); err != nil {
		return exitError, err
	}
	o.warn(plan)
	if o.DryRun {
		o.say("nothing was written")
	}
	for _, l := range links {
		exit = max(exit, o.exit(l))
	}
	return exit, nil
}

// exit is what a link makes of the exit status. What GitHub makes of one that is
// not written is known only if it is bad.
func (o LinkOptions) exit(l github.Link) int {
	switch {
	case o.Request.Unlink && (!l.Changed || l.Recognised == github.Recognised && !o.DryRun):
		return exitNo
	case o.Request.Unlink, o.refers():
		return exitYes
	case l.Recognised == github.NotRecognised, l.Recognised == github.RecognitionUnknown && !o.DryRun:
		return exitNo
	}
	return exitYes
}

// refers reports whether the links are to close nothing.
func (o LinkOptions) refers() bool {
	return o.Request.Kind == github.LinkRefers || o.Request.Comment
}

func (o LinkOptions) warn(plan github.LinkPlan) {
	for _, w := range plan.Warnings {
		o.say(w)
	}
}

// say tells a person what the answer does not.
func (o LinkOptions) say(words string) { fmt.Fprintf(o.Stderr, "hubtrail: %s\n", plain(words)) }

// failed adds to an error what a person at a shell does next.
func (o LinkOptions) failed(err error) error {
	var changed *github.BodyChanged
	var refused *github.LinkRefusal
	switch {
	case errors.Is(err, github.ErrUnclear):
		return advised{err, "Look what is there before anything is tried again: hubtrail links " + Quoted(o.typedPull())}
	case errors.As(err, &changed):
		return advised{err, "Nothing was written. See with --dry-run what would be now, and try again."}
	case errors.As(err, &refused) && refused.Comment:
		return advised{err, strings.TrimSpace(adviceOf(refused.Unwrap()) + " With --comment, a comment refers to the issues instead, which closes nothing.")}
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted: nothing was written to %s", plain(o.Request.Pull.String()))
	}
	return err
}

// adviceOf is what an error says to do next, "" if nothing.
func adviceOf(err error) string {
	var advice interface{ Remedy() string }
	if errors.As(err, &advice) {
		return advice.Remedy()
	}
	return ""
}

func (o LinkOptions) typedPull() string {
	if len(o.Typed) > 0 {
		return o.Typed[len(o.Typed)-1]
	}
	return o.Request.Pull.String()
}

// advised is an error with what to do next.
type advised struct {
	error
	advice string
}

func (a advised) Remedy() string { return plain(a.advice) }
func (a advised) Unwrap() error  { return a.error }
