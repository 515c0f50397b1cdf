package demo

import (
	"slices"
	"strconv"
	"time"

	"hubtrail/github/embedded"
)

// many is how many issues and pull requests the repository has that has
// thousands of them.
const many = 4000

// usual is how many events an issue mostly has.
const usual = 5

// tracker makes the issues and pull requests of one repository.
type tracker struct {
	*voice
	milestones []embedded.Milestone
	list       []embedded.Issue // by number, from 1
	roles      []role
	waiting    []int        // numbers of issues that may still be closed by a pull request
	staff      []string     // of people those who have rights
	kept       map[int]bool // numbers of issues that stay open
}

// role is what the history says about a number: at most one of the two is set.
type role struct {
	landing  *landing
	index    int // of the landing on the default branch
	proposal *proposal
	fork     *fork
}

func (r role) pull() bool { return r.landing != nil || r.proposal != nil || r.fork != nil }

// issues are those of a repository. Its own source of chance keeps the history
// apart from them.
func issues(s *spec) embedded.IssueData {
	t := newTracker(s)
	for i := range t.list {
		t.latest, t.at = i, t.list[i].CreatedAt
		if t.roles[i].pull() {
			t.pull(i)
		} else {
			t.issue(i)
		}
	}
	t.curiosities()
	for i := range t.list {
		t.talk(&t.list[i])
		t.conclude(&t.list[i])
	}
	if s.owner+"/"+s.name == hostileRepository {
		t.hostile()
	}
	return embedded.IssueData{Labels: labels(), Milestones: t.milestones, Issues: t.list}
}

func newTracker(s *spec) *tracker {
	v := newVoice(s, "issues")
	v.c = chronicled(s)
	v.marks = marksOf(v.c)
	t := &tracker{voice: v, milestones: milestones(s), kept: map[int]bool{}}
	t.staff, v.people = handles(s, v.c)
	total := 3
	for i := range v.c.main {
		l := &v.c.main[i]
		total = max(total, l.number)
		if l.spot.name != "" {
			v.spots = append(v.spots, l.spot)
		}
	}
	total += 1 + v.r.IntN(3)
	if s.has("l") {
		total = many
	}
	t.roles = make([]role, total)
	for i := range v.c.main {
		if l := &v.c.main[i]; l.number > 0 {
			t.roles[l.number-1] = role{landing: l, index: i}
		}
	}
	for i := range v.c.proposals {
		t.roles[v.c.proposals[i].number-1].proposal = &v.c.proposals[i]
	}
	t.offer()
	t.list = make([]embedded.Issue, total)
	t.date()
	return t
}

// offer makes pull requests of the branches that have commits: they take the
// last numbers that are free.
func (t *tracker) offer() {
	at := len(t.roles) - 1
	for i := range t.c.forks {
		for at >= 3 && t.roles[at].pull() {
			at--
		}
		if at < 3 || i == 3 {
			return
		}
		t.roles[at].fork = &t.c.forks[i]
		at--
	}
}

// handles are the logins of those who work on a repository, and of all who
// write there: its crew more often than others.
func handles(s *spec, c *chronicle) (staff, people []string) {
	var list []string
	for i := range c.main {
		if login := c.main[i].by.login; login != "" && login != "nw-bot" && !slices.Contains(list, login) {
			list = append(list, login)
		}
	}
	if s.owner != harbour && !slices.Contains(list, personal) {
		list = append(list, personal) // whose demo it is
	}
	staff = slices.Concat(list, list)
	if s.owner == org {
		for _, a := range writers()[:colleagues] {
			staff = append(staff, a.login)
		}
	}
	people = slices.Clone(staff)
	for _, a := range writers()[colleagues:] {
		people = append(people, a.login)
	}
	return staff, people
}

// date gives every number its time: rising, a pull request before it was
// merged, and the last ones shortly before Day.
func (t *tracker) date() {
	n := len(t.list)
	latest := make([]time.Time, n)
	end := Day.Add(-time.Duration(2+t.r.IntN(9)) * time.Minute)
	for i := n - 1; i >= 0; i-- {
		at := end
		if l := t.roles[i].landing; l != nil {
			open := time.Duration(20+t.r.IntN(60)*t.r.IntN(60)) * time.Minute
			at = l.at.Add(-min(open, l.at.Sub(t.s.created)/2))
		}
		if at.Before(end) {
			end = at
		}
		latest[i] = end
		end = end.Add(-time.Duration(1+t.r.IntN(40)) * time.Second)
	}
	// Numbers between two fixed ones are spread over the time between them.
	before, from := t.s.created.Add(10*time.Minute), 0
	for i := range n {
		if t.roles[i].landing == nil && i < n-1 {
			continue
		}
		gap := max(0, latest[i].Sub(before))
		steps := time.Duration(i - from + 1)
		for j := from; j <= i; j++ {
			at := before.Add(gap * time.Duration(j-from+1) / steps)
			if j < i {
				at = at.Add(-gap / steps * time.Duration(t.r.IntN(90)) / 100)
			}
			t.list[j].CreatedAt = at.Truncate(time.Second)
		}
		if latest[i].After(before) {
			before = latest[i]
		}
		from = i + 1
	}
	// One allocation for what most of them need.
	events := make([]embedded.Event, n*usual)
	for i := range t.list {
		t.list[i].Number, t.list[i].Events = i+1, events[i*usual:i*usual:(i+1)*usual]
	}
}

// after is a moment within the given time after another, but before Day.
func (t *tracker) after(at time.Time, within time.Duration) time.Time {
	room := min(within, Day.Sub(at)-time.Minute)
	if room <= time.Second {
		return at.Add(time.Second)
	}
	// Most things happen soon.
	x := time.Duration(t.r.IntN(1000)) * time.Duration(t.r.IntN(1000))
	return at.Add(room/1_000_000*x + time.Second).Truncate(time.Second)
}

// somebody is who writes or acts: now and then an account that was deleted.
func (t *tracker) somebody() string {
	if t.odds(70) {
		return ""
	}
	return pick(t.r, t.people)
}

func short(number int) string { return "#" + strconv.Itoa(number) }
