package embedded

import (
	"cmp"
	"fmt"
	"strings"
)

// gqlItem is an issue or a pull request.
type gqlItem struct{ *entry }

func (i gqlItem) gqlType() string {
	if i.Pull != nil {
		return "PullRequest"
	}
	return "Issue"
}

// gqlActor is who wrote something.
type gqlActor struct {
	login string
	kind  string // User, Bot or Organization
}

func (a gqlActor) gqlType() string { return a.kind }

// name is the login as GraphQL writes it: a bot's without "[bot]".
func (a gqlActor) name() any {
	if a.kind == "Bot" {
		return strings.TrimSuffix(a.login, "[bot]")
	}
	return a.login
}

// gqlOf makes a resolver of a function that needs the object only.
func gqlOf[T any](get func(T) any) gqlResolver {
	return func(_ *gqlRun, object any, _ gqlArgs) (any, error) { return get(object.(T)), nil }
}

// gqlIn makes a resolver of a function that needs the request as well.
func gqlIn[T any](get func(c *call, object T) (any, error)) gqlResolver {
	return func(r *gqlRun, object any, _ gqlArgs) (any, error) { return get(r.c, object.(T)) }
}

// gqlText is nil for "".
func gqlText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// gqlSchema is what can be asked: the part of GitHub's schema that clients of
// issues and pull requests read.
func gqlSchema() gqlTypes {
	s := gqlTypes{}
	s.scalars("Int", "String", "Boolean", "ID", "Float", "URI", "DateTime", "GitObjectID")
	s.enum("IssueState", "OPEN", "CLOSED")
	s.enum("IssueStateReason", "COMPLETED", "NOT_PLANNED", "DUPLICATE", "REOPENED")
	s.enum("PullRequestState", "OPEN", "CLOSED", "MERGED")
	s.enum("PullRequestReviewDecision", "APPROVED", "CHANGES_REQUESTED", "REVIEW_REQUIRED")
	s.enum("StatusState", "SUCCESS", "FAILURE", "PENDING", "ERROR", "EXPECTED")
	s.enum("CheckStatusState", "QUEUED", "IN_PROGRESS", "COMPLETED", "WAITING", "PENDING", "REQUESTED")
	s.enum("CheckConclusionState", "SUCCESS", "FAILURE", "NEUTRAL", "CANCELLED", "SKIPPED", "TIMED_OUT", "ACTION_REQUIRED", "STALE", "STARTUP_FAILURE")
	s.object("Query",
		s.field("repository", "Repository", findRepository, "owner: String!", "name: String!", "followRenames: Boolean = true"),
		s.field("viewer", "User!", func(r *gqlRun, _ any, _ gqlArgs) (any, error) { return r.c.viewer() }),
		s.field("rateLimit", "RateLimit", func(r *gqlRun, _ any, _ gqlArgs) (any, error) { return r.rateLimit(), nil }, "dryRun: Boolean = false"),
	)
	s.object("RateLimit",
		s.field("cost", "Int!", gqlOf(func(q gqlBudget) any { return q.cost })),
		s.field("limit", "Int!", gqlOf(func(q gqlBudget) any { return q.limit })),
		s.field("remaining", "Int!", gqlOf(func(q gqlBudget) any { return q.limit - q.used })),
		s.field("used", "Int!", gqlOf(func(q gqlBudget) any { return q.used })),
		s.field("resetAt", "DateTime!", gqlOf(func(q gqlBudget) any { return stamp(q.reset) })),
	)
	s.actors()
	s.object("Repository",
		s.field("id", "ID!", gqlOf(func(r *Repository) any { return nodeID("R", r.ID) })),
		s.field("name", "String!", gqlOf(func(r *Repository) any { return r.Name })),
		s.field("nameWithOwner", "String!", gqlOf(func(r *Repository) any { return r.Owner + "/" + r.Name })),
		s.field("owner", "RepositoryOwner!", gqlIn(func(c *call, r *Repository) (any, error) { return c.actor(r.Owner), nil })),
		s.field("isPrivate", "Boolean!", gqlOf(func(r *Repository) any { return r.Private })),
		s.field("isArchived", "Boolean!", gqlOf(func(r *Repository) any { return r.Archived })),
		s.field("url", "URI!", gqlIn(func(c *call, r *Repository) (any, error) { return c.webAt(r), nil })),
		s.field("defaultBranchRef", "Ref", defaultBranchRef),
		s.field("object", "GitObject", findObject, "expression: String!"),
		s.field("issueOrPullRequest", "IssueOrPullRequest", findItem(true, true), "number: Int!"),
		s.field("issue", "Issue", findItem(true, false), "number: Int!"),
		s.field("pullRequest", "PullRequest", findItem(false, true), "number: Int!"),
	)
	s.abstract("IssueOrPullRequest", []string{"Issue", "PullRequest"})
	s.items()
	s.checks()
	s.gitObjects()
	s.mutations()
	return s
}

