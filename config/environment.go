package config

import (
	"slices"
	"strings"
)

// Environment returns the accounts that environment variables describe: an App
// by HUBTRAIL_APP_ID or HUBTRAIL_APP_CLIENT_ID with HUBTRAIL_APP_PRIVATE_KEY or
// HUBTRAIL_APP_PRIVATE_KEY_FILE (and HUBTRAIL_HOST), then gh's tokens, the one
// for GH_HOST first. An empty variable is an unset one.
func Environment(env Env) ([]Account, []Problem) {
	return environment(env, nil)
}

// environment leaves out what the given accounts have already, and does not
// complain of half a set of variables when they use the half that is there.
func environment(env Env, given []Account) ([]Account, []Problem) {
	app, problems := environmentApp(env, given)
	tokens, more := environmentTokens(env, given)
	var accounts []Account
	for _, a := range append(app, tokens...) {
		if slices.ContainsFunc(given, func(b Account) bool { return same(a, b) }) {
			continue
		}
		a.Name = FreeName(accounts, defaultName(a))
		accounts = append(accounts, a)
	}
	return accounts, append(problems, more...)
}

// environmentApp returns at most one account.
func environmentApp(env Env, given []Account) ([]Account, []Problem) {
	const (
		idName      = "HUBTRAIL_APP_ID"
		clientName  = "HUBTRAIL_APP_CLIENT_ID"
		keyName     = "HUBTRAIL_APP_PRIVATE_KEY"
		keyFileName = "HUBTRAIL_APP_PRIVATE_KEY_FILE"
		hostName    = "HUBTRAIL_HOST"
	)
	id, client, keyFile := env(idName), env(clientName), env(keyFileName)
	hasKey := env(keyName) != ""
	if id == "" && client == "" {
		var set []string
		for _, name := range []string{keyName, keyFileName, hostName} {
			if env(name) != "" && !named(given, name) {
				set = append(set, name)
			}
		}
		if len(set) == 0 {
			return nil, nil
		}
		return nil, []Problem{{
			Message: set[0] + " is set, but neither " + idName + " nor " + clientName + " is",
			Fix:     "set " + idName + " too, or unset " + set[0],
		}}
	}

	a := Account{Host: gitHub, App: &App{ClientID: client}, Source: idName}
	if id == "" {
		a.Source = clientName
	}
	var problems []Problem
	reject := func(message, fix string) {
		problems = append(problems, Problem{Message: message, Fix: fix})
	}
	var err error
	if id != "" {
		if a.App.ID, err = parseID(id); err != nil {
			reject(idName+" "+err.Error(), "copy the App ID from the App's settings")
		}
	}
	if err := checkClientID(client); err != nil || len(client) > longest {
		reject(clientName+" is not a client ID", "copy the client ID from the App's settings")
	}
	if host := env(hostName); host != "" {
		if a.Host, err = parseHost(host); err != nil {
			reject(hostName+" "+err.Error(), "set it to the name alone, as in github.example.com")
		}
	}
	switch {
	case hasKey && keyFile != "":
		reject(keyName+" and "+keyFileName+" are both set", "unset one of them")
	case hasKey:
		a.App.PrivateKey.Env = keyName
	case keyFile != "":
		path, ok := expandHome(keyFile, homeFolder(env))
		if !ok {
			problems = append(problems, homeless(keyFileName))
		}
		a.App.PrivateKey.File = path
	default:
		if slices.ContainsFunc(given, func(b Account) bool { return same(a, b) }) {
			return nil, nil // the file says where its key is
		}
		reject(a.Source+" is set, but neither "+keyName+" nor "+keyFileName+" is", "set "+keyFileName+" too, or unset "+a.Source)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return []Account{a}, nil
}

// environmentTokens returns at most one account for a host.
func environmentTokens(env Env, given []Account) ([]Account, []Problem) {
	hosts := []string{gitHub}
	if name := env("GH_HOST"); name != "" {
		host, err := parseHost(name)
		switch {
		case err != nil:
			// Which host the tokens are for is not known, so none may have them.
			return nil, []Problem{{
				Message: "no token of the environment is used: GH_HOST " + err.Error(),
				Fix:     "set it to the name alone, as in github.example.com",
			}}
		case enterprise(host):
			hosts = []string{host, gitHub}
		default:
			// gh would send a ghe.com token to github.com too, which has no
			// use for it.
			hosts = []string{host}
		}
	}
	var accounts []Account
	for _, host := range hosts {
		for _, name := range tokenVariables(host) {
			if env(name) != "" {
				accounts = append(accounts, Account{Host: host, Token: &Token{Env: name}, Source: name})
				break
			}
		}
	}
	if enterprise(hosts[0]) {
		return accounts, nil
	}
	for _, name := range tokenVariables("") {
		if env(name) != "" && !named(given, name) {
			return accounts, []Problem{{
				Message: name + " is set, but GH_HOST does not name an Enterprise host",
				Fix:     "set GH_HOST to the host the token is for, or unset " + name,
			}}
		}
	}
	return accounts, nil
}

// tokenVariables returns the variables with a token for a host, the one that
// counts most first. The rule is that of gh (go-gh v2, auth.TokenForHost): since
// v2.11.1 it gives GITHUB_TOKEN to no Enterprise host, in a codespace neither.
func tokenVariables(host string) []string {
	if enterprise(host) {
		return []string{"GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"}
	}
	return []string{"GH_TOKEN", "GITHUB_TOKEN"}
}

// enterprise tells whether a host is an Enterprise Server: not GitHub's own.
func enterprise(host string) bool {
	return host != gitHub && !strings.HasSuffix(host, ".ghe.com")
}

// named tells whether an account finds its credential in the variable.
func named(accounts []Account, variable string) bool {
	return slices.ContainsFunc(accounts, func(a Account) bool {
		return a.App != nil && a.App.PrivateKey.Env == variable || a.Token != nil && a.Token.Env == variable
	})
}
