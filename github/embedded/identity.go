package embedded

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// identityKind is what sort of credential a request carried.
type identityKind int

const (
	anonymous identityKind = iota
	asUser
	asApp
	asInstallation
)

// identity is on whose behalf a request is made.
type identity struct {
	kind  identityKind
	quota string // whose rate limit it uses: all tokens of a user share one
	user  *User
	token *Token
	app   *App
	inst  *installed
	grant *grant
	all   bool // sees every repository
}

// grant is what an installation token may do.
type grant struct {
	installation int64
	permissions  map[string]string
	repositories map[int64]bool // nil is all that the installation reaches
	expires      time.Time
}

// mintedTokens are the installation tokens given out.
type mintedTokens struct {
	mu     sync.Mutex
	grants map[string]*grant
}

func newMintedTokens() *mintedTokens { return &mintedTokens{grants: map[string]*grant{}} }

func (m *mintedTokens) get(token string) *grant {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.grants[token]
}

// mint makes a token for a grant. The long form is the one GitHub began to hand
// out in 2026, about 520 characters with dots, dashes and underscores in it.
func (m *mintedTokens) mint(g *grant, appID int64, long bool, now time.Time) string {
	token := "ghs_" + rand.Text() + rand.Text()[:10]
	if long {
		raw := make([]byte, 370)
		_, _ = rand.Read(raw) // crypto/rand never fails
		b := base64.RawURLEncoding.EncodeToString(raw)
		token = "ghs_" + strconv.FormatInt(appID, 10) + "_" + b[:100] + "." + b[100:400] + "." + b[400:]
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for t, old := range m.grants {
		if !now.Before(old.expires) {
			delete(m.grants, t)
		}
	}
	m.grants[token] = g
	return token
}

func badCredentials() *refusal { return refuse(http.StatusUnauthorized, "Bad credentials") }

// identify reads the Authorization header. Basic authentication with a token as
// the password counts as that token, as on GitHub.
func (s *Server) identify(r *http.Request) (*identity, error) {
	if s.index.world.AnyToken {
		who := &identity{kind: asUser, quota: "any", all: true, token: &Token{Kind: Classic, Scopes: []string{"repo", "read:org"}}}
		if len(s.index.world.Users) > 0 {
			who.user = &s.index.world.Users[0]
		}
		return who, nil
	}
	header := r.Header.Get("Authorization")
	if header == "" {
		return &identity{kind: anonymous, quota: "anonymous"}, nil
	}
	scheme, credential, _ := strings.Cut(header, " ")
	credential = strings.TrimSpace(credential)
	switch {
	case strings.EqualFold(scheme, "Bearer"):
		if strings.Count(credential, ".") == 2 && !strings.HasPrefix(credential, "ghs_") {
			return s.identifyApp(credential)
		}
	case strings.EqualFold(scheme, "token"):
	case strings.EqualFold(scheme, "Basic"):
		_, password, _ := r.BasicAuth()
		credential = password
	default:
		return nil, badCredentials()
	}
	return s.identifyToken(credential)
}

func (s *Server) identifyToken(secret string) (*identity, error) {
	now := s.options.Now()
	if g := s.minted.get(secret); g != nil {
		if !now.Before(g.expires) {
			return nil, badCredentials()
		}
		in := s.index.installs[g.installation]
		if in == nil {
			return nil, badCredentials()
		}
		if !in.SuspendedAt.IsZero() {
			return nil, suspended()
		}
		return &identity{kind: asInstallation, quota: "installation " + strconv.FormatInt(in.ID, 10), inst: in, app: in.app, grant: g}, nil
	}
	t, ok := s.index.world.Tokens[secret]
	if !ok || t.Revoked || (!t.Expires.IsZero() && !now.Before(t.Expires)) {
		return nil, badCredentials()
	}
	u := s.index.users[strings.ToLower(t.User)]
	if u == nil {
		return nil, badCredentials()
	}
	return &identity{kind: asUser, quota: "user " + u.Login, user: u, token: &t}, nil
}

func suspended() *refusal {
	return refuse(http.StatusForbidden, "This installation has been suspended")
}

// scope reports whether a classic token has one of the scopes. A scope with a
// colon is included in the one named after it ("repo" has "repo:status").
func (i *identity) scope(names ...string) bool {
	return i.token != nil && i.token.Kind == Classic && slices.ContainsFunc(names, func(n string) bool {
		return slices.Contains(i.token.Scopes, n)
	})
}

// describe sets the headers that tell a client about its credential.
func (i *identity) describe(h http.Header, accepted string) {
	switch {
	case i.kind == asInstallation, i.kind == asUser && i.token.Kind == FineGrained:
		if accepted != "" {
			h.Set("X-Accepted-GitHub-Permissions", accepted)
		}
	case i.kind == asUser:
		h.Set("X-OAuth-Scopes", strings.Join(i.token.Scopes, ", "))
		h.Set("X-Accepted-OAuth-Scopes", "")
		switch permission, _, _ := strings.Cut(accepted, "="); permission {
		case "contents", "metadata", "issues", "pull_requests", "statuses", "checks":
			h.Set("X-Accepted-OAuth-Scopes", "repo")
		case "members":
			h.Set("X-Accepted-OAuth-Scopes", "admin:org, read:org, repo, user, write:org")
		}
	}
	if i.kind == asUser && !i.token.Expires.IsZero() {
		h.Set("GitHub-Authentication-Token-Expiration", i.token.Expires.UTC().Format("2006-01-02 15:04:05 MST"))
	}
}
