package repos

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// shelf is a fake of the accounts and of the pins.
type shelf struct {
	repos  []github.Repository
	stored []github.Repository
	total  int
	fail   error
	hold   bool // answer, then wait for the context to end
	ctx    context.Context
	asked  []string

	access    github.Access
	accessErr error
	pins      map[github.RepoRef]bool
	setErr    error

	hits      github.RepositorySearch
	searchErr error
	searched  []string
}

func (s *shelf) Now(string) time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func (s *shelf) StoredRepositories(github.Place, string) (github.Listing[github.Repository], bool) {
	return github.Listing[github.Repository]{Items: s.stored, At: s.Now("")}, s.stored != nil
}

func (s *shelf) Repositories(ctx context.Context, at github.Place, owner string, emit func(github.Listing[github.Repository])) error {
	s.ctx = ctx
	s.asked = append(s.asked, at.Account+" "+owner)
	if s.fail != nil {
		return s.fail
	}
	emit(github.Listing[github.Repository]{Items: s.repos, Total: s.total, At: time.Now()})
	if s.hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func (s *shelf) Access(context.Context, github.Place, github.RepoRef) (github.Access, error) {
	return s.access, s.accessErr
}

func (s *shelf) Pinned(_ github.Place, repos []github.Repository) map[github.RepoRef]bool {
	on := map[github.RepoRef]bool{}
	for _, r := range repos {
		if s.pins[r.RepoRef] {
			on[r.RepoRef] = true
		}
	}
	return on
}

func (s *shelf) Set(_ context.Context, _ github.Place, repo github.RepoRef, on bool) error {
	if s.setErr != nil {
		return s.setErr
	}
	s.pins[repo] = on
	return nil
}

func repo(name string, stars, days int) github.Repository {
	return github.Repository{
		RepoRef: github.RepoRef{Owner: "acme", Name: name}, Stars: stars, DefaultBranch: "main", URL: "https://github.com/acme/" + name,
		PushedAt: (*shelf)(nil).Now("").AddDate(0, 0, -days),
	}
}

// some are pushed to in another order than that of their names and stars.
func some() []github.Repository {
	old := repo("attic", 900, 1000)
	old.Archived = true
	return []github.Repository{repo("Web", 5, 1), repo("api", 70, 3), old, repo("docs", 5, 2), repo("zoo", 0, 4)}
}

func subject() pane.Subject {
	return pane.Subject{Place: github.Place{Account: "work", Installation: 7}, Owner: "acme"}
}

// opened is a pane of 80x24 that shows the shelf.
func opened(t testing.TB, s *shelf) *Pane {
	t.Helper()
	p := New(t.Context(), panetest.Theme(), s, s)
	p.Resize(80, 24)
	panetest.Send(p, pane.SubjectChanged{Subject: subject()})
	return p
}

// names are those of the rows, in order.
func names(p *Pane) string {
	var out []string
	for _, i := range p.rows {
		out = append(out, p.book.repos[i].Name)
	}
	return strings.Join(out, " ")
}

func under(p *Pane) string {
	r, _ := p.current()
	return r.Name
}

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "nothing chosen", New(t.Context(), panetest.Theme(), &shelf{}, &shelf{}))
	panetest.Fill(t, "no repositories", opened(t, &shelf{}))
	panetest.Fill(t, "failed", opened(t, &shelf{fail: errors.New("broken")}))
	archived := repo("attic", 0, 0)
	archived.Archived = true
	panetest.Fill(t, "archived ones alone", opened(t, &shelf{repos: []github.Repository{archived}}))
	for _, n := range []int{1, 5, 23, 500} {
		s := &shelf{pins: map[github.RepoRef]bool{{Owner: "acme", Name: "r1"}: true}, total: 9870}
		for i := range n {
			s.repos = append(s.repos, repo(fmt.Sprint("r", i), i*1000, i))
		}
		p := opened(t, s)
		panetest.Fill(t, fmt.Sprint(n, " repositories"), p)
		panetest.Send(p, keymap.Filter)
		panetest.Fill(t, fmt.Sprint(n, " while filtering"), p)
		panetest.Type(p, "r1")
		panetest.Fill(t, fmt.Sprint(n, " filtered"), p)
		panetest.Type(p, "nothing matches this")
		panetest.Fill(t, fmt.Sprint(n, " none matching"), p)
		panetest.Send(p, keymap.Cancel)
		s.access = github.Access{State: github.AccessNotGranted, Text: strings.Repeat("too long ", 60), Fix: "ask somebody"}
		panetest.Send(p, keymap.Pin)
		panetest.Fill(t, fmt.Sprint(n, " with a note"), p)
		panetest.Send(p, keymap.Filter)
		p.note = "a note"
		panetest.Fill(t, fmt.Sprint(n, " with a note while filtering"), p)
	}
}

