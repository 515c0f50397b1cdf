package query

import "strconv"

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
