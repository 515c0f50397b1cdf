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
