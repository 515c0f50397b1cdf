package auth

import "strings"

const redacted = "[redacted]"

// Redact replaces every secret of GitHub's in a text by "[redacted]": tokens by their prefix with all
// that can belong to them (installation tokens have no fixed length and contain dots), JSON Web
// Tokens, the rest of a line after "Authorization:", what follows "Bearer", and PEM blocks, also those
// without an end.
func Redact(s string) string {
	var b strings.Builder
	kept := 0 // s[:kept] is dealt with
	for at := 0; at < len(s); {
		from, to := secret(s, at)
		if to == 0 {
			at++
			continue
		}
		b.WriteString(s[kept:from])
		b.WriteString(redacted)
		kept, at = to, to
	}
	if kept == 0 {
		return s
	}
	b.WriteString(s[kept:])
	return b.String()
}

// secret finds the bounds of the secret announced at s[at]; to is 0 if there is none.
func secret(s string, at int) (from, to int) {
	rest := s[at:]
	switch s[at] {
	case '-':
		if strings.HasPrefix(rest, beginMark) {
			return at, at + pemEnd(rest)
		}
	case 'e':
		if strings.HasPrefix(rest, "eyJ") {
			if end := tokenEnd(rest); end >= 10 {
				return at, at + end
			}
		}
	case 'g':
		if n := prefixLen(rest); n > 0 && tokenEnd(rest) > n {
			return at, at + tokenEnd(rest)
		}
	case 'a', 'A':
		if n := authorizationLen(rest); n > 0 {
			end := strings.IndexAny(rest[n:], "\r\n")
			if end < 0 {
				end = len(rest) - n
			}
			if end > 0 {
				return at + n, at + n + end
			}
		}
	case 'b', 'B':
		const word = "bearer "
		if len(rest) > len(word) && strings.EqualFold(rest[:len(word)], word) {
			// Shorter words after "bearer" are prose.
			if end := tokenEnd(rest[len(word):]); end >= 16 {
				return at + len(word), at + len(word) + end
			}
		}
	}
	return 0, 0
}

func prefixLen(s string) int {
	for _, p := range [...]string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"} {
		if strings.HasPrefix(s, p) {
			return len(p)
		}
	}
	return 0
}

// tokenEnd is the length of the run of characters that tokens are made of.
func tokenEnd(s string) int {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '_' || c == '-') {
			return i
		}
	}
	return len(s)
}

// authorizationLen is the length of a header's name up to its value, as in a dump, in JSON or in a
// printed map; 0 if there is none.
func authorizationLen(s string) int {
	const name = "authorization"
	if len(s) < len(name) || !strings.EqualFold(s[:len(name)], name) {
		return 0
	}
	n := len(name)
	for n < len(s) && strings.IndexByte("\\\"' \t", s[n]) >= 0 {
		n++
	}
	if n == len(s) || s[n] != ':' && s[n] != '=' {
		return 0
	}
	n++
	for n < len(s) && (s[n] == ' ' || s[n] == '\t') {
		n++
	}
	return n
}

// pemEnd is the length of the PEM block at the start of s: to the end of its last line, or of s.
func pemEnd(s string) int {
	end := strings.Index(s, endMark)
	if end < 0 {
		return len(s)
	}
	end += len(endMark)
	closing := strings.Index(s[end:], dashes)
	if closing < 0 {
		return len(s)
	}
	return end + closing + len(dashes)
}
