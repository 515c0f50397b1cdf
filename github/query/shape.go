package query

import (
	"slices"
	"strings"
)

// shape is what the value of a qualifier looks like.
type shape uint8

const (
	unknown shape = iota // no qualifier of GitHub's
	free
	fixed    // one of a few
	open     // one of a few, or another
	login    // a person, an App, @me
	holder   // a person, *, none
	owner    // an account
	slug     // "org/slug"
	fullName // "owner/name"
	dates
	numbers
	order
)

// shapeOf is what the value of a qualifier looks like, of issue and repository
// searches alike.
func shapeOf(name string) shape {
	switch name {
	case "is", "state", "reason", "in", "no", "linked", "draft", "review", "status", "archived",
		"fork", "mirror", "template":
		return fixed
	case "type", "has":
		return open
	case "author", "mentions", "commenter", "involves", "reviewed-by", "review-requested", "user-review-requested":
		return login
	case "assignee":
		return holder
	case "user", "org":
		return owner
	case "team", "team-review-requested":
		return slug
	case "repo":
		return fullName
	case "created", "updated", "closed", "merged", "pushed":
		return dates
	case "comments", "reactions", "interactions", "stars", "forks", "size", "followers", "topics",
		"good-first-issues", "help-wanted-issues":
		return numbers
	case "sort":
		return order
	case "label", "milestone", "project", "language", "head", "base", "parent-issue",
		"topic", "license":
		return free
	}
	if rest, ok := strings.CutPrefix(name, "props."); ok && rest != "" {
		return free
	}
	return unknown
}

// isList reports whether commas part the value of a qualifier.
func isList(name string) bool { return name == "label" || name == "in" }

// fixedValues are the values that a qualifier can have, nil if there are others.
func fixedValues(name string) []string {
	switch name {
	case "is":
		return []string{"open", "closed", "issue", "pr", "merged", "draft", "unmerged", "queued", "locked", "unlocked",
			"public", "private", "internal", "blocked", "blocking"}
	case "state":
		return []string{"open", "closed"}
	case "reason":
		return []string{"completed", "not planned", "duplicate", "reopened"}
	case "in":
		return []string{"title", "body", "comments", "name", "description", "topics", "readme"}
	case "no":
		return []string{"assignee", "label", "milestone", "project", "type", "parent-issue", "sub-issue"}
	case "linked":
		return []string{"pr", "issue"}
	case "review":
		return []string{"required", "approved", "changes_requested", "none"}
	case "status":
		return []string{"success", "failure", "pending"}
	case "draft", "archived", "mirror", "template":
		return []string{"true", "false"}
	case "fork":
		return []string{"true", "only", "false"}
	}
	return nil
}

// otherValues are further spellings that GitHub takes.
func otherValues(name string) []string {
	switch name {
	case "is":
		return []string{"issues", "prs", "pull-request", "pull-requests"}
	case "reason":
		return []string{"not_planned", "not-planned"}
	}
	return nil
}

// isFixed reports whether a qualifier of fixed values can have one.
func isFixed(name, value string) bool {
	value = strings.ToLower(value)
	return slices.Contains(fixedValues(name), value) || slices.Contains(otherValues(name), value)
}

// sortFields are what sort: takes, of issue and repository searches.
func sortFields() []string {
	return []string{"updated", "created", "comments", "reactions", "interactions", "relevance", "best-match",
		"stars", "forks", "help-wanted-issues", "reactions-+1", "reactions--1", "reactions-smile",
		"reactions-tada", "reactions-thinking_face", "reactions-heart", "reactions-rocket", "reactions-eyes"}
}
