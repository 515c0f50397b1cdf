package detail

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github"
	"hubtrail/keymap"
	"hubtrail/ui/pane"
	"hubtrail/ui/pane/panetest"
)

// tokens is a fake of the accounts.
type tokens map[github.Place]github.TokenGrant

func (t tokens) Grant(at github.Place) (github.TokenGrant, bool) {
	g, ok := t[at]
	return g, ok
}

func about() pane.ShowDetail {
	return pane.ShowDetail{
		Account:  github.Account{Name: "robot", Kind: github.KindApp, Host: "github.com", Source: "config file"},
		Identity: github.Identity{Login: "trail-app", URL: "https://github.com/apps/trail-app", TokenKind: "App", Permissions: map[string]string{"metadata": "read"}},
		Installation: github.Installation{
			ID: 7, Owner: github.Owner{Login: "acme", Type: "Organization"}, AppSlug: "trail-app", Selection: "selected",
			Permissions: map[string]string{"metadata": "read", "contents": "read", "issues": "read", "packages": "write"},
			Events:      []string{"push", "issues"}, SettingsURL: "https://github.com/organizations/acme/settings/installations/7",
			CreatedAt: time.Date(2026, 1, 2, 3, 4, 0, 0, time.Local),
		},
	}
}

func opened(a pane.ShowDetail, t tokens) *Pane {
	p := New(panetest.Theme(), t)
	p.Resize(90, 60)
	p.Update(a)
	return p
}

func shown(p *Pane) string { return strings.TrimRight(panetest.Text(p.View(true)), "\n") }

func TestTheViewFillsItsSpace(t *testing.T) {
	p := New(panetest.Theme(), tokens{})
	p.Update(pane.ShowDetail{Account: github.Account{Name: "x"}})
	panetest.Fill(t, "little known", p)
	p = opened(about(), tokens{})
	for _, a := range []keymap.Action{keymap.Down, keymap.PageDown, keymap.Right, keymap.Last} {
		panetest.Fill(t, string(a), p)
		panetest.Send(p, a)
	}
}

func TestHostileTextIsDrawnSafely(t *testing.T) {
	for _, s := range panetest.Hostile() {
		a := pane.ShowDetail{
			Account:  github.Account{Name: "a" + s, Kind: github.KindToken, Host: s, Source: s},
			Identity: github.Identity{Login: s, TokenKind: s, Scopes: []string{s, s}, URL: s},
			Installation: github.Installation{
				ID: 1, Owner: github.Owner{Login: s, Type: s}, AppSlug: s, Selection: s, SettingsURL: s, Events: panetest.Hostile(),
				Permissions: map[string]string{s: s, "metadata": s, "contents": s}, SuspendedAt: time.Unix(1, 0), SuspendedBy: s,
			},
		}
		p := opened(a, tokens{})
		panetest.Fill(t, s, p)
		for range 8 {
			p.Resize(34, 10)
			panetest.Send(p, keymap.PageDown)
			panetest.Fill(t, s, p)
		}
	}
}

func TestWhatIsKnownIsThere(t *testing.T) {
	got := shown(opened(about(), tokens{}))
	for _, want := range []string{
		"robot", "App", "github.com", "config file", "trail-app", "acme", "organization", "selected ones only",
		"asked for when first needed", "2026-01-02 03:04", "settings/installations/7", "packages: write", "push, issues",
		"✓ read, listing repositories", "✗ write is missing (read granted): writing issues", "(nothing granted)",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwant %q in it", got, want)
		}
	}
	if n := strings.Count(got, "✗"); n != len(github.Missing(about().Installation.Permissions)) {
		t.Errorf("got %d permissions missing, want %d", n, len(github.Missing(about().Installation.Permissions)))
	}
	all := about()
	all.Installation.Selection = "all"
	if got := shown(opened(all, tokens{})); !strings.Contains(got, "repositories    all") {
		t.Errorf("got\n%s\nwant all repositories", got)
	}
	// An App itself has the permissions it asks for.
	app := about()
	app.Installation = github.Installation{}
	if got := shown(opened(app, tokens{})); strings.Contains(got, "Installation") || !strings.Contains(got, "✓ read, listing repositories") {
		t.Errorf("an App itself: got\n%s", got)
	}
	// A token has none that could be listed.
	token := about()
	token.Installation = github.Installation{Owner: github.Owner{Login: "ada"}, Everything: true}
	token.Identity = github.Identity{Login: "ada", Scopes: []string{"repo", "read:org"}, Expires: time.Date(2027, 1, 2, 3, 4, 0, 0, time.Local)}
	if got := shown(opened(token, tokens{})); strings.Contains(got, "Permissions") || !strings.Contains(got, "repo, read:org") || !strings.Contains(got, "2027-01-02 03:04") {
		t.Errorf("a token: got\n%s", got)
	}
}

