package github

import "time"

// Hit is an issue or pull request that a search found, with the place that
// reaches it.
type Hit struct {
	Issue
	At Place
}

// SearchKind is which of the two a search wants.
type SearchKind int

// Both takes two requests: GitHub answers for one of them at a time.
const (
	SearchBoth SearchKind = iota
	SearchIssues
	SearchPulls
)

// SearchOrder is what hits are sorted by, always the largest or newest first.
type SearchOrder string

// The orders of GitHub's search; best match is the server's own.
const (
	ByUpdated   SearchOrder = "updated"
	ByCreated   SearchOrder = "created"
	ByComments  SearchOrder = "comments"
	ByReactions SearchOrder = "reactions"
	ByBestMatch SearchOrder = ""
)

// IssueSearch is a search for issues and pull requests.
type IssueSearch struct {
	Text   string // the person's query, in GitHub's syntax
	Kind   SearchKind
	Order  SearchOrder
	Scopes []SearchScope
	Limit  int // hits wanted of each request; GitHub gives no more than 1,000
}

// SentSearch is one request of a search: what was sent and what came of it.
type SentSearch struct {
	Account    string
	Query      string // q as it was sent
	Total      int    // what GitHub counts
	Incomplete bool   // GitHub ran out of time: hits may be missing
	Err        error  // why it failed; nil if it did not
}

// SearchResult is what a search found so far: whole, replacing the one before.
type SearchResult struct {
	Hits       []Hit
	Total      int // what GitHub counts, of all requests; of a stored answer, of its hits
	At         time.Time
	Stored     bool         // answered from the store, without GitHub
	Unanswered []string     // parts of the query that the store cannot answer, with why
	Sent       []SentSearch // none of a stored answer
	More       bool         // a larger Limit would bring more
	Capped     bool         // GitHub gives 1,000 hits and no more, and there are more
}
