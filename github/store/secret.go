package store

import "bytes"

// minToken is how many characters must follow a token's prefix: fewer are an
// example in somebody's text.
const minToken = 20

// holdsSecret finds GitHub's tokens by their prefixes (ghp_, gho_, ghu_, ghs_,
// ghr_, github_pat_) and private keys in PEM. Keeping secrets out is the
// caller's duty; this is the last line of defence, so every write passes it.
func holdsSecret(data []byte) bool {
	for from := 0; ; {
		i := bytes.IndexByte(data[from:], '_')
		if i < 0 {
			break
		}
		from += i + 1
		if endsInTokenPrefix(data[:from-1]) && startsWithToken(data[from:]) {
			return true
		}
	}
	return bytes.Contains(data, []byte("PRIVATE KEY-----"))
}

func endsInTokenPrefix(text []byte) bool {
	n := len(text)
	if n < 3 {
		return false
	}
	if text[n-3] == 'g' && text[n-2] == 'h' && bytes.IndexByte([]byte("pousr"), text[n-1]) >= 0 {
		return true
	}
	return bytes.HasSuffix(text, []byte("github_pat"))
}

func startsWithToken(text []byte) bool {
	if len(text) < minToken {
		return false
	}
	for _, c := range text[:minToken] {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_') {
			return false
		}
	}
	return true
}
