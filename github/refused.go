package github

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// maxSkew is how far our clock may be from GitHub's before a refused JSON Web
// Token is blamed on it: the token is dated back by a minute.
const maxSkew = 50 * time.Second

// refusal is the JSON that GitHub sends with an error.
type refusal struct {
	Message string          `json:"message"`
	Errors  json.RawMessage `json:"errors"` // a list of objects or texts, or one text
	Block   *struct {
		Reason  string `json:"reason"`
		HTMLURL string `json:"html_url"`
	} `json:"block"`
}

// details is the words in Errors.
func (r refusal) details() []string {
	var text string
	if json.Unmarshal(r.Errors, &text) == nil && text != "" {
		return []string{text}
	}
	var list []json.RawMessage
	if json.Unmarshal(r.Errors, &list) != nil {
		return nil
	}
	var words []string
	for _, item := range list {
		var one struct{ Resource, Field, Code, Message string }
		switch {
		case json.Unmarshal(item, &text) == nil:
			words = append(words, text)
		case json.Unmarshal(item, &one) != nil:
		case one.Message != "":
			words = append(words, one.Message)
		case one.Field != "" || one.Code != "":
			words = append(words, strings.TrimSpace(one.Field+" "+strings.ReplaceAll(one.Code, "_", " ")))
		}
	}
	return words
}

// refused turns an answer that is no success into an Error.
func (c *Client) refused(op string, s *session, a answer) error {
	e := c.fault(op, ErrBadAnswer)
	e.Status = a.status
	e.RequestID = cleanMessage(a.header.Get("X-GitHub-Request-Id"))
	e.Needed = neededText(a.header.Get("X-Accepted-GitHub-Permissions"))
	var r refusal
	if !a.html() && json.Unmarshal(a.body, &r) == nil {
		words := r.Message
		if d := r.details(); len(d) > 0 {
			words += ": " + strings.Join(d, "; ")
		}
		e.Message = cleanMessage(words)
	}
	said := strings.ToLower(e.Message)
	switch a.status {
	case http.StatusBadRequest:
		e.kind = ErrInvalid
		e.remedy = "This host may not know the API version in use; please report it with request id " + orUnknown(e.RequestID) + "."
	case http.StatusUnauthorized:
		c.unauthorized(e, s, a, said)
	case http.StatusForbidden, http.StatusTooManyRequests, http.StatusUnavailableForLegalReasons:
		c.forbidden(e, s, a, r, said)
	case http.StatusNotFound:
		e.kind = ErrNotFound
		switch {
		case strings.Contains(said, "no common ancestor"):
			e.remedy = "The two have no history in common: pick another base."
		case a.minted:
			e.remedy = "The App was uninstalled there, or the installation belongs to another App: reload the list of installations."
		}
	case http.StatusNotAcceptable:
		e.remedy = "The diff is too large for GitHub to send whole; each file can still be asked for, or opened in the browser."
	case http.StatusProxyAuthRequired:
		e.kind, e.remedy = ErrForbidden, "The proxy wants a sign-in: put it in the HTTPS_PROXY address or ask who runs the proxy."
	case http.StatusConflict:
		e.kind = ErrConflict
		if strings.Contains(said, "repository is empty") {
			e.kind, e.remedy = ErrEmptyRepository, "Push a first commit, then reload."
		}
	case http.StatusGone:
		e.kind = ErrGone
		if strings.Contains(said, "api version") || a.header.Get("Sunset") != "" {
			e.remedy = "GitHub has retired the API version that this hubtrail speaks: update hubtrail."
		}
	case http.StatusUnprocessableEntity:
		e.kind = ErrInvalid
		switch {
		case strings.Contains(said, "no commit found"):
			e.kind, e.remedy = ErrNotFound, "The commit or ref is not in this repository: it may be in a fork, or have been force-pushed away."
		case strings.Contains(said, "not accessible to the parent installation"):
			e.kind = ErrNotGranted
		}
	default:
		if a.status >= 500 {
			e.kind = ErrServer
			if c.account.Kind == KindClone {
				e.remedy = "Something of the clone is missing or damaged: git fsck tells what; git fetch --refetch brings what a partial clone lacks."
			}
		}
	}
	if e.URL == "" && (e.kind == ErrNotGranted || e.kind == ErrSuspended) {
		e.URL = c.settingsURL(s)
	}
	return e
}

