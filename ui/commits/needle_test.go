package commits

import "testing"

func TestNeedle(t *testing.T) {
	for words, want := range map[string]string{
		"": "", "let the Load": "'let 'the 'Load", "!wip ^fix done$ 'x": "!wip ^fix done$ 'x", "a | b": "'a | 'b", "日": "'日",
	} {
		if got := (filter{words: words}).needle(); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}
