//go:build !windows

package start

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"hubtrail/github"
	"hubtrail/ui"
)

// gate stands before a GitHub, counts what is written to a pull request, and
// holds one request back until the program that sent it is dead.
type gate struct {
	next    http.Handler
	hold    func(r *http.Request, reads int) (before, after bool)
	reached chan struct{}
	release chan struct{}

	mu             sync.Mutex
	reads, patches int
	held           bool
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	if strings.HasSuffix(r.URL.Path, "/pulls/4") {
		if r.Method == http.MethodPatch {
			g.patches++
		} else {
			g.reads++
		}
	}
	before, after := g.hold(r, g.reads)
	if g.held {
		before, after = false, false
	}
	g.held = g.held || before || after
	g.mu.Unlock()
	if before {
		close(g.reached)
		<-g.release
	}
	answer := httptest.NewRecorder()
	g.next.ServeHTTP(answer, r)
	if after {
		close(g.reached)
		<-g.release
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()) // the program may be gone
}

func (g *gate) written() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.patches
}

// TestALinkOfAKilledProgram kills the program itself in the middle of a link, on
// a server that lives on.
func TestALinkOfAKilledProgram(t *testing.T) {
	program, _ := built(t)
	tests := []struct {
		name    string
		hold    func(r *http.Request, reads int) (before, after bool)
		patches int // when the program is killed
		status  github.LinkStatus
		note    string // at the next start
	}{
		// The test reads the pull request once, the plan once, the writing twice.
		{"between the two fetches", func(r *http.Request, reads int) (bool, bool) {
			return r.Method == http.MethodGet && reads == 4 && strings.HasSuffix(r.URL.Path, "/pulls/4"), false
		}, 0, github.LinkPlanned, "1 still to do: press U"},
		{"after the write", func(r *http.Request, _ int) (bool, bool) {
			return false, r.Method == http.MethodPatch
		}, 1, github.LinkDone, "1 done: press U"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMachine(t)
			g := &gate{hold: tt.hold, reached: make(chan struct{}), release: make(chan struct{})}
			h := hubBehind(t, m, func(next http.Handler) http.Handler {
				g.next = next
				return g
			})
			first := body(t, h, "4")
			link := []string{"link", "--repo", "acme/app", "--json", "1", "4"}
			cmd := exec.Command(program, link...)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			<-g.reached
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait() // it was killed
			close(g.release)
			if n := g.written(); n != tt.patches {
				t.Fatalf("when it was killed: got %d writes, want %d", n, tt.patches)
			}

			s := m.open(flags{})
			jobs := github.NewLinkJobs(s.store, s.accounts)
			list := jobs.List()
			if len(list) != 1 || jobs.Pending() != 1 {
				t.Fatalf("the next start: got %+v with %d pending, want the one link", list, jobs.Pending())
			}
			note := ui.Leftovers(github.NewDrafts(s.store, s.accounts), jobs)(t.Context()).Note
			job, _ := jobs.Find(list[0].ID)
			if job.Status != tt.status || !strings.HasSuffix(note, tt.note) || g.written() != tt.patches {
				t.Errorf("looked at: got status %s after %d writes, said %q, want %s, nothing written, and %q", job.Status, g.written(), note, tt.status, tt.note)
			}

			got := m.run("", link...)
			if got.exit != 0 || g.written() != 1 {
				t.Errorf("again: got exit %d and %d writes in all, want 0 and one: %s%s", got.exit, g.written(), got.out, got.errs)
			}
			if now := body(t, h, "4"); strings.Count(now, "Closes #1") != 1 {
				t.Errorf("got body %q, want the keyword once", now)
			}
			if got := m.run("", "unlink", "--repo", "acme/app", "1", "4"); got.exit != 0 || body(t, h, "4") != first {
				t.Errorf("unlinked: got exit %d and body %q, want %q", got.exit, body(t, h, "4"), first)
			}
		})
	}
}
