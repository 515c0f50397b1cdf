package config

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// accounts reads the list of accounts. One with any problem in it is left out:
// the name that was not understood may have been the host its token is for.
func (f *file) accounts(node *yaml.Node) []Account {
	if empty(node) || !f.is(node, yaml.SequenceNode, "accounts") {
		return nil
	}
	const most = 100 // finding free names takes the cube of it
	nodes := node.Content
	if len(nodes) > most {
		f.report(nodes[most], "delete what is not needed", "there are %d accounts, and only the first %d count", len(nodes), most)
		nodes = nodes[:most]
	}
	var accounts []Account
	for i, n := range nodes {
		before := len(f.problems)
		a := f.account(n)
		if bad := f.problems[before:]; len(bad) > 0 {
			who := fmt.Sprintf("account %d", i+1)
			if a.Name != "" {
				who = "account " + quote(a.Name)
			}
			for j := range bad {
				bad[j].Message = who + " is left out: " + bad[j].Message
			}
			continue
		}
		if a.Name != "" && taken(accounts, a.Name) {
			free := FreeName(accounts, a.Name)
			f.report(n, "give one of them another name", "two accounts are called %s; this one is now called %s", quote(a.Name), quote(free))
			a.Name = free
		}
		accounts = append(accounts, a)
	}
	// Only now are all the names known that the user has chosen.
	for i, a := range accounts {
		if a.Name == "" {
			accounts[i].Name = FreeName(accounts, defaultName(a))
		}
	}
	return accounts
}

// account reads one account, and reports what keeps it from being used.
func (f *file) account(node *yaml.Node) Account {
	before := len(f.problems)
	a := Account{Source: "config file"}
	var host, api *yaml.Node
	for _, m := range f.members(node, "it", "name", "host", "api_url", "app", "token") {
		switch m.name {
		case "name":
			a.Name, _ = f.word(m.value, "name")
		case "host":
			host = m.value
		case "api_url":
			api = m.value
		case "app":
			a.App = f.app(m.value)
		case "token":
			a.Token = f.token(m.value)
		}
	}
	switch {
	case host != nil && api != nil:
		f.report(api, "keep one of them", "host and api_url are both given")
	case host != nil:
		a.Host = f.host(host)
	case api != nil:
		a.Host, a.APIURL = f.api(api)
	default:
		a.Host = gitHub
	}
	if len(f.problems) > before {
		return a
	}
	switch {
	case a.App == nil && a.Token == nil:
		f.report(node, "add a line such as token: {from: gh}", "it has neither an app nor a token")
	case a.App != nil && a.Token != nil:
		f.report(node, "make two accounts of it", "it has both an app and a token")
	}
	return a
}

func (f *file) host(node *yaml.Node) string {
	s, ok := f.text(node, "host")
	if !ok {
		return ""
	}
	host, err := parseHost(s)
	if err != nil {
		f.report(node, "write the name alone, as in host: github.example.com", "host %v", err)
	}
	return host
}

func (f *file) api(node *yaml.Node) (host, api string) {
	s, ok := f.text(node, "api_url")
	if !ok {
		return "", ""
	}
	host, api, err := parseAPI(s)
	if err != nil {
		f.report(node, "write it as in api_url: https://github.example.com/api/v3/", "api_url %v", err)
	}
	return host, api
}
