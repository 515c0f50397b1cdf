package installs

import (
	"context"
	"errors"
	"fmt"
	"reflect"
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

// directory is a fake of the accounts.
type directory struct {
	accounts []github.Account
	identity github.Identity
	lists    map[string][]github.Installation
	stored   map[string][]github.Installation
	fail     map[string]error
	hold     bool // answer, then wait for the context to end
	ctx      context.Context
	asked    []string
}

func (d *directory) List() []github.Account { return d.accounts }

func (d *directory) Identity(_ context.Context, account string) (github.Identity, error) {
	d.asked = append(d.asked, account)
	return d.identity, d.fail[account]
}

func (d *directory) Installations(ctx context.Context, account string, emit func(github.Listing[github.Installation])) error {
	d.ctx = ctx
	emit(github.Listing[github.Installation]{Items: d.lists[account], At: time.Now()})
	if d.hold {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func (d *directory) StoredInstallations(account string) (github.Listing[github.Installation], bool) {
	items, ok := d.stored[account]
	return github.Listing[github.Installation]{Items: items, At: time.Unix(1, 0)}, ok
}

// granted holds all that is needed.
func granted() map[string]string {
	all := map[string]string{}
	for _, n := range github.Needs() {
		all[n.Permission] = "admin"
	}
	return all
}

func on(id int64, login string) github.Installation {
	return github.Installation{
		ID: id, Owner: github.Owner{Login: login, Type: "Organization"}, Selection: "all", Permissions: granted(),
		SettingsURL: "https://github.com/organizations/" + login + "/settings/installations/" + fmt.Sprint(id),
	}
}

func suspended(id int64, login string) github.Installation {
	i := on(id, login)
	i.SuspendedAt, i.SuspendedBy = time.Unix(1_700_000_000, 0), "ada"
	return i
}

// both are an App with two installations and a token of a person.
func both() *directory {
	lacking := on(8, "globex")
	lacking.Permissions = map[string]string{"metadata": "read"}
	return &directory{
		accounts: []github.Account{{Name: "robot", Kind: github.KindApp, Host: "github.com", Source: "config file"}, {Name: "me", Kind: github.KindToken, Host: "github.com", Source: "gh"}},
		identity: github.Identity{Login: "ada", URL: "https://github.com/ada"},
		lists: map[string][]github.Installation{
			"robot": {on(7, "acme"), lacking, suspended(9, "initech")},
			"me":    {{Owner: github.Owner{Login: "ada", Type: "User"}, Everything: true}, {Owner: github.Owner{Login: "acme", Type: "Organization"}}},
		},
	}
}

// opened is a pane of 80x24 that shows the directory.
func opened(t *testing.T, d *directory) *Pane {
	t.Helper()
	p := New(t.Context(), panetest.Theme(), d)
	p.Resize(80, 24)
	panetest.Send(p, pane.Shown{})
	return p
}

// shown is what a person reads, without the colours.
func shown(p *Pane) string { return strings.TrimRight(panetest.Text(p.View(true)), "\n") }

func TestTheViewFillsItsSpace(t *testing.T) {
	panetest.Fill(t, "no accounts", opened(t, &directory{}))
	panetest.Fill(t, "loading", New(t.Context(), panetest.Theme(), both()))
	d := both()
	p := opened(t, d)
	panetest.Fill(t, "two accounts", p)
	for range 8 {
		panetest.Send(p, keymap.Down)
		panetest.Fill(t, "moved", p)
	}
	d.fail = map[string]error{"robot": errors.New(strings.Repeat("it went wrong ", 40)), "me": github.ErrOffline}
	panetest.Send(p, keymap.First)
	panetest.Send(p, keymap.Reload)
	panetest.Fill(t, "failed", p)
	panetest.Send(p, keymap.Left)
	panetest.Fill(t, "folded", p)
	many := &directory{accounts: d.accounts[:1], lists: map[string][]github.Installation{}}
	for i := range 300 {
		many.lists["robot"] = append(many.lists["robot"], on(int64(i+1), fmt.Sprint("org", i)))
	}
	panetest.Fill(t, "many", opened(t, many))
}

func TestHostileTextIsDrawnSafely(t *testing.T) {
	for _, s := range panetest.Hostile() {
		d := &directory{
			accounts: []github.Account{{Name: "a" + s, Kind: github.KindApp, Host: s, Source: s}, {Name: "b" + s, Kind: github.KindToken, Host: s}, {Name: "c", Kind: github.KindClone, Host: s}},
			identity: github.Identity{Login: s, URL: s},
			lists:    map[string][]github.Installation{}, fail: map[string]error{"b" + s: advised{errors.New(s), s}},
		}
		for i, x := range panetest.Hostile() {
			inst := suspended(int64(i), x)
			inst.SuspendedBy, inst.Selection, inst.Owner.Type = x, x, x
			if i%2 == 0 {
				inst.SuspendedAt = time.Time{}
			}
			d.lists["a"+s] = append(d.lists["a"+s], inst)
		}
		p := opened(t, d)
		panetest.Fill(t, s, p)
		for range 20 {
			panetest.Send(p, keymap.Down)
			panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: github.Place{Account: "a" + s, Installation: 3}, Owner: s}})
			panetest.Fill(t, s, p)
		}
	}
}

