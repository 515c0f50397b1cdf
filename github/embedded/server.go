package embedded

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options change how a Server answers. The zero value answers at once, as
// github.com does, by the machine's clock.
type Options struct {
	// Now is the server's clock; time.Now when nil.
	Now func() time.Time
	// WebURL is where html_url fields point; "https://github.com" when empty.
	WebURL string
	// ReadOnly refuses every request that would write, with 403. Minting an
	// installation token is not a write.
	ReadOnly bool
	// ReadOnlyMessage is the text of that refusal; it has a default.
	ReadOnlyMessage string
	// RateLimit replaces GitHub's budgets.
	RateLimit RateLimit
	// Faults are the faults at the start; see [Server.SetFaults].
	Faults []Fault
	// Latency delays every answer.
	Latency time.Duration
}

// A Server answers GitHub's REST API. It is safe for concurrent use.
type Server struct {
	index   *index
	options Options
	routes  []route
	quotas  *quotas
	faults  *faultList
	minted  *mintedTokens
	objects *objectStore
	issues  *issueStore

	mu       sync.Mutex
	requests int64 // numbers the request ids
}

// New makes a server of a world.
func New(w World, o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.WebURL == "" {
		o.WebURL = "https://github.com"
	}
	o.WebURL = strings.TrimRight(o.WebURL, "/")
	if o.ReadOnlyMessage == "" {
		o.ReadOnlyMessage = "This is a local clone: nothing was sent to GitHub. Open the repository with a GitHub account to make changes."
	}
	if w.AnyToken {
		o.RateLimit.Off = true
	}
	s := &Server{
		index:   newIndex(w),
		options: o,
		routes:  routes(),
		quotas:  newQuotas(o.RateLimit),
		faults:  newFaultList(o.Faults),
		minted:  newMintedTokens(),
		objects: newObjectStore(),
	}
	s.issues = newIssueStore(s.index, o.WebURL)
	return s
}

// SetFaults replaces the faults that are in force, from the next request on.
func (s *Server) SetFaults(f []Fault) { s.faults.set(f) }

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.serve(w, r) }
