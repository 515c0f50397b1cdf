package issues

import (
	"time"

	"hubtrail/github"
)

// budget is how many searches a minute are sent while one types: GitHub allows
// 30 and counts those of the same credential elsewhere.
const budget = 24

// pace keeps typing within the budget. Requests that a key asks for at once are
// counted and not delayed: the client refuses what GitHub would.
type pace struct{ sendings []sending }

type sending struct {
	at   time.Time
	cost int
}

// plan says when to send requests that are wanted after a delay.
func (p *pace) plan(now time.Time, delay time.Duration, cost int, hurry bool) time.Time {
	at := now.Add(delay)
	for i := 0; i < len(p.sendings); {
		if now.Sub(p.sendings[i].at) >= time.Minute {
			p.sendings = append(p.sendings[:i], p.sendings[i+1:]...)
			continue
		}
		i++
	}
	for _, s := range p.sendings {
		if hurry || p.used(at)+cost <= budget {
			break
		}
		if free := s.at.Add(time.Minute); free.After(at) {
			at = free
		}
	}
	p.sendings = append(p.sendings, sending{at, cost})
	return at
}

// used is what is sent in the minute before a time.
func (p *pace) used(at time.Time) (n int) {
	for _, s := range p.sendings {
		if at.Sub(s.at) < time.Minute {
			n += s.cost
		}
	}
	return n
}

// drop forgets what was planned and has not been sent.
func (p *pace) drop(now time.Time) {
	if n := len(p.sendings); n > 0 && p.sendings[n-1].at.After(now) {
		p.sendings = p.sendings[:n-1]
	}
}

// cost is how many requests the search takes of one credential.
func (p *Pane) cost() int {
	kinds := 2
	if p.tabs[p.tab].Kind != github.SearchBoth {
		kinds = 1
	}
	of, most := map[github.Place]int{}, 0
	for _, s := range p.scopes {
		of[s.Place]++
		most = max(most, of[s.Place])
	}
	return most * kinds * max(p.limit/step, 1)
}
