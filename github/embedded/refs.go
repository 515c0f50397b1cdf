package embedded

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
)

// branch is a branch and the commit at its tip.
type branch struct{ name, sha string }

// branches are the local branches and, beside them, the remote-tracking ones of
// the repository's remote, by name.
func (r *repo) branches(ctx context.Context) ([]branch, error) {
	refs, err := r.refs(ctx, "refs/heads/")
	if err != nil {
		return nil, err
	}
	var list []branch
	known := map[string]bool{}
	for _, ref := range refs {
		name := strings.TrimPrefix(ref.name, "refs/heads/")
		known[name] = true
		list = append(list, branch{name, ref.id})
	}
	if r.Remote != "" {
		prefix := "refs/remotes/" + r.Remote + "/"
		refs, err := r.refs(ctx, prefix)
		if err != nil {
			return nil, err
		}
		for _, ref := range refs {
			name := strings.TrimPrefix(ref.name, prefix)
			if name != "HEAD" && !known[name] {
				list = append(list, branch{name, ref.id})
			}
		}
		slices.SortFunc(list, func(a, b branch) int { return strings.Compare(a.name, b.name) })
	}
	return list, nil
}

// ref is a ref with what it points at, and what a tag object there points at.
type ref struct{ name, id, kind, peeled string }

// refs lists the refs under a prefix, in git's order of names.
func (r *repo) refs(ctx context.Context, prefix string, options ...string) ([]ref, error) {
	if r.dir == "" {
		return nil, nil
	}
	args := append([]string{"for-each-ref", "--format=%(refname)%00%(objectname)%00%(objecttype)%00%(*objectname)"}, options...)
	out, err := r.git(ctx, append(args, prefix)...)
	if err != nil {
		return nil, err
	}
	var list []ref
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\x00")
		if len(f) == 4 {
			list = append(list, ref{f[0], f[1], f[2], f[3]})
		}
	}
	return r.withMade(list, prefix), nil
}

func refRoutes() []route {
	return []route{
		get("/repos/{owner}/{repo}/branches", "contents=read", listBranches),
		get("/repos/{owner}/{repo}/branches/{branch...}", "contents=read", getBranch),
		get("/repos/{owner}/{repo}/tags", "metadata=read", listTags),
		get("/repos/{owner}/{repo}/git/ref/{ref...}", "contents=read", getRef),
		get("/repos/{owner}/{repo}/git/matching-refs/{ref...}", "contents=read", listMatchingRefs),
	}
}

type shaJSON struct {
	SHA string `json:"sha"`
	URL string `json:"url"`
}

type protectionJSON struct {
	Enabled bool `json:"enabled"`
}

func (c *call) repoURL(r *repo) string {
	return c.url("/repos/%s/%s", escapeSegment(r.Owner), escapeSegment(r.Name))
}

func (c *call) repoWeb(r *repo) string { return c.web("/%s/%s", r.Owner, r.Name) }

func listBranches(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	list, err := r.branches(c.ctx())
	if err != nil {
		return answer{}, err
	}
	type branchJSON struct {
		Name          string         `json:"name"`
		Commit        shaJSON        `json:"commit"`
		Protected     bool           `json:"protected"`
		Protection    protectionJSON `json:"protection"`
		ProtectionURL string         `json:"protection_url"`
	}
	if c.query.Get("protected") == "true" {
		list = nil // this server protects no branch
	}
	out := []branchJSON{}
	for _, b := range window(c, list) {
		out = append(out, branchJSON{
			Name: b.name, Commit: shaJSON{b.sha, c.repoURL(r) + "/commits/" + b.sha},
			ProtectionURL: c.repoURL(r) + "/branches/" + escapePath(b.name) + "/protection",
		})
	}
	return c.json(out)
}

