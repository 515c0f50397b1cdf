package demo

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// chronicle is what a repository's history tells about its pull requests: the
// generator of issues reads it, so that both agree.
type chronicle struct {
	s         *spec
	chance    *rand.Rand
	main      []landing  // the default branch, oldest first
	proposals []proposal // pull requests that were not merged, by number
	forks     []fork
	branches  map[string]bool
	stack     *project // the last open proposal's files, to build upon
	top       int      // and its commit
}

// landing is a commit on the default branch.
type landing struct {
	number int // of the pull request it came from, 0 if from none
	title  string
	body   string
	by     author
	at     time.Time
	topic  string // branch of a pull request that was merged without squashing
	spot   spot
}

// proposal is a pull request that was not merged.
type proposal struct {
	number  int
	branch  string
	base    string // "" for the default branch
	title   string
	body    string
	by      author
	at      time.Time // of its last commit
	open    bool
	commits int
	spot    spot
}

// fork is a branch beside the default one with commits of its own.
type fork struct {
	branch  string
	commits int
	at      time.Time // when it left the default branch
}

func newChronicle(s *spec) *chronicle {
	return &chronicle{s: s, chance: s.random("pulls"), branches: map[string]bool{}}
}

// chronicled is a repository's chronicle without its history being written.
func chronicled(s *spec) *chronicle { return grown(s, &stream{dry: true}).told }

func (c *chronicle) land(rev revision, number int, at spot) {
	title, body := parted(rev.message)
	title = strings.TrimSuffix(title, fmt.Sprintf(" (#%d)", number))
	c.main = append(c.main, landing{number: number, title: title, body: body, by: rev.author, at: rev.at, spot: at})
}

func (c *chronicle) merge(rev revision, number int, topic string, at spot) {
	c.main = append(c.main, landing{number: number, title: title(topic), by: rev.author, at: rev.at, topic: topic, spot: at})
}

func (c *chronicle) fork(branch string, commits int, at time.Time) {
	c.branches[branch] = true
	c.forks = append(c.forks, fork{branch, commits, at})
}

// parted are a commit message's subject and the rest.
func parted(message string) (subject, body string) {
	subject, body, _ = strings.Cut(message, "\n")
	return subject, strings.TrimSpace(body)
}

// revision names the i-th commit of the default branch for git.
func (c *chronicle) revision(i int) string {
	return c.s.branch() + "~" + strconv.Itoa(len(c.main)-1-i)
}

// propose makes the number that was skipped a pull request without an end, for
// some of them: its commits lie where GitHub keeps those of pull requests. They
// begin at the commit last, the i-th of the default branch.
func (p *project) propose(number, last, i int, at time.Time) {
	c := p.told
	if !p.s.has("i") && !p.s.has("l") || c.chance.IntN(8) > 0 || i < 4 {
		return
	}
	recent := p.s.pushed.Sub(at) < p.s.pushed.Sub(p.s.created)/9
	d := proposal{number: number, open: recent && c.chance.IntN(5) < 3 || c.chance.IntN(50) == 0, commits: 1 + c.chance.IntN(3)}
	q, tip := p.aside(number), last
	if c.stack != nil && d.open && p.s.has("l") && c.chance.IntN(5) == 0 {
		q, tip = c.stack.aside(number), c.top
		d.base = c.proposals[len(c.proposals)-1].branch
	}
	room := Day.Sub(at) / 2
	for n := range d.commits {
		q.touched = spot{}
		rev := q.change()
		if n == 0 {
			d.title, d.body = parted(rev.message)
			d.by = rev.author
			d.branch = c.unused(branchName(d.title), number)
		}
		if q.touched.line > 0 || q.touched.path == d.spot.path {
			d.spot = q.touched // where its last change is
		}
		d.at = at.Add(min(room, 7*time.Hour) * time.Duration(n+1) / time.Duration(d.commits+1))
		rev.branch, rev.at, rev.parent, rev.files = "refs/pull/"+strconv.Itoa(number)+"/head", d.at, tip, q.files()
		rev.committer = rev.author
		tip = p.out.commit(rev)
	}
	if d.open && p.s.has("l") {
		p.out.branch("refs/heads/"+d.branch, tip)
		c.stack, c.top = q, tip
	} else {
		c.stack = nil
	}
	c.proposals = append(c.proposals, d)
}

// aside is the project as it is now, to go on by itself.
func (p *project) aside(number int) *project {
	q := *p
	q.r, q.open, q.number = p.s.random("pull "+strconv.Itoa(number)), true, number-1
	q.others = maps.Clone(p.others)
	q.sources = slices.Clone(p.sources)
	return &q
}

// branchName is a branch for a change: its words joined.
func branchName(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	kind := "change/"
	if len(words) > 0 && words[0] == "fix" {
		kind, words = "fix/", words[1:]
	}
	return kind + strings.Join(words[:min(len(words), 4)], "-")
}

// unused is the name, with the number behind if there is such a branch already.
func (c *chronicle) unused(branch string, number int) string {
	if c.branches[branch] {
		branch += "-" + strconv.Itoa(number)
	}
	c.branches[branch] = true
	return branch
}
