package transport

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Log writes a line for each request: method, host, path, status, GitHub's request id, the time until the
// answer began, who asked, and where the answer came from. It never writes a header's value from the
// request, a body, or the value of a query parameter that is named like a secret.
type Log struct {
	Next   http.RoundTripper
	Logger *slog.Logger
	// Redact removes secrets from paths, queries and errors; nil leaves them.
	Redact func(string) string
	Now    func() time.Time
}

// RoundTrip sends and writes: failures and answers from 400 up as warnings, the rest for debugging.
func (l *Log) RoundTrip(req *http.Request) (*http.Response, error) {
	start := l.Now()
	resp, err := l.Next.RoundTrip(req)
	level := slog.LevelDebug
	if err != nil || resp.StatusCode >= http.StatusBadRequest {
		level = slog.LevelWarn
	}
	if !l.Logger.Enabled(req.Context(), level) {
		return resp, err
	}
	attrs := []slog.Attr{
		slog.String("method", req.Method),
		slog.String("host", req.URL.Host),
		slog.String("path", l.clean(req.URL.EscapedPath())),
		slog.Duration("took", l.Now().Sub(start)),
	}
	if req.URL.RawQuery != "" {
		attrs = append(attrs, slog.String("query", l.clean(query(req.URL))))
	}
	if name := asker(req.Context()); name != "" {
		attrs = append(attrs, slog.String("asker", name))
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", l.clean(err.Error())))
	} else {
		attrs = append(attrs, slog.Int("status", resp.StatusCode))
		if id := resp.Header.Get("X-Github-Request-Id"); id != "" {
			attrs = append(attrs, slog.String("request_id", l.clean(id)))
		}
		if source := resp.Header.Get(HeaderSource); source != "" {
			attrs = append(attrs, slog.String("source", source))
		}
	}
	l.Logger.LogAttrs(req.Context(), level, "github", attrs...)
	return resp, err
}

func (l *Log) clean(s string) string {
	if l.Redact == nil {
		return s
	}
	return l.Redact(s)
}

// query is the query with the values of secrets taken out.
func query(u *url.URL) string {
	pairs := strings.Split(u.RawQuery, "&")
	for i, pair := range pairs {
		name, _, ok := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); err != nil || ok && secretName(plain) {
			pairs[i] = name + "=[redacted]"
		}
	}
	return strings.Join(pairs, "&")
}

// secretName reports whether a parameter's value opens something: GitHub's own, and those of the
// signed addresses that it redirects downloads to.
func secretName(name string) bool {
	name = strings.ToLower(name)
	for _, part := range [...]string{"token", "secret", "password", "credential", "signature", "jwt", "private", "apikey", "api_key"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return name == "sig" || name == "code" || name == "key"
}
