package transport

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
)

// entryMark starts every stored answer; another version of it makes older ones unreadable, which is
// as good as absent.
const entryMark = "hubtrail-answer 1\n"

// entry is a stored answer: the mark, a line of JSON with these fields, and the body.
type entry struct {
	// Key guards against a store that mixes entries up.
	Key string `json:"key"`
	// ETag is the server's, quotes and W/ included.
	ETag string `json:"etag"`
	// Bound is a fingerprint of the Authorization header that ETag was made for.
	Bound string `json:"bound"`
	// Portable says that ETag was the digest of the request's headers and this body.
	Portable bool        `json:"portable"`
	Header   http.Header `json:"header"`
	// Sum is the SHA-256 of the body, in hexadecimal.
	Sum  string `json:"sum"`
	body []byte
}

// keptHeaders are those that belong to the body. The others are about one request or one credential
// and come with each 304.
func keptHeaders(h http.Header) http.Header {
	kept := http.Header{}
	for _, name := range [...]string{"Content-Type", "Link", "Last-Modified", "X-Github-Media-Type"} {
		if v := h.Values(name); len(v) > 0 {
			kept[name] = v
		}
	}
	return kept
}

func (e *entry) encode() ([]byte, error) {
	head, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	data := make([]byte, 0, len(entryMark)+len(head)+1+len(e.body))
	data = append(data, entryMark...)
	data = append(data, head...)
	data = append(data, '\n')
	return append(data, e.body...), nil
}

// decodeEntry reads a stored answer; false if it is damaged, of another version or of another key.
func decodeEntry(data []byte, key string) (*entry, bool) {
	data, ok := bytes.CutPrefix(data, []byte(entryMark))
	if !ok {
		return nil, false
	}
	head, body, ok := bytes.Cut(data, []byte("\n"))
	if !ok {
		return nil, false
	}
	var e entry
	if json.Unmarshal(head, &e) != nil || e.Key != key || !plainETag(e.ETag) || e.Sum != digest(body) {
		return nil, false
	}
	e.Header = keptHeaders(e.Header)
	e.body = body
	return &e, true
}

// plainETag reports whether a text is an ETag that can be sent back: quoted, with nothing odd inside.
func plainETag(s string) bool {
	inner := strings.TrimPrefix(s, "W/")
	if len(inner) < 3 || len(inner) > 256 || inner[0] != '"' || inner[len(inner)-1] != '"' {
		return false
	}
	return !strings.ContainsFunc(inner[1:len(inner)-1], func(r rune) bool { return r <= ' ' || r == '"' || r >= 0x7f })
}

// expectedETag is the ETag that GitHub is seen to give: the SHA-256 of the values of Accept,
// Authorization and Cookie, those that are sent, each followed by a colon, and of the body before
// compression. Nothing promises it, so it is trusted only for entries for which it once was true.
func expectedETag(sent http.Header, body []byte, like string) string {
	h := sha256.New()
	for _, name := range [...]string{"Accept", "Authorization", "Cookie"} {
		for _, v := range sent.Values(name) {
			h.Write([]byte(v))
			h.Write([]byte{':'})
		}
	}
	h.Write(body)
	tag := `"` + hex.EncodeToString(h.Sum(nil)) + `"`
	if strings.HasPrefix(like, "W/") {
		tag = "W/" + tag
	}
	return tag
}

func sameETag(a, b string) bool {
	return strings.TrimPrefix(a, "W/") == strings.TrimPrefix(b, "W/")
}

// fingerprint tells credentials apart within one entry, without saying what they are.
func fingerprint(key, authorization string) string {
	return digest([]byte(key + "\n" + authorization))[:32]
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
