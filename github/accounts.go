package github

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// Accounts is the set of clients of a session, in the order in which they were
// added. It is safe for concurrent use.
type Accounts struct {
	mu      sync.RWMutex
	clients []*Client
}

// NewAccounts makes a set of the clients given; a client that repeats another
// is left out, as Add does.
func NewAccounts(clients ...*Client) *Accounts {
	a := &Accounts{}
	for _, c := range clients {
		a.Add(c)
	}
	return a
}

// AddBefore is Add that puts the client before the account of that name, or at
// the end if there is none.
func (a *Accounts) AddBefore(c *Client, name string) bool {
	if !a.Add(c) {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	last := len(a.clients) - 1
	for i, have := range a.clients[:last] {
		if have.Account().Name == name {
			copy(a.clients[i+1:], a.clients[i:last])
			a.clients[i] = c
			break
		}
	}
	return true
}

// Add appends a client. It reports false, and changes nothing, if there is an
// account of that name already, or one of the same host and credential source.
func (a *Accounts) Add(c *Client) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := c.Account()
	for _, have := range a.clients {
		o := have.Account()
		same := c.credential() != "" && have.credential() == c.credential()
		if o.Name == n.Name || same && strings.EqualFold(o.Host, n.Host) && o.Local == n.Local {
			return false
		}
	}
	a.clients = append(a.clients, c)
	return true
}

// List is every account, in order.
func (a *Accounts) List() []Account {
	a.mu.RLock()
	defer a.mu.RUnlock()
	list := make([]Account, len(a.clients))
	for i, c := range a.clients {
		list[i] = c.Account()
	}
	return list
}

// Now is the time that an account's dates are compared with to tell their age.
func (a *Accounts) Now(account string) time.Time {
	if c, err := a.Client(account); err == nil && !c.Account().Today.IsZero() {
		return c.Account().Today
	}
	return time.Now()
}

// Client is the client of the account of that name.
func (a *Accounts) Client(account string) (*Client, error) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	for _, c := range a.clients {
		if c.Account().Name == account {
			return c, nil
		}
	}
	return nil, fmt.Errorf("there is no account called %q: see the accounts in the configuration file", account)
}
