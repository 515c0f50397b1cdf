package screen

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestEnterAndLeave(t *testing.T) {
	d := newDisplay(10, 3)
	r, _ := io.Pipe()
	s := New(r, d, d.size)
	s.Paint([]string{"early"})
	if text, _ := d.taken(); text != "" {
		t.Errorf("before Enter: got %q written, want nothing", text)
	}
	for range 2 {
		if err := s.Enter(); err != nil {
			t.Fatal(err)
		}
		if _, writes := d.taken(); writes > 1 {
			t.Errorf("got %d writes to enter, want one at most", writes)
		}
		if !d.vt.IsAltScreen() {
			t.Error("got the main screen after Enter, want the alternate one")
		}
	}
	frame := []string{"one", "two"}
	s.Paint(frame)
	if got := d.text(); !slices.Equal(got[:2], frame) {
		t.Errorf("got %q, want %q", got, frame)
	}
	for range 2 {
		if err := s.Leave(); err != nil {
			t.Fatal(err)
		}
		if d.vt.IsAltScreen() {
			t.Error("got the alternate screen after Leave, want the main one")
		}
	}
	d.taken()
	s.Paint([]string{"late"})
	s.Clipboard("late")
	s.Title("late")
	s.AskBackground()
	if text, _ := d.taken(); text != "" {
		t.Errorf("after Leave: got %q written, want nothing", text)
	}
	if err := s.Enter(); err != nil {
		t.Fatal(err)
	}
	s.Paint(frame)
	if got := d.text(); !slices.Equal(got[:2], frame) {
		t.Errorf("entered again: got %q, want %q", got, frame)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Enter(); !errors.Is(err, ErrClosed) {
		t.Errorf("got error %v after Close, want %v", err, ErrClosed)
	}
	if n, err := s.Input().Read(make([]byte, 8)); n != 0 || err != io.EOF {
		t.Errorf("got %d bytes and error %v after Close, want EOF", n, err)
	}
}

func TestPaintOfStrangeFrames(t *testing.T) {
	for _, tt := range []struct {
		name   string
		w, h   int
		rows   []string
		want   []string
		faults int
	}{
		{"no space", 0, 0, []string{"a"}, nil, 0},
		{"no rows", 3, 2, nil, []string{"", ""}, 0},
		{"one cell", 1, 1, []string{"a"}, []string{"a"}, 0},
		{"wide in one cell", 1, 1, []string{"漢"}, []string{""}, 1},
		{"too wide", 3, 2, []string{"abcd", "x"}, []string{"abc", "x"}, 1},
		{"wide at the edge", 4, 1, []string{"abc漢"}, []string{"abc"}, 1},
		{"wide that fits", 5, 1, []string{"abc漢"}, []string{"abc漢"}, 0},
		{"too tall", 3, 2, []string{"a", "b", "c"}, []string{"a", "b"}, 1},
		{"style after the edge", 3, 1, []string{"\x1b[1mabc\x1b[22m"}, []string{"abc"}, 0},
		{"clears the screen", 9, 1, []string{"ab\x1b[2J\x1b[Hcd"}, []string{"abcd"}, 2},
		{"title", 9, 1, []string{"ab\x1b]0;x\acd\x1b]0;x\x1b\\ef"}, []string{"abcdef"}, 3},
		{"control characters", 9, 1, []string{"a\r\n\t\bb\x7f\u0085"}, []string{"ab"}, 6},
		{"turned text", 9, 1, []string{"a\u202eb\u2066c"}, []string{"abc"}, 2},
		{"invalid UTF-8", 9, 1, []string{"a\xffb"}, []string{"a\uFFFDb"}, 1},
		{"unfinished sequences", 9, 2, []string{"a\x1b", "b\x1b[3"}, []string{"a", "b"}, 2},
		{"private sequence", 9, 1, []string{"a\x1b[>4mb\x1b(0c"}, []string{"abc"}, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDisplay(max(tt.w, 1), max(tt.h, 1))
			r, _ := io.Pipe()
			s := New(r, d, func() (int, int, error) { return tt.w, tt.h, nil })
			if err := s.Enter(); err != nil {
				t.Fatal(err)
			}
			s.Paint(tt.rows)
			got := d.text()
			for y, want := range tt.want {
				if got[y] != want {
					t.Errorf("row %d: got %q, want %q", y, got[y], want)
				}
			}
			if s.Faults() != tt.faults {
				t.Errorf("got %d faults, the last %q, want %d", s.Faults(), s.LastFault(), tt.faults)
			}
		})
	}
}

