package query

// Qualifier is a qualifier that GitHub knows.
type Qualifier struct {
	Name   string
	Help   string
	Values []string // fixed values, nil if any
	Of     Source   // else where values come from
	For    Kind     // Pulls if it is for pull requests only; Issues also means both
}

// Source is where the values of a qualifier come from.
type Source int

// The sources of values.
const (
	NoSource Source = iota
	Logins
	Teams
	LabelNames
	MilestoneNames
	RepositoryNames
	OwnerNames
	Languages
	Branches
	Dates
	Numbers
)

// Qualifiers are those of issue searches, most used first.
func Qualifiers() []Qualifier {
	return filled([]Qualifier{
		{Name: "is", Help: "state, kind or visibility"},
		{Name: "label", Help: "has a label; several with commas: any of them", Of: LabelNames},
		{Name: "author", Help: "opened by a person, or an App as app/NAME", Of: Logins},
		{Name: "assignee", Help: "assigned to a person; * is anybody", Of: Logins},
		{Name: "in", Help: "where words are searched for", Values: []string{"title", "body", "comments"}},
		{Name: "no", Help: "has none of these"},
		{Name: "updated", Help: "when it last changed", Of: Dates},
		{Name: "created", Help: "when it was opened", Of: Dates},
		{Name: "milestone", Help: "in a milestone", Of: MilestoneNames},
		{Name: "involves", Help: "author, assignee, mentioned or commenting", Of: Logins},
		{Name: "mentions", Help: "mentions a person", Of: Logins},
		{Name: "commenter", Help: "commented on by a person", Of: Logins},
		{Name: "review-requested", Help: "waits for the review of a person or of their teams", Of: Logins, For: Pulls},
		{Name: "review", Help: "what reviews come to", For: Pulls},
		{Name: "reviewed-by", Help: "reviewed by a person", Of: Logins, For: Pulls},
		{Name: "status", Help: "what checks come to", For: Pulls},
		{Name: "draft", Help: "is a draft", For: Pulls},
		{Name: "linked", Help: "closed by a pull request, or closing an issue"},
		{Name: "reason", Help: "why an issue is closed"},
		{Name: "type", Help: "type of an issue such as Bug", Values: []string{"issue", "pr"}},
		{Name: "repo", Help: "in a repository", Of: RepositoryNames},
		{Name: "org", Help: "in repositories of an organisation", Of: OwnerNames},
		{Name: "user", Help: "in repositories of an account", Of: OwnerNames},
		{Name: "team", Help: "mentions a team", Of: Teams},
		{Name: "closed", Help: "when it was closed", Of: Dates},
		{Name: "merged", Help: "when it was merged", Of: Dates, For: Pulls},
		{Name: "head", Help: "from branches that begin so", Of: Branches, For: Pulls},
		{Name: "base", Help: "into a branch", Of: Branches, For: Pulls},
		{Name: "user-review-requested", Help: "waits for a person's own review", Of: Logins, For: Pulls},
		{Name: "team-review-requested", Help: "waits for a team's review", Of: Teams, For: Pulls},
		{Name: "comments", Help: "number of comments", Of: Numbers},
		{Name: "reactions", Help: "number of reactions", Of: Numbers},
		{Name: "interactions", Help: "number of comments and reactions", Of: Numbers},
		{Name: "language", Help: "main language of the repository", Of: Languages},
		{Name: "state", Help: "open or closed"},
		{Name: "archived", Help: "in an archived repository"},
		{Name: "project", Help: "in a project, as ORGANISATION/NUMBER"},
		{Name: "has", Help: "has one of these", Values: []string{"assignee", "label", "milestone", "project", "type"}},
		{Name: "parent-issue", Help: "sub-issue of OWNER/NAME#NUMBER"},
		{Name: "sort", Help: "order, with -asc or -desc behind", Values: []string{"updated", "created", "comments", "reactions", "interactions"}},
	})
}

// RepositoryQualifiers are those of repository searches.
func RepositoryQualifiers() []Qualifier {
	return filled([]Qualifier{
		{Name: "language", Help: "main language", Of: Languages},
		{Name: "in", Help: "where words are searched for", Values: []string{"name", "description", "topics", "readme"}},
		{Name: "topic", Help: "has a topic"},
		{Name: "stars", Help: "number of stars", Of: Numbers},
		{Name: "pushed", Help: "when it was last pushed to", Of: Dates},
		{Name: "archived", Help: "is archived"},
		{Name: "fork", Help: "forks too, or only; without it none"},
		{Name: "is", Help: "who can see it", Values: []string{"public", "private", "internal"}},
		{Name: "org", Help: "of an organisation", Of: OwnerNames},
		{Name: "user", Help: "of an account", Of: OwnerNames},
		{Name: "repo", Help: "one repository", Of: RepositoryNames},
		{Name: "created", Help: "when it was made", Of: Dates},
		{Name: "license", Help: "its licence such as mit"},
		{Name: "forks", Help: "number of forks", Of: Numbers},
		{Name: "topics", Help: "number of topics", Of: Numbers},
		{Name: "size", Help: "size in kilobytes", Of: Numbers},
		{Name: "followers", Help: "number of followers", Of: Numbers},
		{Name: "template", Help: "is a template"},
		{Name: "mirror", Help: "is a mirror"},
		{Name: "good-first-issues", Help: "number of issues labelled good first issue", Of: Numbers},
		{Name: "help-wanted-issues", Help: "number of issues labelled help wanted", Of: Numbers},
		{Name: "sort", Help: "order, with -asc or -desc behind", Values: []string{"stars", "forks", "help-wanted-issues", "updated"}},
	})
}

// filled are qualifiers with the fixed values that every search has.
func filled(all []Qualifier) []Qualifier {
	for i := range all {
		if all[i].Values == nil {
			all[i].Values = fixedValues(all[i].Name)
		}
	}
	return all
}

// names are the names of all qualifiers, those of issue searches first.
func names() []string {
	var all []string
	for _, table := range [][]Qualifier{Qualifiers(), RepositoryQualifiers()} {
		for _, q := range table {
			all = append(all, q.Name)
		}
	}
	return all
}