// advised is an error that says what to do next.
type advised struct {
	error
	what string
}

func (a advised) Remedy() string { return a.what }

func TestTheRows(t *testing.T) {
	p := opened(t, both())
	want := ` ▾ robot  App · github.com · config file
     acme                                                              org, all
     globex                                          org, 8 permissions missing
     initech                                                     org, suspended
 ▾ me  ada · github.com · gh
     ada                                                             everything
     acme                                                          organisation`
	if got := shown(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: github.Place{Account: "robot", Installation: 7}, Owner: "acme"}})
	if got := shown(p); !strings.Contains(got, "   › acme") || p.list.Cursor() != 1 {
		t.Errorf("got\n%s\ncursor %d, want the chosen one marked and under the cursor", got, p.list.Cursor())
	}
	panetest.Send(p, pane.SubjectChanged{Subject: pane.Subject{Place: github.Place{Account: "me"}, Owner: "acme"}})
	if p.list.Cursor() != 6 {
		t.Errorf("the cursor is on row %d, want that of the organisation", p.list.Cursor())
	}
	if st := p.Status(); st.At.IsZero() || !st.Busy.IsZero() || st.Err != nil {
		t.Errorf("got status %+v, want an age and nothing else", st)
	}
}

func TestAFailureStaysInItsAccount(t *testing.T) {
	d := both()
	p := opened(t, d)
	d.fail = map[string]error{"robot": advised{errors.New("the key was refused"), "make another"}}
	panetest.Send(p, keymap.Reload)
	got := shown(p)
	for _, want := range []string{" ✗ robot", "   the key was refused", "   → make another", "     acme   ", " ▾ me  ada"} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant %q in it", got, want)
		}
	}
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T repeats a failed request without being asked for", msg)
		}
	}
	d.fail = nil
	panetest.Send(p, keymap.Reload)
	if got := shown(p); strings.Contains(got, "refused") {
		t.Errorf("retried: got\n%s\nwant no failure", got)
	}
}

func TestStoredInstallationsAreShownFirst(t *testing.T) {
	d := both()
	d.stored = map[string][]github.Installation{"robot": {on(7, "stored")}}
	p := New(t.Context(), panetest.Theme(), d)
	p.Resize(80, 24)
	subject := pane.Subject{Place: github.Place{Account: "robot", Installation: 7}, Owner: "stored"}
	if _, cmd := p.Update(pane.Restored{Subject: subject}); cmd != nil {
		t.Error("restoring starts a request, want none before the program runs")
	}
	if got := shown(p); !strings.Contains(got, "› stored") || p.list.Cursor() != 1 || !p.Status().At.Equal(time.Unix(1, 0)) {
		t.Errorf("restored: got\n%s\ncursor %d, want the stored one chosen", got, p.list.Cursor())
	}
	_, cmd := p.Update(pane.Shown{})
	if !strings.Contains(shown(p), "stored") || p.Status().Busy.IsZero() {
		t.Error("shown: want a request beside the stored")
	}
	panetest.Run(p, cmd)
	if got := shown(p); strings.Contains(got, "stored") || !strings.Contains(got, "globex") {
		t.Errorf("answered: got\n%s", got)
	}
}

