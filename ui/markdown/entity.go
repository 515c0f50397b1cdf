package markdown

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark-emoji/definition"
)

// unescape appends text without the backslashes before punctuation and with
// the characters that entities name.
func unescape(b, s []byte) []byte {
	for len(s) > 0 {
		i := bytes.IndexAny(s, `\&`)
		if i < 0 {
			return append(b, s...)
		}
		b = append(b, s[:i]...)
		s = s[i:]
		n, with := 1, s[:1]
		switch {
		case s[0] == '&':
			n, with = entity(s)
		case len(s) > 1 && isPunctuation(s[1]):
			n, with = 2, s[1:2]
		}
		b, s = append(b, with...), s[n:]
	}
	return b
}

// longestEntity is more than the longest name in HTML.
const longestEntity = 40

// entity returns how long the entity at the start of s is, and what it stands
// for.
func entity(s []byte) (n int, with []byte) {
	end := bytes.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 2 || len(bytes.Trim(s[1:end], letters+"#")) > 0 {
		return 1, s[:1]
	}
	whole := string(s[:end+1])
	return end + 1, []byte(html.UnescapeString(whole))
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7f && !isLetter(c) && !isDigit(c)
}

// emoji puts the characters in the place of their codes, such as :tada:.
func emoji(s string) string {
	if strings.Count(s, ":") < 2 {
		return s
	}
	var b strings.Builder
	for {
		from := strings.IndexByte(s, ':')
		if from < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:from])
		s = s[from:]
		n := 1
		for n < len(s) && (isWord(s[n]) || s[n] == '+' || s[n] == '-') {
			n++
		}
		if n < len(s) && s[n] == ':' && n > 1 {
			if e, ok := definition.Github().Get(s[1:n]); ok && e.IsUnicode() {
				b.WriteString(string(e.Unicode))
				s = s[n+1:]
				continue
			}
		}
		b.WriteString(s[:n])
		s = s[n:]
	}
}
