package github

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"hubtrail/github/store"
)

// linkerServer and linkerFolder tell the test binary to be the process that
// links, and is killed.
const (
	linkerServer = "HUBTRAIL_TEST_LINKER_SERVER"
	linkerFolder = "HUBTRAIL_TEST_LINKER_FOLDER"
	linkerWay    = "HUBTRAIL_TEST_LINKER_WAY"
)

func TestMain(m *testing.M) {
	if server := os.Getenv(linkerServer); server != "" {
		if err := linkOnce(server, os.Getenv(linkerFolder), os.Getenv(linkerWay) == "comment"); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// jobsAt is the jobs of a folder at a server, as each process makes them.
func jobsAt(server, folder string) (*Accounts, *LinkJobs, error) {
	s := store.Open("", folder, nil)
	c, err := NewClient(Options{
		Account: Account{Name: "me", Kind: KindToken, Host: "github.com"}, APIURL: server,
		Token: func(context.Context) (string, error) { return secret, nil }, Store: s,
	})
	if err != nil {
		return nil, nil, err
	}
	a := NewAccounts(c)
	return a, NewLinkJobs(s, a), nil
}

// linkOnce links as the program does, and says on standard output what it is
// about to run.
func linkOnce(server, folder string, comment bool) error {
	a, jobs, err := jobsAt(server, folder)
	if err != nil {
		return err
	}
	ctx := context.Background()
	r := closing("12", "13")
	r.Comment = comment
	plan, err := a.PlanLink(ctx, r)
	if err != nil {
		return err
	}
	job, err := jobs.Start(ctx, plan)
	if err != nil {
		return err
	}
	fmt.Println("job", job.ID)
	_, err = jobs.Run(ctx, job.ID, nil)
	return err
}

// A process that is killed leaves on record what it was about to do, and the
// next one finds out at GitHub what became of it: nothing is lost and nothing is
// written twice.
func TestKilledWhileLinking(t *testing.T) {
	for _, tc := range []struct {
		name    string
		way     string
		arm     func(o *office, hold func())
		after   LinkStatus // when the next process has looked
		patches int        // that the killed one made
	}{
		{"between the two readings", "body", func(o *office, hold func()) {
			o.onRead = func(n int) {
				if n == 3 {
					hold()
				}
			}
		}, LinkPlanned, 0},
		{"before the first reading", "body", func(o *office, hold func()) {
			o.onRead = func(n int) {
				if n == 2 {
					hold()
				}
			}
		}, LinkPlanned, 0},
		{"after the write", "body", func(o *office, hold func()) {
			o.lose = func() bool { hold(); return true }
		}, LinkDone, 1},
		{"after the comment", "comment", func(o *office, hold func()) {
			o.lose = func() bool { hold(); return true }
		}, LinkDone, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := newOffice("Mends it.")
			o.now = time.Now
			held, release := make(chan bool, 1), make(chan bool)
			tc.arm(o, func() { held <- true; <-release })
			server := httptest.NewServer(http.HandlerFunc(o.serve))
			defer server.Close()
			folder := t.TempDir()
			id := kill(t, server.URL, folder, tc.way, held)
			close(release)
			o.mu.Lock()
			o.onRead, o.lose = nil, nil
			o.mu.Unlock()

			_, jobs, err := jobsAt(server.URL, folder)
			if err != nil {
				t.Fatal(err)
			}
			if jobs.Pending() != 1 {
				t.Errorf("at once: got %d pending, want the one whose process has ended", jobs.Pending())
			}
			later := func() time.Time { return time.Now().Add(alive + time.Second) } // GitHub is done with it by then
			jobs.now, jobs.comments.now = later, later
			if jobs.Pending() != 1 {
				t.Errorf("got %d pending, want the one", jobs.Pending())
			}
			job, err := jobs.Resume(t.Context(), id)
			if err != nil || job.Status != tc.after || o.patches() != tc.patches {
				t.Fatalf("got %s %q, %v, %q, want it %s", job.Status, job.Problem, err, o.writes, tc.after)
			}
			if job, err = jobs.Run(t.Context(), id, nil); err != nil || job.Status != LinkDone || jobs.Pending() != 0 {
				t.Fatalf("got %s, %v, %d pending, want it done", job.Status, err, jobs.Pending())
			}
			if len(o.writes) != 1 {
				t.Errorf("got the writes %q, want one", o.writes)
			}
			undo, err := jobs.Undo(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if job, err = jobs.Start(t.Context(), undo); err == nil {
				_, err = jobs.Run(t.Context(), job.ID, nil)
			}
			if err != nil || o.body != "Mends it." || len(o.comments) != 0 {
				t.Errorf("got the body %q, the comments %v, %v, want all as it was", o.body, o.comments, err)
			}
		})
	}
}

// serve answers over a socket.
func (o *office) serve(w http.ResponseWriter, req *http.Request) {
	resp, err := o.RoundTrip(req.WithContext(context.WithoutCancel(req.Context())))
	if err != nil {
		panic(http.ErrAbortHandler) // the connection breaks
	}
	for k, v := range resp.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

// kill starts the process that links and kills it when the server holds one of
// its requests. It gives the job's ID.
func kill(t *testing.T, server, folder, way string, held <-chan bool) string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), linkerServer+"="+server, linkerFolder+"="+folder, linkerWay+"="+way)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	id, ok := strings.CutPrefix(strings.TrimSpace(line), "job ")
	if ok {
		select {
		case <-held:
		case <-time.After(30 * time.Second):
			t.Error("it never came to the request")
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if !ok {
		t.Fatalf("got %q, want a job", line)
	}
	return id
}
