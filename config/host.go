package config

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// gitHub is the host of accounts that name none.
const gitHub = "github.com"

// parseHost checks the name of a host, with an optional port, and returns it
// in lower case, as gh does with the names of GitHub's own hosts: anything
// below github.com is github.com, and api.SUB.ghe.com is SUB.ghe.com. Errors
// do not repeat the name.
func parseHost(s string) (string, error) {
	return parseAuthority(strings.TrimSuffix(s, ":443"))
}

// parseAuthority is parseHost for any scheme: no port is the usual one.
func parseAuthority(s string) (string, error) {
	switch {
	case strings.Contains(s, "@"):
		return "", errors.New("has a user name in it")
	case strings.Contains(s, "://"):
		return "", errors.New("has a scheme in it")
	case strings.Contains(s, "/"):
		return "", errors.New("has a path in it")
	}
	name, port, err := splitPort(s)
	if err != nil {
		return "", err
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if strings.HasPrefix(name, "[") {
		literal := strings.TrimSuffix(name[1:], "]")
		if ip, err := netip.ParseAddr(literal); err != nil || !ip.Is6() || ip.Zone() != "" {
			return "", errors.New("is not an IPv6 address in brackets")
		}
	} else if !validName(name) {
		return "", errors.New("is not the name of a host")
	}
	if port != "" {
		return name + ":" + port, nil
	}
	if name == gitHub || strings.HasSuffix(name, "."+gitHub) {
		return gitHub, nil
	}
	if sub, ok := strings.CutSuffix(name, ".ghe.com"); ok {
		return sub[strings.LastIndex(sub, ".")+1:] + ".ghe.com", nil
	}
	return name, nil
}

// splitPort cuts "name:port" and "[v6]:port"; the brackets stay.
func splitPort(s string) (name, port string, err error) {
	colon := strings.LastIndex(s, ":")
	if colon < 0 || colon < strings.LastIndex(s, "]") {
		return s, "", nil
	}
	name, port = s[:colon], s[colon+1:]
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 || port[0] == '0' {
		return "", "", errors.New("has a port that is not a number from 1 to 65535")
	}
	return name, port, nil
}

// validName follows RFC 1123, and allows the underscore that internal networks
// use. IPv4 addresses are such names too.
func validName(name string) bool {
	if name == "" || len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' {
				return false
			}
		}
	}
	return true
}

// parseAPI checks the root of a REST API and returns its host as parseHost
// does, and the URL with a trailing slash. Plain http would send the credential
// in the clear, so only this machine may be reached by it. Errors do not repeat
// the URL, which may hold a password.
func parseAPI(s string) (host, api string, err error) {
	u, err := url.Parse(s)
	if err != nil {
		return "", "", errors.New("is not a URL")
	}
	switch {
	case u.User != nil:
		return "", "", errors.New("has a user name in it")
	case u.Scheme != "https" && u.Scheme != "http":
		return "", "", errors.New("does not begin with https://")
	case u.RawQuery != "" || u.ForceQuery || strings.Contains(s, "#"):
		return "", "", errors.New("has a query or a fragment in it")
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return "", "", errors.New("uses plain http, which only a server on this machine may")
	}
	if u.Port() == defaultPort(u.Scheme) {
		u.Host = strings.TrimSuffix(u.Host, ":"+u.Port())
	}
	if host, err = parseAuthority(u.Host); err != nil {
		return "", "", err
	}
	u.Host = strings.ToLower(u.Host)
	return host, strings.TrimRight(u.String(), "/") + "/", nil
}

func defaultPort(scheme string) string {
	if scheme == "http" {
		return "80"
	}
	return "443"
}

// loopback tells whether a host is this machine by its very name: what DNS
// says is not asked.
func loopback(hostname string) bool {
	ip := net.ParseIP(hostname)
	return strings.EqualFold(hostname, "localhost") || ip != nil && ip.IsLoopback()
}
