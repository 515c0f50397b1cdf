//go:build unix

package screen

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// actorVariable makes the test's binary act as a program on a terminal.
const actorVariable = "HUBTRAIL_SCREEN_ACTOR"

func TestMain(m *testing.M) {
	if os.Getenv(actorVariable) != "" {
		if err := act(); err != nil {
			fmt.Println("actor:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// act shows what happens to it and obeys keys: q quits, z suspends, l lends
// the terminal, p panics, b blocks so that it cannot quit.
func act() (err error) {
	s, err := Open(os.Stdin, os.Stdout)
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			err = errors.Join(fmt.Errorf("recovered: %v", r), s.Leave())
		}
	}()
	show := func(text string) { s.Paint([]string{"actor", text}) }
	s.OnPaste(func(text string) { show("pasted " + text) })
	if err := s.Enter(); err != nil {
		return err
	}
	stop := s.Guard(func(sig os.Signal) {
		show("told " + sig.String())
		if os.Getenv(actorVariable) != "blocked" {
			_ = s.Close()
		}
	})
	defer stop()
	defer s.Watch(func(w, h int) { show(fmt.Sprintf("size %dx%d", w, h)) })()
	show("ready")
	buf := make([]byte, 256)
	for {
		n, err := s.Input().Read(buf)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errors.Join(err, s.Close())
		}
		switch key := string(buf[:n]); key {
		case "q":
			return s.Close()
		case "p":
			panic("on purpose")
		case "z":
			err = s.Suspend()
		case "l":
			err = s.Lend(func() error {
				cmd := exec.Command("sh", "-c", `trap "" INT; echo lent; read x; echo "got $x"`)
				cmd.Stdin, cmd.Stdout = os.Stdin, os.Stdout
				return cmd.Run()
			})
		}
		if err != nil {
			return err
		}
		show(fmt.Sprintf("key %q", buf[:n]))
	}
}

// A console is the other side of a program's terminal.
type console struct {
	t    *testing.T
	cmd  *exec.Cmd
	pty  *os.File // what the terminal's window reads and writes
	tty  *os.File // what the program reads and writes
	mode *term.State
	out  chan []byte
	seen string
}

func run(t *testing.T, name string, args ...string) *console {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Cols: 40, Rows: 10}); err != nil {
		t.Fatal(err)
	}
	c := &console{t: t, pty: master, tty: tty, out: make(chan []byte, 1000)}
	c.mode = c.state()
	c.cmd = exec.Command(name, args...)
	c.cmd.Env = append(os.Environ(), actorVariable+"=1", "PS1=", "ENV=", "GORACE=atexit_sleep_ms=0")
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = tty, tty, tty
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	return c
}

func (c *console) start() {
	c.t.Helper()
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	go func() {
		for {
			buf := make([]byte, 4096)
			n, err := c.pty.Read(buf)
			if n > 0 {
				c.out <- buf[:n]
			}
			if err != nil {
				return
			}
		}
	}()
	c.t.Cleanup(func() {
		_ = c.cmd.Process.Kill() // if the test failed
		c.tty.Close()
		c.pty.Close()
	})
}

func actor(t *testing.T) *console {
	t.Helper()
	c := run(t, os.Args[0])
	c.start()
	c.expect("ready")
	return c
}

func (c *console) state() *term.State {
	c.t.Helper()
	s, err := term.GetState(int(c.tty.Fd()))
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

func (c *console) send(text string) {
	c.t.Helper()
	if _, err := io.WriteString(c.pty, text); err != nil {
		c.t.Fatal(err)
	}
}

// expect waits for text and returns all that came up to it.
func (c *console) expect(text string) string {
	c.t.Helper()
	late := time.After(10 * time.Second)
	for {
		if at := strings.Index(c.seen, text); at >= 0 {
			before := c.seen[:at+len(text)]
			c.seen = c.seen[at+len(text):]
			return before
		}
		select {
		case b := <-c.out:
			c.seen += string(b)
		case <-late:
			c.t.Fatalf("got %q, want %q in it", c.seen, text)
		}
	}
}

// raw reports whether the terminal is in another mode than at the start.
func (c *console) raw() bool { return *c.state() != *c.mode }

// ended waits for the end of the program and checks what it left behind.
func (c *console) ended(code int) {
	c.t.Helper()
	done := make(chan error, 1)
	go func() { done <- c.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		c.t.Fatal("got no end, want the program to end")
	}
	if got := c.cmd.ProcessState.ExitCode(); got != code {
		c.t.Errorf("got exit code %d, want %d", got, code)
	}
	c.left()
	if c.raw() {
		c.t.Error("got a raw terminal at the end, want the mode it had")
	}
}

// left waits until the program left its screen.
func (c *console) left() {
	c.t.Helper()
	got := c.expect("\x1b[?1049l")
	for _, want := range []string{"\x1b[?25h", "\x1b[?7h", "\x1b[?2004l", "\x1b[?1004l", "\x1b[?1002l"} {
		if !strings.Contains(got, want) {
			c.t.Errorf("got %q at the end, want %q in it", got, want)
		}
	}
}

func TestTerminalIsGivenBack(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(*console)
		code int
	}{
		{"quit", func(c *console) { c.send("q") }, 0},
		{"panic", func(c *console) { c.send("p") }, 1},
		{"SIGTERM", func(c *console) { c.signal(syscall.SIGTERM) }, 0},
		{"SIGHUP", func(c *console) { c.signal(syscall.SIGHUP) }, 0},
		{"SIGINT", func(c *console) { c.signal(syscall.SIGINT) }, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := actor(t)
			if !c.raw() {
				t.Error("got the terminal's first mode, want raw mode")
			}
			tt.end(c)
			c.ended(tt.code)
		})
	}
}

