package config

import (
	"strings"
	"testing"
)

func TestProblemString(t *testing.T) {
	tests := []struct {
		p    Problem
		want string
	}{
		{Problem{File: "config.yml", Line: 4, Column: 3, Message: "m", Fix: "f"}, "config.yml:4:3: m; f"},
		{Problem{File: "config.yml", Line: 4, Message: "m", Fix: "f"}, "config.yml:4: m; f"},
		{Problem{File: "config.yml", Message: "m", Fix: "f"}, "config.yml: m; f"},
		{Problem{Message: "m"}, "m"},
		{Problem{File: "a\x1b[2J\u202e.yml", Message: "m"}, "a?[2J?.yml: m"},
	}
	for _, tt := range tests {
		if got := tt.p.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestQuote(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", `""`},
		{"a\nb\x1b\u202e\xff", `"a?b??` + "\ufffd" + `"`},
		{strings.Repeat("é", 40), `"` + strings.Repeat("é", 40) + `"`},
		{strings.Repeat("é", 41), `"` + strings.Repeat("é", 39) + `…"`},
		{"xghp_1", "(a secret, not repeated here)"},
		{"https://a:b@c", "(a secret, not repeated here)"},
		{"a@b", `"a@b"`},
		{strings.Repeat("0f", 20), "(a secret, not repeated here)"},
		{strings.Repeat("0f", 19) + "0", `"` + strings.Repeat("0f", 19) + `0"`},
	}
	for _, tt := range tests {
		if got := quote(tt.in); got != tt.want {
			t.Errorf("quote(%q): got %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	tests := []struct {
		name, valid, want string
	}{
		{"acounts", "accounts keys", "accounts"},
		{"ACCOUNTS", "accounts keys", "accounts"},
		{"form", "from env", "from"},
		{"ens", "from env", "env"},
		{"exs", "from env", ""},
		{"private-key-fle", "id private_key_file private_key_env", "private_key_file"},
		{"abc", "xyz", ""},
		{"", "id", ""},
		{"theme", "thema thexe", "thema"},
		{strings.Repeat("a", 1<<16), "aaa", ""},
	}
	for _, tt := range tests {
		if got := nearest(tt.name, strings.Fields(tt.valid)); got != tt.want {
			t.Errorf("nearest(%.20q, %s): got %q, want %q", tt.name, tt.valid, got, tt.want)
		}
	}
}
