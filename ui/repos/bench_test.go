package repos

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// many are n repositories of a thousand owners.
func many(n int) []github.Repository {
	words := [...]string{"api", "web", "server", "tools", "client", "docs", "infra", "billing", "search", "mobile"}
	repos := make([]github.Repository, n)
	for i := range repos {
		repos[i] = github.Repository{
			RepoRef:       github.RepoRef{Owner: fmt.Sprint("owner", i%1000), Name: fmt.Sprintf("%s-%s-%d", words[i*7%10], words[i/10%10], i)},
			DefaultBranch: "main", Language: "Go", Stars: i * 31 % 9000, Archived: i%50 == 0,
			PushedAt: (*shelf)(nil).Now("").AddDate(0, 0, -i*17%5000),
		}
	}
	return repos
}

// large is a pane of 50 rows that shows n repositories, one of them pinned.
func large(t testing.TB, n int) *Pane {
	repos := many(n)
	p := opened(t, &shelf{repos: repos, pins: map[github.RepoRef]bool{repos[5].RepoRef: true}})
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
		t.Errorf("got %v allocations with 100 repositories, %v with 100,000, want no more, and at most four for each of 50 rows", few, many)
	}
}

func TestAFilterLetterAllocatesNothingByLength(t *testing.T) {
	allocations := func(n int) float64 {
		p := large(t, n)
		p.Update(keymap.Filter)
		letter := func(k tea.KeyMsg) { p.Update(k); p.View(true) }
		return testing.AllocsPerRun(5, func() {
			letter(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'s'}})
			letter(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'e'}})
			letter(tea.KeyMsg{Type: tea.KeyBackspace})
			letter(tea.KeyMsg{Type: tea.KeyBackspace})
		})
	}
	few, many := allocations(1000), allocations(100_000)
	if many > 1.5*few+100 {
		t.Errorf("got %v allocations with 1,000 repositories, %v with 100,000, want about as many", few, many)
	}
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, n := range []int{100, 100_000} {
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

func BenchmarkFilterLetter(b *testing.B) {
	for _, letters := range []string{"s", "se", "serv"} {
		b.Run(letters, func(b *testing.B) {
			p := large(b, 100_000)
			p.Update(keymap.Filter)
			panetest.Type(p, letters[:len(letters)-1])
			last := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(letters[len(letters)-1:])}
			b.ReportAllocs()
			for b.Loop() {
				p.Update(last)
				p.View(true)
				b.StopTimer()
				p.Update(tea.KeyMsg{Type: tea.KeyBackspace})
				b.StartTimer()
			}
		})
	}
}

func BenchmarkNewBook(b *testing.B) {
	repos := many(100_000)
	b.ReportAllocs()
	for b.Loop() {
		newBook(github.Listing[github.Repository]{Items: repos}, nil)
	}
}

// What the update goroutine does for an answer of 100,000 repositories, which
// the command has sorted and indexed already.
func BenchmarkTakeAnswer(b *testing.B) {
	s := &shelf{repos: many(100_000)}
	p := opened(b, s)
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

// Going to a listing of 100,000 repositories that is stored.
func BenchmarkShowStored(b *testing.B) {
	s := &shelf{stored: many(100_000)}
	p := opened(b, s)
	for i := 0; b.Loop(); i++ {
		sub := subject()
		sub.Owner = fmt.Sprint("owner", i)
		p.Update(pane.SubjectChanged{Subject: sub})
	}
}
