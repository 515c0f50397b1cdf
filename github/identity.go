package github

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	gh "github.com/google/go-github/v60/github"

	"hubtrail/github/auth"
)

// tokenUser is what is known of who a token belongs to.
type tokenUser struct {
	Print string // the token's fingerprint
	ID    int64  // the user's, 0 until GitHub has told
	Login string
	told  bool // by GitHub, in this session
}

// Identity asks GitHub who the account is. For a clone it is the folder, and no
// request is made.
func (c *Client) Identity(ctx context.Context) (Identity, error) {
	switch {
	case c.app != nil:
		return c.appIdentity(ctx)
	case c.token != nil:
		return c.userIdentity(ctx)
	default:
		return Identity{Login: c.account.Name, Name: c.account.Host, URL: c.web.base, TokenKind: "none"}, nil
	}
}

// appIdentity is decoded by hand: go-github drops the client id and every
// permission it does not know.
func (c *Client) appIdentity(ctx context.Context) (Identity, error) {
	var got struct {
		Slug        string            `json:"slug"`
		Name        string            `json:"name"`
		HTMLURL     string            `json:"html_url"`
		Permissions map[string]string `json:"permissions"`
		Events      []string          `json:"events"`
	}
	if _, err := c.get(ctx, ask{op: "ask GitHub who the App is", path: "app"}, &got); err != nil {
		return Identity{}, err
	}
	return Identity{
		Login: got.Slug, Name: got.Name, URL: c.pageURL(got.HTMLURL), Permissions: got.Permissions,
		Events: got.Events, TokenKind: "App",
	}, nil
}

func (c *Client) userIdentity(ctx context.Context) (Identity, error) {
	user, a, err := c.currentUser(ctx)
	if err != nil {
		return Identity{}, err
	}
	id := Identity{
		Login: user.GetLogin(), Name: user.GetName(), URL: c.pageURL(user.GetHTMLURL()),
		TokenKind: "token", Expires: a.expires,
	}
	if !a.expires.IsZero() {
		id.Expires = a.expires.UTC()
	}
	if header, err := c.token.Authorization(ctx); err == nil {
		id.TokenKind = auth.Kind(strings.TrimPrefix(header, "Bearer "))
	}
	for scope := range strings.SplitSeq(a.header.Get("X-OAuth-Scopes"), ",") {
		if scope = cleanMessage(scope); scope != "" {
			id.Scopes = append(id.Scopes, scope)
		}
	}
	return id, nil
}

// currentUser asks whose the token is, and remembers it: snapshots are kept by
// user from then on, whatever token the user has.
func (c *Client) currentUser(ctx context.Context) (*gh.User, answer, error) {
	var user gh.User
	a, err := c.get(ctx, ask{op: "ask GitHub who is signed in", path: "user"}, &user)
	if err != nil {
		return nil, a, err
	}
	if user.GetID() == 0 || user.GetLogin() == "" {
		return nil, a, c.unreadable("ask GitHub who is signed in", a)
	}
	c.mu.Lock()
	changed := c.user.ID != user.GetID() || c.user.Login != user.GetLogin()
	c.user.ID, c.user.Login, c.user.told = user.GetID(), user.GetLogin(), true
	known := c.user
	c.mu.Unlock()
	if changed {
		if data, err := json.Marshal(known); err == nil {
			c.put(userRecord, c.userKey(), data)
		}
	}
	return &user, a, nil
}

// whose is the token's user as GitHub has told in this session, else asked for.
func (c *Client) whose(ctx context.Context) (tokenUser, error) {
	c.mu.Lock()
	known := c.user
	c.mu.Unlock()
	if known.told {
		return known, nil
	}
	user, _, err := c.currentUser(ctx)
	return tokenUser{ID: user.GetID(), Login: user.GetLogin()}, err
}

// login is the token's user, asked for if it is not known.
func (c *Client) login(ctx context.Context) (string, error) {
	c.mu.Lock()
	login := c.user.Login
	c.mu.Unlock()
	if login != "" {
		return login, nil
	}
	user, _, err := c.currentUser(ctx)
	return user.GetLogin(), err
}

// learn finds out which token is in use and, from the store, whose it was the
// last time. It may run the token's source, but makes no request.
func (c *Client) learn(ctx context.Context) error {
	header, err := c.token.Authorization(ctx)
	if err != nil {
		return err
	}
	user := tokenUser{Print: fingerprint(header)}
	c.mu.Lock()
	same := c.user.Print == user.Print
	c.mu.Unlock()
	if same {
		return nil
	}
	if known := c.recordedUser(); known.Print == user.Print {
		user = known
	}
	c.mu.Lock()
	c.user = user
	c.mu.Unlock()
	return nil
}

// userRecord names the snapshot that remembers the user of the account's token.
// It is not kept under an identity, as it leads to one.
const userRecord = "user v1"

func (c *Client) userKey() string { return c.place() + "account " + c.account.Name }

func (c *Client) recordedUser() tokenUser {
	var known tokenUser
	data, ok := c.kept(userRecord, c.userKey())
	if !ok || json.Unmarshal(data, &known) != nil {
		return tokenUser{}
	}
	return known
}

// identity is whose answers are kept together: an App's installation, or a
// user. Before the token is known it is the account's last user, so that the
// first frame needs no command to be run; "" if there was none.
func (c *Client) identity(installation int64) string {
	switch {
	case c.app != nil:
		return c.place() + "app-" + c.issuer + "-" + strconv.FormatInt(installation, 10)
	case c.token == nil:
		return c.place() + "anonymous"
	}
	c.mu.Lock()
	user := c.user
	c.mu.Unlock()
	if user.Print == "" {
		user = c.recordedUser()
	}
	switch {
	case user.ID != 0:
		return c.place() + "user-" + strconv.FormatInt(user.ID, 10)
	case user.Print != "":
		return c.place() + "token-" + user.Print
	default:
		return ""
	}
}

// place keeps the demo and clones apart from the real host of the same name.
func (c *Client) place() string {
	switch {
	case c.account.Demo:
		return "demo-"
	case c.account.Local:
		return "local-"
	default:
		return ""
	}
}
