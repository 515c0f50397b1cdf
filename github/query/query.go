// Package query is GitHub's search syntax for issues, pull requests and
// repositories: parsing with the place of every mistake, printing, completing,
// composing what is sent, and matching what is known locally. It is pure and
// does no I/O; the server inside the program and the client's local search use
// the same matcher.
package query

import "time"

// Query is a parsed search.
type Query struct{ text string }

// Parse reads a search. It never fails: what is wrong is among Problems.
func Parse(text string) *Query { return &Query{text: text} }

// String prints the search so that parsing it gives the same query.
func (q *Query) String() string { return q.text }

// Problem is a mistake in a query, with its place in bytes of the text.
type Problem struct {
	Start, End int
	Text       string // what is wrong, one sentence
	Fix        string // what to do, "" if the text says it
	Fatal      bool   // GitHub would refuse it, or it would escape its scope: not worth sending
}

// Problems are the mistakes in the query, in the order of their places.
func (q *Query) Problems() []Problem { return nil }

// Term is one qualifier of a query: -label:bug.
type Term struct {
	Start, End int    // in bytes of the text
	Name       string // lower case, without "-" and ":"
	Value      string // without quotes
	Negated    bool
}

// Terms are the qualifiers of a query, wherever they stand.
func (q *Query) Terms() []Term { return nil }

// Kinds reports which of issues and pull requests the query can find: both
// unless it says is:issue, type:pr and the like.
func (q *Query) Kinds() (issues, pulls bool) { return true, true }

// Sort is the order that the query itself asks for with sort:.
func (q *Query) Sort() (field string, descending, ok bool) { return "", true, false }

// Kind is what a composed query is restricted to.
type Kind int

// The kinds. API queries for issues must have one of the first two.
const (
	Issues Kind = iota
	Pulls
	Repositories
)

// Scope is where a composed query looks.
type Scope struct {
	Repo  string   // "owner/name"
	Users []string // accounts of persons
	Orgs  []string // organisations
	Forks bool     // repositories only: fork:true
}

// Compose is the q parameter for the API: scope AND kind AND (the text). The
// text is bracketed, so that its OR cannot escape the scope; sort: is taken out.
func Compose(q *Query, kind Kind, s Scope) string { return q.text }

// Expand replaces relative dates such as updated:>-2w by calendar dates.
func Expand(text string, now time.Time) string { return text }

// Field is a set of an Item's fields.
type Field uint64

// The fields that may be unknown of an item.
const (
	FieldBody     Field = 1 << iota
	FieldComments       // texts and authors of comments
	FieldReviews
	FieldChecks
	FieldBranches
	FieldReactions
	FieldMilestone
	FieldLinks
	FieldType
	FieldReviewers
	FieldMergedAt
)

// Item is an issue or a pull request as far as it is known.
type Item struct {
	Repo         string // "owner/name"
	Number       int
	Pull         bool
	Open         bool
	Draft        bool
	Merged       bool
	Locked       bool
	Private      bool
	Archived     bool
	Reason       string // completed, not_planned, duplicate, reopened
	Title        string
	Body         string
	Author       string // "app/NAME" for an App, as author: writes it
	Assignees    []string
	Labels       []string
	Milestone    string
	Type         string
	Comments     int
	Reactions    int
	Created      time.Time
	Updated      time.Time
	Closed       time.Time
	MergedAt     time.Time
	Head, Base   string
	Language     string   // of the repository
	Mentions     []string // logins
	Commenters   []string
	CommentTexts []string
	Reviewers    []string // asked
	ReviewTeams  []string // asked, "org/slug"
	ReviewedBy   []string
	Review       string // none, required, approved, changes_requested
	Status       string // pending, success, failure, ""
	Linked       bool   // has a closing reference to or from the other kind
	SHAs         []string
	Known        Field // which of the optional fields are known
}

// Repository is a repository as far as it is known.
type Repository struct {
	Name        string // "owner/name"
	Description string
	Readme      string
	Topics      []string
	Language    string
	License     string
	Private     bool
	Fork        bool
	Archived    bool
	Template    bool
	Mirror      bool
	Stars       int
	Forks       int
	Size        int // kB
	Followers   int
	Created     time.Time
	Pushed      time.Time
	Updated     time.Time
}

// Context is what a query's words refer to besides the item.
type Context struct {
	Now     time.Time
	Me      string                     // for @me; "" if it is not known
	Members func(team string) []string // "org/slug" to logins, nil if not known
	Known   Field                      // what the items will have: the rest is unanswered
}

// Matcher is a query ready to be applied to many items. It is safe for
// concurrent use.
type Matcher struct{}

// Unanswered is a part of a query that cannot be decided with what is known.
type Unanswered struct {
	Term Term
	Why  string // "the comments are not stored"
}

// Compile prepares the query. A part that cannot be answered counts as true and
// is named by Unanswered.
func (q *Query) Compile(c Context) *Matcher { return &Matcher{} }

// Unanswered are the parts that count as true because the answer is not known.
func (m *Matcher) Unanswered() []Unanswered { return nil }

// Match reports whether an item satisfies the query.
func (m *Matcher) Match(i *Item) bool { return true }

// MatchRepository reports whether a repository satisfies a repository query.
// Forks are left out unless the query says fork:true or fork:only.
func (m *Matcher) MatchRepository(r *Repository) bool { return true }

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
func Qualifiers() []Qualifier { return nil }

// RepositoryQualifiers are those of repository searches.
func RepositoryQualifiers() []Qualifier { return nil }

// Cursor is what is being typed at a place of a text: the word from Start to
// End that a completion would replace.
type Cursor struct {
	Start, End int
	Negated    bool
	Name       string // of the qualifier whose value is typed; "" while it is a word or a name
	Typed      string // of the value, or of the word
}

// At is what is being typed at a byte offset of a text.
func At(text string, offset int) Cursor { return Cursor{Start: offset, End: offset} }

// Quoted is a value as it is written in a query: in quotes if it needs them.
func Quoted(value string) string { return value }
