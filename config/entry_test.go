package config

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAccountProblems(t *testing.T) {
	const (
		ways   = "write one of {from: gh}, {env: NAME}, {file: PATH} and {command: [program, argument]}"
		noHost = "write the name alone, as in host: github.example.com"
		noAPI  = "write it as in api_url: https://github.example.com/api/v3/"
	)
	tests := []struct{ entry, want string }{
		{"{nmae: x, token: {from: gh}}", `1:14: account 1 is left out: unknown name "nmae"; did you mean "name"?`},
		{"{name: x, hots: ghes, token: {from: gh}}", `1:23: account "x" is left out: unknown name "hots"; did you mean "host"?`},
		{"{name: x}", `1:13: account "x" is left out: it has neither an app nor a token; add a line such as token: {from: gh}`},
		{"~", `1:13: account 1 is left out: it has neither an app nor a token; add a line such as token: {from: gh}`},
		{"work", `1:13: account 1 is left out: it is text, not a mapping; write lines of the form name: value`},
		{"{token: {from: gh}, app: {id: 1, private_key_env: K}}", `1:13: account 1 is left out: it has both an app and a token; make two accounts of it`},
		{"{name: [x], token: {from: gh}}", `1:20: account 1 is left out: name is a list, not text; write a single value`},
		{"{name: " + strings.Repeat("x", 41) + ", token: {from: gh}}", `1:20: account 1 is left out: name is too long; write at most 40 characters`},

		{"{host: 'https://ghes.corp.com', token: {from: gh}}", "1:20: account 1 is left out: host has a scheme in it; " + noHost},
		{"{host: ghes.corp.com/api, token: {from: gh}}", "1:20: account 1 is left out: host has a path in it; " + noHost},
		{"{host: me:pw@ghes.corp.com, token: {from: gh}}", "1:20: account 1 is left out: host has a user name in it; " + noHost},
		{"{host: a b, token: {from: gh}}", "1:20: account 1 is left out: host is not the name of a host; " + noHost},
		{"{host: 'a:99999', token: {from: gh}}", "1:20: account 1 is left out: host has a port that is not a number from 1 to 65535; " + noHost},
		{"{host: a, api_url: https://a, token: {from: gh}}", "1:32: account 1 is left out: host and api_url are both given; keep one of them"},
		{"{api_url: http://ghes.corp.com/api/v3, token: {from: gh}}", "1:23: account 1 is left out: api_url uses plain http, which only a server on this machine may; " + noAPI},
		{"{api_url: '//me:pw@a/', token: {from: gh}}", "1:23: account 1 is left out: api_url has a user name in it; " + noAPI},

		{"{token: {}}", "1:21: account 1 is left out: token does not say where to find it; " + ways},
		{"{token: }", "1:21: account 1 is left out: token does not say where to find it; " + ways},
		{"{token: {from: gh, env: X}}", "1:21: account 1 is left out: token names more than one place to find it; " + ways},
		{"{token: gh}", "1:21: account 1 is left out: token is text, not a mapping; write token: {from: gh}"},
		{"{token: [gh]}", "1:21: account 1 is left out: token is a list, not a mapping; write lines of the form name: value"},
		{"{token: {from: hub}}", "1:28: account 1 is left out: token.from is not gh; write from: gh"},
		{"{token: {env: A-B}}", "1:27: account 1 is left out: token.env is not the name of a variable; write the name of the variable, as in env: GH_TOKEN"},
		{"{token: {env: 1A}}", "1:27: account 1 is left out: token.env is not the name of a variable; write the name of the variable, as in env: GH_TOKEN"},
		{"{token: {file: ~bob/token}}", "1:28: account 1 is left out: token.file begins with the name of a home folder; write the whole path, or begin with ~/"},
		{"{token: {command: pass}}", "1:31: account 1 is left out: token.command is text, not a list; write one line with a dash for each entry, or [a, b]"},
		{"{token: {command: []}}", "1:31: account 1 is left out: token.command is empty; write it as in command: [pass, show, github]"},
		{"{token: {command: [pass, {a: b}]}}", "1:38: account 1 is left out: token.command is a mapping, not text; write a single value"},

		{"{app: {private_key_env: K}}", "1:19: account 1 is left out: app has no id; add id or client_id, from the App's settings"},
		{"{app: {id: 1}}", "1:19: account 1 is left out: app has no private key; add private_key_file: PATH or private_key_env: NAME"},
		{"{app: {id: 1, private_key_env: K, private_key_file: k}}", "1:19: account 1 is left out: private_key_file and private_key_env are both given; keep one of them"},
		{"{app: {id: 0, private_key_env: K}}", "1:24: account 1 is left out: app.id is not a whole number above 0; copy the App ID from the App's settings"},
		{"{app: {id: 99999999999999999999, private_key_env: K}}", "1:24: account 1 is left out: app.id is not a whole number above 0; copy the App ID from the App's settings"},
		{"{app: {client_id: a/b, private_key_env: K}}", "1:31: account 1 is left out: app.client_id is not a client ID; copy the client ID from the App's settings"},
		{"{app: {id: 1, private_key: work.pem}}", `1:27: account 1 is left out: unknown name "private_key"; valid names are id, client_id, private_key_file, private_key_env`},
	}
	for _, tt := range tests {
		got, problems := parse("c.yml", "/h", []byte("accounts: [ "+tt.entry+", {name: good, token: {from: gh}}]"))
		if d := cmp.Diff([]string{"c.yml:" + tt.want}, strs(problems)); d != "" {
			t.Errorf("%s: problems (-want +got):\n%s", tt.entry, d)
		}
		if len(got.accounts) != 1 || got.accounts[0].Name != "good" {
			t.Errorf("%s: got accounts %+v, want the good one", tt.entry, got.accounts)
		}
	}
}

