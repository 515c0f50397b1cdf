package embedded

import (
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"
)

// Sizes at which GitHub's contents endpoint changes what it gives, in bytes.
const (
	inlineLimit = 1 << 20   // above it the JSON has no content
	blobLimit   = 100 << 20 // above it nothing is given
	entryLimit  = 1000      // entries of one directory
	treeLimit   = 100000    // entries of a recursive tree
)

func contentRoutes() []route {
	return []route{
		get("/repos/{owner}/{repo}/contents", "contents=read", getContents),
		get("/repos/{owner}/{repo}/contents/{path...}", "contents=read", getContents),
		get("/repos/{owner}/{repo}/readme", "contents=read", getReadme),
		get("/repos/{owner}/{repo}/git/trees/{sha...}", "contents=read", getTree),
		get("/repos/{owner}/{repo}/git/blobs/{sha}", "contents=read", getBlob),
	}
}

type contentJSON struct {
	Name            string            `json:"name"`
	Path            string            `json:"path"`
	SHA             string            `json:"sha"`
	Size            int64             `json:"size"`
	URL             string            `json:"url"`
	HTMLURL         *string           `json:"html_url"`
	GitURL          *string           `json:"git_url"`
	DownloadURL     *string           `json:"download_url"`
	Type            string            `json:"type"`
	Target          string            `json:"target,omitempty"`
	SubmoduleGitURL string            `json:"submodule_git_url,omitempty"`
	Content         *string           `json:"content,omitempty"`
	Encoding        string            `json:"encoding,omitempty"`
	Entries         []contentJSON     `json:"entries,omitempty"`
	Links           map[string]string `json:"_links"`
}

// place is where contents are asked for.
type place struct {
	r      *repo
	commit string
	ref    string // as it was asked for, for addresses
}

// contentsPlace resolves the ref parameter.
func (c *call) contentsPlace() (place, error) {
	r, err := c.objects()
	if err != nil {
		return place{}, err
	}
	ref := c.query.Get("ref")
	commit, err := c.start(r, ref)
	if f, ok := errors.AsType[*refusal](err); ok && f.status == http.StatusConflict {
		return place{}, refuse(http.StatusNotFound, "This repository is empty.")
	}
	if errors.Is(err, errNoObject) {
		return place{}, refuse(http.StatusNotFound, "No commit found for the ref %s", ref)
	}
	if err != nil {
		return place{}, err
	}
	if ref == "" {
		if ref, err = c.defaultBranch(r.Repository); err != nil {
			return place{}, err
		}
	}
	return place{r, commit, ref}, nil
}

func getContents(c *call) (answer, error) {
	at, err := c.contentsPlace()
	if err != nil {
		return answer{}, err
	}
	return c.contents(at, strings.Trim(c.arg("path"), "/"))
}

func (c *call) contents(at place, p string) (answer, error) {
	e, err := at.r.at(c.ctx(), at.commit, p)
	if errors.Is(err, errNoObject) {
		return answer{}, notFound()
	}
	if err != nil {
		return answer{}, err
	}
	switch {
	case e.kind == "tree":
		return c.directory(at, e, p)
	case e.kind == "commit":
		return c.submodule(at, e, p)
	case e.mode == "120000":
		return c.symlink(at, e, p)
	}
	return c.file(at, e, p)
}

func (c *call) contentJSON(at place, e treeEntry, p, kind string) contentJSON {
	self := c.repoURL(at.r) + "/contents/" + escapePath(p) + "?ref=" + url.QueryEscape(at.ref)
	form, noun := "blob", "blobs"
	if kind == "dir" {
		form, noun = "tree", "trees"
	}
	html := c.repoWeb(at.r) + "/" + form + "/" + escapePath(at.ref) + "/" + escapePath(p)
	git := c.repoURL(at.r) + "/git/" + noun + "/" + e.id
	j := contentJSON{
		Name: path.Base(p), Path: p, SHA: e.id, Size: e.size, URL: self, HTMLURL: &html, GitURL: &git, Type: kind,
		Links: map[string]string{"self": self, "git": git, "html": html},
	}
	if p == "" {
		j.Name = ""
	}
	if kind == "file" || kind == "symlink" {
		raw := c.repoWeb(at.r) + "/raw/" + escapePath(at.ref) + "/" + escapePath(p)
		j.DownloadURL = &raw
	}
	return j
}

