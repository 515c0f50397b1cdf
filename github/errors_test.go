package github

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// TestAnswersBecomeErrors holds every meaning that GitHub gives to a status.
func TestAnswersBecomeErrors(t *testing.T) {
	const sso = "https://github.com/orgs/acme/sso?authorization_request=A1"
	for _, tc := range []struct {
		name    string
		status  int
		body    string
		headers []string
		kind    error
		remedy  string // in Remedy
		text    string // in Error
		url     string
	}{
		{"unsupported version", 400, `{"message":"API version not supported"}`, []string{"X-GitHub-Request-Id", "AB:12"}, ErrInvalid, "AB:12", "API version not supported", ""},
		{"bad token", 401, `{"message":"Bad credentials"}`, nil, ErrBadCredentials, "account me at github.com", "Bad credentials", ""},
		{"permission", 403, `{"message":"Resource not accessible by personal access token"}`, []string{"X-Accepted-GitHub-Permissions", "issues=read; pull_requests=read,contents=read"}, ErrNotGranted, "Grant issues=read, or pull_requests=read and contents=read: https://github.com/settings/tokens", "Resource not accessible", "https://github.com/settings/tokens"},
		{"integration", 403, `{"message":"Resource not accessible by integration"}`, nil, ErrNotGranted, "Grant a permission it lacks", "", ""},
		{"sso", 403, `{"message":"Resource protected by organization SAML enforcement."}`, []string{"X-GitHub-SSO", "required; url=" + sso}, ErrSSO, "single sign-on", "", sso},
		{"sso link elsewhere", 403, `{"message":"x"}`, []string{"X-GitHub-SSO", "required; url=https://evil.example/orgs"}, ErrSSO, "token's settings", "", ""},
		{"sso without link", 403, `{"message":"Resource protected by organization SAML enforcement."}`, nil, ErrSSO, "token's settings", "", ""},
		{"classic tokens forbidden", 403, "{\"message\":\"`acme` forbids access via a personal access token (classic).\"}", nil, ErrForbidden, "fine-grained", "forbids", ""},
		{"token lives too long", 403, `{"message":"forbids access via a fine-grained personal access token if the token's lifetime is greater than 366 days"}`, nil, ErrForbidden, "ends sooner", "", ""},
		{"ip allow list", 403, `{"message":"the IP allow list of the organization does not permit it"}`, nil, ErrForbidden, "VPN", "", ""},
		{"forbidden", 403, `{"message":"Must have admin rights to Repository."}`, nil, ErrForbidden, "administrator", "admin rights", ""},
		{"forbidden by a proxy", 403, `<html>no</html>`, []string{"Content-Type", "text/html"}, ErrForbidden, "proxy", "", ""},
		{"primary limit", 403, `{"message":"API rate limit exceeded for user ID 1."}`, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Limit", "5000", "X-RateLimit-Reset", fmt.Sprint(day.Add(40 * time.Minute).Unix())}, ErrRateLimited, "resume at", "until", ""},
		{"primary limit by 429", 429, `{"message":"API rate limit exceeded"}`, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Limit", "5000", "X-RateLimit-Reset", fmt.Sprint(day.Add(40 * time.Minute).Unix())}, ErrRateLimited, "resume at", "until", ""},
		{"permission on the last request of a budget", 403, `{"message":"Resource not accessible by integration"}`, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Limit", "5000", "X-RateLimit-Reset", fmt.Sprint(day.Add(40 * time.Minute).Unix())}, ErrNotGranted, "Grant", "", ""},
		{"secondary limit", 403, `{"message":"You have exceeded a secondary rate limit."}`, nil, ErrRateLimited, "resume", "secondary", ""},
		{"secondary limit by 429", 429, `{"message":"You have exceeded a secondary rate limit."}`, []string{"Retry-After", "90"}, ErrRateLimited, "resume", "", ""},
		{"blob too large", 403, `{"message":"This API returns blobs up to 1 MB in size.","errors":[{"code":"too_large","field":"data"}]}`, nil, ErrBadAnswer, "browser", "too large", ""},
		{"blocked", 403, `{"message":"Repository access blocked","block":{"reason":"tos","html_url":"https://github.com/tos"}}`, nil, ErrBlocked, "taken", "(tos)", "https://github.com/tos"},
		{"dmca", 451, `{"message":"Repository access blocked","block":{"reason":"dmca","html_url":"https://github.com/github/dmca/x"}}`, nil, ErrBlocked, "taken", "dmca", "https://github.com/github/dmca/x"},
		{"missing", 404, `{"message":"Not Found"}`, nil, ErrNotFound, "may see it", "private and not visible", ""},
		{"unrelated histories", 404, `{"message":"No common ancestor between a and b."}`, nil, ErrNotFound, "another base", "", ""},
		{"diff too large", 406, `{"message":"Sorry, the diff exceeded the maximum number of lines (20000)","errors":[{"resource":"PullRequest","field":"diff","code":"too_large"}]}`, nil, ErrBadAnswer, "each file", "", ""},
		{"proxy sign-in", 407, ``, nil, ErrForbidden, "HTTPS_PROXY", "", ""},
		{"empty repository", 409, `{"message":"Git Repository is empty."}`, nil, ErrEmptyRepository, "first commit", "", ""},
		{"conflict", 409, `{"message":"Head branch was modified."}`, nil, ErrConflict, "Reload", "", ""},
		{"gone", 410, `{"message":"Issues are disabled for this repo"}`, nil, ErrGone, "no use", "disabled", ""},
		{"retired version", 410, `{"message":"This API version is retired"}`, nil, ErrGone, "update hubtrail", "", ""},
		{"no such sha", 422, `{"message":"No commit found for SHA: 123"}`, nil, ErrNotFound, "fork", "", ""},
		{"validation", 422, `{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing_field"},{"code":"custom","message":"Body is too long"}]}`, nil, ErrInvalid, "Correct", "Validation Failed: title missing field; Body is too long", ""},
		{"errors as one text", 422, `{"message":"Validation Failed","errors":"head sha can't be blank"}`, nil, ErrInvalid, "", "head sha can't be blank", ""},
		{"errors as texts", 422, `{"message":"Validation Failed","errors":["one","two"]}`, nil, ErrInvalid, "", "one; two", ""},
		{"server", 500, `{"message":"Server Error"}`, nil, ErrServer, "githubstatus.com", "Server Error", ""},
		{"server's web page", 502, `<!DOCTYPE html><p>Unicorn!`, []string{"Content-Type", "text/html"}, ErrServer, "githubstatus.com", "answered 502", ""},
		{"odd status", 304, ``, nil, ErrBadAnswer, "", "304", ""},
		{"token in the message", 400, `{"message":"bad ` + secret + `"}`, nil, ErrInvalid, "", "[redacted]", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := tokenClient(t, routes{"/repos/": text(tc.status, tc.body, tc.headers...)}.wire(), nil)
				_, err := c.Repository(t.Context(), 0, RepoRef{"acme", "shop"})
				var e *Error
				if !errors.As(err, &e) || !errors.Is(err, tc.kind) {
					t.Fatalf("got %v, want an *Error that is %q", err, tc.kind)
				}
				if got := e.Remedy(); !strings.Contains(got, tc.remedy) {
					t.Errorf("got remedy %q, want %q in it", got, tc.remedy)
				}
				if got := e.Error(); !strings.Contains(got, tc.text) || !strings.HasPrefix(got, "open acme/shop: ") || strings.Contains(got, "\n") {
					t.Errorf("got text %q, want one line that begins with what was done and holds %q", got, tc.text)
				}
				if e.URL != tc.url && tc.kind != ErrNotGranted {
					t.Errorf("got URL %q, want %q", e.URL, tc.url)
				}
				for _, s := range []string{e.Error(), e.Remedy(), fmt.Sprintf("%+v", *e)} {
					if strings.Contains(s, secret[4:]) {
						t.Errorf("got %q, want no token in it", s)
					}
				}
			})
		})
	}
}

