package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// placed is a source file at its path, which a rename changes.
type placed struct {
	path string
	*source
}

// project is a repository as it grows.
type project struct {
	s       *spec
	r       *rand.Rand
	out     *stream
	sources []placed
	others  tree
	people  []author
	number  int // of the last issue or pull request
	version int // of a dependency that the bot bumps
	touched spot
	heights heights
	told    *chronicle
	open    bool // what is done is proposed, and has no number yet
}

// spot is a line that the last change wrote.
type spot struct {
	path string
	line int    // 0 if there is no such line
	name string // of the function that begins there, "" if none does
}

// busy is how many commits a repository with the flag has on its default
// branch.
const busy = 828

// history is the repository's whole history for git fast-import.
func history(s *spec) []byte {
	p := grown(s, newStream())
	return p.out.bytes()
}

// grown is the project after all that happened, written to out.
func grown(s *spec, out *stream) *project {
	r := s.random("history")
	p := &project{s: s, r: r, out: out, others: tree{}, number: 3, version: 7, told: newChronicle(s), heights: heights{}}
	p.people = crew(s, r)
	n := 20 + r.IntN(50)
	if r.IntN(4) == 0 {
		n += r.IntN(131)
	}
	if s.has("l") {
		n = busy
	}
	main := "refs/heads/" + s.branch()
	times := moments(r, s.created, s.pushed, n)
	tips := make([]int, 0, n)
	last := 0
	for i, at := range times {
		before := p.number
		if i == n/2 {
			last = p.merge(main, last, times[i-1], at)
		} else {
			p.touched = spot{}
			rev := p.step(i, n)
			rev.branch, rev.at, rev.parent, rev.files = main, at, last, p.files()
			number := 0
			if p.number > before {
				number = p.number
			}
			p.told.land(rev, number, p.touched)
			last = p.out.commit(rev)
		}
		tips = append(tips, last)
		for number := before + 1; number < p.number; number++ {
			p.propose(number, last, i, at)
		}
	}
	p.branches(tips, times)
	p.tags(tips, times)
	return p
}

// crew are the people of one repository.
func crew(s *spec, r *rand.Rand) []author {
	all := authors()
	if s.owner == personal {
		return []author{all[0]}
	}
	people := all[:len(all)-1] // without the bot
	r.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	return people[:3+r.IntN(4)]
}

// moments are n instants from created to pushed, in whole seconds and rising.
// They are reckoned in integers: fractions differ between processors.
func moments(r *rand.Rand, created, pushed time.Time, n int) []time.Time {
	sums := make([]int64, n)
	for i := 1; i < n; i++ {
		// Most gaps are short and some are long.
		sums[i] = sums[i-1] + 5000 + int64(r.IntN(300))*int64(r.IntN(300))
	}
	first, span := created.Unix(), pushed.Unix()-created.Unix()
	list := make([]time.Time, n)
	for i := range list {
		list[i] = time.Unix(first+span*sums[i]/sums[n-1], 0).UTC()
	}
	return list
}

func (p *project) files() tree {
	t := tree{}
	if p.out.dry {
		return t
	}
	for path, f := range p.others {
		t[path] = f
	}
	for _, s := range p.sources {
		t[s.path] = file{"100644", s.text()}
	}
	return t
}

func (p *project) write(path, text string) { p.others[path] = file{"100644", text} }

// grow adds a source file about a noun that has none yet, or gives false.
func (p *project) grow(language string) (placed, bool) {
	for range 20 {
		s := newSource(p.r, language, p.s.name, pick(p.r, nouns()))
		path, taken := s.path(), false
		for _, o := range p.sources {
			taken = taken || o.path == path
		}
		if !taken {
			p.sources = append(p.sources, placed{path, s})
			return p.sources[len(p.sources)-1], true
		}
	}
	return placed{}, false
}

// languages are the repository's main one and those beside it.
func (p *project) languages() []string {
	switch p.s.language {
	case "Python":
		return []string{"Python", "Python", "Go", ""}
	case "":
		return []string{"", "", "Python"}
	}
	return []string{p.s.language, p.s.language, p.s.language, "Python", ""}
}

func zone(r *rand.Rand) string {
	return pick(r, []string{"+0000", "+0100", "+0100", "+0200", "+0900", "-0500"})
}

