package keymap

// Scope is where a binding holds. Its value is the name used in the
// configuration file.
type Scope string

// The scopes. A key is looked for in the focused pane's scope, then, unless that
// takes text, in Movement and in Global.
const (
	Global        Scope = "global"
	Movement      Scope = "movement" // every pane with a cursor or a scroll position
	Installations Scope = "installations"
	Repositories  Scope = "repositories"
	Commits       Scope = "commits"
	Patch         Scope = "patch"
	IssueList     Scope = "issues"
	Thread        Scope = "conversation"
	Owners        Scope = "owners"
	Source        Scope = "source"
	WhoBox        Scope = "who"
	ReleaseBox    Scope = "release"
	DraftList     Scope = "drafts"
	ConfirmBox    Scope = "confirm"
	Linker        Scope = "linker"       // the links made
	LinkWay       Scope = "link-way"     // how things are linked
	LinkEnds      Scope = "link-ends"    // the links of one thing, to take away
	LinkWork      Scope = "link-work"    // links are being written
	LinkOutcome   Scope = "link-outcome" // what became of them
	RefPicker     Scope = "refs"
	Detail        Scope = "detail"
	HelpPage      Scope = "help"
	Welcome       Scope = "welcome"
	FilterText    Scope = "filter"  // typing into a pane's filter
	PaletteText   Scope = "palette" // typing into an overlay's filter
	QueryText     Scope = "query"   // typing a search
	DraftText     Scope = "compose" // writing a text for GitHub
	LinkText      Scope = "link"    // finding what to link to
	BranchText    Scope = "branch"  // naming a branch
	CompareText   Scope = "compare" // saying what to compare
	RuleText      Scope = "rule"    // trying a rule of CODEOWNERS
	FindText      Scope = "find"    // finding a text or a line in a file
)

// Scopes lists every scope with its title, in the order of the help page.
func Scopes() []Titled {
	return []Titled{
		{Global, "Everywhere"}, {Movement, "Moving"},
		{Welcome, "Welcome"},
		{Installations, "Accounts"}, {Repositories, "Repositories"},
		{Commits, "Commits"}, {Patch, "Changes"}, {IssueList, "Issues and pull requests"}, {Thread, "Issue or pull request"}, {Owners, "Owners of files"}, {Source, "File"}, {FindText, "While finding in a file"}, {WhoBox, "Who owns this"}, {ReleaseBox, "Between two refs"}, {RuleText, "While trying a rule"}, {CompareText, "While saying what to compare"}, {RefPicker, "Branches and tags"}, {Detail, "Details"},
		{FilterText, "While filtering"}, {PaletteText, "In the palette and pickers"}, {QueryText, "While searching"}, {DraftText, "While writing"}, {DraftList, "Drafts"}, {ConfirmBox, "Before something is done"}, {LinkText, "While finding what to link"}, {LinkWay, "How things are linked"}, {BranchText, "While naming a branch"}, {LinkEnds, "Taking links away"}, {LinkWork, "While links are written"}, {LinkOutcome, "What became of links"}, {Linker, "Links made"}, {HelpPage, "Help"},
	}
}

// Titled is a scope with the title the help page gives it.
type Titled struct {
	Scope Scope
	Title string
}

// TakesText reports whether unbound keys of the scope are text. Such a scope
// hides Movement and Global, so it binds its own way out.
func (s Scope) TakesText() bool {
	return s == FilterText || s == PaletteText || s == QueryText || s == DraftText || s == LinkText || s == BranchText || s == RuleText || s == CompareText || s == FindText
}

// parents are the scopes that a key is looked for in after s, in order.
func (s Scope) parents() []Scope {
	switch {
	case s.TakesText(), s == Global:
		return nil
	case s == Movement:
		return []Scope{Global}
	default:
		return []Scope{Movement, Global}
	}
}
