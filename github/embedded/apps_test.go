package embedded_test

import (
	"crypto/rand"
	"crypto/rsa"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"hubtrail/github/embedded"
)

func TestAppJWT(t *testing.T) {
	c := serve(t, world(""), embedded.Options{})
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	good := func() jwt.MapClaims {
		return jwt.MapClaims{"iss": "900", "iat": now.Unix() - 60, "exp": now.Unix() + 600}
	}
	with := func(k string, v any) jwt.MapClaims {
		m := good()
		m[k] = v
		return m
	}
	without := func(k string) jwt.MapClaims {
		m := good()
		delete(m, k)
		return m
	}
	forged, err := jwt.NewWithClaims(jwt.SigningMethodRS256, good()).SignedString(other)
	if err != nil {
		t.Fatal(err)
	}
	hmac, err := jwt.NewWithClaims(jwt.SigningMethodHS256, good()).SignedString([]byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, token, want string // want is the message, "" for success
	}{
		{"id as text", sign(t, good()), ""},
		{"id as number", sign(t, with("iss", 900)), ""},
		{"client id", sign(t, with("iss", "Iv1.app")), ""},
		{"another App", sign(t, with("iss", "901")), "'Issuer' claim ('iss') must be an Integer or the client ID of the integration"},
		{"no issuer", sign(t, without("iss")), "'Issuer' claim ('iss') must be an Integer or the client ID of the integration"},
		{"wrong key", forged, "A JSON web token could not be decoded"},
		{"wrong algorithm", hmac, "A JSON web token could not be decoded"},
		{"no token", "a.b.c", "A JSON web token could not be decoded"},
		{"exp too far", sign(t, with("exp", now.Unix()+601)), "'Expiration time' claim ('exp') is too far in the future"},
		{"exp past", sign(t, with("exp", now.Unix())), "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"},
		{"exp no number", sign(t, with("exp", "soon")), "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"},
		{"no exp", sign(t, without("exp")), "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"},
		{"iat ahead", sign(t, with("iat", now.Unix()+1)), "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"},
		{"no iat", sign(t, without("iat")), "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := c.as("Bearer " + tt.token).get("/app")
			want := 401
			if tt.want == "" {
				want = 200
			}
			if r.status != want || r.message() != tt.want {
				t.Errorf("got %d %q, want %d %q", r.status, r.message(), want, tt.want)
			}
		})
	}
}

func TestInstallations(t *testing.T) {
	c := serve(t, world(""), embedded.Options{}).as(appJWT(t))
	type installation struct {
		ID          int64
		Account     struct{ Login, Type string }
		HTMLURL     string  `json:"html_url"`
		SuspendedAt *string `json:"suspended_at"`
		Selection   string  `json:"repository_selection"`
	}
	list := decode[[]installation](t, c.get("/app/installations?per_page=2"), 200)
	if len(list) != 2 || list[0].HTMLURL != "https://github.com/organizations/acme/settings/installations/1" || list[1].HTMLURL != "https://github.com/settings/installations/2" {
		t.Errorf("got %+v, want the first two with their settings pages", list)
	}
	if got := decode[installation](t, c.get("/app/installations/3"), 200); got.SuspendedAt == nil || *got.SuspendedAt != "2025-03-12T09:30:00Z" {
		t.Errorf("got suspended_at %v, want the day", got.SuspendedAt)
	}
	for path, want := range map[string]int64{"/repos/acme/app/installation": 1, "/orgs/acme/installation": 1, "/users/bo/installation": 2, "/repos/bo/tool/installation": 2} {
		if got := decode[installation](t, c.get(path), 200); got.ID != want {
			t.Errorf("%s: got %d, want %d", path, got.ID, want)
		}
	}
	for _, path := range []string{"/users/ada/installation", "/app/installations/4", "/app/installations/x", "/repos/ada/notes/installation"} {
		if r := c.get(path); r.status != 404 {
			t.Errorf("%s: got %d, want 404", path, r.status)
		}
	}
}

