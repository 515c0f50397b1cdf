package screen

import (
	"errors"
	"io"
	"strings"
	"syscall"
	"time"

	"github.com/aymanbagabas/go-osc52/v2"
)

// Sequences of ECMA-48 and of xterm's list (ctlseqs). Line wrap is off while
// the screen is ours, so that a character the terminal thinks wider than we do
// cannot push a row down.
const (
	enterModes = "\x1b[?1049h" + // alternate screen, cursor saved
		"\x1b[r\x1b(B\x0f\x1b[m" + // whole screen scrolls, ASCII, plain pen
		"\x1b[H\x1b[2J" +
		"\x1b[?25l" + // cursor hidden
		"\x1b[?7l" + // no line wrap
		"\x1b[?2004h" + // paste is bracketed
		"\x1b[?1004h" // focus is reported
	leaveModes = "\x1b[?2026l" +
		"\x1b[?1004l" +
		"\x1b[?2004l" +
		"\x1b[r\x1b[m" +
		"\x1b[?7h" +
		"\x1b[?25h" +
		"\x1b[?1049l"
	mouseOn   = "\x1b[?1002h\x1b[?1006h"
	mouseOff  = "\x1b[?1006l\x1b[?1002l"
	syncBegin = "\x1b[?2026h"
	syncEnd   = "\x1b[?2026l"
	pushTitle = "\x1b[22;2t"
	popTitle  = "\x1b[23;2t"
	askColour = "\x1b]11;?\x1b\\"
)

// Title sets the window's title; Leave brings the old one back where the
// terminal keeps a stack of titles.
func (s *Screen) Title(text string) {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.entered {
		return
	}
	b := ""
	if !s.titled {
		s.titled = true
		b = pushTitle
	}
	s.write([]byte(b + "\x1b]2;" + text + "\x1b\\"))
}

// Clipboard puts text on the clipboard of the machine the terminal runs on, by
// OSC 52. Whether the terminal allows it cannot be known. In tmux it is sent
// twice, to tmux itself and through it, since either may be turned off. It
// does nothing while the screen is left.
func (s *Screen) Clipboard(text string) {
	seq := osc52.New(text)
	b := seq.String()
	switch {
	case s.getenv("TMUX") != "":
		b += seq.Tmux().String()
	case strings.HasPrefix(s.getenv("TERM"), "screen"):
		b = seq.Screen().String()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered {
		s.write([]byte(b))
	}
}

// AskBackground asks the terminal for its background colour. The answer, if
// there is one, comes through the input to what [Screen.OnBackground] set.
// Call it after the first frame.
func (s *Screen) AskBackground() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered && s.dead == nil {
		s.input.expectColour()
		s.write([]byte(askColour))
	}
}

// write sends b whole, with the mutex held. A terminal shared with a program
// that made it non-blocking says EAGAIN when it is full: then we wait.
func (s *Screen) write(b []byte) {
	for len(b) > 0 && s.dead == nil {
		n, err := s.out.Write(b)
		b = b[min(max(n, 0), len(b)):]
		switch {
		case err == nil && n > 0:
		case errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.EINTR):
			time.Sleep(time.Millisecond)
		case err == nil:
			s.fail(io.ErrShortWrite)
		default:
			s.fail(err)
		}
	}
}

func (s *Screen) fail(err error) {
	s.dead = err
	s.known = false
	if s.failed != nil {
		// The painter runs on the goroutine that would receive the report.
		go s.failed(err)
	}
}
