package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"hubtrail/github"
	"hubtrail/ui/text"
)

// today is the day of every test that has no fake clock.
func today() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }

// healthy is a machine on which all is well.
func healthy() DoctorOptions {
	said := func(s string) func(context.Context) (string, error) {
		return func(context.Context) (string, error) { return s, nil }
	}
	return DoctorOptions{
		Folders: Folders{Config: "/c", Cache: "/k", State: "/s", Log: "/s/log"}, Now: today,
		Clients: []Client{newClient()}, Git: said("git version 2.39.5\n"), GH: said("gh version 2.40.1 (2024-01-01)\nhttps://x\n"),
		Terminal:  Terminal{TTY: true, Name: "xterm", Profile: "256 colours", Width: 80, Height: 24, UTF8: true},
		Clipboard: "wl-copy", Browser: "xdg-open",
		Store: Store{
			Writable: func(string) error { return nil },
			Size:     func(context.Context, string) (int64, error) { return 1_234_567, nil },
			Problems: func() []string { return nil },
		},
		Clone: Clone{Root: "/src/app", Repo: "github.com/acme/app", Branch: "main"},
	}
}

func doctor(t *testing.T, o DoctorOptions) (exit int, out string) {
	t.Helper()
	var b bytes.Buffer
	o.Stdout = &b
	exit = Doctor(t.Context(), o)
	return exit, b.String()
}

func TestDoctorHealthy(t *testing.T) {
	exit, got := doctor(t, healthy())
	want := `✓ ok    configuration        no problems
                             config /c
                             cache  /k
                             state  /s
                             log    /s/log
✓ ok    clock of github.com  agrees with the host's to within 30s
✓ ok    account work         signed in as mona at github.com, classic token, from gh, scopes repo read:org
✓ ok    rate limit of work   core 4,000 of 5,000 left
✓ ok    git                  git version 2.39.5
✓ ok    gh                   gh version 2.40.1 (2024-01-01)
✓ ok    terminal             TERM xterm, 256 colours, 80 columns by 24 rows, UTF-8
✓ ok    clipboard            wl-copy
✓ ok    browser              xdg-open
✓ ok    store                cache: writable, 1.2 MB
                             state: writable, 1.2 MB
✓ ok    clone                /src/app, github.com/acme/app, main
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if exit != 0 {
		t.Errorf("got exit %d, want 0", exit)
	}
}

func TestDoctorJSON(t *testing.T) {
	o := healthy()
	o.JSON = true
	o.Browser = ""
	exit, out := doctor(t, o)
	var got struct {
		Checks []map[string]string `json:"checks"`
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if exit != 0 || len(got.Checks) != 11 {
		t.Fatalf("got exit %d and %d checks, want 0 and 11", exit, len(got.Checks))
	}
	want := map[string]string{"name": "browser", "status": "warn", "detail": "nothing found that opens links",
		"fix": "Set BROWSER to a program that opens a link, or install xdg-utils."}
	if fmt.Sprint(got.Checks[8]) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got.Checks[8], want)
	}
	if got := got.Checks[0]["detail"]; !strings.Contains(got, "\n") {
		t.Errorf("got %q, want its lines", got)
	}
}

// Failures are to be fixed first, then what is only a warning; what two checks
// say is told once.
func TestDoctorFixes(t *testing.T) {
	o := healthy()
	o.Terminal.UTF8 = false
	o.Styles = Styles{Good: text.Style{Open: "<", Close: ">"}, Warn: text.Style{Open: "{", Close: "}"}, Bad: text.Style{Open: "[", Close: "]"}}
	o.Git = func(context.Context) (string, error) { return "", errors.New("git was not found") }
	down := newClient()
	down.timeErr = advice{"the host is away", "Wait for it."}
	down.identityErr = down.timeErr
	o.Clients = []Client{down}
	exit, out := doctor(t, o)
	if exit != 1 {
		t.Errorf("got exit %d, want 1", exit)
	}
	for _, want := range []string{"<+ ok  >  gh ", "{! warn}  terminal ", "[x fail]  git "} {
		if !strings.Contains(out, want) {
			t.Errorf("got %s, want %q in it", out, want)
		}
	}
	_, got, _ := strings.Cut(out, "\nTo fix, in this order:\n")
	want := `  1. Wait for it.
  2. Install git 2.25 or newer: clones and the demo need it.
  3. Set LANG to a UTF-8 locale, such as en_US.UTF-8 or C.UTF-8.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDoctorTellsNoSecretAndMovesNoCursor(t *testing.T) {
	const token, split = "ghp_0123456789abcdefghijABCDEFGHIJ012345", "gh\x1b[0mp_0123456789abcdefghijABCDEFGHIJ012345"
	o := healthy()
	o.Problems = []Problem{{"config.yml:3:1", "bad token " + token, "remove " + token}}
	o.Browser = "open\x1b[2J " + split
	c := newClient()
	c.name = "work " + token
	c.identityErr = fmt.Errorf("refused: %s\n-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIB\n-----END RSA PRIVATE KEY-----", token)
	o.Clients = []Client{c}
	for _, asJSON := range []bool{false, true} {
		o.JSON = asJSON
		exit, out := doctor(t, o)
		if exit != 1 {
			t.Errorf("got exit %d, want 1", exit)
		}
		if strings.Contains(out, token) || strings.Contains(out, "MIIE") {
			t.Errorf("got %s, want no secret", out)
		}
		if strings.Contains(out, "\x1b") {
			t.Errorf("got %q, want no escape sequence", out)
		}
		if !strings.Contains(out, "[redacted]") {
			t.Errorf("got %s, want a mark where the secret was", out)
		}
	}
}

func TestDoctorCannotWrite(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		o := healthy()
		o.Stdout, o.JSON = brokenWriter{}, asJSON
		if got := Doctor(t.Context(), o); got != 2 {
			t.Errorf("got exit %d, want 2", got)
		}
	}
}

func TestChecksRunSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		after := func(d time.Duration) func(context.Context) Result {
			return func(ctx context.Context) Result {
				select {
				case <-time.After(d):
					return Result{Detail: d.String()}
				case <-ctx.Done():
					return Result{Status: Warn, Detail: ctx.Err().Error()}
				}
			}
		}
		stuck := make(chan Result)
		defer close(stuck)
		begin := time.Now()
		checks := []Check{
			{"slow", after(9 * time.Second)},
			{"quick", after(time.Second)},
			{"too slow", after(time.Minute)},
			{"deaf", func(context.Context) Result { return <-stuck }},
			{"broken", func(context.Context) Result { panic("no") }},
		}
		want := []struct {
			at     time.Duration
			status Status
			detail string
		}{
			{9 * time.Second, OK, "9s"}, {9 * time.Second, OK, "1s"}, {10 * time.Second, Warn, "context deadline exceeded"},
			{10500 * time.Millisecond, Fail, "no answer within 10s"}, {10500 * time.Millisecond, Fail, "the check itself broke: no"},
		}
		for i, r := range run(t.Context(), checks) {
			if at := time.Since(begin); at != want[i].at || r.Status != want[i].status || r.Detail != want[i].detail {
				t.Errorf("%s: got %v, %v, %q, want %v", checks[i].Name, at, r.Status, r.Detail, want[i])
			}
			if (r.Fix == "") != (r.Status != Fail) {
				t.Errorf("%s: got fix %q, want one for a failure only", checks[i].Name, r.Fix)
			}
		}
	})
}

func TestRunCanBeLeft(t *testing.T) {
	first := func(context.Context) Result { return Result{Detail: "first"} }
	for i, r := range run(t.Context(), []Check{{"a", first}, {"b", first}}) {
		if i != 0 || r.Detail != "first" {
			t.Errorf("got %d, %v, want the first", i, r)
		}
		break
	}
}

func TestTroubled(t *testing.T) {
	tests := []struct {
		err  error
		want Result
	}{
		{errors.New("x"), Result{Warn, "ask: x", "default"}},
		{advice{"x", "y"}, Result{Warn, "ask: x", "y"}},
		{advice{"x", ""}, Result{Warn, "ask: x", "default"}},
		{fmt.Errorf("z: %w", advice{"x", "y"}), Result{Warn, "ask: z: x", "y"}},
		{fmt.Errorf("z: %w", context.DeadlineExceeded), Result{Warn, noAnswer().Detail, noAnswer().Fix}},
	}
	for _, tt := range tests {
		if got := troubled(Warn, "ask: ", tt.err, "default"); got != tt.want {
			t.Errorf("%v: got %+v, want %+v", tt.err, got, tt.want)
		}
	}
}

// advice is an error that knows a remedy, as the client's do.
type advice struct{ text, remedy string }

func (a advice) Error() string  { return a.text }
func (a advice) Remedy() string { return a.remedy }

// client is an account that answers as it was told.
type client struct {
	name, host    string
	kind          github.AccountKind
	local         bool
	id            github.Identity
	identityErr   error
	asked         int // for the identity
	listings      []github.Listing[github.Installation]
	listErr       error
	quotas        []github.Quota
	quotaErr      error
	time          time.Time
	timeErr       error
	beforeAnswers func()
}

func newClient() *client {
	return &client{
		name: "work", host: "github.com", kind: github.KindToken, time: today(),
		id:     github.Identity{Login: "mona", TokenKind: "classic token", Scopes: []string{"repo", "read:org"}},
		quotas: []github.Quota{{Resource: "core", Limit: 5000, Remaining: 4000, Reset: today().Add(time.Hour)}},
	}
}

func (c *client) Account() github.Account {
	return github.Account{Name: c.name, Host: c.host, Kind: c.kind, Source: "gh", Local: c.local}
}

func (c *client) Identity(context.Context) (github.Identity, error) {
	c.asked++
	return c.id, c.identityErr
}

func (c *client) Installations(_ context.Context, emit func(github.Listing[github.Installation])) error {
	for _, l := range c.listings {
		emit(l)
	}
	return c.listErr
}

func (c *client) RateLimit(context.Context) ([]github.Quota, error) { return c.quotas, c.quotaErr }

func (c *client) ServerTime(context.Context) (time.Time, error) {
	if c.beforeAnswers != nil {
		c.beforeAnswers()
	}
	return c.time, c.timeErr
}
