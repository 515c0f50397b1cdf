package query

import (
	"strings"
	"time"
)

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
	return ofPull(k.knowing(n, FieldMergedAt, when(3, func(i *Item) bool { return i.Merged && within(i.MergedAt) })))
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
