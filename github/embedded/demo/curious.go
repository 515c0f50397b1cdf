package demo

import (
	"fmt"
	"time"

	"hubtrail/github/embedded"
)

// elsewhere is where an issue went that was filed in the wrong place.
const elsewhere = org + "/mobile-app#3"

// longest is how many comments the longest conversation has.
const longest = 1000

// curiosities makes some issues special: rare things that occur somewhere.
func (t *tracker) curiosities() {
	n := len(t.list)
	at := func(percent int) *embedded.Issue { return t.plain(n * percent / 100) }
	if in := at(20); in != nil {
		t.lock(in, "resolved")
	}
	if in := at(55); in != nil {
		in.Author = ""
	}
	if in := at(97); in != nil {
		t.future(in)
		t.kept[in.Number] = true
	}
	if in := at(60); in != nil {
		in.Author = "a-login-as-long-as-github-allows-at-all"
	}
	t.draw(&t.list[1])
	for i := n - 1; i >= 0; i-- {
		if d := t.roles[i].proposal; d != nil && d.open {
			t.orphan(&t.list[i])
			break
		}
	}
	if t.s.name == "mobile-app" {
		in := &t.list[2] // where another repository has sent one
		in.Events = append(in.Events, embedded.Event{Kind: "transferred", Actor: personal, At: t.after(in.CreatedAt, time.Hour)})
	}
	if !t.s.has("l") {
		return
	}
	t.endless(at(42))
	for i, reason := range []string{"too heated", "spam", "off-topic"} {
		t.lock(at(24+i*9), reason)
	}
	at(33).MovedTo = elsewhere
	at(34).Deleted = true
	if in := at(50); in != nil {
		in.Events = append(in.Events, embedded.Event{Kind: "pinned", Actor: personal, At: t.after(in.CreatedAt, time.Hour)})
	}
}

// plain is the first issue from an index on that is none of the special ones.
func (t *tracker) plain(from int) *embedded.Issue {
	for i := max(0, from); i < len(t.list); i++ {
		in := &t.list[i]
		if in.Pull == nil && !in.Closed && !in.Locked && !in.Deleted && in.MovedTo == "" && len(in.Comments) == 0 && i > 2 {
			return in
		}
	}
	return nil
}

func (t *tracker) lock(in *embedded.Issue, reason string) {
	if in == nil {
		return
	}
	at := t.after(in.CreatedAt, 9*24*time.Hour)
	in.Comments = append(in.Comments, embedded.Comment{Author: pick(t.r, t.people), CreatedAt: at.Add(-time.Minute), Body: "Closing this conversation. It has been said."})
	t.close(in, at, "not_planned", personal, "")
	in.Locked, in.LockReason = true, reason
	in.Events = append(in.Events, embedded.Event{Kind: "locked", Actor: personal, At: at, LockReason: reason})
}

// future is a conversation with events of kinds that nobody knows yet.
func (t *tracker) future(in *embedded.Issue) {
	at := t.after(in.CreatedAt, time.Hour)
	in.Title = "Try what the tracker can do since last week"
	in.Body = "Some of what happened here has no name yet that programs know."
	in.Events = append(in.Events,
		embedded.Event{Kind: "summary_spoken_aloud", Actor: "zoe-martins", At: at, Fields: map[string]any{"voice": "alto", "seconds": 41}},
		embedded.Event{Kind: "added_to_project_v2", Actor: personal, At: at.Add(time.Minute)},
		embedded.Event{Kind: "sub_issue_added", Actor: personal, At: at.Add(2 * time.Minute)},
		embedded.Event{Kind: "subscribed", Actor: "liming", At: at.Add(3 * time.Minute)},
	)
}

// draw makes an issue the one in which several repositories are coordinated.
func (t *tracker) draw(in *embedded.Issue) {
	if t.s.owner != org {
		return
	}
	in.Author = personal
	if t.s.has("l") {
		in.Title = "The same words for the same thing, on every page"
		in.Body = "What has to change, and where:\n\n- [x] northwind/chat-widget#2\n- [x] northwind/cli#2\n- [ ] northwind/rate-limiter#2\n- [ ] northwind/checkout-api#2\n- [ ] " +
			"https://github.com/northwind/mobile-app/issues/2\n\n@northwind/writers have the list of words."
		return
	}
	in.Title = "Use the agreed words here too"
	in.Body = "See northwind/support-desk#2 for the list and the reasons."
	in.Events = append(in.Events, embedded.Event{Kind: "cross-referenced", Actor: personal, At: t.after(in.CreatedAt, time.Hour), Source: "northwind/support-desk#2"})
}

// orphan makes a pull request one from a customer's fork that is gone.
func (t *tracker) orphan(in *embedded.Issue) {
	was := in.Author
	hand := func(login *string) {
		if *login == was {
			*login = "mika-saarinen"
		}
	}
	hand(&in.Author)
	for i := range in.Events {
		hand(&in.Events[i].Actor)
	}
	for _, v := range in.Pull.Reviews {
		for _, th := range v.Threads {
			for i := range th.Comments {
				hand(&th.Comments[i].Author)
			}
		}
	}
	in.Association = "CONTRIBUTOR"
	in.Pull.From, in.Pull.Gone = "mika-saarinen/"+t.s.name, true
}

// endless makes the longest conversation.
func (t *tracker) endless(in *embedded.Issue) {
	in.Title, in.Author = "What the desk heard today", "hanne-olsen"
	in.Body = "One comment for whatever does not deserve an issue of its own. Once a week somebody reads it all and makes issues of what comes up again and again.\n\n1. No names of customers.\n2. No solutions."
	in.Labels, in.Type = []string{"question", "area/desk"}, ""
	first, span := in.CreatedAt.Add(time.Hour), Day.Sub(in.CreatedAt)-time.Hour-11*time.Minute
	for i := range longest {
		at := first.Add(span / longest * time.Duration(i)).Truncate(time.Second)
		k := embedded.Comment{Author: t.somebody(), CreatedAt: at, Body: t.one(
			"{place}: the {area}, again.", "Asked {n} times today: where is my {noun}?", "A customer thought {emoji} was a button.", "Nothing. A quiet {day}.",
			"The {area} was slow from nine to eleven, then fine.", "Somebody in {place} cannot read the {noun} number: too small, too grey.",
		)}
		switch {
		case i%50 == 49:
			k.Body = fmt.Sprintf("Read up to here (%d). Made of it: %s, %s.\n\n%s", i+1, t.say("{near}"), t.say("{near}"), t.checklist())
		case i%37 == 36:
			k.Body = paragraphs(k.Body, t.quote())
		}
		in.Comments = append(in.Comments, k)
	}
	t.spoken = t.spoken[:0]
	t.kept[in.Number] = true
	in.Reactions = embedded.Reactions{PlusOne: 41, Heart: 12, Eyes: 3}
	in.Events = append(in.Events, embedded.Event{Kind: "pinned", Actor: personal, At: first})
}
