package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// objectStore opens repositories, each once, and remembers what a commit's
// history counts.
type objectStore struct {
	mu     sync.Mutex
	dirs   map[*Repository]string
	opens  map[*Repository]*opening
	counts map[string]int                    // commits reachable, by git folder and commit
	made   map[*Repository]map[string]string // branches made in memory, with their commits
	spans  spanMemory
}

// opening is a call of Repository.Open that is under way.
type opening struct {
	done chan struct{}
	dir  string
	err  error
}

func newObjectStore() *objectStore {
	return &objectStore{dirs: map[*Repository]string{}, opens: map[*Repository]*opening{}, counts: map[string]int{}}
}

// open gives the repository's git folder. Those who ask while it is being
// opened wait for the same call; one that gives up does not stop it.
func (s *objectStore) open(ctx context.Context, r *Repository) (string, error) {
	s.mu.Lock()
	if dir, ok := s.dirs[r]; ok {
		s.mu.Unlock()
		return dir, nil
	}
	o := s.opens[r]
	if o == nil {
		o = &opening{done: make(chan struct{})}
		s.opens[r] = o
		go s.run(context.WithoutCancel(ctx), r, o)
	}
	s.mu.Unlock()
	select {
	case <-o.done:
		return o.dir, o.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// opened is the git folder of a repository whose objects are at hand already, ""
// if they are not.
func (s *objectStore) opened(r *Repository) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dirs[r]
}

// isOpen reports whether the repository's objects are at hand already.
func (s *objectStore) isOpen(r *Repository) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.dirs[r]
	return ok
}

func (s *objectStore) run(ctx context.Context, r *Repository, o *opening) {
	o.dir, o.err = openRepository(ctx, r)
	s.mu.Lock()
	defer s.mu.Unlock()
	if o.err == nil {
		s.dirs[r] = o.dir
	}
	delete(s.opens, r)
	close(o.done)
}

func openRepository(ctx context.Context, r *Repository) (dir string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("open %s/%s: %v", r.Owner, r.Name, p)
		}
	}()
	if r.Open == nil {
		return "", nil
	}
	dir, err = r.Open(ctx)
	if err != nil {
		return "", fmt.Errorf("open %s/%s: %w", r.Owner, r.Name, err)
	}
	return dir, nil
}

func emptyRepository() *refusal {
	return refuse(http.StatusConflict, "Git Repository is empty.")
}

// object is a line of cat-file --batch-check.
type object struct {
	id   string
	kind string // "commit", "tree", "blob", "tag"
	size string
}

// errNoObject says that a name leads to nothing.
var errNoObject = errors.New("no such object")

// first gives the first of the names that leads to an object. The names go
// through standard input, so none can be taken for an option.
func (r *repo) first(ctx context.Context, names ...string) (object, error) {
	if r.dir == "" {
		return object{}, errNoObject
	}
	names = slices.Clone(names)
	for i, n := range names {
		if strings.ContainsAny(n, "\n\x00") {
			return object{}, errNoObject
		}
		names[i] = r.madeName(n)
	}
	cmd := r.command(ctx, "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)")
	cmd.Stdin = strings.NewReader(strings.Join(names, "\n") + "\n")
	out, err := output(ctx, cmd, 1<<20)
	if err != nil {
		return object{}, err
	}
	for line := range bytes.Lines(out) {
		// A missing name comes back as it was given, which may hold spaces, with
		// " missing" or " ambiguous" behind it.
		f := strings.Split(strings.TrimSuffix(string(line), "\n"), " ")
		if len(f) == 3 && isHex(f[0]) && len(f[0]) >= 40 {
			return object{f[0], f[1], f[2]}, nil
		}
	}
	return object{}, errNoObject
}

// resolve finds the object that a name from outside means, as the given kind
// ("commit", "tree", "object"): a full or abbreviated id, HEAD, a branch, a
// remote-tracking branch, a tag, or a full ref.
func (r *repo) resolve(ctx context.Context, name, kind string) (object, error) {
	return r.behind(ctx, name, "", kind)
}

// behind finds what resolve does, or an ancestor of it by the way that cutWay has
// found.
func (r *repo) behind(ctx context.Context, name, way, kind string) (object, error) {
	if !validRef(name) {
		return object{}, errNoObject
	}
	peel := way + "^{" + kind + "}"
	var names []string
	if ref, ok := strings.CutPrefix(name, "refs/"); ok {
		names = append(names, "refs/"+ref)
	} else {
		if name == "HEAD" {
			names = append(names, "HEAD")
		}
		names = append(names, "refs/heads/"+name)
		if r.Remote != "" {
			names = append(names, "refs/remotes/"+r.Remote+"/"+name)
		}
		names = append(names, "refs/tags/"+name, "refs/"+name)
	}
	if isHex(name) && len(name) >= 4 && len(name) <= 64 {
		// GitHub takes a full id for a commit even when a branch is called so.
		if len(name) >= 40 {
			names = append([]string{name}, names...)
		} else {
			names = append(names, name)
		}
	}
	for i := range names {
		names[i] += peel
	}
	return r.first(ctx, names...)
}

func isHex(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return s != ""
}

// validRef reports whether a name can be a ref or an id, by the rules of git
// check-ref-format; whatever has a meaning in a revision expression is out.
func validRef(s string) bool {
	if s == "" || len(s) > 1024 || s[0] == '-' || s[0] == '/' || s[len(s)-1] == '/' || s[len(s)-1] == '.' || s == "@" ||
		strings.Contains(s, "..") || strings.Contains(s, "//") || strings.Contains(s, "@{") {
		return false
	}
	for part := range strings.SplitSeq(s, "/") {
		if strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c == 0x7f || strings.IndexByte(`~^:?*[\`, c) >= 0 {
			return false
		}
	}
	return true
}

// defaultBranch is the World's word for it, or git's: the branch the remote's
// HEAD points at, then the branch that is checked out, then main, master, or
// the first there is. A checkout without branches has "HEAD".
func (c *call) defaultBranch(r *Repository) (string, error) {
	if r.DefaultBranch != "" {
		return r.DefaultBranch, nil
	}
	dir, err := c.s.objects.open(c.ctx(), r)
	if err != nil {
		return "", err
	}
	if dir == "" {
		return "main", nil
	}
	rp := &repo{Repository: r, dir: dir, store: c.s.objects}
	if r.Remote != "" {
		prefix := "refs/remotes/" + r.Remote + "/"
		if out, err := rp.git(c.ctx(), "symbolic-ref", "--quiet", prefix+"HEAD"); err == nil {
			if name, ok := strings.CutPrefix(strings.TrimSpace(string(out)), prefix); ok {
				return name, nil
			}
		}
	}
	if out, err := rp.git(c.ctx(), "symbolic-ref", "--quiet", "HEAD"); err == nil {
		if name, ok := strings.CutPrefix(strings.TrimSpace(string(out)), "refs/heads/"); ok {
			return name, nil
		}
	}
	branches, err := rp.branches(c.ctx())
	if err != nil {
		return "", err
	}
	found := "HEAD"
	for i, b := range branches {
		if i == 0 || b.name == "main" || b.name == "master" && found != "main" {
			found = b.name
		}
	}
	return found, nil
}