func (c *call) file(at place, e treeEntry, p string) (answer, error) {
	if e.size > blobLimit {
		f := refuse(http.StatusForbidden, "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.")
		f.errors = []fieldError{{Resource: "Blob", Field: "data", Code: "too_large"}}
		return answer{}, f
	}
	if c.accepts("raw") {
		return c.raw(at.r, e.id)
	}
	j := c.contentJSON(at, e, p, "file")
	text := ""
	j.Content, j.Encoding = &text, "none"
	if e.size <= inlineLimit {
		b, err := at.r.blob(c.ctx(), e.id, inlineLimit)
		if err != nil {
			return answer{}, err
		}
		text, j.Encoding = wrapBase64(b), "base64"
	}
	return c.json(j)
}

// raw answers with the bytes of a blob.
func (c *call) raw(r *repo, id string) (answer, error) {
	b, err := r.blob(c.ctx(), id, blobLimit)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, contentType: "application/vnd.github.raw+json; charset=utf-8", body: b}, nil
}

// symlink answers with the file that the link leads to, or with the link if
// that is no file of the repository.
func (c *call) symlink(at place, e treeEntry, p string) (answer, error) {
	b, err := at.r.blob(c.ctx(), e.id, 1<<16)
	if err != nil {
		return answer{}, err
	}
	target := string(b)
	if !path.IsAbs(target) {
		to := path.Join(path.Dir(p), target)
		if t, err := at.r.at(c.ctx(), at.commit, to); err == nil && t.kind == "blob" && t.mode != "120000" {
			return c.file(at, t, p) // under the name it was asked for
		}
	}
	if c.accepts("raw") {
		return c.raw(at.r, e.id)
	}
	j := c.contentJSON(at, e, p, "symlink")
	j.Target = target
	return c.json(j)
}

func (c *call) submodule(at place, e treeEntry, p string) (answer, error) {
	j := c.contentJSON(at, e, p, "submodule")
	j.HTMLURL, j.GitURL = nil, nil
	modules := at.r.submodules(c.ctx(), at.commit)
	j.SubmoduleGitURL = modules[p]
	return c.json(j)
}

func (c *call) directory(at place, e treeEntry, p string) (answer, error) {
	entries, err := at.r.list(c.ctx(), e.id)
	if err != nil {
		return answer{}, err
	}
	entries = entries[:min(len(entries), entryLimit)]
	var modules map[string]string
	out := make([]contentJSON, 0, len(entries))
	for _, child := range entries {
		full := path.Join(p, child.path)
		switch {
		case child.kind == "tree":
			out = append(out, c.contentJSON(at, child, full, "dir"))
		case child.kind == "commit":
			if modules == nil {
				modules = at.r.submodules(c.ctx(), at.commit)
			}
			// A submodule is a "file" in listings of API version 2022-11-28.
			kind := "file"
			if c.r.Header.Get("X-GitHub-Api-Version") == "2026-03-10" {
				kind = "submodule"
			}
			j := c.contentJSON(at, child, full, kind)
			j.SubmoduleGitURL, j.DownloadURL = modules[full], nil
			out = append(out, j)
		case child.mode == "120000":
			out = append(out, c.contentJSON(at, child, full, "symlink"))
		default:
			out = append(out, c.contentJSON(at, child, full, "file"))
		}
	}
	if c.accepts("object") {
		j := c.contentJSON(at, e, p, "dir")
		j.Entries = out
		return c.json(j)
	}
	return c.json(out)
}

// getReadme looks in .github, then in the root, then in docs.
func getReadme(c *call) (answer, error) {
	at, err := c.contentsPlace()
	if err != nil {
		return answer{}, err
	}
	for _, dir := range []string{".github", "", "docs"} {
		e, err := at.r.at(c.ctx(), at.commit, dir)
		if errors.Is(err, errNoObject) || err == nil && e.kind != "tree" {
			continue
		}
		if err != nil {
			return answer{}, err
		}
		entries, err := at.r.list(c.ctx(), e.id)
		if err != nil {
			return answer{}, err
		}
		for _, f := range entries {
			name := strings.ToLower(f.path)
			if f.kind == "blob" && (name == "readme" || strings.HasPrefix(name, "readme.")) {
				return c.contents(at, path.Join(dir, f.path))
			}
		}
	}
	return answer{}, notFound()
}

// wrapBase64 encodes with a line break after every 60 characters, as GitHub
// does.
func wrapBase64(b []byte) string {
	text := base64.StdEncoding.EncodeToString(b)
	var out strings.Builder
	out.Grow(len(text) + len(text)/60 + 1)
	for len(text) > 0 {
		n := min(60, len(text))
		out.WriteString(text[:n])
		out.WriteByte('\n')
		text = text[n:]
	}
	return out.String()
}