// actors are those who own and write.
func (s gqlTypes) actors() {
	fields := func() []*gqlField {
		return []*gqlField{
			s.field("login", "String!", gqlOf(gqlActor.name)),
			s.field("url", "URI!", gqlIn(func(c *call, a gqlActor) (any, error) { return c.person(a.login).HTMLURL, nil })),
			s.field("avatarUrl", "URI!", gqlIn(func(c *call, a gqlActor) (any, error) { return c.person(a.login).AvatarURL, nil }), "size: Int"),
		}
	}
	for _, name := range []string{"User", "Bot", "Organization"} {
		s.object(name, append(fields(), s.field("id", "ID!", gqlIn(func(c *call, a gqlActor) (any, error) { return c.person(a.login).NodeID, nil })))...)
	}
	s.abstract("Actor", []string{"User", "Bot", "Organization"}, fields()...)
	s.abstract("RepositoryOwner", []string{"User", "Organization"}, fields()...)
}

// items are issues and pull requests.
func (s gqlTypes) items() {
	both := func() []*gqlField {
		return []*gqlField{
			s.field("id", "ID!", gqlOf(func(i gqlItem) any { return issueNode(i.Issue) })),
			s.field("number", "Int!", gqlOf(func(i gqlItem) any { return i.Number })),
			s.field("title", "String!", gqlOf(func(i gqlItem) any { return i.Title })),
			s.field("body", "String!", gqlOf(func(i gqlItem) any { return i.Body })),
			s.field("url", "URI!", gqlIn(func(c *call, i gqlItem) (any, error) { return c.webItem(i.entry), nil })),
			s.field("author", "Actor", gqlIn(func(c *call, i gqlItem) (any, error) { return c.actor(i.Author), nil })),
			s.field("repository", "Repository!", gqlOf(func(i gqlItem) any { return i.book.repo })),
			s.field("closed", "Boolean!", gqlOf(func(i gqlItem) any { return i.Closed })),
			s.field("locked", "Boolean!", gqlOf(func(i gqlItem) any { return i.Locked })),
			s.field("createdAt", "DateTime!", gqlOf(func(i gqlItem) any { return stamp(i.CreatedAt) })),
			s.field("updatedAt", "DateTime!", gqlOf(func(i gqlItem) any { return stamp(i.UpdatedAt) })),
			s.field("closedAt", "DateTime", gqlOf(func(i gqlItem) any { return gqlTime(i.ClosedAt) })),
		}
	}
	s.object("Issue", append(both(),
		s.field("state", "IssueState!", gqlOf(gqlItem.state)),
		s.field("stateReason", "IssueStateReason", gqlOf(func(i gqlItem) any { return gqlText(strings.ToUpper(i.Reason)) }), "enableDuplicate: Boolean = false"),
		s.connection("closedByPullRequestsReferences", "PullRequest", closedBy,
			"includeClosedPrs: Boolean = false", "orderByState: Boolean = false", "userLinkedOnly: Boolean = false"),
	)...)
	s.object("PullRequest", append(both(),
		s.field("state", "PullRequestState!", gqlOf(gqlItem.state)),
		s.field("isDraft", "Boolean!", gqlOf(func(i gqlItem) any { return i.Pull.Draft })),
		s.field("merged", "Boolean!", gqlOf(func(i gqlItem) any { return i.merged() })),
		s.field("mergedAt", "DateTime", gqlOf(func(i gqlItem) any { return gqlTime(i.Pull.MergedAt) })),
		s.field("baseRefName", "String!", gqlOf(func(i gqlItem) any { return i.Pull.Base })),
		s.field("headRefName", "String!", gqlOf(func(i gqlItem) any { return i.Pull.Branch })),
		s.field("headRefOid", "GitObjectID!", gqlIn(func(c *call, i gqlItem) (any, error) {
			commit, err := c.headCommit(i)
			return commit.id, err
		})),
		s.field("reviewDecision", "PullRequestReviewDecision", gqlOf(func(i gqlItem) any { return gqlText(i.Pull.decision()) })),
		s.connection("commits", "PullRequestCommit", commitsOf),
		s.connection("closingIssuesReferences", "Issue", closes, "userLinkedOnly: Boolean = false"),
	)...)
}

