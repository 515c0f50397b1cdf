package embedded

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hubtrail/github/query"
)

func TestPlainParts(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{"is:issue", nil},
		{"is:issue two words", []string{"two", "words"}},
		{`(a OR "b c") label:"x y" NOT -d`, []string{"a", "OR", `"b c"`, "NOT", "-d"}},
		{`"not closed`, []string{`"not closed`}},
	}
	for _, tt := range tests {
		if got := plainParts(tt.text, query.Parse(tt.text).Terms()); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzPlainParts(f *testing.F) {
	f.Add(`repo:a/b (x OR "y z") -label:"q" NOT w`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range plainParts(text, query.Parse(text).Terms()) {
			if p == "" || len(p) > len(text) {
				t.Errorf("%q: got part %q", text, p)
			}
		}
	})
}

func FuzzFragment(f *testing.F) {
	f.Add("A long text about CRASHES and crashes", "crash", "about")
	f.Add(strings.Repeat("\xff语", 100)+"İcrash", "crash", "i")
	f.Fuzz(func(t *testing.T, text, one, two string) {
		words := slices.DeleteFunc([]string{strings.ToLower(one), strings.ToLower(two)}, func(w string) bool { return w == "" })
		cut, places := fragment(text, words)
		if len(places) > 0 && !utf8.ValidString(cut) {
			t.Errorf("got %q, which is no UTF-8", cut)
		}
		for _, p := range places {
			if cut[p.Indices[0]:p.Indices[1]] != p.Text {
				t.Errorf("got %+v in %q", p, cut)
			}
		}
	})
}

func FuzzCutHunk(f *testing.F) {
	f.Add("@@ -1,2 +1,3 @@ x\n a\n-b\n+c\n+d\n\\ No newline at end of file\n@@ -9 +10 @@\n-e\n", 2, false)
	f.Fuzz(func(t *testing.T, patch string, line int, old bool) {
		hunk, position := cutHunk(patch, line, old)
		if !strings.Contains(patch, hunk) || hunk == "" && position != 0 {
			t.Errorf("got %q at %d", hunk, position)
		}
	})
}
