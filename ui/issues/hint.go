package issues

import (
	"strings"
	"time"

	"hubtrail/ui/text"
)

// problemRows is the mistake in the query and what to do about it.
func (p *Pane) problemRows() []string {
	pr, ok := p.problem()
	if !ok {
		return nil
	}
	say := text.Clean(pr.Text)
	if pr.Fix != "" {
		say += " " + p.theme.Glyphs.Arrow + " " + text.Clean(pr.Fix)
	}
	rows := text.Wrap(p.theme.Glyphs.Cross+" "+say, max(p.width, 1))
	if len(rows) > 2 {
		rows = rows[:2]
		rows[1] += text.Ellipsis
	}
	return rows
}

// hintRow is what there is to know of the rows, then where the search looks, for
// what, and in which order.
func (p *Pane) hintRow() string {
	var r text.Row
	th := p.theme
	r.Reset(p.width, text.Style{})
	put := func(style text.Style, s string) {
		if s == "" {
			return
		}
		r.Add(style, " "+s+" ")
	}
	put(th.Warn, p.note)
	put(th.Bad, p.failures())
	put(th.Warn, p.caution())
	if n := len(p.marked); n > 0 {
		put(th.Accent, text.Count(n)+" marked")
	}
	t := p.tabs[p.tab]
	kind, order := kindText(t.Kind), orderText(t.Order)
	if issues, pulls := p.parsed.Kinds(); issues != pulls {
		kind = ""
	}
	if field, _, own := p.parsed.Sort(); own {
		order = "by " + text.Clean(field)
	}
	for _, s := range [...]string{p.scopeText(), kind, order} {
		put(th.Dim, s)
	}
	return r.String()
}

// failures names the accounts that did not answer while others did.
func (p *Pane) failures() string {
	var names []string
	for i := range p.sent {
		if name := text.Clean(p.sent[i].Account); p.sent[i].Err != nil && (len(names) == 0 || names[len(names)-1] != name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return p.theme.Glyphs.Cross + " " + strings.Join(names, ", ") + " failed, i tells why"
}

// caution is what keeps the rows from being the answer.
func (p *Pane) caution() string {
	b := p.book
	if b == nil {
		return ""
	}
	var say []string
	if p.tabs[p.tab].ignored {
		say = append(say, "reckoned from what is stored here")
	}
	if b.query != p.query {
		say = append(say, "rows of the search before")
	}
	if b.result.Stored {
		s := "stored"
		if !b.result.At.IsZero() {
			s += " " + ago(time.Since(b.result.At))
		}
		if n := len(b.result.Unanswered); n > 0 {
			s += ", without " + text.Clean(strings.Join(b.result.Unanswered, ", "))
		}
		say = append(say, s)
	}
	for i := range b.result.Sent {
		if b.result.Sent[i].Incomplete {
			say = append(say, "some may be missing, i tells why")
			break
		}
	}
	if b.result.Capped {
		say = append(say, "the first "+text.Count(b.len())+" only")
	}
	if at := p.asked.at; time.Until(at) > 2*pause {
		say = append(say, "GitHub is asked at "+at.Local().Format("15:04:05"))
	}
	return strings.Join(say, "; ")
}

func ago(d time.Duration) string {
	s := text.Ago(d)
	if s != "now" {
		s += " ago"
	}
	return s
}

// empty says why there is no row, and what to do.
func (p *Pane) empty() string {
	switch {
	case p.subject.Place.Account == "" && len(p.scopes) == 0:
		return "Choose an account first: press 1."
	case len(p.scopes) == 0 && p.clone():
		return "A clone has no issues and pull requests: GitHub has them. Press 1 to choose an account there, or w to search every account."
	case len(p.scopes) == 0:
		return "There is nothing to search here yet: press 2 to list the repositories of this account."
	case p.fatal() != nil:
		return "The query is not sent before its mistake is mended: press / to change it."
	case p.book != nil && p.tabs[p.tab].ignored:
		return "No pull request that is stored here says that it closes an issue where GitHub does not read it. Press v for the search before, r to reckon again."
	case p.book != nil && p.book.result.Stored && !p.fresh.Busy().IsZero():
		return "Nothing that is stored matches; GitHub is asked" + text.Ellipsis
	case p.book != nil && p.book.result.Stored:
		return "Nothing that is stored matches. Press r to ask GitHub again."
	case p.book != nil:
		return "Nothing matches. Press / to change the query, w to search wider."
	case p.refused != nil:
		return "Press / to change the query."
	case p.fresh.Err() != nil:
		return ""
	}
	return "loading" + text.Ellipsis
}
