package conversation

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
)

// outcome is what came of something written.
type outcome struct {
	question question
	issue    github.Issue
}

// question is what was asked, and what is done if the answer is yes.
type question struct {
	at      pane.IssueAt
	ref     github.IssueRef
	comment int64  // to delete; 0 for a change of state
	open    bool   // the state wanted
	reason  string // of closing
}

// comments opens a new comment.
func (p *Pane) comments() pane.Intent {
	if p.at.Ref.Number == 0 {
		return nil
	}
	ref := p.ref()
	return pane.WriteText{Draft: github.Draft{Kind: github.DraftComment, Place: p.at.Place, Repo: ref.Repo, Number: ref.Number}}
}

// mine is the comment to act on, or why there is none that one may change.
func (p *Pane) mine(verb string) (*github.Event, string) {
	at := p.sheet().current()
	if p.tab != talkTab || at < 0 {
		return nil, "go to a comment to " + verb + " it"
	}
	x := p.sheet().parts[at]
	e := x.event
	switch {
	case x.key == "body":
		return nil, "only comments can be changed here: press o for the description"
	case e == nil || e.Kind != "commented" && e.Kind != "reviewed":
		return nil, "go to a comment to " + verb + " it: } is the next one"
	case e.Kind == "reviewed":
		return nil, "a review is changed on the web: press o"
	case e.ID == 0:
		return nil, "GitHub does not tell this comment's number: press o to " + verb + " it on the web"
	}
	viewer := p.o.Client.Viewer(p.at.Place)
	switch {
	case viewer == "":
		return nil, "it is not known yet who you are here: press o to " + verb + " it on the web"
	case !strings.EqualFold(viewer, e.Actor):
		return nil, "this comment is " + who(e.Actor) + "'s; you are " + clip(viewer)
	}
	return e, ""
}

// edit opens one's own comment.
func (p *Pane) edit() pane.Intent {
	e, why := p.mine("edit")
	if e == nil {
		return pane.Say{Text: why}
	}
	ref := p.ref()
	return pane.WriteText{Draft: github.Draft{
		Kind: github.DraftEdit, Place: p.at.Place, Repo: ref.Repo, Number: ref.Number, CommentID: e.ID, Base: e.Body, Body: e.Body,
	}}
}

// sender says on whose behalf something is sent.
func (p *Pane) sender() string {
	s := "Sent with the account " + clip(p.at.Place.Account)
	if viewer := p.o.Client.Viewer(p.at.Place); viewer != "" {
		s += ", as " + clip(viewer)
	}
	return s + "."
}

// busy says that something is being written already: nothing is sent twice.
func (p *Pane) busy() pane.Intent {
	if p.write.Busy().IsZero() {
		return nil
	}
	return pane.Say{Text: "GitHub has not answered yet: wait for it"}
}

func (p *Pane) askDelete() pane.Intent {
	if say := p.busy(); say != nil {
		return say
	}
	e, why := p.mine("delete")
	if e == nil {
		return pane.Say{Text: why}
	}
	return pane.Ask{
		To: pane.Conversation, Title: "Delete your comment?", Verb: "delete comment",
		Lines: []string{"Your comment of " + e.At.Local().Format("2006-01-02 15:04") + " in " + clip(p.ref().String()) + ":", beginning(e.Body), "It cannot be brought back.", p.sender()},
		Tag:   question{at: p.at, ref: p.ref(), comment: e.ID},
	}
}

// beginning is the first line of a text.
func beginning(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return text.Fit(clip(s), min(text.Width(clip(s)), 60))
}

// askState asks before closing or opening again, an issue for the reason too.
func (p *Pane) askState() pane.Intent {
	if say := p.busy(); say != nil {
		return say
	}
	h := p.head.Value()
	if h == nil {
		return nil
	}
	q := question{at: p.at, ref: p.ref()}
	name := clip(q.ref.String())
	title := clip(h.pr.Title)
	switch {
	case h.pr.State == github.IssueMerged:
		return pane.Say{Text: "a merged pull request stays merged: it cannot be opened again"}
	case !h.pr.State.Open():
		q.open = true
		return pane.Ask{To: pane.Conversation, Title: "Reopen " + name + "?", Lines: []string{title, p.sender()}, Verb: "reopen", Tag: q}
	case h.pull:
		return pane.Ask{To: pane.Conversation, Title: "Close " + name + "?", Lines: []string{title, "It is closed without being merged.", p.sender()}, Verb: "close", Tag: q}
	}
	q.reason = completed
	return pane.Ask{
		To: pane.Conversation, Title: "Close " + name + "?", Lines: []string{title, p.sender()},
		Verb: "as completed", Also: []string{"as not planned"}, Tag: q,
	}
}

// The reasons for closing, as GitHub writes them.
const (
	completed  = "completed"
	notPlanned = "not_planned"
)

// confirmed does what was asked about, or does not.
func (p *Pane) confirmed(c pane.Confirmed) (pane.Intent, tea.Cmd) {
	q, ok := c.Tag.(question)
	if !ok || q.at != p.at || !p.write.Busy().IsZero() {
		return nil, nil
	}
	if !c.Yes {
		return nil, nil
	}
	if c.Choice == 1 {
		q.reason = notPlanned
	}
	p.tell(note{text: doing(q) + text.Ellipsis, ink: dim, lasting: true})
	c2 := p.o.Client
	return nil, p.write.Start(0, func(ctx context.Context, emit func(outcome, time.Time)) error {
		done := outcome{question: q}
		var err error
		if q.comment != 0 {
			err = c2.DeleteComment(ctx, q.at.Place, q.ref, q.comment)
		} else {
			done.issue, err = c2.SetIssueState(ctx, q.at.Place, q.ref, q.open, q.reason)
		}
		emit(done, time.Time{})
		return err
	})
}

func doing(q question) string {
	switch {
	case q.comment != 0:
		return "deleting your comment"
	case q.open:
		return "reopening " + q.ref.String()
	}
	return "closing " + q.ref.String()
}

func done(q question) string {
	switch {
	case q.comment != 0:
		return "Your comment was deleted."
	case q.open:
		return "Reopened."
	case q.reason == notPlanned:
		return "Closed as not planned."
	case q.reason == completed:
		return "Closed as completed."
	}
	return "Closed."
}

// written shows what came of it. What GitHub has is read anew, above all when
// its answer did not say.
func (p *Pane) written() (pane.Intent, tea.Cmd) {
	if !p.write.Busy().IsZero() {
		return nil, nil
	}
	got, err := p.write.Value(), p.write.Err()
	switch {
	case errors.Is(err, github.ErrUnclear):
		p.tell(note{text: "It is not known whether this was done: " + reason(err) + " What GitHub has now is read: look before you try again.", ink: warn, lasting: true})
		return nil, p.load()
	case err != nil:
		say := "Not done, " + doing(got.question) + ": " + reason(err)
		if r := remedy(err); r != "" {
			say += " " + r
		}
		p.tell(note{text: say, ink: bad, lasting: true})
		return nil, nil
	}
	p.tell(note{text: done(got.question), ink: good})
	if got.question.comment != 0 {
		p.gone = got.question.comment
	} else if h := p.head.Value(); h != nil && got.issue.Number != 0 {
		next := *h
		next.pr.Issue = got.issue
		next.pr.Pull = h.pull
		p.head.Seed(&next, p.head.At())
	}
	p.build()
	return pane.Wrote{At: got.question.at}, p.load()
}
