package github

import (
	"context"
	"sync"
)

// listed replaces the scopes of accounts whose reach is not known yet by what
// their listings tell, asked for side by side. An account whose listing fails is
// a part of the search that has failed already.
func (a *Accounts) listed(ctx context.Context, scopes []SearchScope) (known []SearchScope, failed []*searchPart) {
	found := make([][]SearchScope, len(scopes))
	errs := make([]error, len(scopes))
	var asking sync.WaitGroup
	for n, s := range scopes {
		if !s.Unlisted {
			found[n] = scopes[n : n+1]
			continue
		}
		asking.Go(func() { found[n], errs[n] = a.list(ctx, s.Place.Account) })
	}
	asking.Wait()
	for n, s := range scopes {
		known = append(known, found[n]...)
		if c, err := a.Client(s.Place.Account); err == nil && errs[n] != nil {
			failed = append(failed, &searchPart{client: c, place: s.Place, err: errs[n]})
		}
	}
	return known, failed
}

// list asks what an account reaches.
func (a *Accounts) list(ctx context.Context, account string) ([]SearchScope, error) {
	c, err := a.Client(account)
	if err != nil {
		return nil, err
	}
	var l Listing[Installation]
	if err := c.Installations(ctx, func(now Listing[Installation]) { l = now }); err != nil {
		return nil, err
	}
	return c.scopesOf(l), nil
}