func TestCursor(t *testing.T) {
	s, d := entered(t, 10, 3)
	hidden := true
	d.vt.SetCallbacks(visibility(&hidden))
	for _, tt := range []struct {
		row    string
		cursor Cursor
		hidden bool
	}{
		{"a", Cursor{}, true},
		{"a", Cursor{Col: 1, Row: 0, Shown: true}, false},
		{"ab", Cursor{Col: 2, Row: 0, Shown: true}, false},
		{"ab", Cursor{Col: 0, Row: 2, Shown: true}, false},
		{"ab", Cursor{Col: 10, Row: 0, Shown: true}, true},
		{"ab", Cursor{Col: 9, Row: 2, Shown: true}, false},
		{"ab", Cursor{Col: -1, Row: 0, Shown: true}, true},
	} {
		s.PaintCursor([]string{tt.row}, tt.cursor)
		if hidden != tt.hidden {
			t.Errorf("%+v: got hidden %v, want %v", tt.cursor, hidden, tt.hidden)
		}
		at := d.vt.CursorPosition()
		if !tt.hidden && (at.X != tt.cursor.Col || at.Y != tt.cursor.Row) {
			t.Errorf("%+v: got the cursor at %v, want it there", tt.cursor, at)
		}
		d.taken()
		s.PaintCursor([]string{tt.row}, tt.cursor)
		if text, _ := d.taken(); text != "" {
			t.Errorf("%+v again: got %q written, want nothing", tt.cursor, text)
		}
	}
}

// An outlet fails in the ways files do.
type outlet struct {
	errs   []error // one a write, then none
	most   int     // bytes taken by a write, if positive
	taken  strings.Builder
	writes int
}

func (o *outlet) Write(b []byte) (int, error) {
	o.writes++
	n := len(b)
	if o.most > 0 {
		n = min(n, o.most)
	}
	var err error
	if len(o.errs) > 0 {
		err, o.errs = o.errs[0], o.errs[1:]
		n /= 2
	}
	o.taken.Write(b[:n])
	return n, err
}

func TestShortAndRefusedWrites(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		want := &outlet{}
		for _, out := range []*outlet{
			want,
			{most: 7},
			{errs: []error{syscall.EAGAIN, syscall.EAGAIN, fmt.Errorf("write: %w", syscall.EAGAIN)}},
			{errs: []error{syscall.EINTR}, most: 100},
		} {
			r, _ := io.Pipe()
			s := New(r, out, func() (int, int, error) { return 20, 4, nil })
			s.OnError(func(err error) { t.Errorf("got error %v, want none", err) })
			if err := s.Enter(); err != nil {
				t.Fatal(err)
			}
			s.Paint([]string{"some", "rows"})
			synctest.Wait()
			if got, want := out.taken.String(), want.taken.String(); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	})
}

func TestLostTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &outlet{}
		r, _ := io.Pipe()
		s := New(r, out, func() (int, int, error) { return 20, 4, nil })
		var got []error
		s.OnError(func(err error) { got = append(got, err) })
		if err := s.Enter(); err != nil {
			t.Fatal(err)
		}
		out.errs = []error{syscall.EIO, syscall.EIO}
		writes := out.writes
		for n := range 3 {
			s.Paint([]string{fmt.Sprint(n)})
			s.Clipboard("x")
			s.AskBackground()
		}
		if err := s.Leave(); err != nil {
			t.Errorf("got error %v from Leave, want none", err)
		}
		synctest.Wait()
		if len(got) != 1 || !errors.Is(got[0], syscall.EIO) {
			t.Errorf("got reports %v, want one of %v", got, syscall.EIO)
		}
		if out.writes != writes+1 {
			t.Errorf("got %d writes, want the one that failed", out.writes-writes)
		}
		if err := s.Enter(); !errors.Is(err, syscall.EIO) {
			t.Errorf("got error %v from Enter, want %v", err, syscall.EIO)
		}
	})
}

