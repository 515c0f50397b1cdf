package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	tries = 3
	// firstPause is the longest pause before the second try; it doubles.
	firstPause = 400 * time.Millisecond
	// patience is the longest pause that a server may ask for before its answer is handed on.
	patience = 5 * time.Second
	// heavy is how long a request may take and fail before it counts as too much work for the server,
	// which gives up after ten seconds: the same request would fail again, and costs more each time.
	heavy = 8 * time.Second
)

// Retry sends reads again that failed for a reason that passes: a connection lost, a 500, 502, 503
// or 504, a short rate limit. Three tries in all, with growing pauses of random length, within the
// request's context. Writes are never sent again: what they did is unknown.
type Retry struct {
	Next http.RoundTripper
	Now  func() time.Time
	// Jitter gives a number in [0, 1); nil is random.
	Jitter func() float64
}

// RoundTrip sends until the answer counts or the tries are used up, and gives the last outcome.
func (r *Retry) RoundTrip(req *http.Request) (*http.Response, error) {
	if !reads(req) || !replayable(req) {
		return r.Next.RoundTrip(req)
	}
	ctx := req.Context()
	for try := 1; ; try++ {
		sent := req
		if try > 1 {
			var err error
			if sent, err = again(req); err != nil {
				return nil, err
			}
		}
		start := r.Now()
		resp, err := r.Next.RoundTrip(sent)
		if try == tries || ctx.Err() != nil {
			return resp, err
		}
		wait, ok := r.verdict(resp, err, r.Now().Sub(start))
		if !ok {
			return resp, err
		}
		wait = max(wait, r.backoff(try))
		if end, ok := ctx.Deadline(); ok && r.Now().Add(wait).After(end) {
			return resp, err
		}
		if !pause(ctx.Done(), wait) {
			if resp != nil {
				discard(resp)
			}
			return nil, ctx.Err()
		}
		if resp != nil {
			discard(resp)
		}
	}
}

// verdict says whether an outcome is worth another try, and the least pause before it.
func (r *Retry) verdict(resp *http.Response, err error, took time.Duration) (time.Duration, bool) {
	if err != nil {
		var limited *Limited
		if errors.As(err, &limited) {
			wait := limited.Until.Sub(r.Now())
			return wait, wait <= patience
		}
		var slow net.Error
		if took >= heavy && errors.As(err, &slow) && slow.Timeout() {
			return 0, false
		}
		return 0, passing(err)
	}
	switch resp.StatusCode {
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		wait, _ := retryAfter(resp.Header, r.Now())
		return wait, wait <= patience && took < heavy
	}
	return 0, false
}

// backoff is between half and all of a pause that doubles.
func (r *Retry) backoff(try int) time.Duration {
	jitter := r.Jitter
	if jitter == nil {
		jitter = rand.Float64
	}
	full := firstPause << (try - 1)
	return full/2 + time.Duration(jitter()*float64(full/2))
}

// passing reports whether an error may be gone at the next try. Errors of ours, of certificates and
// of names that do not exist stay.
func passing(err error) bool {
	var (
		paused    *Paused
		large     *TooLarge
		cert      *tls.CertificateVerificationError
		authority x509.UnknownAuthorityError
		name      *net.DNSError
	)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded),
		errors.As(err, &paused), errors.As(err, &large), errors.As(err, &cert), errors.As(err, &authority):
		return false
	case errors.As(err, &name):
		return !name.IsNotFound
	}
	return true
}

// retryAfter reads the header, seconds or a date; false if it is not there or says nothing.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if value == "" {
		return 0, false
	}
	if seconds, err := strconv.Atoi(value); err == nil {
		if seconds < 0 {
			return 0, false
		}
		// More than a day is no pause, and larger numbers overflow.
		return time.Duration(min(seconds, 24*60*60)) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}
