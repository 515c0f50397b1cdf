package config

import (
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// app reads a GitHub App and where its key is; nil when there was a problem.
func (f *file) app(node *yaml.Node) *App {
	before := len(f.problems)
	var app App
	for _, m := range f.members(node, "app", "id", "client_id", "private_key_file", "private_key_env") {
		switch m.name {
		case "id":
			if s, ok := f.word(m.value, "app.id"); ok {
				id, err := parseID(s)
				if err != nil {
					f.report(m.value, "copy the App ID from the App's settings", "app.id %v", err)
				}
				app.ID = id
			}
		case "client_id":
			if s, ok := f.word(m.value, "app.client_id"); ok {
				if err := checkClientID(s); err != nil {
					f.report(m.value, "copy the client ID from the App's settings", "app.client_id %v", err)
				}
				app.ClientID = s
			}
		case "private_key_file":
			app.PrivateKey.File = f.location(m.value, "app.private_key_file")
		case "private_key_env":
			app.PrivateKey.Env = f.variable(m.value, "app.private_key_env")
		}
	}
	if len(f.problems) > before {
		return nil
	}
	if app.ID == 0 && app.ClientID == "" {
		f.report(node, "add id or client_id, from the App's settings", "app has no id")
	}
	switch key := app.PrivateKey; {
	case key.File == "" && key.Env == "":
		f.report(node, "add private_key_file: PATH or private_key_env: NAME", "app has no private key")
	case key.File != "" && key.Env != "":
		f.report(node, "keep one of them", "private_key_file and private_key_env are both given")
	}
	return &app
}

// token reads where a token is; nil when there was a problem.
func (f *file) token(node *yaml.Node) *Token {
	const ways = "write one of {from: gh}, {env: NAME}, {file: PATH} and {command: [program, argument]}"
	if node.Kind == yaml.ScalarNode && !empty(node) && node.Value != "" {
		if node.Value == "gh" {
			f.report(node, "write token: {from: gh}", "token is text, not a mapping")
		} else {
			f.exposed(node, "token") // whatever it looks like
		}
		return nil
	}
	before := len(f.problems)
	var token Token
	members := f.members(node, "token", "from", "env", "file", "command")
	for _, m := range members {
		switch m.name {
		case "from":
			// Anything else may be the token itself, and is not repeated.
			if s, ok := f.word(m.value, "token.from"); ok {
				if strings.ToLower(s) != "gh" {
					f.report(m.value, "write from: gh", "token.from is not gh")
				}
				token.From = "gh"
			}
		case "env":
			token.Env = f.variable(m.value, "token.env")
		case "file":
			token.File = f.location(m.value, "token.file")
		case "command":
			token.Command = f.command(m.value, "token.command")
		}
	}
	if len(f.problems) > before {
		return nil
	}
	switch {
	case len(members) == 0:
		f.report(node, ways, "token does not say where to find it")
	case len(members) > 1:
		f.report(node, ways, "token names more than one place to find it")
	}
	return &token
}

// location reads a path. It is relative to the file it is written in: relative
// to the working folder it could be anybody's file.
func (f *file) location(node *yaml.Node, what string) string {
	s, ok := f.text(node, what)
	if !ok {
		return ""
	}
	path, ok := expandHome(s, f.home)
	switch {
	case !ok:
		p := homeless(what)
		f.report(node, p.Fix, "%s", p.Message)
	case strings.HasPrefix(path, "~"):
		f.report(node, "write the whole path, or begin with ~/", "%s begins with the name of a home folder", what)
	case !filepath.IsAbs(path):
		path = filepath.Join(filepath.Dir(f.path), path)
	}
	return path
}

// variable reads the name of an environment variable. What is no name may be
// the secret itself, and is not repeated.
func (f *file) variable(node *yaml.Node, what string) string {
	s, ok := f.text(node, what)
	if !ok {
		return ""
	}
	for i, r := range s {
		if r != '_' && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (i == 0 || r < '0' || r > '9') {
			f.report(node, "write the name of the variable, as in env: GH_TOKEN", "%s is not the name of a variable", what)
			return ""
		}
	}
	return s
}

// command reads a program and its arguments. No shell will see it.
func (f *file) command(node *yaml.Node, what string) []string {
	if !f.is(node, yaml.SequenceNode, what) {
		return nil
	}
	var words []string
	for _, n := range node.Content {
		s, ok := f.text(n, what)
		if !ok {
			return nil
		}
		words = append(words, s)
	}
	if len(words) == 0 {
		f.report(node, "write it as in command: [pass, show, github]", "%s is empty", what)
		return nil
	}
	program, ok := expandHome(words[0], f.home)
	if !ok {
		p := homeless(what)
		f.report(node, p.Fix, "%s", p.Message)
	}
	words[0] = program
	return words
}

// parseID reads the decimal id of an App.
func parseID(s string) (int64, error) {
	id, err := strconv.ParseInt(s, 10, 64)
	if err != nil || id <= 0 {
		return 0, errors.New("is not a whole number above 0")
	}
	return id, nil
}

// checkClientID accepts the alphabet of GitHub's client ids ("Iv1.0123abcd").
func checkClientID(s string) error {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '_' && r != '-' {
			return errors.New("is not a client ID")
		}
	}
	return nil
}
