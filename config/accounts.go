package config

import (
	"strconv"
)

// Account is an identity on a host: where to ask, and where its credential is
// to be found. It never holds the credential.
type Account struct {
	Name   string // unique, at most 40 characters unless a clash made it longer
	Host   string // lower case: "github.com", "SUB.ghe.com", an Enterprise host or the host of APIURL; with its port, if unusual
	APIURL string // root of the REST API with a trailing slash; "" = derived from Host
	App    *App   // exactly one of App and Token is set
	Token  *Token
	Source string // who described it, in words: "config file", or a variable
}

// App is a GitHub App. At least one of ID and ClientID is set.
type App struct {
	ID         int64 // 0 = not given
	ClientID   string
	PrivateKey KeySource
}

// Issuer is what the App's JWT names as its issuer: the client id, which
// GitHub recommends, else the id in decimal.
func (a App) Issuer() string {
	if a.ClientID != "" {
		return a.ClientID
	}
	return strconv.FormatInt(a.ID, 10)
}

// KeySource is where a private key in PEM is found; exactly one is set.
type KeySource struct {
	File string // a path, with ~/ expanded
	Env  string // the name of a variable
}

// Token is where a token is found; exactly one is set.
type Token struct {
	From    string   // "gh": gh's login for the account's host
	Env     string   // the name of a variable
	File    string   // a path, with ~/ expanded
	Command []string // prints it; the program, then its arguments
}

// FreeName returns the name, with a number after it if an account has it already.
func FreeName(accounts []Account, name string) string {
	free := name
	for n := 2; taken(accounts, free); n++ {
		free = name + " " + strconv.Itoa(n)
	}
	return free
}

func taken(accounts []Account, name string) bool {
	for _, a := range accounts {
		if a.Name == name {
			return true
		}
	}
	return false
}

// defaultName is the name of an account that has been given none.
func defaultName(a Account) string {
	if a.App != nil {
		return "app " + a.App.Issuer()
	}
	return clip(a.Host)
}

// same tells whether two accounts are one: the same App on the same host, or
// the same variable's token for it.
func same(a, b Account) bool {
	switch {
	case a.Host != b.Host:
		return false
	case a.App != nil && b.App != nil:
		return a.App.ID != 0 && a.App.ID == b.App.ID || a.App.ClientID != "" && a.App.ClientID == b.App.ClientID
	case a.Token != nil && b.Token != nil:
		return a.Token.Env != "" && a.Token.Env == b.Token.Env
	}
	return false
}