func (c *console) signal(sig syscall.Signal) {
	c.t.Helper()
	if err := c.cmd.Process.Signal(sig); err != nil {
		c.t.Fatal(err)
	}
}

func TestSecondSignalEndsAtOnce(t *testing.T) {
	c := run(t, os.Args[0])
	c.cmd.Env = append(c.cmd.Env, actorVariable+"=blocked")
	c.start()
	c.expect("ready")
	c.signal(syscall.SIGTERM)
	c.expect("told terminated")
	c.signal(syscall.SIGTERM)
	c.ended(128 + int(syscall.SIGTERM))
}

func TestSecondSignalEndsOnATerminalThatTakesNothing(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	defer tty.Close()
	s, err := Open(tty, tty)
	if err != nil {
		t.Fatal(err)
	}
	before, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Enter(); err != nil {
		t.Fatal(err)
	}
	s.mu.Lock() // as a frame does that cannot be written
	s.abandon()
	s.mu.Unlock()
	after, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	if *before != *after {
		t.Error("got another mode, want the one before Enter")
	}
	if err := s.Leave(); err != nil { // waits for the one begun above
		t.Error(err)
	}
}

func TestSizeIsWatched(t *testing.T) {
	c := actor(t)
	for _, size := range []pty.Winsize{{Cols: 50, Rows: 12}, {Cols: 1, Rows: 1}, {Cols: 30, Rows: 5}} {
		if err := pty.Setsize(c.pty, &size); err != nil {
			t.Fatal(err)
		}
		if size.Cols > 1 {
			c.expect(fmt.Sprintf("size %dx%d", size.Cols, size.Rows))
		}
	}
	c.send("q")
	c.ended(0)
}

func TestPasteOnATerminal(t *testing.T) {
	c := actor(t)
	c.send("\x1b[200~some text\x1b[201~")
	c.expect("pasted some text")
	c.send("q")
	c.ended(0)
}

func TestLentTerminal(t *testing.T) {
	c := actor(t)
	c.send("l")
	c.left()
	c.expect("lent\r\n")
	if c.raw() {
		t.Error("got a raw terminal for the other program, want the mode it had")
	}
	c.send("\x03") // reaches us too, and is not meant for us
	c.expect("^C")
	c.send("theirs\n")
	c.expect("got theirs\r\n")
	c.expect("\x1b[?1049h")
	c.expect(`key "l"`)
	if !c.raw() {
		t.Error("got the terminal's first mode, want raw mode again")
	}
	c.send("q")
	c.ended(0)
}

func TestSuspendInAShell(t *testing.T) {
	c := run(t, "sh", "-c", `set -m; "$0"; echo; echo stopped; read x; echo "read $x"; fg; echo "end $?"`, os.Args[0])
	c.start()
	c.expect("ready")
	c.send("z")
	c.left()
	c.expect("stopped\r\n")
	if c.raw() {
		t.Error("got a raw terminal for the shell, want the mode it had")
	}
	c.send("line\n")
	c.expect("read line\r\n")
	c.expect("\x1b[?1049h")
	c.expect(`key "z"`)
	if !c.raw() {
		t.Error("got the terminal's first mode, want raw mode again")
	}
	c.send("q")
	c.expect("end 0\r\n")
	if c.raw() {
		t.Error("got a raw terminal at the end, want the mode it had")
	}
}

func TestSuspendWithoutAShell(t *testing.T) {
	c := actor(t) // leads its session: nobody could continue it
	c.send("z")
	c.left()
	c.expect(`key "z"`)
	c.send("q")
	c.ended(0)
}

func TestStoppedByAnother(t *testing.T) {
	for _, shell := range []bool{true, false} { // one that sets its own mode
		t.Run(fmt.Sprintf("shell %v", shell), func(t *testing.T) {
			c := actor(t)
			c.signal(syscall.SIGSTOP)
			if shell {
				if err := term.Restore(int(c.tty.Fd()), c.mode); err != nil {
					t.Fatal(err)
				}
			}
			c.signal(syscall.SIGCONT)
			c.expect("\x1b[?1049h")
			c.expect("size 40x10")
			if !c.raw() {
				t.Error("got the terminal's first mode, want raw mode again")
			}
			c.send("q")
			c.ended(0)
		})
	}
}

func TestTerminalThatIsGone(t *testing.T) {
	c := actor(t)
	c.tty.Close()
	c.pty.Close()
	// Only when the read under way returns is the terminal really closed.
	c.signal(syscall.SIGWINCH)
	done := make(chan error, 1)
	go func() { done <- c.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("got no end, want the program to end with its terminal")
	}
}

func TestOpenWantsATerminal(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if _, err := Open(r, w); !errors.Is(err, ErrNotTerminal) {
		t.Errorf("got error %v, want %v", err, ErrNotTerminal)
	}
}
