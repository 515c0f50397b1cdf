package github

import (
	"strings"
	"sync"
)

// maxLogins bounds how many addresses are remembered.
const maxLogins = 20_000

// knownLogins are the accounts that GitHub named beside the e-mail addresses of commits,
// by which alone it finds them. A clone on this machine knows the addresses and no
// accounts.
type knownLogins struct {
	mu sync.Mutex
	by map[string]string // login by address in lower case
}

// name fills in who a person is, or remembers it.
func (l *knownLogins) name(p *Person) {
	if p.Email == "" {
		return
	}
	address := strings.ToLower(p.Email)
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case p.Login == "":
		p.Login = l.by[address]
	case l.by[address] != "" || len(l.by) < maxLogins:
		if l.by == nil {
			l.by = map[string]string{}
		}
		l.by[address] = p.Login
	}
}
