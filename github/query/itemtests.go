package query

import (
	"strconv"
	"strings"
	"time"
)

// item is the test of a word, phrase or qualifier of an issue search.
func (k *compiler) item(n *node, in places) (t test[Item], ok bool) {
	if n.op != opTerm {
		return k.word(n, in), true
	}
	value := n.value()
	switch n.name {
	case "in", "sort":
		return t, false
	case "is", "type", "state", "draft":
		return k.state(n, value), true
	case "repo", "user", "org", "archived", "language":
		return k.repo(n, value), true
	case "author", "assignee", "mentions", "commenter", "involves", "team",
		"reviewed-by", "review-requested", "user-review-requested", "team-review-requested":
		return k.people(n, value), true
	case "created", "updated", "closed", "merged":
		return k.date(n, value), true
	case "comments", "reactions", "interactions":
		return k.number(n, value), true
	case "no", "has":
		return k.lacking(n, value, n.name == "no"), true
	}
	return k.meta(n, value), true
}

// unanswer is the test of a qualifier that cannot be answered.
func (k *compiler) unanswer(n *node, why string) test[Item] {
	k.say(n, why)
	return unclear[Item]()
}

func (k *compiler) say(n *node, why string) {
	k.unanswered = append(k.unanswered, Unanswered{n.term(), why})
}

// invalid is the test of a value that the qualifier cannot have.
func (k *compiler) invalid(n *node) test[Item] {
	return k.unanswer(n, n.name+": cannot be "+strconv.Quote(n.value()))
}

// knowing is a test that a field of the item is needed for.
func (k *compiler) knowing(n *node, f Field, t test[Item]) test[Item] {
	if missing := f &^ k.Known; missing != 0 {
		k.say(n, missing.why())
	}
	holds := t.holds
	t.holds = func(i *Item) verdict {
		if i.Known&f != f {
			return maybe
		}
		return holds(i)
	}
	return t
}

// why says what is missing without the field.
func (f Field) why() string {
	switch {
	case f&FieldBody != 0:
		return "the body is not stored"
	case f&FieldComments != 0:
		return "the comments are not stored"
	case f&FieldReviews != 0:
		return "the reviews are not stored"
	case f&FieldChecks != 0:
		return "the checks are not stored"
	case f&FieldBranches != 0:
		return "the branches are not stored"
	case f&FieldReactions != 0:
		return "the reactions are not stored"
	case f&FieldMilestone != 0:
		return "the milestone is not stored"
	case f&FieldLinks != 0:
		return "the links are not stored"
	case f&FieldType != 0:
		return "the type is not stored"
	case f&FieldReviewers != 0:
		return "the reviewers are not stored"
	}
	return "the time of merging is not stored"
}

// state is is:, type:, state: and draft:.
func (k *compiler) state(n *node, value string) test[Item] {
	word := strings.ToLower(value)
	if n.name == "draft" {
		switch word {
		case "true":
			return when(1, func(i *Item) bool { return i.Pull && i.Draft })
		case "false":
			return when(1, func(i *Item) bool { return i.Pull && !i.Draft })
		}
		return k.invalid(n)
	}
	if n.name != "state" {
		switch kindOf(word) {
		case kindIssue:
			return when(1, func(i *Item) bool { return !i.Pull })
		case kindPull:
			return when(1, func(i *Item) bool { return i.Pull })
		}
	}
	if n.name == "type" {
		return k.knowing(n, FieldType, named(value, func(i *Item) string { return i.Type }))
	}
	switch word {
	case "open":
		return when(1, func(i *Item) bool { return i.Open })
	case "closed":
		return when(1, func(i *Item) bool { return !i.Open })
	}
	if n.name == "state" {
		return k.invalid(n)
	}
	return k.is(n, word)
}

// is is what only is: has.
func (k *compiler) is(n *node, word string) test[Item] {
	switch word {
	case "merged":
		return when(1, func(i *Item) bool { return i.Pull && i.Merged })
	case "unmerged":
		return when(1, func(i *Item) bool { return i.Pull && !i.Merged })
	case "draft":
		return when(1, func(i *Item) bool { return i.Pull && i.Draft })
	case "locked":
		return when(1, func(i *Item) bool { return i.Locked })
	case "unlocked":
		return when(1, func(i *Item) bool { return !i.Locked })
	case "public":
		return when(1, func(i *Item) bool { return !i.Private })
	case "private":
		return when(1, func(i *Item) bool { return i.Private })
	case "internal":
		k.say(n, "internal repositories are not told from private ones")
		return test[Item]{func(i *Item) verdict {
			if i.Private {
				return maybe
			}
			return no
		}, 1}
	case "queued":
		return k.unanswer(n, "merge queues are not stored")
	case "blocked", "blocking":
		return k.unanswer(n, "dependencies are not stored")
	}
	return k.invalid(n)
}

// named is the test of a name that an item has one of; "*" is any.
func named(value string, of func(*Item) string) test[Item] {
	if value == "*" {
		return when(1, func(i *Item) bool { return of(i) != "" })
	}
	n := newName(value)
	return when(4, func(i *Item) bool { return n.is(of(i)) })
}

