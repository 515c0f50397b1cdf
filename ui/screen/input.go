package screen

import (
	"errors"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/muesli/cancelreader"
)

// Input passes on what the terminal sends, but for pasted text and answers to
// our own questions, which go to the callbacks of the screen. One goroutine
// may read it.
type Input struct {
	onPaste      func(string)
	onBackground func(r, g, b uint8)

	mu      sync.Mutex // of what follows; not held while reading
	changed *sync.Cond
	source  io.Reader
	cancel  cancelreader.CancelReader // the source, if it is a file and was read
	paused  bool
	closed  bool
	reading bool      // a read of the source is under way
	asked   time.Time // when the colour was asked for; zero if no answer is due

	// Of the goroutine that reads.
	buf     []byte
	raw     []byte // the part of buf that is not passed on yet
	given   string // the start of a sequence that was passed on at the end of a read
	err     error  // comes after raw
	pasting bool
	paste   []byte
	latest  time.Time // when the latest piece of the paste came
}

// waiting is how long giving the terminal back waits for the reader to let go.
const waiting = 100 * time.Millisecond

func newInput(r io.Reader) *Input {
	i := &Input{source: r, paused: true}
	i.changed = sync.NewCond(&i.mu)
	return i
}

// Read waits for input and returns as much of it as there is. It returns
// io.EOF after Close, and the source's error if that fails.
func (i *Input) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for {
		if i.pasting {
			if i.readPaste() {
				continue
			}
		} else if n, more := i.pass(p); n > 0 {
			return n, nil
		} else if more {
			continue
		}
		if err := i.fill(); err != nil {
			return 0, err
		}
	}
}

// pass copies what stands before the first sequence of ours to p, or takes
// that sequence out. With nothing to pass, more says whether there is
// something to look at without reading.
func (i *Input) pass(p []byte) (n int, more bool) {
	at, kind, size := i.find()
	if at > 0 {
		n = copy(p, i.raw[:at])
		i.raw, i.given = i.raw[n:], ""
		if len(i.raw) == 0 {
			i.given = beginning(p[:n])
		}
		return n, false
	}
	switch kind {
	case pasteSequence:
		i.beginPaste(i.raw[size:])
	case colourSequence:
		answer := i.raw[:size]
		i.raw = i.raw[size:]
		i.answered(answer)
	default:
		return 0, false
	}
	return 0, true
}

// find returns the index in raw of the first sequence of ours, its kind and
// its length; the index is len(raw) if there is none.
func (i *Input) find() (at int, k sequence, size int) {
	colour := i.awaits()
	for at = 0; at < len(i.raw); at++ {
		if i.raw[at] != '\x1b' {
			continue
		}
		k, size = match(i.raw[at:], colour)
		if k == begunSequence && i.err != nil {
			continue // its end will not come
		}
		if k != noSequence {
			return at, k, size
		}
	}
	return at, noSequence, 0
}

// fill reads more behind what is left of raw. It waits while the screen is
// left.
func (i *Input) fill() error {
	if i.err != nil {
		return i.err
	}
	if i.buf == nil {
		i.buf = make([]byte, 32<<10)
	}
	held := copy(i.buf, i.raw)
	n, fresh, err := i.read(i.buf[held:])
	if fresh {
		// What was begun before the screen was left has no end any more.
		copy(i.buf, i.buf[held:held+n])
		held, i.pasting, i.paste, i.given = 0, false, nil, ""
	}
	i.raw, i.err = i.buf[:held+n], err
	if n == 0 {
		return nil
	}
	switch {
	case i.pasting:
		i.mindStall(held)
	case i.given != "":
		i.join()
	}
	return nil
}

// join takes out a sequence of ours whose start was passed on already: a lone
// esc is passed on at once, whatever may follow it.
func (i *Input) join() {
	whole := append([]byte(i.given), i.raw...)
	k, size := match(whole, i.awaits())
	rest := size - len(i.given)
	i.given = ""
	switch k {
	case pasteSequence:
		i.beginPaste(i.raw[rest:])
	case colourSequence:
		i.raw = i.raw[rest:]
		i.answered(whole[:size])
	}
}

// read reads the source once the screen is entered. fresh says that it waited
// for that.
func (i *Input) read(p []byte) (n int, fresh bool, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for {
		for i.paused && !i.closed {
			fresh = true
			i.changed.Wait()
		}
		if i.closed {
			return 0, fresh, io.EOF
		}
		r, err := i.reader()
		if err != nil {
			return 0, fresh, err
		}
		i.reading = true
		i.mu.Unlock()
		// Who was given the last keys begins on this thread, at once: the next
		// read blocks it, and to wake another thread takes as long as a frame.
		runtime.Gosched()
		n, err = r.Read(p)
		i.mu.Lock()
		i.reading = false
		i.changed.Broadcast()
		switch {
		case errors.Is(err, cancelreader.ErrCanceled):
			// A cancelled reader never reads again.
			_ = i.cancel.Close()
			i.cancel = nil
		case i.closed:
			return n, fresh, io.EOF
		default:
			return n, fresh, err
		}
	}
}

// reader returns the source in a form that can be interrupted, if it can.
func (i *Input) reader() (io.Reader, error) {
	if _, ok := i.source.(cancelreader.File); !ok {
		return i.source, nil
	}
	if i.cancel == nil {
		r, err := cancelreader.NewReader(i.source)
		if err != nil {
			return nil, err
		}
		i.cancel = r
	}
	return i.cancel, nil
}

func (i *Input) resume() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.paused = false
	i.changed.Broadcast()
}

// pause makes reads wait and returns when none of the source is under way, so
// that another program may read the terminal.
func (i *Input) pause() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.paused = true
	i.interrupt()
}

// interrupt ends the read under way, with the mutex held.
func (i *Input) interrupt() {
	if i.reading && i.cancel != nil && i.cancel.Cancel() {
		i.wait(waiting, func() bool { return !i.reading })
	}
}

// Close ends the input. A read under way returns io.EOF, if the source is a
// file or can be closed.
func (i *Input) Close() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.closed {
		return nil
	}
	i.closed = true
	i.changed.Broadcast()
	i.interrupt()
	if i.cancel != nil && !i.reading {
		err := i.cancel.Close()
		i.cancel = nil
		return err
	}
	if c, ok := i.source.(io.Closer); ok {
		if _, file := i.source.(cancelreader.File); !file {
			return c.Close()
		}
	}
	return nil
}

// wait waits until done or until d is over, with the mutex held, and reports
// whether it is done.
func (i *Input) wait(d time.Duration, done func() bool) bool {
	over := false
	timer := time.AfterFunc(d, func() {
		i.mu.Lock()
		defer i.mu.Unlock()
		over = true
		i.changed.Broadcast()
	})
	defer timer.Stop()
	for !done() && !over {
		i.changed.Wait()
	}
	return done()
}
