package linker

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// world is a fake of the accounts.
type world struct {
	bodies  map[int]string // of pull requests, by number
	rows    []github.LinkCandidate
	links   []github.Link
	warn    []string
	blocked error
	fail    error // of planning
	noLinks error
	noName  error // of making a branch
	silent  bool  // comments are blocked too
	demo    bool
	hold    chan struct{} // of planning

	asked []string
}

func (w *world) ask(what string, args ...any) {
	w.asked = append(w.asked, strings.TrimSpace(what+" "+strings.Trim(fmt.Sprint(args...), "[]")))
}

func (w *world) Viewer(github.Place) string { return "ada-lindqvist" }
func (w *world) List() []github.Account {
	return []github.Account{{Name: "work", Host: "github.invalid", Demo: w.demo, Local: w.demo}}
}

func (w *world) LinkCandidates(ctx context.Context, _ github.Place, of []github.Issue, pulls bool, typed string) []github.LinkCandidate {
	w.ask("candidates", pulls, " ", len(of), " ", typed)
	var rows []github.LinkCandidate
	for _, c := range w.rows {
		if c.Pull == pulls && strings.Contains(fmt.Sprint(c.Number, c.Title), typed) {
			rows = append(rows, c)
		}
	}
	return rows
}

func (w *world) LinksOf(_ context.Context, _ github.Place, ref github.IssueRef, pull bool) ([]github.Link, error) {
	w.ask("links", ref, pull)
	return w.links, w.noLinks
}

func (w *world) CreateBranch(_ context.Context, _ github.Place, issue github.IssueRef, name string) (string, error) {
	w.ask("branch", issue.String()+" "+name)
	return name, w.noName
}

// PlanLink adds a line an issue at the end of the body, or takes it out.
func (w *world) PlanLink(ctx context.Context, r github.LinkRequest) (github.LinkPlan, error) {
	w.ask("plan", r.Pull, len(r.Issues), r.Unlink, r.Comment)
	if w.hold != nil {
		<-w.hold
	}
	p := github.LinkPlan{LinkRequest: r}
	if w.fail != nil {
		return p, w.fail
	}
	p.PR = github.PullRequest{Issue: pull(r.Pull.Number, "Fix it"), Base: github.PullEnd{Ref: "main"}}
	p.Before = w.bodies[r.Pull.Number]
	p.After, p.Warnings, p.Blocked = p.Before, w.warn, w.blocked
	if r.Comment {
		if !w.silent {
			p.Blocked = nil
		}
		for _, i := range r.Issues {
			p.Text = strings.TrimSpace(fmt.Sprintf("%s\nRefs #%d", p.Text, i.Number))
		}
		return p, nil
	}
	for _, i := range r.Issues {
		line := fmt.Sprintf("\nCloses #%d", i.Number)
		link := github.Link{Issue: i, Pull: r.Pull, Kind: r.Kind, Where: github.LinkInBody}
		switch {
		case r.Unlink:
			p.After = strings.Replace(p.After, line, "", 1)
			link.Changed = true
		case !strings.Contains(p.After, line):
			p.After += line
			link.Changed = true
		}
		p.Links = append(p.Links, link)
	}
	return p, nil
}

// desk is a fake of the jobs. It writes to the bodies of its world.
type desk struct {
	w    *world
	kept []github.LinkJob
	did  []string
	run  func(j *github.LinkJob) error // nil does it
	hold chan struct{}
	deny error // of noting
	look func(j *github.LinkJob) error
}

func (d *desk) List() []github.LinkJob {
	all := slices.Clone(d.kept)
	slices.Reverse(all)
	return all
}

func (d *desk) at(id string) *github.LinkJob {
	for i := range d.kept {
		if d.kept[i].ID == id {
			return &d.kept[i]
		}
	}
	return nil
}

func (d *desk) Start(_ context.Context, p github.LinkPlan) (github.LinkJob, error) {
	if d.deny != nil {
		return github.LinkJob{}, d.deny
	}
	j := github.LinkJob{ID: fmt.Sprint("j", len(d.kept)+1), Request: p.LinkRequest, Before: p.Before, After: p.After, Links: p.Links, Status: github.LinkPlanned, At: time.Now(), Undoes: p.Undoes}
	d.kept = append(d.kept, j)
	return j, nil
}

