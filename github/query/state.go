package query

import "strings"

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