func TestHostileTextIsDrawnSafely(t *testing.T) {
	for _, owners := range []bool{false, true} {
		s := &shelf{pins: map[github.RepoRef]bool{}}
		for i, x := range panetest.Hostile() {
			r := github.Repository{RepoRef: github.RepoRef{Owner: "acme", Name: x}, Language: x, DefaultBranch: x, Stars: 1 << 40, Private: i%2 == 0, Fork: i%3 == 0}
			if owners {
				r.Owner = x
			}
			s.repos = append(s.repos, r)
		}
		for _, x := range panetest.Hostile() {
			p := New(t.Context(), panetest.Theme(), s, s)
			panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: github.Place{Account: "a" + x}, Repo: s.repos[1].RepoRef}})
			panetest.Fill(t, x, p)
			s.access = github.Access{State: github.AccessNotFound, Text: x, Fix: x}
			panetest.Send(p, keymap.Down)
			panetest.Send(p, keymap.Pin)
			panetest.Fill(t, x, p)
			panetest.Send(p, keymap.Filter)
			panetest.Send(p, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(x), Paste: true})
			panetest.Fill(t, x, p)
			panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: github.Place{Account: "b"}, Owner: x}})
			panetest.Fill(t, x, p)
		}
	}
}

func TestOrders(t *testing.T) {
	p := opened(t, &shelf{repos: some()})
	for _, want := range []string{"Web docs api zoo", "api docs Web zoo", "api docs Web zoo", "Web docs api zoo"} {
		// By last push, by name, by stars.
		if p.order == byStars {
			want = "api docs Web zoo"
		}
		if got := names(p); got != want {
			t.Errorf("%s: got %q, want %q", p.order, got, want)
		}
		panetest.Send(p, keymap.Down)
		if got := panetest.Send(p, keymap.Sort); got != (pane.Say{Text: "sorted " + p.order.String()}) || p.list.Cursor() != 0 {
			t.Errorf("sort: got %#v, cursor %d, want what the order is and the top", got, p.list.Cursor())
		}
	}
}

func TestArchivedAreHiddenUntilAskedFor(t *testing.T) {
	p := opened(t, &shelf{repos: some()})
	panetest.Send(p, keymap.Last)
	if got := panetest.Send(p, keymap.Archived); got != (pane.Say{Text: "1 archived shown"}) {
		t.Errorf("got %#v, want 1 archived shown", got)
	}
	if got := names(p); got != "Web docs api zoo attic" || under(p) != "zoo" {
		t.Errorf("got %q with the cursor on %q, want attic too and the cursor on zoo", got, under(p))
	}
	if got := panetest.Text(p.View(true)[4:5]); !strings.Contains(got, "attic") || !strings.Contains(got, "archived") {
		t.Errorf("got row %q, want it marked", got)
	}
	if got := panetest.Send(p, keymap.Archived); got != (pane.Say{Text: "1 archived hidden"}) || strings.Contains(names(p), "attic") {
		t.Errorf("got %#v and %q, want it hidden again", got, names(p))
	}
	if got := panetest.Send(opened(t, &shelf{repos: some()[:2]}), keymap.Archived); got != (pane.Say{Text: "no repository here is archived"}) {
		t.Errorf("none is archived: got %#v", got)
	}
}

func TestPinsComeFirst(t *testing.T) {
	s := &shelf{repos: some(), pins: map[github.RepoRef]bool{{Owner: "acme", Name: "zoo"}: true, {Owner: "acme", Name: "attic"}: true}}
	p := opened(t, s)
	if got := names(p); got != "zoo attic Web docs api" {
		t.Errorf("got %q, want the pinned first, an archived one too", got)
	}
	panetest.Send(p, keymap.Last)
	s.access = github.Access{State: github.AccessGranted, Text: "work can read acme/api."}
	panetest.Send(p, keymap.Pin)
	if got := names(p); got != "api zoo attic Web docs" || under(p) != "api" || p.note != "pinned: acme/api is there and can be read" {
		t.Errorf("pinned: got %q, cursor on %q, note %q", got, under(p), p.note)
	}
	panetest.Send(p, keymap.Pin)
	if got := names(p); got != "zoo attic Web docs api" || under(p) != "api" || p.note != "" {
		t.Errorf("unpinned: got %q, cursor on %q, note %q", got, under(p), p.note)
	}
}

