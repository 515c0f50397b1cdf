package config

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const complete = `
accounts:
  - name: work
    host: GitHub.com
    app: {id: 12345, private_key_file: ~/.config/hubtrail/work.pem}
  - name: me
    token: {from: gh}
  - name: lab
    api_url: http://127.0.0.1:4000/api/v3
    token: {env: LAB_TOKEN}
  - host: ghes.corp.com
    token: {command: [~/bin/pass, show, github]}
  - app: {client_id: Iv1.0123abcd, private_key_env: KEY}
  - token: {file: secrets/token}
  - host: github.com
    token: {file: /run/token}
theme: Dark
mouse: false
animation: true
keys:
  global: {reload: [r, f5], help: "?", mark: ~, quit: []}
  list:
    open: 1
`

func TestParseComplete(t *testing.T) {
	got, problems := parse("/etc/h/config.yml", "/home/me", []byte(complete))
	no, yes := false, true
	source := "config file"
	want := settings{
		accounts: []Account{
			{Name: "work", Host: "github.com", Source: source, App: &App{ID: 12345, PrivateKey: KeySource{File: "/home/me/.config/hubtrail/work.pem"}}},
			{Name: "me", Host: "github.com", Source: source, Token: &Token{From: "gh"}},
			{Name: "lab", Host: "127.0.0.1:4000", APIURL: "http://127.0.0.1:4000/api/v3/", Source: source, Token: &Token{Env: "LAB_TOKEN"}},
			{Name: "ghes.corp.com", Host: "ghes.corp.com", Source: source, Token: &Token{Command: []string{"/home/me/bin/pass", "show", "github"}}},
			{Name: "app Iv1.0123abcd", Host: "github.com", Source: source, App: &App{ClientID: "Iv1.0123abcd", PrivateKey: KeySource{Env: "KEY"}}},
			{Name: "github.com", Host: "github.com", Source: source, Token: &Token{File: "/etc/h/secrets/token"}},
			{Name: "github.com 2", Host: "github.com", Source: source, Token: &Token{File: "/run/token"}},
		},
		theme: "dark", mouse: &no, animation: &yes,
		keys: []Binding{
			{Scope: "global", Action: "reload", Keys: []string{"r", "f5"}, File: "/etc/h/config.yml", Line: 21, Column: 12},
			{Scope: "global", Action: "help", Keys: []string{"?"}, File: "/etc/h/config.yml", Line: 21, Column: 29},
			{Scope: "global", Action: "mark", Keys: []string{"~"}, File: "/etc/h/config.yml", Line: 21, Column: 40},
			{Scope: "global", Action: "quit", File: "/etc/h/config.yml", Line: 21, Column: 49},
			{Scope: "list", Action: "open", Keys: []string{"1"}, File: "/etc/h/config.yml", Line: 23, Column: 5},
		},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(settings{})); d != "" || problems != nil {
		t.Errorf("got problems %v, want none (-want +got):\n%s", strs(problems), d)
	}
}

