package demo

import (
	"time"

	"hubtrail/github/embedded"
)

// talk writes the comments of an issue: mostly few.
func (t *tracker) talk(in *embedded.Issue) {
	if in.Deleted || in.MovedTo != "" || len(in.Comments) > 0 {
		return
	}
	n := 0
	switch x := t.r.IntN(100); {
	case x < 40:
	case x < 70:
		n = 1 + t.r.IntN(2)
	case x < 95:
		n = 2 + t.r.IntN(5)
	case x < 99:
		n = 6 + t.r.IntN(14)
	default:
		n = 20 + t.r.IntN(30)
	}
	t.latest = in.Number - 1
	in.Comments = make([]embedded.Comment, 0, n+1)
	at := in.CreatedAt
	within := 6 * 24 * time.Hour
	if in.Closed {
		within = max(time.Hour, in.ClosedAt.Sub(in.CreatedAt)+12*time.Hour)
	}
	for range n {
		at = t.after(at, within/time.Duration(n)*3)
		if !at.Before(Day.Add(-time.Minute)) {
			break
		}
		in.Comments = append(in.Comments, t.comment(in, at))
	}
	if n > 0 && t.odds(40) {
		// An old one comes up again.
		at = Day.Add(-time.Duration(3+t.r.IntN(60*24*9)) * time.Minute)
		if at.After(in.Comments[len(in.Comments)-1:][0].CreatedAt) {
			in.Comments = append(in.Comments, embedded.Comment{Author: t.somebody(), Body: t.one("It is back. {emoji}", "Still so in {ver}.", "For whoever finds this: see {ref}."), CreatedAt: at})
		}
	}
	t.tellOf(in)
}

// comment is one comment at a time.
func (t *tracker) comment(in *embedded.Issue, at time.Time) embedded.Comment {
	t.at = at
	k := embedded.Comment{Author: t.somebody(), CreatedAt: at, Reactions: t.reactions(9)}
	switch t.r.IntN(22) {
	case 0:
		k.Author, k.App = "github-actions[bot]", "github-actions"
		k.Body = t.say("### Preview\n\n| Page | Size | Change |\n| :-- | --: | --: |\n| desk | {many} kB | +{n} B |\n| orders | {many} kB | **−{n} B** |\n\n<sub>Measured for {sha}.</sub>")
	case 1:
		k.Body = paragraphs(t.quote(), t.reply())
	case 2:
		k.Body = paragraphs(t.reply(), t.trace())
	case 3:
		k.Body = paragraphs(t.reply(), t.sample())
	case 4:
		k.Body = paragraphs("@"+orElse(in.Author, "ghost")+" "+t.reply(), t.checklist())
	case 5:
		k.Body, k.Minimised = t.one("Any news?", "+1", "Same here."), "off-topic"
	case 6:
		k.Body = paragraphs(t.reply(), t.log())
	default:
		k.Body = t.reply()
		if in.Pull != nil {
			k.Body = t.onPull()
		}
	}
	if t.odds(10) {
		k.UpdatedAt = t.after(at, 3*time.Hour)
	}
	return k
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (v *voice) reply() string {
	return v.one(
		"I can see it too, on {browser}. It goes away after a reload, which makes it worse.",
		"Is this still so in {ver}?",
		"Thank you! {team} will look at it on {day}.",
		"It comes from `{fn}` in `{path}`: the limit is {n} there.",
		"We talked about it in {place}. Nobody needs the {area} before spring, so let us do {ref} first.",
		"{who} found the cause: a {noun} without lines. The rest follows from that.",
		"I tried to reproduce it with {many} entries and could not. Could you send me one of the numbers?",
		"Half of this was done in {near}. What is left is the {noun} part.",
		"The numbers from last night: p50 {ms}, p99 {ms}. Good enough? {emoji}",
		"For the record, the way around it: close the {area}, wait a minute, open it again.",
		"That is on purpose: see {sha}. But I agree that it surprises.",
		"Could we *not* do this? Every new switch in the {area} is one more that somebody has to explain on the telephone.",
		"Moved to the next release.",
		"{emoji}",
		"I have a branch for this, it needs a test.",
		"Confirmed by two people in {place}. Raising the priority.",
		"Customers ask for this about {n} times a month, mostly on {day}.",
		"Done in {ref}, please close if you agree.",
		"Does it also happen for guests? If so it is the same as {cross}.",
		"Careful: `{fn}` is used by the {area} as well.",
	)
}

// onPull is a comment on a pull request.
func (v *voice) onPull() string {
	return v.one(
		"Rebased, no change otherwise.",
		"Tried it in {place} with {many} entries: {ms} instead of {ms}. {emoji}",
		"The failing test is an old friend: see {near}. Running it again.",
		"Could this wait until {near} is in? Both change `{path}`.",
		"Split the second half off, it is not needed for this.",
		"{team}, this touches the {area}: please look at `{fn}`.",
		"The preview shows the old {noun}. Is that the cache?",
		"I will merge it on {day}, when somebody is there to watch it.",
		"Needs a line in the guide. Otherwise good.",
		"This also mends {ref}, as far as I can see.",
		"Reverts cleanly, I tried.",
		"{emoji}",
		"Why is the limit {n} and not {n}?",
		"Thank you for the measurements.",
	)
}

// tellOf notes what comments speak of, for a few of them.
func (t *tracker) tellOf(in *embedded.Issue) {
	for n, number := range t.spoken {
		if n > 1 || number >= in.Number || len(in.Comments) == 0 {
			break
		}
		k := &in.Comments[min(n, len(in.Comments)-1)]
		other := &t.list[number-1]
		other.Events = append(other.Events, embedded.Event{Kind: "cross-referenced", Actor: k.Author, At: k.CreatedAt, Source: short(in.Number)})
	}
	t.spoken = t.spoken[:0]
}
