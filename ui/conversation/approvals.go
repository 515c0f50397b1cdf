package conversation

import (
	"strings"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// base is the side that a pull request is to be merged into; of an issue, and of
// a pull request known from a list, the default branch.
func (p *Pane) base() github.PullEnd {
	var end github.PullEnd
	if h := p.head.Value(); h != nil {
		end = h.pr.Base
	}
	if end.Repo == (github.RepoRef{}) {
		end.Repo = p.ref().Repo
	}
	return end
}

// approvalFact is the approvals in a row of the header, once they are known.
func (b *builder) approvalFact() {
	a := b.p.approvals.Value()
	if a == nil || a.Needed == 0 {
		return
	}
	in := warn
	if a.Approved == a.Needed {
		in = good
	}
	values := []span{{in, text.Count(a.Approved) + " of " + text.Count(a.Needed) + " approved", nil}}
	for i, m := range a.Missing {
		word := ""
		if i == 0 {
			values[0].text += "; "
			word = "missing "
		}
		if i == mostNamed {
			values = append(values, span{dim, "and " + text.Count(len(a.Missing)-i) + " more", nil})
			break
		}
		if i < len(a.Missing)-1 {
			values = append(values, span{plain, word + anyOf(m.Owners) + ", ", nil})
		} else {
			values = append(values, span{plain, word + anyOf(m.Owners), nil})
		}
	}
	b.field("owners", "", values...)
}

// ownersAt is who owns each changed path, once that is known.
func (b *builder) ownersAt() map[string]string {
	a := b.p.approvals.Value()
	if a == nil {
		return nil
	}
	owners := make(map[string]string, len(a.Paths))
	for i := range a.Paths {
		if r := a.Paths[i].Rule; r != nil {
			owners[a.Paths[i].Path] = strings.Join(r.Owners, " ")
		}
	}
	return owners
}

// rowTo appends a row with a text at the right end of the window, as far as there
// is room for it.
func (b *builder) rowTo(spans line, end string) {
	const least = 8
	room := b.width - 2
	for i := range spans {
		room -= text.Width(spans[i].text)
	}
	if end == "" || room < least {
		b.row(spans...)
		return
	}
	if cells := text.Width(end); cells > room {
		end = strings.TrimRight(text.Fit(end, room), " ")
	}
	b.row(append(spans, span{plain, text.Spaces(room + 2 - text.Width(end)), nil}, span{dim, end, nil})...)
}
