// Package auth holds the sources of an Authorization header: a GitHub App's JSON Web Token, an
// installation's token, and a person's token from the environment, a file, a command or gh. It knows
// no HTTP and stores nothing; who asks GitHub for an installation's token is the caller's business.
// No error of this package holds a secret or a part of one.
package auth

import "context"

// A Source gives the value of the Authorization header for a request, scheme included
// ("Bearer ..."). It may do I/O, which ctx bounds. Safe for concurrent use.
type Source interface {
	Authorization(ctx context.Context) (string, error)
}

// A Renewer is a Source whose credential can be replaced after GitHub refused it with a 401.
type Renewer interface {
	Source
	// Renew takes the refused value of Authorization and reports whether there is another one now.
	Renew(ctx context.Context, refused string) (bool, error)
}

// bearer is the one scheme that GitHub takes for every kind of token, a JWT included.
func bearer(token string) string { return "Bearer " + token }
