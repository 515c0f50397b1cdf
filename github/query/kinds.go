package query

import "strings"

// kinds is a set of issues and pull requests.
type kinds uint8

const (
	kindIssue kinds = 1 << iota
	kindPull
	kindBoth = kindIssue | kindPull
)

// kinds are those that a part of the query can find.
func (n *node) kinds() kinds {
	if n == nil {
		return kindBoth
	}
	var k kinds
	switch n.op {
	case opAll:
		k = kindBoth
		for _, kid := range n.kids {
			k &= kid.kinds()
		}
	case opAny:
		for _, kid := range n.kids {
			k |= kid.kinds()
		}
	case opGroup:
		return negate(n.negated, n.kids[0], n.kids[0].kinds())
	case opNot:
		return negate(true, n.kids[0], n.kids[0].kinds())
	case opTerm:
		return negate(n.negated, n, termKinds(n))
	default:
		k = kindBoth
	}
	return k
}

// negate turns the kinds around where a part says nothing else than a kind:
// what is not a draft may be an issue or a pull request.
func negate(negated bool, n *node, k kinds) kinds {
	switch {
	case !negated:
		return k
	case n.op == opTerm && n.isKind():
		return kindBoth &^ k
	}
	return kindBoth
}

// isKind reports whether a qualifier says nothing but the kind.
func (n *node) isKind() bool {
	return (n.name == "is" || n.name == "type") && kindOf(n.value()) != 0
}

// kindOf is the kind that is: and type: name, 0 if they name something else.
func kindOf(value string) kinds {
	switch strings.ToLower(value) {
	case "issue", "issues":
		return kindIssue
	case "pr", "prs", "pull-request", "pull-requests":
		return kindPull
	}
	return 0
}

// termKinds are the kinds that have what a qualifier asks for.
func termKinds(n *node) kinds {
	value := strings.ToLower(n.value())
	switch n.name {
	case "is", "type":
		if k := kindOf(value); k != 0 {
			return k
		}
		if n.name == "is" {
			switch value {
			case "merged", "unmerged", "draft", "queued":
				return kindPull
			}
		}
	case "linked":
		switch kindOf(value) {
		case kindIssue:
			return kindPull
		case kindPull:
			return kindIssue
		}
	case "merged", "draft", "review", "reviewed-by", "review-requested", "user-review-requested",
		"team-review-requested", "head", "base", "status":
		return kindPull
	}
	return kindBoth
}