func (d *desk) Run(ctx context.Context, id string, emit func(github.LinkProgress)) (github.LinkJob, error) {
	j := d.at(id)
	d.did = append(d.did, fmt.Sprintf("run %s #%d", id, j.Request.Pull.Number))
	j.Status = github.LinkWriting
	emit(github.LinkProgress{Job: *j, Total: 1, Note: "reading it again"})
	if d.hold != nil {
		<-d.hold
	}
	if d.run != nil {
		err := d.run(j)
		return *j, err
	}
	d.w.bodies[j.Request.Pull.Number] = j.After
	j.Status = github.LinkDone
	for n := range j.Links {
		j.Links[n].Recognised = github.Recognised
		if j.Request.Unlink {
			j.Links[n].Recognised = github.NotRecognised
		}
	}
	return *j, nil
}

func (d *desk) Undo(ctx context.Context, id string) (github.LinkPlan, error) {
	d.did = append(d.did, "undo "+id)
	r := d.at(id).Request
	r.Unlink = !r.Unlink
	p, err := d.w.PlanLink(ctx, r)
	p.Undoes = id
	return p, err
}

func (d *desk) Resume(_ context.Context, id string) (github.LinkJob, error) {
	d.did = append(d.did, "resume "+id)
	j := d.at(id)
	j.Status = github.LinkDone
	if d.look != nil {
		err := d.look(j)
		return *j, err
	}
	return *j, nil
}

func (d *desk) Forget(_ context.Context, id string) error {
	d.did = append(d.did, "forget "+id)
	d.kept = slices.DeleteFunc(d.kept, func(j github.LinkJob) bool { return j.ID == id })
	return nil
}

var (
	storefront = github.RepoRef{Owner: "northwind", Name: "storefront"}
	work       = github.Place{Account: "work"}
)

func ref(n int) github.IssueRef { return github.IssueRef{Repo: storefront, Number: n} }

func issue(n int, title string) github.Issue {
	return github.Issue{IssueRef: ref(n), Title: title, URL: fmt.Sprintf("https://github.invalid/northwind/storefront/issues/%d", n)}
}

func pull(n int, title string) github.Issue {
	return github.Issue{IssueRef: ref(n), Title: title, Pull: true, URL: fmt.Sprintf("https://github.invalid/northwind/storefront/pull/%d", n)}
}

func newWorld() *world {
	return &world{
		bodies: map[int]string{57: "What it does.\n\n```go\nx()\n```", 58: "Another."},
		rows: []github.LinkCandidate{
			{Issue: pull(57, "Pay button waits"), Why: []string{"branch names #12", "same author"}, Score: 90},
			{Issue: pull(58, "Checkout in one page"), Why: []string{"words of the title"}, Score: 20},
			{Issue: issue(12, "The pay button does nothing"), Why: []string{"mentions #57"}},
			{Issue: issue(13, "Checkout is slow")},
			{Issue: issue(14, "Nobody can pay")},
		},
	}
}

func newPane(t *testing.T, w *world) (*Pane, *desk) {
	t.Helper()
	d := &desk{w: w}
	p := New(t.Context(), panetest.Theme(), w, d)
	p.Resize(76, 20)
	return p, d
}

// raised is a pane that was opened as the root does.
func raised(p *Pane, with ...pane.Intent) *Pane {
	for _, msg := range with {
		panetest.Send(p, msg)
	}
	panetest.Send(p, pane.Raised{})
	panetest.Send(p, pane.Shown{})
	return p
}

// linking is a pane that links issue 12.
func linking(t *testing.T, w *world) (*Pane, *desk) {
	p, d := newPane(t, w)
	return raised(p, pane.LinkUp{Place: work, Issues: []github.Issue{issue(12, "The pay button does nothing")}}), d
}

func second(_ pane.Intent, cmd tea.Cmd) tea.Cmd { return cmd }

func screen(p *Pane) string { return strings.TrimRight(panetest.Text(p.View(true)), "\n") }

func has(t *testing.T, p *Pane, parts ...string) {
	t.Helper()
	got := screen(p)
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") } // sentences are wrapped
	for _, want := range parts {
		if !strings.Contains(flat(got), flat(want)) {
			t.Errorf("got\n%s\nwant %q in it", got, want)
		}
	}
}

func same(t *testing.T, p *Pane, want string) {
	t.Helper()
	if got := screen(p); got != strings.TrimPrefix(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
