package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"hubtrail/github"
)

// A *github.Client is asked in the program.
var _ Client = (*github.Client)(nil)

func names(checks []Check) []string {
	var list []string
	for _, c := range checks {
		list = append(list, c.Name)
	}
	return list
}

func TestWhichChecks(t *testing.T) {
	app, token, other, demo := newClient(), newClient(), newClient(), newClient()
	app.name, app.kind, app.host = "bot", github.KindApp, "GitHub.com"
	other.name, other.host = "ghe", "ghe.acme.example"
	demo.name, demo.local, demo.kind = "demo", true, github.KindApp
	o := DoctorOptions{Clients: []Client{demo, app, token, other}}
	want := "configuration, clock of github.com, clock of ghe.acme.example, account demo, account bot, account work, account ghe, " +
		"installations of bot, rate limit of bot, rate limit of work, rate limit of ghe, " +
		"git, gh, terminal, clipboard, browser, store, clone"
	if got := strings.Join(names(o.checks()), ", "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	o.Clients = nil
	checks := o.checks()
	if got := names(checks); got[1] != "accounts" || slices.Contains(got, "clock of github.com") {
		t.Errorf("got %v, want the lack of accounts second", got)
	}
	if got := checks[1].Run(t.Context()); got.Status != Warn || !strings.Contains(got.Fix, "gh auth login") {
		t.Errorf("got %+v, want a warning with gh auth login", got)
	}
}

func TestCredential(t *testing.T) {
	in := func(d time.Duration) func(*client) {
		return func(c *client) {
			c.id = github.Identity{Login: "mona", TokenKind: "fine-grained token", Expires: today().Add(d)}
		}
	}
	const who = "signed in as mona at github.com, fine-grained token, from gh, "
	const day = 24 * time.Hour
	tests := []struct {
		name string
		set  func(*client)
		want Result
	}{
		{"well", func(*client) {}, Result{Detail: "signed in as mona at github.com, classic token, from gh, scopes repo read:org"}},
		{"app", func(c *client) { c.kind, c.id = github.KindApp, github.Identity{Login: "bot", TokenKind: "App"} },
			Result{Detail: "signed in as bot at github.com, App, from gh"}},
		{"local", func(c *client) { c.local, c.identityErr = true, errors.New("asked in vain") },
			Result{Detail: "served on this machine: needs no credential"}},
		{"far", in(soon), Result{Detail: who + "expires on 18 March 2026, 12:00"}},
		{"soon", in(soon - time.Second), Result{Warn, who + "expires in 13 days, on 18 March 2026, 11:59",
			"Make a new token for account work at github.com before 18 March 2026, 11:59."}},
		{"today", in(5 * time.Hour), Result{Warn, who + "expires in 5 hours, on 4 March 2026, 17:00",
			"Make a new token for account work at github.com before 4 March 2026, 17:00."}},
		{"now", in(time.Minute), Result{Warn, who + "expires in 1 min, on 4 March 2026, 12:01",
			"Make a new token for account work at github.com before 4 March 2026, 12:01."}},
		{"over", in(0), Result{Fail, who + "expired on 4 March 2026, 12:00", "Make a new token for account work at github.com."}},
		{"long over", in(-90 * day), Result{Fail, who + "expired on 4 December 2025, 12:00", "Make a new token for account work at github.com."}},
		{"refused", func(c *client) { c.identityErr = advice{"it was refused", "Sign in again."} }, Result{Fail, "it was refused", "Sign in again."}},
		{"unexplained", func(c *client) { c.identityErr = errors.New("odd") }, Result{Fail, "odd", "Check where account work gets its credential: gh."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newClient()
			tt.set(c)
			if got := (&account{Client: c, now: today}).credential(t.Context()); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// A wrong credential is sent once, whatever rests on it.
func TestWrongCredentialIsSentOnce(t *testing.T) {
	c := newClient()
	c.identityErr = errors.New("refused")
	a := &account{Client: c, now: today}
	want := Result{Status: Warn, Detail: "not looked at: the account could not sign in"}
	if got := a.installations(t.Context()); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := a.quota(t.Context()); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := a.credential(t.Context()); got.Status != Fail {
		t.Errorf("got %+v, want a failure", got)
	}
	if c.asked != 1 {
		t.Errorf("got %d questions, want 1", c.asked)
	}
}

func TestQuota(t *testing.T) {
	at := func(resource string, remaining, limit int, reset time.Duration) github.Quota {
		return github.Quota{Resource: resource, Remaining: remaining, Limit: limit, Reset: today().Add(reset)}
	}
	tests := []struct {
		name   string
		quotas []github.Quota
		err    error
		want   Result
	}{
		{"well", []github.Quota{at("core", 500, 5000, time.Hour), at("code_search", 9, 9, time.Minute), at("search", 30, 30, time.Minute)}, nil,
			Result{Detail: "core 500 of 5,000 left; search 30 of 30 left"}},
		{"none", nil, nil, Result{Detail: "the host does not limit requests"}},
		{"limit of nothing", []github.Quota{at("core", 0, 0, 0)}, nil, Result{Detail: "the host does not limit requests"}},
		{"low", []github.Quota{at("core", 499, 5000, time.Hour), at("code_search", 0, 9, time.Minute)}, nil,
			Result{Warn, "core 499 of 5,000 left, full again at 13:00:00; code_search 0 of 9 left, full again at 12:01:00",
				"Wait until 13:00:00 with core and code_search of account work, and see what else uses the same credential."}},
		{"renewed since", []github.Quota{at("core", 0, 5000, -time.Second)}, nil, Result{Detail: "core 0 of 5,000 left"}},
		{"failed", nil, advice{"no", "Wait."}, Result{Warn, "no", "Wait."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newClient()
			c.quotas, c.quotaErr = tt.quotas, tt.err
			if got := (&account{Client: c, now: today}).quota(t.Context()); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// granted is all that hubtrail makes use of, without some.
func granted(without ...string) map[string]string {
	all := map[string]string{}
	for _, n := range github.Needs() {
		if !slices.Contains(without, n.Permission) {
			all[n.Permission] = n.Level
		}
	}
	return all
}

func TestInstallations(t *testing.T) {
	org := func(login string, without ...string) github.Installation {
		return github.Installation{
			ID: 1, Owner: github.Owner{Login: login, Type: "Organization"}, Permissions: granted(without...),
			SettingsURL: "https://github.com/" + login,
		}
	}
	user := org("mona", "members")
	user.Owner.Type = "User"
	suspended := org("idle", "issues")
	suspended.SuspendedAt, suspended.SuspendedBy = today(), "root"
	unnamed := suspended
	unnamed.SuspendedBy, unnamed.SettingsURL = "", ""
	reading := org("acme")
	reading.Permissions["issues"] = "read"
	const grant, lift = "Let an administrator grant what is missing, if it is wanted.",
		"Let whoever suspended an installation lift it: an administrator of the account, or the App's owner."
	tests := []struct {
		name  string
		items []github.Installation
		err   error
		want  Result
	}{
		{"well", []github.Installation{org("acme"), user}, nil, Result{Detail: "2, 0 suspended, 0 lacking permissions"}},
		{"none", nil, nil, Result{Warn, "none", "Install the App of account work on a user or an organisation, on its page under Settings > Developer settings > GitHub Apps."}},
		{"lacking", []github.Installation{org("acme", "issues", "members")}, nil, Result{Warn,
			"1, 0 suspended, 1 lacking permissions\nacme does not grant issues:read (issues and their search), members:read (teams that own code)",
			"work: " + grant + " https://github.com/acme"}},
		{"only reading", []github.Installation{reading}, nil, Result{Warn,
			"1, 0 suspended, 1 lacking permissions\nacme does not grant issues:write (writing issues and comments)",
			"work: " + grant + " https://github.com/acme"}},
		{"suspended", []github.Installation{org("acme"), suspended, unnamed}, nil, Result{Warn,
			"3, 2 suspended, 0 lacking permissions\nidle is suspended by root\nidle is suspended",
			"work: " + lift + " https://github.com/idle"}},
		{"failed", []github.Installation{org("acme")}, advice{"no", "Wait."}, Result{Fail, "no", "Wait."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newClient()
			// What was kept from last time comes first, and does not count.
			c.listings = []github.Listing[github.Installation]{{Items: []github.Installation{suspended, suspended}}, {Items: tt.items}}
			c.listErr = tt.err
			if got := (&account{Client: c, now: today}).installations(t.Context()); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestManyInstallations(t *testing.T) {
	var items []github.Installation
	for i := range listedInstallations + 3 {
		items = append(items, github.Installation{Owner: github.Owner{Login: fmt.Sprintf("org%d", i)}, SuspendedAt: today()})
	}
	c := newClient()
	c.listings = []github.Listing[github.Installation]{{Items: items}}
	got := (&account{Client: c, now: today}).installations(t.Context())
	lines := strings.Split(got.Detail, "\n")
	if len(lines) != listedInstallations+2 || lines[len(lines)-1] != "and 3 more" {
		t.Errorf("got %q, want %d lines and the number of the others", lines, listedInstallations+2)
	}
}

func TestClock(t *testing.T) {
	const ahead, behind = "this machine's clock is %s ahead", "this machine's clock is %s behind"
	tests := []struct {
		name   string
		offset time.Duration // of the host's clock
		took   time.Duration // the answer
		status Status
		detail string
	}{
		{"same", 0, 0, OK, "agrees with the host's to within 30s"},
		{"cut to seconds", -time.Second, 0, OK, "agrees with the host's to within 30s"},
		{"little behind", 30 * time.Second, 0, OK, "agrees with the host's to within 30s"},
		{"behind", 31 * time.Second, 0, Warn, fmt.Sprintf(behind, "31s")},
		{"little ahead", -31 * time.Second, 0, OK, "agrees with the host's to within 30s"},
		{"ahead", -32 * time.Second, 0, Warn, fmt.Sprintf(ahead, "31s")},
		{"slow answer", 8 * time.Second, 9 * time.Second, OK, "agrees with the host's to within 30s"},
		{"slow answer, behind", 40 * time.Second, 9 * time.Second, Warn, fmt.Sprintf(behind, "31s")},
		{"nearly refused", 5 * time.Minute, 0, Warn, fmt.Sprintf(behind, "5m0s")},
		{"refused", 5*time.Minute + time.Second, 0, Fail, fmt.Sprintf(behind, "5m1s") + ": GitHub refuses an App's signature"},
		{"far ahead", -2 * time.Hour, 0, Fail, fmt.Sprintf(ahead, "1h59m59s") + ": GitHub refuses an App's signature"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := today()
			c := newClient()
			c.time = now.Add(tt.offset)
			c.beforeAnswers = func() { now = now.Add(tt.took) }
			got := clock(t.Context(), c, func() time.Time { return now })
			if got.Status != tt.status || got.Detail != tt.detail {
				t.Errorf("got %+v, want %v, %q", got, tt.status, tt.detail)
			}
			if (got.Fix == "") != (tt.status == OK) || got.Fix != "" && !strings.Contains(got.Fix, "set-ntp") {
				t.Errorf("got fix %q, want what to do about %v", got.Fix, tt.status)
			}
		})
	}
}

func TestClockUnknown(t *testing.T) {
	c := newClient()
	c.timeErr = advice{"the host is away", "Wait for it."}
	want := Result{Warn, "not compared: the host is away", "Wait for it."}
	if got := clock(t.Context(), c, today); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
