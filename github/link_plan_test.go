package github

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// What a plan says: the body to be, the links there will be, each warning with
// what to do, and why the body cannot be written.
func TestPlanLink(t *testing.T) {
	var eleven, elevenLinks []string
	for n := 100; n < 111; n++ {
		eleven = append(eleven, fmt.Sprint(n))
		elevenLinks = append(elevenLinks, fmt.Sprintf("acme/api#%d closes body changed 0 it is not written yet", n))
	}
	many := func(o *office) {
		for _, n := range eleven {
			o.issues["acme/api#"+n] = "open"
		}
	}
	for _, tc := range []struct {
		name    string
		body    string
		change  func(*office)
		r       func(*LinkRequest)
		after   string // "" is the body as it was
		links   []string
		warn    []string // parts of the warnings, in order
		blocked error
	}{
		{name: "one", body: "Mends it.", after: "Mends it.\n\nCloses #12", links: []string{"acme/api#12 closes body changed 0 it is not written yet"}},
		{
			name: "to refer", body: "Mends it.", r: func(r *LinkRequest) { r.Kind = LinkRefers },
			after: "Mends it.\n\nRefs #12", links: []string{"acme/api#12 refers body changed 0 it only refers: GitHub shows a mention, and closes nothing"},
		},
		{
			name: "there already", body: "Fixes #12", links: []string{"acme/api#12 closes body 0 GitHub was not asked yet"},
			warn: []string{"There is nothing to write: the body of acme/api#7 says so already."},
		},
		{
			name: "one of two there", body: "Fixes #12", r: func(r *LinkRequest) { r.Issues = issuesNamed("12", "13", "13") }, after: "Fixes #12\nCloses #13",
			links: []string{"acme/api#12 closes body 0 GitHub was not asked yet", "acme/api#13 closes body changed 0 it is not written yet"},
		},
		{
			name: "where GitHub ignores keywords", change: func(o *office) { o.base = "release" }, after: "Closes #12",
			links: []string{"acme/api#12 closes body changed 2 the pull request goes into release, and keywords count for the default branch main only"},
			warn:  []string{"acme/api#7 goes into release, and GitHub ignores closing keywords unless it is the default branch, main: it will not link or close anything. Write a plain reference, or change the base on the web."},
		},
		{
			name: "referred to there", change: func(o *office) { o.base = "release" }, r: func(r *LinkRequest) { r.Kind = LinkRefers }, after: "Refs #12",
			links: []string{"acme/api#12 refers body changed 0 it only refers: GitHub shows a mention, and closes nothing"},
		},
		{
			name: "merged", change: func(o *office) { o.state = "merged" }, after: "Closes #12", links: []string{"acme/api#12 closes body changed 0 it is not written yet"},
			warn: []string{"acme/api#7 is merged: the keyword closes nothing any more. Close the issues by hand if they are done."},
		},
		{
			name: "closed", change: func(o *office) { o.state, o.issues["acme/api#12"] = "closed", "closed" }, after: "Closes #12", links: []string{"acme/api#12 closes body changed 0 it is not written yet"},
			warn: []string{"acme/api#7 is closed: it closes nothing unless it is reopened and merged.", "acme/api#12 is closed already: merging changes nothing about it."},
		},
		{
			name: "not issues", r: func(r *LinkRequest) {
				r.Issues = issuesNamed("7", "14", "15", "999", "16", "12")
				r.Elsewhere = []string{"https://example.com/a/b/issues/1\x1b[2J"}
			}, change: func(o *office) {
				o.issues["acme/api#14"], o.issues["acme/api#15"], o.issues["acme/api#16"] = "pull", "gone", "down"
			},
			after: "Closes #16\nCloses #12", links: []string{"acme/api#16 closes body changed 0 it is not written yet", "acme/api#12 closes body changed 0 it is not written yet"},
			warn: []string{
				"https://example.com/a/b/issues/1[2J is at another host, and GitHub links within one host only: nothing is written for it.",
				"acme/api#7 cannot be linked with itself.", "acme/api#14 is a pull request, and keywords close issues only: nothing is written for it. A plain reference can name it.",
				"acme/api#15 does not exist, or is not visible to this account: nothing is written for it.",
				"acme/api#999 does not exist, or is not visible to this account: nothing is written for it.",
				"acme/api#16 could not be read, so whether it is open is not known: the request was refused as invalid: no (github.com answered 422).",
			},
		},
		{
			name: "transferred", change: func(o *office) { o.issues["acme/api#12"] = "moved acme/web#3" }, after: "Closes acme/web#3",
			links: []string{"acme/web#3 closes body changed cross 0 it is not written yet"},
			warn: []string{"acme/api#12 was transferred and is acme/web#3 now: that is what is linked.",
				"acme/web#3 is in another repository: GitHub links and closes it only if the author and whoever merges may write there."},
		},
		{
			name: "more than the web links", change: many, r: func(r *LinkRequest) { r.Issues = issuesNamed(eleven...) }, after: "Closes #" + strings.Join(eleven, "\nCloses #"),
			links: elevenLinks, warn: []string{"acme/api#7 would close 11 issues. The web links 10 by hand at most, and GitHub does not say whether keywords may name more: hubtrail looks afterwards which it took."},
		},
		{name: "too long", body: strings.Repeat("é", MaxBody-11), after: strings.Repeat("é", MaxBody-11) + "\n\nCloses #12", links: []string{"acme/api#12 closes body changed 0 it is not written yet"}, blocked: ErrInvalid},
		{name: "just short enough", body: strings.Repeat("é", MaxBody-12), after: strings.Repeat("é", MaxBody-12) + "\n\nCloses #12", links: []string{"acme/api#12 closes body changed 0 it is not written yet"}},
		{name: "archived", change: func(o *office) { o.archived = true }, after: "Closes #12", links: []string{"acme/api#12 closes body changed 0 it is not written yet"}, blocked: ErrForbidden},
		{
			name: "to unlink", body: "Mends it.\r\n\r\nCloses #12\r\nRefs #13", r: func(r *LinkRequest) { r.Unlink, r.Issues = true, issuesNamed("12") }, after: "Mends it.\r\n\r\nRefs #13",
			links: []string{"acme/api#12 closes body changed 0 it is not removed yet"},
		},
		{
			name: "to unlink what is not there", body: "Mends it.", r: func(r *LinkRequest) { r.Unlink = true },
			warn: []string{"The body does not name acme/api#12: there is nothing to remove."},
		},
		{
			name: "to unlink what was linked by hand", body: "Mends it.", change: func(o *office) { o.manual = []string{"acme/api#12"} }, r: func(r *LinkRequest) { r.Unlink = true },
			links: []string{"acme/api#12 manual web 1 it was linked by hand, which only the web can take back"},
			warn:  []string{"acme/api#12 is linked, and not by the body: it was done by hand on the web, and GitHub lets no program take that back. Open https://github.com/acme/api/pull/7 and remove it under Development."},
		},
		{
			name: "to unlink where nobody can be asked", body: "Mends it.", change: func(o *office) { o.noGraph = true }, r: func(r *LinkRequest) { r.Unlink = true },
			warn: []string{"The body does not name acme/api#12, and whether it was linked by hand could not be asked: look at https://github.com/acme/api/pull/7."},
		},
		{
			name: "a comment", body: "Mends it.", r: func(r *LinkRequest) { r.Comment, r.Issues = true, issuesNamed("12", "acme/web#3") }, after: "comment: Refs #12\nRefs acme/web#3",
			links: []string{"acme/api#12 refers comment changed 2 a comment links nothing: GitHub shows a mention", "acme/web#3 refers comment changed cross 2 a comment links nothing: GitHub shows a mention"},
			warn:  []string{"A comment links nothing: the issues show that acme/api#7 mentions them, and merging it closes none of them."},
		},
	} {
		each(t, tc.name, func(t *testing.T) {
			o := newOffice(tc.body)
			if tc.change != nil {
				tc.change(o)
			}
			r := closing("12")
			if tc.r != nil {
				tc.r(&r)
			}
			d := newDesk(t, o)
			p := d.plan(t, r)
			after := tc.after
			if after == "" {
				after = tc.body
			}
			got := p.After
			if r.Comment {
				got = "comment: " + p.Text
			}
			if got != after || p.Before != tc.body {
				t.Errorf("got the body %.300q, want %.300q", got, after)
			}
			var links []string
			for _, l := range p.Links {
				what := fmt.Sprintf("%s %s %s", l.Issue, l.Kind, l.Where)
				if l.Changed {
					what += " changed"
				}
				if l.Cross {
					what += " cross"
				}
				links = append(links, fmt.Sprintf("%s %d %s", what, l.Recognised, l.Why))
			}
			if !slices.Equal(links, tc.links) {
				t.Errorf("got the links %q, want %q", links, tc.links)
			}
			if !slices.Equal(p.Warnings, tc.warn) {
				t.Errorf("got the warnings %q, want %q", p.Warnings, tc.warn)
			}
			if tc.blocked == nil && p.Blocked != nil || !errors.Is(p.Blocked, tc.blocked) {
				t.Errorf("got blocked %v, want %v", p.Blocked, tc.blocked)
			}
			if len(o.writes) != 0 {
				t.Errorf("got the writes %q, want none", o.writes)
			}
			_, err := d.jobs.Start(t.Context(), p)
			if want := tc.blocked != nil || p.Idle(); (err != nil) != want || len(d.jobs.List()) != 0 && want {
				t.Errorf("starting it: got %v, want an error: %v", err, want)
			}
		})
	}
}