func TestPinning(t *testing.T) {
	broken := errors.New("broken")
	tests := []struct {
		name   string
		s      shelf
		pinned bool
		note   string
	}{
		{"granted", shelf{access: github.Access{State: github.AccessGranted, Text: "It can be read."}}, true, "pinned: acme/Web is there and can be read"},
		{"refused", shelf{access: github.Access{State: github.AccessNotGranted, Text: "It may not be read.", Fix: "Ask."}}, false, "It may not be read. → Ask."},
		{"absent", shelf{access: github.Access{State: github.AccessNotFound, Text: "There is none."}}, false, "There is none."},
		{"not known", shelf{access: github.Access{Text: "The rate limit is used up."}}, true, "The rate limit is used up."},
		{"not asked", shelf{accessErr: broken}, false, "not pinned: broken"},
		{"not kept", shelf{access: github.Access{State: github.AccessGranted}, setErr: broken}, false, "not pinned: broken"},
	}
	for _, tt := range tests {
		s := tt.s
		s.repos, s.pins = some(), map[github.RepoRef]bool{}
		p := opened(t, &s)
		_, cmd := p.Update(keymap.Pin)
		if p.note != "checking access to acme/Web" {
			t.Errorf("%s: while asking: got note %q", tt.name, p.note)
		}
		panetest.Run(p, cmd)
		if got := s.pins[github.RepoRef{Owner: "acme", Name: "Web"}]; got != tt.pinned || p.note != tt.note {
			t.Errorf("%s: got pinned %v, note %q, want %v, %q", tt.name, got, p.note, tt.pinned, tt.note)
		}
		panetest.Send(p, keymap.Sort)
		if p.note != "" {
			t.Errorf("%s: the note %q stays after another key", tt.name, p.note)
		}
	}
}

func TestTheNoteIsAtTheFoot(t *testing.T) {
	p := opened(t, &shelf{repos: some()})
	p.Resize(30, 12)
	p.Update(keymap.Pin)
	rows := strings.Split(panetest.Text(p.View(true)), "\n")
	if rows[10] != " checking access to acme/Web" && rows[11] != " checking access to acme/Web" {
		t.Errorf("got\n%s\nwant the note at the foot", strings.Join(rows, "\n"))
	}
	if !strings.Contains(rows[3], "zoo") {
		t.Errorf("got row %q, want the list above it", rows[3])
	}
	// Where there is no row, what is said of that does not push it out.
	p = opened(t, &shelf{})
	p.Resize(12, 4)
	p.note = "a note"
	if got := panetest.Text(p.View(true)[3:]); got != " a note" {
		t.Errorf("beside an empty list: got %q at the foot, want the note", got)
	}
	p.slot.Cancel()
}

