package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEnvironment(t *testing.T) {
	app := func(name, host, source string, a App) Account {
		return Account{Name: name, Host: host, Source: source, App: &a}
	}
	token := func(name, host, variable string) Account {
		return Account{Name: name, Host: host, Source: variable, Token: &Token{Env: variable}}
	}
	envKey := KeySource{Env: "HUBTRAIL_APP_PRIVATE_KEY"}
	tests := []struct {
		name     string
		env      variables
		want     []Account
		problems []string
	}{
		{name: "nothing"},
		{
			name: "App",
			env:  variables{"HUBTRAIL_APP_ID": "12345", "HUBTRAIL_APP_PRIVATE_KEY": "pem"},
			want: []Account{app("app 12345", "github.com", "HUBTRAIL_APP_ID", App{ID: 12345, PrivateKey: envKey})},
		},
		{
			name: "App by client id on a host, its key in a file",
			env:  variables{"HUBTRAIL_APP_CLIENT_ID": "Iv1.a", "HUBTRAIL_APP_PRIVATE_KEY_FILE": "~/k.pem", "HUBTRAIL_HOST": "GHES.corp.com", "HOME": "/h"},
			want: []Account{app("app Iv1.a", "ghes.corp.com", "HUBTRAIL_APP_CLIENT_ID", App{ClientID: "Iv1.a", PrivateKey: KeySource{File: "/h/k.pem"}})},
		},
		{
			name: "App by both, and a token",
			env:  variables{"HUBTRAIL_APP_ID": "1", "HUBTRAIL_APP_CLIENT_ID": "Iv1.a", "HUBTRAIL_APP_PRIVATE_KEY": "pem", "GH_TOKEN": "t"},
			want: []Account{
				app("app Iv1.a", "github.com", "HUBTRAIL_APP_ID", App{ID: 1, ClientID: "Iv1.a", PrivateKey: envKey}),
				token("github.com", "github.com", "GH_TOKEN"),
			},
		},
		{
			name:     "App without a key",
			env:      variables{"HUBTRAIL_APP_CLIENT_ID": "Iv1.a"},
			problems: []string{"HUBTRAIL_APP_CLIENT_ID is set, but neither HUBTRAIL_APP_PRIVATE_KEY nor HUBTRAIL_APP_PRIVATE_KEY_FILE is; set HUBTRAIL_APP_PRIVATE_KEY_FILE too, or unset HUBTRAIL_APP_CLIENT_ID"},
		},
		{
			name:     "a key without an App",
			env:      variables{"HUBTRAIL_APP_PRIVATE_KEY_FILE": "/k"},
			problems: []string{"HUBTRAIL_APP_PRIVATE_KEY_FILE is set, but neither HUBTRAIL_APP_ID nor HUBTRAIL_APP_CLIENT_ID is; set HUBTRAIL_APP_ID too, or unset HUBTRAIL_APP_PRIVATE_KEY_FILE"},
		},
		{
			name:     "a host without an App",
			env:      variables{"HUBTRAIL_HOST": "ghes", "GH_TOKEN": "t"},
			want:     []Account{token("github.com", "github.com", "GH_TOKEN")},
			problems: []string{"HUBTRAIL_HOST is set, but neither HUBTRAIL_APP_ID nor HUBTRAIL_APP_CLIENT_ID is; set HUBTRAIL_APP_ID too, or unset HUBTRAIL_HOST"},
		},
		{
			name: "everything about the App is wrong",
			env: variables{
				"HUBTRAIL_APP_ID": "ghp_1", "HUBTRAIL_APP_CLIENT_ID": "-----BEGIN PRIVATE KEY-----", "HUBTRAIL_HOST": "https://a",
				"HUBTRAIL_APP_PRIVATE_KEY": "pem", "HUBTRAIL_APP_PRIVATE_KEY_FILE": "/k",
			},
			problems: []string{
				"HUBTRAIL_APP_ID is not a whole number above 0; copy the App ID from the App's settings",
				"HUBTRAIL_APP_CLIENT_ID is not a client ID; copy the client ID from the App's settings",
				"HUBTRAIL_HOST has a scheme in it; set it to the name alone, as in github.example.com",
				"HUBTRAIL_APP_PRIVATE_KEY and HUBTRAIL_APP_PRIVATE_KEY_FILE are both set; unset one of them",
			},
		},
		{
			name:     "a key file at a home that is not known",
			env:      variables{"HUBTRAIL_APP_ID": "1", "HUBTRAIL_APP_PRIVATE_KEY_FILE": "~/k"},
			problems: []string{"HUBTRAIL_APP_PRIVATE_KEY_FILE begins with ~/, but HOME is not set; set HOME, or write the whole path"},
		},

		{name: "GH_TOKEN counts more", env: variables{"GH_TOKEN": "a", "GITHUB_TOKEN": "b"}, want: []Account{token("github.com", "github.com", "GH_TOKEN")}},
		{name: "GITHUB_TOKEN", env: variables{"GITHUB_TOKEN": "b"}, want: []Account{token("github.com", "github.com", "GITHUB_TOKEN")}},
		{name: "GH_HOST is github.com", env: variables{"GH_TOKEN": "a", "GH_HOST": "github.com"}, want: []Account{token("github.com", "github.com", "GH_TOKEN")}},
		{name: "GH_HOST of a tenant", env: variables{"GITHUB_TOKEN": "a", "GH_HOST": "Corp.ghe.com"}, want: []Account{token("corp.ghe.com", "corp.ghe.com", "GITHUB_TOKEN")}},
		{name: "GH_HOST without a token", env: variables{"GH_HOST": "ghes.corp.com"}},
		{
			name: "Enterprise",
			env:  variables{"GH_ENTERPRISE_TOKEN": "a", "GITHUB_ENTERPRISE_TOKEN": "b", "GH_HOST": "ghes.corp.com"},
			want: []Account{token("ghes.corp.com", "ghes.corp.com", "GH_ENTERPRISE_TOKEN")},
		},
		{
			name: "Enterprise and github.com",
			env:  variables{"GITHUB_ENTERPRISE_TOKEN": "b", "GH_TOKEN": "t", "GH_HOST": "ghes.corp.com"},
			want: []Account{token("ghes.corp.com", "ghes.corp.com", "GITHUB_ENTERPRISE_TOKEN"), token("github.com", "github.com", "GH_TOKEN")},
		},
		{
			name: "no Enterprise host gets github.com's token, in a codespace neither",
			env:  variables{"GITHUB_TOKEN": "t", "GH_HOST": "ghes.corp.com", "CODESPACES": "true"},
			want: []Account{token("github.com", "github.com", "GITHUB_TOKEN")},
		},
		{
			name: "a host that only looks like a tenant",
			env:  variables{"GH_TOKEN": "t", "GH_HOST": "corp.ghe.com.evil.org"},
			want: []Account{token("github.com", "github.com", "GH_TOKEN")},
		},
		{
			name:     "an Enterprise token for no host",
			env:      variables{"GITHUB_ENTERPRISE_TOKEN": "b", "GH_TOKEN": "t"},
			want:     []Account{token("github.com", "github.com", "GH_TOKEN")},
			problems: []string{"GITHUB_ENTERPRISE_TOKEN is set, but GH_HOST does not name an Enterprise host; set GH_HOST to the host the token is for, or unset GITHUB_ENTERPRISE_TOKEN"},
		},
		{
			name:     "a bad GH_HOST",
			env:      variables{"GH_TOKEN": "t", "GH_HOST": "https://corp.ghe.com"},
			problems: []string{"no token of the environment is used: GH_HOST has a scheme in it; set it to the name alone, as in github.example.com"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, problems := Environment(tt.env.get)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("accounts (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.problems, strs(problems)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
			for _, a := range got {
				checkAccount(t, a)
			}
		})
	}
}

func TestIssuer(t *testing.T) {
	for _, tt := range []struct {
		app  App
		want string
	}{
		{App{ID: 12345}, "12345"},
		{App{ClientID: "Iv1.a"}, "Iv1.a"},
		{App{ID: 12345, ClientID: "Iv1.a"}, "Iv1.a"},
	} {
		if got := tt.app.Issuer(); got != tt.want {
			t.Errorf("%+v: got issuer %q, want %q", tt.app, got, tt.want)
		}
	}
}

func TestSame(t *testing.T) {
	const host = "github.com"
	byID := func(id int64, client string) *App { return &App{ID: id, ClientID: client} }
	tests := []struct {
		name string
		a, b Account
		want bool
	}{
		{"one variable", Account{Host: host, Token: &Token{Env: "A"}}, Account{Host: host, Token: &Token{Env: "A"}}, true},
		{"two variables", Account{Host: host, Token: &Token{Env: "A"}}, Account{Host: host, Token: &Token{Env: "B"}}, false},
		{"two hosts", Account{Host: host, Token: &Token{Env: "A"}}, Account{Host: "ghes", Token: &Token{Env: "A"}}, false},
		{"no variable", Account{Host: host, Token: &Token{File: "a"}}, Account{Host: host, Token: &Token{File: "b"}}, false},
		{"one id", Account{Host: host, App: byID(1, "x")}, Account{Host: host, App: byID(1, "")}, true},
		{"one client id", Account{Host: host, App: byID(0, "x")}, Account{Host: host, App: byID(1, "x")}, true},
		{"two client ids", Account{Host: host, App: byID(0, "x")}, Account{Host: host, App: byID(0, "y")}, false},
		{"nothing in common", Account{Host: host, App: byID(1, "")}, Account{Host: host, App: byID(2, "")}, false},
		{"App and token", Account{Host: host, App: byID(1, "")}, Account{Host: host, Token: &Token{Env: "A"}}, false},
	}
	for _, tt := range tests {
		if got := same(tt.a, tt.b); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
		if got := same(tt.b, tt.a); got != tt.want {
			t.Errorf("%s, swapped: got %v, want %v", tt.name, got, tt.want)
		}
	}
}