func TestLeaveWaitsForAnAnswer(t *testing.T) {
	for _, tt := range []struct {
		name     string
		age      time.Duration // of the question
		answer   time.Duration // after Leave; 0 for never
		min, max time.Duration
	}{
		{"on its way", 0, 20 * time.Millisecond, 20 * time.Millisecond, 20 * time.Millisecond},
		{"never", 0, 0, waiting, waiting},
		{"long ago", time.Minute, 0, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r, w := io.Pipe()
				out := &outlet{}
				s := New(r, out, func() (int, int, error) { return 20, 4, nil })
				if err := s.Enter(); err != nil {
					t.Fatal(err)
				}
				go func() {
					for {
						if _, err := s.Input().Read(make([]byte, 256)); err != nil {
							return
						}
					}
				}()
				s.AskBackground()
				if got := out.taken.String(); !strings.HasSuffix(got, "\x1b]11;?\x1b\\") {
					t.Errorf("got %q written, want the question at its end", got)
				}
				time.Sleep(tt.age)
				if tt.answer > 0 {
					time.AfterFunc(tt.answer, func() { _, _ = io.WriteString(w, "\x1b]11;rgb:0/0/0\a") })
				}
				began := time.Now()
				if err := s.Close(); err != nil {
					t.Error(err)
				}
				if took := time.Since(began); took < tt.min || took > tt.max {
					t.Errorf("got a wait of %v, want %v to %v", took, tt.min, tt.max)
				}
			})
		})
	}
}

func TestClipboardAndTitle(t *testing.T) {
	data := base64.StdEncoding.EncodeToString([]byte("text"))
	plain := "\x1b]52;c;" + data + "\a"
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{nil, plain},
		{map[string]string{"TERM": "xterm"}, plain},
		{map[string]string{"TERM": "screen", "TMUX": "x"}, plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"},
		{map[string]string{"TERM": "screen-256color"}, "\x1bP" + plain + "\x1b\\"},
	} {
		s, d := entered(t, 10, 2)
		s.getenv = func(name string) string { return tt.env[name] }
		s.Clipboard("text")
		if got, _ := d.taken(); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.env, got, tt.want)
		}
	}
	s, d := entered(t, 10, 2)
	s.Title("a\x1b]52;c;\ab\u009c\nc\xff")
	if got, _ := d.taken(); got != pushTitle+"\x1b]2;a]52;c;bc\x1b\\" {
		t.Errorf("got %q, want the title without control characters", got)
	}
	if err := s.Leave(); err != nil {
		t.Fatal(err)
	}
	if got, _ := d.taken(); !strings.HasPrefix(got, popTitle) {
		t.Errorf("got %q, want the old title back first", got)
	}
}

func TestMouse(t *testing.T) {
	s, d := entered(t, 10, 2)
	for _, tt := range []struct {
		on   bool
		want string
	}{{true, mouseOn}, {true, ""}, {false, mouseOff}} {
		s.Mouse(tt.on)
		if got, _ := d.taken(); got != tt.want {
			t.Errorf("Mouse(%v): got %q, want %q", tt.on, got, tt.want)
		}
	}
}

func TestLend(t *testing.T) {
	s, d := entered(t, 10, 2)
	s.Paint([]string{"ours"})
	want := errors.New("theirs")
	err := s.Lend(func() error {
		if d.vt.IsAltScreen() {
			t.Error("got the alternate screen while it is lent, want the main one")
		}
		d.taken()
		s.Paint([]string{"too soon"})
		if text, _ := d.taken(); text != "" {
			t.Errorf("got %q written while the screen is lent, want nothing", text)
		}
		return want
	})
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
	s.Paint([]string{"ours"})
	if got := d.text()[0]; got != "ours" {
		t.Errorf("got %q, want %q", got, "ours")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Lend(func() error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("got error %v after Close, want %v", err, ErrClosed)
	}
}

func TestLeaveWhileFramesArePainted(t *testing.T) {
	s, d := entered(t, 40, 10)
	var painters sync.WaitGroup
	for range 4 {
		painters.Go(func() {
			for n := range 200 {
				s.Paint([]string{strings.Repeat(fmt.Sprint(n%10), 40)})
				s.Resized()
			}
		})
	}
	for range 20 {
		if err := s.Leave(); err != nil {
			t.Error(err)
		}
		if err := s.Enter(); err != nil {
			t.Error(err)
		}
	}
	if err := s.Leave(); err != nil {
		t.Error(err)
	}
	painters.Wait()
	text, _ := d.taken()
	if got, want := text[strings.LastIndex(text, "\x1b[?1049"):], "\x1b[?1049l"; got != want {
		t.Errorf("got %q last, want %q", got, want)
	}
}

func TestSizeUnknown(t *testing.T) {
	var err error
	r, _ := io.Pipe()
	s := New(r, io.Discard, func() (int, int, error) { return 30, 5, err })
	err = errors.New("no answer")
	if w, h := s.Size(); w != 30 || h != 5 {
		t.Errorf("got %dx%d, want the last known size 30x5", w, h)
	}
}