func TestTheFilter(t *testing.T) {
	s := &shelf{repos: []github.Repository{repo("web-deprecated-apis", 0, 0), repo("wide-api", 0, 1), repo("api", 0, 2), repo("zoo", 0, 3)}}
	p := opened(t, s)
	if p.Scope() != keymap.Repositories {
		t.Errorf("got scope %s, want that of the list", p.Scope())
	}
	panetest.Send(p, keymap.Filter)
	if p.Scope() != keymap.FilterText {
		t.Errorf("got scope %s, want text", p.Scope())
	}
	panetest.Type(p, "api")
	if got := names(p); !strings.HasPrefix(got, "api wide-api") || strings.Contains(got, "zoo") || under(p) != "api" {
		t.Errorf("got %q with the cursor on %q, want the best first and under the cursor", got, under(p))
	}
	if got := p.Status().Count; got != "3 of 4" {
		t.Errorf("got count %q, want 3 of 4", got)
	}
	marked := panetest.Theme().Match.Open
	for _, row := range p.View(true)[1:4] {
		if !strings.Contains(row, marked) {
			t.Errorf("got row %q, want what matched marked", row)
		}
	}
	if len(s.asked) != 1 {
		t.Errorf("asked %q, want no request for a letter", s.asked)
	}
	panetest.Send(p, keymap.Down)
	if got, want := panetest.Send(p, keymap.Accept), (pane.ChooseRepository{Repo: github.RepoRef{Owner: "acme", Name: "wide-api"}, DefaultBranch: "main"}); got != want {
		t.Errorf("accept: got %#v, want %#v", got, want)
	}
	if p.Scope() != keymap.Repositories || p.filter() != "api" {
		t.Errorf("accepted: got scope %s, filter %q, want the list with its filter", p.Scope(), p.filter())
	}
	if got := panetest.Send(p, keymap.Back); got != nil || p.filter() != "" || len(p.rows) != 4 {
		t.Errorf("back: got %#v, filter %q, want the filter gone and the pane kept", got, p.filter())
	}
	if got := panetest.Send(p, keymap.Back); got != (pane.Leave{}) {
		t.Errorf("back again: got %#v, want to leave", got)
	}
	panetest.Send(p, keymap.Filter)
	panetest.Type(p, "nothing like it")
	if got := panetest.Send(p, keymap.Accept); got != nil {
		t.Errorf("accept with no row: got %#v, want nothing", got)
	}
	panetest.Send(p, keymap.Filter)
	if got := panetest.Send(p, keymap.Cancel); got != nil || p.filter() != "" || p.Scope() != keymap.Repositories {
		t.Errorf("cancel: got %#v, filter %q, scope %s, want all of it gone", got, p.filter(), p.Scope())
	}
}

func TestAGrowingListingKeepsTheCursor(t *testing.T) {
	s := &shelf{repos: some()}
	p := opened(t, s)
	for range 2 {
		panetest.Send(p, keymap.Down)
	}
	was := p.list.Cursor()
	if under(p) != "api" {
		t.Fatalf("the cursor is on %q, want api", under(p))
	}
	s.repos = append([]github.Repository{repo("fresh", 0, 0), repo("newer", 0, 0)}, s.repos...)
	panetest.Send(p, keymap.Reload)
	if under(p) != "api" || p.list.Cursor() != was+2 {
		t.Errorf("two more: the cursor is on %q, row %d, want api, row %d", under(p), p.list.Cursor(), was+2)
	}
	s.repos = some()[:1]
	panetest.Send(p, keymap.Reload)
	if under(p) != "Web" {
		t.Errorf("it is gone: the cursor is on %q, want what there is", under(p))
	}
}

func TestStoredRepositoriesAreShownFirst(t *testing.T) {
	s := &shelf{repos: some(), stored: some()[3:], total: 12}
	p := New(t.Context(), panetest.Theme(), s, s)
	p.Resize(80, 24)
	sub := subject()
	sub.Repo = github.RepoRef{Owner: "acme", Name: "zoo"}
	if _, cmd := p.Update(pane.Restored{Subject: sub}); cmd != nil {
		t.Error("restoring starts a request, want none before the program runs")
	}
	if names(p) != "docs zoo" || under(p) != "zoo" || p.Status().At.IsZero() {
		t.Errorf("restored: got %q, cursor on %q, want the stored with the cursor on the open one", names(p), under(p))
	}
	_, cmd := p.Update(pane.Shown{})
	if cmd == nil || names(p) != "docs zoo" || p.Status().Busy.IsZero() {
		t.Errorf("shown: got %q, status %+v, want a request beside the stored", names(p), p.Status())
	}
	panetest.Run(p, cmd)
	if names(p) != "Web docs api zoo" || under(p) != "zoo" {
		t.Errorf("answered: got %q, cursor on %q", names(p), under(p))
	}
}

func TestALongStoredListingIsSortedInTheCommand(t *testing.T) {
	s := &shelf{stored: many(atOnce + 1), fail: errors.New("broken")}
	p := New(t.Context(), panetest.Theme(), s, s)
	sub := subject()
	sub.Repo = s.stored[777].RepoRef
	p.Update(pane.Restored{Subject: sub})
	_, cmd := p.Update(pane.Shown{})
	if p.book != nil {
		t.Errorf("got %d repositories sorted by the update, want none", len(p.book.repos))
	}
	panetest.Run(p, cmd)
	if p.book == nil || len(p.book.repos) != atOnce+1 || !p.Status().At.Equal(s.Now("")) || p.Status().Err == nil {
		t.Errorf("got book %v, status %+v, want all stored beside the failure", p.book != nil, p.Status())
	}
	if r, _ := p.current(); r.RepoRef != sub.Repo {
		t.Errorf("the cursor is on %s, want the open %s", r.RepoRef, sub.Repo)
	}
	// Another subject forgets it.
	s.stored, s.fail = nil, nil
	sub.Owner = "globex"
	panetest.Send(p, pane.SubjectChanged{Subject: sub})
	if len(p.rows) != 0 {
		t.Errorf("got %d rows of another owner, want none", len(p.rows))
	}
}

