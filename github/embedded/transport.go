package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
)

// Transport answers requests by calling h in this process: no port is opened
// and nothing leaves the machine.
//
// RoundTrip returns as soon as h has written its header, or with the context's
// error once the request is cancelled; the body may then be read while h is
// still writing. Cancelling the request, or closing the body, cancels the
// context that h sees. What h writes is held in memory until it is read, so
// that h never waits for a slow reader. A panic of h is an error of the round
// trip, or of reading the body when the header was already out;
// [http.ErrAbortHandler] reads as a connection that broke.
func Transport(h http.Handler) http.RoundTripper { return &transport{handler: h} }

type transport struct{ handler http.Handler }

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		closeBody(req)
		return nil, err
	}
	ctx, cancel := context.WithCancel(req.Context())
	in := req.Clone(ctx)
	if in.Body == nil {
		in.Body = http.NoBody
	}
	if in.Host == "" {
		in.Host = req.URL.Host
	}
	in.Proto, in.ProtoMajor, in.ProtoMinor = "HTTP/1.1", 1, 1
	in.RequestURI = req.URL.RequestURI()
	in.RemoteAddr = "in-process"

	e := &exchange{ctx: ctx, cancel: cancel, req: req, header: http.Header{}, ready: make(chan struct{}), more: make(chan struct{}, 1)}
	go func() {
		defer closeBody(req)
		defer func() { e.finish(recover()) }()
		t.handler.ServeHTTP(e, in)
	}()

	select {
	case <-e.ready:
	case <-req.Context().Done():
		cancel()
		return nil, req.Context().Err()
	}
	return e.response()
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close() // the answer does not depend on it
	}
}

var errBroken = errors.New("the connection broke")

// exchange is one request under way: the handler's ResponseWriter on one side,
// the client's body on the other.
type exchange struct {
	ctx    context.Context
	cancel context.CancelFunc
	req    *http.Request
	header http.Header
	ready  chan struct{} // closed once status is known or the handler failed
	more   chan struct{} // holds one element when there is something new to read

	mu     sync.Mutex
	status int
	sent   http.Header // header as it was when the status was written
	data   []byte
	done   bool
	closed bool
	err    error
}

// Header is the handler's header map.
func (e *exchange) Header() http.Header { return e.header }

// WriteHeader fixes the status and the header.
func (e *exchange) WriteHeader(status int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.writeHeader(status)
}

func (e *exchange) writeHeader(status int) {
	if e.status != 0 || status < 200 { // an informational answer is not the answer
		return
	}
	e.status = status
	e.sent = e.header.Clone()
	close(e.ready)
}

// Write appends to the body; it fails once the client has gone.
func (e *exchange) Write(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.writeHeader(http.StatusOK)
	if e.closed {
		return 0, http.ErrHandlerTimeout
	}
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	if e.req.Method == http.MethodHead {
		return len(p), nil
	}
	e.data = append(e.data, p...)
	e.wake()
	return len(p), nil
}

// Flush does nothing: what is written can be read at once.
func (e *exchange) Flush() {}

func (e *exchange) wake() {
	select {
	case e.more <- struct{}{}:
	default:
	}
}

// finish ends the exchange after the handler returned or panicked.
func (e *exchange) finish(panicked any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case panicked == nil:
		e.writeHeader(http.StatusOK)
	case panicked == http.ErrAbortHandler:
		e.err = errBroken
		if e.status != 0 {
			e.err = io.ErrUnexpectedEOF
		}
	default:
		e.err = fmt.Errorf("the embedded GitHub failed at %s %s: %v", e.req.Method, e.req.URL.Path, panicked)
	}
	e.done = true
	if e.status == 0 {
		close(e.ready)
	}
	e.wake()
}

func (e *exchange) response() (*http.Response, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.status == 0 {
		e.cancel()
		return nil, e.err
	}
	res := &http.Response{
		Status:     strconv.Itoa(e.status) + " " + http.StatusText(e.status),
		StatusCode: e.status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        e.sent,
		Body:          (*body)(e),
		ContentLength: -1,
		Request:       e.req,
	}
	if n, err := strconv.ParseInt(e.sent.Get("Content-Length"), 10, 64); err == nil {
		res.ContentLength = n
	}
	return res, nil
}

// body is the client's side of an exchange.
type body exchange

func (b *body) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for {
		b.mu.Lock()
		n := copy(p, b.data)
		b.data = b.data[n:]
		done, closed, err := b.done, b.closed, b.err
		b.mu.Unlock()
		switch {
		case closed:
			return 0, http.ErrBodyReadAfterClose
		case b.req.Context().Err() != nil:
			return 0, b.req.Context().Err()
		case n > 0:
			return n, nil
		case done && err != nil:
			return 0, err
		case done:
			b.cancel()
			return 0, io.EOF
		}
		select {
		case <-b.more:
		case <-b.req.Context().Done():
		}
	}
}

func (b *body) Close() error {
	b.mu.Lock()
	b.closed = true
	b.data = nil
	b.mu.Unlock()
	b.cancel()
	return nil
}