// What cannot be planned at all says so.
func TestPlanLinkRefuses(t *testing.T) {
	each(t, "", func(t *testing.T) {
		d := newDesk(t, newOffice("Mends it."))
		for _, tc := range []struct {
			name string
			r    LinkRequest
			err  error
			said string
		}{
			{"no issue", LinkRequest{Place: Place{Account: "me"}, Pull: seven}, ErrInvalid, "no issue was named"},
			{"an issue for the pull request", LinkRequest{Place: Place{Account: "me"}, Pull: issuesNamed("12")[0], Issues: issuesNamed("13")}, ErrInvalid, "acme/api#12 is an issue, not a pull request"},
			{"nothing there", LinkRequest{Place: Place{Account: "me"}, Pull: issuesNamed("99")[0], Issues: issuesNamed("13")}, ErrNotFound, "link acme/api#13 to acme/api#99"},
			{"a comment to unlink", LinkRequest{Place: Place{Account: "me"}, Pull: seven, Issues: issuesNamed("12"), Unlink: true, Comment: true}, ErrInvalid, "a comment"},
			{"no such account", LinkRequest{Place: Place{Account: "x"}, Pull: seven, Issues: issuesNamed("12")}, nil, "x"},
			{"a name that leads elsewhere", LinkRequest{Place: Place{Account: "me"}, Pull: seven, Issues: []IssueRef{{RepoRef{"..", "x"}, 1}}}, ErrInvalid, "not a repository's name"},
		} {
			_, err := d.accounts.PlanLink(t.Context(), tc.r)
			if err == nil || tc.err != nil && !errors.Is(err, tc.err) || !strings.Contains(err.Error(), tc.said) {
				t.Errorf("%s: got %v, want %q", tc.name, err, tc.said)
			}
		}
		c, err := NewClient(Options{Account: Account{Name: "here", Kind: KindClone, Host: "/src/x", Local: true}, Base: d.office})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.PlanLink(t.Context(), closing("12")); !errors.Is(err, ErrInvalid) {
			t.Errorf("a clone: got %v, want ErrInvalid", err)
		}
		if _, err := c.CreateBranch(t.Context(), 0, twelve, ""); !errors.Is(err, ErrInvalid) {
			t.Errorf("a clone: got %v, want ErrInvalid", err)
		}
	})
}

