package transport

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// refusalMemory is how long a refused credential is not sent again: after several bad ones GitHub
	// locks a user out for a while, good credentials included.
	refusalMemory = time.Minute
	// renewalPause is the least time between two questions to a Renewer that had nothing new.
	renewalPause = 5 * time.Second
	// maxRefusal is how much of a refusal's body is kept, in bytes.
	maxRefusal = 16 << 10
)

// refusal is a 401 to one credential.
type refusal struct {
	value  string
	at     time.Time
	asked  time.Time // when a Renewer was last asked
	header http.Header
	body   []byte
}

// memory holds the last refusal.
type memory struct {
	mu   sync.Mutex
	last *refusal
}

// about gives the refusal of a credential, if it was refused lately, and whether it is time to ask
// for another one.
func (m *memory) about(value string, now time.Time) (past *refusal, due bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last == nil || m.last.value != value || now.Sub(m.last.at) >= refusalMemory {
		return nil, false
	}
	due = now.Sub(m.last.asked) >= renewalPause
	if due {
		m.last.asked = now
	}
	return m.last, due
}

// keep remembers a 401, whose body can still be read afterwards. GitHub also answers 401 to a good
// credential of the wrong kind (a token where a JWT is needed): such an answer does not count.
func (m *memory) keep(resp *http.Response, value string, now time.Time) {
	if value == "" {
		return
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxRefusal))
	resp.Body = rest{io.MultiReader(bytes.NewReader(body), resp.Body), resp.Body}
	if err != nil || !strings.Contains(strings.ToLower(string(body)), "bad credentials") {
		return
	}
	header := http.Header{}
	for _, name := range [...]string{"Content-Type", "X-Github-Request-Id"} {
		if v := resp.Header.Get(name); v != "" {
			header.Set(name, v)
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = &refusal{value: value, at: now, asked: now, header: header, body: body}
}

// answer is the refusal as the response to another request.
func (r *refusal) answer(req *http.Request) *http.Response {
	header := r.header.Clone()
	header.Set(HeaderSource, SourceMemory)
	header.Set(HeaderFromCache, "1")
	return response(req, http.StatusUnauthorized, header, r.body)
}

// response makes an answer of our own.
func response(req *http.Request, status int, header http.Header, body []byte) *http.Response {
	r := &http.Response{
		Status:        strconv.Itoa(status) + " " + http.StatusText(status),
		StatusCode:    status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        header,
		ContentLength: int64(len(body)),
		Body:          io.NopCloser(bytes.NewReader(body)),
		Request:       req,
	}
	if req.Method == http.MethodHead {
		r.Body = http.NoBody
	}
	return r
}
