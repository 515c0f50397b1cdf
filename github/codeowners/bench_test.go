package codeowners

import "testing"

// The engine beside the naive matcher, in time a path.
func BenchmarkMatch(b *testing.B) {
	for _, set := range []made{monorepo(300), ruleAFile(3000), components(400), wildcards(60)} {
		m := set.file.Compile()
		w := m.Walk()
		for _, way := range []struct {
			name  string
			match func(path string)
		}{
			{"walker", func(path string) { w.Match(path) }},
			{"matcher", func(path string) { m.Match(path) }},
			{"file", func(path string) { set.file.Match(path) }},
			{"naive", func(path string) {
				for i := len(set.file.Rules) - 1; i >= 0 && !naive(set.file.Rules[i].Pattern, path); i-- {
				}
			}},
		} {
			b.Run(set.name+"/"+way.name, func(b *testing.B) {
				b.ReportAllocs()
				for i := range b.N {
					way.match(set.paths[i%len(set.paths)])
				}
			})
		}
	}
}

// A path that no rule matches, from the text of the file on.
func BenchmarkFind(b *testing.B) {
	for _, set := range []made{monorepo(300), ruleAFile(16_000)} {
		b.Run(set.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Find(set.file.text, "no/such/path.txt")
			}
		})
	}
}
