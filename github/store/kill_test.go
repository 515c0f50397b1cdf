package store

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// writerFolder tells the test binary to be the process that is killed.
const writerFolder = "HUBTRAIL_TEST_WRITER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerFolder); dir != "" {
		writeForEver(dir)
	}
	os.Exit(m.Run())
}

// generation is what the n-th write writes: its number and as many bytes as
// take more than one write of the kernel.
func generation(n int) []byte {
	return append([]byte(strconv.Itoa(n)+"\n"), bytes.Repeat([]byte{byte(n)}, 200_000)...)
}

// writeForEver replaces a snapshot, an answer and a state again and again, and
// tells its standard output before each step which one it begins.
func writeForEver(dir string) {
	s := Open(dir, dir, nil)
	for n := 1; ; n++ {
		fmt.Println(n)
		data := generation(n)
		s.Put("a", data)
		_, errBody := s.PutBody(data)
		errSnapshot := s.PutSnapshot(Key{Name: "a"}, data)
		errState := s.UpdateState(forever(), "a", func([]byte) ([]byte, error) { return data, nil })
		if errBody != nil || errSnapshot != nil || errState != nil {
			fmt.Println(errBody, errSnapshot, errState)
			os.Exit(1)
		}
	}
}

func TestKilledWriterLeavesOldOrNew(t *testing.T) {
	dir := t.TempDir()
	for round := range 12 {
		// Each round is killed after another number of bytes of its output, at whatever it does then.
		begun := killWriter(t, dir, 2+round%5)
		s := Open(dir, dir, nil)
		snapshot, _, okSnapshot := s.Snapshot(Key{Name: "a"})
		answer, okAnswer := s.Get("a")
		state, err := s.State("a")
		if err != nil || !okSnapshot || !okAnswer {
			t.Fatalf("round %d: got snapshot %v, answer %v, state error %v, want all", round, okSnapshot, okAnswer, err)
		}
		for what, got := range map[string][]byte{"snapshot": snapshot, "answer": answer, "state": state} {
			first, _, _ := strings.Cut(string(got[:min(20, len(got))]), "\n")
			n, err := strconv.Atoi(first)
			if err != nil || !bytes.Equal(got, generation(n)) {
				t.Errorf("round %d: got a %s of %d bytes beginning %q, want a whole one", round, what, len(got), first)
			}
			if n < begun-1 {
				t.Errorf("round %d: got %s %d, want at least %d, which was finished", round, what, n, begun-1)
			}
		}
		// The lock of the killed process is free, and no later reader is told of damage.
		if err := setState(s, "b", "x"); err != nil {
			t.Errorf("round %d: got %v, want the state writable", round, err)
		}
		wantProblems(t, s)
	}
	bodies, err := filepath.Glob(filepath.Join(dir, kindBody, "*", "[0-9a-f]*"))
	if err != nil || len(bodies) == 0 {
		t.Errorf("got bodies %v, %v, want some", bodies, err)
	}
	s := Open(dir, dir, nil)
	for _, path := range bodies {
		hash := filepath.Base(filepath.Dir(path)) + filepath.Base(path)
		if _, ok := s.Body(hash); !ok {
			t.Errorf("got no body %s, want each that has its name", hash)
		}
	}
}

// killWriter starts a writer, kills it while it is in its last round of
// several, and returns the number of the round it had begun last.
func killWriter(t *testing.T, dir string, rounds int) int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerFolder+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	last := ""
	for i := 0; i < rounds && lines.Scan(); i++ {
		last = lines.Text()
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		last = lines.Text()
	}
	_, _ = io.Copy(io.Discard, out)
	_ = cmd.Wait() // it was killed: that is its error
	n, err := strconv.Atoi(last)
	if err != nil {
		t.Fatalf("got the output %q, want the number of a round", last)
	}
	return n
}
