package embedded

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FaultKind is what goes wrong.
type FaultKind string

// The faults a server can show. In brackets is how a list writes them.
const (
	Fail      FaultKind = "fail"      // an error answer as GitHub's JSON (fail 503 /search)
	HTML      FaultKind = "html"      // an error page instead of JSON (html 502 /user)
	Latency   FaultKind = "latency"   // the answer is late (latency 2s /search)
	Drop      FaultKind = "drop"      // the connection breaks (drop after 1000 bytes /repos)
	Garbage   FaultKind = "garbage"   // the JSON ends in the middle (garbage /user/repos)
	Secondary FaultKind = "secondary" // the secondary rate limit (secondary /repos)
	Exhaust   FaultKind = "exhaust"   // a budget is used up until its reset (exhaust core)
	// Incomplete is a search that ran out of time: half of the hits, marked so
	// (incomplete /search).
	Incomplete FaultKind = "incomplete"
	// After does what was asked and hides it: the answer is an error, or the
	// connection breaks before any (after 502 POST /repos, after drop /repos).
	After FaultKind = "after"
)

// A Fault is one thing that goes wrong for requests under a path.
type Fault struct {
	Kind     FaultKind
	Status   int           // of Fail, HTML and After; 0 of After breaks the connection
	Delay    time.Duration // of Latency
	Bytes    int           // of Drop: how much of the body arrives
	Resource string        // of Exhaust: core, search, code_search or graphql
	// Prefix is the start of the path, whole segments, without the API's own
	// prefix. "" and "/" match every request.
	Prefix string
	// Method hits only requests of this method, in capitals; "" is any.
	Method string
	// Times is how many requests are hit; 0 is all.
	Times int
}

// ParseFaults reads a list of faults, one a line. Empty lines and lines that
// begin with "#" are skipped. What a fault hits follows its kind and number: a
// method, a path, both in this order, or neither for every request, as in
// "fail 502 POST /repos"; only exhaust takes neither. Each may end in "times N".
// An error names the line, counted from 1; all bad lines are reported together.
func ParseFaults(text string) ([]Fault, error) {
	var faults []Fault
	var problems []error
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f, err := parseFault(strings.Fields(line))
		if err != nil {
			problems = append(problems, fmt.Errorf("line %d: %w", n, err))
			continue
		}
		faults = append(faults, f)
	}
	return faults, errors.Join(problems...)
}

func parseFault(words []string) (Fault, error) {
	f := Fault{Kind: FaultKind(words[0])}
	words = words[1:]
	if n := len(words); n >= 2 && words[n-2] == "times" {
		times, err := strconv.Atoi(words[n-1])
		if err != nil || times < 1 {
			return f, fmt.Errorf("times %s: write a number from 1 up", strconv.Quote(words[n-1]))
		}
		f.Times = times
		words = words[:n-2]
	}
	var err error
	switch f.Kind {
	case Fail, HTML:
		if words, err = f.status(words); err != nil {
			return f, err
		}
	case Latency:
		if len(words) > 0 {
			f.Delay, err = time.ParseDuration(words[0])
		}
		if len(words) == 0 || err != nil || f.Delay < 0 {
			return f, errors.New("latency: write a duration, as in: latency 2s /search")
		}
		words = words[1:]
	case Drop:
		if len(words) >= 3 && words[0] == "after" && words[2] == "bytes" {
			f.Bytes, err = strconv.Atoi(words[1])
		}
		if len(words) < 3 || err != nil || f.Bytes < 0 || words[0] != "after" || words[2] != "bytes" {
			return f, errors.New("drop: write the number of bytes, as in: drop after 1000 bytes /repos")
		}
		words = words[3:]
	case After:
		if len(words) > 0 && words[0] == "drop" {
			words = words[1:]
			break
		}
		if words, err = f.status(words); err != nil {
			return f, errors.New("after: write drop or a status from 400 to 599, as in: after 502 POST /repos")
		}
	case Garbage, Secondary, Incomplete:
	case Exhaust:
		if len(words) != 1 || !knownResource(words[0]) {
			return f, errors.New("exhaust: write one of core, search, code_search and graphql")
		}
		f.Resource = words[0]
		return f, nil
	default:
		return f, fmt.Errorf("%s is no fault: write fail, html, latency, drop, garbage, secondary, exhaust, incomplete or after", strconv.Quote(string(f.Kind)))
	}
	if len(words) > 0 && isMethod(words[0]) {
		f.Method, words = words[0], words[1:]
	}
	switch {
	case len(words) > 1:
		return f, fmt.Errorf("%s: %s is one word too many", f.Kind, strconv.Quote(words[1]))
	case len(words) == 1 && words[0][0] != '/':
		return f, fmt.Errorf("%s: %s is no path: begin it with a slash", f.Kind, strconv.Quote(words[0]))
	case len(words) == 1:
		f.Prefix = words[0]
	}
	return f, nil
}

