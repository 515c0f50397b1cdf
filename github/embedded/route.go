package embedded

import (
	"net/url"
	"slices"
	"strings"
)

// route is one method and path of the API.
type route struct {
	method  string
	pattern []string // segments; "{x}" is one segment, "{x...}" one or more
	// needs is the permission the route asks of Apps and fine-grained tokens,
	// as X-Accepted-GitHub-Permissions writes it; "" asks for none.
	needs string
	// free routes are not counted against the rate limit.
	free   bool
	answer func(*call) (answer, error)
}

// routes is the API. The first match wins.
func routes() []route {
	return slices.Concat(
		appRoutes(), userRoutes(), repositoryRoutes(), refRoutes(), checkRoutes(), commitRoutes(), contentRoutes(), metaRoutes(), graphqlRoutes(),
		searchRoutes(), issueRoutes(), pullRoutes(), teamRoutes(), codeownersRoutes(),
	)
}

func get(pattern, needs string, answer func(*call) (answer, error)) route {
	return newRoute("GET", pattern, needs, answer)
}

func newRoute(method, pattern, needs string, answer func(*call) (answer, error)) route {
	return route{method: method, pattern: strings.Split(strings.TrimPrefix(pattern, "/"), "/"), needs: needs, answer: answer}
}

// apiPrefix is where GitHub Enterprise Server keeps the same API.
const apiPrefix = "/api/v3"

// splitPath cuts the API's prefix off an escaped path and splits the rest into
// unescaped segments. It refuses what is no absolute path, empty segments
// (GitHub answers a slash at the end with 404) and broken escapes.
func splitPath(escaped string) (prefix string, segments []string, ok bool) {
	if rest, found := strings.CutPrefix(escaped, apiPrefix); found && (rest == "" || rest[0] == '/') {
		prefix, escaped = apiPrefix, rest
	}
	if escaped == "" || escaped == "/" {
		return prefix, nil, true
	}
	rest, found := strings.CutPrefix(escaped, "/")
	if !found {
		return prefix, nil, false
	}
	for s := range strings.SplitSeq(rest, "/") {
		u, err := url.PathUnescape(s)
		if err != nil || u == "" {
			return prefix, nil, false
		}
		segments = append(segments, u)
	}
	return prefix, segments, true
}

// match compares a path with the route's pattern and gives the wildcards.
func (r *route) match(segments []string) (map[string]string, bool) {
	args := map[string]string{}
	for i, p := range r.pattern {
		if i >= len(segments) {
			return nil, false
		}
		name, wild := strings.CutPrefix(p, "{")
		if !wild {
			if p != segments[i] {
				return nil, false
			}
			continue
		}
		name = strings.TrimSuffix(name, "}")
		if rest, ok := strings.CutSuffix(name, "..."); ok {
			// What follows the rest in the pattern is matched from the end.
			tail := r.pattern[i+1:]
			n := len(segments) - len(tail)
			if n <= i || !slices.Equal(tail, segments[n:]) {
				return nil, false
			}
			args[rest] = strings.Join(segments[i:n], "/")
			return args, true
		}
		args[name] = segments[i]
	}
	return args, len(segments) == len(r.pattern)
}
