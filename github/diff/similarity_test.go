package diff

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestSimilarity(t *testing.T) {
	lines := strings.Repeat("one line\nother line\n", 50)
	long := strings.Repeat("x", 1000)
	for _, tt := range []struct {
		name, old, new string
		want           int
	}{
		{"the same", "a\nb\n", "a\nb\n", 100},
		{"the same on one long line", long, long, 100},
		{"nothing in common", "a\nb\n", "c\nd\n", 0},
		{"half of it", "a\nb\n", "a\nc\n", 50},
		{"twice as long", "a\n", "a\nb\n", 50},
		{"in another order", "a\nb\nc\n", "c\nb\na\n", 100},
		{"no more of a line than there is", lines, strings.Repeat("one line\n", 110), 45},
		{"empty", "", "", 0},
		{"empty before", "", "a", 0},
		{"a last line without an end", "a\nb", "a\nb\n", 50},
	} {
		if got := Similarity(NewChunks([]byte(tt.old)), NewChunks([]byte(tt.new))); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

// TestGitFindsTheSameSimilarity compares it with what git says of generated files.
func TestGitFindsTheSameSimilarity(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		var old, new strings.Builder
		for i := range 200 {
			line := fmt.Sprintf("line %d of %d\n", i, r.IntN(1000))
			old.WriteString(line)
			if r.IntN(10) < 7 {
				new.WriteString(line)
			} else {
				fmt.Fprintf(&new, "changed %d\n", r.IntN(1000))
			}
		}
		dir := t.TempDir()
		git(t, dir, "init", "-q")
		write(t, dir, "old", old.String())
		git(t, dir, "add", "old")
		tree := strings.TrimSpace(git(t, dir, "write-tree"))
		git(t, dir, "rm", "-q", "--cached", "old")
		write(t, dir, "new", new.String())
		git(t, dir, "add", "new")
		out := git(t, dir, "diff-index", "--cached", "-M1%", tree)
		want := 0
		if _, err := fmt.Sscanf(out[strings.LastIndex(out, " R")+2:], "%d", &want); err != nil {
			t.Fatalf("git said %q: %v", out, err)
		}
		if got := Similarity(NewChunks([]byte(old.String())), NewChunks([]byte(new.String()))); got < want-3 || got > want+3 {
			t.Errorf("got %d, want git's %d or nearly so", got, want)
		}
	}
}
