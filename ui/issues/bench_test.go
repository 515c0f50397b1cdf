package issues

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// many are n hits, every third a pull request that closes the one before.
func many(n int) []github.Hit {
	hits := make([]github.Hit, n)
	for i := range hits {
		hits[i] = hit(i+1, fmt.Sprintf("What happens when the %d. server is restarted while it answers", i))
		hits[i].Labels = []github.Label{{Name: "bug"}, {Name: "area/server"}}
		hits[i].Comments = i % 50
		if i%3 == 2 {
			hits[i].Pull, hits[i].Body = true, fmt.Sprintf("Fixes #%d.", i)
		}
	}
	return hits
}

// large is a pane of 50 rows that shows as many of n hits as there are shown.
func large(t testing.TB, n int) *Pane {
	hits := many(n)
	h := &hub{stored: hits, hits: hits, sums: map[github.IssueRef]github.PullSummary{}}
	for i := range h.hits {
		h.sums[h.hits[i].IssueRef] = github.PullSummary{Review: github.ReviewApproved, Checks: github.CheckPassed}
	}
	p := opened(t, h)
	p.Resize(120, 50)
	return p
}

func TestAKeyCostsTheSameWhateverTheLength(t *testing.T) {
	allocations := func(n int) float64 {
		p := large(t, n)
		return testing.AllocsPerRun(100, func() {
			p.Update(keymap.Down)
			p.View(true)
		})
	}
	few, many := allocations(100), allocations(100_000)
	// Beside the rows the view itself makes a few.
	if many > 1.2*few || many > 4*50+12 {
		t.Errorf("got %v allocations with 100 hits, %v with 100,000, want no more, and at most four for each of 50 rows", few, many)
	}
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, n := range []int{100, 1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := large(b, n)
			b.ReportAllocs()
			for b.Loop() {
				p.Update(keymap.Down)
				p.View(true)
			}
		})
	}
}

// A letter of a query, without the work in the background that it starts.
func BenchmarkQueryLetter(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := large(b, n)
			p.Update(keymap.Search)
			letter := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'x'}}
			p.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(" label:bug author:ada in:title updated:>2026-01-01 crash")})
			b.ReportAllocs()
			for b.Loop() {
				p.Update(letter)
				p.View(true)
				p.Update(tea.KeyMsg{Type: tea.KeyBackspace})
				p.View(true)
			}
		})
	}
}

func BenchmarkTakeAnswer(b *testing.B) {
	p := large(b, 1000)
	p.Update(keymap.Last)
	for b.Loop() {
		b.StopTimer()
		_, cmd := p.Update(keymap.Reload)
		mail := cmd().(pane.Mail)
		b.StartTimer()
		p.Update(mail.Msg)
		b.StopTimer()
		panetest.Run(p, mail.Next)
		b.StartTimer()
	}
}

func BenchmarkNewBook(b *testing.B) {
	hits := many(1000)
	b.ReportAllocs()
	for b.Loop() {
		newBook("q", 1000, github.SearchResult{Hits: hits}, reader{})
	}
}
