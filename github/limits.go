package github

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"hubtrail/github/transport"
)

// Quotas is what is left of every rate limit met so far, core first. An App has
// one set for each installation; the newest answer counts.
func (c *Client) Quotas() []Quota {
	c.mu.Lock()
	newest := map[string]transport.Quota{}
	for _, s := range c.sessions {
		for name, q := range s.chain.Quotas() {
			if old, ok := newest[name]; !ok || q.Observed.After(old.Observed) {
				newest[name] = q
			}
		}
	}
	c.mu.Unlock()
	list := make([]Quota, 0, len(newest))
	for name, q := range newest {
		list = append(list, Quota{Resource: name, Limit: q.Limit, Remaining: q.Remaining, Reset: q.Reset})
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
