package start

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"hubtrail/config"
	"hubtrail/github"
	"hubtrail/github/auth"
)

// addAccount makes the client of an account. One that cannot be made becomes a
// problem; the others go on.
func (s *session) addAccount(a config.Account) {
	o := s.options(github.Account{Name: a.Name, Host: a.Host, Source: a.Source})
	o.APIURL = a.APIURL
	switch {
	case a.App != nil:
		o.Account.Kind = github.KindApp
		o.App = &github.AppCredential{Issuer: a.App.Issuer(), Key: s.key(a.App.PrivateKey)}
	default:
		o.Account.Kind = github.KindToken
		o.Token, o.Credential = s.token(a.Host, *a.Token)
	}
	if s.add(o) {
		s.problem("account "+a.Name+" is left out: another account of "+a.Host+" has the same credential", "delete one of them")
	}
}

// add reports whether the client repeats an account that is there already, and
// is therefore not added.
func (s *session) add(o github.Options) (repeated bool) {
	c, err := github.NewClient(o)
	if err != nil {
		s.problem(err.Error(), "correct the account in the configuration file")
		return false
	}
	return !s.accounts.Add(c)
}

// options are what all clients have in common.
func (s *session) options(a github.Account) github.Options {
	o := github.Options{Account: a, Store: s.store, Log: s.log, UserAgent: "hubtrail/" + s.version}
	if !a.Local {
		o.Local = s.clones.objects(a.Host)
	}
	return o
}

// key reads an App's private key when it is first needed.
func (s *session) key(from config.KeySource) func() (*rsa.PrivateKey, error) {
	return func() (*rsa.PrivateKey, error) {
		if from.Env != "" {
			pem := s.env(from.Env)
			if pem == "" {
				return nil, fmt.Errorf("the private key is to come from %s, which is not set", from.Env)
			}
			return auth.ParseKey([]byte(pem))
		}
		pem, err := os.ReadFile(from.File)
		if err != nil {
			return nil, fmt.Errorf("the private key cannot be read: %w", err)
		}
		return auth.ParseKey(pem)
	}
}

// token is how a token is read when it is first needed, and a name for where it
// comes from.
func (s *session) token(host string, t config.Token) (get func(context.Context) (string, error), source string) {
	switch {
	case t.Env != "":
		return auth.FromEnv(s.env, t.Env), "env " + t.Env
	case t.File != "":
		return auth.FromFile(os.ReadFile, t.File), "file " + t.File
	case len(t.Command) > 0:
		return auth.FromCommand(t.Command), fmt.Sprintf("command %q", t.Command)
	default:
		gh, err := s.gh()
		if err != nil {
			return func(context.Context) (string, error) { return "", err }, "gh " + host
		}
		return auth.FromGH(gh, host), "gh " + host
	}
}

// gh is the path of GitHub's command line: GH_PATH, as its extensions have it,
// or what PATH finds.
func (s *session) gh() (string, error) {
	if path := s.env("GH_PATH"); path != "" {
		return path, nil
	}
	path, err := exec.LookPath("gh")
	if err != nil {
		return "", errors.New("the token is to come from gh, which is not installed: install it from https://cli.github.com, or name another source")
	}
	return path, nil
}

// addGH adds gh's stored logins: one token asked for a host that gh knows.
func (s *session) addGH(ctx context.Context) {
	gh, err := s.gh()
	if err != nil {
		return
	}
	for _, host := range s.ghHosts() {
		asked, cancel := context.WithTimeout(ctx, ghPatience)
		_, err := auth.FromGH(gh, host)(asked)
		cancel()
		if err != nil {
			s.log.Info("gh has no login", "host", host, "error", err.Error())
			continue
		}
		s.addLogin(gh, host)
	}
}

// ghPatience is how long gh may take to answer for a host: it may ask a keyring
// that asks the user.
const ghPatience = 10 * time.Second

// addLogin adds gh's login at a host, unless it is there already. It comes
// before the clone, in the order of sources.
func (s *session) addLogin(gh, host string) {
	o := s.options(github.Account{Name: s.freeName(host), Host: host, Kind: github.KindToken, Source: "gh"})
	o.Token, o.Credential = auth.FromGH(gh, host), "gh "+host
	c, err := github.NewClient(o)
	if err != nil {
		s.problem(err.Error(), "correct the host in gh's hosts.yml")
		return
	}
	for _, a := range s.accounts.List() {
		if a.Kind == github.KindClone {
			s.accounts.AddBefore(c, a.Name)
			return
		}
	}
	s.accounts.Add(c)
}

// ghHosts are the hosts that gh was ever told of. Its file often holds no token
// (they are in the keyring), and none is read from it.
func (s *session) ghHosts() []string {
	hosts := []string{"github.com"}
	dir := s.env("GH_CONFIG_DIR")
	switch {
	case dir != "":
	case s.folders.Config == "":
		return hosts // without a home folder, not those of the current one
	default:
		dir = filepath.Join(filepath.Dir(s.folders.Config), "gh")
	}
	var known map[string]yaml.Node
	if data, err := os.ReadFile(filepath.Join(dir, "hosts.yml")); err == nil && yaml.Unmarshal(data, &known) == nil {
		var others []string
		for host := range known {
			if host != "github.com" {
				others = append(others, host)
			}
		}
		slices.Sort(others)
		hosts = append(hosts, others...)
	}
	return hosts
}