func TestAccountHomeless(t *testing.T) {
	_, problems := parse("c.yml", "", []byte("accounts: [{token: {file: ~/t}}, {token: {command: [~/p]}}]"))
	want := []string{
		"c.yml:1:27: account 1 is left out: token.file begins with ~/, but HOME is not set; set HOME, or write the whole path",
		"c.yml:1:52: account 2 is left out: token.command begins with ~/, but HOME is not set; set HOME, or write the whole path",
	}
	if d := cmp.Diff(want, strs(problems)); d != "" {
		t.Errorf("problems (-want +got):\n%s", d)
	}
}

func TestAccountNames(t *testing.T) {
	s, problems := parse("c.yml", "/h", []byte(`
accounts:
  - token: {from: gh}
  - {name: github.com, token: {env: A}}
  - {name: github.com, token: {env: B}}
  - token: {env: C}
`))
	var got []string
	for _, a := range s.accounts {
		got = append(got, a.Name)
	}
	want := []string{"github.com 3", "github.com", "github.com 2", "github.com 4"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("names (-want +got):\n%s", d)
	}
	wantProblems := []string{`c.yml:5:5: two accounts are called "github.com"; this one is now called "github.com 2"; give one of them another name`}
	if d := cmp.Diff(wantProblems, strs(problems)); d != "" {
		t.Errorf("problems (-want +got):\n%s", d)
	}
}

func TestTooManyAccounts(t *testing.T) {
	s, problems := parse("c.yml", "/h", []byte("accounts:\n"+strings.Repeat("- {name: x, token: {from: gh}}\n- {token: {from: gh}}\n", 15_000)))
	if len(s.accounts) != 100 {
		t.Errorf("got %d accounts, want 100", len(s.accounts))
	}
	want := "c.yml:102:3: there are 30000 accounts, and only the first 100 count; delete what is not needed"
	if got := strs(problems); len(got) == 0 || got[0] != want {
		t.Errorf("got %q, want %q first", got, want)
	}
}

