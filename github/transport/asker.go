package transport

import (
	"context"
	"net/http"
)

// Urgency orders requests that wait for a free place.
type Urgency int

// From the least to the most urgent.
const (
	Sync     Urgency = iota // keeping the store fresh; nobody would notice
	Prefetch                // probably wanted soon
	Visible                 // missing on the screen; what a request without an urgency has
	Waiting                 // a person pressed a key and waits
)

type (
	urgencyKey  struct{}
	askerKey    struct{}
	readOnlyKey struct{}
)

// WithUrgency says how urgent the requests made with the context are.
func WithUrgency(ctx context.Context, u Urgency) context.Context {
	return context.WithValue(ctx, urgencyKey{}, min(max(u, Sync), Waiting))
}

// WithAsker names who makes the requests of the context, for the log.
func WithAsker(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, askerKey{}, name)
}

// WithReadOnly marks the POSTs made with the context as harmless to send twice: a GraphQL query, or
// the minting of a token. They are paced and retried like a GET.
func WithReadOnly(ctx context.Context) context.Context {
	return context.WithValue(ctx, readOnlyKey{}, true)
}

func urgency(ctx context.Context) Urgency {
	if u, ok := ctx.Value(urgencyKey{}).(Urgency); ok {
		return u
	}
	return Visible
}

func asker(ctx context.Context) string {
	name, _ := ctx.Value(askerKey{}).(string)
	return name
}

// reads reports whether a request changes nothing at GitHub.
func reads(req *http.Request) bool {
	switch req.Method {
	case "", http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	case http.MethodPost:
		marked, _ := req.Context().Value(readOnlyKey{}).(bool)
		return marked
	}
	return false
}
