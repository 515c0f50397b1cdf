package embedded

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// docs is where GitHub's error bodies point.
const docs = "https://docs.github.com/rest"

// refusal is an answer that GitHub gives instead of what was asked for.
type refusal struct {
	status  int
	message string
	doc     string // documentation_url; docs when empty
	header  http.Header
	errors  []fieldError
	url     string // where a redirect goes
}

// fieldError is one entry of a 422's errors array.
type fieldError struct {
	Resource string `json:"resource,omitempty"`
	Field    string `json:"field,omitempty"`
	Code     string `json:"code"`
	Message  string `json:"message,omitempty"`
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s", r.status, r.message) }

func refuse(status int, format string, args ...any) *refusal {
	return &refusal{status: status, message: fmt.Sprintf(format, args...)}
}

func notFound() *refusal { return refuse(http.StatusNotFound, "Not Found") }

// with adds a header to the answer.
func (r *refusal) with(name, value string) *refusal {
	if r.header == nil {
		r.header = http.Header{}
	}
	r.header.Set(name, value)
	return r
}

// answer is the refusal as GitHub's error JSON.
func (r *refusal) answer() answer {
	doc := r.doc
	if doc == "" {
		doc = docs
	}
	body, err := json.Marshal(struct {
		Message string       `json:"message"`
		Errors  []fieldError `json:"errors,omitempty"`
		URL     string       `json:"url,omitempty"`
		Doc     string       `json:"documentation_url"`
		Status  string       `json:"status"`
	}{r.message, r.errors, r.url, doc, strconv.Itoa(r.status)})
	if err != nil { // strings and ints only
		panic(err)
	}
	return answer{status: r.status, contentType: jsonType, body: body, header: r.header}
}