func TestAppErrors(t *testing.T) {
	for _, tc := range []struct {
		name   string
		status int
		body   string
		date   time.Time
		kind   error
		remedy string
	}{
		{"bad key", 401, `{"message":"A JSON web token could not be decoded"}`, day, ErrBadKey, "private key"},
		{"clock ahead", 401, `{"message":"A JSON web token could not be decoded"}`, day.Add(-3 * time.Minute), ErrClock, "3m0s ahead"},
		{"clock behind", 401, `{"message":"'Expiration time' claim ('exp') is too far in the future"}`, day.Add(20 * time.Minute), ErrClock, "20m0s behind"},
		{"about time, clock unknown", 401, `{"message":"'Issued at' claim ('iat') must be an Integer representing the time"}`, day, ErrClock, "clock"},
		{"suspended", 403, `{"message":"This installation has been suspended"}`, day, ErrSuspended, "lift it"},
		{"uninstalled", 404, `{"message":"Not Found"}`, day, ErrNotFound, "reload the list"},
		{"not granted", 422, `{"message":"There is at least one repository that does not exist or is not accessible to the parent installation."}`, day, ErrNotGranted, "Grant"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				refuse := text(tc.status, tc.body, "Date", tc.date.Format(http.TimeFormat))
				c := appClient(t, routes{"/app/": refuse}.wire(), nil)
				c.remember([]Installation{{ID: 5, SettingsURL: "https://github.com/organizations/acme/settings/installations/5"}})
				err := c.Repositories(t.Context(), 5, "acme", func(Listing[Repository]) {})
				var e *Error
				if !errors.As(err, &e) || !errors.Is(err, tc.kind) {
					t.Fatalf("got %v, want an *Error that is %q", err, tc.kind)
				}
				if !strings.Contains(e.Remedy(), tc.remedy) {
					t.Errorf("got remedy %q, want %q in it", e.Remedy(), tc.remedy)
				}
				if e.Op != "list the repositories of installation 5" {
					t.Errorf("got op %q, want what the caller asked for", e.Op)
				}
				if tc.kind == ErrSuspended && !strings.HasSuffix(e.URL, "/installations/5") {
					t.Errorf("got URL %q, want the installation's settings", e.URL)
				}
			})
		})
	}
}

