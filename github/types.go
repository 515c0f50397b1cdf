// Package github is the client: a Go API over GitHub's REST API with contexts,
// its own domain types and errors a person can act on. go-github's types and
// JSON never leave it. It knows nothing of terminals, panes or configuration
// files; what it needs of them (credentials, a store, a logger, a clone's
// objects) is handed to it in Options.
package github

import (
	"fmt"
	"strings"
	"time"
)

// AccountKind tells what sort of credential stands behind an account.
type AccountKind int

// The kinds of account.
const (
	KindApp   AccountKind = iota // a GitHub App: lists installations, acts through installation tokens
	KindToken                    // a personal or OAuth token: acts as its user
	KindClone                    // a git clone on this machine, served by the embedded GitHub
)

// String is the word the account row shows.
func (k AccountKind) String() string {
	switch k {
	case KindApp:
		return "App"
	case KindClone:
		return "clone"
	default:
		return "token"
	}
}

// Account is one credential at one host, as the person knows it.
type Account struct {
	Name   string // unique within a session
	Kind   AccountKind
	Host   string // "github.com", an Enterprise host, a folder for a clone
	Source string // where it comes from, in words: "config file", "GH_TOKEN", "gh"
	Local  bool   // served by the embedded GitHub: nothing leaves this machine
	Demo   bool   // one of the demo's accounts; Local is true as well

	// Today is the day that ages are counted from where the calendar stands
	// still, as the demo's does; zero is now.
	Today time.Time
}

// Place is on whose behalf a request is made: an account and, for an App, one
// of its installations (0 is the App itself, or a token's user).
type Place struct {
	Account      string
	Installation int64
}

// RepoRef names a repository on the host of the account it is used with.
type RepoRef struct{ Owner, Name string }

// String is "owner/name", or "" for the zero value.
func (r RepoRef) String() string {
	if r == (RepoRef{}) {
		return ""
	}
	return r.Owner + "/" + r.Name
}

// ParseRepo reads "owner/name" with the characters GitHub allows in each part.
func ParseRepo(s string) (RepoRef, error) {
	owner, name, ok := strings.Cut(s, "/")
	if !ok || !validName(owner) || !validName(name) {
		return RepoRef{}, fmt.Errorf("%q is not a repository: write owner/name", s)
	}
	return RepoRef{Owner: owner, Name: name}, nil
}

func validName(s string) bool {
	if s == "" || s == "." || s == ".." || len(s) > 100 {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}

// Listing is a list that may still be growing. Each one is whole: it replaces
// the one before.
type Listing[T any] struct {
	Items []T
	Total int       // as GitHub says, 0 while unknown
	At    time.Time // when the oldest part of it was fetched
	Fresh bool      // every item comes from GitHub's answer just now, none from the store
}

// Owner is a user or an organisation.
type Owner struct {
	Login string
	Type  string // "User", "Organization" or "Enterprise", as GitHub writes it
	ID    int64
}

// Installation is an App's installation on an account, or, for a token, an
// owner (ID 0) whose repositories the token reaches.
type Installation struct {
	ID          int64
	Owner       Owner
	AppSlug     string
	Selection   string            // "all" or "selected"; "" for a token
	Permissions map[string]string // as granted: name to read, write or admin; nil for a token
	Events      []string
	SuspendedAt time.Time // zero if active
	SuspendedBy string    // a login; "" when GitHub does not say
	SettingsURL string    // where an administrator changes what is granted
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Everything  bool // a token's own user: stands for all that the token reaches
}

// Suspended reports whether GitHub refuses tokens for it at present.
func (i Installation) Suspended() bool { return !i.SuspendedAt.IsZero() }

// Identity is who an account turned out to be.
type Identity struct {
	Login       string // the user, or the App's slug
	Name        string
	URL         string
	Permissions map[string]string // an App's, as it asks for them
	Events      []string
	TokenKind   string    // "classic token", "fine-grained token", "App"...
	Scopes      []string  // classic tokens only
	Expires     time.Time // of the token, zero if GitHub does not say
}

// Repository is one row of a listing.
type Repository struct {
	RepoRef
	ID            int64
	Private       bool
	Fork          bool
	Archived      bool
	Language      string
	DefaultBranch string
	Description   string
	Stars         int
	PushedAt      time.Time
	URL           string // on the web
}

// RefKind tells branches from tags.
type RefKind int

// The kinds of ref.
const (
	Branch RefKind = iota
	Tag
)

// Ref is a branch or a tag.
type Ref struct {
	Name      string // short: "main", "v1.2.0"
	Kind      RefKind
	SHA       string
	Protected bool
}

// Person is who wrote or committed something, and when.
type Person struct {
	Name  string
	Email string
	Login string // "" when GitHub knows no account for the address
	At    time.Time
}

// Label is the login if there is one, else the name.
func (p Person) Label() string {
	if p.Login != "" {
		return p.Login
	}
	return p.Name
}

// Commit is one commit without its files.
type Commit struct {
	SHA       string
	Subject   string // the message's first line
	Body      string // the rest, without the blank line between
	Author    Person
	Committer Person
	Parents   []string
	URL       string // on the web

	// RenamedFrom is what a path was called before this commit, in the path's
	// history and in the commit that named it anew; else "".
	RenamedFrom string
}

// Quota is what is left of one rate limit, as the last answer told.
type Quota struct {
	Resource  string // core, search, graphql...
	Limit     int    // 0 when the host does not limit
	Remaining int
	Reset     time.Time
}

// AccessState is the outcome of asking whether a repository can be reached.
type AccessState int

// The three answers, kept apart: a rate limit is not a refusal.
const (
	AccessUnknown AccessState = iota
	AccessGranted
	AccessNotFound   // absent, or private and not visible
	AccessNotGranted // it exists, but the credential may not read it
)

// Access is that outcome with what to tell the user.
type Access struct {
	State      AccessState
	Repository Repository // as GitHub has it now, when granted
	Text       string     // one sentence
	Fix        string     // what to do next, "" if nothing is needed
	Hooks      string     // what listing webhooks proved: "administrator", "" if nothing
	CheckedAt  time.Time
}

// TokenGrant is what an installation token may do, and how long.
type TokenGrant struct {
	Permissions map[string]string
	Expires     time.Time
}