// checks are the commits of pull requests and what ran on them.
func (s gqlTypes) checks() {
	s.object("PullRequestCommit", s.field("commit", "Commit!", gqlOf(func(k gqlCommit) any { return k })))
	s.object("StatusCheckRollup",
		s.field("state", "StatusState!", gqlOf(func(i gqlItem) any { return i.Pull.rollup() })),
		s.connection("contexts", "StatusCheckRollupContext", func(_ *gqlRun, object any, _ gqlArgs) (gqlList, error) {
			return listed(object.(gqlItem).contexts()), nil
		}),
	)
	s.abstract("StatusCheckRollupContext", []string{"CheckRun", "StatusContext"})
	s.object("CheckRun",
		s.field("name", "String!", gqlOf(func(k CheckRun) any { return k.Name })),
		s.field("status", "CheckStatusState!", gqlOf(func(k CheckRun) any { return strings.ToUpper(cmp.Or(k.Status, "completed")) })),
		s.field("conclusion", "CheckConclusionState", gqlOf(func(k CheckRun) any { return gqlText(strings.ToUpper(k.Conclusion)) })),
		s.field("title", "String", gqlOf(func(k CheckRun) any { return gqlText(k.Title) })),
		s.field("summary", "String", gqlOf(func(k CheckRun) any { return gqlText(k.Summary) })),
		s.field("detailsUrl", "URI", gqlOf(func(k CheckRun) any { return gqlText(k.URL) })),
		s.field("startedAt", "DateTime", gqlOf(func(k CheckRun) any { return gqlTime(k.StartedAt) })),
		s.field("completedAt", "DateTime", gqlOf(func(k CheckRun) any { return gqlTime(k.CompletedAt) })),
	)
	s.object("StatusContext",
		s.field("context", "String!", gqlOf(func(t Status) any { return t.Context })),
		s.field("state", "StatusState!", gqlOf(func(t Status) any { return strings.ToUpper(t.State) })),
		s.field("description", "String", gqlOf(func(t Status) any { return gqlText(t.Description) })),
		s.field("targetUrl", "URI", gqlOf(func(t Status) any { return gqlText(t.URL) })),
		s.field("createdAt", "DateTime!", gqlOf(func(t Status) any { return stamp(t.At) })),
	)
}

// gqlMissing is the error of something that is not there, or not for the
// caller.
func gqlMissing(format string, args ...any) *gqlError {
	return &gqlError{Type: "NOT_FOUND", Message: fmt.Sprintf(format, args...)}
}