// unauthorized tells a wrong token from a wrong key and a wrong clock.
func (c *Client) unauthorized(e *Error, s *session, a answer, said string) {
	e.kind = ErrBadCredentials
	if !s.app {
		return
	}
	e.kind = ErrBadKey
	skew, known := c.skew(a)
	timely := strings.Contains(said, "'exp'") || strings.Contains(said, "'iat'") ||
		strings.Contains(said, "expiration time") || strings.Contains(said, "issued at")
	switch {
	case known && skew > maxSkew:
		e.kind, e.remedy = ErrClock, fmt.Sprintf("This machine's clock is %s ahead of GitHub's: set it right, best by automatic time.", skew.Round(time.Second))
	case known && skew < -maxSkew:
		e.kind, e.remedy = ErrClock, fmt.Sprintf("This machine's clock is %s behind GitHub's: set it right, best by automatic time.", (-skew).Round(time.Second))
	case timely:
		e.kind = ErrClock
	}
}

// skew is how far our clock is ahead of the Date of an answer.
func (c *Client) skew(a answer) (time.Duration, bool) {
	date, err := http.ParseTime(a.header.Get("Date"))
	if err != nil {
		return 0, false
	}
	return a.received.Sub(date), true
}

// forbidden sorts 403, 429 and 451, which share their meanings.
func (c *Client) forbidden(e *Error, s *session, a answer, r refusal, said string) {
	e.kind = ErrForbidden
	sso := a.header.Get("X-GitHub-SSO")
	switch {
	case a.status == http.StatusTooManyRequests:
		e.kind = ErrRateLimited
	case r.Block != nil, a.status == http.StatusUnavailableForLegalReasons, strings.Contains(said, "repository access blocked"):
		e.kind = ErrBlocked
		if r.Block != nil {
			e.URL = c.pageURL(r.Block.HTMLURL)
			if reason := cleanMessage(r.Block.Reason); reason != "" {
				e.Message = strings.TrimPrefix(e.Message+" ("+reason+")", " ")
			}
		}
	case strings.HasPrefix(sso, "required"), strings.Contains(said, "saml"):
		e.kind = ErrSSO
		if _, link, ok := strings.Cut(sso, "url="); ok {
			link, _, _ = strings.Cut(link, ";")
			e.URL = c.pageURL(strings.TrimSpace(link))
		}
		if e.URL == "" {
			e.remedy = "Authorise the token for the organisation's single sign-on, in the token's settings on " + e.Host + "."
		}
	case strings.Contains(said, "suspended"):
		e.kind = ErrSuspended
	case strings.Contains(said, "resource not accessible by"):
		e.kind = ErrNotGranted
	case strings.Contains(said, "too_large"), strings.Contains(said, "too large"), strings.Contains(said, "larger than"):
		e.kind, e.remedy = ErrBadAnswer, "It is larger than GitHub sends this way: open it in the browser."
	case strings.Contains(said, "personal access token (classic)"):
		e.remedy = "The organisation forbids classic tokens: use a fine-grained token or a GitHub App."
	case strings.Contains(said, "lifetime"):
		e.remedy = "The organisation allows only tokens with a shorter life: make one that ends sooner."
	case strings.Contains(said, "ip allow list"), strings.Contains(said, "ip address"):
		e.remedy = "The organisation lets only certain networks in: use its VPN or an allowed network."
	case a.html():
		e.remedy = "A proxy or firewall seems to have answered instead of " + e.Host + ": ask who runs it."
	}
}

// neededText makes GitHub's list of permissions readable: "," is and, ";" is or.
func neededText(header string) string {
	header = cleanMessage(header)
	if header == "" {
		return ""
	}
	var choices []string
	for choice := range strings.SplitSeq(header, ";") {
		var all []string
		for one := range strings.SplitSeq(choice, ",") {
			if one = strings.TrimSpace(one); one != "" {
				all = append(all, one)
			}
		}
		if len(all) > 0 {
			choices = append(choices, strings.Join(all, " and "))
		}
	}
	return strings.Join(choices, ", or ")
}
