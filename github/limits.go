package github

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"
)

// Quotas is what is left of every rate limit that an installation's token (0: the
// account's own credential) has met so far, core first. A limit whose reset is
// past is left out: what is left of it now, only the next answer tells.
func (c *Client) Quotas(installation int64) []Quota {
	c.mu.Lock()
	s := c.sessions[installation]
	c.mu.Unlock()
	if s == nil {
		return nil
	}
	var list []Quota
	now := c.now()
	for name, q := range s.chain.Quotas() {
		if q.Reset.After(now) {
			list = append(list, Quota{Resource: name, Limit: q.Limit, Remaining: q.Remaining, Reset: q.Reset})
		}
	}
	sortQuotas(list)
	return list
}

// RateLimit asks GitHub for every rate limit of the account, which costs none
// of them. It is empty where the host does not limit, as Enterprise servers by
// default do not.
func (c *Client) RateLimit(ctx context.Context) ([]Quota, error) {
	var got struct {
		Resources map[string]struct {
			Limit     int   `json:"limit"`
			Remaining int   `json:"remaining"`
			Reset     int64 `json:"reset"`
		} `json:"resources"`
	}
	_, err := c.get(ctx, ask{op: "ask for the rate limits", path: "rate_limit"}, &got)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	list := make([]Quota, 0, len(got.Resources))
	for name, r := range got.Resources {
		list = append(list, Quota{Resource: cleanMessage(name), Limit: r.Limit, Remaining: r.Remaining, Reset: time.Unix(r.Reset, 0).UTC()})
	}
	sortQuotas(list)
	return list, nil
}

func sortQuotas(list []Quota) {
	first := func(q Quota) int {
		if q.Resource == "core" {
			return 0
		}
		return 1
	}
	slices.SortFunc(list, func(a, b Quota) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(a.Resource, b.Resource))
	})
}

// ServerTime is GitHub's clock, to the second. It is given even when GitHub
// refuses the request, as it does when the clocks disagree.
func (c *Client) ServerTime(ctx context.Context) (time.Time, error) {
	const op = "ask for GitHub's time"
	a, err := c.send(ctx, ask{op: op, path: "rate_limit"})
	if date, bad := http.ParseTime(a.header.Get("Date")); bad == nil {
		return date, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	e := c.unreadable(op, a)
	return time.Time{}, e
}
