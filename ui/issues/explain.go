package issues

import (
	"errors"
	"strings"

	"hubtrail/ui/text"
)

// explanation is what was sent and what came of it, a line or more for each
// request, and which limits of GitHub's have been met.
func (p *Pane) explanation() (rows []string) {
	width := max(p.width-1, 1)
	say := func(indent, s string) {
		for i, line := range text.Wrap(text.Clean(s), max(width-len(indent), 1)) {
			lead := " " + indent
			if i > 0 {
				lead += " "
			}
			rows = append(rows, lead+line)
		}
	}
	if b := p.book; b != nil && b.result.Stored {
		say("", "Answered from what is stored, without GitHub.")
		for _, u := range b.result.Unanswered {
			say(" ", "Not answered: "+u)
		}
	}
	switch {
	case len(p.sent) > 0:
		say("", "Sent to GitHub:")
	case p.fresh.Busy().IsZero():
		say("", "Nothing has been sent to GitHub for this search.")
	default:
		say("", "GitHub is being asked.")
	}
	for i := range p.sent {
		s := &p.sent[i]
		say(" ", s.Account+": "+s.Query)
		switch {
		case s.Err != nil:
			say("  ", "failed: "+s.Err.Error()+advice(s.Err))
		case s.Incomplete:
			say("  ", found(s.Total)+"; GitHub ran out of time, so hits may be missing: narrow the search, or reload.")
		default:
			say("  ", found(s.Total)+".")
		}
	}
	if b := p.book; b != nil && b.result.Capped {
		say("", "GitHub hands out the first 1,000 hits of a request and no more. Narrow the search, for example by a span of time: created:2026-01-01..2026-03-31.")
	}
	for _, problem := range p.problems {
		say("", strings.TrimSpace(problem.Text+" "+problem.Fix))
	}
	if p.sumsErr != nil {
		say("", "Reviews and checks are missing: "+p.sumsErr.Error()+advice(p.sumsErr))
	}
	return rows
}

func found(n int) string {
	if n == 1 {
		return "1 hit"
	}
	return text.Count(n) + " hits"
}

// advice is what an error says is to be done, after a space.
func advice(err error) string {
	var r interface{ Remedy() string }
	if errors.As(err, &r) && r.Remedy() != "" {
		return " " + r.Remedy()
	}
	return ""
}
