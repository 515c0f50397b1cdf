package auth

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// mint is GitHub's side: it numbers its tokens.
type mint struct {
	mu      sync.Mutex
	count   int
	delay   time.Duration
	failure error
	same    bool
	skew    time.Duration
}

func (m *mint) grant(ctx context.Context) (Grant, error) {
	time.Sleep(m.delay)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.count++
	if err := ctx.Err(); err != nil {
		return Grant{}, err
	}
	if m.failure != nil {
		return Grant{}, m.failure
	}
	n := m.count
	if m.same {
		n = 1
	}
	return Grant{Token: fmt.Sprint("ghs_", n), ExpiresAt: time.Now().Add(time.Hour + m.skew), Permissions: map[string]string{"metadata": "read"}, Selection: "all"}, nil
}

func (m *mint) fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failure = err
}

func (m *mint) minted() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.count
}

// authorized gives the header or the word "error".
func authorized(t *testing.T, s Source) string {
	t.Helper()
	value, err := s.Authorization(t.Context())
	if err != nil {
		return "error"
	}
	return value
}

func TestInstallation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &mint{}
		i := NewInstallation(m.grant, time.Now)
		want(t, "grant before it is needed", i.Grant().Token, "")
		want(t, "minted before it is needed", i.MintedAt().IsZero(), true)
		for _, c := range []struct {
			after  time.Duration
			want   string
			minted int // once all is quiet
		}{
			{0, "Bearer ghs_1", 1},
			{54*time.Minute + 59*time.Second, "Bearer ghs_1", 1},
			{time.Second, "Bearer ghs_1", 2}, // renewed behind the asker's back
			{0, "Bearer ghs_2", 2},
			{2 * time.Hour, "Bearer ghs_3", 3},
		} {
			time.Sleep(c.after)
			want(t, "header", authorized(t, i), c.want)
			synctest.Wait()
			want(t, "mints", m.minted(), c.minted)
		}
		want(t, "minted at", i.MintedAt(), time.Now())
		g := i.Grant()
		want(t, "grant", g.Token, "ghs_3")
		g.Permissions["metadata"] = "admin"
		want(t, "permission", i.Grant().Permissions["metadata"], "read")
	})
}

func TestInstallationMintsOnceForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &mint{delay: time.Second}
		i := NewInstallation(m.grant, time.Now)
		first, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			_, err := i.Authorization(first)
			want(t, "the one that gave up", errors.Is(err, context.Canceled), true)
			want(t, "mints when it gave up", m.minted(), 0)
		})
		synctest.Wait()
		for range 20 {
			all.Go(func() { want(t, "header", authorized(t, i), "Bearer ghs_1") })
		}
		synctest.Wait()
		cancel()
		all.Wait()
		want(t, "mints", m.minted(), 1)
	})
}

func TestInstallationKeepsTheOldTokenWhileItWorks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &mint{}
		i := NewInstallation(m.grant, time.Now)
		authorized(t, i)
		m.fail(errors.New("GitHub is down"))
		time.Sleep(56 * time.Minute)
		for range 3 {
			want(t, "header", authorized(t, i), "Bearer ghs_1")
			synctest.Wait()
		}
		want(t, "mints within half a minute", m.minted(), 2)
		time.Sleep(earlyPause)
		authorized(t, i)
		synctest.Wait()
		want(t, "mints after half a minute", m.minted(), 3)
		time.Sleep(3*time.Minute + 20*time.Second)
		want(t, "header at the end", authorized(t, i), "error")
		m.fail(nil)
		want(t, "header right after a failure", authorized(t, i), "error")
		time.Sleep(mintPause)
		want(t, "header when GitHub is back", authorized(t, i), "Bearer ghs_5")
	})
}

func TestInstallationRenew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &mint{}
		i := NewInstallation(m.grant, time.Now)
		refused := authorized(t, i)
		m.delay = time.Second
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				changed, err := i.Renew(t.Context(), refused)
				want(t, "error", err, nil)
				want(t, "changed", changed, true)
				want(t, "header", authorized(t, i), "Bearer ghs_2")
			})
		}
		all.Wait()
		want(t, "mints", m.minted(), 2)
		changed, err := i.Renew(t.Context(), refused)
		want(t, "changed, late", changed && err == nil, true)
		want(t, "mints after a late refusal", m.minted(), 2)

		m.fail(errors.New("suspended"))
		changed, err = i.Renew(t.Context(), "Bearer ghs_2")
		want(t, "failure", err != nil && !changed, true)
		want(t, "a refused token is not given again", authorized(t, i), "error")
	})
}

func TestInstallationRenewToTheSame(t *testing.T) {
	m := &mint{same: true}
	i := NewInstallation(m.grant, time.Now)
	changed, err := i.Renew(t.Context(), authorized(t, i))
	want(t, "error", err, nil)
	want(t, "changed", changed, false)
}

func TestInstallationTrustsNoClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &mint{skew: -3 * time.Hour}
		i := NewInstallation(m.grant, time.Now)
		for range 3 {
			want(t, "header", authorized(t, i), "Bearer ghs_1")
		}
		want(t, "mints", m.minted(), 1)
	})
}

func TestInstallationErrors(t *testing.T) {
	for name, mint := range map[string]func(context.Context) (Grant, error){
		"no token":        func(context.Context) (Grant, error) { return Grant{}, nil },
		"two lines":       func(context.Context) (Grant, error) { return Grant{Token: "ghs_a\nHost: evil"}, nil },
		"a fault of ours": func(context.Context) (Grant, error) { panic("ghs_a") },
	} {
		_, err := NewInstallation(mint, time.Now).Authorization(t.Context())
		if err == nil {
			t.Errorf("%s: got no error, want one", name)
			continue
		}
		quotes(t, err, "ghs_a")
	}
}