// Wherever a secret is written, a Problem says so and does not repeat it.
func TestSecretsInTheFile(t *testing.T) {
	const (
		token = "move the token to the keyring"
		key   = "move the key to a private file"
	)
	tests := []struct{ file, secret, fix string }{
		{"accounts: [{token: SECRET}]", "ghp_0123456789abcdef", token},
		{"accounts: [{token: SECRET}]", "correct horse", token},
		{"accounts: [{token: {value: SECRET}}]", "github_pat_11AAA_bbb", token},
		{"accounts: [{token: {env: SECRET}}]", "ghs_0123456789", token},
		{"accounts: [{token: {env: SECRET}}]", "0123456789abcdef0123456789abcdef01234567", token},
		{"accounts: [{token: {env: SECRET}}]", "correct horse", ""},
		{"accounts: [{token: {from: SECRET}}]", "correct horse", ""},
		{"accounts: [{token: {file: SECRET}}]", "gho_0123456789", token},
		{"accounts: [{token: {command: [echo, SECRET]}}]", "ghu_0123456789", token},
		{"accounts: [{name: SECRET, token: {from: gh}}]", "ghr_0123456789", token},
		{"accounts: [{app: {id: 1, private_key: SECRET}}]", "-----BEGIN RSA PRIVATE KEY----- MIIE", key},
		{"accounts: [{app: {id: 1, private_key_file: SECRET}}]", "-----BEGIN PRIVATE KEY----- MIIE", key},
		{"accounts: [{app: {id: 1, private_key_env: SECRET}}]", "-----BEGIN PRIVATE KEY----- MIIE", key},
		{"accounts: [{api_url: 'SECRET', token: {from: gh}}]", "https://me:hunter2@ghes.corp.com/", ""},
		{"accounts: [{host: 'SECRET', token: {from: gh}}]", "https://me:hunter2@ghes.corp.com/", ""},
		{"accounts: [{host: 'SECRET', token: {from: gh}}]", "me:hunter2@ghes.corp.com", ""},
		{"private_key: SECRET", "-----BEGIN RSA PRIVATE KEY----- MIIE", key},
		{"SECRET: x", "ghp_0123456789", token},
		{"keys: {SECRET: {a: b}}", "ghp_0123456789", token},
		{"theme: SECRET", "ghp_0123456789", token},
		{"ghp: 1\ntheme: [SECRET", "ghp_0123456789", ""},
	}
	for _, tt := range tests {
		file := strings.Replace(tt.file, "SECRET", tt.secret, 1)
		s, problems := parse("c.yml", "/h", []byte(file))
		text := strings.Join(strs(problems), "\n")
		if len(problems) == 0 || !strings.Contains(text, tt.fix) {
			t.Errorf("%s: got %q, want a problem with %q", file, text, tt.fix)
		}
		if strings.Contains(text, tt.secret) || strings.Contains(text, tt.secret[:8]) || strings.Contains(text, "hunter2") {
			t.Errorf("%s: the secret is in %q", file, text)
		}
		if strings.Contains(fmt.Sprintf("%+v", s), tt.secret) {
			t.Errorf("%s: the secret is in %+v", file, s)
		}
	}
}

func TestSecretBlock(t *testing.T) {
	const file = "accounts:\n  - app:\n      id: 1\n      private_key: |\n        -----BEGIN RSA PRIVATE KEY-----\n        MIIEowIBAAKCAQEA\n        -----END RSA PRIVATE KEY-----\n"
	want := "c.yml:4:20: account 1 is left out: private_key has a secret in it; " +
		"move the key to a private file and write private_key_file: PATH, or to a variable and write private_key_env: NAME"
	_, problems := parse("c.yml", "/h", []byte(file))
	if d := cmp.Diff([]string{want}, strs(problems)); d != "" {
		t.Errorf("problems (-want +got):\n%s", d)
	}
}

// No Problem repeats more than 40 characters of a value.
func TestLongValues(t *testing.T) {
	long := strings.Repeat("長い", 5000)
	for _, file := range []string{
		"LONG: 1", "theme: LONG", "mouse: LONG", "keys: LONG", "keys: {LONG: {a: b}}", "keys: {a: {LONG: b}}", "keys: {a: {b: LONG}}",
		"accounts: LONG", "accounts: [LONG]", "accounts: [{name: LONG}]", "accounts: [{host: LONG}]", "accounts: [{api_url: 'ftp://LONG'}]",
		"accounts: [{token: LONG}]", "accounts: [{token: {from: LONG}}]", "accounts: [{token: {env: LONG}}]", "accounts: [{app: {id: LONG}}]",
		"accounts: [{app: {client_id: LONG}}]", "accounts: [{token: {file: ~LONG}}]", "theme: *LONG", "theme: [LONG", "!LONG a: LONG",
	} {
		_, problems := parse("c.yml", "/h", []byte(strings.ReplaceAll(file, "LONG", long)))
		if len(problems) == 0 {
			t.Errorf("%s: got no problem", file)
		}
		if text := strings.Join(strs(problems), "\n"); strings.Count(text, "長")+strings.Count(text, "い") > 40 {
			t.Errorf("%s: got %q, want at most 40 characters of the value", file, text)
		}
	}
}
