package config

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// longest is how much of a value from outside a Problem repeats, in runes.
const longest = 40

// Problem is something in the configuration that was not understood, and so
// left out. It holds no secret and no control character, and repeats at most
// 40 characters of any value.
type Problem struct {
	File         string // "" when it is not about a file
	Line, Column int    // from 1, in lines and characters; 0 = unknown
	Message      string // what is wrong
	Fix          string // what to do about it, in the imperative or as a question
}

// String is the Problem in one line: `config.yml:4:3: unknown name "acounts";
// did you mean "accounts"?`
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(printable(p.File))
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
			if p.Column > 0 {
				fmt.Fprintf(&b, ":%d", p.Column)
			}
		}
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	if p.Fix != "" {
		b.WriteString("; " + p.Fix)
	}
	return b.String()
}

// quote makes a value from outside fit to be repeated in a Problem.
func quote(value string) string {
	if secret(value) {
		return "(a secret, not repeated here)"
	}
	return `"` + clip(value) + `"`
}

// clip cuts before it cleans, so that a huge value costs no more than a short one.
func clip(value string) string {
	cut, n := 0, 0
	for i := range value {
		switch n {
		case longest - 1:
			cut = i
		case longest:
			return printable(value[:cut]) + "…"
		}
		n++
	}
	return printable(value)
}

// printable replaces what could move the cursor or reorder the line.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, s)
}

// secret tells a credential by its shape: the prefixes of GitHub's tokens
// (docs.github.com, "About authentication to GitHub"), the 40 hexadecimal
// digits of old tokens and client secrets, a PEM block, or a URL with a user
// in it.
func secret(value string) bool {
	for _, mark := range []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "-----BEGIN"} {
		if strings.Contains(value, mark) {
			return true
		}
	}
	if len(value) == 40 && strings.Trim(value, "0123456789abcdef") == "" {
		return true
	}
	_, rest, ok := strings.Cut(value, "://")
	return ok && strings.Contains(rest, "@")
}

// suggest says which of the valid names was probably meant, or lists them.
func suggest(name string, valid []string) string {
	if near := nearest(name, valid); near != "" {
		return `did you mean "` + near + `"?`
	}
	if len(valid) == 1 {
		return "the only valid name is " + valid[0]
	}
	return "valid names are " + strings.Join(valid, ", ")
}

// nearest returns the name that differs least, or "" when none is near enough
// to be a slip of the fingers: one letter in a word of three, two in one of
// eight, else three.
func nearest(name string, valid []string) string {
	name = strings.ToLower(name)
	near, least := "", 3
	switch n := utf8.RuneCountInString(name); {
	case n <= 3:
		least = 1
	case n <= 8:
		least = 2
	}
	for _, v := range valid {
		if d := levenshtein.ComputeDistance(name, v); d < least || d == least && near == "" {
			near, least = v, d
		}
	}
	return near
}
