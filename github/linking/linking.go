// Package linking finds in Markdown what refers to something: issues and pull
// requests by number or address, with or without a closing keyword, commits,
// people. It is pure: what GitHub makes of it beyond the text is not its
// business.
package linking

// Kind is what a reference refers to.
type Kind int

// The kinds of reference.
const (
	Issue  Kind = iota // an issue or pull request
	Commit             // a SHA
	Person             // @login
	Team               // @org/team
)

// Reference is a place in a text that refers to something.
type Reference struct {
	Start, End int // in bytes of the text, without a keyword
	Kind       Kind
	Host       string // of an address, lower case; "" for a short form
	Owner      string // "" where the text names no repository
	Name       string
	Number     int
	SHA        string // lower case
	Login      string // of a person; the team's slug of a team, with Owner its organisation
	Keyword    string // close, fixes, Resolved... as written; "" for a plain mention
}

// References finds every reference of a Markdown text as GitHub would: not in
// code and HTML comments. hosts are those whose addresses count, in lower case,
// with a port if they have one. The references are in the order of the text and
// do not overlap.
func References(text string, hosts []string) []Reference {
	s := scanner{text: text, hosts: hosts, marks: markdown(text)}
	return s.references()
}

// Plain finds references in text that is known to be neither code nor markup.
func Plain(text string, hosts []string) []Reference {
	s := scanner{text: text, hosts: hosts}
	return s.references()
}