// repo is what the repository of an item decides.
func (k *compiler) repo(n *node, value string) test[Item] {
	switch n.name {
	case "repo":
		return named(value, func(i *Item) string { return i.Repo })
	case "language":
		return named(value, func(i *Item) string { return i.Language })
	case "archived":
		switch strings.ToLower(value) {
		case "true":
			return when(1, func(i *Item) bool { return i.Archived })
		case "false":
			return when(1, func(i *Item) bool { return !i.Archived })
		}
		return k.invalid(n)
	}
	login, ok := k.login(value)
	if !ok {
		return k.unanswer(n, noMe)
	}
	return when(4, func(i *Item) bool { return login.owns(i.Repo) })
}

// date is the test of a qualifier of time.
func (k *compiler) date(n *node, value string) test[Item] {
	s, ok := spanOf(value, dateOf(k.Now))
	if !ok {
		return k.invalid(n)
	}
	within := func(t time.Time) bool { return !t.IsZero() && s.has(t.Unix()) }
	switch n.name {
	case "created":
		return when(3, func(i *Item) bool { return within(i.Created) })
	case "updated":
		return when(3, func(i *Item) bool { return within(i.Updated) })
	case "closed":
		return when(3, func(i *Item) bool { return within(i.Closed) })
	}
	return k.knowing(n, FieldMergedAt, ofPull(when(3, func(i *Item) bool { return i.Merged && within(i.MergedAt) })))
}

// number is the test of a qualifier that counts.
func (k *compiler) number(n *node, value string) test[Item] {
	s, ok := spanOf(value, numberOf)
	switch {
	case !ok:
		return k.invalid(n)
	case n.name == "comments":
		return when(2, func(i *Item) bool { return s.has(int64(i.Comments)) })
	case n.name == "reactions":
		return k.knowing(n, FieldReactions, when(2, func(i *Item) bool { return s.has(int64(i.Reactions)) }))
	}
	return k.knowing(n, FieldReactions, when(2, func(i *Item) bool { return s.has(int64(i.Reactions + i.Comments)) }))
}

// lacking is no: and has:.
func (k *compiler) lacking(n *node, value string, lacks bool) test[Item] {
	var t test[Item]
	switch strings.ToLower(value) {
	case "label":
		t = when(1, func(i *Item) bool { return len(i.Labels) > 0 })
	case "assignee":
		t = when(1, func(i *Item) bool { return len(i.Assignees) > 0 })
	case "milestone":
		t = k.knowing(n, FieldMilestone, when(1, func(i *Item) bool { return i.Milestone != "" }))
	case "type":
		t = k.knowing(n, FieldType, when(1, func(i *Item) bool { return i.Type != "" }))
	case "project":
		return k.unanswer(n, "projects are not stored")
	default:
		return k.unanswer(n, n.name+":"+value+" cannot be told from what is stored")
	}
	if lacks {
		return not(t)
	}
	return t
}

// meta are the remaining qualifiers.
func (k *compiler) meta(n *node, value string) test[Item] {
	switch n.name {
	case "label":
		return labels(n)
	case "milestone":
		return k.knowing(n, FieldMilestone, named(value, func(i *Item) string { return i.Milestone }))
	case "reason":
		return named(strings.NewReplacer(" ", "_", "-", "_").Replace(value), func(i *Item) string { return i.Reason })
	case "linked":
		switch kindOf(value) {
		case kindPull:
			return k.knowing(n, FieldLinks, when(1, func(i *Item) bool { return !i.Pull && i.Linked }))
		case kindIssue:
			return k.knowing(n, FieldLinks, when(1, func(i *Item) bool { return i.Pull && i.Linked }))
		}
		return k.invalid(n)
	case "review":
		return k.knowing(n, FieldReviews, ofPull(named(value, reviewOf)))
	case "status":
		return k.knowing(n, FieldChecks, ofPull(named(value, func(i *Item) string { return i.Status })))
	case "base":
		return k.knowing(n, FieldBranches, ofPull(named(value, func(i *Item) string { return i.Base })))
	case "head": // GitHub finds branches whose name begins with it
		branch := newName(value)
		return k.knowing(n, FieldBranches, when(4, func(i *Item) bool { return i.Pull && branch.begins(i.Head) }))
	case "project":
		return k.unanswer(n, "projects are not stored")
	case "parent-issue":
		return k.unanswer(n, "sub-issues are not stored")
	}
	return k.unanswer(n, "only a search for repositories knows "+n.name+":")
}

func reviewOf(i *Item) string {
	if i.Review == "" {
		return "none"
	}
	return i.Review
}

// ofPull is a test that no issue passes.
func ofPull(t test[Item]) test[Item] {
	holds := t.holds
	t.holds = func(i *Item) verdict {
		if !i.Pull {
			return no
		}
		return holds(i)
	}
	return t
}

// labels holds if an item has one of the labels.
func labels(n *node) test[Item] {
	if n.value() == "*" {
		return when(1, func(i *Item) bool { return len(i.Labels) > 0 })
	}
	names := make([]name, len(n.values))
	for i, v := range n.values {
		names[i] = newName(v.text)
	}
	return when(20*len(names), func(i *Item) bool {
		for k := range names {
			if names[k].among(i.Labels) {
				return true
			}
		}
		return false
	})
}
