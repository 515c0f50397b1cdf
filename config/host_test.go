package config

import (
	"strings"
	"testing"
)

func TestParseHost(t *testing.T) {
	tests := []struct{ in, want string }{
		{"github.com", "github.com"},
		{"GitHub.Com.", "github.com"},
		{"api.github.com", "github.com"},
		{"github.com:443", "github.com"},
		{"corp.ghe.com", "corp.ghe.com"},
		{"api.Corp.ghe.com", "corp.ghe.com"},
		{"github.com.evil.org", "github.com.evil.org"},
		{"notgithub.com", "notgithub.com"},
		{"notghe.com", "notghe.com"},
		{"ghes_1.corp", "ghes_1.corp"},
		{"ghes:8443", "ghes:8443"},
		{"10.0.0.1", "10.0.0.1"},
		{"[2001:DB8::1]", "[2001:db8::1]"},
		{"[::1]:8443", "[::1]:8443"},

		{"", ""}, {".", ""}, {" ", ""}, {"a b", ""}, {"a..b", ""}, {"-a", ""}, {"a-", ""}, {"a\n", ""}, {"日本.jp", ""},
		{"http://a", ""}, {"a/b", ""}, {"u@a", ""}, {"a?b", ""}, {"a#b", ""}, {`a\b`, ""}, {"a%41", ""},
		{"a:", ""}, {"a:0", ""}, {"a:x", ""}, {"a:65536", ""}, {"a:+1", ""}, {"a:01", ""}, {":80", ""},
		{"::1", ""}, {"[::1", ""}, {"[a]", ""}, {"[127.0.0.1]", ""}, {"[fe80::1%eth0]", ""}, {"[]", ""}, {"[", ""},
		{strings.Repeat("a", 64), ""}, {strings.Repeat("a.", 130) + "a", ""},
	}
	for _, tt := range tests {
		got, err := parseHost(tt.in)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("parseHost(%q): got %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
}

func TestParseAPI(t *testing.T) {
	tests := []struct{ in, host, want string }{
		{"https://ghes.corp.com/api/v3", "ghes.corp.com", "https://ghes.corp.com/api/v3/"},
		{"HTTPS://GHES.corp.com/API//", "ghes.corp.com", "https://ghes.corp.com/API/"},
		{"https://ghes.corp.com", "ghes.corp.com", "https://ghes.corp.com/"},
		{"https://ghes.corp.com:443/a%2Fb", "ghes.corp.com", "https://ghes.corp.com/a%2Fb/"},
		{"https://ghes.corp.com:8443/", "ghes.corp.com:8443", "https://ghes.corp.com:8443/"},
		{"https://api.github.com", "github.com", "https://api.github.com/"},
		{"https://api.corp.ghe.com/", "corp.ghe.com", "https://api.corp.ghe.com/"},
		{"http://127.0.0.1:4000/api/v3", "127.0.0.1:4000", "http://127.0.0.1:4000/api/v3/"},
		{"http://127.9.9.9", "127.9.9.9", "http://127.9.9.9/"},
		{"http://localhost:80/", "localhost", "http://localhost/"},
		{"http://localhost:443/", "localhost:443", "http://localhost:443/"},
		{"http://[::1]:4000", "[::1]:4000", "http://[::1]:4000/"},

		{in: ""}, {in: "ghes.corp.com"}, {in: "/api/v3"}, {in: "ftp://a"}, {in: "https:a"}, {in: "https://"}, {in: "https:///a"}, {in: "https://a b"},
		{in: "https://u@a/"}, {in: "https://u:p@a/"}, {in: "https://a/?q"}, {in: "https://a/?"}, {in: "https://a/#"}, {in: "https://a:0/"}, {in: "https://a:/"},
		{in: "http://ghes.corp.com"}, {in: "http://10.0.0.1"}, {in: "http://localhost.evil.org"}, {in: "http://127.0.0.1.evil.org"},
		{in: "http://[::2]"}, {in: "http://0.0.0.0"}, {in: "http://127.1"}, {in: "http://[::1%25lo]/"}, {in: "https://a\x00/"},
	}
	for _, tt := range tests {
		host, got, err := parseAPI(tt.in)
		if host != tt.host || got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("parseAPI(%q): got %q, %q, %v, want %q, %q", tt.in, host, got, err, tt.host, tt.want)
		}
	}
}

// What is accepted is accepted again unchanged, and has nowhere to hide another host.
func FuzzParseAPI(f *testing.F) {
	f.Add("http://127.0.0.1:4000/api/v3")
	f.Add("https://u:p@ghes.corp.com:443//a?b#c")
	f.Add("https://[::1]:1/%2f\\..")
	f.Fuzz(func(t *testing.T, s string) {
		host, api, err := parseAPI(s)
		if err != nil {
			if host != "" || api != "" {
				t.Errorf("got %q, %q beside %v", host, api, err)
			}
			return
		}
		againHost, again, err := parseAPI(api)
		if againHost != host || again != api || err != nil {
			t.Errorf("got %q, %q, %v the second time, want %q, %q", againHost, again, err, host, api)
		}
		if strings.ContainsAny(host, "@/\\ ?#") || !strings.HasSuffix(api, "/") {
			t.Errorf("got host %q and URL %q", host, api)
		}
	})
}