func TestTheFirstAnswerPutsTheCursorOnTheOpenRepository(t *testing.T) {
	s := &shelf{repos: some()}
	p := New(t.Context(), panetest.Theme(), s, s)
	sub := subject()
	sub.Repo = github.RepoRef{Owner: "acme", Name: "api"}
	panetest.Send(p, pane.SubjectChanged{Subject: sub})
	if under(p) != "api" {
		t.Errorf("the cursor is on %q, want api", under(p))
	}
}

func TestTheCountGrows(t *testing.T) {
	s := &shelf{repos: some(), total: 9870, hold: true}
	p := New(t.Context(), panetest.Theme(), s, s)
	_, cmd := p.Update(pane.SubjectChanged{Subject: subject()})
	mail := cmd().(pane.Mail)
	p.Update(mail.Msg)
	if st := p.Status(); st.Count != "5 of 9,870" || st.Title != "Repositories of acme" {
		t.Errorf("got %+v, want 5 of 9,870", st)
	}
	p.Update(pane.SubjectChanged{})
	panetest.Run(p, mail.Next)
}

func TestNothingIsStartedTwice(t *testing.T) {
	s := &shelf{repos: some()}
	p := New(t.Context(), panetest.Theme(), s, s)
	if _, cmd := p.Update(pane.Shown{}); cmd != nil {
		t.Error("a request is started although no account is chosen")
	}
	_, first := p.Update(pane.SubjectChanged{Subject: subject()})
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{Subject: subject()}, pane.Due{}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request beside the one under way", msg)
		}
	}
	panetest.Run(p, first)
	other := subject()
	other.Repo.Name, other.Commit = "api", "abc"
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{Subject: other}, pane.Due{}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request although all is there", msg)
		}
	}
	if want := []string{"work acme"}; !slices.Equal(s.asked, want) {
		t.Errorf("asked %q, want %q", s.asked, want)
	}
}

func TestAccountsChangedStartsWhatCouldNotBe(t *testing.T) {
	p := New(t.Context(), panetest.Theme(), &shelf{repos: some()}, &shelf{})
	p.Update(pane.Restored{Subject: subject()})
	_, cmd := p.Update(pane.AccountsChanged{})
	panetest.Run(p, cmd)
	if len(p.rows) != 4 {
		t.Errorf("got %d rows, want 4", len(p.rows))
	}
}

func TestDueAsksWhenTheListingIsOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := opened(t, &shelf{repos: some()})
		time.Sleep(stale + time.Second)
		if _, cmd := p.Update(pane.Due{}); cmd == nil {
			t.Error("no request for a listing older than five minutes")
		}
	})
}

func TestALateAnswerDoesNotReplaceANewer(t *testing.T) {
	s := &shelf{repos: some()}
	p := New(t.Context(), panetest.Theme(), s, s)
	_, old := p.Update(pane.SubjectChanged{Subject: subject()})
	late := old().(pane.Mail)
	s.repos = some()[:1]
	other := subject()
	other.Owner = "globex"
	panetest.Send(p, pane.SubjectChanged{Subject: other})
	p.Update(late.Msg)
	panetest.Run(p, late.Next)
	if names(p) != "Web" || !p.slot.Complete() {
		t.Errorf("got %q, want the newer answer", names(p))
	}
}

func TestLeavingCancels(t *testing.T) {
	s := &shelf{repos: some(), hold: true}
	p := New(t.Context(), panetest.Theme(), s, s)
	_, cmd := p.Update(pane.SubjectChanged{Subject: subject()})
	mail := cmd().(pane.Mail)
	p.Update(mail.Msg)
	panetest.Send(p, keymap.Filter)
	panetest.Type(p, "a")
	if s.ctx.Err() != nil || len(p.rows) == 0 {
		t.Fatalf("got context %v, %d rows, want a request under way", s.ctx.Err(), len(p.rows))
	}
	p.Update(pane.SubjectChanged{})
	if s.ctx.Err() == nil || len(p.rows) != 0 || p.filter() != "" || p.Scope() != keymap.Repositories {
		t.Errorf("got context %v, %d rows, filter %q, want it cancelled and all gone", s.ctx.Err(), len(p.rows), p.filter())
	}
	panetest.Run(p, mail.Next)
	if p.Status().Err != nil {
		t.Errorf("leaving shows the error %v, want none", p.Status().Err)
	}
}

