package github

import (
	"fmt"
	"testing"
)

func TestLogins(t *testing.T) {
	var l knownLogins
	for _, tt := range []struct{ email, login, want string }{
		{"ada@example.com", "", ""},
		{"", "ada", "ada"},
		{"", "", ""},
		{"Ada@example.com", "ada", "ada"},
		{"ada@Example.com", "", "ada"},
		{"ada@example.com", "renamed", "renamed"},
		{"ada@example.com", "", "renamed"},
	} {
		p := Person{Email: tt.email, Login: tt.login}
		if l.name(&p); p.Login != tt.want {
			t.Errorf("%q of %q: got %q, want %q", tt.email, tt.login, p.Login, tt.want)
		}
	}
	for i := range 2 * maxLogins {
		l.name(&Person{Email: fmt.Sprint(i), Login: "x"})
	}
	if len(l.by) != maxLogins {
		t.Errorf("got %d addresses, want %d", len(l.by), maxLogins)
	}
}
