package query

import "strings"

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
			return ofKind(false, k.knowing(n, FieldLinks, when(1, func(i *Item) bool { return i.Linked })))
		case kindIssue:
			return ofPull(k.knowing(n, FieldLinks, when(1, func(i *Item) bool { return i.Linked })))
		}
		return k.invalid(n)
	case "review":
		return ofPull(k.knowing(n, FieldReviews, named(value, reviewOf)))
	case "status":
		return ofPull(k.knowing(n, FieldChecks, named(value, func(i *Item) string { return i.Status })))
	case "base":
		return ofPull(k.knowing(n, FieldBranches, named(value, func(i *Item) string { return i.Base })))
	case "head": // GitHub finds branches whose name begins with it
		branch := newName(value)
		return ofPull(k.knowing(n, FieldBranches, when(4, func(i *Item) bool { return branch.begins(i.Head) })))
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
func ofPull(t test[Item]) test[Item] { return ofKind(true, t) }

// ofKind is a test that only pull requests pass, or only issues.
func ofKind(pull bool, t test[Item]) test[Item] {
	holds := t.holds
	t.holds = func(i *Item) verdict {
		if i.Pull != pull {
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
