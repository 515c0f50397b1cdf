package embedded

import (
	"net/url"
	"path"
	"strings"
)

// Remote is a remote of a clone, as far as it names a repository.
type Remote struct {
	Name  string // as in git: origin
	Host  string // without user and port, in lower case: github.com
	Owner string
	Repo  string // without ".git"
}

// ParseRemote reads a remote's address: an address with https, http, ssh or
// git, or ssh's short form user@host:owner/name.git. Credentials in it are
// dropped. GitHub's ssh.github.com, which listens on port 443, is github.com.
// It reports false for what names no owner and repository, such as a folder.
func ParseRemote(address string) (Remote, bool) {
	address = strings.TrimSpace(address)
	host, at, ok := "", "", false
	if strings.Contains(address, "://") {
		u, err := url.Parse(address)
		if err != nil {
			return Remote{}, false
		}
		switch u.Scheme {
		case "https", "http", "ssh", "git", "git+ssh", "git+https":
		default:
			return Remote{}, false
		}
		host, at, ok = u.Hostname(), u.Path, true
	} else if host, at, ok = strings.Cut(address, ":"); ok {
		// A slash before the colon makes it a folder, and so does the single
		// letter of a Windows drive.
		if strings.Contains(host, "/") || strings.Contains(host, `\`) || len(host) < 2 {
			return Remote{}, false
		}
		if i := strings.LastIndex(host, "@"); i >= 0 {
			host = host[i+1:]
		}
	}
	if !ok || host == "" || strings.HasPrefix(host, "-") {
		return Remote{}, false
	}
	parts := strings.Split(strings.Trim(path.Clean("/"+at), "/"), "/")
	if len(parts) != 2 {
		return Remote{}, false
	}
	r := Remote{Host: strings.ToLower(host), Owner: parts[0], Repo: strings.TrimSuffix(parts[1], ".git")}
	if r.Host == "ssh.github.com" || r.Host == "www.github.com" {
		r.Host = "github.com"
	}
	if !validName(r.Owner) || !validName(r.Repo) {
		return Remote{}, false
	}
	return r, true
}

// validName reports whether GitHub would allow this as an owner's or a
// repository's name.
func validName(s string) bool {
	return s != "" && s != "." && s != ".." && len(s) <= 100 && repositoryName(s) == s
}
