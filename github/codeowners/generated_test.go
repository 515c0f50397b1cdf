package codeowners

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// random is a small generator of numbers, the same in each run.
type random uint64

func (r *random) below(n int) int {
	*r ^= *r << 13
	*r ^= *r >> 7
	*r ^= *r << 17
	return int(uint64(*r) >> 11 % uint64(n))
}

func (r *random) pick(list []string) string { return list[r.below(len(list))] }

// made is a file and the paths of its tree, sorted.
type made struct {
	name  string
	file  *File
	paths []string
}

func newMade(name, text string, paths []string) made {
	f, _ := Parse(strings.NewReader(text))
	slices.Sort(paths)
	return made{name, f, slices.Compact(paths)}
}

// monorepo has packages with an own rule each, and later rules for single files
// and for beginnings of names in all of them.
func monorepo(packages int) made {
	r := random(packages)
	var text strings.Builder
	var paths []string
	text.WriteString("* @org/core\n/packages/*/ @org/platform\n")
	for i := range packages {
		fmt.Fprintf(&text, "/packages/service-%d @org/team-%d\n", i, r.below(30))
		for range 6 {
			paths = append(paths, fmt.Sprintf("packages/service-%d/src/part%d/file-%d.ts", i, r.below(3), r.below(40)))
		}
		for _, name := range []string{"package.json", "tsconfig.json", "tsconfig.build.json", "CHANGELOG.md"} {
			paths = append(paths, fmt.Sprintf("packages/service-%d/%s", i, name))
		}
	}
	for i := range packages {
		fmt.Fprintf(&text, "/packages/service-%d/CHANGELOG.md @org/release\n", i)
		fmt.Fprintf(&text, "/packages/service-%d/tsconfig.* @org/build @org/release\n", i)
	}
	return newMade("monorepo", text.String(), paths)
}

// ruleAFile names every file, some of them twice, and some that are no longer
// there.
func ruleAFile(files int) made {
	r := random(files)
	var text strings.Builder
	var paths []string
	for i := range files {
		path := fmt.Sprintf("arch/chip%d/src/board%d_%d.c", i/400, i/20, i)
		if r.below(10) > 0 {
			paths = append(paths, path)
		}
		if r.below(3) > 0 {
			fmt.Fprintf(&text, "%s dev%d@example.org dev%d@example.org\n", path, r.below(50), r.below(50))
		}
		if r.below(50) == 0 {
			fmt.Fprintf(&text, "arch/chip%d/src/board%d*\n", i/400, i/20)
		}
	}
	return newMade("rule a file", text.String(), paths)
}

// components are folders of which each rule owns the files of one depth.
func components(n int) made {
	r := random(n)
	var text strings.Builder
	var paths []string
	text.WriteString("esp/*.py @owner\nesp/core/* @owner\n")
	for i := range n {
		fmt.Fprintf(&text, "esp/components/part%d/* @user%d @user%d\n", i, i, r.below(n))
		for range 5 {
			paths = append(paths, fmt.Sprintf("esp/components/part%d/%s%s", i, r.pick([]string{"", "sub/", "sub/deep/"}), r.pick([]string{"a.py", "b.h", "c.cpp"})))
		}
		paths = append(paths, fmt.Sprintf("esp/file%d.py", i))
	}
	return newMade("components", text.String(), paths)
}

// wildcards are stars of every shape at every depth, far more than names have.
func wildcards(n int) made {
	r := random(n)
	word := func() string {
		return r.pick([]string{"a", "ab", "test", "tests", "api", "x", "core", "ä", "app"})
	}
	segment := func() string {
		switch r.below(12) {
		case 0:
			return "*" + word()
		case 1:
			return word() + "*"
		case 2:
			return "*" + word() + "*"
		case 3:
			return word() + "*" + word()
		case 4:
			return word() + "?" + word()
		case 5:
			return "*" + word() + "*" + word() + "*"
		case 6:
			return "?" + word()
		case 7:
			return "**"
		case 8:
			return "*"
		}
		return word() + word()
	}
	var text strings.Builder
	for range n {
		var segments []string
		for range 1 + r.below(4) {
			segments = append(segments, segment())
		}
		pattern := r.pick([]string{"", "", "/", "/tests/", "**/"}) + strings.Join(segments, "/") + r.pick([]string{"", "", "/", "/*", "/**"})
		fmt.Fprintf(&text, "%s%s\n", pattern, r.pick([]string{"", " @a", " @b"}))
	}
	var paths []string
	for range 300 {
		var segments []string
		for range 1 + r.below(5) {
			segments = append(segments, word()+r.pick([]string{"", word(), word() + word()}))
		}
		paths = append(paths, r.pick([]string{"", "tests/"})+strings.Join(segments, "/"))
	}
	return newMade("wildcards", text.String(), paths)
}

// Generated files of the shapes that large repositories have.
func TestGeneratedSets(t *testing.T) {
	for _, set := range []made{
		monorepo(60), ruleAFile(900), components(150), wildcards(3), wildcards(20), wildcards(60), wildcards(61), wildcards(400),
	} {
		if len(set.file.Rules) < 3 || len(set.paths) < 100 {
			t.Errorf("%s: got %d rules and %d paths, want a set worth comparing", set.name, len(set.file.Rules), len(set.paths))
		}
		compareAll(t, set.file, set.paths)
		r := random(1)
		for i := range set.paths {
			j := r.below(i + 1)
			set.paths[i], set.paths[j] = set.paths[j], set.paths[i]
		}
		compareAll(t, set.file, set.paths)
	}
}

func TestNothingIsAllocatedForAPath(t *testing.T) {
	for _, set := range []made{monorepo(30), ruleAFile(300), components(50), wildcards(3)} {
		m := set.file.Compile()
		w := m.Walk()
		i := 0
		next := func() string { i++; return set.paths[i%len(set.paths)] }
		for name, match := range map[string]func(string) Result{"Matcher": m.Match, "Walker": w.Match, "File": set.file.Match} {
			if got := testing.AllocsPerRun(len(set.paths), func() { match(next()) }); got != 0 {
				t.Errorf("%s, %s: got %v allocations a path, want 0", set.name, name, got)
			}
		}
	}
}