// Every file ends with a setting that must still count.
func TestParseProblems(t *testing.T) {
	tests := []struct {
		name, file string
		want       []string
	}{
		{"unknown name", "acounts: []", []string{`c.yml:1:1: unknown name "acounts"; did you mean "accounts"?`}},
		{"far from any name", "colour: []", []string{`c.yml:1:1: unknown name "colour"; valid names are accounts, theme, mouse, animation, pager, clones, keys, searches`}},
		{"wide characters before it", `{"keys": {}, "日本": 1, themes: x}`, []string{
			`c.yml:1:14: unknown name "日本"; valid names are accounts, theme, mouse, animation, pager, clones, keys, searches`,
			`c.yml:1:23: unknown name "themes"; did you mean "theme"?`,
		}},
		{"bad value", "theme: ligth", []string{`c.yml:1:8: theme cannot be "ligth"; did you mean "light"?`}},
		{"not a boolean", "animation: yes", []string{`c.yml:1:12: animation cannot be "yes"; valid names are true, false`}},
		{"duplicate", "theme: dark\nkeys:\ntheme: light", []string{`c.yml:3:1: "theme" is given twice, and the one on line 1 counts; delete one of them`}},
		{"list for text", "theme: [dark]", []string{`c.yml:1:8: theme is a list, not text; write a single value`}},
		{"text for list", "accounts: none", []string{`c.yml:1:11: accounts is text, not a list; write one line with a dash for each entry, or [a, b]`}},
		{"mapping for list", "accounts: {a: b}", []string{`c.yml:1:11: accounts is a mapping, not a list; write one line with a dash for each entry, or [a, b]`}},
		{"list for mapping", "keys: [a]", []string{`c.yml:1:7: keys is a list, not a mapping; write lines of the form name: value`}},
		{"a list as a name", "[a]: b", []string{`c.yml:1:1: a name in the file is a list, not text; write a single value`}},
		{"alias", "keys: &k {}\ntheme: *k", []string{`c.yml:2:8: theme is an alias, and aliases are not supported; write the value out, or quote a value that begins with *`}},
		{"alias of itself", "keys: &k {a: *k}", []string{`c.yml:1:14: keys.a is an alias, and aliases are not supported; write the value out, or quote a value that begins with *`}},
		{"merge key", "keys:\n  <<: {a: b}", []string{`c.yml:2:3: merge keys (<<) are not supported; write the values out`}},
		{"empty key", "keys: {global: {open: , help: [h, null]}}", []string{
			`c.yml:1:23: keys.global.open is empty; quote the key, as in "#", or write [] for no key at all`,
			`c.yml:1:35: keys.global.help is empty; quote the key, as in "#", or write [] for no key at all`,
		}},
		{"key is a mapping", "keys: {global: {open: {a: b}}}", []string{`c.yml:1:23: keys.global.open is a mapping, not text; write a single value`}},
		{"control character", `keys: {global: {open: "\e[2J"}}`, []string{
			`c.yml:1:23: keys.global.open has a character that cannot be printed; write it with printable characters on one line`,
		}},
		{"empty text", `theme: ""`, []string{`c.yml:1:8: theme is empty; give it a value, or delete the line`}},
		{"second document", "---\nkeys:\n---\ntheme: dark", []string{`c.yml:3:1: a second document begins here, and only the first is read; delete the line --- and what should not count`}},
		{"bad second document", "keys:\n---\ntheme: [", []string{
			`c.yml:3: this is not valid YAML: did not find expected node content; check the indentation, and quote values with special characters, as in "*" or "#"`,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := parse("c.yml", "/h", []byte(tt.file))
			if d := cmp.Diff(tt.want, strs(problems)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
		})
	}
}

func TestParseKeepsTheRest(t *testing.T) {
	got, problems := parse("c.yml", "/h", []byte("nome: x\naccounts: 1\nkeys: {global: {open: [o, {}], help: }}\nmouse: 3\nanimation: FALSE\ntheme: light\npager: [delta, -n]\n"))
	if got.theme != "light" || got.mouse != nil || got.animation == nil || *got.animation || got.accounts != nil {
		t.Errorf("got %+v, want the theme and the animation only", got)
	}
	if len(got.keys) != 1 || got.keys[0].Action != "open" || !cmp.Equal(got.keys[0].Keys, []string{"o"}) {
		t.Errorf("got keys %+v, want open on o", got.keys)
	}
	if !cmp.Equal(got.pager, []string{"delta", "-n"}) {
		t.Errorf("got the pager %q, want delta -n", got.pager)
	}
	if len(problems) != 5 {
		t.Errorf("got %d problems, want 5: %v", len(problems), strs(problems))
	}
}

func TestParseForms(t *testing.T) {
	tests := []struct{ name, file, theme string }{
		{"empty", "", ""},
		{"comments", "# theme: dark\n", ""},
		{"null", "~", ""},
		{"headings only", "accounts:\nkeys:\ntheme:\n", ""},
		{"BOM", "\ufefftheme: dark\n", "dark"},
		{"CRLF", "mouse: true\r\ntheme: dark\r\n", "dark"},
		{"marked ends", "---\ntheme: dark\n...\n", "dark"},
		{"JSON", `{"theme": "dark"}`, "dark"},
	}
	for _, tt := range tests {
		got, problems := parse("c.yml", "/h", []byte(tt.file))
		if got.theme != tt.theme || problems != nil {
			t.Errorf("%s: got %q and %v, want %q", tt.name, got.theme, strs(problems), tt.theme)
		}
	}
}

func TestParseSyntax(t *testing.T) {
	const check = `; check the indentation, and quote values with special characters, as in "*" or "#"`
	tests := []struct{ name, file, want string }{
		{"first line", "theme: [dark", "c.yml:1: this is not valid YAML: did not find expected ',' or ']'" + check},
		{"a line the library does not name", "theme: 'dark", "c.yml:1: this is not valid YAML: found unexpected end of stream" + check},
		{"a tab elsewhere", "# a\n\t# b\ntheme: @", "c.yml:3: this is not valid YAML: found character that cannot start any token" + check},
		{"later line", "mouse: true\nkeys:\n a: b\n  c: d\n", "c.yml:4: this is not valid YAML: mapping values are not allowed in this context" + check},
		{"bare star", "keys:\n  global:\n    mark: *\n", "c.yml:3: this is not valid YAML: did not find expected alphabetic or numeric character" + check},
		{"unknown alias", "mouse: true\nkeys: {a: *nowhere}", "c.yml:2:11: the alias *nowhere stands for nothing; write the value out, or quote a value that begins with *"},
		{"tab", "keys:\n  a:\n\tb: c\n", "c.yml:3:1: a tab is used to indent; indent with spaces"},
		{"NUL", "theme: dark\nmouse: \x00", "c.yml:2:8: this is not text in UTF-8; delete the character, or save the file as UTF-8"},
		{"Latin-1", "theme: dark\n# caf\xe9\n", "c.yml:2:6: this is not text in UTF-8; delete the character, or save the file as UTF-8"},
		{"too large", strings.Repeat("#\n", largest/2+1), "c.yml: the file has 1048578 bytes, and at most 1048576 are read; check that it is the right file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := parse("c.yml", "/h", []byte(tt.file))
			if d := cmp.Diff([]string{tt.want}, strs(problems)); d != "" {
				t.Errorf("problems (-want +got):\n%s", d)
			}
		})
	}
}