func TestNetworkErrors(t *testing.T) {
	for _, tc := range []struct {
		name string
		err  error
		kind error
		text string
	}{
		{"name", &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "github.com"}}, ErrOffline, "github.com"},
		{"refused", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, ErrOffline, "github.com"},
		{"unreachable", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ENETUNREACH)}, ErrOffline, "github.com"},
		{"reset", &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)}, ErrOffline, ""},
		{"slow", &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}, ErrTimeout, "github.com"},
		{"unknown authority", x509.UnknownAuthorityError{}, ErrTLS, "certificate"},
		{"wrong name", &tls.CertificateVerificationError{Err: x509.HostnameError{Certificate: &x509.Certificate{}, Host: "github.com"}}, ErrTLS, ""},
		{"no TLS", tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, ErrTLS, ""},
		{"token in the text", errors.New("odd " + secret), ErrOffline, "[redacted]"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := tokenClient(t, failing{tc.err}, nil)
				_, err := c.Repository(t.Context(), 0, RepoRef{"acme", "shop"})
				if !errors.Is(err, tc.kind) {
					t.Fatalf("got %v, want %q", err, tc.kind)
				}
				if !strings.Contains(err.Error(), tc.text) || strings.Contains(err.Error(), secret) {
					t.Errorf("got %q, want %q in it", err, tc.text)
				}
			})
		})
	}
}

type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

func TestUselessAnswers(t *testing.T) {
	for _, tc := range []struct{ name, body, kind, text string }{
		{"sign-in page", "<html><title>Hotel Wi-Fi</title>", "text/html", "a web page came"},
		{"empty", "", "application/json", "empty"},
		{"broken off", `{"id":1,"name":"shop","own`, "application/json", "broke off"},
		{"another shape", `[1,2]`, "application/json", "JSON expected"},
		{"no names", `{}`, "application/json", "JSON expected"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := tokenClient(t, routes{"/repos/": text(200, tc.body, "Content-Type", tc.kind)}.wire(), nil)
			_, err := c.Repository(t.Context(), 0, RepoRef{"acme", "shop"})
			if !errors.Is(err, ErrBadAnswer) || !strings.Contains(err.Error(), tc.text) {
				t.Errorf("got %v, want ErrBadAnswer with %q", err, tc.text)
			}
		})
	}
}