func TestAccessTokens(t *testing.T) {
	c := serve(t, world(""), embedded.Options{}).as(appJWT(t))
	tests := []struct {
		name, id, body string
		status         int
		message        string
	}{
		{"all", "1", "", 201, ""},
		{"some repositories", "1", `{"repositories":["app","site"]}`, 201, ""},
		{"by id", "1", `{"repository_ids":[100]}`, 201, ""},
		{"less", "1", `{"permissions":{"issues":"read"}}`, 201, ""},
		{"more", "1", `{"permissions":{"contents":"write"}}`, 422, "The permissions requested are not granted to this installation."},
		{"unknown level", "1", `{"permissions":{"contents":"all"}}`, 422, "The permissions requested are not granted to this installation."},
		{"elsewhere", "1", `{"repositories":["tool"]}`, 422, "There is at least one repository that does not exist or is not accessible to the parent installation."},
		{"with owner", "1", `{"repositories":["acme/app"]}`, 422, "There is at least one repository that does not exist or is not accessible to the parent installation."},
		{"by id elsewhere", "1", `{"repository_ids":[104]}`, 422, "There is at least one repository that does not exist or is not accessible to the parent installation."},
		{"no JSON", "1", `{`, 400, "Problems parsing JSON"},
		{"suspended", "3", "", 403, "This installation has been suspended"},
		{"unknown", "4", "", 404, "Not Found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := c.do("POST", "/app/installations/"+tt.id+"/access_tokens", tt.body)
			if r.status != tt.status || r.message() != tt.message {
				t.Errorf("got %d %q, want %d %q", r.status, r.message(), tt.status, tt.message)
			}
		})
	}
}

type minted struct {
	Token        string
	ExpiresAt    time.Time `json:"expires_at"`
	Permissions  map[string]string
	Selection    string `json:"repository_selection"`
	Repositories []struct{ Name string }
}

func mint(t *testing.T, c *client, id, body string, header ...string) minted {
	t.Helper()
	return decode[minted](t, c.as(appJWT(t)).do("POST", "/app/installations/"+id+"/access_tokens", body, header...), 201)
}

func TestInstallationTokenReachesWhatItWasMintedFor(t *testing.T) {
	clock := now
	c := serve(t, world(""), embedded.Options{Now: func() time.Time { return clock }})
	type listing struct {
		Total        int    `json:"total_count"`
		Selection    string `json:"repository_selection"`
		Repositories []struct{ Name string }
	}
	whole := mint(t, c, "1", "")
	if got := decode[listing](t, c.as("token "+whole.Token).get("/installation/repositories?per_page=1"), 200); got.Total != 3 || len(got.Repositories) != 1 || got.Selection != "all" {
		t.Errorf("got %+v, want one of 3, all", got)
	}
	part := mint(t, c, "1", `{"repositories":["site"],"permissions":{"issues":"read"}}`)
	if part.Selection != "selected" || len(part.Repositories) != 1 || part.Permissions["contents"] != "" || part.Permissions["metadata"] != "read" {
		t.Errorf("got %+v, want site and issues, metadata only", part)
	}
	if got := decode[listing](t, c.as("Bearer "+part.Token).get("/installation/repositories"), 200); got.Total != 1 || got.Repositories[0].Name != "site" {
		t.Errorf("got %+v, want site", got)
	}
	if r := c.as("Bearer " + part.Token).get("/repos/acme/app"); r.status != 404 {
		t.Errorf("got %d for a private repository outside the token, want 404", r.status)
	}
	if !whole.ExpiresAt.Equal(now.Add(time.Hour)) {
		t.Errorf("got expiry %v, want an hour ahead", whole.ExpiresAt)
	}
	clock = now.Add(time.Hour)
	if r := c.as("token " + whole.Token).get("/installation/repositories"); r.status != 401 || r.message() != "Bad credentials" {
		t.Errorf("got %d %q after an hour, want 401 Bad credentials", r.status, r.message())
	}
}

func TestLongInstallationToken(t *testing.T) {
	c := serve(t, world(""), embedded.Options{})
	long := mint(t, c, "1", "", "X-GitHub-Stateless-S2S-Token", "enabled").Token
	if len(long) < 450 || !strings.HasPrefix(long, "ghs_900_") || strings.Count(long, ".") != 2 {
		t.Errorf("got %d characters, %q..., want about 500 after ghs_900_ with two dots", len(long), long[:8])
	}
	if r := c.as("Bearer " + long).get("/installation/repositories"); r.status != 200 {
		t.Errorf("got %d, want 200", r.status)
	}
}
