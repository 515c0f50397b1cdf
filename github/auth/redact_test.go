package auth

import (
	"strings"
	"testing"
)

func TestRedact(t *testing.T) {
	const jws = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2ln-_A"
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "GET /repos/o/r 404", "GET /repos/o/r 404"},
		{"empty", "", ""},
		{"classic", "token ghp_0aZ, or", "token [redacted], or"},
		{"all prefixes", "gho_1 ghu_1 ghs_1 ghr_1 github_pat_1_x", "[redacted] [redacted] [redacted] [redacted] [redacted]"},
		{"installation token of 2026", "x ghs_12345_" + jws + " y", "x [redacted] y"},
		{"in a URL", "https://x-access-token:ghs_a.b-c_d@github.com/o/r", "https://x-access-token:[redacted]@github.com/o/r"},
		{"in a query", "?access_token=ghp_a&b=c", "?access_token=[redacted]&b=c"},
		{"prefix alone", "they start with ghp_ or ghs_", "they start with ghp_ or ghs_"},
		{"JWT", "jwt " + jws + "!", "jwt [redacted]!"},
		{"no JWT", "eyJust a word", "eyJust a word"},
		{"header", "Authorization: Basic dTpw\nAccept: x", "Authorization: [redacted]\nAccept: x"},
		{"header, lower case", "authorization:0123456789abcdef", "authorization:[redacted]"},
		{"header in JSON", `{"Authorization": "token 01ab"}`, `{"Authorization": [redacted]`},
		{"header in JSON in JSON", `{\"Authorization\": \"x\"}`, `{\"Authorization\": [redacted]`},
		{"header of a printed map", "map[Authorization:[Basic x] Accept:[y]]", "map[Authorization:[redacted]"},
		{"the word", "authorization failed for o/r", "authorization failed for o/r"},
		{"bearer", "sent bearer 0123456789abcdef01 twice", "sent bearer [redacted] twice"},
		{"bearer, the word", "the bearer of news", "the bearer of news"},
		{"key", "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb", "a\n[redacted]\nb"},
		{"key without an end", "a -----BEGIN PRIVATE KEY----- MIIE", "a [redacted]"},
		{"key with half an end", "a -----BEGIN PRIVATE KEY----- MIIE -----END ", "a [redacted]"},
		{"two", "ghp_a ghp_b", "[redacted] [redacted]"},
		{"other bytes", "\xff ghp_a \xff", "\xff [redacted] \xff"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Redact(c.text)
			want(t, "text", got, c.want)
			want(t, "twice", Redact(got), got)
		})
	}
}

func FuzzRedact(f *testing.F) {
	for _, s := range []string{"", "authorization: ", "Bearer ", "-----BEGIN ", "eyJ", "ghghp_", "[redacted]", "github_pat_"} {
		f.Add(s, "0aZ._-")
	}
	f.Fuzz(func(t *testing.T, around, tail string) {
		once := Redact(around)
		if twice := Redact(once); twice != once {
			t.Errorf("twice: got %q, want %q", twice, once)
		}
		// Whatever stands around a token, all of it goes.
		const mark = "S3CRETS3CRET"
		if strings.Contains(around+tail, "S3C") {
			return
		}
		for _, token := range []string{"ghp_" + mark, "ghs_1_eyJ." + mark, "github_pat_" + mark, "Authorization: Basic " + mark, "Bearer 0123456789" + mark, "eyJhbGciOi." + mark} {
			if got := Redact(around + " " + token + tail); strings.Contains(got, mark) {
				t.Errorf("%q: got %q, want it without the token", token, got)
			}
		}
	})
}
