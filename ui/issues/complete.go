package issues

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github/query"
	"hubtrail/ui/fuzzy"
	"hubtrail/ui/widget/list"
)

const (
	// popupRows is how many completions are in sight at once, offered how many
	// there are at most.
	popupRows = 8
	offered   = 50
)

// choice is one completion.
type choice struct {
	value string // a name of a qualifier, with its colon, or a value, unquoted
	help  string
}

// popup is the completions of the word under the text cursor.
type popup struct {
	open    bool
	picked  bool // the person moved in it: enter takes what is chosen
	wanted  bool // it could not be filled before the words are known
	cursor  query.Cursor
	choices []choice
	list    list.List
}

// height is how many rows it takes of the room for the list.
func (u *popup) height(room int) int { return min(len(u.choices), popupRows, room) }

func (u *popup) move(by int) {
	u.picked = true
	u.list.Move(by)
}

func (p *Pane) closePopup() {
	p.popup = popup{}
	p.underline()
}

// lexicon is the words that values are completed with, indexed.
type lexicon struct {
	words map[query.Source][]string
	index map[query.Source]*fuzzy.Index
	past  []string
}

// begin begins typing a query, with room for one more word. The words for
// completion are read meanwhile.
func (p *Pane) begin() tea.Cmd {
	p.mode = searching
	p.past.at = 0
	if s := p.input.Value(); s != "" && !strings.HasSuffix(s, " ") {
		p.input.SetValue(s + " ")
	} else {
		p.input.SetCursor(len(s))
	}
	return p.readWords()
}

// readWords makes what is known ready for completion.
func (p *Pane) readWords() tea.Cmd {
	at, repo, client, history := p.subject.Place, p.subject.Repo, p.client, p.o.History
	return p.words.Start(0, func(_ context.Context, emit func(*lexicon, time.Time)) error {
		w := client.SearchWords(at, repo)
		x := &lexicon{words: map[query.Source][]string{
			query.Logins: append([]string{"@me"}, w.Logins...), query.Teams: w.Teams, query.LabelNames: w.Labels,
			query.MilestoneNames: w.Milestones, query.RepositoryNames: w.Repositories, query.OwnerNames: w.Owners,
		}, index: map[query.Source]*fuzzy.Index{}}
		for source, words := range x.words {
			x.index[source] = fuzzy.New(words)
		}
		if history != nil {
			x.past = history.List()
		}
		emit(x, time.Time{})
		return nil
	})
}

// learn takes over the words.
func (p *Pane) learn(x *lexicon) {
	p.lexicon = x
	if p.past.at == 0 {
		p.past.list = x.past
	}
	if p.popup.wanted && p.mode == searching {
		p.suggest(false)
	}
}

// suggest fills the popup for the word under the text cursor; asked is whether
// the person wants it even for an empty word.
func (p *Pane) suggest(asked bool) {
	p.closePopup()
	c := query.At(p.input.Value(), p.input.Cursor())
	var choices []choice
	if c.Name == "" {
		if c.Typed == "" && !asked {
			return
		}
		choices = names(strings.ToLower(c.Typed))
	} else {
		choices = p.values(c)
		p.popup.wanted = choices == nil && p.lexicon == nil
	}
	if len(choices) == 0 || len(choices) == 1 && strings.EqualFold(choices[0].value, c.Typed) {
		return
	}
	p.popup.open, p.popup.cursor, p.popup.choices = true, c, choices
	p.popup.list.SetHeight(popupRows)
	p.popup.list.SetLen(len(choices))
}

// names is the qualifiers that begin with what is typed.
func names(typed string) (out []choice) {
	for _, q := range query.Qualifiers() {
		if strings.HasPrefix(q.Name, typed) {
			out = append(out, choice{q.Name + ":", q.Help})
		}
	}
	return out
}

// values is what a qualifier may be followed by: its fixed values, or what is
// known, best first.
func (p *Pane) values(c query.Cursor) (out []choice) {
	all := query.Qualifiers()
	i := slices.IndexFunc(all, func(q query.Qualifier) bool { return q.Name == c.Name })
	if i < 0 {
		return nil
	}
	q := all[i]
	fixed := make([]choice, 0, len(q.Values))
	for _, v := range q.Values {
		fixed = append(fixed, choice{value: v})
	}
	if q.Of == query.Dates {
		fixed = append(fixed, choice{">-1d", "in the last day"}, choice{">-1w", "in the last week"}, choice{">-1mo", "in the last month"}, choice{"<-1y", "more than a year ago"})
	}
	for _, v := range fixed {
		if strings.HasPrefix(strings.ToLower(v.value), strings.ToLower(c.Typed)) {
			out = append(out, v)
		}
	}
	if p.lexicon == nil || p.lexicon.index[q.Of] == nil {
		return out
	}
	words := p.lexicon.words[q.Of]
	for _, i := range p.lexicon.index[q.Of].Match(c.Typed) {
		if len(out) == offered {
			break
		}
		out = append(out, choice{value: words[i]})
	}
	return out
}

// accept puts the completion chosen in the place of the word.
func (p *Pane) accept() tea.Cmd {
	i := p.popup.list.Cursor()
	if !p.popup.open || i < 0 {
		return nil
	}
	c, chosen, s := p.popup.cursor, p.popup.choices[i].value, p.input.Value()
	if c.End > len(s) {
		return nil
	}
	head, tail := s[:c.Start], s[c.End:]
	switch {
	case c.Name == "":
	case tail == "":
		chosen = query.Quoted(chosen) + " "
	default:
		chosen = query.Quoted(chosen)
	}
	p.input.SetValue(head + chosen + tail)
	p.input.SetCursor(len(head + chosen))
	p.past.at = 0
	p.closePopup()
	edited := p.edit(p.input.Value(), pause)
	if c.Name == "" {
		p.suggest(false)
		return tea.Batch(edited, p.lookUp())
	}
	return edited
}