// An installation without the right to write is told before anything is sent.
func TestPlanLinkWithoutTheRight(t *testing.T) {
	for _, tc := range []struct {
		granted       string
		body, comment bool
	}{
		{`{"pull_requests":"write"}`, true, true},
		{`{"pull_requests":"read","issues":"write"}`, false, true},
		{`{"pull_requests":"read","issues":"read"}`, false, false},
	} {
		o := newOffice("Mends it.")
		mux := &wire{handler: handlers(map[string]http.HandlerFunc{
			"POST /app/installations/5/access_tokens": text(201, `{"token":"ghs_x","expires_at":"2026-05-04T13:00:00Z","permissions":`+tc.granted+`}`),
			"/": o.serve,
		})}
		a := NewAccounts(appClient(t, mux, nil))
		r := closing("12")
		r.Place = Place{Account: "work", Installation: 5}
		for _, comment := range []bool{false, true} {
			r.Comment = comment
			p, err := a.PlanLink(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			may := tc.body && !comment || tc.comment && comment
			if may != (p.Blocked == nil) || !may && !errors.Is(p.Blocked, ErrNotGranted) {
				t.Errorf("%s, comment %v: got %v, want it allowed: %v", tc.granted, comment, p.Blocked, may)
			}
			var e *Error
			if errors.As(p.Blocked, &e) && !strings.Contains(e.Remedy(), "pull_requests=write") {
				t.Errorf("got %q, want the permission named", e.Remedy())
			}
		}
	}
}

// handlers routes requests by pattern.
func handlers(patterns map[string]http.HandlerFunc) http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range patterns {
		mux.HandleFunc(pattern, h)
	}
	return mux
}