func TestNothingIsStartedTwice(t *testing.T) {
	d := both()
	p := New(t.Context(), panetest.Theme(), d)
	_, first := p.Update(pane.Shown{})
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}, pane.SubjectChanged{}, pane.Due{}, keymap.Reload} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request beside the one under way", msg)
		}
	}
	panetest.Run(p, first)
	for _, msg := range []any{pane.Shown{}, pane.AccountsChanged{}, pane.Due{}} {
		if _, cmd := p.Update(msg); cmd != nil {
			t.Errorf("%T starts a request although all is there", msg)
		}
	}
	if want := []string{"robot", "me"}; !slices.Equal(d.asked, want) {
		t.Errorf("asked %q, want %q", d.asked, want)
	}
	// One more account, as gh's login that was found later.
	d.accounts = append(d.accounts, github.Account{Name: "late", Kind: github.KindToken})
	panetest.Send(p, pane.AccountsChanged{})
	if want := []string{"robot", "me", "late"}; !slices.Equal(d.asked, want) {
		t.Errorf("one account more: asked %q, want %q", d.asked, want)
	}
	// A reload is of the account under the cursor alone.
	panetest.Send(p, keymap.Reload)
	if want := []string{"robot", "me", "late", "robot"}; !slices.Equal(d.asked, want) {
		t.Errorf("reloaded: asked %q, want %q", d.asked, want)
	}
}

func TestDueAsksWhenTheListingIsOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := both()
		p := opened(t, d)
		time.Sleep(stale + time.Second)
		panetest.Send(p, pane.Due{})
		if len(d.asked) != 4 {
			t.Errorf("asked %q, want both again after five minutes", d.asked)
		}
	})
}

func TestALateAnswerDoesNotReplaceANewer(t *testing.T) {
	d := both()
	d.accounts, d.hold = d.accounts[:1], true
	p := New(t.Context(), panetest.Theme(), d)
	p.Resize(80, 24)
	p.meet()
	old := p.fetch(func(*entry) bool { return true })
	late := old().(pane.Mail)
	p.entries[0].slot.Cancel()
	if d.ctx.Err() == nil {
		t.Error("the request was not cancelled")
	}
	d.hold, d.lists["robot"] = false, []github.Installation{on(1, "newer")}
	panetest.Send(p, pane.Shown{})
	p.Update(late.Msg)
	panetest.Run(p, late.Next)
	if got := shown(p); !strings.Contains(got, "newer") || strings.Contains(got, "acme") {
		t.Errorf("got\n%s\nwant the newer answer", got)
	}
}

func TestTheProgramsEndCancels(t *testing.T) {
	d := both()
	d.accounts, d.hold = d.accounts[:1], true
	ctx, cancel := context.WithCancel(t.Context())
	p := New(ctx, panetest.Theme(), d)
	_, cmd := p.Update(pane.Shown{})
	mail := cmd().(pane.Mail)
	cancel()
	if d.ctx.Err() == nil {
		t.Error("the request goes on after the program's end")
	}
	panetest.Run(p, mail.Next)
}

// to moves the cursor to a row.
func to(p *Pane, row int) {
	panetest.Send(p, keymap.First)
	for range row {
		panetest.Send(p, keymap.Down)
	}
}

func TestActions(t *testing.T) {
	d := both()
	robot, me := d.accounts[0], d.accounts[1]
	about := func(a github.Account, i github.Installation) pane.ShowDetail {
		return pane.ShowDetail{Account: a, Identity: d.identity, Installation: i}
	}
	list := d.lists
	tests := []struct {
		row    int
		action keymap.Action
		want   pane.Intent
	}{
		{0, keymap.Open, about(robot, github.Installation{})}, // an App itself reaches nothing
		{1, keymap.Open, pane.ChooseInstallation{Place: github.Place{Account: "robot", Installation: 7}, Owner: "acme", About: about(robot, list["robot"][0])}},
		{3, keymap.Open, about(robot, list["robot"][2])}, // suspended
		{4, keymap.Open, pane.ChooseInstallation{Place: github.Place{Account: "me"}, About: about(me, github.Installation{})}},
		{5, keymap.Open, pane.ChooseInstallation{Place: github.Place{Account: "me"}, About: about(me, list["me"][0])}},
		{6, keymap.Open, pane.ChooseInstallation{Place: github.Place{Account: "me"}, Owner: "acme", About: about(me, list["me"][1])}},
		{1, keymap.Details, about(robot, list["robot"][0])},
		{4, keymap.Details, about(me, github.Installation{})},
		{1, keymap.Browse, pane.Browse{URL: list["robot"][0].SettingsURL}},
		{4, keymap.Browse, pane.Browse{URL: "https://github.com/ada"}},
		{6, keymap.Browse, pane.Browse{URL: "https://github.com/acme"}},
		{6, keymap.CopyURL, pane.Copy{Text: "https://github.com/acme", What: "URL"}},
		{6, keymap.CopyShort, pane.Copy{Text: "acme", What: "name"}},
		{4, keymap.CopyShort, pane.Copy{Text: "me", What: "name"}},
		{2, keymap.Back, pane.Leave{}},
		{2, keymap.Down, nil},
	}
	p := opened(t, d)
	for _, tt := range tests {
		to(p, tt.row)
		if got := panetest.Send(p, tt.action); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s on row %d: got %#v, want %#v", tt.action, tt.row, got, tt.want)
		}
	}
	none := opened(t, &directory{})
	for _, a := range []keymap.Action{keymap.Open, keymap.Left, keymap.Details, keymap.Browse, keymap.CopyURL, keymap.CopyShort, keymap.Reload} {
		if got := panetest.Send(none, a); got != nil {
			t.Errorf("%s with no account: got %#v, want nothing", a, got)
		}
	}
}

