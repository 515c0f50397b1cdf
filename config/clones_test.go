package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClones(t *testing.T) {
	said, problems := parse("/etc/c.yml", "/h", []byte(`
clones:
  acme/App: ~/src/app
  acme/*: /src/acme/*
  :owner/:repo: ~/gh/:owner/:repo
  ghe.example.com/core/web-*: near/*
  app: /x
  acme//x: /x
  "acme/[": /x
  lab/*: /one
  lab/a: ~x/a
  "*/b/c": /x
`))
	want := []CloneRule{
		{"", "acme", "app", "/h/src/app"},
		{"", "acme", "*", "/src/acme/*"},
		{"", "*", "*", "/h/gh/:owner/:repo"},
		{"ghe.example.com", "core", "web-*", "/etc/near/*"},
	}
	if d := cmp.Diff(want, said.clones[:min(len(said.clones), len(want))]); d != "" {
		t.Errorf("clones (-want +got):\n%s", d)
	}
	var got strings.Builder
	for _, p := range problems {
		got.WriteString(p.String() + "\n")
	}
	for _, want := range []string{
		`c.yml:7:3: "app" names no repositories`, `c.yml:8:3: "acme//x" names no`, `c.yml:9:3: "acme/[" names no`,
		`c.yml:10:10: "lab/*" names many repositories, but one folder`, `c.yml:11:10: the folder of lab/a begins with the name of a home folder`,
		`c.yml:12:3: "*/b/c" names no`,
	} {
		if !strings.Contains(got.String(), want) {
			t.Errorf("problems: got\n%s\nwant one with %s", got.String(), want)
		}
	}
}

func TestCloneFolder(t *testing.T) {
	said, _ := parse("/c.yml", "/h", []byte(`clones: {"*/*": "/gh/:owner/:repo", "acme/*": "/acme/*", "acme/app": /app, "acme/a*": "/second/*", "ghe.example.com/acme/app": /ghe}`))
	c := Config{Clones: said.clones}
	for _, tt := range []struct{ host, owner, name, want string }{
		{"github.com", "acme", "app", "/app"},
		{"github.com", "Acme", "App", "/app"},
		{"GHE.example.com", "acme", "app", "/ghe"},
		{"github.com", "acme", "Api", "/acme/Api"},
		{"github.com", "zeta", "x.y", "/gh/zeta/x.y"},
		{"github.com", "zeta", "..", ""},
		{"github.com", "zeta", "a/b", ""},
		{"github.com", "..", "a", ""},
	} {
		got, ok := c.CloneFolder(tt.host, tt.owner, tt.name)
		if !ok {
			got = ""
		}
		if got != tt.want {
			t.Errorf("%s %s/%s: got %q, want %q", tt.host, tt.owner, tt.name, got, tt.want)
		}
	}
	if got, ok := (Config{}).CloneFolder("github.com", "a", "b"); ok {
		t.Errorf("no rules: got %q, want none", got)
	}
}