func TestAFailureKeepsTheRowsAndCanBeRetried(t *testing.T) {
	s := &shelf{repos: some()}
	p := opened(t, s)
	s.fail = errors.New("broken")
	panetest.Send(p, keymap.Reload)
	if p.Status().Err == nil || len(p.rows) != 4 {
		t.Errorf("got error %v beside %d rows, want it beside 4", p.Status().Err, len(p.rows))
	}
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T repeats a failed request without being asked for", msg)
		}
	}
	s.fail = nil
	panetest.Send(p, keymap.Reload)
	if p.Status().Err != nil || !p.slot.Complete() {
		t.Errorf("retried: got error %v, want none", p.Status().Err)
	}
}

func TestActions(t *testing.T) {
	s := &shelf{repos: some()}
	web := some()[0]
	choose := pane.ChooseRepository{Repo: web.RepoRef, DefaultBranch: "main"}
	for action, want := range map[keymap.Action]pane.Intent{
		keymap.Open:      choose,
		keymap.Right:     choose,
		keymap.Left:      pane.Leave{},
		keymap.Back:      pane.Leave{},
		keymap.Browse:    pane.Browse{URL: web.URL},
		keymap.CopyURL:   pane.Copy{Text: web.URL, What: "URL"},
		keymap.CopyShort: pane.Copy{Text: "acme/Web", What: "name"},
		keymap.Down:      nil,
	} {
		if got := panetest.Send(opened(t, s), action); got != want {
			t.Errorf("%s: got %#v, want %#v", action, got, want)
		}
		switch action {
		case keymap.Left, keymap.Back:
		default:
			if got := panetest.Send(New(t.Context(), panetest.Theme(), s, s), action); got != nil {
				t.Errorf("%s with nothing chosen: got %#v, want nothing", action, got)
			}
		}
	}
	for _, action := range []keymap.Action{keymap.Pin, keymap.Reload, keymap.Sort, keymap.Archived} {
		panetest.Send(New(t.Context(), panetest.Theme(), s, s), action)
	}
}

func TestTheMouse(t *testing.T) {
	p := opened(t, &shelf{repos: some()})
	if got := panetest.Send(p, pane.Click{Y: 1}); got != nil || under(p) != "docs" {
		t.Errorf("a click: got %#v on %q, want the cursor on docs", got, under(p))
	}
	if got, ok := panetest.Send(p, pane.Click{Y: 1, Again: true}).(pane.ChooseRepository); !ok || got.Repo.Name != "docs" {
		t.Errorf("a second click: got %#v, want docs chosen", got)
	}
	panetest.Send(p, keymap.Filter)
	panetest.Send(p, pane.Click{Y: 1})
	if under(p) != "Web" {
		t.Errorf("a click beneath the filter is on %q, want Web", under(p))
	}
	if got := panetest.Send(p, pane.Click{Y: 0, Again: true}); got != nil {
		t.Errorf("a click on the filter: got %#v, want nothing", got)
	}
}

func TestTheEmptyPaneSaysWhy(t *testing.T) {
	archived := repo("attic", 0, 0)
	archived.Archived = true
	loading := New(t.Context(), panetest.Theme(), &shelf{}, &shelf{})
	loading.Resize(80, 24)
	loading.Update(pane.SubjectChanged{Subject: subject()})
	none := New(t.Context(), panetest.Theme(), &shelf{}, &shelf{})
	none.Resize(80, 24)
	for want, p := range map[string]*Pane{
		" Choose an account or installation first: press 1.": none,
		" loading…": loading,
		" This account reaches no repository here.":                 opened(t, &shelf{}),
		" Every repository here is archived. Press a to show them.": opened(t, &shelf{repos: []github.Repository{archived}}),
		"": opened(t, &shelf{fail: errors.New("broken")}),
	} {
		if got := panetest.Text(p.View(true)[:1]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