func getBranch(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	name := c.arg("branch")
	missing := refuse(http.StatusNotFound, "Branch not found")
	if !validRef(name) {
		return answer{}, missing
	}
	names := []string{"refs/heads/" + name + "^{commit}"}
	if r.Remote != "" {
		names = append(names, "refs/remotes/"+r.Remote+"/"+name+"^{commit}")
	}
	if name == "HEAD" { // a checkout without branches has it for its default
		names = append(names, "HEAD^{commit}")
	}
	o, err := r.first(c.ctx(), names...)
	if errors.Is(err, errNoObject) {
		return answer{}, missing
	}
	if err != nil {
		return answer{}, err
	}
	commit, err := c.oneCommit(r, o.id)
	if err != nil {
		return answer{}, err
	}
	at := c.repoURL(r) + "/branches/" + escapePath(name)
	return c.json(struct {
		Name          string            `json:"name"`
		Commit        *commitJSON       `json:"commit"`
		Links         map[string]string `json:"_links"`
		Protected     bool              `json:"protected"`
		Protection    protectionJSON    `json:"protection"`
		ProtectionURL string            `json:"protection_url"`
	}{
		Name: name, Commit: commit, Links: map[string]string{"self": at, "html": c.repoWeb(r) + "/tree/" + escapePath(name)},
		ProtectionURL: at + "/protection",
	})
}

func listTags(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	refs, err := r.refs(c.ctx(), "refs/tags/", "--sort=-version:refname")
	if err != nil {
		return answer{}, err
	}
	type tagJSON struct {
		Name       string  `json:"name"`
		ZipballURL string  `json:"zipball_url"`
		TarballURL string  `json:"tarball_url"`
		Commit     shaJSON `json:"commit"`
		NodeID     string  `json:"node_id"`
	}
	out := []tagJSON{}
	for _, t := range window(c, refs) {
		name := strings.TrimPrefix(t.name, "refs/tags/")
		sha := t.peeled
		if sha == "" {
			sha = t.id
		}
		at := c.repoURL(r)
		out = append(out, tagJSON{
			Name: name, ZipballURL: at + "/zipball/" + escapePath(t.name), TarballURL: at + "/tarball/" + escapePath(t.name),
			Commit: shaJSON{sha, at + "/commits/" + sha}, NodeID: nodeID("REF", r.ID, t.name),
		})
	}
	return c.json(out)
}

type refJSON struct {
	Ref    string `json:"ref"`
	NodeID string `json:"node_id"`
	URL    string `json:"url"`
	Object struct {
		SHA  string `json:"sha"`
		Type string `json:"type"`
		URL  string `json:"url"`
	} `json:"object"`
}

func (c *call) refJSON(r *repo, name, id, kind string) refJSON {
	out := refJSON{Ref: name, NodeID: nodeID("REF", r.ID, name), URL: c.repoURL(r) + "/git/" + escapePath(name)}
	out.Object.SHA, out.Object.Type = id, kind
	out.Object.URL = c.repoURL(r) + "/git/" + kind + "s/" + id
	return out
}

// getRef finds one ref by its whole name without "refs/".
func getRef(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	if r.dir == "" {
		return answer{}, emptyRepository()
	}
	name := c.arg("ref")
	if !validRef(name) {
		return answer{}, notFound()
	}
	candidates := []string{"refs/" + name}
	if head, ok := strings.CutPrefix(name, "heads/"); ok && r.Remote != "" {
		candidates = append(candidates, "refs/remotes/"+r.Remote+"/"+head)
	}
	o, err := r.first(c.ctx(), candidates...)
	if errors.Is(err, errNoObject) {
		return answer{}, notFound()
	}
	if err != nil {
		return answer{}, err
	}
	return c.json(c.refJSON(r, "refs/"+name, o.id, o.kind))
}

func listMatchingRefs(c *call) (answer, error) {
	r, err := c.objects()
	if err != nil {
		return answer{}, err
	}
	prefix := "refs/" + c.arg("ref")
	folder := prefix[:strings.LastIndex(prefix, "/")+1]
	refs, err := r.refs(c.ctx(), folder)
	if err != nil {
		return answer{}, err
	}
	out := []refJSON{}
	for _, ref := range refs {
		if strings.HasPrefix(ref.name, prefix) {
			out = append(out, c.refJSON(r, ref.name, ref.id, ref.kind))
		}
	}
	return c.json(out)
}