func TestSuspended(t *testing.T) {
	a := about()
	a.Installation.SuspendedAt, a.Installation.SuspendedBy = time.Date(2026, 2, 3, 4, 5, 0, 0, time.Local), "ada"
	got := strings.Join(strings.Fields(shown(opened(a, tokens{}))), " ")
	if !strings.Contains(got, "suspended since 2026-02-03 04:05; can be lifted by ada, or an administrator of acme") {
		t.Errorf("got %q", got)
	}
	if got := panetest.Send(opened(a, tokens{}), keymap.Open); got != (pane.Close{}) {
		t.Errorf("open: got %#v, want it closed, since nothing can be reached", got)
	}
}

func TestTheTokenCountsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := opened(about(), tokens{{Account: "robot", Installation: 7}: {Expires: time.Now().Add(time.Hour)}})
		if got := shown(p); !strings.Contains(got, "expires in 1h0m, at ") {
			t.Errorf("got\n%s\nwant an hour", got)
		}
		time.Sleep(10 * time.Minute)
		if got := shown(p); !strings.Contains(got, "expires in 50m, at ") {
			t.Errorf("ten minutes later: got\n%s\nwant 50 minutes", got)
		}
	})
}

func TestALongValueIsWrapped(t *testing.T) {
	a := about()
	a.Installation.Events = nil
	for i := range 40 {
		a.Installation.Events = append(a.Installation.Events, fmt.Sprint("event_", i))
	}
	p := opened(a, tokens{})
	for _, width := range []int{90, 40} {
		p.Resize(width, 200)
		if got := shown(p); !strings.Contains(got, "event_0,") || !strings.Contains(got, "event_39") {
			t.Errorf("%d cells: got\n%s\nwant every event", width, got)
		}
	}
}

func TestActions(t *testing.T) {
	a := about()
	org, user, everything := a, a, a
	user.Installation = github.Installation{}
	everything.Installation = github.Installation{Owner: github.Owner{Login: "ada"}, Everything: true}
	place := github.Place{Account: "robot", Installation: 7}
	tests := []struct {
		about  pane.ShowDetail
		action keymap.Action
		want   pane.Intent
	}{
		{org, keymap.Back, pane.Close{}},
		{org, keymap.Browse, pane.Browse{URL: a.Installation.SettingsURL}},
		{org, keymap.CopyURL, pane.Copy{Text: a.Installation.SettingsURL, What: "URL"}},
		{org, keymap.Open, pane.ChooseInstallation{Place: place, Owner: "acme", About: org}},
		{org, keymap.Reload, nil},
		{org, keymap.Down, nil},
		{user, keymap.Browse, pane.Browse{URL: a.Identity.URL}},
		{user, keymap.Open, pane.Close{}},
		{everything, keymap.Open, pane.ChooseInstallation{Place: github.Place{Account: "robot"}, About: everything}},
	}
	for _, tt := range tests {
		if got := panetest.Send(opened(tt.about, tokens{}), tt.action); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s of %q: got %#v, want %#v", tt.action, tt.about.Installation.Owner.Login, got, tt.want)
		}
	}
	p := opened(a, tokens{})
	p.Resize(90, 5)
	panetest.Send(p, pane.Wheel{Delta: 3})
	if p.lines.Top() != 3 {
		t.Errorf("the wheel: got line %d on top, want 3", p.lines.Top())
	}
	panetest.Send(p, pane.Rethemed{})
	panetest.Send(p, about())
	if p.lines.Top() != 0 || p.Status().Title != "acme" {
		t.Errorf("another: got line %d on top, title %q", p.lines.Top(), p.Status().Title)
	}
}
