package screen

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// patience is how long the screen waits for a frame under way when the program
// is killed: the terminal may take nothing any more.
const patience = 250 * time.Millisecond

// Guard calls quit with the first of SIGTERM, SIGHUP and SIGINT that arrives.
// The next one leaves the screen and ends the process at once with 128 and the
// signal's number. SIGINT is not heeded while the terminal is lent: it is
// meant for the program that has it. stop ends the guard.
func (s *Screen) Guard(quit func(os.Signal)) (stop func()) {
	return s.guard(quit, os.Exit)
}

func (s *Screen) guard(quit func(os.Signal), exit func(int)) (stop func()) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGHUP, os.Interrupt)
	done := make(chan struct{})
	go func() {
		told := false
		for {
			var sig os.Signal
			select {
			case <-done:
				return
			case sig = <-signals:
			}
			switch {
			case sig == os.Interrupt && s.lent.Load() > 0:
			case told:
				s.abandon()
				code := 1
				if n, ok := sig.(syscall.Signal); ok {
					code = 128 + int(n)
				}
				exit(code)
			default:
				told = true
				// It may block on the program that is to quit, and then only the
				// next signal helps.
				go quit(sig)
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}

// abandon gives the terminal back as far as it can be done at once.
func (s *Screen) abandon() {
	left := make(chan struct{})
	go func() {
		_ = s.Leave()
		close(left)
	}()
	select {
	case <-left:
	case <-time.After(patience + 2*waiting):
		s.unraw()
	}
}

// Watch calls send with the new size whenever the terminal says that it
// changed, or after the process was stopped by another and continued; the next
// frame is painted whole. Many changes in a row become a few
// calls, the last with the last size. stop ends it.
func (s *Screen) Watch(send func(w, h int)) (stop func()) {
	changes := make(chan os.Signal, 1)
	notifyChanges(changes)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case sig := <-changes:
				if continues(sig) {
					s.regain()
				}
			}
			s.Resized()
			send(s.Size())
			select {
			case <-done:
				return
			case <-time.After(resizePause):
			}
		}
	}()
	return func() {
		signal.Stop(changes)
		close(done)
	}
}

// resizePause is the least time between two sizes: a window dragged by its
// edge changes faster than frames can be seen.
const resizePause = 15 * time.Millisecond
