package issues

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/ui/load"
)

const (
	// batch is how many pull requests are asked about at once, batches how often
	// after one answer.
	batch   = 50
	batches = 2
	// summariesKept bounds what is remembered of rows that are gone.
	summariesKept = 5000
)

// summary is the reviews and checks of a pull request, and of which version.
type summary struct {
	github.PullSummary
	closes  string // what it closes, as the rows say it
	updated time.Time
	got     time.Time
}

// summarise asks for the reviews and checks of the pull requests listed, those
// in sight first. The rows do not wait for them.
func (p *Pane) summarise(anew bool) tea.Cmd {
	if p.book == nil {
		return nil
	}
	first, _ := p.list.Window()
	wanted, order, n := map[github.Place][]github.IssueRef{}, []github.Place(nil), 0
	updated := map[key]time.Time{}
	hits := p.book.result.Hits
	for i := range hits {
		h := &hits[(i+first)%len(hits)]
		k := keyOf(h)
		was, known := p.sums[k]
		if !h.Pull || known && !anew && was.updated.Equal(h.UpdatedAt) && time.Since(was.got) < stale {
			continue
		}
		if n++; n > batch*batches {
			break
		}
		if wanted[h.At] == nil {
			order = append(order, h.At)
		}
		wanted[h.At] = append(wanted[h.At], h.IssueRef)
		updated[k] = h.UpdatedAt
	}
	if n == 0 {
		return nil
	}
	client := p.client
	return p.summing.Start(0, func(ctx context.Context, emit func(map[key]summary, time.Time)) error {
		all, fault := map[key]summary{}, error(nil)
		for _, at := range order {
			for refs := wanted[at]; len(refs) > 0; {
				some := refs[:min(batch, len(refs))]
				refs = refs[len(some):]
				got, err := client.PullSummaries(ctx, at, some)
				if err != nil && !errors.Is(err, github.ErrUnsupported) {
					fault = err
				}
				if err != nil {
					break
				}
				grown := make(map[key]summary, len(all)+len(got))
				for k, s := range all {
					grown[k] = s
				}
				for ref, s := range got {
					k := key{at, ref}
					grown[k] = summary{s, linkText(ref.Repo, s.Closes), updated[k], time.Now()}
				}
				all = grown
				emit(all, time.Time{})
			}
		}
		return fault
	})
}

// takeSummaries keeps what came of it. Only what the rows say changes.
func (p *Pane) takeSummaries(r load.Result[map[key]summary]) {
	if !p.summing.Take(r) {
		return
	}
	p.sumsErr = p.summing.Err()
	if len(p.sums) > summariesKept {
		clear(p.sums)
	}
	for k, s := range p.summing.Value() {
		p.sums[k] = s
	}
}
