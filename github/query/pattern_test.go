package query

import (
	"strings"
	"testing"
	"unicode"
)

func TestPattern(t *testing.T) {
	tests := []struct {
		word   string
		phrase bool
		text   string
		want   bool
	}{
		{"dead", false, "a deadlock", true},
		{"lock", false, "a deadlock", false},
		{"lock", false, "dead-lock", true},
		{"lock", false, "dead_lock", true},
		{"DEAD", false, "a Deadlock", true},
		{"deadlock", true, "deadlocks", false},
		{"deadlock", true, "deadlock, again", true},
		{"foo-bar", false, "foo bar", true},
		{"foo-bar", false, "foo... bars", true},
		{"foo-bar", false, "foobar", false},
		{"foo-bar", false, "foox bar", false},
		{"foo-bar", false, "foo x bar", false},
		{"hello world", true, "Hello,\n\tworld!", true},
		{"hello world", true, "hello worlds", false},
		{"hello world", true, "hello hello world", true},
		{"v1.2", false, "since v1.2.3", true},
		{"v1.2", false, "since v1.12", false},
		{"z9", false, "a9z Z9", true},
		{"x", false, "9x Zx zx 0x Ax ax", false},
		{"", false, "x", true},
		{"?!", true, "", true},
		{"x", false, "", false},
		{"zz", false, "z", false},
		{"été", false, "L'ÉTÉ", true},
		{"été", false, "pâté", false},
		{"naïf", false, "un NAÏF", true},
		{"naïf", false, "naif", false},
		{"мир", false, "Привет, МИР", true},
		{"検索", false, "全文検索", true},
		{"検索", true, "検索中", true},
		{"ab", false, "éab", false},
		{"ab", false, "\xffab", true},
		{"e", false, "\xff\xffe", true},
	}
	for _, test := range tests {
		p := newPattern(test.word, test.phrase)
		if got := p.in(test.text); got != test.want {
			t.Errorf("%q (phrase: %v) in %q: got %v, want %v", test.word, test.phrase, test.text, got, test.want)
		}
	}
}

// The quick search agrees with one that cuts text and pattern into words.
func FuzzPattern(f *testing.F) {
	f.Add("foo-bar", false, "a Foo, bars")
	f.Add("né a", true, "NÉ-a né ab")
	shape := func(text, letters string, most int) string {
		var b strings.Builder
		for i := 0; i < len(text) && i < most; i++ {
			b.WriteRune([]rune(letters)[int(text[i])%len([]rune(letters))])
		}
		return b.String()
	}
	cut := func(text string) []string {
		return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	}
	f.Fuzz(func(t *testing.T, word string, phrase bool, text string) {
		word, text = shape(word, "aAbé- ", 8), shape(text, "aAbBéÉx- .", 40)
		want, pieces, words := len(cut(word)) == 0, cut(word), cut(text)
		for i := 0; i+len(pieces) <= len(words) && !want; i++ {
			want = true
			for k, p := range pieces {
				last := k == len(pieces)-1 && !phrase
				want = want && (words[i+k] == p || last && strings.HasPrefix(words[i+k], p))
			}
		}
		p := newPattern(word, phrase)
		if got := p.in(text); got != want {
			t.Errorf("%q (phrase: %v) in %q: got %v, want %v", word, phrase, text, got, want)
		}
	})
}

func TestNearest(t *testing.T) {
	tests := []struct{ text, want string }{
		{"opne", "open"}, {"colsed", "closed"}, {"clsed", "closed"}, {"closedd", "closed"}, {"op", ""}, {"banana", ""}, {strings.Repeat("x", 40), ""}, {"", ""},
	}
	for _, test := range tests {
		if got := nearest(test.text, []string{"open", "closed", "merged"}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
