package uitest

import (
	"bytes"
	"sync"

	"hubtrail/ui/screen"
)

// terminal is the screen as the model has it; copies are noted on the way.
type terminal struct {
	*screen.Screen
	term *Term
}

// Clipboard notes and passes on what is copied.
func (s *terminal) Clipboard(text string) {
	s.term.mu.Lock()
	s.term.copied = append(s.term.copied, text)
	s.term.mu.Unlock()
	s.Screen.Clipboard(text)
}

// safeBuffer is a buffer that several goroutines write to.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write appends to the buffer.
func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

// String is all that was written.
func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
