package embedded

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// repo is a repository whose objects are at hand.
type repo struct {
	*Repository
	dir   string   // "" has no objects
	also  []string // git folders of its network, whose objects are at hand as well
	store *objectStore
}

// objects finds the repository of the path, like [call.repository], and opens
// it.
func (c *call) objects() (*repo, error) {
	r, err := c.repository()
	if err != nil {
		return nil, err
	}
	return c.open(r)
}

// open opens a repository that the caller may see.
func (c *call) open(r *Repository) (*repo, error) {
	dir, err := c.s.objects.open(c.ctx(), r)
	if err != nil {
		return nil, err
	}
	opened := &repo{Repository: r, dir: dir, store: c.s.objects}
	for _, other := range c.s.index.network(r) {
		if other != r && c.s.sees(c.who, other) {
			if dir := c.s.objects.opened(other); dir != "" {
				opened.also = append(opened.also, dir)
			}
		}
	}
	return opened, nil
}

// git runs a command in the repository.
func (r *repo) git(ctx context.Context, args ...string) ([]byte, error) {
	if r.dir == "" {
		return nil, emptyRepository()
	}
	return output(ctx, r.command(ctx, args...), maxOutput)
}

// command prepares git for the repository. Like GitHub, it finds the objects of
// all forks in each of them.
func (r *repo) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := gitCommand(ctx, r.dir, "", args...)
	if len(r.also) > 0 {
		list := make([]string, len(r.also))
		for i, dir := range r.also {
			list[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(filepath.Join(dir, "objects")) + `"`
		}
		cmd.Env = append(cmd.Env, "GIT_ALTERNATE_OBJECT_DIRECTORIES="+strings.Join(list, string(os.PathListSeparator)))
	}
	return cmd
}
