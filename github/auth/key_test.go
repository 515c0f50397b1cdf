package auth

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"
)

func block(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

func pkcs8(t testing.TB, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestParseKey(t *testing.T) {
	key := newKey()
	pkcs1 := block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))
	lines := strings.Split(strings.TrimSpace(pkcs1), "\n")
	for name, text := range map[string]string{
		"PKCS#1":                   pkcs1,
		"PKCS#8":                   block("PRIVATE KEY", pkcs8(t, key)),
		"PKCS#8 under PKCS#1 name": block("RSA PRIVATE KEY", pkcs8(t, key)),
		"Windows lines":            strings.ReplaceAll(pkcs1, "\n", "\r\n"),
		"byte order mark":          "\ufeff" + pkcs1,
		"spaces around":            "\n\t " + pkcs1 + " \n",
		"text before":              "my key:\n" + pkcs1,
		`\n in letters`:            strings.ReplaceAll(pkcs1, "\n", `\n`),
		`\r\n in letters`:          strings.ReplaceAll(pkcs1, "\n", `\r\n`),
		"in quotes":                `"` + strings.ReplaceAll(pkcs1, "\n", `\n`) + `"`,
		"in one line with spaces":  strings.Join(lines, " "),
		"in one line":              strings.Join(lines, ""),
		"indented":                 strings.Join(lines, "\n    "),
		"the file in base64":       base64.StdEncoding.EncodeToString([]byte(pkcs1)),
		"after a certificate":      block("CERTIFICATE", []byte("x")) + pkcs1,
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseKey([]byte(text))
			if err != nil {
				t.Fatalf("got error %v, want the key", err)
			}
			want(t, "the key", got.Equal(key), true)
		})
	}
}

func TestParseKeyErrors(t *testing.T) {
	key := newKey()
	der := x509.MarshalPKCS1PrivateKey(key)
	pkcs1 := block("RSA PRIVATE KEY", der)
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ec, err := x509.MarshalECPrivateKey(curve)
	if err != nil {
		t.Fatal(err)
	}
	encrypted := strings.Replace(pkcs1, "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n", 1)
	turned := append([]byte(nil), der...)
	turned[len(turned)/2] ^= 1 // inside a prime
	for _, c := range []struct{ name, text, want string }{
		{"empty", " \n", "empty"},
		{"public", block("PUBLIC KEY", public), "public key"},
		{"public, PKCS#1", block("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&key.PublicKey)), "public key"},
		{"public, SSH", "ssh-rsa AAAAB3 me@here", "public key"},
		{"encrypted, old form", encrypted, "passphrase"},
		{"encrypted, old form, in one line", strings.ReplaceAll(encrypted, "\n", " "), "passphrase"},
		{"encrypted, PKCS#8", block("ENCRYPTED PRIVATE KEY", der), "passphrase"},
		{"certificate", block("CERTIFICATE", der), "certificate"},
		{"certificate without an end", "-----BEGIN CERTIFICATE-----\nAAAA", "certificate"},
		{"elliptic curve", block("EC PRIVATE KEY", ec), "not an RSA one"},
		{"elliptic curve, PKCS#8", block("PRIVATE KEY", pkcs8(t, curve)), "not an RSA one"},
		{"SSH key", block("OPENSSH PRIVATE KEY", der), "SSH key"},
		{"something else", block("X509 CRL", der), "other than a private key"},
		{"no last line", pkcs1[:len(pkcs1)/2], "cut off"},
		{"no first line", pkcs1[len(pkcs1)/2:], "cut off"},
		{"cut inside the first line", "-----BEGIN RSA PRIV", "cut off"},
		{"lines missing", block("RSA PRIVATE KEY", der[:len(der)/2]), "damaged or cut off"},
		{"a letter missing", strings.Replace(pkcs1, "M", "", 1), "damaged or cut off"},
		{"strange letters", strings.Replace(pkcs1, "M", "?", 1), "not base64"},
		{"nothing inside", block("RSA PRIVATE KEY", nil), "damaged or cut off"},
		{"numbers that do not fit", block("RSA PRIVATE KEY", turned), "damaged"},
		{"file name", "~/keys/app.pem", "name of a file"},
		{"other text", "hello", "no PEM text"},
		{"too long", strings.Repeat("x", maxKey+1), "too long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ParseKey([]byte(c.text))
			if err == nil || got != nil {
				t.Fatalf("got a key and error %v, want an error", err)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("error: got %q, want %q in it", err, c.want)
			}
			leaks(t, err, c.text)
		})
	}
}

// leaks fails if an error quotes the text it is about.
func leaks(t testing.TB, err error, text string) {
	t.Helper()
	for word := range strings.FieldsSeq(text) {
		if len(word) >= 24 && strings.Contains(err.Error(), word) {
			t.Errorf("error: got %q, want nothing of the key in it", err)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	key := newKey()
	pkcs1 := block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))
	f.Add([]byte(pkcs1))
	f.Add([]byte(strings.ReplaceAll(pkcs1, "\n", `\n`)))
	f.Add([]byte("-----BEGIN A-----B-----END A-----"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := ParseKey(text)
		if (got == nil) == (err == nil) {
			t.Errorf("got key %v and error %v, want one of them", got != nil, err)
		}
		if err != nil {
			leaks(t, err, string(text))
		}
	})
}

// What is wrong with a key must reach the person who reads it: nothing in the
// texts may look like a key to Redact.
func TestKeyErrorsSurviveRedaction(t *testing.T) {
	for _, text := range []string{"", "hello", "-----BEGIN RSA PRIVATE KEY-----\nabc", "-----BEGIN PUBLIC KEY-----\nYWJj\n-----END PUBLIC KEY-----"} {
		_, err := ParseKey([]byte(text))
		if err == nil {
			t.Fatalf("%q: got a key", text)
		}
		if got := Redact(err.Error()); got != err.Error() {
			t.Errorf("%q: got %q, want nothing redacted", text, got)
		}
	}
}
