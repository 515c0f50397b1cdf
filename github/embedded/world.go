package embedded

import (
	"context"
	"crypto/rsa"
	"time"
)

// A World is everything the server knows: who exists, what they may see, and
// where the repositories are. It must not change while a [Server] uses it.
// Logins and repository names are compared without regard to letter case, as
// GitHub does.
type World struct {
	Apps         []App
	Users        []User
	Orgs         []Org
	Repositories []Repository
	// Tokens are the users' tokens by their secret text. Installation tokens
	// are not among them: those are minted by a request.
	Tokens map[string]Token
	// AnyToken makes every credential, and none, act as the first of Users with
	// sight of every repository, without rate limits: a clone on this machine
	// is already readable by whoever runs the program.
	AnyToken bool
	// InstalledVersion, when set, makes the server speak as GitHub Enterprise
	// Server of this version in /meta.
	InstalledVersion string
}

// An App is a GitHub App and the places where it is installed.
type App struct {
	ID            int64
	ClientID      string
	Slug          string
	Name          string
	Description   string
	Owner         string // login of the user or organisation that registered it
	Key           *rsa.PublicKey
	Permissions   map[string]string // what it asks for: name to read, write or admin
	Events        []string
	Installations []Installation
	CreatedAt     time.Time
}

// An Installation is an App's installation on one account.
type Installation struct {
	ID          int64
	Account     string // login of the user or organisation
	Selection   string // "all" or "selected"
	Permissions map[string]string
	Events      []string
	// Repositories are the bare names that a selected installation reaches.
	Repositories []string
	SuspendedAt  time.Time // zero if active
	SuspendedBy  string    // login; "" leaves GitHub's field null
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// A User is a person (or a bot) with a GitHub account.
type User struct {
	ID        int64
	Login     string
	Name      string
	Emails    []string // commits of these addresses are the user's
	Type      string   // "User" when empty; "Bot" for a bot
	CreatedAt time.Time
}

// An Org is an organisation.
type Org struct {
	ID          int64
	Login       string
	Name        string
	Description string
	Members     map[string]string // login to role: "admin" or "member"
	Teams       []Team
	CreatedAt   time.Time
}

// A Repository is what a listing says about a repository, and the way to its
// objects.
type Repository struct {
	Owner       string // login of a User or Org of the World
	Name        string
	ID          int64
	Private     bool
	Fork        bool
	Parent      string // "owner/name" of what it is a fork of, if the World has it
	Archived    bool
	Language    string
	Description string
	Topics      []string
	License     string // SPDX id, "" for none
	Stars       int
	Forks       int
	Size        int // kB
	// DefaultBranch is what git says when empty, which opens the repository.
	DefaultBranch string
	CreatedAt     time.Time
	PushedAt      time.Time // zero is null in the JSON
	// Collaborators have rights beyond their organisation's: login to "read",
	// "write" or "admin".
	Collaborators map[string]string
	Hooks         []Hook
	// Issues gives the issues and pull requests. It is called at most once, when
	// they are first needed, and must give the same each time the program runs.
	// Nil is none so far.
	Issues func() IssueData
	// OpenIssues is how many are open, for listings: they do not make the issues
	// for it. Once those are there they are counted.
	OpenIssues int
	// NoIssues switches issues off, which answers 410; pull requests remain.
	NoIssues bool
	// OldNames are "owner/name" forms under which the repository was known:
	// they answer with a permanent redirect.
	OldNames []string
	// Remote names the git remote whose remote-tracking branches are listed as
	// branches, unless a local branch has the same name. Empty lists the local
	// ones only.
	Remote string
	// Open gives the git folder (".git" or a bare repository). It is called
	// when objects are first needed, by one request at a time, with a context
	// that outlives the request; an error is not remembered. Nil is an empty
	// repository without a folder.
	Open func(ctx context.Context) (gitDir string, err error)
}

// A Hook is a webhook of a repository.
type Hook struct {
	ID     int64
	URL    string
	Events []string
	Active bool
}

// TokenKind is the kind of a user's token.
type TokenKind string

// The kinds of token a user can hold.
const (
	Classic     TokenKind = "classic"
	FineGrained TokenKind = "fine-grained"
)

// A Token is a user's token.
type Token struct {
	User string // login
	Kind TokenKind
	// Scopes are a classic token's: "repo", "read:org"...
	Scopes []string
	// Owner is the one account whose private repositories a fine-grained token
	// reaches, as far as Permissions go.
	Owner string
	// Repositories restricts a fine-grained token to these bare names of Owner.
	// Nil is all of them.
	Repositories []string
	Permissions  map[string]string
	Expires      time.Time // zero is never
	Revoked      bool
}
