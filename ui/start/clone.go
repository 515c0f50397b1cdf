package start

import (
	"cmp"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"hubtrail/github"
	"hubtrail/github/embedded"
)

// clone is the git clone that the program stands in, or was pointed at. git is
// asked about it when its first object is, not at the start.
type clone struct {
	dir      string
	expected string // the remote's host as it was last time, until git is asked
	find     sync.Once

	mu      sync.Mutex // for what follows, which git told
	found   embedded.Clone
	server  http.RoundTripper
	servers map[string]http.RoundTripper // of its objects, by host/owner/name
	err     error
}

func newClone(dir string) *clone { return &clone{dir: dir} }

// cloneTop is the nearest folder from dir upwards that is a clone's or a
// worktree's, or a bare repository, "" if there is none. It runs no git: what is only half a clone
// says so when it is looked at.
func cloneTop(dir string) string {
	for dir != "" {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil || bare(dir) {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
	return ""
}

// look asks git, once, and waits for the answer.
func (c *clone) look() (embedded.Clone, error) {
	c.find.Do(func() {
		found, err := embedded.FindClone(context.Background(), c.dir)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.found, c.err = found, err
		if err == nil {
			o := embedded.Options{ReadOnly: true}
			if found.Remote.Host != "" {
				o.WebURL = "https://" + found.Remote.Host
			}
			c.server = embedded.Transport(embedded.New(found.World(), o))
		}
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.found, c.err
}

// RoundTrip serves the clone as the only repository of a GitHub of its own.
func (c *clone) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, err := c.look(); err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	return c.server.RoundTrip(r)
}

// host is where the clone's remote is, "" while that is not known.
func (c *clone) host() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server == nil {
		return c.expected
	}
	return c.found.Remote.Host
}

// email is who makes commits in the clone, "" if git does not know.
func (c *clone) email(ctx context.Context) string {
	found, err := c.look()
	if err != nil {
		return ""
	}
	return found.Email(ctx)
}

// repo names the clone as its own GitHub does.
func (c *clone) repo() github.RepoRef {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range c.found.World().Repositories {
		return github.RepoRef{Owner: r.Owner, Name: r.Name}
	}
	return github.RepoRef{}
}

// addClone adds the account of the clone.
func (s *session) addClone() {
	o := s.options(github.Account{
		Name: s.freeName(filepath.Base(s.clone.dir)), Host: s.clone.dir, Kind: github.KindClone, Source: "git", Local: true,
	})
	// No host has this name (RFC 2606): what the clone answers is not GitHub's.
	o.APIURL, o.WebURL = "https://clone.invalid/", "https://"+cmp.Or(s.clone.host(), "github.com")
	o.Base, o.Email = s.clone, s.clone.email
	s.add(o)
}
