// Package uitest runs the whole program on a terminal emulator: the real Bubble
// Tea program, root model, painter, client and embedded GitHub, in the fake time
// of a testing/synctest bubble. Whatever a test does returns once everything has
// come to rest, so that no test waits or polls. It is for tests only and knows
// no pane.
package uitest

import (
	"context"
	"testing/synctest"
	"time"

	"github.com/muesli/termenv"

	"hubtrail/github"
	"hubtrail/github/embedded"
	"hubtrail/github/embedded/demo"
	"hubtrail/ui/issues"
	"hubtrail/ui/pane"
)

// Options makes a Term. The zero value is an 80x24 dark terminal of 24-bit
// colours and no account.
type Options struct {
	Width, Height int // of the terminal, in cells; 0 is 80 and 24
	// World is what the embedded GitHub serves.
	World embedded.World
	// Server changes how it answers. Now is the bubble's clock when nil.
	Server embedded.Options
	// Accounts are signed in from the start; see App and Token. Base, Store, Log
	// and Now are filled in where they are missing.
	Accounts []github.Options
	// Store is the folder that the cache and the state are kept in; "" is a
	// temporary one.
	Store string
	// Offered says that the demo may be started from inside.
	Offered bool
	// Light is what the terminal answers when it is asked for its background.
	Light bool
	// Profile is how many colours the terminal has.
	Profile termenv.Profile
	// ASCII is a locale that is not UTF-8.
	ASCII bool
	// Still is a configuration without animation.
	Still bool
	// Saved are the saved searches, SaveSearch keeps one more; both may be nil.
	Saved      []issues.Saved
	SaveSearch func(issues.Saved) error
	// Edit is the person's editor; nil is none.
	Edit func(text, name string) (string, error)
	// EditFile opens a file in that editor; nil is none.
	EditFile func(ctx context.Context, f pane.EditFile) (note string, err error)
	// Browse opens a page; nil only notes it. See Term.Opened.
	Browse func(url string) error
}

// App is an account of the demo's GitHub App.
func App(name string) github.Options {
	return github.Options{
		Account: github.Account{Name: name, Host: "github.com", Kind: github.KindApp, Source: "test"},
		App:     &github.AppCredential{Issuer: demo.ClientID, Key: demoKey},
	}
}

// Token is an account with a personal access token.
func Token(name, token string) github.Options {
	return github.Options{
		Account: github.Account{Name: name, Host: "github.com", Kind: github.KindToken, Source: "test"},
		Token:   always(token), Credential: name,
	}
}

// Demo are the accounts of the demo, as the command `hubtrail demo` has them.
func Demo() []github.Options {
	accounts := []github.Options{App("demo-app"), Token("demo", demo.UserToken)}
	for i := range accounts {
		a := &accounts[i].Account
		a.Source, a.Local, a.Demo, a.Today = "demo", true, true, demo.Day
	}
	return accounts
}

// settle returns when every goroutine of the bubble waits for a key or for the
// clock.
func settle() { synctest.Wait() }

// toDay lets fake time, which begins in 2000, come to the demo's day.
func toDay() {
	if d := time.Until(demo.Day); d > 0 {
		time.Sleep(d)
	}
}