func TestParseManyProblems(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		b.WriteString(strings.Repeat("x", i%30+1) + string(rune('a'+i/30%26)) + string(rune('a'+i/780)) + ": 1\n")
	}
	_, problems := parse("c.yml", "/h", []byte(b.String()))
	if len(problems) != 21 || problems[20].Message != "there are 980 more problems" {
		t.Errorf("got %d problems, the last %v, want 21 with the rest counted", len(problems), problems[len(problems)-1])
	}
}

// The library's time must stay in proportion to the file, whatever its shape.
func TestParseHugeShapes(t *testing.T) {
	for _, unit := range []string{"[", "{", "- ", "? ", "a: ", "#\n", "&a ", "!", "*a ", "'", "\"", "|\n", "%", "---\n", "x", "\t", "- {a: [\n", "{a: 1, b"} {
		for _, prefix := range []string{"", "theme: ", "accounts:\n  - name: "} {
			data := []byte(prefix + strings.Repeat(unit, (largest-100)/len(unit)))
			start := time.Now()
			_, problems := parse("c.yml", "/h", data)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%q and %q repeated: took %v", prefix, unit, took)
			}
			for _, p := range problems {
				if s := p.String(); len(s) > 500 {
					t.Errorf("%q and %q repeated: got a problem of %d bytes", prefix, unit, len(s))
				}
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(complete))
	for _, s := range []string{
		"", "\ufeffkeys: {a: {b: [*x]}}", "a: &a [*a]\n<<: *a", "---\n---\n", "keys:\r\n\tx: \x00", "? [a]\n: b", "accounts: [{token: ghp_x}]",
		"accounts: [{app: {id: 1, client_id: a, private_key: |\n-----BEGIN", "accounts: [{api_url: 'http://[::1]:80/', token: {command: [a]}}]", "!!binary x: y",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := parse("c.yml", "/h", data)
		for _, p := range problems {
			if line := p.String(); !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("got a problem that cannot be printed: %q", line)
			}
			if p.Message == "" || p.Fix == "" || p.File == "" {
				t.Errorf("got an incomplete problem: %+v", p)
			}
		}
		names := map[string]bool{}
		for _, a := range s.accounts {
			if a.Name == "" || names[a.Name] {
				t.Errorf("got name %q, want one of its own", a.Name)
			}
			names[a.Name] = true
			checkAccount(t, a)
		}
	})
}

// checkAccount holds what an account promises.
func checkAccount(t *testing.T, a Account) {
	t.Helper()
	if a.Host == "" || a.Source == "" || (a.App == nil) == (a.Token == nil) {
		t.Errorf("got an incomplete account %+v", a)
	}
	if a.App != nil && (a.App.ID <= 0 && a.App.ClientID == "" || (a.App.PrivateKey.File == "") == (a.App.PrivateKey.Env == "")) {
		t.Errorf("got an incomplete app %+v", *a.App)
	}
	if tok := a.Token; tok != nil {
		n := 0
		for _, set := range []bool{tok.From != "", tok.Env != "", tok.File != "", len(tok.Command) > 0} {
			if set {
				n++
			}
		}
		if n != 1 {
			t.Errorf("got a token with %d places: %+v", n, *tok)
		}
	}
}
