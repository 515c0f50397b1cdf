package conversation

// phrase is what somebody did, in words, and whether what it was about follows;
// "" for a kind that is not known.
func phrase(kind string) (words string, about bool) {
	switch kind {
	case "closed":
		return "closed this", false
	case "reopened":
		return "reopened this", false
	case "merged":
		return "merged this", false
	case "assigned":
		return "assigned", true
	case "unassigned":
		return "unassigned", true
	case "milestoned":
		return "added this to the milestone", true
	case "demilestoned":
		return "removed this from the milestone", true
	case "renamed":
		return "changed the title", false
	case "locked":
		return "locked the conversation", false
	case "unlocked":
		return "unlocked the conversation", false
	case "pinned":
		return "pinned this", false
	case "unpinned":
		return "unpinned this", false
	case "referenced":
		return "referred to this in a commit", false
	case "cross-referenced":
		return "mentioned this elsewhere", false
	case "review_requested":
		return "asked for a review by", true
	case "review_request_removed":
		return "no longer asks for a review by", true
	case "review_dismissed":
		return "dismissed a review", true
	case "ready_for_review":
		return "marked this as ready for review", false
	case "convert_to_draft", "converted_to_draft":
		return "made this a draft", false
	case "head_ref_deleted":
		return "deleted the branch", true
	case "head_ref_restored":
		return "restored the branch", true
	case "head_ref_force_pushed":
		return "force-pushed the branch", false
	case "base_ref_changed":
		return "changed the base branch", true
	case "base_ref_force_pushed":
		return "force-pushed the base branch", false
	case "base_ref_deleted":
		return "deleted the base branch", false
	case "automatic_base_change_succeeded":
		return "had the base branch changed automatically", false
	case "automatic_base_change_failed":
		return "could not have the base branch changed automatically", false
	case "auto_merge_enabled", "auto_squash_enabled", "auto_rebase_enabled":
		return "switched automatic merging on", false
	case "auto_merge_disabled":
		return "switched automatic merging off", false
	case "added_to_merge_queue":
		return "added this to the merge queue", false
	case "removed_from_merge_queue":
		return "removed this from the merge queue", false
	case "marked_as_duplicate":
		return "marked this as a duplicate", true
	case "unmarked_as_duplicate":
		return "took back that this is a duplicate", true
	case "connected":
		return "linked an issue or pull request by hand", true
	case "disconnected":
		return "removed a link made by hand", true
	case "transferred":
		return "moved this here from another repository", true
	case "converted_to_discussion":
		return "made this a discussion", false
	case "comment_deleted":
		return "deleted a comment", false
	case "commit-commented":
		return "commented on a commit", false
	case "deployed":
		return "deployed this", true
	case "deployment_environment_changed":
		return "changed the environment of the deployment", true
	case "added_to_project", "added_to_project_v2":
		return "added this to a project", true
	case "removed_from_project", "removed_from_project_v2":
		return "removed this from a project", true
	case "moved_columns_in_project", "project_v2_item_status_changed":
		return "moved this within a project", true
	case "converted_note_to_issue", "converted_from_draft":
		return "made this from a project's note", false
	case "user_blocked":
		return "blocked a user", true
	case "parent_issue_added":
		return "made this a part of", true
	case "parent_issue_removed":
		return "took this out of", true
	case "sub_issue_added":
		return "added a part", true
	case "sub_issue_removed":
		return "removed a part", true
	case "blocked_by_added":
		return "marked this as blocked by", true
	case "blocked_by_removed":
		return "no longer has this blocked by", true
	case "blocking_added":
		return "marked this as blocking", true
	case "blocking_removed":
		return "no longer has this blocking", true
	case "issue_type_added":
		return "set the type", true
	case "issue_type_changed":
		return "changed the type to", true
	case "issue_type_removed":
		return "removed the type", true
	}
	return "", false
}