// merge makes a branch of two commits and merges it.
func (p *project) merge(main string, last int, before, at time.Time) int {
	topic := "feature/" + pick(p.r, []string{"retry-budget", "bulk-import", "dark-mode", "audit-trail", "faster-start"})
	ref := "refs/heads/" + topic
	gap := at.Sub(before)
	tip := last
	for i := range 2 {
		p.touched = spot{}
		rev := p.change()
		rev.branch, rev.at, rev.parent, rev.files = ref, before.Add(gap*time.Duration(i+1)/4), tip, p.files()
		tip = p.out.commit(rev)
	}
	// The main line moved meanwhile: a change that does not touch the others.
	kept := p.files()
	base := p.out.trees[last]
	p.write("CHANGELOG.md", "# Changes\n\n- Rules of all parts are checked at start.\n")
	onMain := tree{"CHANGELOG.md": p.others["CHANGELOG.md"]}
	for path, f := range base {
		if path != "CHANGELOG.md" {
			onMain[path] = f
		}
	}
	who := pick(p.r, p.people)
	beside := revision{
		branch: main, author: who, committer: who, at: before.Add(gap * 3 / 4), zone: zone(p.r), message: "Start a change log\n", parent: last, files: onMain,
	}
	left := p.out.commit(beside)
	p.told.land(beside, 0, spot{path: "CHANGELOG.md", line: 3})
	kept["CHANGELOG.md"] = onMain["CHANGELOG.md"]
	p.count()
	rev := revision{
		branch: main, author: who, committer: forge(), at: at, zone: "+0000", parent: left, merged: tip, files: kept,
		message: fmt.Sprintf("Merge pull request #%d from %s/%s\n\n%s\n", p.number, p.s.owner, topic, title(topic)),
	}
	p.told.merge(rev, p.number, topic, p.touched)
	return p.out.commit(rev)
}

// title makes a sentence of a branch's name.
func title(branch string) string {
	words := strings.ReplaceAll(branch[strings.LastIndex(branch, "/")+1:], "-", " ")
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// forge is who commits what is merged on the web.
func forge() author { return author{"", "GitHub", "noreply@github.com"} }

// branches makes the branches beside the default one: one with a slash, one
// with a number sign, and some more.
func (p *project) branches(tips []int, times []time.Time) {
	n := len(tips)
	names := []string{"feature/" + pick(p.r, []string{"eu-warehouses", "new-tariffs", "split-orders"}), fmt.Sprintf("fix/#%d-timeout", 100+p.r.IntN(80))}
	for _, more := range []string{"develop", "release-1.x", "spike/ünïcode-日本", "dependabot/npm_and_yarn/left-pad-1.3.0", "wip"} {
		if p.r.IntN(2) == 0 {
			names = append(names, more)
		}
	}
	for _, name := range names {
		from := n - 1 - p.r.IntN(min(n, 12))
		base, at := tips[from], times[from]
		// Functions are at hand for the newest state only, so a branch off an
		// older commit changes a note of its own.
		files := p.out.trees[base]
		left := p.s.pushed.Sub(at)
		tip := base
		commits := p.r.IntN(4)
		for i := range commits {
			next := tree{}
			for path, f := range files {
				next[path] = f
			}
			next["docs/"+strings.Map(noSlash, name)+".md"] = file{"100644", fmt.Sprintf("# %s\n\nStep %d of %d.\n", title(name), i+1, commits)}
			who := pick(p.r, p.people)
			tip = p.out.commit(revision{
				branch: "refs/heads/" + name, author: who, committer: who, at: at.Add(left * time.Duration(i+1) / time.Duration(commits+1)),
				zone: zone(p.r), message: fmt.Sprintf("%s: step %d\n", title(name), i+1), parent: tip, files: next,
			})
			files = next
		}
		if commits == 0 {
			p.out.branch("refs/heads/"+name, base)
		} else {
			p.told.fork(name, commits, at)
		}
	}
}

func noSlash(r rune) rune {
	if r == '/' || r == '#' {
		return '-'
	}
	return r
}

// tags makes v1.0.0 and so on, every other one annotated.
func (p *project) tags(tips []int, times []time.Time) {
	every := max(len(tips)/6, 6)
	minor := 0
	for i := every; i < len(tips); i += every {
		name := fmt.Sprintf("v1.%d.0", minor)
		if minor%2 == 0 {
			p.out.tag(name, tips[i], p.people[0], times[i].Add(time.Minute), "Release "+name+"\n")
		} else {
			p.out.branch("refs/tags/"+name, tips[i])
		}
		minor++
	}
}
