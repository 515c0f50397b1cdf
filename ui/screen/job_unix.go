//go:build unix

package screen

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const (
	// stopTime is how long a stop may take to arrive. The kernel drops it if no
	// shell could ever continue the process, as in a window of its own.
	stopTime = 250 * time.Millisecond
	// foregroundPause is how often a process continued in the background looks
	// whether it was brought to the foreground: not every shell says so.
	foregroundPause = 500 * time.Millisecond
)

// Suspend leaves the screen and stops the process's group, as ctrl+z does in
// other programs; when the shell continues it in the foreground, it enters
// again. It blocks meanwhile: call it in a command. The caller paints when it
// returns.
func (s *Screen) Suspend() error {
	return s.Lend(func() error {
		continued := make(chan os.Signal, 1)
		signal.Notify(continued, syscall.SIGCONT)
		defer signal.Stop(continued)
		if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
			return fmt.Errorf("stop the program: %w", err)
		}
		wait := stopTime
		for {
			select {
			case <-continued:
			case <-time.After(wait):
			}
			if s.foreground() {
				return nil
			}
			wait = foregroundPause
		}
	})
}

// foreground reports whether the process may use its terminal. One in the
// background is stopped when it changes the terminal's mode.
func (s *Screen) foreground() bool {
	if s.tty == nil {
		return true
	}
	group, err := unix.IoctlGetInt(int(s.tty.Fd()), unix.TIOCGPGRP)
	return err != nil || group == unix.Getpgrp()
}

// notifyChanges asks for the signals after which nothing is known of the
// terminal.
func notifyChanges(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH, syscall.SIGCONT) }

func continues(sig os.Signal) bool { return sig == syscall.SIGCONT }
