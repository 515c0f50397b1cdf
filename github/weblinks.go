package github

import (
	"net"
	"net/url"
	"strconv"
	"strings"
)

// Web builds links to a host's pages. Every part that comes from outside is
// escaped, segment by segment, so that a ref or a path cannot change where the
// link leads.
type Web struct{ base string }

// NewWeb builds links under base, such as "https://github.com".
func NewWeb(base string) Web { return Web{base: strings.TrimRight(base, "/")} }

// Base is the host's front page, without a trailing slash.
func (w Web) Base() string { return w.base }

// RepoURL is the repository's front page.
func (w Web) RepoURL(repo RepoRef) string {
	return w.base + "/" + url.PathEscape(repo.Owner) + "/" + url.PathEscape(repo.Name)
}

// CommitURL is a commit's page.
func (w Web) CommitURL(repo RepoRef, sha string) string {
	return w.RepoURL(repo) + "/commit/" + url.PathEscape(sha)
}

// CompareURL is the page that compares two ends of a history; without a base it is
// with the default branch.
func (w Web) CompareURL(repo RepoRef, spec CompareSpec) string {
	ends := escapePath(spec.Head)
	if spec.Base != "" {
		dots := "..."
		if spec.TwoDot {
			dots = ".."
		}
		ends = escapePath(spec.Base) + dots + ends
	}
	return w.RepoURL(repo) + "/compare/" + ends
}

// TreeURL is a folder at a ref; path "" is the top. A commit's SHA makes it
// unambiguous, as a ref may hold slashes.
func (w Web) TreeURL(repo RepoRef, ref, path string) string {
	u := w.RepoURL(repo) + "/tree/" + escapePath(ref)
	if p := strings.Trim(path, "/"); p != "" {
		u += "/" + escapePath(p)
	}
	return u
}

// BlobURL is a file at a ref; line counts from 1, 0 is none.
func (w Web) BlobURL(repo RepoRef, ref, path string, line int) string {
	return w.LinesURL(repo, ref, path, line, line)
}

// LinesURL is the lines of a file at a ref, from first to last; they count from 1,
// first 0 is none. What GitHub renders as a document is shown as its source, which
// alone has lines.
func (w Web) LinesURL(repo RepoRef, ref, path string, first, last int) string {
	u := w.RepoURL(repo) + "/blob/" + escapePath(ref) + "/" + escapePath(strings.Trim(path, "/"))
	if first <= 0 {
		return u
	}
	if isRendered(path) {
		u += "?plain=1"
	}
	u += "#L" + strconv.Itoa(first)
	if last > first {
		u += "-L" + strconv.Itoa(last)
	}
	return u
}

// BlameURL is the blame of a file at a ref; line counts from 1, 0 is none.
func (w Web) BlameURL(repo RepoRef, ref, path string, line int) string {
	u := w.RepoURL(repo) + "/blame/" + escapePath(ref) + "/" + escapePath(strings.Trim(path, "/"))
	if line > 0 {
		u += "#L" + strconv.Itoa(line)
	}
	return u
}

// isRendered reports whether GitHub shows a file as a document by its name.
func isRendered(path string) bool {
	_, ext, _ := strings.Cut(path[strings.LastIndexByte(path, '/')+1:], ".")
	switch strings.ToLower(ext[strings.LastIndexByte(ext, '.')+1:]) {
	case "md", "markdown", "mdown", "mkdn", "rst", "adoc", "asciidoc", "org", "rdoc", "textile", "creole", "mediawiki", "wiki", "pod", "ipynb", "geojson", "stl", "svg", "csv", "tsv":
		return true
	}
	return false
}

// escapePath escapes each segment and keeps the slashes between them.
func escapePath(p string) string {
	if !strings.Contains(p, "/") {
		return url.PathEscape(p)
	}
	parts := strings.Split(p, "/")
	for i, s := range parts {
		parts[i] = url.PathEscape(s)
	}
	return strings.Join(parts, "/")
}

// OpenableURL reports whether a link may be handed to the browser unasked: http
// or https, no user information, and a host that is one of hosts (compared
// without case; an entry without a port allows the scheme's own port only).
func OpenableURL(link string, hosts []string) bool {
	for i := 0; i < len(link); i++ {
		if c := link[i]; c <= ' ' || c == 0x7f || c == '\\' {
			return false
		}
	}
	u, err := url.Parse(link)
	if err != nil || u.User != nil || u.Opaque != "" || u.Hostname() == "" {
		return false
	}
	var port string
	switch strings.ToLower(u.Scheme) {
	case "https":
		port = "443"
	case "http":
		port = "80"
	default:
		return false
	}
	got := withPort(u.Host, port)
	for _, h := range hosts {
		if h != "" && strings.EqualFold(got, withPort(h, port)) {
			return true
		}
	}
	return false
}

// withPort adds the scheme's port to a host that names none.
func withPort(host, port string) string {
	if h, p, err := net.SplitHostPort(host); err == nil {
		if p == "" {
			p = port
		}
		return net.JoinHostPort(h, p)
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), port)
}