func TestFolding(t *testing.T) {
	p := opened(t, both())
	to(p, 2)
	panetest.Send(p, keymap.Left)
	if got := shown(p); !strings.HasPrefix(got, " ▸ robot") || strings.Contains(got, "globex") || p.list.Cursor() != 0 {
		t.Errorf("left: got\n%s\ncursor %d, want it folded and the cursor on its account", got, p.list.Cursor())
	}
	panetest.Send(p, keymap.Right)
	if got := shown(p); !strings.HasPrefix(got, " ▾ robot") || !strings.Contains(got, "globex") {
		t.Errorf("right: got\n%s\nwant it unfolded", got)
	}
}

func TestTheFirstAccountIsChosenWhenNothingIs(t *testing.T) {
	first := func(d *directory, subject pane.Subject) []pane.Intent {
		p := New(t.Context(), panetest.Theme(), d)
		p.Update(pane.Restored{Subject: subject})
		_, cmd := p.Update(pane.Shown{})
		return panetest.Run(p, cmd)
	}
	d := both()
	d.lists["robot"] = append([]github.Installation{suspended(6, "old")}, d.lists["robot"]...)
	got := first(d, pane.Subject{})
	if len(got) == 0 || got[0].(pane.ChooseInstallation).Owner != "acme" {
		t.Errorf("got %#v, want the first installation that is not suspended", got)
	}
	if got := first(both(), pane.Subject{Place: github.Place{Account: "me"}}); got != nil {
		t.Errorf("something is chosen already: got %#v, want nothing", got)
	}
	account := func(got []pane.Intent) string {
		if len(got) == 0 {
			return ""
		}
		return got[0].(pane.ChooseInstallation).Place.Account
	}
	clone := both()
	clone.accounts[0].Kind = github.KindClone
	if got := account(first(clone, pane.Subject{})); got != "me" {
		t.Errorf("the first account is a clone: got %q, want the next", got)
	}
	failing := both()
	failing.fail = map[string]error{"robot": errors.New("broken")}
	if got := account(first(failing, pane.Subject{})); got != "me" {
		t.Errorf("the first account fails: got %q, want the next", got)
	}
	idle := both()
	idle.lists["robot"] = []github.Installation{suspended(6, "old")}
	if got := account(first(idle, pane.Subject{})); got != "me" {
		t.Errorf("the first account's installations are suspended: got %q, want the next", got)
	}
	// One that has not answered yet is waited for.
	p := New(t.Context(), panetest.Theme(), both())
	_, cmd := p.Update(pane.Shown{})
	answers := cmd().(tea.BatchMsg)
	if got := panetest.Run(p, answers[1]); got != nil {
		t.Errorf("only the second account has answered: got %#v, want nothing yet", got)
	}
	if got := account(panetest.Run(p, answers[0])); got != "robot" {
		t.Errorf("both have answered: got %q, want the first", got)
	}
}

func TestReloadAllIsOfEveryAccount(t *testing.T) {
	d := both()
	panetest.Send(opened(t, d), keymap.ReloadAll)
	if want := []string{"robot", "me", "robot", "me"}; !slices.Equal(d.asked, want) {
		t.Errorf("asked %q, want %q", d.asked, want)
	}
}

func TestTheMouse(t *testing.T) {
	p := opened(t, both())
	if got := panetest.Send(p, pane.Click{Y: 1}); got != nil || p.list.Cursor() != 1 {
		t.Errorf("a click: got %#v on row %d, want the cursor on row 1", got, p.list.Cursor())
	}
	if _, ok := panetest.Send(p, pane.Click{Y: 1, Again: true}).(pane.ChooseInstallation); !ok {
		t.Error("a second click does not choose")
	}
	panetest.Send(p, pane.Wheel{Delta: 3})
	panetest.Send(p, pane.Rethemed{})
	panetest.Fill(t, "in other colours", p)
}
