package demo

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The branches of the fork beside the default one.
const (
	halfCent  = "fix/half-a-cent"     // a few commits
	relocated = "try/locales-by-hand" // more files than a comparison lists
)

// upstream is the repository that a fork with the flag n was made of.
func (s *spec) upstream() *spec {
	list := specs()
	return &list[slices.IndexFunc(list, func(u spec) bool { return u.owner == org && u.name == s.name })]
}

// behind is how many commits of the upstream's default branch the fork lacks: it
// was brought up to date last before everything was formatted.
const behind = 3

// forkHistory is what the fork has beside its upstream. The upstream's objects are
// used where they are, in the folder beside it.
func forkHistory(dir string, s *spec) ([]byte, error) {
	objects := filepath.Join("..", "..", "..", org, s.name+".git", "objects")
	if err := os.WriteFile(filepath.Join(dir, "objects", "info", "alternates"), []byte(filepath.ToSlash(objects)+"\n"), 0o600); err != nil {
		return nil, err
	}
	up := s.upstream()
	head, err := os.ReadFile(filepath.Join(dir, "objects", objects, "..", "refs", "heads", up.branch()))
	if err != nil {
		return nil, fmt.Errorf("find what it is a fork of: %w", err)
	}
	onto := fmt.Sprintf("%s~%d", strings.TrimSpace(string(head)), behind)

	out := newStream()
	fmt.Fprintf(&out.out, "reset refs/heads/%s\nfrom %s\n\n", s.branch(), onto)
	ada := authorOf(personal)
	commit := func(branch string, parent int, hours int, message string, files tree) int {
		return out.change(revision{
			branch: "refs/heads/" + branch, author: ada, committer: ada, at: s.pushed.Add(-time.Duration(hours) * time.Hour), zone: "+0100",
			message: message + "\n", parent: parent, onto: onto, files: files,
		})
	}
	text := rounded()
	text = strings.Replace(text, "rest === 0.5", "Math.abs(rest - 0.5) < 1e-9", 1)
	tip := commit(halfCent, 0, 50, "Half a cent is not always 0.5", tree{roundedNow: {"100644", text}})
	tip = commit(halfCent, tip, 48, "Test it with what tills send", tree{"packages/money/src/half-cent.test.ts": {"100644", "import { round } from \"./round\";\n\ntest(\"half a cent\", () => {\n  expect(round(1.4999999999)).toBe(2);\n});\n"}})
	commit(halfCent, tip, 0, "Say so in the guide", tree{"docs/guides/rounding.md": {"100644", "# Rounding\n\nHalf a cent goes to the even one, and what is nearly half a cent is half a cent.\n"}})

	commit(relocated, 0, 20, "Words of all locales, by hand", words())
	return out.bytes(), nil
}

// words are files of locales that nothing else changes, a little changed.
func words() tree {
	all := laidOut()
	c := &checkout{files: all}
	t := tree{}
	for _, p := range c.under(len(all), "apps/", ".json") {
		if strings.Contains(p, "/locales/") {
			t[p] = all[p].touched()
		}
	}
	return t
}

// rounded is the file that rounds money as it is now.
func rounded() string {
	text := ""
	for _, s := range roundingSteps {
		text = strings.Replace(text, s[0], s[1], 1)
	}
	return text
}
