package start

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"hubtrail/github/embedded"
)

// clones are the clones on this machine whose objects come before GitHub's: the
// one that the program stands in, and those that the configuration names.
type clones struct {
	here *clone // nil outside of a clone
	// folder is where the configuration says that a repository is cloned.
	folder func(host, owner, name string) (dir string, ok bool)

	mu    sync.Mutex
	named map[string]*clone // by folder
}

// of is the clone of a repository, nil if there is none. Where the program stands
// counts as soon as git has told what that is.
func (c *clones) of(host, owner, name string) *clone {
	if c.here != nil && c.here.holds(host, owner, name) {
		return c.here
	}
	dir, ok := c.folder(host, owner, name)
	if !ok {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.named == nil {
		c.named = map[string]*clone{}
	}
	if c.named[dir] == nil {
		c.named[dir] = newClone(dir)
	}
	return c.named[dir]
}

// objects serves what a clone has of the repositories of a host to the clients
// there. git is asked about a clone of the configuration when its first object is
// wanted; one that cannot be used serves nothing, and hubtrail doctor says why.
func (c *clones) objects(host string) func(owner, name string) http.RoundTripper {
	return func(owner, name string) http.RoundTripper {
		k := c.of(host, owner, name)
		if k == nil {
			return nil
		}
		return k.objects(host, owner, name)
	}
}

// holds reports whether one of the clone's remotes is a repository, as far as
// git has told.
func (c *clone) holds(host, owner, name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range c.found.Remotes {
		if sameHost(r.Host, host) && strings.EqualFold(r.Owner, owner) && strings.EqualFold(r.Repo, name) {
			return true
		}
	}
	// gh's mark may name a repository that is no remote.
	r := c.found.Remote
	return c.server != nil && sameHost(r.Host, host) && strings.EqualFold(r.Owner, owner) && strings.EqualFold(r.Repo, name)
}

// objects serves the clone under the name that a repository has at a host,
// whatever its remotes are called; nil if it cannot be used.
func (c *clone) objects(host, owner, name string) http.RoundTripper {
	found, err := c.look()
	if err != nil || !c.itself(found) {
		return nil
	}
	key := strings.ToLower(host + "/" + owner + "/" + name)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.servers == nil {
		c.servers = map[string]http.RoundTripper{}
	}
	if c.servers[key] == nil {
		found.Remote = embedded.Remote{Name: found.Remote.Name, Host: host, Owner: owner, Repo: name}
		var server http.RoundTripper = embedded.Transport(embedded.New(found.World(), embedded.Options{ReadOnly: true, WebURL: "https://" + host}))
		if found.Shallow {
			server = contentsOnly{server}
		}
		c.servers[key] = server
	}
	return c.servers[key]
}

// itself reports whether what git found is in the folder, and not in one above it
// that happens to be a clone of something else.
func (c *clone) itself(found embedded.Clone) bool {
	top := found.Top
	if top == "" {
		top = found.GitDir
	}
	dir, err := filepath.EvalSymlinks(c.dir)
	if err != nil {
		return false
	}
	if a, err := os.Stat(top); err == nil {
		if b, err := os.Stat(dir); err == nil {
			return os.SameFile(a, b)
		}
	}
	return false
}

// contentsOnly asks a clone without a part of its history for files and folders
// alone: what it says of commits, of their parents and of what lies between two
// may be another thing than what is so.
type contentsOnly struct{ next http.RoundTripper }

// RoundTrip answers 404 for what depends on history.
func (c contentsOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	parts := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	if len(parts) > 4 && (parts[3] == "contents" || parts[3] == "git" && (parts[4] == "blobs" || parts[4] == "trees")) {
		return c.next.RoundTrip(r)
	}
	if r.Body != nil {
		_ = r.Body.Close()
	}
	return &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}
