package demo

import (
	"cmp"
	"time"

	"hubtrail/github/embedded"
)

// waitingPulls are the open pull requests with their reviews.
func waitingPulls(s *spec, last int) []embedded.Issue {
	var list []embedded.Issue
	for _, p := range openPulls(last) {
		in := embedded.Issue{
			Number: p.number, Title: p.title, Author: p.by, CreatedAt: p.made(s),
			Pull: &embedded.Pull{Base: cmp.Or(p.base, s.branch()), Branch: p.branch, NeedsReview: true, Mergeable: "blocked"},
		}
		w := waiting{&in, in.CreatedAt}
		switch p.branch {
		case refactoring:
			w.refactoring()
		case spacing:
			w.spacing()
		case tracing:
			w.tracing()
		case backport:
			w.backport()
		case agreed:
			w.agreed()
		}
		list = append(list, in)
	}
	return list
}

// waiting is an open pull request that is being reviewed. at is the time of what
// happened last.
type waiting struct {
	*embedded.Issue
	at time.Time
}

// later is some time after what happened last.
func (w *waiting) later() time.Time {
	w.at = w.at.Add(97 * time.Minute)
	return w.at
}

// ask asks teams for reviews.
func (w *waiting) ask(teams ...string) {
	at := w.later()
	for _, t := range teams {
		w.Pull.Teams = append(w.Pull.Teams, t)
		w.Events = append(w.Events, embedded.Event{Kind: "review_requested", Actor: w.Author, At: at, Team: t})
	}
}

// say adds a review with its remarks.
func (w *waiting) say(login, state, body string, remarks ...embedded.Thread) {
	at := w.later()
	for i := range remarks {
		for j := range remarks[i].Comments {
			remarks[i].Comments[j].CreatedAt = at.Add(time.Duration(j) * time.Minute)
		}
	}
	id := 940_000_000 + int64(w.Number)*100 + int64(len(w.Pull.Reviews))
	w.Pull.Reviews = append(w.Pull.Reviews, embedded.Review{ID: id, Author: login, State: state, Body: body, At: at, Threads: remarks})
}

func remark(path string, line int, login, text string) embedded.Thread {
	return embedded.Thread{Path: path, Line: line, Comments: []embedded.Comment{{Author: login, Body: text}}}
}

// check adds check runs, all of which pass but the failing ones.
func (w *waiting) check(names, failing []string) {
	at := w.CreatedAt
	for _, name := range names {
		w.Pull.CheckRuns = append(w.Pull.CheckRuns, embedded.CheckRun{Name: name, Conclusion: "success", StartedAt: at, CompletedAt: at.Add(4 * time.Minute)})
	}
	for _, name := range failing {
		w.Pull.CheckRuns = append(w.Pull.CheckRuns, embedded.CheckRun{
			Name: name, Conclusion: "failure", Title: "1 failed", Summary: "One **test** failed.", StartedAt: at, CompletedAt: at.Add(6 * time.Minute),
		})
	}
}

// refactoring is approved for some of its many owners; support wants changes, and
// most are silent. Its rule for the new folder counts only when it is merged.
func (w *waiting) refactoring() {
	w.Body = "Closes #3\n\nThe package moves to `packages/telemetry/`, a tenth of the files that log follows. The rest comes in smaller pieces.\n\n" +
		"No change in behaviour: the fields are the same, in JSON."
	w.Labels = []string{"enhancement", "dependencies"}
	w.check([]string{"build", "lint", "unit"}, []string{"e2e"})
	w.say(personal, "APPROVED", "For the platform team. The change to the rules is right, too.")
	w.say("brendan-okafor", "APPROVED", "")
	w.say("hanne-olsen", "CHANGES_REQUESTED", "Our search knows the old format only: not before Thursday, please.")
	w.say("gwen-price", "COMMENTED", "", remark("docs/adr/one-logger.md", 3, "gwen-price", "Say which of the two goes."))
	w.say("liming", "APPROVED", "Search and data are fine with it.")
	w.ask("mobile", "logistics", "warehouse", "checkout", "partners", "support", "writers", "growth", "web")
}

// spacing has an approval that was dismissed, one of a team that counts, and
// files that nobody owns.
func (w *waiting) spacing() {
	w.Body = "Steps of four instead of five. Screens move by a pixel or two."
	w.Labels = []string{"accessibility"}
	w.check([]string{"build", "lint", "unit", "e2e"}, nil)
	w.say("octavia-reyes", "APPROVED", "Measured on three screens: good.")
	w.say("gwen-price", "DISMISSED", "Words are fine.")
	dismissed := w.Pull.Reviews[len(w.Pull.Reviews)-1].ID
	w.Events = append(w.Events, embedded.Event{Kind: "review_dismissed", Actor: w.Author, At: w.later(), Review: dismissed, Message: "The guide has changed since."})
	w.ask("checkout", "data", "logistics", "payments", "platform", "support", "warehouse", "writers")
}

// tracing is a draft: nobody is asked yet.
func (w *waiting) tracing() {
	w.Body = "To see what it costs. Not to be merged like this."
	w.Pull.Draft, w.Pull.Mergeable, w.Pull.NeedsReview = true, "", false
	w.check([]string{"build"}, []string{"lint"})
	w.say("tomasz-wrona", "COMMENTED", "Packing would like it as well, once it is cheap.")
}

// backport goes to the release, whose file names fewer owners.
func (w *waiting) backport() {
	w.Body = "The same as on the default branch, for those who stay on the release."
	w.Labels = []string{"regression"}
	w.check([]string{"build", "unit"}, nil)
	w.say("tomasz-wrona", "APPROVED", "")
	w.ask("backend", "platform")
}

// agreed has an owner of each kind: a team with an approval, one that wants
// changes, one that is silent, one whose only member to answer is the author, and
// a file that the author alone owns.
func (w *waiting) agreed() {
	w.Body = "Fixes #5\n\nThe quote keeps its price until it is paid or a day old."
	w.Labels, w.Assignees = []string{"bug"}, []string{"farid-haddad"}
	w.check([]string{"build", "lint", "unit", "e2e"}, nil)
	w.say("tomasz-wrona", "APPROVED", "Rounding is as agreed.")
	w.say("chiyo-tanaka", "CHANGES_REQUESTED", "", remark("apps/storefront/src/components/price/list.tsx", 5, "chiyo-tanaka", "This hides the price while it loads. Keep the old one until the new one is there?"))
	w.ask("checkout", "writers")
}