func (f *Fault) status(words []string) ([]string, error) {
	if len(words) > 0 {
		f.Status, _ = strconv.Atoi(words[0])
	}
	if f.Status < 400 || f.Status > 599 {
		return nil, fmt.Errorf("%s: write a status from 400 to 599, as in: %s 503 /search", f.Kind, f.Kind)
	}
	return words[1:], nil
}

func isMethod(word string) bool {
	switch word {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPatch, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}

func knownResource(name string) bool {
	switch name {
	case "core", "search", "code_search", "graphql":
		return true
	}
	return false
}

// matches reports whether the request has the fault's method, and its path,
// without the API's prefix, is under the fault's.
func (f *Fault) matches(method, path, resource string) bool {
	if f.Kind == Exhaust {
		return f.Resource == resource
	}
	if f.Method != "" && f.Method != method {
		return false
	}
	prefix := strings.TrimRight(f.Prefix, "/")
	rest, ok := strings.CutPrefix(path, prefix)
	return ok && (rest == "" || rest[0] == '/')
}

// faultList is the faults in force.
type faultList struct {
	mu        sync.Mutex
	faults    []Fault
	left      []int             // per fault, how often it still strikes
	exhausted map[quotaKey]bool // who has been exhausted: once is enough
}

func newFaultList(f []Fault) *faultList {
	l := &faultList{}
	l.set(f)
	return l
}

func (l *faultList) set(f []Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults = append([]Fault(nil), f...)
	l.left = make([]int, len(f))
	for i := range f {
		l.left[i] = f[i].Times
	}
	l.exhausted = map[quotaKey]bool{}
}

// strike gives the faults that hit a request: at most one of each kind, the
// first that matches.
func (l *faultList) strike(method, path, resource, caller string) map[FaultKind]Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	var hit map[FaultKind]Fault
	for i, f := range l.faults {
		if _, twice := hit[f.Kind]; twice || !f.matches(method, path, resource) || f.Times > 0 && l.left[i] == 0 {
			continue
		}
		if f.Kind == Exhaust {
			k := quotaKey{caller, resource}
			if l.exhausted[k] {
				continue
			}
			l.exhausted[k] = true
		}
		l.left[i]--
		if hit == nil {
			hit = map[FaultKind]Fault{}
		}
		hit[f.Kind] = f
	}
	return hit
}

// failure is the answer of a fault that replaces the real one.
func failure(hit map[FaultKind]Fault) (answer, bool) {
	if f, ok := hit[Fail]; ok {
		return f.refusal(), true
	}
	if f, ok := hit[HTML]; ok {
		text := http.StatusText(f.Status)
		return answer{status: f.Status, contentType: "text/html; charset=utf-8", body: []byte(
			"<!DOCTYPE html>\n<html><head><title>" + text + "</title></head><body><h1>" + text + "</h1></body></html>\n")}, true
	}
	if _, ok := hit[Secondary]; ok {
		f := refuse(http.StatusForbidden, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.").with("Retry-After", "60")
		f.doc = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"
		return f.answer(), true
	}
	return answer{}, false
}

// refusal is an error answer with the fault's status.
func (f *Fault) refusal() answer {
	message := http.StatusText(f.Status)
	if f.Status == http.StatusUnauthorized {
		message = "Bad credentials"
	}
	return refuse(f.Status, "%s", message).answer()
}
