package github

import (
	"context"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"hubtrail/github/auth"
	"hubtrail/github/store"
	"hubtrail/github/transport"
)

// AppCredential signs in as a GitHub App.
type AppCredential struct {
	Issuer string                          // client id or App id
	Key    func() (*rsa.PrivateKey, error) // asked for when first needed, again until it succeeds
}

// Options makes a Client. At most one of App and Token is set; with neither the
// client is anonymous, as a clone's is.
type Options struct {
	Account   Account
	APIURL    string // REST base; "" is derived from Account.Host
	WebURL    string // of the host's pages; "" is derived from Account.Host
	App       *AppCredential
	Token     func(ctx context.Context) (string, error)
	Base      http.RoundTripper                          // nil is a http.Transport of our own; in-process for the embedded GitHub
	Store     *store.Store                               // nil keeps nothing
	Log       *slog.Logger                               // nil is silent
	Now       func() time.Time                           // nil is time.Now
	Local     func(owner, name string) http.RoundTripper // objects of a clone at hand are read there first; may be nil
	Email     func(ctx context.Context) string           // that a clone's commits are made with, "" if git knows none; may be nil
	UserAgent string

	// Credential names where the credential comes from, so that one is not used
	// under two names: "gh github.com", "env GH_TOKEN". "" is unknown; an App's is
	// its issuer.
	Credential string
}

// Client talks to one host with one credential. It is safe for concurrent use.
// Methods that take an installation act as that installation of an App; for a
// token, and for the App itself, it is 0. Errors are *Error, or wrap
// context.Canceled.
type Client struct {
	account Account
	api     *url.URL
	web     Web
	app     *auth.App   // nil unless the account is an App
	issuer  string      // the App's
	token   *auth.Token // nil unless the account is a token
	base    http.RoundTripper
	store   *store.Store
	log     *slog.Logger
	now     func() time.Time
	local   func(owner, name string) http.RoundTripper
	email   func(ctx context.Context) string
	agent   string
	origin  string // Options.Credential

	mu       sync.Mutex
	sessions map[int64]*session
	settings map[int64]string // installations' settings pages, as far as seen
	user     tokenUser
	shelves  map[string]*shelf // issues seen, by identity
	lacking  map[string]bool   // what the host turned out not to offer
	appSlug  string            // the App's, "" until it is known
	compiled compiled          // CODEOWNERS files
	logins   knownLogins
	bases    map[string]baseFact // repositories that pull requests were read of, by name in lower case
}

// NewClient checks the options and makes a client. It does no I/O.
func NewClient(o Options) (*Client, error) {
	if o.App != nil && o.Token != nil {
		return nil, fmt.Errorf("account %s has both an App's key and a token: keep one of them", o.Account.Name)
	}
	if o.Base == nil && (o.Account.Local || o.Account.Kind == KindClone) {
		return nil, fmt.Errorf("account %s is on this machine, but nothing serves it", o.Account.Name)
	}
	api, err := apiURL(o)
	if err != nil {
		return nil, fmt.Errorf("account %s: %w", o.Account.Name, err)
	}
	c := &Client{
		account: o.Account, api: api, web: NewWeb(webURL(o, api)),
		base: o.Base, store: o.Store, log: o.Log, now: o.Now, local: o.Local, email: o.Email, agent: o.UserAgent, origin: o.Credential,
		sessions: map[int64]*session{}, settings: map[int64]string{},
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.base == nil {
		c.base = transport.Direct(nil)
	}
	if c.agent == "" {
		c.agent = "hubtrail"
	}
	switch {
	case o.App != nil:
		c.issuer = o.App.Issuer
		c.app = auth.NewApp(o.App.Issuer, o.App.Key, c.now)
	case o.Token != nil:
		c.token = auth.NewToken("token of account "+o.Account.Name, o.Token)
	}
	return c, nil
}

// Account is who this client acts for.
func (c *Client) Account() Account { return c.account }

// Web builds links to the host's pages.
func (c *Client) Web() Web { return c.web }

// apiURL is the REST base of the options with a slash at its end. Plain http is
// for this machine only: the credential would be readable on the way.
func apiURL(o Options) (*url.URL, error) {
	raw := o.APIURL
	if raw == "" {
		host := strings.ToLower(o.Account.Host)
		switch {
		case o.Account.Kind == KindClone, host == "github.com":
			raw = "https://api.github.com/"
		case strings.HasSuffix(host, ".ghe.com"):
			raw = "https://api." + host + "/"
		default:
			raw = "https://" + host + "/api/v3/"
		}
	}
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("the API's address for host %q cannot be used: write it like https://HOST/api/v3", o.Account.Host)
	}
	switch {
	case u.Scheme == "https":
	case u.Scheme == "http" && loopback(u.Hostname()):
	default:
		return nil, fmt.Errorf("the API's address at %s must begin with https://; plain http is for this machine only", u.Host)
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u, nil
}

// webURL is the host's front page.
func webURL(o Options, api *url.URL) string {
	switch {
	case o.WebURL != "":
		return o.WebURL
	case o.Account.Kind == KindClone:
		return "https://github.com"
	case api.Scheme == "http" && strings.EqualFold(api.Host, o.Account.Host):
		return "http://" + api.Host
	default:
		return "https://" + strings.ToLower(o.Account.Host)
	}
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// shown is the host as errors name it.
func (c *Client) shown() string {
	if c.account.Host == "" {
		return c.api.Host
	}
	return c.account.Host
}

// pageURL gives back a link of the host's own pages, "" for anything else.
func (c *Client) pageURL(link string) string {
	base, err := url.Parse(c.web.base)
	if err != nil || !OpenableURL(link, []string{base.Host}) {
		return ""
	}
	if strings.HasPrefix(strings.ToLower(link), "https:") || loopback(base.Hostname()) {
		return link
	}
	return ""
}

// settingsURL is where what a session may do is changed.
func (c *Client) settingsURL(s *session) string {
	switch {
	case c.app != nil:
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.settings[s.id]
	case c.token != nil:
		return c.web.base + "/settings/tokens"
	default:
		return ""
	}
}

// credential tells credentials of one host apart without showing them; "" if
// it is not known.
func (c *Client) credential() string {
	if c.app != nil {
		return "app " + c.issuer
	}
	return c.origin
}

// fingerprint tells tokens apart and does not lead back to them.
func fingerprint(secret string) string {
	sum := sha256.Sum256([]byte("hubtrail " + secret))
	return hex.EncodeToString(sum[:8])
}

// checkRepo refuses names that would lead a request elsewhere.
func (c *Client) checkRepo(op string, repo RepoRef) error {
	if validName(repo.Owner) && validName(repo.Name) {
		return nil
	}
	return c.invalid(op, fmt.Sprintf("%q is not a repository's name", repo.String()), "Write it as owner/name.")
}

// invalid is an error of a request that is not worth sending.
func (c *Client) invalid(op, message, remedy string) error {
	e := c.fault(op, ErrInvalid)
	e.Message, e.remedy = cleanMessage(message), remedy
	return e
}

// is reports whether err is one of the kinds.
func is(err error, kinds ...error) bool {
	for _, k := range kinds {
		if errors.Is(err, k) {
			return true
		}
	}
	return false
}
