package screen

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/term"
)

// Enter takes the terminal over: raw mode, the alternate screen, a hidden
// cursor, no line wrap, and reports of paste, focus and, if wanted, the mouse.
// The next frame is painted whole. Entering twice does nothing.
func (s *Screen) Enter() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return ErrClosed
	case s.dead != nil:
		return s.dead
	case s.entered:
		return nil
	}
	if err := s.raw(); err != nil {
		return err
	}
	s.entered = true
	s.measure()
	s.enterModes()
	s.input.resume()
	return s.dead
}

// raw sets raw mode, and keeps the mode before the first time.
func (s *Screen) raw() error {
	if s.tty == nil {
		return nil
	}
	saved, err := term.MakeRaw(int(s.tty.Fd()))
	if err != nil {
		return fmt.Errorf("set the terminal to raw mode: %w", err)
	}
	s.saved.CompareAndSwap(nil, saved)
	return nil
}

func (s *Screen) enterModes() {
	b := append(s.frame[:0], enterModes...)
	if s.mouse {
		b = append(b, mouseOn...)
	}
	s.frame = b
	s.write(b)
	s.blank()
}

// regain takes the terminal over again after the process was stopped without
// having left the screen: the shell changed the mode and what is shown.
func (s *Screen) regain() {
	if s.lent.Load() > 0 || !s.foreground() {
		return
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered && s.raw() == nil {
		s.cursor = Cursor{}
		s.enterModes()
	}
}

// Leave gives the terminal back as it was before [Screen.Enter]. Leaving twice
// does nothing. It may be called from a panic handler or a signal's goroutine
// while a frame is painted: the frame is finished first.
func (s *Screen) Leave() error {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.mu.Lock()
	if !s.entered {
		s.mu.Unlock()
		return nil
	}
	s.entered = false
	s.leaveModes()
	s.mu.Unlock()

	// An answer of the terminal still under way would be typed into the shell.
	late := !s.input.settle(waiting)
	s.input.pause()

	s.mu.Lock()
	defer s.mu.Unlock()
	return s.restore(late)
}

func (s *Screen) leaveModes() {
	b := s.frame[:0]
	if s.titled {
		s.titled = false
		b = append(b, popTitle...)
	}
	b = append(b, mouseOff...)
	b = append(b, leaveModes...)
	s.frame = b
	s.cursor = Cursor{}
	s.write(b)
}

func (s *Screen) restore(flush bool) error {
	saved := s.saved.Swap(nil)
	if saved == nil {
		return nil
	}
	if flush {
		flushInput(s.tty)
	}
	if err := term.Restore(int(s.tty.Fd()), saved); err != nil {
		return fmt.Errorf("restore the terminal's mode (the command `reset` repairs it): %w", err)
	}
	return nil
}

// unraw restores the terminal's mode without waiting for a frame under way.
func (s *Screen) unraw() {
	if saved := s.saved.Load(); saved != nil {
		_ = term.Restore(int(s.tty.Fd()), saved)
	}
}

// Close leaves the screen for good and ends the input: a read of it returns
// io.EOF. Enter fails after it.
func (s *Screen) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	return errors.Join(s.Leave(), s.input.Close())
}

// lentAfter is how long a terminal still counts as lent when it is back.
const lentAfter = 250 * time.Millisecond

// Lend leaves the screen, calls f, which may use the terminal as it likes, and
// enters again. It blocks as long as f does: call it in a command.
func (s *Screen) Lend(f func() error) (err error) {
	s.lent.Add(1)
	// A signal meant for f may be delivered to us after f has ended.
	defer time.AfterFunc(lentAfter, func() { s.lent.Add(-1) })
	if err := s.Leave(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Enter()) }()
	return f()
}

// Mouse turns reports of the mouse on or off: buttons, wheel and drags.
func (s *Screen) Mouse(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mouse == on {
		return
	}
	s.mouse = on
	if !s.entered {
		return
	}
	if on {
		s.write([]byte(mouseOn))
	} else {
		s.write([]byte(mouseOff))
	}
}