// cut answers with a body that breaks off.
type cut struct{}

func (cut) RoundTrip(req *http.Request) (*http.Response, error) {
	body := io.MultiReader(strings.NewReader(`{"id":1,`), failingReader{})
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(body), Request: req}, nil
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestBodyBreaksOff(t *testing.T) {
	_, err := tokenClient(t, cut{}, nil).Repository(t.Context(), 0, RepoRef{"acme", "shop"})
	if !errors.Is(err, ErrBadAnswer) || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want ErrBadAnswer over the reader's error", err)
	}
}

func TestCancelStaysCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := tokenClient(t, routes{}.wire(), nil).Repository(ctx, 0, RepoRef{"acme", "shop"})
	var e *Error
	if !errors.Is(err, context.Canceled) || errors.As(err, &e) {
		t.Errorf("got %v, want context.Canceled and no *Error", err)
	}
}

// silent never answers.
type silent struct{}

func (silent) RoundTrip(req *http.Request) (*http.Response, error) {
	<-req.Context().Done()
	return nil, &url.Error{Op: "Get", URL: "x", Err: req.Context().Err()}
}

func TestSilentHostTimesOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := tokenClient(t, silent{}, nil).Repository(t.Context(), 0, RepoRef{"acme", "shop"})
		if !errors.Is(err, ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want ErrTimeout", err)
		}
		if d := time.Since(start); d != requestTimeout {
			t.Errorf("got an end after %v, want %v", d, requestTimeout)
		}
	})
}

func TestUnusableCredentials(t *testing.T) {
	for _, tc := range []struct {
		name string
		opts Options
		kind error
	}{
		{"token", Options{Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, Token: func(context.Context) (string, error) { return "", errors.New("gh is not signed in") }}, ErrBadCredentials},
		{"token of two lines", Options{Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, Token: func(context.Context) (string, error) { return secret + "\nmore", nil }}, ErrBadCredentials},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := routes{}.wire()
			tc.opts.Base = w
			c, err := NewClient(tc.opts)
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Repository(t.Context(), 0, RepoRef{"acme", "shop"})
			if !errors.Is(err, tc.kind) || strings.Contains(err.Error(), secret) {
				t.Errorf("got %v, want %q without the token", err, tc.kind)
			}
			if len(w.asked) != 0 {
				t.Errorf("got requests %v, want none", w.asked)
			}
		})
	}
}

func TestErrorsAreRedactedLast(t *testing.T) {
	e := &Error{Op: "read " + secret, kind: ErrNotFound}
	if got := e.Error(); strings.Contains(got, secret) || !strings.HasPrefix(got, "read [redacted]") {
		t.Errorf("got %q, want no token in it", got)
	}
}

func TestNamesInErrorsAreClean(t *testing.T) {
	_, err := tokenClient(t, routes{}.wire(), nil).Repository(t.Context(), 0, RepoRef{"a\x1b[2J", "b\n"})
	if err == nil || strings.ContainsAny(err.Error(), "\x1b\n") {
		t.Errorf("got %q, want one line without control characters", err)
	}
}

func TestCleanMessage(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"plain", "plain"},
		{" a \n\t b ", "a b"},
		{"\x1b[2Jclear\x07", "[2Jclear"},
		{"a\u202eb\u200bc", "abc"},
		{"bad \xff byte", "bad \uFFFD byte"},
		{strings.Repeat("x", 400), strings.Repeat("x", 299) + "…"},
		{"see " + secret, "see [redacted]"},
	} {
		if got := cleanMessage(tc.in); got != tc.want {
			t.Errorf("cleanMessage(%q): got %q, want %q", tc.in, got, tc.want)
		}
	}
}
