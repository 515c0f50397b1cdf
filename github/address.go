package github

import (
	"net/url"
	"slices"
	"strings"
)

// parseAddress reads a URL.
func parseAddress(s string) (Target, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || u.Opaque != "" {
		return Target{}, false
	}
	switch u.Scheme {
	case "ssh", "git", "git+ssh", "git+https":
		return remote(u.Hostname(), strings.TrimPrefix(u.Path, "/"))
	case "http", "https":
	default:
		return Target{}, false
	}
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(u.EscapedPath(), "/"), "/") {
		if part, err = url.PathUnescape(part); err != nil || part == "" || part == "." || part == ".." {
			return Target{}, false
		}
		parts = append(parts, part)
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	var t Target
	var ok bool
	bare, isAPI := strings.CutPrefix(host, "api.")
	bareRaw, isRaw := strings.CutPrefix(host, "raw.")
	switch {
	case isAPI && len(parts) > 0 && parts[0] == "repos":
		host = bare
		t, ok = parseAPI(parts[1:], u.Query().Get("ref"))
	case len(parts) > 3 && parts[0] == "api" && parts[1] == "v3" && parts[2] == "repos":
		t, ok = parseAPI(parts[3:], u.Query().Get("ref"))
	case isRaw && len(parts) > 3: // owner/name/ref/path
		if host = bareRaw; host == "githubusercontent.com" {
			host = "github.com"
		}
		t, ok = parsePage(slices.Insert(parts, 2, "raw"), "")
	default:
		t, ok = parsePage(parts, u.Fragment)
	}
	t.Host = host
	return t, ok
}

// remote reads the place of a git remote.
func remote(host, path string) (Target, bool) {
	owner, name, ok := strings.Cut(strings.Trim(path, "/"), "/")
	repo, good := repoOf(owner, name)
	host = strings.ToLower(host)
	if host == "ssh.github.com" { // ssh over the port of https
		host = "github.com"
	}
	return Target{Kind: TargetRepo, Host: host, Repo: repo}, ok && good && host != ""
}

// parsePage reads the path of a page: owner, name, and what follows.
func parsePage(parts []string, fragment string) (Target, bool) {
	if len(parts) < 2 {
		return Target{}, false
	}
	repo, ok := repoOf(parts[0], parts[1])
	if !ok {
		return Target{}, false
	}
	t := Target{Repo: repo}
	parts = parts[2:]
	if len(parts) == 0 {
		return t, true
	}
	page, parts := parts[0], parts[1:]
	switch page {
	case "issues", "pulls", "releases", "tags", "branches", "commits":
		if len(parts) == 0 {
			return t, true
		}
	}
	if len(parts) == 0 {
		return Target{}, false
	}
	whole := strings.Join(parts, "/")
	switch page {
	case "tree":
		t.Kind = TargetTree
		t.refAndPath(parts)
	case "blob", "blame", "raw", "edit":
		t.Kind, t.Blame = TargetBlob, page == "blame"
		t.Line, t.LastLine = parseLines(fragment)
		t.refAndPath(parts)
		ok = t.Path != ""
	case "commits":
		t.Kind = TargetHistory
		t.refAndPath(parts)
	case "commit":
		t.Anchor = parseAnchor(fragment)
		ok = t.commit(parts[0])
	case "issues":
		t.Kind = TargetIssue
		t.Number, ok = parseNumber(parts[0])
	case "pull":
		t.Kind = TargetPull
		t.Number, ok = parseNumber(parts[0])
		if ok && len(parts) > 1 {
			t.pullTab(parts[1:], fragment)
		}
	case "compare":
		t.Anchor = parseAnchor(fragment)
		ok = t.compare(whole)
	case "releases":
		t.Kind, t.Ref = TargetRelease, strings.Join(parts[1:], "/")
		ok = parts[0] == "tag" && t.Ref != ""
	default:
		ok = false
	}
	return t, ok
}

// parseAPI reads what follows /repos/ in an address of the REST API.
func parseAPI(parts []string, ref string) (Target, bool) {
	if len(parts) < 3 {
		return parsePage(parts, "")
	}
	web := append([]string{}, parts...)
	switch rest := parts[2:]; {
	case rest[0] == "pulls" && len(rest) > 1:
		web[2] = "pull"
	case rest[0] == "commits" && len(rest) > 1 && isSHA(rest[1]):
		web[2] = "commit"
	case rest[0] == "git" && len(rest) == 3 && rest[1] == "commits":
		web = append(web[:2], "commit", rest[2])
	case rest[0] == "branches" && len(rest) > 1:
		web[2] = "tree"
	case rest[0] == "releases" && len(rest) > 2 && rest[1] == "tags":
		web[3] = "tag"
	case rest[0] == "contents" && len(rest) > 1:
		repo, ok := repoOf(parts[0], parts[1])
		return Target{Kind: TargetBlob, Repo: repo, Ref: ref, Path: strings.Join(rest[1:], "/")}, ok
	}
	return parsePage(web, "")
}

// refAndPath takes the ref and the path behind it; a ref written in full begins
// with refs/.
func (t *Target) refAndPath(parts []string) {
	if len(parts) > 2 && parts[0] == "refs" {
		switch {
		case parts[1] == "heads" || parts[1] == "tags":
			parts = parts[2:]
		case parts[1] == "pull" && len(parts) > 3: // refs/pull/12/head
			parts = append([]string{strings.Join(parts[:4], "/")}, parts[4:]...)
		}
	}
	t.Ref, t.Path = parts[0], strings.Join(parts[1:], "/")
}

// pullTab takes what follows a pull request's number: its changes, one of its
// commits, or the changes between two of them.
func (t *Target) pullTab(parts []string, fragment string) {
	tab, which := parts[0], ""
	if len(parts) > 1 {
		which = parts[1]
	}
	from, to, between := strings.Cut(which, "..")
	switch {
	case tab != "files" && tab != "changes" && tab != "commits":
		return
	case tab != "files" && isSHA(which):
		t.commit(which)
	case tab != "commits" && between && isSHA(from) && isSHA(to):
		t.compare(which)
	case tab == "commits":
		return
	default:
		t.Changes = true
	}
	t.Anchor = parseAnchor(fragment)
}

// commit makes t a commit; GitHub serves its patch under the same name.
func (t *Target) commit(sha string) bool {
	sha = strings.TrimSuffix(strings.TrimSuffix(sha, ".patch"), ".diff")
	if !isSHA(sha) {
		return false
	}
	t.Kind, t.SHA = TargetCommit, strings.ToLower(sha)
	return true
}

func (t *Target) compare(s string) bool {
	s = strings.TrimSuffix(strings.TrimSuffix(s, ".patch"), ".diff")
	t.Kind = TargetCompare
	base, head, ok := strings.Cut(s, "...")
	if !ok {
		base, head, ok = strings.Cut(s, "..")
		t.TwoDot = ok
	}
	if !ok {
		base, head = "", s
	}
	t.Base, t.Ref = base, head
	return head != "" && (base != "" || !ok)
}
