package transport

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	// maxComplaint is how much of an answer is read to learn why it was refused, in bytes.
	maxComplaint = 64 << 10
	// maxGraphError is the longest GraphQL answer that is looked through for a limit, in bytes: one that was
	// refused holds errors and little else.
	maxGraphError = 4 << 10
)

// complaint is why GitHub refused a request.
type complaint struct {
	message   string // GitHub's words
	secondary bool
}

// refused says whether a response is the answer to a request over a limit. GitHub uses 403 and 429
// for both kinds of limit, and 200 with an error inside for GraphQL; its documentation_url varies, and a
// permission error on the last request of a budget looks like a used-up one but for the text.
// The response's body can still be read afterwards.
func refused(resp *http.Response, resource string) (complaint, bool) {
	switch {
	case resp.StatusCode == http.StatusForbidden, resp.StatusCode == http.StatusTooManyRequests:
	case resp.StatusCode == http.StatusOK && resource == "graphql":
		return refusedQuery(resp)
	default:
		return complaint{}, false
	}
	var said struct {
		Message string `json:"message"`
		URL     string `json:"documentation_url"`
	}
	// Not JSON, or cut off: then the status and the headers decide.
	_ = json.Unmarshal(peek(resp, maxComplaint), &said)
	message := strings.ToLower(said.Message)
	spent := resp.Header.Get("X-Ratelimit-Remaining") == "0"
	switch {
	case strings.Contains(message, "secondary rate limit"), strings.Contains(message, "abuse detection"),
		strings.HasSuffix(said.URL, "secondary-rate-limits"), strings.HasSuffix(said.URL, "#abuse-rate-limits"):
		return complaint{said.Message, true}, true
	case spent && (strings.Contains(message, "rate limit") || message == "" || resp.StatusCode == http.StatusTooManyRequests):
		return complaint{said.Message, false}, true
	case resp.StatusCode == http.StatusTooManyRequests, resp.Header.Get("Retry-After") != "", strings.Contains(message, "rate limit"):
		return complaint{said.Message, true}, true
	}
	return complaint{}, false
}

// refusedQuery looks for a limit among the errors of a GraphQL answer.
func refusedQuery(resp *http.Response) (complaint, bool) {
	if resp.ContentLength > maxGraphError {
		return complaint{}, false
	}
	var said struct {
		Errors []struct {
			Type    string `json:"type"`
			Message string `json:"message"`
		} `json:"errors"`
	}
	if json.Unmarshal(peek(resp, maxGraphError), &said) != nil {
		return complaint{}, false
	}
	for _, e := range said.Errors {
		if strings.Contains(strings.ToLower(e.Message), "secondary rate limit") {
			return complaint{e.Message, true}, true
		}
		if e.Type == "RATE_LIMITED" || e.Type == "RATE_LIMIT" {
			return complaint{e.Message, false}, true
		}
	}
	return complaint{}, false
}

// peek reads the start of a body and puts it back.
func peek(resp *http.Response, most int64) []byte {
	start, err := io.ReadAll(io.LimitReader(resp.Body, most))
	var end io.Reader = resp.Body
	if err != nil {
		end = broken{err}
	}
	resp.Body = rest{io.MultiReader(bytes.NewReader(start), end), resp.Body}
	return start
}

// broken is the end of a body that failed.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// pauseFor is how long a secondary limit asks to wait: what GitHub says, else until a used-up budget
// is full again, else a minute that doubles with each limit met in a row.
func pauseFor(h http.Header, known Quota, inRow int, now time.Time) time.Duration {
	if wait, ok := retryAfter(h, now); ok {
		return min(max(wait, time.Second), longestPause)
	}
	if known.spent(now) {
		return min(known.Reset.Sub(now), longestPause)
	}
	return min(shortestPause<<min(inRow, 10), longestPause)
}
