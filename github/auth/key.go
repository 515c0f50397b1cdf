package auth

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"strings"
)

const (
	// maxKey is several times the largest RSA key in PEM, in bytes.
	maxKey = 64 << 10
	// minKeyBits is below what GitHub issues (2048); smaller ones do not sign.
	minKeyBits = 1024

	downloadKey = "generate a private key on the App's settings page and use the .pem file that is downloaded"
)

// ParseKey reads a GitHub App's private key from PEM, PKCS#1 ("RSA PRIVATE KEY", as GitHub gives it)
// or PKCS#8 ("PRIVATE KEY"). It mends what environments and clipboards do to a key: quotes around it,
// "\n" as two letters, line breaks lost or turned into spaces, the whole file in base64. An error
// says what was found instead and what to do; it holds nothing of the text.
func ParseKey(pem []byte) (*rsa.PrivateKey, error) {
	if len(pem) > maxKey {
		return nil, errors.New("the private key is too long to be one: " + downloadKey)
	}
	text := tidyKey(string(pem))
	if text == "" {
		return nil, errors.New("the private key is empty: " + downloadKey)
	}
	if !strings.Contains(text, beginMark) {
		if inner, err := base64.StdEncoding.DecodeString(stripSpace(text)); err == nil && bytes.Contains(inner, []byte(beginMark)) {
			text = tidyKey(string(inner))
		}
	}
	label, body, err := keyBlock(text)
	if err != nil {
		return nil, err
	}
	if err := checkLabel(label, body); err != nil {
		return nil, err
	}
	der, err := base64.StdEncoding.DecodeString(stripSpace(body))
	if err != nil || len(der) == 0 {
		return nil, errors.New("the private key is damaged or cut off (its text is not base64): copy the whole file again, or " + downloadKey)
	}
	return decodeKey(der)
}

const (
	beginMark = "-----BEGIN "
	endMark   = "-----END "
	dashes    = "-----"
)

func tidyKey(s string) string {
	s = strings.TrimSpace(strings.TrimPrefix(s, "\ufeff"))
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		s = s[1 : n-1]
	}
	return strings.TrimSpace(strings.NewReplacer(`\r`, "\n", `\n`, "\n").Replace(s))
}

// keyBlock finds the block to read: the first that is a private key, else the first at all.
func keyBlock(text string) (label, body string, err error) {
	rest := text
	for {
		_, after, found := strings.Cut(rest, beginMark)
		if !found {
			break
		}
		l, after, found := strings.Cut(after, dashes)
		if !found || len(l) > 64 {
			return "", "", errCut()
		}
		b, end, found := strings.Cut(after, endMark+l+dashes)
		if !found {
			if label != "" && !strings.HasSuffix(l, "PRIVATE KEY") {
				break
			}
			if strings.Contains(l, "PUBLIC KEY") || strings.Contains(l, "CERTIFICATE") {
				return l, after, nil
			}
			return "", "", errCut()
		}
		if strings.HasSuffix(l, "PRIVATE KEY") {
			return l, b, nil
		}
		if label == "" {
			label, body = l, b
		}
		rest = end
	}
	if label != "" {
		return label, body, nil
	}
	switch {
	case strings.HasPrefix(text, "ssh-"):
		return "", "", errPublic()
	case strings.Contains(text, endMark):
		return "", "", errCut()
	case len(text) < 512 && strings.ContainsAny(text, `/\~`) && strings.HasSuffix(text, ".pem"):
		return "", "", errors.New("the private key is the name of a file, not its content: give the file where a file is asked for")
	}
	return "", "", errors.New("the private key is no PEM text (its first line must say BEGIN RSA PRIVATE KEY): give the whole .pem file, first and last line included")
}

func errCut() error {
	return errors.New("the private key is cut off (its BEGIN or END line is missing or incomplete): copy the whole file again")
}

func errPublic() error {
	return errors.New("this is a public key, and signing needs the private one: " + downloadKey)
}

func errKind(kind string) error {
	return errors.New("this is " + kind + ", and GitHub Apps use an RSA private key: " + downloadKey)
}

// checkLabel names the things that are often given in place of a key.
func checkLabel(label, body string) error {
	switch {
	case label == "ENCRYPTED PRIVATE KEY" || strings.Contains(body, "ENCRYPTED"):
		return errors.New("the private key is protected by a passphrase: remove it with `openssl rsa -in KEY.pem -out PLAIN.pem`, or " + downloadKey)
	case label == "RSA PRIVATE KEY" || label == "PRIVATE KEY":
		return nil
	case strings.HasSuffix(label, "PUBLIC KEY"):
		return errPublic()
	case strings.Contains(label, "CERTIFICATE"):
		return errKind("a certificate")
	case label == "OPENSSH PRIVATE KEY":
		return errKind("an SSH key")
	case strings.HasSuffix(label, "PRIVATE KEY"):
		return errKind("a private key, but not an RSA one")
	}
	return errKind("something other than a private key")
}

// decodeKey tries both forms: labels are often wrong after a conversion by hand.
func decodeKey(der []byte) (*rsa.PrivateKey, error) {
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		other, err := x509.ParsePKCS8PrivateKey(der)
		if err != nil {
			return nil, errors.New("the private key is damaged or cut off: copy the whole file again, or " + downloadKey)
		}
		var ok bool
		if key, ok = other.(*rsa.PrivateKey); !ok {
			return nil, errKind("a private key, but not an RSA one")
		}
	}
	if key.N.BitLen() < minKeyBits {
		return nil, errors.New("the private key is too short to be safe: " + downloadKey)
	}
	if key.Validate() != nil {
		return nil, errors.New("the private key is damaged (its numbers do not belong together): " + downloadKey)
	}
	return key, nil
}

func stripSpace(s string) string {
	return strings.Join(strings.Fields(s), "")
}
