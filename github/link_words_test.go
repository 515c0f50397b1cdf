package github

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWordsOfTitles(t *testing.T) {
	for title, want := range map[string][]string{
		"":                                 nil,
		"It is so":                         nil,
		"The Basket's items (v2.10)":       {"The", "Basket", "items"},
		"añadir carrito":                   {"añadir", "carrito"},
		"HTTP/2 http2 x":                   {"HTTP", "http2"},
		"ends with word":                   {"ends", "with", "word"},
		strings.Repeat("-", 5) + "abc\x00": {"abc"},
	} {
		var got []string
		eachWord(title, func(word string, _ uint64) { got = append(got, word) })
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
	hash := func(word string) (h uint64) {
		eachWord(word, func(_ string, one uint64) { h = one })
		return h
	}
	if hash("Basket") != hash("bASKET") || hash("basket") == hash("baskets") {
		t.Error("got hashes that depend on the case, or on nothing")
	}
}

func TestNumbersOfBranches(t *testing.T) {
	for branch, want := range map[string][]int{
		"": nil, "main": nil, "fix/12-basket": {12}, "ada/issue-12-and-13": {12, 13}, "v0.0": nil, "12": {12}, "1234567890123": nil, "release-2026-05": {2026, 5},
	} {
		var got []int
		eachNumber(branch, func(n int) { got = append(got, n) })
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", branch, got, want)
		}
	}
}

func TestBranchNames(t *testing.T) {
	for title, want := range map[string]string{
		"The basket loses its items!": "12-the-basket-loses-its-items", "": "12", "añadir ~^: carrito": "12-añadir-carrito",
		strings.Repeat("long ", 30): "12-" + strings.TrimSuffix(strings.Repeat("long-", 11), "-"),
	} {
		got := BranchName(Issue{IssueRef: twelve, Title: title})
		if got != want || !validBranch(got) || len(got) > maxBranch {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
	for _, bad := range []string{"", "-a", "a b", "a..b", "a/", "/a", "a//b", ".a", "a/.b", "a.lock", "a.lock/b", "@", "a@{b", "a~b", "a^", "a:b", "a?", "a*", "a[", `a\b`, "a.", "a\x7f", strings.Repeat("a", 245)} {
		if validBranch(bad) {
			t.Errorf("got %q for a name of a branch", bad)
		}
	}
}

// FuzzFoldContains holds the search that makes nothing against the one that does.
func FuzzFoldContains(f *testing.F) {
	f.Add("The Basket", "bask")
	f.Add("aAaAb", "aab")
	f.Add("ÄÖ", "ä")
	f.Add("k\u212a", "k")
	f.Fuzz(func(t *testing.T, text, word string) {
		if !utf8.ValidString(text) || !utf8.ValidString(word) {
			return
		}
		word = strings.ToLower(word)
		got, want := foldContains(text, word), strings.Contains(strings.ToLower(text), word)
		ascii := strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) < 0
		if got != want && (ascii || got) && !strings.Contains(text, word) {
			t.Errorf("%s: got %v, want %v", fmt.Sprintf("%q in %q", word, text), got, want)
		}
	})
}
