package owners

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/github/codeowners"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/text"
	"hubtrail/ui/widget/input"
	"hubtrail/ui/widget/list"
)

// pause is how long typing rests before a rule is tried.
const pause = 60 * time.Millisecond

// draft is a changed file, and what of the repository's it would change.
type draft struct {
	*github.OwnersDraft
	base *github.OwnersFile // it was begun on
	hand []github.Handover
}

// attempt is a line that is being changed.
type attempt struct {
	line     int
	input    *input.Input
	list     list.List
	keeping  bool // it is kept as soon as it was tried
	handover []github.Handover
	mistake  string
}

// trial is what came of a changed file.
type trial struct {
	draft *draft
	book  *book
	line  int    // that was changed, 0 for none
	text  string // as it was typed
	last  []github.Handover
}

// tryRule opens the line of the rule the cursor is on, or of a new one behind
// all others.
func (p *Pane) tryRule(fresh bool) (pane.Intent, tea.Cmd) {
	if p.book == nil {
		return nil, nil
	}
	d := p.drafting()
	line, rule := d.Lines()+1, ""
	if fresh {
		if path, _, ok := p.currentPath(); ok {
			rule = "/" + codeowners.Escape(path) + " @"
		}
	} else {
		line = p.lineToEdit()
		if line == 0 {
			return pane.Say{Text: "no rule is there to change: n tries a new one"}, nil
		}
		rule = d.Line(line)
	}
	p.try = &attempt{line: line, input: input.New(p.o.Theme, fmt.Sprintf("line %d ", line), "pattern @owner")}
	p.try.list.Bar = list.NewBar(p.o.Theme)
	p.try.input.SetValue(rule)
	p.room()
	return nil, p.test(d, 0)
}

// lineToEdit is the line of what the cursor is on.
func (p *Pane) lineToEdit() int {
	switch p.tab {
	case filesTab, unownedTab:
		if _, i, ok := p.currentPath(); ok && i >= 0 && p.book.own.Rule(i) != nil {
			return p.book.own.Rule(i).Line
		}
	case rulesTab:
		if r := p.currentRule(); r != nil {
			return r.Line
		}
	case problemsTab:
		if x, ok := p.currentProblem(); ok {
			return x.Line
		}
	}
	return 0
}

// test works out what the line as typed would change: beside the file shown,
// and all in all beside the repository's.
func (p *Pane) test(d *draft, delay time.Duration) tea.Cmd {
	now, base := p.book.own, p.slot.Value()
	changed := &draft{OwnersDraft: d.Copy(), base: d.base}
	line, typed := 0, ""
	if p.try != nil {
		line, typed = p.try.line, p.try.input.Value()
		changed.Set(line, typed)
	}
	return p.trial.Start(delay, func(ctx context.Context, emit func(*trial, time.Time)) error {
		own := github.NewOwnership(changed.File(), now.Tree)
		t := &trial{draft: changed, book: newBook(own), line: line, text: typed, last: now.Handovers(own)}
		if base != nil {
			changed.hand = base.own.Handovers(own)
		}
		emit(t, time.Time{})
		return nil
	})
}

// redraft shows the draft on what was loaded anew.
func (p *Pane) redraft() tea.Cmd {
	p.layOut()
	return p.test(p.draft, 0)
}

// tried takes in what came of a trial.
func (p *Pane) tried() tea.Cmd {
	t := p.trial.Value()
	switch {
	case p.try == nil && t.line == 0 && p.draft != nil:
		return p.keep(t)
	case p.try == nil || p.try.input.Value() != t.text || p.try.line != t.line:
		return nil
	case p.try.keeping:
		p.try = nil
		return p.keep(t)
	}
	p.try.handover, p.try.mistake = t.last, ""
	for _, x := range t.book.own.File.Problems {
		if x.Line == t.line && p.try.mistake == "" {
			p.try.mistake = string(x.Kind)
			if x.Suggestion != "" {
				p.try.mistake += ": " + x.Suggestion
			}
		}
	}
	p.try.list.SetLen(len(t.last))
	p.room()
	return nil
}

// keep shows the changed file from now on.
func (p *Pane) keep(t *trial) tea.Cmd {
	if t.draft.Changes() == 0 {
		return p.undraft()
	}
	p.draft, p.book = t.draft, t.book
	p.lint.Reset()
	p.layOut()
	return p.check()
}

// undraft shows the repository's file again.
func (p *Pane) undraft() tea.Cmd {
	p.draft, p.book = nil, p.slot.Value()
	delete(p.drafts, p.place())
	p.lint.Reset()
	p.layOut()
	if p.book == nil {
		return nil
	}
	return p.check()
}

// discard throws the draft away.
func (p *Pane) discard() (pane.Intent, tea.Cmd) {
	if p.draft == nil {
		return pane.Say{Text: "no rule was changed here"}, nil
	}
	cmd := p.undraft()
	return pane.Say{Text: "the changed rules are thrown away"}, cmd
}

// keepDraft keeps the draft of another place for when it is looked at again.
func (p *Pane) keepDraft(at place) {
	if p.draft != nil {
		p.drafts[at] = p.draft
	}
}

// typedRule takes a letter of a rule.
func (p *Pane) typedRule(k tea.KeyMsg) tea.Cmd {
	before := p.try.input.Value()
	p.try.input.Update(k)
	if p.try.input.Value() == before {
		return nil
	}
	p.try.keeping = false
	return p.test(p.drafting(), pause)
}

// drafting is the draft that the line belongs to.
func (p *Pane) drafting() *draft {
	if p.draft != nil {
		return p.draft
	}
	return &draft{OwnersDraft: github.NewOwnersDraft(p.book.own.File), base: p.book.own.File}
}

func (p *Pane) actTrying(a keymap.Action) (pane.Intent, tea.Cmd) {
	if p.try.list.Act(a) {
		return nil, nil
	}
	switch a {
	case keymap.Cancel, keymap.Back:
		p.try = nil
		p.trial.Cancel()
	case keymap.Accept:
		p.try.keeping = true
		return nil, p.test(p.drafting(), 0)
	case keymap.Reload, keymap.ReloadAll:
		return nil, p.load()
	}
	return nil, nil
}

// copyDraft gives the changed file, or its patch, to the clipboard.
func (p *Pane) copyDraft(a keymap.Action) pane.Intent {
	switch {
	case p.book == nil:
		return nil
	case p.draft == nil && a == keymap.CopyPatch:
		return pane.Say{Text: "no rule was changed here: e changes one, n tries a new one"}
	case p.draft == nil:
		return pane.Copy{Text: p.book.own.File.Text, What: p.fileName()}
	case a == keymap.CopyPatch:
		return pane.Copy{Text: p.draft.Patch(), What: "the patch of " + p.fileName() + ": git apply takes it"}
	}
	return pane.Copy{Text: p.draft.Text(), What: "the changed " + p.fileName()}
}

// draftText is what the draft comes to.
func (p *Pane) draftText() string {
	s := count(p.draft.Changes(), "line") + " changed here only, " + handoverText(p.draft.hand)
	if base := p.slot.Value(); base != nil && base.own.File.Blob != p.draft.base.Blob {
		s += "; the file has changed on GitHub since"
	}
	return s
}

func handoverText(list []github.Handover) string {
	switch len(list) {
	case 0:
		return "no file changes hands"
	case 1:
		return "1 file changes hands"
	}
	return text.Count(len(list)) + " files change hands"
}
