package start

import (
	"context"
	"crypto/rsa"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"hubtrail/github"
	"hubtrail/github/auth"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
)

// demoHost is a name that no host can have (RFC 2606): nothing of the demo leads
// to a page of somebody else's.
const demoHost = "github.invalid"

// addDemo adds the demo's accounts: an App with three installations, and the
// token of a person. Both are served by the GitHub inside the program.
func (s *session) addDemo() {
	cache := s.folders.Cache
	if cache == "" {
		cache = filepath.Join(os.TempDir(), "hubtrail")
	}
	// Who wants to see how the program bears a bad day sets this, for example to
	// "latency 2s; fail 503 /repos".
	faults, err := embedded.ParseFaults(strings.ReplaceAll(s.env("HUBTRAIL_DEMO_FAULTS"), ";", "\n"))
	if err != nil {
		s.problem("HUBTRAIL_DEMO_FAULTS: "+err.Error(), "")
	}
	// The world is made for the first request: what the store has is shown without.
	server := sync.OnceValue(func() http.Handler {
		return embedded.New(demo.World(filepath.Join(cache, "demo")), embedded.Options{WebURL: "https://" + demoHost, Faults: faults})
	})
	base := embedded.Transport(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { server().ServeHTTP(w, r) }))
	app := s.options(github.Account{Name: "demo-app", Host: demoHost, Kind: github.KindApp, Source: "demo", Local: true, Demo: true, Today: demo.Day})
	app.Base = base
	app.App = &github.AppCredential{Issuer: demo.ClientID, Key: func() (*rsa.PrivateKey, error) { return auth.ParseKey(demo.PrivateKey()) }}
	s.add(app)
	user := s.options(github.Account{Name: "demo", Host: demoHost, Kind: github.KindToken, Source: "demo", Local: true, Demo: true, Today: demo.Day})
	user.Base, user.Credential = base, "demo"
	user.Token = func(context.Context) (string, error) { return demo.UserToken, nil }
	s.add(user)
}
