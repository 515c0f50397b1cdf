package github

// Need is one permission that a feature of hubtrail rests on.
type Need struct {
	Permission string // as GitHub names it in an installation's permissions
	Level      string // read, write or admin
	For        string // what it is needed for, in words
}

// Needs is every permission hubtrail makes use of, the most important first.
// Source: the permission tables of GitHub's REST reference.
func Needs() []Need {
	return []Need{
		{"metadata", "read", "listing repositories"},
		{"contents", "read", "commits, files and diffs"},
		{"issues", "read", "issues and their search"},
		{"pull_requests", "read", "pull requests and their files"},
		{"checks", "read", "check runs of a commit"},
		{"statuses", "read", "statuses of a commit"},
		{"members", "read", "teams that own code"},
		{"issues", "write", "writing issues and comments"},
		{"pull_requests", "write", "linking pull requests to issues"},
	}
}

// Missing is the part of Needs that granted, a map of permission to level, does
// not cover. A level GitHub may add later counts as not held.
func Missing(granted map[string]string) []Need {
	var missing []Need
	for _, n := range Needs() {
		if level(granted[n.Permission]) < level(n.Level) {
			missing = append(missing, n)
		}
	}
	return missing
}

// level orders read < write < admin; anything else is below all three.
func level(s string) int {
	switch s {
	case "read":
		return 1
	case "write":
		return 2
	case "admin":
		return 3
	default:
		return 0
	}
}
